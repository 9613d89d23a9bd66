// Package iampolicy_test measures iampolicy beside its peers, on the same
// documents in one run.
package iampolicy_test

import (
	"encoding/json"
	"testing"

	"github.com/minio/pkg/v3/policy"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

var required = []byte(
	`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:` +
		`GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`,
)

// naive is what programs write today. It knows this one document: a Resource
// in a list or a Statement without one breaks it.
type naive struct {
	Version   string
	Statement []naiveStatement
}

type naiveStatement struct {
	Sid       string `json:",omitempty"`
	Effect    string
	Action    []string
	Resource  string
	Condition map[string]map[string]string `json:",omitempty"`
}

func BenchmarkParse(b *testing.B) {
	b.Run("ecrkit", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := iampolicy.Parse(required); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding_json", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var d naive
			if err := json.Unmarshal(required, &d); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("minio", func(b *testing.B) { // Unmarshal: its ParseConfig refuses ecr actions
		b.ReportAllocs()
		for b.Loop() {
			var d policy.Policy
			if err := json.Unmarshal(required, &d); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkAppendJSON(b *testing.B) {
	b.Run("ecrkit", func(b *testing.B) {
		b.ReportAllocs()
		d, buf := iampolicy.ECSPull(), make([]byte, 0, 1024)
		for b.Loop() {
			buf = d.AppendJSON(buf[:0])
		}
	})
	b.Run("encoding_json", func(b *testing.B) {
		b.ReportAllocs()
		var d naive
		if err := json.Unmarshal(required, &d); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if _, err := json.Marshal(&d); err != nil {
				b.Fatal(err)
			}
		}
	})
}

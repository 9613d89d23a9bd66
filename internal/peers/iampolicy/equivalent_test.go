package iampolicy_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	awspolicy "github.com/hashicorp/awspolicyequivalence"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// TestRoundTripEquivalent: the library with which Terraform compares policies
// sees no difference between a policy and what is written back, and does see an
// added statement.
func TestRoundTripEquivalent(t *testing.T) {
	src, err := os.ReadFile("../../../iampolicy/testdata/source/policies.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct {
		ID     string
		Policy json.RawMessage
	}
	if err := json.Unmarshal(src, &rows); err != nil || len(rows) != 46 {
		t.Fatal(len(rows), err)
	}
	for _, row := range rows {
		d, err := iampolicy.Parse(row.Policy)
		if err != nil {
			t.Fatal(row.ID, err)
		}
		if same, err := awspolicy.PoliciesAreEquivalent(string(row.Policy), d.String()); !same || err != nil {
			t.Errorf("%s: %v, %v: %s", row.ID, same, err, d)
		}
		added, err := iampolicy.AddStatement(row.Policy, iampolicy.Deny("a:B").On("*"))
		if err != nil {
			t.Fatal(row.ID, err)
		}
		if same, err := awspolicy.PoliciesAreEquivalent(string(row.Policy), string(added)); same || err != nil {
			t.Errorf("%s: an added Deny makes no difference: %v", row.ID, err)
		}
	}
}

// equivalentPairs are two spellings of one policy that both libraries call
// equivalent, and two policies that both call different.
func equivalentPairs() map[string][2]string {
	const repository = `{"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":%q},"Action":[%s]}]}`
	long := iampolicy.NewDocument()
	for i := range 100 {
		long.Statement.Items = append(long.Statement.Items, iampolicy.Allow(fmt.Sprintf("s%d:Get", i), "ecr:PutImage").On("arn:aws:s3:::a"+strconv.Itoa(i), "arn:aws:s3:::b"))
	}
	turned := long
	turned.Statement.Items = slices.Clone(long.Statement.Items)
	slices.Reverse(turned.Statement.Items)
	return map[string][2]string{
		"account": {fmt.Sprintf(repository, "111122223333", `"ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"`),
			fmt.Sprintf(repository, "arn:aws:iam::111122223333:root", `"ecr:GetDownloadUrlForLayer","ecr:BatchGetImage"`)},
		"different": {fmt.Sprintf(repository, "111122223333", `"ecr:BatchGetImage"`), fmt.Sprintf(repository, "111122223333", `"ecr:PutImage"`)},
		"long":      {long.String(), turned.String()},
	}
}

// BenchmarkEquivalent compares two policies in text, as the peer does, and for
// those that are read already.
func BenchmarkEquivalent(b *testing.B) {
	for name, pair := range equivalentPairs() {
		x, y := iampolicy.MustParse(pair[0]), iampolicy.MustParse(pair[1])
		want := name != "different"
		b.Run(name+"/ecrkit", func(b *testing.B) {
			for b.Loop() {
				if iampolicy.Equivalent(x, y) != want {
					b.Fatal(name)
				}
			}
		})
		b.Run(name+"/ecrkit_from_text", func(b *testing.B) {
			for b.Loop() {
				if iampolicy.Equivalent(iampolicy.MustParse(pair[0]), iampolicy.MustParse(pair[1])) != want {
					b.Fatal(name)
				}
			}
		})
		b.Run(name+"/awspolicyequivalence", func(b *testing.B) {
			for b.Loop() {
				if same, err := awspolicy.PoliciesAreEquivalent(pair[0], pair[1]); same != want || err != nil {
					b.Fatal(name, err)
				}
			}
		})
	}
}

// Package ecrref_test measures ecrref beside the libraries that its users have
// today, in one run on one machine:
//
//	go test -bench . -benchmem ./ecrref
package ecrref_test

import (
	"testing"

	"github.com/awslabs/amazon-ecr-credential-helper/ecr-login/api"
	"github.com/distribution/reference"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/regclient/regclient/types/ref"
	"oras.land/oras-go/v2/registry"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

const sha = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

var inputs = []struct{ name, text string }{
	{"tag", "123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app:v1.2.3"},
	{"digest", "123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app@" + sha},
	{"both", "123456789012.dkr-ecr-fips.us-gov-west-1.on.aws/team/app:v1.2.3@" + sha},
}

// legal is what a byte table of a reference holds at least.
var legal = func() (table [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/:@") {
		table[c] = true
	}
	return table
}()

// plainLoop is the least that any validation by bytes costs.
func plainLoop(s string) bool {
	for i := 0; i < len(s); i++ {
		if !legal[s[i]] {
			return false
		}
	}
	return true
}

func BenchmarkParse(b *testing.B) {
	for _, in := range inputs {
		bench(b, "ecrref/"+in.name, func() error { _, err := ecrref.Parse(in.text); return err })
		bench(b, "plain-loop/"+in.name, func() error { sink = plainLoop(in.text); return nil })
		bench(b, "distribution/"+in.name, func() error { _, err := reference.ParseNormalizedNamed(in.text); return err })
		bench(b, "ecr-login/"+in.name, func() error { _, err := api.ExtractRegistry(in.text); return err })
		bench(b, "ggcr/"+in.name, func() error { _, err := name.ParseReference(in.text); return err })
		bench(b, "regclient/"+in.name, func() error { _, err := ref.New(in.text); return err })
		bench(b, "oras/"+in.name, func() error { _, err := registry.ParseReference(in.text); return err })
	}
}

var sink bool

func bench(b *testing.B, name string, parse func() error) {
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			if err := parse(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

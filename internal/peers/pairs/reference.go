package pairs

import (
	"github.com/awslabs/amazon-ecr-credential-helper/ecr-login/api"
	"github.com/distribution/reference"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/regclient/regclient/types/ref"
	"oras.land/oras-go/v2/registry"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/internal/peers/reading"
)

const sha = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

var referenceInputs = []struct{ name, text string }{
	{"tag", "123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app:v1.2.3"},
	{"digest", "123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app@" + sha},
	{"both", "123456789012.dkr-ecr-fips.us-gov-west-1.on.aws/team/app:v1.2.3@" + sha},
}

// Parse reads one reference to an image.
func Parse() Group {
	g := Group{Name: "ecrref.Parse"}
	for _, in := range referenceInputs {
		s := in.text
		row := Row{Name: in.name, Contenders: []Contender{
			{Name: Ours, Run: func() int { _, err := ecrref.Parse(s); return number(err == nil) }, Answer: asText(s)},
			{Name: "plain loop", Goal: 0.5, Run: func() int { return number(plainLoop(s)) },
				Answer: func() (got, want any) { return plainLoop(s), true }},
			reader("distribution", s, func() int { _, err := reference.ParseNormalizedNamed(s); return number(err == nil) }),
			reader("ecr-login", s, func() int { _, err := api.ExtractRegistry(s); return number(err == nil) }),
			reader("ggcr", s, func() int { _, err := name.ParseReference(s); return number(err == nil) }),
			reader("regclient", s, func() int { _, err := ref.New(s); return number(err == nil) }),
			reader("oras", s, func() int { _, err := registry.ParseReference(s); return number(err == nil) }),
		}}
		if in.name == "both" {
			row.Contenders[4].Differs, row.Contenders[6].Differs = "drops the tag", "drops the tag"
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// asText is the answer of the parser whose text is right.
func asText(s string) func() (got, want any) {
	return func() (got, want any) {
		r, err := ecrref.Parse(s)
		return [2]any{r.String(), err}, [2]any{s, nil}
	}
}

// reader is a library of package reading.
func reader(name, s string, run func() int) Contender {
	for _, peer := range reading.ReferencePeers {
		if peer.Name == name {
			return Contender{Name: name, Module: peer.Module, Run: run, Answer: func() (got, want any) {
				all, err := reading.ReferencePeers[0].Read(s)
				if err != nil {
					return err, nil
				}
				parts, err := peer.Read(s)
				return [2]any{parts, err}, [2]any{peer.Tells(all), nil}
			}}
		}
	}
	panic(name)
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

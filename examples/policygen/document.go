package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// document is one policy with where it belongs. What does not matter to its
// kind is empty.
type document struct {
	Name       string             `json:"name"` // unique, made of letters, digits and hyphens
	Kind       string             `json:"kind"`
	For        string             `json:"for"`
	Partition  string             `json:"partition"`
	Account    string             `json:"account,omitempty"`
	Region     string             `json:"region,omitempty"`
	Repository string             `json:"repository,omitempty"`
	Role       string             `json:"role,omitempty"`
	Resource   string             `json:"resource,omitempty"` // logical ID or address of a role that the template or plan makes
	Warning    string             `json:"warning,omitempty"`  // what to know before it is put there
	Policy     iampolicy.Document `json:"policy"`
}

// documents makes the policies of the kinds asked for.
func (o options) documents(in *input) ([]document, error) {
	docs := []document{}
	for _, kind := range o.kinds {
		more, err := makers[kind](o, in)
		if err != nil {
			return nil, err
		}
		docs = append(docs, more...)
	}
	for i := range docs {
		docs[i].Name = unused(docs[i].Name, docs[:i])
		docs[i].Warning = warnings[docs[i].Kind]
	}
	return docs, nil
}

var makers = map[string]func(options, *input) ([]document, error){
	"identity":   options.identity,
	"repository": options.repository,
	"endpoint":   options.endpoint,
	"layers":     options.layers,
}

// warnings say what a policy takes away from others.
var warnings = map[string]string{
	"repository": "set-repository-policy replaces the policy that is there: merge the two if others use the repository",
	"endpoint": "it lets nothing through the endpoint but these pulls, and modify-vpc-endpoint replaces the policy that is there: " +
		"merge the two if others use the endpoint",
	"layers": "it lets nothing through the endpoint but image layers, and modify-vpc-endpoint replaces the policy that is there: " +
		"merge the two if anything else in the VPC uses S3",
}

// unused returns the name, or the name with the first number that makes it
// unlike all others, even when only letters and digits count.
func unused(name string, others []document) string {
	for n := 1; ; n++ {
		candidate := name
		if n > 1 {
			candidate += "-" + strconv.Itoa(n)
		}
		if !slices.ContainsFunc(others, func(d document) bool { return logicalID(d.Name) == logicalID(candidate) }) {
			return candidate
		}
	}
}

// slug leaves letters, digits and hyphens of a name.
func slug(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			return r
		}
		return '-'
	}, name)
}

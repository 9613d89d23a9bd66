package main

import (
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
)

func byRegion(u use) string { return u.ref.Registry().Region() }

// endpoint makes the policy of the two ECR endpoints of each region.
func (o options) endpoint(in *input) ([]document, error) {
	if anonymous(in.uses) {
		in.note(cli.Undecided, "no endpoint policy: not everyone who pulls is named: pass -principal%s", orAccount(in.uses))
		return nil, nil
	}
	var docs []document
	for _, g := range groupBy(in.uses, byRegion) {
		policy, err := recipe.EndpointPull(g.principals()...)
		if err != nil {
			return nil, err
		}
		docs = append(docs, g.regional("endpoint", "the VPC endpoints ecr.api and ecr.dkr in "+g.key, policy))
	}
	return docs, nil
}

// layers makes the policy of the S3 endpoint of each region: layers come from a
// bucket of ECR's there.
func (o options) layers(in *input) ([]document, error) {
	var docs []document
	for _, g := range groupBy(in.uses, byRegion) {
		policy, err := recipe.EndpointLayers(g.key)
		if err != nil {
			return nil, err
		}
		docs = append(docs, g.regional("layers", "the VPC gateway endpoint s3 in "+g.key, policy))
	}
	return docs, nil
}

func (g group) regional(kind, place string, policy iampolicy.Document) document {
	return document{
		Name: kind + "-" + g.key, Kind: kind, For: place,
		Partition: g.first.ref.Registry().Partition(), Region: g.key, Policy: policy,
	}
}

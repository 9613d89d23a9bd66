package main

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
)

// repository makes a policy for each repository that somebody of another
// account pulls from. Within an account the identity policy is enough.
func (o options) repository(in *input) ([]document, error) {
	others := slices.DeleteFunc(slices.Clone(in.uses), func(u use) bool {
		return !u.puller.isNamed() || u.puller.account == u.ref.Registry().AccountID()
	})
	switch {
	case anonymous(in.uses):
		in.note(o.missing(), "no repository policy for those who are not named: pass -principal where they are of another account%s",
			orAccount(in.uses))
	case len(others) == 0 && len(in.uses) > 0:
		in.note(cli.OK, "no repository policy is needed: whoever pulls is in the account of the image")
	}
	var docs []document
	for _, g := range groupBy(others, func(u use) string { arn, _ := u.ref.Repository().ARN(); return arn }) {
		policy, err := recipe.RepositoryPull(g.principals()...)
		if err != nil {
			return nil, err
		}
		repo := g.first.ref.Repository()
		registry := repo.Registry()
		docs = append(docs, document{
			Name: "repository-" + registry.AccountID() + "-" + registry.Region() + "-" + slug(repo.Name()), Kind: "repository",
			For: "repository " + g.key, Partition: registry.Partition(), Account: registry.AccountID(), Region: registry.Region(),
			Repository: repo.Name(), Policy: policy,
		})
	}
	return docs, nil
}

// missing is what it means that a policy could not be made: it matters when the
// policy was asked for by name.
func (o options) missing() int {
	if o.kindsGiven {
		return cli.Undecided
	}
	return cli.OK
}

func anonymous(uses []use) bool {
	return slices.ContainsFunc(uses, func(u use) bool { return !u.puller.isNamed() })
}

// orAccount says that the account would tell who a role is that a template makes.
func orAccount(uses []use) string {
	if slices.ContainsFunc(uses, func(u use) bool { return u.puller.made != "" && !u.puller.isNamed() }) {
		return ", or -account with the one that the template is deployed in"
	}
	return ""
}

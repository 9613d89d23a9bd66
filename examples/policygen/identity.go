package main

import (
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// identity makes a policy for each role and partition.
func (o options) identity(in *input) ([]document, error) {
	var docs []document
	for _, g := range groupBy(in.uses, func(u use) string { return u.puller.id + " " + u.ref.Registry().Partition() }) {
		policies, err := pullPolicies(g.refs)
		if err != nil {
			return nil, err
		}
		for _, p := range policies {
			docs = append(docs, identityDocument(g.first, p))
		}
	}
	return docs, nil
}

func identityDocument(u use, policy iampolicy.Document) document {
	p, partition := u.puller, u.ref.Registry().Partition()
	d := document{
		Name:      "ecr-pull",
		Kind:      "identity",
		For:       "the role that pulls",
		Partition: partition,
		Account:   p.account,
		Role:      p.role,
		Resource:  p.made,
		Policy:    policy,
	}
	switch {
	case p.made != "":
		d.For, d.Name = "the role "+p.id, "ecr-pull-"+slug(p.made)
	case p.role != "":
		d.For, d.Name = "role "+p.id, "ecr-pull-"+slug(p.role)
	case p.account != "":
		d.For, d.Name = "the roles of account "+p.account+" that pull", "ecr-pull-"+p.account
	}
	if partition != "aws" {
		d.Name += "-" + partition
	}
	return d
}

// pullPolicies makes one policy, or more where one would be larger than IAM takes.
func pullPolicies(refs []ecrref.Ref) ([]iampolicy.Document, error) {
	d, err := iampolicy.Pull(refs...)
	if err != nil {
		return nil, err
	}
	if len(refs) == 1 || d.Size(iampolicy.KindIdentity) <= iampolicy.KindIdentity.SizeLimit() {
		return []iampolicy.Document{d}, nil
	}
	first, err := pullPolicies(refs[:len(refs)/2])
	if err != nil {
		return nil, err
	}
	second, err := pullPolicies(refs[len(refs)/2:])
	return append(first, second...), err
}

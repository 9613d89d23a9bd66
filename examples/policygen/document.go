package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
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
	Apply      []string           `json:"apply"` // commands, where the policy is in the file NAME.json
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
		docs[i].Apply = docs[i].commands()
	}
	return docs, nil
}

var makers = map[string]func(options, *input) ([]document, error){
	"identity":   options.identity,
	"repository": options.repository,
	"endpoint":   options.endpoint,
	"layers":     options.layers,
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

// group is the images that go into one document.
type group struct {
	key     string
	first   use
	refs    []ecrref.Ref
	pullers []principal
}

// groupBy parts the uses by a key, in the order in which the keys come.
func groupBy(uses []use, key func(use) string) []group {
	var groups []group
	for _, u := range uses {
		i := slices.IndexFunc(groups, func(g group) bool { return g.key == key(u) })
		if i < 0 {
			i, groups = len(groups), append(groups, group{key: key(u), first: u})
		}
		groups[i].add(u)
	}
	return groups
}

func (g *group) add(u use) {
	if !slices.Contains(g.refs, u.ref) {
		g.refs = append(g.refs, u.ref)
	}
	if u.puller.id != "" && !slices.Contains(g.pullers, u.puller) {
		g.pullers = append(g.pullers, u.puller)
	}
}

func (g group) principals() []string {
	var ids []string
	for _, p := range g.pullers {
		ids = append(ids, p.id)
	}
	return ids
}

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
	d := document{Name: "ecr-pull", Kind: "identity", For: "the role that pulls", Partition: partition, Account: p.account, Role: p.role, Policy: policy}
	switch {
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

// repository makes a policy for each repository that somebody of another
// account pulls from. Within an account the identity policy is enough.
func (o options) repository(in *input) ([]document, error) {
	others := slices.DeleteFunc(slices.Clone(in.uses), func(u use) bool {
		return u.puller.id == "" || u.puller.account == u.ref.Registry().AccountID()
	})
	switch {
	case anonymous(in.uses):
		in.note(o.missing(), "no repository policy for those who are not named: pass -principal where they are of another account")
	case len(others) == 0 && len(in.uses) > 0:
		in.note(cli.OK, "no repository policy is needed: whoever pulls is in the account of the image")
	}
	var docs []document
	for _, g := range groupBy(others, func(u use) string { arn, _ := u.ref.Repository().ARN(); return arn }) {
		policy, err := iampolicy.RepositoryPull(g.principals()...)
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
	return slices.ContainsFunc(uses, func(u use) bool { return u.puller.id == "" })
}

func byRegion(u use) string { return u.ref.Registry().Region() }

// endpoint makes the policy of the two ECR endpoints of each region.
func (o options) endpoint(in *input) ([]document, error) {
	if anonymous(in.uses) {
		in.note(o.missing(), "no endpoint policy: not everyone who pulls is named: pass -principal")
		return nil, nil
	}
	var docs []document
	for _, g := range groupBy(in.uses, byRegion) {
		policy, err := iampolicy.EndpointPull(g.principals()...)
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
		policy, err := iampolicy.EndpointLayers(g.key)
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

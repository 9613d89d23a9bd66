package main

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// question is what one container asks: may the role pull this image, by all
// policies that stand between the two?
type question struct {
	permissions
	container pulled
	access    iampolicy.Access
	resource  []awsfile.Policy // those of access.Resource that were given
}

// questionFor adds the resource policies of the image. Where the repository
// policy of another account was not given, it is taken to allow the pull, and a
// warning says so: what all the others refuse is then still an error.
func (p permissions) questionFor(c pulled) (question, []finding, error) {
	q := question{permissions: p, container: c, access: p.access}
	repository, fs := p.repositoryPolicies(c)
	q.resource = append(repository, p.registryPolicies(c)...)
	for _, policy := range q.resource {
		compiled, err := compilePolicies([]awsfile.Policy{policy})
		if err != nil {
			return q, nil, err
		}
		q.access.Resource = append(q.access.Resource, compiled)
	}
	if len(repository) > 0 || p.in.noPolicy[c.ref.Repository()] || !p.isCrossAccount(c.ref) || q.isAllowed() {
		return q, fs, nil
	}
	assumed, err := iampolicy.Compile(iampolicy.NewDocument(iampolicy.Allow("ecr:*").For(iampolicy.AWS(p.role.arn))))
	q.access.Resource = append(q.access.Resource, assumed)
	if fs == nil {
		fs = []finding{p.repositoryPolicyMissing(c)}
	}
	return q, fs, err
}

func (p permissions) repositoryPolicyMissing(c pulled) finding {
	repository := c.ref.Repository()
	account, region := repository.Registry().AccountID(), repository.Registry().Region()
	return finding{"repository-policy-missing", warning, c.Name, c.Image.Where,
		fmt.Sprintf("%s is in account %s, and so its repository policy has to allow %s", repository, account, p.role.arn),
		fmt.Sprintf("pass -repository-policy FILE with the output of\naws ecr get-repository-policy --registry-id %s --region %s --repository-name %s\n(only somebody of account %s can run this)", account, region, repository.Name(), account)}
}

// repositoryPolicies picks the policies that belong to the image's repository. A
// policy that does not say whose it is counts when the task has one repository
// to which it can belong.
func (p permissions) repositoryPolicies(c pulled) (picked []awsfile.Policy, fs []finding) {
	name, account := c.ref.Repository().Name(), c.ref.Registry().AccountID()
	for _, policy := range p.in.repository {
		switch {
		case policy.RegistryID != "" && policy.RegistryID != account:
		case belongsTo(policy, c.ref):
			picked = append(picked, policy)
		case policy.Repository == "" && p.repositories == 1:
			picked = append(picked, policy)
		case policy.Repository == "":
			fs = append(fs, finding{"repository-policy-ambiguous", warning, c.Name, policy.Where,
				"the task has several repositories, and this policy does not say which one it belongs to",
				"pass -repository-policy " + name + "=" + policy.Where.File})
		}
	}
	return picked, fs
}

func (p permissions) registryPolicies(c pulled) (picked []awsfile.Policy) {
	for _, policy := range p.in.registry {
		if policy.RegistryID == "" || policy.RegistryID == c.ref.Registry().AccountID() {
			picked = append(picked, policy)
		}
	}
	return picked
}

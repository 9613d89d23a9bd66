package main

import (
	"fmt"
	"slices"

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
	registry, more := p.registryPolicies(c)
	fs = append(fs, more...)
	q.resource = slices.Concat(repository, registry)
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

// repositoryPolicies picks the policies of the image's repository.
func (p permissions) repositoryPolicies(c pulled) (picked []awsfile.Policy, fs []finding) {
	for _, policy := range p.in.repository {
		ours, ambiguous := bind(policy, c.ref, p.in.privateImages())
		if ours {
			picked = append(picked, policy)
		}
		if ambiguous {
			fs = append(fs, finding{"repository-policy-ambiguous", warning, c.Name, policy.Where,
				"images of several repositories are asked for, and this policy does not say which one it belongs to",
				"pass -repository-policy " + repositoryID(c.ref) + "=" + policy.Where.File})
		}
	}
	return picked, fs
}

func (p permissions) registryPolicies(c pulled) (picked []awsfile.Policy, fs []finding) {
	for _, policy := range p.in.registry {
		ours, ambiguous := bindRegistry(policy, c.ref, p.in.privateImages())
		if ours {
			picked = append(picked, policy)
		}
		if ambiguous {
			fs = append(fs, finding{"repository-policy-ambiguous", warning, c.Name, policy.Where,
				"images of several registries are asked for, and this policy does not say which one it belongs to",
				"run preflight for the images of each account and region apart"})
		}
	}
	return picked, fs
}

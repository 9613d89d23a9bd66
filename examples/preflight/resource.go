package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// question is what one container asks: may the role pull this image, by all
// policies that stand between the two?
type question struct {
	permissions
	container pulled
	access    authz.Access
	resource  []awsfile.Policy // those of access.Resource that were given
	guess     bool             // they tell roles apart, and which role pulls is not known
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
		q.access.Resource = append(q.access.Resource, q.attached(compiled))
	}
	if !p.role.isNamed && slices.ContainsFunc(q.resource, tellsRolesApart) {
		q.guess = true
		return q, append(fs, finding{"role-assumed", warning, c.Name, c.Image.Where,
			"a policy of the repository or registry names single callers, and which role pulls is not known", "pass -role-arn"}), nil
	}
	if len(repository) > 0 || p.in.noPolicy[repositoryID(c.ref)] || !p.isCrossAccount(c.ref) || q.isAllowed() {
		return q, fs, nil
	}
	assumed, err := authz.Compile(iampolicy.NewDocument(iampolicy.Allow("ecr:*").For(iampolicy.AWS(p.role.arn))))
	q.access.Resource = append(q.access.Resource, q.attached(assumed))
	if fs == nil {
		fs = []finding{p.repositoryPolicyMissing(c)}
	}
	return q, fs, err
}

// attached puts a policy on the repository of the image.
func (q question) attached(policy *authz.Policy) authz.ResourcePolicy {
	on, _ := q.container.ref.Repository().ARN()
	return authz.ResourcePolicy{On: on, Policy: policy}
}

// tellsRolesApart reports whether a policy names a caller that is no account.
func tellsRolesApart(policy awsfile.Policy) bool {
	return slices.ContainsFunc(policy.Document.Statement.Items, func(s iampolicy.Statement) bool {
		return slices.ContainsFunc(slices.Concat(s.Principal.AWS.Items, s.NotPrincipal.AWS.Items), func(id string) bool {
			return strings.Contains(id, ":role/") || strings.Contains(id, ":assumed-role/") || strings.Contains(id, ":user/")
		})
	})
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
				"pass -repository-policy " + repositoryID(c.ref) + "=" + fileOf(policy)})
		}
	}
	if len(picked) < 2 {
		return picked, fs
	}
	return nil, append(fs, finding{"repository-policy-ambiguous", warning, c.Name, picked[1].Where,
		"several policies were given for " + c.ref.Repository().String() + ", and a repository has one", "say with REPOSITORY=FILE which repository each belongs to"})
}

// fileOf is the name of a policy's file as a shell takes it.
func fileOf(policy awsfile.Policy) string {
	if policy.Where.File == "stdin" {
		return "FILE"
	}
	return cli.ShellQuote(policy.Where.File)
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

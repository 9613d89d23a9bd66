package main

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// permissions holds the compiled policies that stand between the role that
// pulls and the images.
type permissions struct {
	in           input
	role         puller
	access       iampolicy.Access // without resource policies, which differ by image
	repositories int              // how many private repositories the task pulls from
}

func newPermissions(in input, role puller, cs []pulled) (permissions, error) {
	p := permissions{in: in, role: role, repositories: countRepositories(cs)}
	var err error
	compile := func(ps []awsfile.Policy) *iampolicy.Policy {
		policy, failed := compilePolicies(ps)
		if err == nil {
			err = failed
		}
		return policy
	}
	p.access.Identity = compile(role.policies)
	p.access.Boundary = compile(role.boundary)
	p.access.Endpoint = compile(in.endpoint)
	for _, level := range in.scps {
		p.access.SCP = append(p.access.SCP, compile(level))
	}
	for _, level := range in.rcps {
		p.access.RCP = append(p.access.RCP, compile(level))
	}
	return p, err
}

func countRepositories(cs []pulled) int {
	distinct := map[ecrref.Repository]bool{}
	for _, c := range cs {
		if c.origin == privateECR {
			distinct[c.ref.Repository()] = true
		}
	}
	return len(distinct)
}

// compilePolicies returns nil for nil. It also compiles each policy alone, so
// that an error names the file.
func compilePolicies(ps []awsfile.Policy) (*iampolicy.Policy, error) {
	if ps == nil {
		return nil, nil
	}
	var docs []iampolicy.Document
	for _, p := range ps {
		if _, err := iampolicy.Compile(p.Document); err != nil {
			return nil, fmt.Errorf("%s: %w", p.Where, err)
		}
		docs = append(docs, p.Document)
	}
	return iampolicy.Compile(docs...)
}

// missingInput says what was not given and would be needed for an answer.
func (p permissions) missingInput() []finding {
	switch {
	case p.role.policies == nil:
		return []finding{{"policy-missing", warning, "", p.role.where, "no policy of the role that pulls was given",
			"pass -policy FILE for each policy of the role, or -account-details FILE;\nthe role needs at least " + iampolicy.ECSPull().String()}}
	case p.in.scps == nil:
		return []finding{{"not-evaluated", note, "", p.role.where,
			"service control policies were not given (-scp); a deny there would still stop the pull", ""}}
	}
	return nil
}

// request is the role's question, without action and resource.
func (p permissions) request(ref ecrref.Ref) iampolicy.Request {
	g := ref.Registry()
	principal := p.role.arn
	if principal == "" {
		principal = fmt.Sprintf("arn:%s:iam::%s:role/the-role-that-pulls", g.Partition(), g.AccountID())
	}
	return iampolicy.Request{Principal: principal, Context: p.in.context, OpenContext: true}
}

// check judges the permissions for one container.
func (p permissions) check(c pulled) ([]finding, error) {
	switch {
	case p.role.policies == nil:
		return nil, nil
	case c.Credentials.Value != "" && c.origin != privateECR:
		return p.checkCredentials(c), nil
	case c.origin != privateECR:
		return nil, nil
	}
	access, fs, err := p.accessTo(c)
	if err != nil {
		return nil, err
	}
	ds := p.decideAll(access, c.ref)
	fs = append(fs, p.findings(c, access, ds)...)
	return append(fs, p.checkCache(c, access)...), nil
}

// decided is a need with the decision about it.
type decided struct {
	iampolicy.Need
	iampolicy.Decision
}

func (p permissions) decideAll(access iampolicy.Access, ref ecrref.Ref) []decided {
	var ds []decided
	request := p.request(ref)
	for _, need := range iampolicy.PullNeeds(ref) {
		request.Action, request.Resource = need.Action, need.Resource
		ds = append(ds, decided{need, access.Decide(request)})
	}
	return ds
}

// accessTo adds the resource policies of the image. Where another account's were
// not given, they are taken to allow the pull, and a warning says so: what the
// role's own policies refuse is then still an error.
func (p permissions) accessTo(c pulled) (iampolicy.Access, []finding, error) {
	access := p.access
	given, fs := p.resourcePolicies(c)
	for _, policy := range given {
		compiled, err := compilePolicies([]awsfile.Policy{policy})
		if err != nil {
			return access, nil, err
		}
		access.Resource = append(access.Resource, compiled)
	}
	if len(given) > 0 || p.in.noPolicy[c.ref.Repository()] || !p.isCrossAccount(c.ref) {
		return access, fs, nil
	}
	assumed, err := iampolicy.Compile(iampolicy.NewDocument(iampolicy.Allow("ecr:*").For(iampolicy.AWS(p.request(c.ref).Principal))))
	access.Resource = []*iampolicy.Policy{assumed}
	repository := c.ref.Repository()
	return access, append(fs, finding{"repository-policy-missing", warning, c.Name, c.Image.Where,
		fmt.Sprintf("%s is in account %s, and so its repository policy has to allow %s", repository, repository.Registry().AccountID(), p.role.arn),
		fmt.Sprintf("pass -repository-policy FILE with the output of\naws ecr get-repository-policy --registry-id %s --region %s --repository-name %s",
			repository.Registry().AccountID(), repository.Registry().Region(), repository.Name())}), err
}

func (p permissions) isCrossAccount(ref ecrref.Ref) bool {
	m := roleARN.FindStringSubmatch(p.role.arn)
	return m != nil && m[2] != ref.Registry().AccountID()
}

// resourcePolicies picks the policies that belong to the image's repository and
// registry. A repository policy that does not say whose it is counts when the
// task has one repository to which it can belong.
func (p permissions) resourcePolicies(c pulled) ([]awsfile.Policy, []finding) {
	var picked []awsfile.Policy
	var fs []finding
	name, account := c.ref.Repository().Name(), c.ref.Registry().AccountID()
	for _, policy := range p.in.repository {
		switch {
		case policy.RegistryID != "" && policy.RegistryID != account:
		case policy.Repository == name, policy.Repository == c.ref.Repository().String():
			picked = append(picked, policy)
		case policy.Repository == "" && p.repositories == 1:
			picked = append(picked, policy)
		case policy.Repository == "":
			fs = append(fs, finding{"repository-policy-ambiguous", warning, c.Name, policy.Where,
				"the task has several repositories, and this policy does not say which one it belongs to",
				"pass -repository-policy " + name + "=" + policy.Where.File})
		}
	}
	for _, policy := range p.in.registry {
		if policy.RegistryID == "" || policy.RegistryID == account {
			picked = append(picked, policy)
		}
	}
	return picked, fs
}

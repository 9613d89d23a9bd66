package main

import (
	"fmt"
	"slices"
	"strings"

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
	taskRole     string           // ARN of the role that the application uses
}

func newPermissions(in input, t awsfile.TaskDefinition, role puller, cs []pulled) (permissions, error) {
	p := permissions{in: in, role: role, repositories: countRepositories(cs), taskRole: t.TaskRoleARN.Value}
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
	if p.role.policies != nil {
		return nil
	}
	return []finding{{"policy-missing", warning, "", p.role.where, "no policy of the role that pulls was given",
		"pass -policy FILE for each policy of the role, or -account-details FILE;\nthe role needs at least " + iampolicy.ECSPull().String()}}
}

// request is the role's question, without action and resource.
func (p permissions) request(ref ecrref.Ref) iampolicy.Request {
	g := ref.Registry()
	principal := p.role.arn
	if principal == "" {
		principal = fmt.Sprintf("arn:%s:iam::%s:role/the-role-that-pulls", g.Partition(), g.AccountID())
	}
	return iampolicy.Request{Principal: principal, Context: p.contextFor(ref), OpenContext: true}
}

// contextFor returns the condition keys that follow from role and image, below
// those that were given. The pull is a call over TLS by a session of the role.
func (p permissions) contextFor(ref ecrref.Ref) map[string][]string {
	context := map[string][]string{
		"aws:RequestedRegion":       {ref.Registry().Region()},
		"aws:SecureTransport":       {"true"},
		"aws:PrincipalType":         {"AssumedRole"},
		"aws:PrincipalIsAWSService": {"false"},
		"aws:ViaAWSService":         {"false"},
	}
	if m := roleARN.FindStringSubmatch(p.role.arn); m != nil {
		context["aws:PrincipalArn"] = []string{p.role.arn}
		context["aws:PrincipalAccount"] = []string{m[2]}
	}
	for given, values := range p.in.context {
		for key := range context {
			if strings.EqualFold(key, given) {
				delete(context, key)
			}
		}
		context[given] = values
	}
	return context
}

// check judges the permissions for one container.
func (p permissions) check(c pulled) ([]finding, error) {
	switch {
	case p.role.policies == nil:
		return nil, nil
	case c.Credentials.Value != "" && c.origin != privateECR:
		return p.checkCredentials(c), nil
	case c.origin != privateECR, p.role.crossesPartition(c.ref):
		return nil, nil
	}
	q, fs, err := p.questionFor(c)
	if err != nil {
		return nil, err
	}
	return slices.Concat(fs, q.findings(), q.cacheFindings()), nil
}

func (p permissions) isCrossAccount(ref ecrref.Ref) bool {
	m := roleARN.FindStringSubmatch(p.role.arn)
	return m != nil && m[2] != ref.Registry().AccountID()
}

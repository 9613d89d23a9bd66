package main

import (
	"fmt"
	"slices"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// permissions holds the compiled policies that stand between the role that
// pulls and the images.
type permissions struct {
	in       input
	role     puller
	access   authz.Access // without resource policies, which differ by image
	taskRole string       // ARN of the role that the application uses
	fargate  bool         // the task can run on Fargate
}

func newPermissions(in input, t awsfile.TaskDefinition, role puller) (permissions, error) {
	p := permissions{in: in, role: role, taskRole: t.TaskRoleARN.Value, fargate: slices.Contains(launchTypes(in, t), "FARGATE")}
	var err error
	compile := func(ps []awsfile.Policy) *authz.Policy {
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

// compilePolicies returns nil for nil. It also compiles each policy alone, so
// that an error names the file.
func compilePolicies(ps []awsfile.Policy) (*authz.Policy, error) {
	if ps == nil {
		return nil, nil
	}
	var docs []iampolicy.Document
	for _, p := range ps {
		if _, err := authz.Compile(p.Document); err != nil {
			return nil, fmt.Errorf("%s: %w", p.Where, err)
		}
		docs = append(docs, p.Document)
	}
	return authz.Compile(docs...)
}

// missingInput says what was not given and would be needed for an answer.
func (p permissions) missingInput() []finding {
	if p.role.policies != nil {
		return nil
	}
	return []finding{{"policy-missing", warning, "", p.role.where, "no policy of the role that pulls was given",
		"pass -policy FILE for each policy of the role, or -account-details FILE;\nthe role needs at least " + iampolicy.ECSPull().String()}}
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
	return soften(c.Container, c.ref, slices.Concat(fs, q.findings(), q.cacheFindings())), nil
}

func (p permissions) isCrossAccount(ref ecrref.Ref) bool {
	m := roleARN.FindStringSubmatch(p.role.arn)
	return m != nil && m[2] != ref.Registry().AccountID()
}

package main

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// permissions holds the compiled policies that stand between the role that
// pulls and the images.
type permissions struct {
	in     input
	role   puller
	access iampolicy.Access // without resource policies, which differ by image
}

func newPermissions(in input, role puller) (permissions, error) {
	p := permissions{in: in, role: role}
	var err error
	compile := func(ps []awsfile.Policy) *iampolicy.Policy {
		policy, failed := compilePolicies(ps)
		if failed != nil && err == nil {
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

// compilePolicies returns nil for no policy. It compiles one policy at a time
// first, so that an error names the file.
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
	if p.role.policies == nil {
		return []finding{{"policy-missing", warning, "", p.role.where, "no policy of the role that pulls was given",
			"pass -policy FILE for each policy of the role, or -account-details FILE;\n" +
				"the role needs at least " + iampolicy.ECSPull().String()}}
	}
	if p.in.scps == nil {
		return []finding{{"not-evaluated", note, "", p.role.where,
			"service control policies were not given (-scp); a deny there would still stop the pull", ""}}
	}
	return nil
}

// principal is the role, or a role made up in the image's account.
func (p permissions) principal(ref ecrref.Ref) string {
	if p.role.arn != "" {
		return p.role.arn
	}
	g := ref.Registry()
	return fmt.Sprintf("arn:%s:iam::%s:role/the-role-that-pulls", g.Partition(), g.AccountID())
}

// decided is a need with the decision about it.
type decided struct {
	iampolicy.Need
	iampolicy.Decision
}

// check judges the permissions for one container.
func (p permissions) check(c pulled) []finding {
	fs := p.checkCredentials(c)
	if c.origin != privateECR || p.role.policies == nil {
		return fs
	}
	access, more := p.accessTo(c)
	fs = append(fs, more...)
	request := iampolicy.Request{
		Principal: p.principal(c.ref), ResourceAccount: c.ref.Registry().AccountID(),
		Context: p.in.context, OpenContext: true,
	}
	var ds []decided
	for _, need := range iampolicy.PullNeeds(c.ref) {
		request.Action, request.Resource = need.Action, need.Resource
		ds = append(ds, decided{need, access.Decide(request)})
	}
	fs = append(fs, p.judgeAll(c, ds)...)
	return fs
}

// judgeAll turns decisions into findings, one for all needs of the same fate.
func (p permissions) judgeAll(c pulled, ds []decided) []finding {
	var fs []finding
	for _, group := range []struct {
		rule     string
		severity severity
		says     string
		holds    func(decided) bool
	}{
		{"permission-denied", failure, "is denied", func(d decided) bool { return required(d) && d.Outcome == iampolicy.ExplicitDeny }},
		{"permission-missing", p.missingSeverity(), "is not allowed", func(d decided) bool { return required(d) && d.Outcome == iampolicy.ImplicitDeny }},
		{"permission-undecided", warning, "hangs on", func(d decided) bool { return required(d) && d.Outcome == iampolicy.Undetermined }},
		{"permission-recommended", note, "is not allowed; the pull does not need it", func(d decided) bool { return !required(d) && d.Outcome != iampolicy.Allowed }},
	} {
		_ = group
	}
	return fs
}

// missingSeverity: what a role may not do by the policies given can still be
// granted by one that was not.
func (p permissions) missingSeverity() severity {
	if p.role.complete {
		return failure
	}
	return warning
}

func required(d decided) bool { return d.Level == iampolicy.Required }

var _ = strings.Join

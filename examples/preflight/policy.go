package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/refusal"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

func policyMissing(j *job) []finding {
	if j.role.policies == nil {
		return j.role.say(warning, "pass -policy FILE for each policy of the role, or -account-details FILE;\n"+
			"the role needs at least "+j.leastPolicy(),
			"no policy of the role that pulls was given")
	}
	var fs []finding
	for _, gap := range j.role.unknown {
		fs = append(fs, say(warning, gap.Where, gap.Tell, "%s", gap.Why)...)
	}
	return fs
}

// leastPolicy is the least privilege for the images of the task.
func (j *job) leastPolicy() string {
	if d, err := iampolicy.Pull(j.privateRefs()...); err == nil {
		return d.String()
	}
	return iampolicy.ECSPull().String()
}

func policyMismatch(j *job) []finding {
	var fs []finding
	of := "" // the role that the policies before are of, where none is named
	for _, p := range j.role.policies {
		roles := strings.Join(p.Roles, ", ")
		switch {
		case roles == "":
		case j.role.name() != "" && !slices.Contains(p.Roles, j.role.name()):
			fs = append(fs, say(warning, p.Where, "pass the policies of the role that pulls",
				"this is a policy of the role %s, and %s pulls", roles, j.role.arn)...)
		case j.role.name() == "" && of != "" && !slices.Contains(p.Roles, of):
			fs = append(fs, say(warning, p.Where, "pass the policies of the role that pulls",
				"this is a policy of the role %s, and another is one of the role %s: one role pulls", roles, of)...)
		default:
			of = p.Roles[0]
		}
		if p.Owner != "" {
			fs = append(fs, say(warning, p.Where, "pass the policies of the role that pulls",
				"this is a policy of the %s, and a role pulls", p.Owner)...)
		}
		if p.Superseded {
			fs = append(fs, say(warning, p.Where, "pass the default version",
				"this version of the policy is not its default version, so it is not in force")...)
		}
	}
	return fs
}

// givenPolicy is a policy that was given, with what it is attached to.
type givenPolicy struct {
	awsfile.Policy
	kind   iampolicy.PolicyKind
	called string // as messages call it
	stored bool   // AWS printed it as it is in force, so that it did not refuse it
	found  []lint.Finding
}

// givenPolicies lists every policy that was given, with what lint finds in it.
func (in *input) givenPolicies() (list []givenPolicy) {
	add := func(kind iampolicy.PolicyKind, called string, ps ...awsfile.Policy) {
		for _, p := range ps {
			list = append(list, givenPolicy{p, kind, called, in.storedIn[p.Where.File], lint.Run(p.Document, kind)})
		}
	}
	add(iampolicy.KindIdentity, "policy of a role", in.policies...)
	add(iampolicy.KindIdentity, "policy of the caller", in.caller...)
	add(iampolicy.KindBoundary, "permissions boundary", in.boundary...)
	add(iampolicy.KindRepository, "repository policy", in.repository...)
	for _, t := range in.creationTemplates {
		if t.Policy != nil {
			add(iampolicy.KindRepository, "repository policy of a creation template", *t.Policy)
		}
	}
	add(iampolicy.KindRegistry, "registry policy", in.registry...)
	add(iampolicy.KindEndpoint, "endpoint policy", in.endpoint...)
	add(iampolicy.KindEndpoint, "endpoint policy", in.s3Endpoint...)
	add(iampolicy.KindSCP, "service control policy", slices.Concat(in.scps...)...)
	add(iampolicy.KindRCP, "resource control policy", slices.Concat(in.rcps...)...)
	for _, r := range in.rolesOfTasks() {
		add(iampolicy.KindIdentity, "policy of a role", r.Policies...)
		for _, p := range []*awsfile.Policy{r.Boundary} {
			if p != nil {
				add(iampolicy.KindBoundary, "permissions boundary", *p)
			}
		}
		if r.Trust != nil {
			add(iampolicy.KindTrust, "trust policy", *r.Trust)
		}
	}
	return list
}

// rolesOfTasks lists the roles that tasks name and of which something is known, each
// once.
func (in *input) rolesOfTasks() (list []role) {
	seen := map[string]bool{}
	for _, arn := range in.roleARNs() {
		list, seen[arn] = append(list, in.roles[arn]), true
	}
	for _, t := range in.tasks {
		for _, name := range []string{t.ExecutionRoleARN.Value, t.TaskRoleARN.Value} {
			if r, ok := in.madeFor(t, name); ok && !seen[r.ARN.Value] {
				list, seen[r.ARN.Value] = append(list, r), true
			}
		}
	}
	return list
}

// policyAbsent reports managed policies that do not exist: IAM attaches none of those.
func policyAbsent(j *job) []finding { return refusedWith(j.role.absent) }

// policyInvalid reports what AWS refuses: a policy that it does not take grants
// nothing, whatever it says.
func policyInvalid(in *input) []finding { return refusals(in.listed) }

// policyInvalidHere reports it for the task whose pulls hang on it.
func policyInvalidHere(j *job) []finding {
	return refusals(slices.DeleteFunc(slices.Clone(j.in.listed), givenPolicy.isOfResource))
}

// policyInvalidOf reports it for the image whose repository or registry has it.
func policyInvalidOf(j *job, p *pull) []finding {
	if !p.isPrivate() {
		return nil
	}
	return refusals(slices.DeleteFunc(slices.Clone(j.in.listed), func(g givenPolicy) bool {
		return !g.isOfResource() || !fitsRegistry(g.Policy, p.ref) || g.kind == iampolicy.KindRepository && !fitsRepository(g.Policy, p.ref)
	}))
}

func (p givenPolicy) isOfResource() bool {
	return p.kind == iampolicy.KindRepository || p.kind == iampolicy.KindRegistry
}

func refusals(ps []givenPolicy) []finding {
	return linted(ps, "AWS refuses this %s: ", func(p givenPolicy, f lint.Finding) (severity, bool) { return failure, isRefused(p, f) })
}

// policySuspect reports what is most likely not meant. It decides nothing: what a
// policy grants as it stands is asked elsewhere.
func policySuspect(in *input) []finding {
	return linted(in.listed, "in this %s: ", func(p givenPolicy, f lint.Finding) (severity, bool) {
		return note, !isRefused(p, f) && f.Severity >= lint.SeverityWarning
	})
}

// inForce leaves out the policies that AWS refuses to store. The result is nil only
// for nil.
func (in *input) inForce(ps []awsfile.Policy, kind iampolicy.PolicyKind) []awsfile.Policy {
	return slices.DeleteFunc(slices.Clone(ps), func(p awsfile.Policy) bool { return !in.isInForce(p, kind) })
}

// isInForce reports whether AWS has stored a policy, or would store it.
func (in *input) isInForce(p awsfile.Policy, kind iampolicy.PolicyKind) bool {
	if in.storedIn[p.Where.File] || len(p.Document.Statement.Items) == 0 {
		return in.storedIn[p.Where.File] || isStorable(p.Document, kind)
	}
	key := storing{&p.Document.Statement.Items[0], kind}
	ok, known := in.storable[key]
	if !known {
		ok = isStorable(p.Document, kind)
		in.storable[key] = ok
	}
	return ok
}

// storing tells documents apart: many tasks can have one role.
type storing struct {
	first *iampolicy.Statement
	kind  iampolicy.PolicyKind
}

// limiting is inForce for policies that only ever limit: where none is in force,
// nothing is limited.
func (in *input) limiting(ps []awsfile.Policy, kind iampolicy.PolicyKind) []awsfile.Policy {
	if list := in.inForce(ps, kind); len(list) > 0 {
		return list
	}
	return nil
}

func isRefused(p givenPolicy, f lint.Finding) bool {
	return !p.stored && refusal.Is(f)
}

// isStorable reports whether AWS takes a document of a kind.
func isStorable(d iampolicy.Document, kind iampolicy.PolicyKind) bool {
	return !slices.ContainsFunc(lint.Run(d, kind), func(f lint.Finding) bool { return isRefused(givenPolicy{}, f) })
}

// linted runs lint over policies and keeps what is asked for.
func linted(ps []givenPolicy, opening string, keep func(givenPolicy, lint.Finding) (severity, bool)) (fs []finding) {
	for _, p := range ps {
		for _, f := range p.found {
			if s, ok := keep(p, f); ok {
				fs = append(fs, say(s, p.place(f.Pointer), remedy(f), opening+"%s (%s)", p.called, f.Message, f.Code)...)
			}
		}
	}
	return fs
}

// wholeAccount is what people write for everybody in an account.
var wholeAccount = regexp.MustCompile(`"arn:(aws[a-z-]*):iam::([0-9]{12}):(?:\*|user/\*|role/\*)"`)

// remedy is what to write in place of what a finding is about.
func remedy(f lint.Finding) string {
	if m := wholeAccount.FindStringSubmatch(f.Message); m != nil && strings.Contains(string(f.Code), "PRINCIPAL") {
		return fmt.Sprintf("write the account ID %q, or \"arn:%s:iam::%s:root\", for everybody in the account "+
			"that its own policies let", m[2], m[1], m[2])
	}
	return f.Fix
}

// place is where a pointer of the document stands: its statement, or the policy.
func (p givenPolicy) place(pointer string) awsfile.Where {
	parts := strings.Split(pointer, "/")
	if len(parts) < 3 || parts[1] != "Statement" {
		return p.Where
	}
	i, err := strconv.Atoi(parts[2])
	if err != nil {
		i = 0 // a single statement stands without a list
	}
	return p.StatementAt(i)
}

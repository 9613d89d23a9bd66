package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// A need has one fate: it is allowed, or one of the rules here reports it. Each rule
// joins the needs of its fate into one finding.

// fate is what becomes of a need.
type fate uint8

const (
	fateAllowed fate = iota
	fateDenied
	fateMissing
	fateUndecided
	fateIgnored     // not required, and whether it is allowed is not known
	fateRecommended // not required, and not allowed
)

func (q *question) fateOf(r authz.Result) fate {
	switch outcome := r.Decision.Outcome; {
	case outcome == authz.Allowed && r.Need.Level == authz.Required && q.sessions[r.Need.Action].Reasons != nil:
		return fateUndecided
	case outcome == authz.Allowed:
		return fateAllowed
	case r.Need.Level != authz.Required && outcome == authz.Undetermined:
		return fateIgnored
	case r.Need.Level != authz.Required:
		return fateRecommended
	case q.guess, outcome == authz.Undetermined:
		return fateUndecided
	case outcome == authz.ExplicitDeny:
		return fateDenied
	}
	return fateMissing
}

// having returns the results of one fate, of all needs of a pull.
func (p *pull) having(f fate) (results []authz.Result) {
	if p.question == nil {
		return nil
	}
	for _, r := range p.question.report.Results {
		if p.question.fateOf(r) == f {
			results = append(results, r)
		}
	}
	return results
}

// lines says of each need what becomes of it, with the clauses that decide.
func (q *question) lines(results []authz.Result, says string) string {
	var lines []string
	for _, r := range results {
		lines = append(lines, fmt.Sprintf("%s on %s %s%s", r.Need.Action, r.Need.Resource, says, q.why(r)))
	}
	return strings.Join(lines, "\n")
}

// why names the deciding statements, or the near misses, with their place. A
// repository policy that is only assumed is no reason.
func (q *question) why(r authz.Result) string {
	var b strings.Builder
	reasons := r.Decision.Reasons
	if session, ok := q.sessions[r.Need.Action]; ok {
		reasons = session.Reasons
	}
	for _, reason := range reasons {
		if reason.Layer == authz.LayerResource && reason.Policy >= len(q.resource()) && reason.Statement >= 0 {
			continue
		}
		fmt.Fprintf(&b, "\n  %s", q.words(reason))
		if where := q.whereOf(reason); where != "" {
			fmt.Fprintf(&b, " (%s)", where)
		}
		for _, clause := range q.clauses(reason, r) {
			fmt.Fprintf(&b, "\n    %s", clause)
		}
	}
	return b.String()
}

// words tells the repository's policy from the registry's.
func (q *question) words(r authz.Reason) string {
	kind := "repository policy"
	if r.Policy >= len(q.repository) {
		kind = "registry policy"
	}
	text, ok := strings.CutPrefix(r.String(), authz.LayerResource.String())
	if !ok || r.Layer != authz.LayerResource || len(q.resource()) == 0 {
		return r.String()
	}
	return kind + text
}

// whereOf is the place of the statement that a reason speaks of.
func (q *question) whereOf(r authz.Reason) string {
	policy, ok := q.policyOf(r)
	if !ok || r.Statement < 0 {
		return ""
	}
	return policy.StatementAt(r.Statement).String()
}

// policyOf returns the policy that a reason means.
func (q *question) policyOf(r authz.Reason) (awsfile.Policy, bool) {
	ps, i := q.policiesOf(r)
	if i < 0 || i >= len(ps) {
		return awsfile.Policy{}, false
	}
	return ps[i], true
}

// policiesOf returns the policies of a reason's layer, and which one it means.
func (q *question) policiesOf(r authz.Reason) ([]awsfile.Policy, int) {
	level := func(levels [][]awsfile.Policy) []awsfile.Policy {
		if r.Policy < 0 || r.Policy >= len(levels) {
			return nil
		}
		return levels[r.Policy]
	}
	switch r.Layer {
	case authz.LayerIdentity:
		return q.inForce.identity, r.Document
	case authz.LayerBoundary:
		return q.inForce.boundary, r.Document
	case authz.LayerEndpoint:
		return q.inForce.endpoint, r.Document
	case authz.LayerSCP:
		return level(q.inForce.scps), r.Document
	case authz.LayerRCP:
		return level(q.inForce.rcps), r.Document
	case authz.LayerResource:
		return q.resource(), r.Policy
	}
	return nil, -1
}

// permissionMissing: without all policies of the role, another of them may allow
// what these do not.
func permissionMissing(_ *job, p *pull) []finding {
	missing := p.having(fateMissing)
	switch q := p.question; {
	case missing == nil:
		return nil
	case !q.role.complete, q.in.isUnseen(p.ref):
		return p.at(warning, q.additions(), "%s", q.lines(missing, "is not allowed by the policies that were given"))
	default:
		return p.at(failure, q.additions(), "%s", q.lines(missing, "is not allowed"))
	}
}

func permissionDenied(_ *job, p *pull) []finding {
	denied := p.having(fateDenied)
	if denied == nil {
		return nil
	}
	return p.at(failure, p.question.sparing(), "%s", p.question.lines(denied, "is denied"))
}

func permissionUndecided(_ *job, p *pull) []finding {
	open := p.having(fateUndecided)
	switch q := p.question; {
	case open == nil:
		return nil
	case q.guess:
		return p.at(warning, "pass -role-arn", "%s", q.lines(open, "hangs on which role pulls"))
	default:
		return p.at(warning, q.tells(open), "%s", q.lines(open, "is undecided"))
	}
}

// tells says what would decide the needs.
func (q *question) tells(open []authz.Result) string {
	var tells []string
	if keys := missingKeys(open); len(keys) > 0 {
		tells = append(tells, contextHint(keys))
	}
	if flags := unseenFlags(open); flags != "" {
		tells = append(tells, "pass "+flags)
	}
	if slices.ContainsFunc(open, func(r authz.Result) bool { return q.sessions[r.Need.Action].Reasons != nil }) {
		tells = append(tells, q.sparePrincipal())
	}
	return strings.Join(tells, "\n")
}

// permissionRecommended: where something is missing, the fix for that brings this
// along.
func permissionRecommended(_ *job, p *pull) []finding {
	lacking := p.having(fateRecommended)
	if lacking == nil || !p.question.report.OK() {
		return nil
	}
	return p.at(note, "", "%s", p.question.lines(lacking, "is not allowed; AWS lists it, but a pull does not need it"))
}

func permissionGranted(j *job, p *pull) []finding {
	allowed := p.having(fateAllowed)
	if allowed == nil || !j.in.explain {
		return nil
	}
	return p.at(note, "", "%s", p.question.lines(allowed, "is allowed"))
}

// permissionMisplaced notes that the task role could pull: the application uses that
// role, the pull does not. It says nothing where the task role is not known.
func permissionMisplaced(j *job, p *pull) []finding {
	arn := j.task.TaskRoleARN.Value
	taskRole, ok := j.in.roles[arn]
	if !ok || arn == j.role.arn || taskRole.Policies == nil || p.having(fateMissing) == nil {
		return nil
	}
	identity, err := compilePolicies(taskRole.Policies)
	if err != nil {
		return nil // the note is not worth more than the finding it goes with
	}
	other, as := *p.question, *j
	as.role.arn, other.job = arn, &as
	other.access = authz.Access{Identity: identity, Resource: p.question.access.Resource}
	if report := other.check(authz.PullNeeds(p.ref)); !report.OK() {
		return nil
	}
	return p.at(note, "move them to "+j.role.arn, "the task role %s holds the permissions, but it is the execution role that pulls", arn)
}

// contextHint says how to give the values of condition keys.
func contextHint(keys []string) string {
	var flags []string
	for _, key := range keys {
		flags = append(flags, "-context "+key+"=VALUE")
	}
	return "say what the request will hold: " + strings.Join(flags, " ") +
		"\n(with nothing after the = where it holds no such key)"
}

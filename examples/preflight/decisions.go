package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// fate is what becomes of a need, with the rule that reports it.
type fate struct {
	rule     string
	severity severity
	says     string
}

// fateOf says what a decision means for the pull. The zero fate reports nothing.
func (q question) fateOf(r authz.Result) fate {
	switch outcome := r.Decision.Outcome; {
	case outcome == authz.Allowed:
		return fate{}
	case r.Need.Level != authz.Required && outcome == authz.Undetermined:
		return fate{}
	case r.Need.Level != authz.Required:
		return fate{"permission-recommended", note, "is not allowed; AWS lists it, but a pull does not need it"}
	case q.guess:
		return fate{"permission-undecided", warning, "hangs on which role pulls"}
	case outcome == authz.ExplicitDeny:
		return fate{"permission-denied", failure, "is denied"}
	case outcome == authz.Undetermined:
		return fate{"permission-undecided", warning, "hangs on a condition"}
	case !q.role.complete, q.in.isUnseen(q.container.ref):
		return fate{"permission-missing", warning, "is not allowed by the policies that were given"}
	}
	return fate{"permission-missing", failure, "is not allowed"}
}

// decide asks for everything that a pull needs: the login, and the image.
func (q question) decide() authz.Report { return q.check(authz.PullNeeds(q.container.ref)) }

func (q question) check(needs []authz.Need) authz.Report {
	image, login := q.request(q.container.ref), q.tokenRequest(q.container.ref)
	report := q.access.Check(image)
	for _, need := range needs {
		request := image
		if need.Resource == "*" {
			request = login
		}
		report.Results = append(report.Results, q.checkOne(request, need)...)
	}
	return report
}

// checkOne decides one need. The keys of other services are not in a request to
// ECR: those that an answer hangs on are known to be absent after all.
func (q question) checkOne(request authz.Request, need authz.Need) []authz.Result {
	results := q.access.Check(request, need).Results
	foreign := slices.DeleteFunc(missingKeys(results), func(key string) bool { return !isForeignKey(key) })
	if len(foreign) == 0 {
		return results
	}
	request.Context = maps.Clone(request.Context)
	for _, key := range foreign {
		request.Context[strings.ToLower(key)] = nil
	}
	return q.access.Check(request, need).Results
}

// isAllowed reports whether everything that the pull cannot do without is allowed.
func (q question) isAllowed() bool { return q.decide().OK() }

// findings turns the decisions about one image into findings, one for all needs
// that share a fate.
func (q question) findings() []finding {
	var fs []finding
	var fates []fate
	report := q.decide()
	for _, r := range report.Results {
		f := q.fateOf(r)
		if f.rule == "permission-recommended" && !report.OK() {
			continue // the fix for what is required brings it along
		}
		if f != (fate{}) && !slices.Contains(fates, f) {
			fates = append(fates, f)
		}
	}
	for _, f := range fates {
		fs = append(fs, q.finding(f, report.Results))
		if f.rule == "permission-missing" {
			fs = append(fs, q.misplaced()...)
		}
	}
	if q.in.explain {
		fs = append(fs, q.granted(report.Results)...)
	}
	return fs
}

// finding joins the needs of one fate: which they are, why, and what to add.
func (q question) finding(f fate, results []authz.Result) finding {
	var lines []string
	var same []authz.Result
	for _, r := range results {
		if q.fateOf(r) == f {
			same = append(same, r)
			lines = append(lines, fmt.Sprintf("%s on %s %s%s", r.Need.Action, r.Need.Resource, f.says, q.why(r.Decision)))
		}
	}
	return finding{f.rule, f.severity, q.container.Name, q.container.Image.Where, strings.Join(lines, "\n"), q.remedy(f, same, results)}
}

// why names the deciding statements, or the near misses, with their place. A
// repository policy that is only assumed is no reason.
func (q question) why(d authz.Decision) string {
	var b strings.Builder
	for _, r := range d.Reasons {
		if r.Layer == authz.LayerResource && r.Policy >= len(q.resource) {
			continue
		}
		fmt.Fprintf(&b, "\n  %s", r)
		if where := q.whereOf(r); where != "" {
			fmt.Fprintf(&b, " (%s)", where)
		}
	}
	return b.String()
}

// whereOf is the place of the statement that a reason speaks of.
func (q question) whereOf(r authz.Reason) string {
	ps, i := q.policiesOf(r)
	if i < 0 || i >= len(ps) || r.Statement < 0 {
		return ""
	}
	return ps[i].StatementAt(r.Statement).String()
}

// policiesOf returns the policies of a reason's layer, and which one it means.
func (q question) policiesOf(r authz.Reason) ([]awsfile.Policy, int) {
	level := func(levels [][]awsfile.Policy) []awsfile.Policy {
		if r.Policy < 0 || r.Policy >= len(levels) {
			return nil
		}
		return levels[r.Policy]
	}
	switch r.Layer {
	case authz.LayerIdentity:
		return q.role.policies, r.Document
	case authz.LayerBoundary:
		return q.role.boundary, r.Document
	case authz.LayerEndpoint:
		return q.in.endpoint, r.Document
	case authz.LayerSCP:
		return level(q.in.scps), r.Document
	case authz.LayerRCP:
		return level(q.in.rcps), r.Document
	case authz.LayerResource:
		return q.resource, r.Policy
	}
	return nil, -1
}

// remedy is what to add, or where that does not help, what to take away.
func (q question) remedy(f fate, same, all []authz.Result) string {
	switch f.rule {
	case "permission-denied":
		return "take the role or the repository out of the statement that denies; nothing that is added helps against a deny"
	case "permission-undecided":
		if q.guess {
			return "pass -role-arn"
		}
		return contextHint(missingKeys(same))
	case "permission-recommended":
		return ""
	}
	var needs []authz.Need
	for _, r := range all {
		if r.Decision.Outcome == authz.ImplicitDeny {
			needs = append(needs, r.Need)
		}
	}
	fixes, ok := q.check(needs).Fixes()
	if !ok {
		return ""
	}
	var texts []string
	for _, fix := range fixes {
		texts = append(texts, q.addition(fix))
	}
	return strings.Join(texts, "\n")
}

// addition says how to add a fix: to a role as one more inline policy, and to a
// policy that has to be edited as statements.
func (q question) addition(fix authz.Fix) string {
	if fix.Kind == iampolicy.KindIdentity && q.role.name() != "" {
		return fmt.Sprintf("aws iam put-role-policy --role-name %s --policy-name %s --policy-document '%s'",
			cli.ShellQuote(q.role.name()), q.policyName(), fix.Add)
	}
	var statements []string
	for _, s := range fix.Add.Statement.Items {
		statements = append(statements, s.String())
	}
	return fmt.Sprintf("add to the %s: %s", kindNames[fix.Kind], strings.Join(statements, ", "))
}

// policyName is a name for one more inline policy. put-role-policy replaces a
// policy of the same name, so it is one that the role does not have.
func (q question) policyName() string {
	name := "ecr-pull-" + strings.ReplaceAll(q.container.ref.Repository().Name(), "/", "-")
	name = name[:min(len(name), 120)]
	for slices.ContainsFunc(q.role.policies, func(p awsfile.Policy) bool { return p.Name == name }) {
		name += "-2"
	}
	return name
}

var kindNames = map[iampolicy.PolicyKind]string{
	iampolicy.KindIdentity:   "role's policy",
	iampolicy.KindRepository: "repository policy",
	iampolicy.KindRegistry:   "registry policy",
	iampolicy.KindBoundary:   "permissions boundary",
	iampolicy.KindSession:    "session policy",
	iampolicy.KindEndpoint:   "endpoint policy",
	iampolicy.KindSCP:        "service control policy",
	iampolicy.KindRCP:        "resource control policy",
}

// missingKeys lists the condition keys that decisions hang on.
func missingKeys(results []authz.Result) []string {
	var keys []string
	for _, r := range results {
		keys = append(keys, r.Decision.Missing...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// contextHint says how to give the values of condition keys.
func contextHint(keys []string) string {
	var flags []string
	for _, key := range keys {
		flags = append(flags, "-context "+key+"=VALUE")
	}
	return "say what the request will hold: " + strings.Join(flags, " ")
}

// granted explains what is allowed.
func (q question) granted(results []authz.Result) []finding {
	var lines []string
	for _, r := range results {
		if r.Decision.Outcome == authz.Allowed {
			lines = append(lines, fmt.Sprintf("%s on %s is allowed%s", r.Need.Action, r.Need.Resource, q.why(r.Decision)))
		}
	}
	if lines == nil {
		return nil
	}
	return []finding{{"permission-granted", note, q.container.Name, q.container.Image.Where, strings.Join(lines, "\n"), ""}}
}

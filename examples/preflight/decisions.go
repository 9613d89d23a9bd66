package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// fate is what becomes of a need, with the rule that reports it.
type fate struct {
	rule     string
	severity severity
	says     string
}

// fateOf says what a decision means for the pull. The zero fate reports nothing.
func (p permissions) fateOf(d decided) fate {
	switch {
	case d.Outcome == iampolicy.Allowed:
		return fate{}
	case d.Level != iampolicy.Required:
		return fate{"permission-recommended", note, "is not allowed; AWS lists it, but a pull does not need it"}
	case d.Outcome == iampolicy.ExplicitDeny:
		return fate{"permission-denied", failure, "is denied"}
	case d.Outcome == iampolicy.Undetermined:
		return fate{"permission-undecided", warning, "hangs on a condition"}
	case !p.role.complete:
		return fate{"permission-missing", warning, "is not allowed by the policies that were given"}
	}
	return fate{"permission-missing", failure, "is not allowed"}
}

// decided is a need with the decision about it.
type decided struct {
	iampolicy.Need
	iampolicy.Decision
}

func (q question) decide() []decided {
	var ds []decided
	request := q.request(q.container.ref)
	for _, need := range iampolicy.PullNeeds(q.container.ref) {
		request.Action, request.Resource = need.Action, need.Resource
		ds = append(ds, decided{need, q.access.Decide(request)})
	}
	return ds
}

// isAllowed reports whether everything that the pull needs is allowed.
func (q question) isAllowed() bool {
	return !slices.ContainsFunc(q.decide(), func(d decided) bool {
		return d.Level == iampolicy.Required && d.Outcome != iampolicy.Allowed
	})
}

// findings turns the decisions about one image into findings, one for all needs
// that share a fate.
func (q question) findings() []finding {
	var fs []finding
	var fates []fate
	ds := q.decide()
	for _, d := range ds {
		if f := q.fateOf(d); f != (fate{}) && !slices.Contains(fates, f) {
			fates = append(fates, f)
		}
	}
	for _, f := range fates {
		fs = append(fs, q.finding(f, ds))
		if f.rule == "permission-missing" {
			fs = append(fs, q.misplaced()...)
		}
	}
	if q.in.explain {
		fs = append(fs, q.granted(ds)...)
	}
	return fs
}

// finding joins the needs of one fate: which they are, why, and what to add.
func (q question) finding(f fate, ds []decided) finding {
	var lines []string
	var needs []iampolicy.Need
	for _, d := range ds {
		if q.fateOf(d) == f {
			needs = append(needs, d.Need)
			lines = append(lines, fmt.Sprintf("%s on %s %s%s", d.Action, d.Resource, f.says, q.why(d.Decision)))
		}
	}
	return finding{f.rule, f.severity, q.container.Name, q.container.Image.Where, strings.Join(lines, "\n"), q.remedy(f, needs, ds)}
}

// why names the deciding statements, or the near misses, with their place. A
// repository policy that is only assumed is no reason.
func (q question) why(d iampolicy.Decision) string {
	var b strings.Builder
	for _, r := range d.Reasons {
		if r.Layer == iampolicy.LayerResource && r.Policy >= len(q.resource) {
			continue
		}
		fmt.Fprintf(&b, "\n  %s", r)
		if where := q.whereOf(r); where != "" {
			fmt.Fprintf(&b, " (%s)", where)
		}
	}
	return b.String()
}

// whereOf is the place of the policy that a reason speaks of.
func (q question) whereOf(r iampolicy.Reason) string {
	ps, i := map[iampolicy.Layer][]awsfile.Policy{
		iampolicy.LayerIdentity: q.role.policies,
		iampolicy.LayerBoundary: q.role.boundary,
		iampolicy.LayerEndpoint: q.in.endpoint,
	}[r.Layer], r.Document
	if r.Layer == iampolicy.LayerResource {
		ps, i = q.resource, r.Policy
	}
	if i < 0 || i >= len(ps) || r.Statement < 0 {
		return ""
	}
	return ps[i].Where.String()
}

// remedy is what to add, or where that does not help, what to take away.
func (q question) remedy(f fate, needs []iampolicy.Need, ds []decided) string {
	switch f.rule {
	case "permission-denied":
		return "take the role or the repository out of the statement that denies; nothing that is added helps against a deny"
	case "permission-undecided":
		return contextHint(missingKeys(ds))
	}
	fixes, ok := q.access.Check(q.request(q.container.ref), needs...).Fixes()
	if !ok {
		return ""
	}
	var texts []string
	for _, fix := range fixes {
		texts = append(texts, fmt.Sprintf("add to the %s: %s", kindNames[fix.Kind], fix.Add))
	}
	return strings.Join(texts, "\n")
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
func missingKeys(ds []decided) []string {
	var keys []string
	for _, d := range ds {
		keys = append(keys, d.Missing...)
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
func (q question) granted(ds []decided) []finding {
	var lines []string
	for _, d := range ds {
		if d.Outcome == iampolicy.Allowed {
			lines = append(lines, fmt.Sprintf("%s on %s is allowed%s", d.Action, d.Resource, q.why(d.Decision)))
		}
	}
	if lines == nil {
		return nil
	}
	return []finding{{"permission-granted", note, q.container.Name, q.container.Image.Where, strings.Join(lines, "\n"), ""}}
}

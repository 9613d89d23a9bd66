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

// findings turns the decisions about one image into findings, one for all needs
// that share a fate.
func (p permissions) findings(c pulled, access iampolicy.Access, ds []decided) []finding {
	var fs []finding
	var fates []fate
	for _, d := range ds {
		if f := p.fateOf(d); f != (fate{}) && !slices.Contains(fates, f) {
			fates = append(fates, f)
		}
	}
	for _, f := range fates {
		fs = append(fs, p.finding(c, access, f, ds))
	}
	if p.in.explain {
		fs = append(fs, p.granted(c, ds)...)
	}
	return fs
}

// finding joins the needs of one fate: which they are, why, and what to add.
func (p permissions) finding(c pulled, access iampolicy.Access, f fate, ds []decided) finding {
	var lines []string
	var needs []iampolicy.Need
	for _, d := range ds {
		if p.fateOf(d) == f {
			needs = append(needs, d.Need)
			lines = append(lines, fmt.Sprintf("%s on %s %s%s", d.Action, d.Resource, f.says, p.why(d.Decision)))
		}
	}
	return finding{f.rule, f.severity, c.Name, c.Image.Where, strings.Join(lines, "\n"), p.remedy(c, access, f, needs, ds)}
}

// why names the deciding statements, or the near misses, with their place.
func (p permissions) why(d iampolicy.Decision) string {
	var b strings.Builder
	for _, r := range d.Reasons {
		fmt.Fprintf(&b, "\n  %s", r)
		if where := p.whereOf(r); where != "" {
			fmt.Fprintf(&b, " (%s)", where)
		}
	}
	return b.String()
}

// whereOf is the file of the policy that a reason speaks of.
func (p permissions) whereOf(r iampolicy.Reason) string {
	ps := map[iampolicy.Layer][]awsfile.Policy{
		iampolicy.LayerIdentity: p.role.policies,
		iampolicy.LayerBoundary: p.role.boundary,
		iampolicy.LayerEndpoint: p.in.endpoint,
	}[r.Layer]
	if r.Document < 0 || r.Document >= len(ps) || r.Statement < 0 {
		return ""
	}
	return fmt.Sprintf("%s, statement %d", ps[r.Document].Where, r.Statement)
}

// remedy is what to add, or where that does not help, what to take away.
func (p permissions) remedy(c pulled, access iampolicy.Access, f fate, needs []iampolicy.Need, ds []decided) string {
	switch f.rule {
	case "permission-denied":
		return "take the role or the repository out of the statement that denies; nothing that is added helps against a deny"
	case "permission-undecided":
		return contextHint(missingKeys(ds))
	}
	fixes, ok := access.Check(p.request(c.ref), needs...).Fixes()
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
func (p permissions) granted(c pulled, ds []decided) []finding {
	var lines []string
	for _, d := range ds {
		if d.Outcome == iampolicy.Allowed {
			lines = append(lines, fmt.Sprintf("%s on %s is allowed%s", d.Action, d.Resource, p.why(d.Decision)))
		}
	}
	if lines == nil {
		return nil
	}
	return []finding{{"permission-granted", note, c.Name, c.Image.Where, strings.Join(lines, "\n"), ""}}
}

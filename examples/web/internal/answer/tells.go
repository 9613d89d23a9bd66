package answer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// settled is a condition whose outcome is one whatever a request holds, since it
// compares the address of the request with private ones alone, which AWS never sees.
type settled struct {
	document int    // as authz counts them
	pointer  string // of the condition in the document
	never    bool   // it never holds, so that the others of its statement do not matter
	says     string // why, and what to write instead
}

// settle keeps what lint says of a document about such conditions.
func (p *policies) settle(document int, f lint.Finding) {
	if never := f.Code == "PRIVATE_IP_ADDRESS"; never || f.Code == "PRIVATE_NOTIPADDRESS" {
		p.settled = append(p.settled, settled{document, f.Pointer, never, f.Message + ": " + f.Fix})
	}
}

// covers reports whether a condition that an answer hangs on cannot change it.
func (c settled) covers(r authz.Reason) bool {
	if r.Layer != authz.LayerIdentity || r.Document != c.document || r.Clause != authz.ClauseUnknown || c.holdsWithoutKey() {
		return false
	}
	statement := "/Statement/" + strconv.Itoa(r.Statement) + "/"
	if r.Statement == 0 && strings.HasPrefix(c.pointer, "/Statement/Condition/") {
		statement = "/Statement/"
	}
	path := statement + "Condition/"
	if !c.never {
		path += strings.Replace(r.Key, " ", "/", 1)
	}
	return strings.HasPrefix(strings.ToLower(c.pointer), strings.ToLower(path))
}

// holdsWithoutKey: a request through a VPC endpoint has no aws:SourceIp, so that it does
// count for these what the request holds.
func (c settled) holdsWithoutKey() bool {
	p := strings.ToLower(c.pointer)
	return strings.Contains(p, "ifexists/") || strings.Contains(p, "/forallvalues:")
}

// tells says what would decide: what the request holds of some keys, and, where that
// cannot help, what to write instead.
func (q *question) tells(open []authz.Result) string {
	var lines []string
	for _, c := range q.given.settled {
		isNew := !slices.Contains(lines, c.says)
		if isNew && slices.ContainsFunc(open, func(r authz.Result) bool { return slices.ContainsFunc(r.Decision.Reasons, c.covers) }) {
			lines = append(lines, c.says)
		}
	}
	keys := slices.DeleteFunc(missingKeys(open), func(key string) bool { return q.cannotHelp(key, open) })
	isPlaceholder := func(key string) bool { return !strings.Contains(key, ":") }
	if slices.ContainsFunc(keys, isPlaceholder) {
		lines = append(lines, "a policy has a placeholder such as ${TEAM}, which is no variable of IAM's: "+fillInPolicy)
	}
	if keys = slices.DeleteFunc(keys, isPlaceholder); len(keys) > 0 {
		lines = append(lines, "it hangs on what the request holds of "+strings.Join(keys, ", ")+
			", which this page does not ask for; the program preflight takes it with -context")
	}
	return strings.Join(lines, "\n")
}

const fillInPolicy = "paste the policy that is in force, with every placeholder filled in"

// cannotHelp reports whether every condition on a key is settled.
func (q *question) cannotHelp(key string, open []authz.Result) bool {
	seen := false
	for _, result := range open {
		for _, r := range result.Decision.Reasons {
			if _, of, ok := strings.Cut(r.Key, " "); !ok || !strings.EqualFold(of, key) {
				continue
			}
			seen = true
			if !slices.ContainsFunc(q.given.settled, func(c settled) bool { return c.covers(r) }) {
				return false
			}
		}
	}
	return seen
}

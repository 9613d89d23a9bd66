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
	pointer string // of the condition in its statement
	never   bool   // it never holds, so that the others of its statement do not matter
	says    string // why, and what to write instead
}

// statementOf is a statement as authz counts it.
type statementOf struct{ document, statement int }

// settle keeps what lint says of a document about such conditions.
func (p *policies) settle(document int, f lint.Finding) {
	never := f.Code == "PRIVATE_IP_ADDRESS"
	if !never && f.Code != "PRIVATE_NOTIPADDRESS" {
		return
	}
	if p.settled == nil {
		p.settled = map[statementOf][]settled{}
	}
	statement, pointer := cutStatement(f.Pointer)
	in := statementOf{document, statement}
	p.settled[in] = append(p.settled[in], settled{pointer, never, f.Message + ": " + f.Fix})
}

// cutStatement cuts the statement off a pointer; the only one may stand without a list.
func cutStatement(pointer string) (statement int, rest string) {
	rest = strings.TrimPrefix(pointer, "/Statement/")
	number, inner, _ := strings.Cut(rest, "/")
	if n, err := strconv.Atoi(number); err == nil {
		return n, inner
	}
	return 0, rest
}

// covers returns what covers a condition that an answer hangs on, so that it cannot
// change it.
func (p *policies) covers(r authz.Reason) (by []settled) {
	if r.Layer != authz.LayerIdentity || r.Clause != authz.ClauseUnknown {
		return nil
	}
	for _, c := range p.settled[statementOf{r.Document, r.Statement}] {
		if c.covers(r.Key) {
			by = append(by, c)
		}
	}
	return by
}

func (c settled) covers(key string) bool {
	path := "Condition/"
	if !c.never {
		path += strings.Replace(key, " ", "/", 1)
	}
	return !c.holdsWithoutKey() && strings.HasPrefix(strings.ToLower(c.pointer), strings.ToLower(path))
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
	seen := map[string]bool{}
	for _, result := range open {
		for _, r := range result.Decision.Reasons {
			for _, c := range q.given.covers(r) {
				if !seen[c.says] {
					seen[c.says] = true
					lines = append(lines, c.says)
				}
			}
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
			if len(q.given.covers(r)) == 0 {
				return false
			}
		}
	}
	return seen
}

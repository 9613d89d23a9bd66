package iampolicy

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// member returns which of names the member is called. It fails if it is none of
// them, or one that has been seen.
func (p *parser) member(names []string, seen *uint) int {
	name := p.Name()
	k := slices.Index(names, name)
	switch {
	case k < 0:
		p.Fail(p.NameOffset(), "unknown member "+quote.Text(name), memberHint(name, names))
	case *seen&(1<<k) != 0:
		p.Fail(p.NameOffset(), name+" is given twice", "keep one of them")
	default:
		*seen |= 1 << k
	}
	return k
}

func memberHint(name string, names []string) string {
	switch name {
	case "PolicyDocument", "AssumeRolePolicyDocument", "Document", "PolicyVersion", "policyText", "Policy":
		return "this looks like the answer of an AWS command: give the document inside it"
	}
	for _, n := range names {
		if strings.EqualFold(n, strings.TrimSpace(name)) || strings.EqualFold(n+"s", name) {
			return `write "` + n + `"`
		}
	}
	return "the members here are " + strings.Join(names, ", ")
}

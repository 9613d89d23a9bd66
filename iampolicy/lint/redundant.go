package lint

import (
	"slices"
	"strconv"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// What another item of the same list, or another statement, says already.

func redundantAction(s *statement) {
	s.redundant("Action", s.Action, match.LowerCase, s.wideActions())
	s.redundant("NotAction", s.NotAction, match.LowerCase, nil)
}

// wideActions says of each action which one with a wildcard covers it, -1 for none.
func (s *statement) wideActions() []int {
	if len(s.actions) < 2 || slices.Contains(s.Action.Items, "*") {
		return nil
	}
	return match.Covering(s.actions, &s.comparing)
}

func redundantResource(s *statement) {
	s.redundant("Resource", s.Resource, asWritten, nil)
	s.redundant("NotResource", s.NotResource, asWritten, nil)
}

func asWritten(s string) string { return s }

func redundantPrincipal(s *statement) {
	for name, p := range s.principals() {
		for member, list := range p.Members() {
			s.redundant(name+"/"+member, list, principalID, nil)
		}
	}
}

// principalID is the account ID for the ARN of its root, which is the same principal.
func principalID(name string) string {
	if a, ok := match.SplitARN(name); ok && a[match.ARNService] == "iam" && a[match.ARNResource] == "root" {
		return a[match.ARNAccount]
	}
	return name
}

func redundantValue(c *condition) {
	if len(c.Values.Items) < 2 || c.op.base == "bool" || c.op.base == "null" {
		return
	}
	seen := make(map[string]bool, len(c.Values.Items))
	for i, v := range c.Values.Items {
		if seen[v.Text] {
			v := value{condition: c, index: i, text: v.Text}
			c.report(v.at(), quote.Text(v.text)+" is in the list already", "leave it out")
		}
		seen[v.Text] = true
	}
}

// redundant reports items that another item of the list covers: the same one, by its
// key; "*"; or one that by names, if there is by.
func (s *statement) redundant(member string, list iampolicy.OneOrMany[string], key func(string) string, by []int) {
	if len(list.Items) < 2 {
		return
	}
	all := slices.Index(list.Items, "*")
	seen := make(map[string]int, len(list.Items))
	for i, narrow := range list.Items {
		k := key(narrow)
		wide, again := seen[k]
		if !again {
			seen[k], wide = i, all
			if by != nil {
				wide = by[i]
			}
		}
		if wide >= 0 && wide != i {
			s.report(itemPointer(s.at, member, list, i), quote.Text(list.Items[wide])+" covers "+quote.Text(narrow), "leave it out")
		}
	}
}

// redundantStatement reports a statement that says what an earlier one says.
func redundantStatement(s *statement) {
	if len(s.statements) < 2 {
		return
	}
	if first := s.memo.firstWithClauses(s.linter)[clauses(s.Statement)]; first != s.at {
		s.report(s.at, "it repeats "+first, "leave it out")
	}
}

// clauses is a text that statements have in common exactly if they differ at most in
// their Sid, and in what is a string or a list.
func clauses(s *iampolicy.Statement) string {
	b := appendTexts(nil, string(s.Effect))
	for _, list := range [...][]string{s.Action.Items, s.NotAction.Items, s.Resource.Items, s.NotResource.Items} {
		b = appendTexts(b, list...)
	}
	for _, p := range [...]*iampolicy.Principal{&s.Principal, &s.NotPrincipal} {
		b = strconv.AppendBool(b, p.Any)
		for _, list := range p.Members() {
			b = appendTexts(b, list.Items...)
		}
	}
	for _, c := range s.Condition {
		b = appendTexts(b, c.Operator, c.Key)
		for _, v := range c.Values.Items {
			b = append(appendTexts(b, v.Text), byte(v.Kind))
		}
	}
	return string(b)
}

// appendTexts appends the texts so that no other list of texts looks the same.
func appendTexts(b []byte, texts ...string) []byte {
	for _, text := range texts {
		b = strconv.AppendInt(b, int64(len(text)), 10)
		b = append(append(b, ':'), text...)
	}
	return append(b, ';')
}

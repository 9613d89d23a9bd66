package lint

import (
	"strconv"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// redundantLimit bounds what it may cost to find the items that a wildcard
// covers, in steps of a match. No policy that AWS takes in full comes near it
// but the largest endpoint policies; what is said twice, or beside "*", is
// always found.
const redundantLimit = 1 << 26

// redundant reports items that another item of the list covers: the same one,
// by its key, or one with a wildcard.
func (s statementLinter) redundant(member string, list iampolicy.OneOrMany[string], code Code, key func(string) string, covers func(wide, narrow string) bool) {
	if len(list.Items) < 2 {
		return
	}
	seen, wide, left := make(map[string]int, len(list.Items)), wildcardItems(list.Items), redundantLimit
	for i, narrow := range list.Items {
		k := key(narrow)
		by, found := seen[k]
		if !found {
			seen[k] = i
			by, found = coveredBy(list.Items, wide, i, &left, covers)
		}
		if found {
			s.add(code, itemPointer(s.at, member, list, i), match.Quote(list.Items[by])+" covers "+match.Quote(narrow), "leave it out")
		}
	}
}

// wildcardItems returns the places of items with a wildcard, "*" alone if it is
// there.
func wildcardItems(items []string) (wide []int) {
	for i, item := range items {
		if item == "*" {
			return []int{i}
		}
		if match.HasWildcard(item) {
			wide = append(wide, i)
		}
	}
	return wide
}

// coveredBy looks for an item with a wildcard that covers item i. Of two that
// cover each other, the first stays.
func coveredBy(items []string, wide []int, i int, left *int, covers func(wide, narrow string) bool) (by int, ok bool) {
	for _, j := range wide {
		if *left -= len(items[j]) * len(items[i]); *left < 0 {
			return 0, false
		}
		if i != j && covers(items[j], items[i]) && (j < i || !covers(items[i], items[j])) {
			return j, true
		}
	}
	return 0, false
}

// redundantStatements reports statements that say what an earlier one says.
func (l *linter) redundantStatements() {
	if len(l.doc.Statement.Items) < 2 {
		return
	}
	seen := make(map[string]int, len(l.doc.Statement.Items))
	for i := range l.doc.Statement.Items {
		text := clauses(&l.doc.Statement.Items[i])
		if j, found := seen[text]; found {
			l.add("REDUNDANT_STATEMENT", itemPointer("", "Statement", l.doc.Statement, i), "it repeats "+itemPointer("", "Statement", l.doc.Statement, j), "leave it out")
		} else {
			seen[text] = i
		}
	}
}

// clauses is a text that statements have in common exactly if they differ at
// most in their Sid, and in what is a string or a list.
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
		b = append(b, '.')
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

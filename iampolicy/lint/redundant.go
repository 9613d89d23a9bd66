package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// What another item of the same list, or another statement, says already.

func redundantAction(s *statement) {
	s.redundant("Action", s.Action, match.LowerCase, match.MatchFold)
	s.redundant("NotAction", s.NotAction, match.LowerCase, nil)
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
			c.report(v.at(), quote(v.text)+" is in the list already", "leave it out")
		}
		seen[v.Text] = true
	}
}

// redundant reports items that another item of the list covers: the same one, by its
// key; "*"; or, if there is a function for that, another one with a wildcard.
func (s *statement) redundant(
	member string, list iampolicy.OneOrMany[string], key func(string) string, covers func(wide, narrow string) bool,
) {
	if len(list.Items) < 2 {
		return
	}
	seen := make(map[string]int, len(list.Items))
	wide := newWildcards(list.Items, key, covers)
	for i, narrow := range list.Items {
		k := key(narrow)
		by, found := seen[k]
		if !found {
			seen[k] = i
			by, found = wide.covering(s.linter, i, k)
		}
		if found {
			s.report(itemPointer(s.at, member, list, i), quote(list.Items[by])+" covers "+quote(narrow), "leave it out")
		}
	}
}

// wildcards are the items of a list that have a wildcard, by what stands before the
// first one, so that an item is compared with few of them.
type wildcards struct {
	items   []string
	covers  func(wide, narrow string) bool
	places  map[string][]int
	lengths []int // of the keys of places, each once, the shortest first
}

// newWildcards holds "*" alone if it is there, and nothing else without a function.
func newWildcards(items []string, key func(string) string, covers func(wide, narrow string) bool) *wildcards {
	w := &wildcards{items: items, covers: covers}
	if i := slices.Index(items, "*"); i >= 0 {
		w.covers = func(wide, _ string) bool { return wide == "*" }
		w.places, w.lengths = map[string][]int{"": {i}}, []int{0}
		return w
	}
	if covers == nil {
		return w
	}
	w.places = map[string][]int{}
	for i, item := range items {
		if end := strings.IndexAny(item, "*?"); end >= 0 {
			before := key(item[:end])
			w.places[before] = append(w.places[before], i)
			w.lengths = append(w.lengths, end)
		}
	}
	slices.Sort(w.lengths)
	w.lengths = slices.Compact(w.lengths)
	return w
}

// covering looks for an item with a wildcard that covers item i, which has the key k.
// Of two that cover each other, the first stays.
func (w *wildcards) covering(l *linter, i int, k string) (by int, ok bool) {
	for _, n := range w.lengths {
		if n > len(k) || !l.spend(n) {
			break
		}
		for _, j := range w.places[k[:n]] {
			if !l.spend(len(w.items[j]) * len(w.items[i])) {
				return 0, false
			}
			if i != j && w.covers(w.items[j], w.items[i]) && (j < i || !w.covers(w.items[i], w.items[j])) {
				return j, true
			}
		}
	}
	return 0, false
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

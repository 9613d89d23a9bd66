package compare

import (
	"cmp"
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// name is a principal that a document names, under a member of Principal.
type name struct {
	text   string
	member int // index in membersOf
}

// sameNames reports whether a and b name the same principals of those that no
// request shows: the ones that no caller can be, such as the ID of a deleted
// role, and the ones that differ from another by their member only. To add or
// to drop one of them is a change all the same.
func sameNames(a, b *iampolicy.Document) bool {
	x, y := names(a), names(b)
	all := slices.Concat(x, y)
	isShown := func(n name) bool { return n.isShown(all) }
	return slices.Equal(slices.DeleteFunc(x, isShown), slices.DeleteFunc(y, isShown))
}

// names returns the principals of d, each once and in order.
func names(d *iampolicy.Document) (list []name) {
	for i := range d.Statement.Items {
		s := &d.Statement.Items[i]
		for _, p := range [...]*iampolicy.Principal{&s.Principal, &s.NotPrincipal} {
			for k, member := range membersOf(p) {
				for _, text := range member.Items {
					list = append(list, name{text, k})
				}
			}
		}
	}
	slices.SortFunc(list, name.compare)
	return slices.Compact(list)
}

func (n name) compare(m name) int {
	return cmp.Or(cmp.Compare(n.text, m.text), cmp.Compare(n.member, m.member))
}

// isShown reports whether some caller is n and nothing else in the list.
func (n name) isShown(list []name) bool {
	return n.isCaller() && !slices.ContainsFunc(list, func(m name) bool { return m.text == n.text && m.member != n.member })
}

// isCaller reports whether the principal names a caller: an account, or one
// with that very name.
func (n name) isCaller() bool {
	if n.member == 0 && (n.text == "*" || match.IsAccountID(n.text)) {
		return true
	}
	var p iampolicy.Principal
	membersOf(&p)[n.member].Items = []string{n.text}
	entries, c := eval.PrincipalEntries(&p), eval.NewCaller(n.text)
	return entries.Mentions(&c)
}

// membersOf returns the members of a principal: AWS, Service, Federated, CanonicalUser.
func membersOf(p *iampolicy.Principal) [4]*iampolicy.OneOrMany[string] {
	return [...]*iampolicy.OneOrMany[string]{&p.AWS, &p.Service, &p.Federated, &p.CanonicalUser}
}

package compare

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// twins finds statements that are the same but for their actions. In a long
// document it looks only at those with the same hash.
type twins struct {
	list []iampolicy.Statement
	head []int32 // the last statement of every hash, counted from 1
	next []int32 // the one before it
}

// of makes t ready for the statements of d, once.
func (t *twins) of(d *iampolicy.Document) *twins {
	if t.list == nil {
		t.list = d.Statement.Items
		if len(t.list) > fewStatements {
			t.fill()
		}
	}
	return t
}

// fewStatements are compared in less time than hashed.
const fewStatements = 4

func (t *twins) fill() {
	table := make([]int32, 2*len(t.list))
	t.head, t.next = table[:len(t.list)], table[len(t.list):]
	for i := range t.list {
		at := t.place(&t.list[i])
		*at, t.next[i] = int32(i+1), *at
	}
}

func (t *twins) place(s *iampolicy.Statement) *int32 { return &t.head[hashOf(s)%uint64(len(t.head))] }

// hold reports whether every action of s stands in a statement that is
// otherwise the same, and if not, which one does not.
func (t *twins) hold(s *iampolicy.Statement) (action string, ok bool) {
	last := int32(len(t.list))
	if t.head != nil {
		last = *t.place(s)
	}
	for i := last; i > 0; i = t.before(i) {
		if isWithin(s, &t.list[i-1]) {
			return "", true
		}
	}
	if len(s.Action.Items) == 0 {
		return "", t.find(s, last, "") || isSpread(s, "", t.list)
	}
	for _, action := range s.Action.Items {
		if !t.find(s, last, action) && !isSpread(s, action, t.list) {
			return action, false
		}
	}
	return "", true
}

// find looks for a twin of s that has the action, from the last statement on;
// "" stands for a statement with NotAction.
func (t *twins) find(s *iampolicy.Statement, last int32, action string) bool {
	for i := last; i > 0; i = t.before(i) {
		if hasAction(&t.list[i-1], action) && sameButAction(s, &t.list[i-1]) {
			return true
		}
	}
	return false
}

func (t *twins) before(i int32) int32 {
	if t.next == nil {
		return i - 1
	}
	return t.next[i-1]
}

// hashOf is the same for statements that are the same but for their actions.
func hashOf(s *iampolicy.Statement) uint64 {
	h := setHash(s.Resource.Items) + 3*setHash(s.NotResource.Items) + 5*setHash(s.Principal.Service.Items)
	if !s.Principal.IsAnyone() {
		h += 7 * accountsHash(s.Principal.AWS.Items)
	}
	if s.Effect == iampolicy.EffectDeny {
		h++
	}
	return h
}

// setHash hashes a list without regard to order and repetition: it takes the
// greatest hash of an item.
func setHash(items []string) (greatest uint64) {
	for _, item := range items {
		greatest = max(greatest, textHash(item))
	}
	return greatest
}

// accountsHash is setHash with an account for its root ARN.
func accountsHash(items []string) (greatest uint64) {
	for _, item := range items {
		if account, _ := rootAccount(item); account != "" {
			item = account
		}
		greatest = max(greatest, textHash(item))
	}
	return greatest
}

// textHash is FNV-1a.
func textHash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

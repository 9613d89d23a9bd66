package compare

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// Equivalent reports whether a and b decide every request alike, wherever the
// two are attached. Sid, Id, order, the spelling of actions, operators and
// condition keys, strings instead of lists, repeated, split, merged and
// redundant statements make no difference; nor does "*" in place of {"AWS":
// "*"} (only trust policies of roles refuse the first, and lint.Run says so), or an
// account ID in place of its root ARN in the partition aws. An account is in one
// partition: where an ARN in the documents is of another one, or of several, the
// ID is not the same as any root ARN, for authz lets callers of the account
// pass by the ID in every partition. The type of a principal makes a difference,
// and so does a Deny that names nobody, which counts where Principal is not
// looked at. The Version does, even where nothing in the documents hangs on it
// yet: a missing one means 2008-10-17.
//
// The actions of Amazon ECR are those of ActionsEdition and those that a or b
// names; of other services every possible action counts. So a document with
// "ecr:*" is equivalent to one that lists all actions of today.
//
// A true answer is always right. A false one is right if Diff has a witness for
// it; without one, which takes policy variables or unusual complexity, the
// documents may be the same after all. Documents that authz.Compile refuses are equivalent
// only to documents that say the same in the same clauses.
func Equivalent(a, b iampolicy.Document) bool {
	if language(a.Version) != language(b.Version) {
		return false
	}
	s, action := beyond(&a, &b)
	t, other := beyond(&b, &a)
	switch {
	case s == nil && t == nil && sameAccounts(&a, &b):
		return true
	case s != nil && differsAt(&a, &b, s, action) || t != nil && differsAt(&a, &b, t, other):
		return false
	}
	c := comparison{first: true}
	c.compare(&a, &b)
	return len(c.changes) == 0
}

// language is the version that a document is read by.
func language(v iampolicy.Version) iampolicy.Version {
	if v == "" {
		return iampolicy.Version2008
	}
	return v
}

// sameClauses reports whether a and b are made of the same clauses: every
// action of a stands in b beside the same other clauses, and the other way
// round. It is right when it says yes.
func sameClauses(a, b *iampolicy.Document) bool {
	s, _ := beyond(a, b)
	t, _ := beyond(b, a)
	return s == nil && t == nil && sameAccounts(a, b)
}

// beyond returns the first statement of d, and the action in it, that b does
// not have word for word; nil if b has all that d says.
func beyond(d *iampolicy.Document, b *iampolicy.Document) (s *iampolicy.Statement, action string) {
	var twins twins
	for i := range d.Statement.Items {
		s := &d.Statement.Items[i]
		if i < len(b.Statement.Items) && isWithin(s, &b.Statement.Items[i]) || isIdle(s) {
			continue
		}
		if action, ok := twins.of(b).hold(s); !ok {
			return s, action
		}
	}
	return nil, ""
}

// isIdle reports whether a list of s is empty, so that s never matches.
func isIdle(s *iampolicy.Statement) bool {
	return isEmptyList(s.Action.Items) || isEmptyList(s.NotAction.Items) || isEmptyList(s.Resource.Items) || isEmptyList(s.NotResource.Items)
}

func isEmptyList(items []string) bool { return items != nil && len(items) == 0 }

// isWithin reports whether t says all that s says.
func isWithin(s *iampolicy.Statement, t *iampolicy.Statement) bool {
	return sameFolded(s.Action.Items, t.Action.Items) && sameButAction(s, t)
}

// sameButAction compares all clauses but Action.
func sameButAction(s *iampolicy.Statement, t *iampolicy.Statement) bool {
	return s.Effect == t.Effect &&
		sameFolded(s.NotAction.Items, t.NotAction.Items) &&
		sameTexts(s.Resource.Items, t.Resource.Items) &&
		sameTexts(s.NotResource.Items, t.NotResource.Items) &&
		samePrincipals(&s.Principal, &t.Principal) && samePrincipals(&s.NotPrincipal, &t.NotPrincipal) &&
		sameConditions(s.Condition, t.Condition)
}

// samePrincipals compares two principals as sets, an account with its root ARN.
func samePrincipals(v *iampolicy.Principal, w *iampolicy.Principal) bool {
	if v.IsZero() != w.IsZero() || v.IsAnyone() != w.IsAnyone() {
		return false
	}
	if v.Any || w.Any {
		return isOnlyAnyone(v) && isOnlyAnyone(w)
	}
	return sameLists(v.AWS.Items, w.AWS.Items, samePrincipal) && sameTexts(v.Service.Items, w.Service.Items) &&
		sameTexts(v.Federated.Items, w.Federated.Items) && sameTexts(v.CanonicalUser.Items, w.CanonicalUser.Items)
}

// isOnlyAnyone reports whether v is "*" or {"AWS": "*"} and nothing else.
func isOnlyAnyone(v *iampolicy.Principal) bool {
	return v.Any || len(v.AWS.Items) == 1 && v.Service.Items == nil && v.Federated.Items == nil && v.CanonicalUser.Items == nil
}

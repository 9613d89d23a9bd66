package iampolicy

import "slices"

// Equivalent reports whether a and b decide every request alike, wherever the
// two are attached. Sid, Id, order, the spelling of actions, operators and
// condition keys, strings instead of lists, repeated, split, merged and
// redundant statements make no difference; nor does an account ID in place of
// its root ARN, or "*" in place of {"AWS": "*"} (only trust policies of roles
// refuse the first, and Lint says so). The Version does, even where nothing in
// the documents hangs on it yet: a missing one means 2008-10-17.
//
// The actions of Amazon ECR are those of ActionsEdition and those that a or b
// names; of other services every possible action counts. So a document with
// "ecr:*" is equivalent to one that lists all actions of today.
//
// A true answer is always right. A false one is right if Diff has a witness for
// it; documents with policy variables, or of unusual complexity, may be called
// different where they are not. Documents that Compile refuses are equivalent
// only to documents that say the same in the same clauses.
func Equivalent(a, b Document) bool {
	if a.Version.language() != b.Version.language() {
		return false
	}
	if sameClauses(&a, &b) {
		return true
	}
	c := comparison{first: true}
	c.compare(&a, &b)
	return len(c.changes) == 0
}

// language is the version that a document is read by.
func (v Version) language() Version {
	if v == "" {
		return Version2008
	}
	return v
}

// sameClauses reports whether a and b are made of the same clauses: every
// action of a stands in b beside the same other clauses, and the other way
// round. It is quick, and right when it says yes.
func sameClauses(a, b *Document) bool {
	return a.within(b) && b.within(a)
}

// within reports whether b holds all that d says.
func (d *Document) within(b *Document) bool {
	for i := range d.Statement.Items {
		s := &d.Statement.Items[i]
		if i < len(b.Statement.Items) && s.isWithin(&b.Statement.Items[i]) {
			continue
		}
		if !s.isIdle() && !s.isSpread(b.Statement.Items) {
			return false
		}
	}
	return true
}

// isIdle reports whether a list of s is empty, so that s never matches.
func (s *Statement) isIdle() bool {
	return isEmptyList(s.Action.Items) || isEmptyList(s.NotAction.Items) || isEmptyList(s.Resource.Items) || isEmptyList(s.NotResource.Items)
}

func isEmptyList(items []string) bool { return items != nil && len(items) == 0 }

// isWithin reports whether t says all that s says.
func (s *Statement) isWithin(t *Statement) bool {
	return sameFolded(s.Action.Items, t.Action.Items) && s.sameButAction(t)
}

// isSpread reports whether every action of s stands in a statement of the list
// that is otherwise the same.
func (s *Statement) isSpread(list []Statement) bool {
	if len(s.Action.Items) == 0 {
		return slices.ContainsFunc(list, func(t Statement) bool { return s.isWithin(&t) })
	}
	for _, action := range s.Action.Items {
		if !s.hasTwin(action, list) {
			return false
		}
	}
	return true
}

func (s *Statement) hasTwin(action string, list []Statement) bool {
	for i := range list {
		if containsFolded(list[i].Action.Items, action) && s.sameButAction(&list[i]) {
			return true
		}
	}
	return false
}

// sameButAction compares all clauses but Action.
func (s *Statement) sameButAction(t *Statement) bool {
	return s.Effect == t.Effect &&
		sameFolded(s.NotAction.Items, t.NotAction.Items) &&
		sameTexts(s.Resource.Items, t.Resource.Items) &&
		sameTexts(s.NotResource.Items, t.NotResource.Items) &&
		s.Principal.same(&t.Principal) && s.NotPrincipal.same(&t.NotPrincipal) &&
		sameConditions(s.Condition, t.Condition)
}

// same compares two principals as sets, an account with its root ARN.
func (v *Principal) same(w *Principal) bool {
	if v.IsZero() != w.IsZero() || v.isAnyone() != w.isAnyone() {
		return false
	}
	if v.Any || w.Any {
		return v.isOnlyAnyone() && w.isOnlyAnyone()
	}
	return sameLists(v.AWS.Items, w.AWS.Items, samePrincipal) && sameTexts(v.Service.Items, w.Service.Items) &&
		sameTexts(v.Federated.Items, w.Federated.Items) && sameTexts(v.CanonicalUser.Items, w.CanonicalUser.Items)
}

// isOnlyAnyone reports whether v is "*" or {"AWS": "*"} and nothing else.
func (v *Principal) isOnlyAnyone() bool {
	return v.Any || len(v.AWS.Items) == 1 && v.Service.Items == nil && v.Federated.Items == nil && v.CanonicalUser.Items == nil
}

func samePrincipal(a, b string) bool {
	return a == b || rootAccount(a) == rootAccount(b) && rootAccount(a) != ""
}

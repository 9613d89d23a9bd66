package iampolicy

// isSpread reports whether b says of action what s says of it, in statements
// with fewer or more resources or principals: a statement is the union of one
// statement for each of its actions, resources and principals.
func (s *Statement) isSpread(action string, list []Statement) bool {
	atoms := max(1, len(s.Resource.Items)) * max(1, s.Principal.count())
	if atoms == 1 && len(list) > fewStatements || atoms*len(list) > maxAtoms {
		return false
	}
	if s.Resource.Items == nil {
		return s.isSpreadOver(action, "", list)
	}
	for _, r := range s.Resource.Items {
		if !s.isSpreadOver(action, r, list) {
			return false
		}
	}
	return true
}

// maxAtoms bounds what isSpread does for one action.
const maxAtoms = 1 << 12

func (v *Principal) count() int {
	return len(v.AWS.Items) + len(v.Service.Items) + len(v.Federated.Items) + len(v.CanonicalUser.Items)
}

// isSpreadOver is isSpread for one resource; "" for a statement without Resource.
func (s *Statement) isSpreadOver(action, resource string, list []Statement) bool {
	if s.Principal.count() == 0 {
		return s.hasAtom(action, resource, -1, "", list)
	}
	for k, member := range membersOf(&s.Principal) {
		for _, name := range member.Items {
			if !s.hasAtom(action, resource, k, name, list) {
				return false
			}
		}
	}
	return true
}

// hasAtom looks for a statement that has all of the atom and is otherwise the
// same; k is the type of principal, -1 for a statement without any.
func (s *Statement) hasAtom(action, resource string, k int, name string, list []Statement) bool {
	for i := range list {
		t := &list[i]
		if s.Effect == t.Effect && t.hasAction(action) && t.hasResource(resource) && t.Principal.has(k, name, &s.Principal) &&
			sameFolded(s.NotAction.Items, t.NotAction.Items) && sameTexts(s.NotResource.Items, t.NotResource.Items) &&
			s.NotPrincipal.same(&t.NotPrincipal) && sameConditions(s.Condition, t.Condition) {
			return true
		}
	}
	return false
}

func (s *Statement) hasAction(action string) bool {
	return action == "" && s.Action.Items == nil || containsFolded(s.Action.Items, action)
}

func (s *Statement) hasResource(resource string) bool {
	return resource == "" && s.Resource.Items == nil || containsFunc(s.Resource.Items, resource, sameText)
}

func sameText(a, b string) bool { return a == b }

// has reports whether v names the principal; of is what it was taken from.
func (v *Principal) has(k int, name string, of *Principal) bool {
	switch {
	case k < 0:
		return v.same(of)
	case k > 0:
		return containsFunc(membersOf(v)[k].Items, name, sameText)
	case name == "*" && v.Any:
		return true
	}
	return containsFunc(v.AWS.Items, name, samePrincipal)
}

package compare

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// isSpread reports whether b says of action what s says of it, in statements
// with fewer or more resources or principals: a statement is the union of one
// statement for each of its actions, resources and principals.
func isSpread(s *iampolicy.Statement, action string, list []iampolicy.Statement) bool {
	atoms := max(1, len(s.Resource.Items)) * max(1, countPrincipals(&s.Principal))
	if atoms == 1 && len(list) > fewStatements || atoms*len(list) > maxAtoms {
		return false
	}
	if s.Resource.Items == nil {
		return isSpreadOver(s, action, "", list)
	}
	for _, r := range s.Resource.Items {
		if !isSpreadOver(s, action, r, list) {
			return false
		}
	}
	return true
}

// maxAtoms bounds what isSpread does for one action.
const maxAtoms = 1 << 12

func countPrincipals(v *iampolicy.Principal) int {
	return len(v.AWS.Items) + len(v.Service.Items) + len(v.Federated.Items) + len(v.CanonicalUser.Items)
}

// isSpreadOver is isSpread for one resource; "" for a statement without Resource.
func isSpreadOver(s *iampolicy.Statement, action, resource string, list []iampolicy.Statement) bool {
	if countPrincipals(&s.Principal) == 0 {
		return hasAtom(s, action, resource, -1, "", list)
	}
	for k, member := range membersOf(&s.Principal) {
		for _, name := range member.Items {
			if !hasAtom(s, action, resource, k, name, list) {
				return false
			}
		}
	}
	return true
}

// hasAtom looks for a statement that has all of the atom and is otherwise the
// same; k is the type of principal, -1 for a statement without any.
func hasAtom(s *iampolicy.Statement, action, resource string, k int, name string, list []iampolicy.Statement) bool {
	for i := range list {
		t := &list[i]
		if s.Effect == t.Effect && hasAction(t, action) && hasResource(t, resource) && hasPrincipal(&t.Principal, k, name, &s.Principal) &&
			sameFolded(s.NotAction.Items, t.NotAction.Items) && sameTexts(s.NotResource.Items, t.NotResource.Items) &&
			samePrincipals(&s.NotPrincipal, &t.NotPrincipal) && sameConditions(s.Condition, t.Condition) {
			return true
		}
	}
	return false
}

func hasAction(s *iampolicy.Statement, action string) bool {
	return action == "" && s.Action.Items == nil || containsFolded(s.Action.Items, action)
}

func hasResource(s *iampolicy.Statement, resource string) bool {
	return resource == "" && s.Resource.Items == nil || containsFunc(s.Resource.Items, resource, sameText)
}

func sameText(a, b string) bool { return a == b }

// hasPrincipal reports whether v names the principal; of is what it was taken from.
func hasPrincipal(v *iampolicy.Principal, k int, name string, of *iampolicy.Principal) bool {
	switch {
	case k < 0:
		return samePrincipals(v, of)
	case k > 0:
		return containsFunc(membersOf(v)[k].Items, name, sameText)
	case name == "*" && v.Any:
		return true
	}
	return containsFunc(v.AWS.Items, name, samePrincipal)
}

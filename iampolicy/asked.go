package iampolicy

import "strings"

// asked is a request taken apart.
type asked struct {
	principal, action, resource string
	context                     contextMap
	service, name               string // of the action, as the request spells it
	arn                         arn
	isARN                       bool
	wildcardOnly                bool // the action has no resource types: only Resource "*" covers it
	caller                      caller
}

// splitResource takes the resource apart. It is not ok if it names none.
func (r *asked) splitResource() (ok bool) {
	r.isARN = r.arn.split(r.resource)
	return r.isARN && r.arn.isARN() || r.resource == "*"
}

// splitAction takes the action apart, whose colon is known. It is not ok if it
// names no single action.
func (r *asked) splitAction(colon int) (ok bool) {
	if colon < 0 || !isActionName(r.action) {
		return false
	}
	r.service, r.name = r.action[:colon], r.action[colon+1:]
	return true
}

// splitNamed is splitAction with what is known of an action that the policy names.
func (r *asked) splitNamed(c *candidates, colon int) (ok bool) {
	if !c.isNamed {
		r.wildcardOnly = isWildcardOnly(r.action)
		return r.splitAction(colon)
	}
	r.wildcardOnly = c.wildcardOnly
	r.service, r.name = r.action[:colon], r.action[colon+1:]
	return true
}

// split takes everything apart.
func (r *asked) split() (ok bool) {
	r.caller = newCaller(r.principal)
	r.wildcardOnly = isWildcardOnly(r.action)
	return r.splitAction(strings.IndexByte(r.action, ':')) && r.splitResource()
}

func isWildcardOnly(action string) bool {
	info, ok := LookupAction(action)
	return ok && info.WildcardOnly()
}

// isGuarded reports whether the resource is one that its account reaches only
// through the resource's policy: a KMS key, a role to assume.
func (r *asked) isGuarded() bool {
	if !r.isARN {
		return false
	}
	_, isAssume := cutPrefixFold(r.name, "AssumeRole")
	return equalFold(r.service, "kms") || isAssume && equalFold(r.service, "sts")
}

// isToken reports whether the request is for an ECR token, which "requires
// permission through an IAM policy" (ECR guide, repository policies).
func (r *asked) isToken() bool {
	return r.wildcardOnly && equalFold(r.name, "GetAuthorizationToken")
}

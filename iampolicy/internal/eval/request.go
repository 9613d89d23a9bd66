package eval

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Request is a request taken apart.
type Request struct {
	Principal, Action, Resource string
	Context                     match.Context
	Service, Name               string // of the action, as the request spells it
	ARN                         match.ARN
	IsARN                       bool
	WildcardOnly                bool // the action has no resource types: only Resource "*" covers it
	Caller                      Caller
}

// size counts the characters that are compared with patterns.
func (r *Request) size() int {
	n := len(r.Action) + len(r.Resource) + 1
	for _, values := range r.Context {
		for _, v := range values {
			n += len(v) + 1
		}
	}
	return n
}

// SplitResource takes the resource apart. It is not ok if it names none.
func (r *Request) SplitResource() (ok bool) {
	r.IsARN = r.ARN.Split(r.Resource)
	return r.IsARN && r.ARN.IsARN() || r.Resource == "*"
}

// SplitAction takes the action apart, whose colon is known. It is not ok if it
// names no single action.
func (r *Request) SplitAction(colon int) (ok bool) {
	if colon < 0 || !match.IsActionName(r.Action) {
		return false
	}
	r.Service, r.Name = r.Action[:colon], r.Action[colon+1:]
	return true
}

// SplitNamed is SplitAction with what is known of an action that the policy names.
func (r *Request) SplitNamed(c *Candidates, colon int) (ok bool) {
	if !c.isNamed {
		r.WildcardOnly = IsWildcardOnly(r.Action)
		return r.SplitAction(colon)
	}
	r.WildcardOnly = c.wildcardOnly
	r.Service, r.Name = r.Action[:colon], r.Action[colon+1:]
	return true
}

// Split takes everything apart.
func (r *Request) Split() (ok bool) {
	r.Caller = NewCaller(r.Principal)
	r.WildcardOnly = IsWildcardOnly(r.Action)
	return r.SplitAction(strings.IndexByte(r.Action, ':')) && r.SplitResource()
}

// IsWildcardOnly reports whether the action is known to have no resource types.
func IsWildcardOnly(action string) bool {
	info, ok := iampolicy.LookupAction(action)
	return ok && info.WildcardOnly()
}

// IsGuarded reports whether the resource is one that its account reaches only
// through the resource's policy: a KMS key, a role to assume.
func (r *Request) IsGuarded() bool {
	if !r.IsARN {
		return false
	}
	_, isAssume := match.CutPrefixFold(r.Name, "AssumeRole")
	return match.EqualFold(r.Service, "kms") || isAssume && match.EqualFold(r.Service, "sts")
}

// IsToken reports whether the request is for an ECR token, which "requires
// permission through an IAM policy" (ECR guide, repository policies).
func (r *Request) IsToken() bool {
	return r.WildcardOnly && match.EqualFold(r.Name, "GetAuthorizationToken")
}

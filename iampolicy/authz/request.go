package authz

import "github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"

// Request is what is asked: may Principal do Action on Resource? The zero
// Request, or one without Action or Resource, is never allowed.
type Request struct {
	// Principal is the ARN of a user, role, session of a role, federated user
	// or root user, the host name of a service, or the host name or ARN of an
	// identity provider. A host name that does not end as AWS's do is a
	// provider's. Policy.Decide needs it only where a statement has a
	// Principal; Access.Decide always needs it.
	Principal string
	// Action is one action such as "ecr:BatchGetImage", in any case.
	Action string
	// Resource is the ARN of one resource, or "*" for an action that has no
	// resource types or is about no resource in particular. It is text: a *
	// in it is no wildcard.
	Resource string
	// ResourceAccount is the account that owns the resource, for resources
	// whose ARN does not hold it; with Resource "*" the account called,
	// empty for the caller's own.
	ResourceAccount string
	// Context holds the condition keys of the request, in any case. A key that
	// is not in it, or has no value, is absent from the request.
	Context map[string][]string
	// OpenContext says that the keys that are not in Context are unknown, not
	// absent. A key with an empty list is known to be absent, and with the empty
	// list of "aws:ResourceTag/${TagKey}", named as in [iampolicy.AbsentKeys],
	// every key that begins so is. A key that is compared without set operator
	// holds at most one value. Keys that follow from the request, such as
	// aws:PrincipalArn, are unknown unless given.
	//
	// An answer other than Undetermined is the answer whatever the unknown keys
	// are. Undetermined is exact for conditions on unknown keys that compare
	// with what is given. It may be said, and Missing may name too many keys,
	// where the answer is the same after all, in these cases:
	//
	//   - A condition or resource holds the variable of an unknown key: it is
	//     taken to hold or not, whatever else holds, unless the same or the
	//     opposite is asked twice. {"StringEquals": {"k": "a", "j": "${k}x"},
	//     "StringNotEquals": {"j": "ax"}} never holds, and is Undetermined.
	//   - One key is compared as several types (text, number, date, address),
	//     or without regard to case with letters beyond ASCII.
	//   - There is too much to try: more than 64 different conditions on one key,
	//     1,024 ways in which they turn out, 4 million statements or conditions of
	//     theirs looked at in combinations of keys, or 16 million steps through the patterns.
	OpenContext bool
}

// request is a Request taken apart. It does not change while it is judged.
type request struct {
	eval.Request
	owner string    // Request.ResourceAccount
	open  *unknowns // nil if every key that is not in the context is absent
}

func newRequest(q *Request) request {
	return request{
		Request: eval.Request{Principal: q.Principal, Action: q.Action, Resource: q.Resource, Context: q.Context},
		owner:   q.ResourceAccount,
	}
}

// isOwnAccount reports whether the resource is certainly in the caller's account.
func (r *request) isOwnAccount() bool {
	if !r.Caller.IsIAM() {
		return false
	}
	switch account := r.account(); account {
	case "":
		return r.Resource == "*"
	default:
		return account == r.Caller.Account
	}
}

// account is the resource's account, "" if nothing says it.
func (r *request) account() string {
	if r.ARN[4] != "" {
		return r.ARN[4]
	}
	return r.owner
}

// crossesPartitions reports whether caller and resource are in different
// partitions, between which AWS knows no access.
func (r *request) crossesPartitions() bool {
	return r.IsARN && r.Caller.Partition != "" && r.Caller.Partition != r.ARN[1]
}

// split takes a request apart. It is not ok if it asks nothing.
func split(q *Request) (r *request, ok bool) {
	r = new(request)
	*r = newRequest(q)
	ok = r.Split()
	if q.OpenContext {
		r.open = new(unknowns)
	}
	return r, ok
}

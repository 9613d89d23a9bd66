package authz

import (
	"maps"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Report says which needs are met. The zero Report is the answer to no
// question, and not OK.
type Report struct {
	Results []Result // in the order of the needs
	access  Access
	checked bool // it comes from Check
}

// Result is the decision about one need.
type Result struct {
	Need     Need
	Request  Request // what was decided: From's request with the need's context
	Decision Decision
}

// Check decides all needs for one caller. Principal, Context and OpenContext of
// from count; its ResourceAccount counts for ARNs that hold no account. A need
// on "*" is about the caller's own account: nobody fetches a token elsewhere.
//
// Without needs everything that is needed is granted, to everyone: so it is for
// an image of the public gallery, for which PullNeeds has none.
func (a Access) Check(from Request, needs ...Need) Report {
	r := Report{access: a, checked: true}
	for _, n := range needs {
		q := n.request(from)
		r.Results = append(r.Results, Result{n, q, a.Decide(q)})
	}
	return r
}

// request is what the need asks of the caller.
func (n *Need) request(from Request) Request {
	q := from
	q.Action, q.Resource = n.Action, n.Resource
	if q.Resource == "*" {
		q.ResourceAccount = ""
	}
	if len(n.Context) > 0 {
		q.Context = maps.Clone(n.Context)
		for key, values := range from.Context {
			if !match.Context(n.Context).Knows(key) {
				q.Context[key] = values
			}
		}
	}
	return q
}

// OK reports whether every Required need is certainly met. It is true if Check
// was asked about no needs, and false for a zero Report.
func (r Report) OK() bool {
	if len(r.Results) == 0 {
		return r.checked
	}
	for i := range r.Results {
		if res := &r.Results[i]; res.Need.Level == Required && res.Decision.Outcome != Allowed {
			return false
		}
	}
	return true
}

// Missing lists the needs of every level that are not certainly met, in order.
func (r Report) Missing() (needs []Need) {
	for i := range r.Results {
		if res := &r.Results[i]; res.Decision.Outcome != Allowed {
			needs = append(needs, res.Need)
		}
	}
	return needs
}

// String returns one line for each need: what was decided, and why. It ends
// without a line break, and is empty for a Report about no needs.
func (r Report) String() string {
	lines := make([]string, len(r.Results))
	for i := range r.Results {
		lines[i] = r.Results[i].String()
	}
	return strings.Join(lines, "\n")
}

// String returns the decision on one line, such as
//
//	Allowed: ecr:GetAuthorizationToken on * (required, …): identity policy, statement 0 allows it
func (r Result) String() string {
	whys := make([]string, len(r.Decision.Reasons))
	for i, why := range r.Decision.Reasons {
		whys[i] = why.String()
	}
	about := r.Need.Level.String()
	if r.Need.Why != "" {
		about += ", " + r.Need.Why
	}
	return r.Decision.Outcome.String() + ": " + r.Need.Action + " on " + r.Need.Resource + " (" + about + "): " + strings.Join(whys, "; ")
}

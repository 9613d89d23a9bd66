package authz

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
	Request  Request // what was decided
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
		q := from
		q.Action, q.Resource = n.Action, n.Resource
		if q.Resource == "*" {
			q.ResourceAccount = ""
		}
		r.Results = append(r.Results, Result{n, q, a.Decide(q)})
	}
	return r
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

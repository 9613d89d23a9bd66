package iampolicy

import "slices"

// Fix is an addition to one policy. The zero Fix adds nothing.
type Fix struct {
	Kind     PolicyKind
	Resource string   // KindRepository, KindTrust: the ARN of the repository or role whose policy it is
	Add      Document // its statements go into the policy; KindSCP: at every level that does not allow
}

// Fixes returns the smallest additions that grant what is missing, one for
// each policy to change: none, and ok, if nothing is missing. In the caller's
// own account it adds to the policies of the caller, across accounts to the
// resource's as well. It is not ok if no addition can help, as Blockers says.
//
// The additions hold no conditions, so they grant in every context.
func (r Report) Fixes() (fixes []Fix, ok bool) {
	var p plan
	for i := range r.Results {
		if res := &r.Results[i]; res.Decision.Outcome != Allowed && !p.add(&r.access, res) {
			return nil, false
		}
	}
	fixes = p.fixes()
	return fixes, r.isGreenWith(fixes)
}

// isGreenWith reports whether the fixes do what they promise.
func (r *Report) isGreenWith(fixes []Fix) bool {
	a, err := r.access.Apply(fixes...)
	if err != nil {
		return false
	}
	for i := range r.Results {
		if a.Decide(r.Results[i].Request).Outcome != Allowed {
			return false
		}
	}
	return true
}

// Blockers lists why no addition can help: the Deny statements that match, or
// may match in an open context, and callers and requests that cannot be allowed.
func (r Report) Blockers() (list []Reason) {
	for i := range r.Results {
		res := &r.Results[i]
		if res.Decision.Outcome == Allowed || new(plan).add(&r.access, res) {
			continue
		}
		n := len(list)
		for _, why := range res.Decision.Reasons {
			if why.Effect == EffectDeny {
				list = append(list, why)
			}
		}
		if len(list) == n {
			list = append(list, res.Decision.Reasons...)
		}
	}
	return list
}

// Apply returns a with the fixes added: to the caller's policies, to every SCP
// level, and each addition to a resource's policy as one more resource policy.
func (a Access) Apply(fixes ...Fix) (Access, error) {
	for _, f := range fixes {
		if err := a.apply(f); err != nil {
			return Access{}, err
		}
	}
	return a, nil
}

func (a *Access) apply(f Fix) error {
	switch f.Kind {
	case KindIdentity:
		return extend(&a.Identity, f.Add)
	case KindBoundary:
		return extend(&a.Boundary, f.Add)
	case KindSession:
		return extend(&a.Session, f.Add)
	case KindEndpoint:
		return extend(&a.Endpoint, f.Add)
	case KindSCP:
		a.SCP = slices.Clone(a.SCP)
		for i := range a.SCP {
			if err := extend(&a.SCP[i], f.Add); err != nil {
				return err
			}
		}
		return nil
	case KindRCP:
		p, err := Compile(f.Add)
		a.RCP = append(slices.Clip(a.RCP), p)
		return err
	}
	p, err := Compile(f.Add)
	a.Resource = append(slices.Clip(a.Resource), p)
	return err
}

// extend adds a document to a policy.
func extend(p **Policy, d Document) error {
	if *p == nil {
		*p = new(Policy)
	}
	q, err := (*p).with(d)
	if err == nil {
		*p = q
	}
	return err
}

package authz

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// Fix is an addition to one policy. The zero Fix adds nothing.
type Fix struct {
	Kind     iampolicy.PolicyKind
	Resource string             // what the policy is attached to, as ResourcePolicy.On; "" for policies of the caller
	Add      iampolicy.Document // its statements go into the policy; KindSCP: at every level that does not allow
}

// Fixes returns the smallest additions that grant what is missing, one for
// each policy to change: none, and ok, if nothing is missing. In the caller's
// own account it adds to the policies of the caller, across accounts to the
// resource's as well. It is ok exactly if the decisions with the additions are
// all Allowed, and if not, Blockers says why.
//
// Of policies of resources it writes those of ECR repositories and registries
// and the trust policies of roles. It is not ok where another service's policy
// lacks something, such as that of a bucket in another account or of a KMS key.
//
// The additions hold no conditions, so they grant in every context.
func (r Report) Fixes() (fixes []Fix, ok bool) {
	fixes, blockers := r.repair()
	if blockers != nil {
		return nil, false
	}
	if slices.ContainsFunc(r.Results, func(res Result) bool { return res.Request.OpenContext }) {
		fixes = r.fewest(fixes)
	}
	return fixes, true
}

// fewest leaves out what statements that hang on unknown keys grant together,
// each in the worlds where the others do not.
func (r *Report) fewest(fixes []Fix) []Fix {
	for i := len(fixes) - 1; i >= 0; i-- {
		if fewer := slices.Delete(slices.Clone(fixes), i, i+1); r.isGreenWith(fewer) {
			fixes = fewer
		}
	}
	return fixes
}

func (r *Report) isGreenWith(fixes []Fix) bool {
	a, err := r.access.with(fixes...)
	return err == nil && !slices.ContainsFunc(r.Results, func(res Result) bool { return a.Decide(res.Request).Outcome != Allowed })
}

// Blockers lists why Fixes is not ok: the Deny statements that match, or may
// match in an open context, when everything is added that can be; callers and
// requests that can never be allowed; and requests whose resource has a policy
// that no Fix can write. It is empty if Fixes is ok.
func (r Report) Blockers() []Reason {
	_, blockers := r.repair()
	return blockers
}

// repair plans for all needs that are not met, and decides them again.
func (r *Report) repair() (fixes []Fix, blockers []Reason) {
	var p plan
	hopeful := make([]*Result, 0, len(r.Results))
	for i := range r.Results {
		res := &r.Results[i]
		if res.Decision.Outcome == Allowed {
			continue
		}
		if why := p.add(r.access, res); why != nil {
			blockers = append(blockers, *why)
			continue
		}
		hopeful = append(hopeful, res)
	}
	fixes = p.fixes()
	a, err := r.access.with(fixes...)
	for _, res := range hopeful {
		if d := a.Decide(res.Request); err != nil || d.Outcome != Allowed {
			blockers = append(blockers, res.blockers(&d)...)
		}
	}
	return fixes, blockers
}

// blockers are the Deny statements and the policies that were not given in the
// decision with the fixes. Where there is none, it is the request that no
// statement can name.
func (r *Result) blockers(d *Decision) (list []Reason) {
	for _, why := range d.Reasons {
		if why.Effect == iampolicy.EffectDeny || why.Clause == ClauseUnseen {
			list = append(list, why)
		}
	}
	if list == nil {
		list = []Reason{{Document: -1, Statement: -1, Clause: ClauseResource, Want: "an action and a resource that a statement can name", Got: r.Request.Action + " " + r.Request.Resource}}
	}
	return list
}

// with returns a with the fixes added: to the caller's policies, to every SCP
// level, and each addition to a resource's policy as one more resource policy.
func (a Access) with(fixes ...Fix) (Access, error) {
	for _, f := range fixes {
		if err := a.apply(f); err != nil {
			return Access{}, err
		}
	}
	return a, nil
}

func (a *Access) apply(f Fix) error {
	switch f.Kind {
	case iampolicy.KindIdentity:
		return extend(&a.Identity, f.Add)
	case iampolicy.KindBoundary:
		return extend(&a.Boundary, f.Add)
	case iampolicy.KindSession:
		return extend(&a.Session, f.Add)
	case iampolicy.KindEndpoint:
		return extend(&a.Endpoint, f.Add)
	case iampolicy.KindSCP:
		a.SCP = slices.Clone(a.SCP)
		for i := range a.SCP {
			if err := extend(&a.SCP[i], f.Add); err != nil {
				return err
			}
		}
		return nil
	case iampolicy.KindRCP:
		p, err := Compile(f.Add)
		a.RCP = append(slices.Clip(a.RCP), p)
		return err
	}
	p, err := Compile(f.Add)
	a.Resource = append(slices.Clip(a.Resource), ResourcePolicy{f.Resource, p})
	return err
}

// extend adds a document to a policy.
func extend(p **Policy, d iampolicy.Document) error {
	if *p == nil {
		*p = new(Policy)
	}
	q, err := (*p).with(d)
	if err == nil {
		*p = q
	}
	return err
}

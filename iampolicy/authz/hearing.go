package authz

import "github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"

// hearing is one request before all policies. Each statement is asked once; what
// they say together is weighed afterwards, for an open context once for each
// world, and the reasons are written from what was said.
type hearing struct {
	r      *request
	said   []testimony // those that take away first
	nobody bool        // the caller can never be allowed
	unseen layerSet    // policies that were not given and may speak of the request
	alone  bool        // one policy is heard by itself
	grants layerSet    // layers to which a fix adds what they lack

	unheard []Reason // policies with too much to compare, which count as not given
	silent  layerSet // … and their layers
	worked  int      // statements and their conditions looked at in searches
}

// testimony is what one policy says.
type testimony struct {
	at      stand
	of      *Policy
	firm    voice             // what the statements say that hang on nothing
	hanging []int             // which sayings hang on what is unknown
	sayings []saying          // of each statement about the action, Deny first
	spared  []*eval.Statement // Deny statements that spare a session which they do not name
}

// saying is how one statement compares with the request.
type saying struct {
	s        *eval.Statement
	failed   failure // nothing: it matches, if it hangs on nothing
	strength eval.Strength
	hangs    []fact // it matches if all of these hold
}

// voice is what statements say together.
type voice struct {
	denied   bool
	strength eval.Strength // of the most direct Allow; StrengthNone: there is none
}

func (v *voice) add(s *saying) {
	if s.s.Deny {
		v.denied = true
		return
	}
	v.strength = max(v.strength, s.strength)
}

// hear asks every policy that applies.
func (a *Access) hear(r *request) *hearing {
	h := &hearing{r: r, unseen: a.unseenBy(r)}
	h.nobody = r.Caller.Kind == eval.CallerUnknown || r.crossesPartitions()
	a.eachPolicy(r, h.ask)
	return h
}

// ask takes down what a policy says.
func (h *hearing) ask(at stand, p *Policy) {
	t := testimony{at: at, of: p}
	if p != nil {
		c := p.compiled.Candidates(h.r.Action)
		if !c.IsEmpty() && p.compiled.IsTooMuch(&h.r.Request) {
			h.unheard = append(h.unheard, Reason{Layer: at.layer, Policy: at.policy, Document: -1, Statement: -1, Clause: ClauseTooMuch})
			h.silent |= 1 << at.layer
			return
		}
		w := c.Walk()
		for run, named := w.Next(); len(run) > 0; run, named = w.Next() {
			for _, s := range run {
				t.take(s, h.r, named)
			}
		}
	}
	h.said = append(h.said, t)
}

func (t *testimony) take(s *eval.Statement, r *request, named bool) {
	say := saying{s: s, failed: matches(s, r, &t.at, named)}
	if say.failed == atPrincipal && t.sparesUnnamed(s, r) {
		t.spared = append(t.spared, s)
	}
	if say.failed == nothing {
		say.strength = strengthOf(s, r)
		if say.hangs = r.open.hang(s, r, &t.at); say.hangs == nil {
			t.firm.add(&say)
		} else {
			t.hanging = append(t.hanging, len(t.sayings))
		}
	}
	t.sayings = append(t.sayings, say)
}

// sparesUnnamed reports whether a Deny with NotPrincipal would match, did it not
// name the role of the session that calls.
func (t *testimony) sparesUnnamed(s *eval.Statement, r *request) bool {
	return s.Deny && s.Principal.Not &&
		s.Principal.LeavesUnnamed(&r.Caller) && matchesRest(s, r, &t.at) == nothing
}

// voice is what the policy says in a world.
func (t *testimony) voice(w *world) voice {
	v := t.firm
	for _, i := range t.hanging {
		if s := &t.sayings[i]; w.holds(s.hangs, s.s.Deny) {
			v.add(s)
		}
	}
	return v
}

// ruling is what all policies say together in one world.
type ruling struct {
	outcome Outcome
	lacks   layerSet // the layers where an Allow is missing
}

// weigh brings together what the policies say in a world.
func (h *hearing) weigh(w *world) ruling {
	var denied bool
	var lacks layerSet
	best := eval.StrengthNone
	for i := range h.said {
		t := &h.said[i]
		v := t.voice(w)
		denied = denied || v.denied
		switch l := t.at.layer; {
		case l == LayerRCP:
		case l == LayerResource:
			best = max(best, v.strength)
		case v.strength == eval.StrengthNone:
			lacks |= 1 << l
		}
	}
	if !h.alone {
		lacks = h.r.required(lacks&^h.unseen.lifting()&^h.grants, h.grantedBy(best))
	}
	return ruling{h.outcome(denied, lacks), lacks}
}

// grantedBy is how directly the resource policies grant, if those that were not
// given grant what they can, and a fix does what it can.
func (h *hearing) grantedBy(best eval.Strength) eval.Strength {
	switch {
	case h.r.IsToken():
		return eval.StrengthNone
	case (h.unseen | h.silent).has(LayerResource):
		return eval.StrengthDirect
	case h.grants.has(LayerResource):
		return max(best, h.r.Caller.NamedStrength())
	}
	return best
}

func (h *hearing) outcome(denied bool, lacks layerSet) Outcome {
	switch {
	case denied:
		return ExplicitDeny
	case lacks != 0 || h.nobody:
		return ImplicitDeny
	case h.unseen|h.silent != 0:
		return Undetermined
	}
	return Allowed
}

// required keeps of the layers that lack an Allow those that must have one, given how
// directly the resource policies grant.
func (r *request) required(lacks layerSet, resource eval.Strength) layerSet {
	lacks &= guardLayers | r.callerLayers(resource)
	if resource == eval.StrengthNone && (!r.isOwnAccount() || r.IsGuarded()) {
		lacks |= 1 << LayerResource
	}
	return lacks
}

// callerLayers are those of the caller's policies that must allow.
func (r *request) callerLayers(resource eval.Strength) layerSet {
	switch {
	case r.Caller.Kind == eval.CallerRoot:
		return 0 // a root user has none of them, and of a service's none was heard
	case !r.isOwnAccount() || resource <= eval.StrengthAccount:
		return ownLayers
	case resource == eval.StrengthRole:
		return limitingLayers
	}
	return 0
}

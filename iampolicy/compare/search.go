package compare

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// comparison looks for requests that two documents decide differently. It asks
// package authz about examples: one request for all those that the statements
// cannot tell from it. The parts of a request are independent of each other, so
// for each part one text is enough for every set of statements that it matches.
//
// Only requests that a statement which is not in both documents is about can be
// decided differently, so all else is left out from the start.
type comparison struct {
	a, b      *iampolicy.Document
	first     bool                     // stop at the first change
	additions bool                     // of interest is only what the second document allows
	aloneOnly bool                     // in no place but alone
	work      *int                     // what is left of maxWork
	complete  bool                     // no request was left out
	policies  [2]*authz.Policy         // which decide
	read      [2]*eval.Policy          // the same, of which the statements are looked at
	homes     []string                 // the partitions that accounts may be in
	own       map[*eval.Statement]bool // statements of only one document
	fields    map[string]*field
	changes   []Change
	seen      map[string]bool // action, resource and caller of a change
}

// maxWork bounds what one comparison may cost, in looks at a clause of a
// statement or steps of a search for texts, of about 50 ns each.
const maxWork = 1 << 23

// newComparison compiles both documents.
func newComparison(a, b *iampolicy.Document) (c *comparison, errs [2]error) {
	work := maxWork
	c = &comparison{a: a, b: b, work: &work, complete: true, homes: partitions(a, b)}
	for i, d := range [...]*iampolicy.Document{a, b} {
		c.policies[i], errs[i] = authz.Compile(*d)
	}
	return c, errs
}

// isSame reports whether no request is decided differently.
func (c *comparison) isSame(left [2][]int) bool {
	c.search(left)
	if len(c.changes) > 0 {
		return false
	}
	return c.complete && !namesNobody(c.a, c.b) || c.isSameOpaque()
}

// search finds the changes. left are the indexes of the statements that are not
// in both documents.
func (c *comparison) search(left [2][]int) {
	c.own, c.fields, c.seen = map[*eval.Statement]bool{}, map[string]*field{}, map[string]bool{}
	for i, d := range [...]*iampolicy.Document{c.a, c.b} {
		c.read[i], _ = new(eval.Policy).With(*d) // newComparison has seen the errors
	}
	for i, list := range left {
		for _, k := range list {
			c.own[&c.read[i].Statements[k]] = true
		}
	}
	for _, g := range c.actionGroups() {
		if c.canChange(g.statements) && !c.compareGroup(g) {
			break
		}
	}
	c.changes = merged(c.changes)
}

// spend takes n off the work that is left, and reports whether there was so much:
// what costs more is left out, and everything that comes after it.
func (c *comparison) spend(n int) bool {
	if *c.work < n {
		c.complete, *c.work = false, -1
		return false
	}
	*c.work -= n
	return true
}

// isSpent reports whether no work is left, so that something was left out.
func (c *comparison) isSpent() bool { return *c.work < 0 }

// weight is what it costs to compare clauses with a text: so many values, and so
// many tokens for each few characters of it.
type weight struct{ values, tokens int }

func (w weight) of(text string) int { return 1 + w.values + w.tokens*len(text)/8 }

func (w weight) plus(v weight) weight { return weight{w.values + v.values, w.tokens + v.tokens} }

func actionWeight(s *eval.Statement) (w weight) {
	for i := range s.Actions.Patterns {
		w = w.plus(weight{1, len(s.Actions.Patterns[i].Name.Tokens)})
	}
	return w
}

func resourceWeight(s *eval.Statement) (w weight) {
	for i := range s.Resource.Patterns {
		w = w.plus(weight{1, s.Resource.Patterns[i].Size()})
	}
	return w
}

func conditionWeight(c *match.Condition) weight {
	values, tokens := c.Size()
	return weight{values, tokens}
}

// canChange reports whether statements of one document are among these, for
// additions those that can add something: an Allow of the second document, or a
// Deny that the first one alone has.
func (c *comparison) canChange(statements []*eval.Statement) bool {
	return slices.ContainsFunc(statements, func(s *eval.Statement) bool {
		return c.own[s] && (!c.additions || s.Deny == c.isFirst(s))
	})
}

// isFirst reports whether s is of the first document.
func (c *comparison) isFirst(s *eval.Statement) bool {
	list := c.read[0].Statements
	return s.Place < len(list) && &list[s.Place] == s
}

// compareGroup asks about one action of the group. It returns false to stop.
func (c *comparison) compareGroup(g *actionGroup) bool {
	f := c.field(g.statements)
	for _, context := range f.contexts {
		if c.isSpent() {
			return false
		}
		for _, r := range f.resourcesIn(context, g.wildcardOnly) {
			for i := range f.callers {
				q := authz.Request{Principal: f.callers[i].Text, Action: g.names[0], Resource: r.text, Context: context}
				if f.isAsked(&r, &f.callers[i]) && !c.ask(g, f, q) {
					return false
				}
			}
		}
	}
	return true
}

// What a decision costs.
const (
	decideWork = 8
	accessWork = 64
)

// ask asks about q in every place. It returns false to stop.
func (c *comparison) ask(g *actionGroup, f *field, q authz.Request) bool {
	for _, at := range f.places {
		if !c.spend(2*(f.weight.of(q.Resource)+valueLen(q.Context)*f.weight.tokens/8) + decideWork + accessWork*int(min(at, 1))) {
			return false
		}
		from, to := at.decide(c.policies[0], q).Outcome, at.decide(c.policies[1], q).Outcome
		if from == to || c.additions && (to != authz.Allowed || c.policies[1].Decide(q).Outcome != authz.Allowed) {
			continue
		}
		c.add(g, f, Change{Resources: []string{q.Resource}, Principals: []string{q.Principal},
			From: from, To: to, Witness: q, Layer: places[at].layer, Note: places[at].note, place: at})
		if c.first {
			return false
		}
	}
	return true
}

func valueLen(context map[string][]string) (n int) {
	for _, values := range context {
		for _, v := range values {
			n += len(v)
		}
	}
	return n
}

// add takes a change: the first one with its action, resource and caller.
func (c *comparison) add(g *actionGroup, f *field, change Change) {
	key := change.Witness.Action + "\x00" + change.Witness.Resource + "\x00" + change.Witness.Principal
	if c.seen[key] {
		return
	}
	c.seen[key] = true
	change.Actions = slices.Clone(g.names)
	change.anyone = f.anyCaller
	change.kinds = f.kinds
	c.changes = append(c.changes, change)
}

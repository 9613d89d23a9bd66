package iampolicy

import (
	"maps"
	"slices"
	"strings"
)

// Change is one difference between what two documents decide. The zero Change
// is no change.
type Change struct {
	Actions  []string // the actions that it is about, sorted; Witness has one of them
	From, To Outcome  // what the first and the second document decide about Witness
	Witness  Request  // a request that the two decide differently, unless From is To
	Layer    Layer    // where the documents must stand to differ; LayerNone: alone, as Policy.Decide sees them
	Note     string   // what differs where no request shows it, or how to see it; often empty
	place    place
	anyone   bool // the documents name no callers
}

// Decide returns what p decides about the witness in the place where the
// change shows: From if p is compiled from the first document, To if from the
// second.
func (c Change) Decide(p *Policy) Decision { return c.place.decide(p, allowAll(), c.Witness) }

// String returns the change on one line, such as
//
//	ecr:PutImage on arn:aws:ecr:us-east-1:123456789012:repository/app: ImplicitDeny -> Allowed
func (c Change) String() string {
	var b strings.Builder
	if len(c.Actions) > 0 {
		b.WriteString(strings.Join(c.Actions, ", ") + " on " + c.Witness.Resource)
		if c.Witness.Principal != "" && !c.anyone {
			b.WriteString(" by " + c.Witness.Principal)
		}
		b.WriteString(contextText(c.Witness.Context) + ": " + c.From.String() + " -> " + c.To.String())
	}
	if c.Note != "" {
		if b.Len() > 0 {
			b.WriteString(" ")
		}
		b.WriteString("(" + c.Note + ")")
	}
	return b.String()
}

func contextText(context map[string][]string) string {
	text := ""
	for _, key := range slices.Sorted(maps.Keys(context)) {
		text += ", " + key + " " + strings.Join(context[key], " and ")
	}
	if text == "" {
		return ""
	}
	return " with" + text[1:]
}

// Diff returns what b changes in comparison to a; nothing exactly when
// Equivalent(a, b). Requests that the documents cannot tell apart are one
// change, with one of them as its witness.
//
// A change whose From is its To has no witness: the documents are in different
// versions of the policy language, one of them does not compile, they name
// principals that no caller can be, or they differ in a way that the search
// found no request for. Its Note says which.
func Diff(a, b Document) []Change {
	var c comparison
	if a.Version.language() != b.Version.language() {
		c.note("Version " + string(a.Version.language()) + " -> " + string(b.Version.language()) + ": policy variables are text in 2008-10-17 and work in 2012-10-17")
	} else if sameClauses(&a, &b) {
		return nil
	}
	c.compare(&a, &b)
	return c.changes
}

// comparison collects the changes between two documents.
type comparison struct {
	first   bool // stop at the first change
	a, b    *Policy
	changes []Change
	noted   bool
	groups  map[string]int // the change for everything but the action
	seen    map[string]bool
}

func (c *comparison) note(text string) {
	c.changes, c.noted = append(c.changes, Change{Note: text}), true
}

// compare decides every request of the space by both documents.
func (c *comparison) compare(a, b *Document) {
	var errA, errB error
	c.a, errA = Compile(*a)
	c.b, errB = Compile(*b)
	if errA != nil || errB != nil {
		c.noteErrors(errA, errB)
		return
	}
	c.groups, c.seen = map[string]int{}, map[string]bool{}
	s := newSpace(c.a, c.b)
	complete := s.each(c.a, c.b, c.point)
	for i := range c.changes {
		slices.SortFunc(c.changes[i].Actions, compareFold)
		c.changes[i].anyone = s.anyCaller
	}
	if !complete && len(c.changes) == 0 {
		c.note("the documents say it in different words, and no request was found that they decide differently")
	}
}

func (c *comparison) noteErrors(errA, errB error) {
	for i, err := range []error{errA, errB} {
		if err != nil {
			c.note([]string{"first", "second"}[i] + " document: " + err.Error())
		}
	}
}

// point takes one difference. It returns false to stop.
func (c *comparison) point(g *actionGroup, q Request, at place, from, to Outcome) bool {
	once := g.names[0] + "\x00" + q.Resource + "\x00" + q.Principal
	if c.seen[once] {
		return true
	}
	c.seen[once] = true
	key := strings.Join([]string{q.Resource, q.Principal, contextText(q.Context), from.String(), to.String(), string(rune(at))}, "\x00")
	if i, ok := c.groups[key]; ok {
		c.changes[i].Actions = append(c.changes[i].Actions, g.names...)
		return true
	}
	c.groups[key] = len(c.changes)
	c.changes = append(c.changes, Change{Actions: slices.Clone(g.names), From: from, To: to, Witness: q, Layer: at.layer(), Note: at.note(), place: at})
	return !c.first
}

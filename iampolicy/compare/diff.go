package compare

import (
	"maps"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
)

// Change is one difference between what two documents decide: every one of
// Principals may do every one of Actions on every one of Resources in another
// way. The zero Change is no change.
type Change struct {
	Actions    []string      // sorted
	Resources  []string      // one for each kind that the documents tell apart
	Principals []string      // likewise; one caller for all if the documents name none
	From, To   authz.Outcome // what the first and the second document decide about Witness
	Witness    authz.Request // the first of each, with what context it takes
	Layer      authz.Layer   // where the documents must stand to differ; LayerNone: alone, as authz.Policy.Decide sees them
	Note       string        // how to see it, or what differs where no request shows it; often empty
	standing   standing
	anyone     bool // the documents name no callers
	anywhere   bool // Resources are all that there are
}

// Decide returns what p decides about the witness in the place where the
// change shows: From if p is compiled from the first document, To if from the
// second.
func (c Change) Decide(p *authz.Policy) authz.Decision {
	return c.standing.decide(p, allowAll(), c.Witness)
}

// String returns the change on one line, such as
//
//	ecr:PutImage on arn:aws:ecr:us-east-1:123456789012:repository/app: ImplicitDeny -> Allowed
func (c Change) String() string {
	var b strings.Builder
	if len(c.Actions) > 0 {
		b.WriteString(strings.Join(c.Actions, ", ") + " on " + c.resources())
		if !c.anyone {
			b.WriteString(" by " + strings.Join(c.Principals, ", "))
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

func (c *Change) resources() string {
	if c.anywhere && len(c.Resources) > 1 {
		return "any resource"
	}
	return strings.Join(c.Resources, ", ")
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
func Diff(a, b iampolicy.Document) []Change {
	var c comparison
	if language(a.Version) != language(b.Version) {
		c.note("Version " + string(language(a.Version)) + " -> " + string(language(b.Version)) + ": policy variables are text in 2008-10-17 and work in 2012-10-17")
	} else if sameClauses(&a, &b) {
		return nil
	}
	c.compare(&a, &b)
	return c.changes
}

// comparison collects the changes between two documents.
type comparison struct {
	first   bool // stop at the first change
	changes []Change
	seen    map[string]bool // action, resource and caller of a change
}

func (c *comparison) note(text string) { c.changes = append(c.changes, Change{Note: text}) }

// compare decides every request of the space by both documents.
func (c *comparison) compare(a, b *iampolicy.Document) {
	p, errA := authz.Compile(*a)
	q, errB := authz.Compile(*b)
	if errA != nil || errB != nil {
		c.noteErrors(errA, errB)
		return
	}
	s := newSpace(a, b, statementsOf(a), statementsOf(b))
	c.seen = map[string]bool{}
	switch complete := s.each(p, q, c.point); {
	case len(c.changes) == 0 && s.variables && sameOpaque(a, b):
	case len(c.changes) == 0 && (!complete || !sameNames(a, b)):
		c.note("the documents say it in different words, and no request was found that they decide differently")
	case !c.first:
		c.changes = s.merged(c.changes)
	}
}

// statementsOf returns the compiled statements of d, which compiles.
func statementsOf(d *iampolicy.Document) *eval.Policy {
	c, _ := new(eval.Policy).With(*d)
	return c
}

func (c *comparison) noteErrors(errA, errB error) {
	for i, err := range []error{errA, errB} {
		if err != nil {
			c.note([]string{"first", "second"}[i] + " document: " + err.Error())
		}
	}
}

// point takes one request that is decided differently: the first one with its
// action, resource and caller. It returns false to stop.
func (c *comparison) point(g *actionGroup, q authz.Request, at standing, from, to authz.Outcome) bool {
	key := g.names[0] + "\x00" + q.Resource + "\x00" + q.Principal
	if !c.seen[key] {
		c.seen[key] = true
		c.changes = append(c.changes, Change{Actions: slices.Clone(g.names), Resources: []string{q.Resource}, Principals: []string{q.Principal},
			From: from, To: to, Witness: q, Layer: at.layer(), Note: at.note(), standing: at})
	}
	return !c.first
}

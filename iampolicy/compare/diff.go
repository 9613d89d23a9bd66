package compare

import (
	"maps"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
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
	Layer      authz.Layer   // where the documents must stand to differ; LayerNone: Policy.Decide
	Note       string        // how to see it, or what differs where no request shows it; often empty
	place      place
	anyone     bool // the documents name no callers
	kinds      int  // how many kinds of resources there are, if they are all that a request can be about
}

// Decide returns what p decides about the witness in the place where the
// change shows: From if p is compiled from the first document, To if from the
// second.
func (c Change) Decide(p *authz.Policy) authz.Decision {
	return c.place.decide(p, c.Witness)
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
	if len(c.Resources) > 1 && len(c.Resources) == c.kinds {
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
// principals that no caller can be, they differ in a way that the search
// found no request for, or it was too much to look at every request. Its Note
// says which.
func Diff(a, b iampolicy.Document) []Change {
	var notes []Change
	if language(a.Version) != language(b.Version) {
		notes = append(notes, Change{Note: "Version " + string(language(a.Version)) + " -> " + string(language(b.Version)) +
			": policy variables are text in 2008-10-17 and work in 2012-10-17"})
	}
	left := left(&a, &b)
	if left[0] == nil && left[1] == nil && notes == nil {
		return nil
	}
	c, errs := newComparison(&a, &b)
	if errs[0] != nil || errs[1] != nil {
		return append(notes, errorNotes(errs)...)
	}
	switch same := c.isSame(left); {
	case c.isSpent():
		notes = append(
			notes,
			Change{Note: "the documents hold too much to look at every request, there may be more that they decide differently"},
		)
	case len(c.changes) == 0 && !same && len(notes) == 0:
		notes = append(notes, Change{Note: "the documents say it in different words, and no request was found that they decide differently"})
	}
	return append(notes, c.changes...)
}

func errorNotes(errs [2]error) (list []Change) {
	for i, err := range errs {
		if err != nil {
			list = append(list, Change{Note: []string{"first", "second"}[i] + " document: " + err.Error()})
		}
	}
	return list
}

// merged puts together the changes that differ in one list only: first in the
// resources, then in the actions, then in the callers. So a change always holds
// for each of its actions with each of its resources and callers.
func merged(list []Change) []Change {
	for _, part := range []func(*Change) *[]string{
		func(c *Change) *[]string { return &c.Resources },
		func(c *Change) *[]string { return &c.Actions },
		func(c *Change) *[]string { return &c.Principals },
	} {
		list = mergedBy(list, part)
	}
	for i := range list {
		slices.SortFunc(list[i].Actions, match.CompareFold)
	}
	return list
}

func mergedBy(list []Change, part func(*Change) *[]string) (merged []Change) {
	at := map[string]int{}
	for _, c := range list {
		items := *part(&c)
		*part(&c) = nil
		key := c.key()
		*part(&c) = items
		if i, ok := at[key]; ok {
			*part(&merged[i]) = append(*part(&merged[i]), items...)
			continue
		}
		at[key] = len(merged)
		merged = append(merged, c)
	}
	return merged
}

// key holds all of a change but its witness, of which only the context counts.
func (c *Change) key() string {
	return strings.Join([]string{
		strings.Join(c.Actions, "\x01"), strings.Join(c.Resources, "\x01"), strings.Join(c.Principals, "\x01"),
		contextText(c.Witness.Context), string(rune(c.From)), string(rune(c.To)), string(rune(c.place)),
	}, "\x00")
}

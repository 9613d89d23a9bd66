package lint

import (
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// statement is one statement of the document, with what several checks ask of it.
type statement struct {
	*linter
	*iampolicy.Statement
	at     string // pointer
	onStar bool   // "*" is among the resources
	token  string // the action GetAuthorizationToken as it is written, or ""
	tag    string // the key of a tag that the resource must have, or ""

	actions, notActions []*match.ActionPattern // the items of Action and NotAction
}

func newStatement(l *linter, i int) statement {
	s := statement{linter: l, Statement: &l.doc.Statement.Items[i], at: itemPointer("", "Statement", l.doc.Statement, i)}
	for _, r := range s.Resource.Items {
		s.onStar = s.onStar || r == "*"
	}
	for _, a := range s.Action.Items {
		if isToken(a) {
			s.token = a
			break
		}
	}
	s.actions, s.notActions = actionPatterns(s.Action.Items), actionPatterns(s.NotAction.Items)
	for _, c := range s.Condition {
		if isResourceTag(c.Key) && newOperatorParts(c.Operator).failsWithoutKey() {
			s.tag = c.Key
			break
		}
	}
	return s
}

func actionPatterns(items []string) []*match.ActionPattern {
	list := make([]*match.ActionPattern, len(items))
	for i, text := range items {
		p := match.NewActionPattern(text)
		list[i] = &p
	}
	return list
}

func (s *statement) allows() bool { return s.Effect == iampolicy.EffectAllow }

// scoped reports whether the statement names resources, none of which covers an
// action that has no resource type.
func (s *statement) scoped() bool { return len(s.Resource.Items) > 0 && !s.onStar }

// principal is one item of Principal or NotPrincipal.
type principal struct {
	*statement
	at     string
	member string // "AWS", "Service", "Federated" or "CanonicalUser"
	name   string
	not    bool
}

func (s *statement) eachPrincipal(do func(*principal)) {
	for i, p := range [...]*iampolicy.Principal{&s.Principal, &s.NotPrincipal} {
		for member, list := range p.Members() {
			s.each([...]string{"Principal/", "NotPrincipal/"}[i]+member, list, func(at, name string) {
				do(&principal{s, at, member, name, i == 1})
			})
		}
	}
}

// action is one item of Action or NotAction.
type action struct {
	*statement
	at, text      string
	pattern       *match.ActionPattern
	service, name string // in lower case, and as written; of a form without colon both are ""
	form          actionForm
	not           bool
}

// actionForm is what an action looks like.
type actionForm uint8

const (
	actionAny       actionForm = iota // "*"
	actionTemplate                    // with a variable, which works in no action
	actionMalformed                   // without service or name
	actionServices                    // with a wildcard in the service
	actionOfECR                       // of ecr or ecr-public
	actionOther
)

func (s *statement) eachAction(do func(*action)) {
	for i, p := range s.actions {
		do(newAction(s, itemPointer(s.at, "Action", s.Action, i), p, false))
	}
	for i, p := range s.notActions {
		do(newAction(s, itemPointer(s.at, "NotAction", s.NotAction, i), p, true))
	}
}

func newAction(s *statement, at string, p *match.ActionPattern, not bool) *action {
	text := p.Text
	a := &action{statement: s, at: at, text: text, pattern: p, form: actionOther, not: not}
	service, name, ok := strings.Cut(text, ":")
	if ok {
		a.service, a.name = match.LowerCase(service), name
	}
	switch {
	case text == "*":
		a.form = actionAny
	case match.HasVariable(text):
		a.form = actionTemplate
	case a.service == "" || a.name == "":
		a.form = actionMalformed
	case match.HasWildcard(service):
		a.form = actionServices
	case match.IsECR(a.service):
		a.form = actionOfECR
	}
	return a
}

// resource is one item of Resource or NotResource.
type resource struct {
	*statement
	at, text string
	arn      match.ARN
	form     resourceForm
}

// resourceForm is what a resource looks like.
type resourceForm uint8

const (
	resourceAny   resourceForm = iota // "*"
	resourceImage                     // the URI of an image, a repository or a registry
	resourceText                      // neither "*" nor an ARN
	resourceShort                     // an ARN of less than six parts
	resourceARN
)

func (s *statement) eachResource(do func(*resource)) {
	s.each("Resource", s.Resource, func(at, text string) { do(newResource(s, at, text)) })
	s.each("NotResource", s.NotResource, func(at, text string) { do(newResource(s, at, text)) })
}

func newResource(s *statement, at, text string) *resource {
	r := &resource{statement: s, at: at, text: text, form: resourceShort}
	var ok bool
	r.arn, ok = match.SplitOutsideVariables(text, match.Variables)
	switch {
	case text == "*":
		r.form = resourceAny
	case isImage(text):
		r.form = resourceImage
	case !strings.HasPrefix(text, "arn:") && !(ok && match.HasWildcard(r.arn[match.ARNPrefix])):
		r.form = resourceText
	case ok:
		r.form = resourceARN
	}
	return r
}

// condition is one key under one operator.
type condition struct {
	*statement
	*iampolicy.Condition
	index      int
	operatorAt string // pointer to the operator
	name       string // the key in lower case
	op         operatorParts
	key        iampolicy.KeyInfo // zero if it is not known
}

func newCondition(s *statement, i int) condition {
	c := condition{statement: s, Condition: &s.Statement.Condition[i], index: i}
	c.operatorAt = s.at + "/Condition/" + escapePointer(c.Operator)
	c.name = match.LowerCase(c.Key)
	c.op = newOperatorParts(c.Operator)
	c.key, _ = iampolicy.LookupKey(c.Key)
	return c
}

// asksNothing reports whether the operator is written without a key.
func (c *condition) asksNothing() bool { return c.Key == "" && c.Values.Items == nil }

// at points to the key. It is put together only for a finding.
func (c *condition) at() string { return c.operatorAt + "/" + escapePointer(c.Key) }

// value is one value of a condition.
type value struct {
	*condition
	index int
	text  string
}

// at points to the value. Past the limit no finding is taken, and none needs it.
func (v *value) at() string {
	if v.pointers > workLimit {
		return ""
	}
	return itemPointer(v.operatorAt, escapePointer(v.Key), v.Values, v.index)
}

// each calls do with the pointer and the text of every item of a member.
func (s *statement) each(member string, list iampolicy.OneOrMany[string], do func(at, text string)) {
	for i, text := range list.Items {
		do(itemPointer(s.at, member, list, i), text)
	}
}

// itemPointer points to item i of a member that may be written bare.
func itemPointer[T any](base, member string, list iampolicy.OneOrMany[T], i int) string {
	p := base + "/" + member
	if list.Single && len(list.Items) == 1 {
		return p
	}
	return p + "/" + strconv.Itoa(i)
}

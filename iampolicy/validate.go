package iampolicy

import (
	"strconv"
	"unicode/utf8"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// DocumentError says why a document that was built by hand is no policy
// document, and what to change. The zero DocumentError is not meaningful.
type DocumentError struct {
	Statement int    // index of the statement, from 0; -1 for the document itself
	Member    string // the member as AWS names it, such as "Effect"
	Msg       string // what is wrong
	Hint      string // what to write instead; may be empty
}

// Error returns place, fault and remedy on one line.
func (e *DocumentError) Error() string {
	s := "iampolicy: "
	if e.Statement >= 0 {
		s += "statement " + strconv.Itoa(e.Statement) + ": "
	}
	s += e.Msg
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Validate returns a *DocumentError for the first breach of the grammar in d.
// Parse accepts what AppendJSON writes of the documents for which it is nil
// (MaxSize aside), and returns only such documents. It knows no kind of policy:
// lint.Run says what a kind forbids or needs.
func (d Document) Validate() error {
	if err := d.validate(); err != nil {
		return err
	}
	for i := range d.Statement.Items {
		if err := d.Statement.Items[i].validate(); err != nil {
			err.Statement = i
			return err
		}
	}
	return nil
}

func (d *Document) validate() *DocumentError {
	switch {
	case d.Version != "" && d.Version != Version2012 && d.Version != Version2008:
		return &DocumentError{-1, "Version", "unknown Version " + quote.Text(string(d.Version)), "use Version2012"}
	case d.Statement.Items == nil:
		return &DocumentError{-1, "Statement", "there is no statement", "add one, such as Allow(ECRBatchGetImage).On(\"*\")"}
	}
	return validText("Id", d.ID).in(-1)
}

func (e *DocumentError) in(statement int) *DocumentError {
	if e != nil {
		e.Statement = statement
	}
	return e
}

func (s *Statement) validate() *DocumentError {
	return firstError(
		s.validateEffect(),
		s.validatePairs(),
		validText("Sid", s.SID),
		s.Principal.validate("Principal"),
		s.NotPrincipal.validate("NotPrincipal"),
		validText("Action", s.Action.Items...),
		validText("NotAction", s.NotAction.Items...),
		validText("Resource", s.Resource.Items...),
		validText("NotResource", s.NotResource.Items...),
		validateConditions(s.Condition),
	)
}

func firstError(errs ...*DocumentError) *DocumentError {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Statement) validateEffect() *DocumentError {
	switch s.Effect {
	case EffectAllow, EffectDeny:
		return nil
	case "":
		return &DocumentError{0, "Effect", "Effect is missing", "use EffectAllow or EffectDeny"}
	}
	return &DocumentError{0, "Effect", "unknown Effect " + quote.Text(string(s.Effect)), effectHint(string(s.Effect))}
}

func (s *Statement) validatePairs() *DocumentError {
	const hint = "keep one of them, or make two statements"
	switch {
	case s.Action.Items == nil && s.NotAction.Items == nil:
		return &DocumentError{0, "Action", "Action is missing", "name the actions, such as Allow(ECRBatchGetImage)"}
	case s.Action.Items != nil && s.NotAction.Items != nil:
		return &DocumentError{0, "NotAction", "Action and NotAction in one statement", hint}
	case s.Resource.Items != nil && s.NotResource.Items != nil:
		return &DocumentError{0, "NotResource", "Resource and NotResource in one statement", hint}
	case !s.Principal.IsZero() && !s.NotPrincipal.IsZero():
		return &DocumentError{0, "NotPrincipal", "Principal and NotPrincipal in one statement", hint}
	}
	return nil
}

func (v *Principal) validate(member string) *DocumentError {
	if v.Any && (v.AWS.Items != nil || v.Service.Items != nil || v.Federated.Items != nil || v.CanonicalUser.Items != nil) {
		return &DocumentError{0, member, member + ` is "*" and a list`, `everyone is in "*": leave the list out`}
	}
	for k := range principalMembers {
		if err := validText(member, v.list(k).Items...); err != nil {
			return err
		}
	}
	return nil
}

func validateConditions(list []Condition) *DocumentError {
	for i := range list {
		if err := list[i].validate(); err != nil {
			return err
		}
	}
	return checkConditionNames(list)
}

func (c *Condition) validate() *DocumentError {
	if err := validText("Condition", c.Operator, c.Key); err != nil {
		return err
	}
	if c.Values.Items == nil && !c.isEmptyOperator() {
		return &DocumentError{0, "Condition", "the condition on " + quote.Text(c.Key) + " has no values", "add the values to compare with"}
	}
	for i := range c.Values.Items {
		if err := c.Values.Items[i].validate(c.Key); err != nil {
			return err
		}
	}
	return nil
}

func (s *Scalar) validate(key string) *DocumentError {
	if s.Kind == ScalarString {
		return validText("Condition", s.Text)
	}
	if !s.isBare() {
		return &DocumentError{
			0,
			"Condition",
			"the value " + quote.Text(s.Text) + " of " + quote.Text(key) + " is no JSON number or Boolean",
			"use ScalarString",
		}
	}
	return nil
}

// checkConditionNames refuses what would be two members of one JSON object
// with the same name, in any case.
func checkConditionNames(list []Condition) *DocumentError {
	if len(list) < 2 {
		return nil
	}
	operators, keys := map[string]string{}, map[[2]string]string{}
	for i := range list {
		c := &list[i]
		operator := match.LowerCase(c.Operator)
		if before, found := operators[operator]; found && before != c.Operator {
			return sameName(before, c.Operator)
		}
		key := [2]string{operator, match.LowerCase(c.Key)}
		if before, found := keys[key]; found {
			return sameName(before, c.Key)
		}
		operators[operator], keys[key] = c.Operator, c.Key
	}
	if len(operators) > maxOperators {
		return &DocumentError{0, "Condition", "more than " + strconv.Itoa(maxOperators) + " operators", "AWS has fewer operators than that"}
	}
	return nil
}

func sameName(a, b string) *DocumentError {
	if a == b {
		return &DocumentError{
			0,
			"Condition",
			quote.Text(a) + " is given twice for one operator",
			"put all the values into one condition: one of them is enough to match",
		}
	}
	return &DocumentError{
		0,
		"Condition",
		quote.Text(a) + " and " + quote.Text(b) + " differ in case only",
		"AWS takes them for the same: write both alike",
	}
}

// validText refuses text that is not UTF-8.
func validText(member string, texts ...string) *DocumentError {
	for _, s := range texts {
		if !utf8.ValidString(s) {
			return &DocumentError{0, member, member + " holds " + quote.Text(s) + ", which is not UTF-8", "write it in UTF-8"}
		}
	}
	return nil
}

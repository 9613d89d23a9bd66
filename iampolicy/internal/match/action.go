package match

import "strings"

// ActionPattern is one action of a statement, in two parts that are matched on
// their own. Text without a colon, other than "*", matches nothing.
type ActionPattern struct {
	All           bool // "*"
	Valid         bool // there is a colon
	Text          string
	Service, Name Pattern
}

// NewActionPattern compiles an item of Action.
func NewActionPattern(text string) ActionPattern {
	service, name, ok := strings.Cut(LowerCase(text), ":")
	p := ActionPattern{All: text == "*", Valid: ok, Text: text}
	if !ok {
		return p // it matches nothing, or everything
	}
	p.Service = NewPattern(service, Wildcards|Caseless)
	p.Name = NewPattern(name, Wildcards|Caseless)
	return p
}

// Match reports whether p covers the action service:name.
func (p *ActionPattern) Match(service, name string) bool {
	return p.All || p.Valid && p.Service.Match(service, nil) && p.Name.Match(name, nil)
}

// MatchAction reports whether p covers the action, such as ecr:PutImage.
func (p *ActionPattern) MatchAction(action string) bool {
	service, name, ok := strings.Cut(action, ":")
	return ok && p.Match(service, name)
}

// IsExact reports whether p is the name of one action.
func (p *ActionPattern) IsExact() bool {
	return p.Valid && IsActionName(p.Text)
}

// IsActionName reports whether text, which has a colon, can be the name of an
// action. AWS takes names that are empty or hold white space, and matches nothing.
func IsActionName(text string) bool {
	return text[0] != ':' && text[len(text)-1] != ':' && !strings.ContainsAny(text, "*? \t\r\n")
}

// IsECRAction reports whether the action is one of Amazon ECR, private or public.
func IsECRAction(action string) bool {
	service, _, _ := strings.Cut(action, ":")
	return IsECR(service)
}

// IsECR reports whether the service, in lower case, is Amazon ECR, private or public.
func IsECR(service string) bool { return service == "ecr" || service == "ecr-public" }

package answer

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/hint"
	"github.com/seed-293f0d42/ecrkit/examples/internal/refusal"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
)

// policies is what the second field holds.
type policies struct {
	given    bool
	usable   bool // everything that was given could be read
	docs     []iampolicy.Document
	owners   []owner // the roles that they are said to be of
	compiled *authz.Policy
	attached map[string]bool // policies of AWS's own, by name
	settled  map[statementOf][]settled
	findings []Finding
}

// fail reports what could not be read, so that nothing is decided.
func (p *policies) fail(f Finding) {
	p.usable = false
	p.warn(f)
}

// warn reports what leaves a good answer open.
func (p *policies) warn(f Finding) {
	f.Severity, f.Field = Warning, FieldPolicy
	p.findings = append(p.findings, f)
}

// readPolicies reads the policies of the role: documents one after the other, bare or
// as AWS prints them, or names of policies that AWS manages.
func readPolicies(text string) *policies {
	p := &policies{given: strings.TrimSpace(text) != "", usable: true}
	if !p.given {
		return p
	}
	switch long := tooLong(text, FieldPolicy); {
	case long != nil:
		p.fail(*long)
	case isJSON(text):
		p.readValues(text)
	default:
		p.readNames(text)
	}
	p.check()
	return p
}

func isJSON(text string) bool { return strings.ContainsAny(strings.TrimSpace(text)[:1], `{["`) }

// readValues reads one JSON value after the other.
func (p *policies) readValues(text string) {
	s := jsonscan.New(text)
	for s.Peek() != jsonscan.None && p.usable {
		start := s.Offset()
		if raw := s.Raw(); s.Err() == nil {
			p.readValue(text, start, raw)
		}
	}
	if err := s.Err(); err != nil {
		p.fail(Finding{Message: "the policy cannot be read: " + err.Msg, Fix: err.Hint, place: caretAt(text, err.Offset)})
	} else if rest := strings.TrimSpace(text[s.Offset():]); err == nil && rest != "" && p.usable {
		p.fail(Finding{Message: "something that is no policy stands behind the policy", place: caretAt(text, strings.LastIndex(text, rest))})
	}
}

// readValue reads a document that stands at start, or in a member or a string of what
// stands there.
func (p *policies) readValue(text string, start int, raw string) {
	s := jsonscan.New(raw)
	switch s.Peek() {
	case jsonscan.String:
		p.readString(s.String())
		return
	case jsonscan.Object:
		if p.unwrap(text, start, raw) {
			return
		}
	}
	doc, err := iampolicy.Parse([]byte(raw))
	p.take(doc, err, text, start)
}

// readString reads a document that is encoded in a string.
func (p *policies) readString(inner string) {
	if strings.HasPrefix(inner, "%") {
		doc, err := iampolicy.ParseEncoded(inner)
		p.take(doc, err, "", 0)
		return
	}
	doc, err := iampolicy.Parse([]byte(inner))
	p.take(doc, err, "", 0)
}

// take keeps a document, or says where in the field it breaks. What stood in a string
// has no text here, and so no place.
func (p *policies) take(doc iampolicy.Document, err error, text string, start int) {
	if err == nil {
		p.docs = append(p.docs, doc)
		return
	}
	e, ok := err.(*iampolicy.ParseError)
	if !ok {
		p.fail(Finding{Message: "the policy cannot be read: " + err.Error()})
		return
	}
	f := Finding{Message: "the policy cannot be read: " + e.Msg, Fix: hint.Plain(e.Hint)}
	if e.Pointer != "" {
		f.Message = "the policy cannot be read: " + e.Pointer + ": " + e.Msg
	}
	if text != "" {
		f.place = caretAt(text, start+int(e.Offset))
	}
	p.fail(f)
}

// check asks lint, leaves out what AWS would not store, and compiles the rest.
func (p *policies) check() {
	var inForce []iampolicy.Document
	for _, d := range p.docs {
		if p.isOfResource(d) {
			continue
		}
		if p.lint(d, len(inForce)) {
			inForce = append(inForce, d)
		}
	}
	compiled, err := authz.Compile(inForce...)
	if err != nil {
		e, ok := err.(*authz.CompileError)
		if !ok {
			p.fail(Finding{Message: err.Error()})
			return
		}
		p.fail(Finding{Message: e.Pointer + ": " + e.Msg, Fix: hint.Plain(e.Hint)})
		return
	}
	p.compiled = compiled
}

// isOfResource refuses the policy of a repository or the trust policy of a role, which
// say with Principal who.
func (p *policies) isOfResource(d iampolicy.Document) bool {
	for _, s := range d.Statement.Items {
		if !s.Principal.IsZero() || !s.NotPrincipal.IsZero() {
			p.fail(Finding{Message: "a statement has a Principal: this is the policy of a resource, or the trust policy of a role",
				Fix: "paste the policies that say what the role may do"})
			return true
		}
	}
	return false
}

// lint reports what is wrong with a document, and whether AWS stores it. The index is
// the one that it then has.
func (p *policies) lint(d iampolicy.Document, index int) (inForce bool) {
	inForce = true
	for _, f := range lint.Run(d, iampolicy.KindIdentity) {
		p.settle(index, f)
		is := Finding{Severity: Note, Field: FieldPolicy, Fix: f.Fix, Message: "in the policy: " + f.Message + " (" + string(f.Code) + ")"}
		switch {
		case refusal.Is(f):
			is.Severity, inForce = Failure, false
			is.Message = "AWS refuses this policy: " + f.Message + " (" + string(f.Code) + ")"
		case f.Severity < lint.SeverityWarning:
			continue
		}
		p.findings = append(p.findings, is)
	}
	return inForce
}

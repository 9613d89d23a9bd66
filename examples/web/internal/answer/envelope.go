package answer

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
)

// envelope is an object that is no document itself, such as an answer of AWS, by the
// names of its members. What stands around a document says whose it is, and whether it
// is in force.
type envelope map[string]part

// part is the value of a member; it stands at a byte of its object.
type part struct {
	kind jsonscan.Kind
	at   int
	raw  string
}

// text is the string that stands there, if it is one.
func (v part) text() string {
	if v.kind != jsonscan.String {
		return ""
	}
	s := jsonscan.New(v.raw)
	return s.String()
}

// envelopeOf reads the members of an object. Twice is the name of the first that comes
// a second time: which of the two AWS meant is not known.
func envelopeOf(raw string) (e envelope, twice string) {
	e = envelope{}
	s := jsonscan.New(raw)
	for s.Open('{'); s.Member(); {
		name := s.Name()
		v := part{kind: s.Peek(), at: s.Offset()}
		v.raw = s.Raw()
		if _, ok := e[name]; ok && twice == "" {
			twice = name
		}
		e[name] = v
	}
	return e, twice
}

// documentMembers are the members in which the answers of AWS, and a resource of a
// CloudFormation template, hold the policy of a role, or an envelope with it.
var documentMembers = []string{"PolicyDocument", "PolicyVersion", "Document", "Properties"}

// unwrap reads the document in an envelope, and reports whether there is one, or a
// reason why there is none.
func (p *policies) unwrap(text string, start int, raw string) bool {
	e, twice := envelopeOf(raw)
	if _, isDocument := e["Statement"]; isDocument {
		return false
	}
	if v := e["AttachedPolicies"]; v.kind == jsonscan.Array {
		p.readAttached(e, text, start)
		return true
	}
	if what, fix := e.misplaced(); what != "" {
		p.fail(Finding{Message: what, Fix: fix})
		return true
	}
	for _, name := range documentMembers {
		if v := e[name]; v.kind == jsonscan.Object || v.kind == jsonscan.String {
			if twice != "" {
				p.fail(Finding{Message: twice + " stands twice around a policy", Fix: "keep one of them"})
				return true
			}
			p.readOwner(e, text, start)
			p.readVersion(e, text, start)
			p.readValue(text, start+v.at, v.raw)
			return true
		}
	}
	return false
}

// owner is a role that a policy is said to belong to, with the place that says it.
type owner struct {
	role  string
	place place
}

// readOwner keeps whose policy it is. The policy of a user or a group grants nothing to
// a role.
func (p *policies) readOwner(e envelope, text string, start int) {
	for _, member := range []string{"RoleName", "UserName", "GroupName"} {
		v, ok := e[member]
		name, kind := v.text(), strings.ToLower(strings.TrimSuffix(member, "Name"))
		switch at := placeOf(text, start+v.at); {
		case !ok:
		case v.kind != jsonscan.String:
			p.fail(Finding{Message: member + " around a policy is not a string", Fix: "write it in quotation marks", place: at})
		case name == "":
		case kind == "role":
			p.owners = append(p.owners, owner{name, at})
		default:
			p.warn(Finding{Message: "this is a policy of the " + kind + " " + shorten(name) + ", and a role pulls", Fix: otherOwner, place: at})
		}
	}
}

const otherOwner = "paste the policies of the role that pulls"

// readVersion notices a version of a policy that is not the one in force.
func (p *policies) readVersion(e envelope, text string, start int) {
	if v, ok := e["IsDefaultVersion"]; ok && v.kind != jsonscan.Null && v.raw != "true" && !strings.EqualFold(v.text(), "true") {
		p.warn(Finding{Message: "this version of the policy is not its default version, so it is not in force",
			Fix:   "paste the default version: aws iam get-policy prints its DefaultVersionId, aws iam get-policy-version the version",
			place: placeOf(text, start+v.at)})
	}
}

// placeOf is a place in a field; there is none where the text was encoded in another.
func placeOf(text string, offset int) place {
	if text == "" {
		return nil
	}
	return caretAt(text, offset)
}

// judgeOwners compares the role that pulls with those that the policies are of. Where
// none is named, all have to be of one.
func (t *task) judgeOwners(owners []owner) {
	if len(owners) == 0 {
		return
	}
	name, who := t.puller.name(), shorten(t.puller.arn)+" pulls"
	if name == "" {
		name, who = owners[0].role, "another one here is of the role "+shorten(owners[0].role)
	}
	for _, o := range owners {
		if o.role != name {
			t.add(Finding{Severity: Warning, Field: FieldPolicy, Fix: otherOwner, place: o.place,
				Message: "this is a policy of the role " + shorten(o.role) + ", and " + who})
		}
	}
}

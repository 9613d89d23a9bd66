package agentver

import "strings"

// Constraint is a condition on versions, such as ">= 1.7.0, < 2.0.0".
//
// Constraints are compared with == by their canonical text. The zero Constraint
// is invalid and no version meets it.
type Constraint struct{ text string }

// ParseConstraint reads a constraint:
//
//	constraint = term { "," term }
//	term       = [ ">=" | ">" | "<=" | "<" | "=" | "!=" ] version
//
// with spaces anywhere but inside an operator or a version. A comma means and:
// every term must hold. Without an operator a term means =.
//
// Others read the same text otherwise. The agent's own selectors take the comma
// for or, so that 1.6.0 meets ">=1.7.0,<2.0.0" there: cut such a selector at its
// commas and check each part by itself, as the example called Or does. The Go libraries
// hashicorp/go-version and Masterminds/semver leave pre-releases out unless the
// constraint names one; here they count as Semantic Versioning orders them, so
// that 1.8.0-rc.1 meets ">= 1.7.0" and 1.7.0-rc.1 does not.
func ParseConstraint(s string) (Constraint, error) {
	var b strings.Builder
	for offset := 0; ; {
		term, _, more := strings.Cut(s[offset:], ",")
		t, err := parseTerm(s, offset, term)
		if err != nil {
			return Constraint{}, err
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(t.op)
		b.WriteByte(' ')
		b.WriteString(t.version.text)
		if !more {
			return Constraint{b.String()}, nil
		}
		offset += len(term) + 1
	}
}

// MustParseConstraint is like ParseConstraint but panics on an error.
func MustParseConstraint(s string) Constraint {
	c, err := ParseConstraint(s)
	if err != nil {
		panic(err)
	}
	return c
}

// term is one comparison of a constraint.
type term struct {
	op      string
	version Version
}

// operators in the order in which they are tried: longer ones first.
var operators = [...]string{">=", "<=", "!=", ">", "<", "="}

// parseTerm reads the term text, which stands at an offset of the whole text s.
func parseTerm(s string, offset int, text string) (term, error) {
	version := strings.TrimLeft(text, " ")
	op := "="
	for _, o := range operators {
		if rest, ok := strings.CutPrefix(version, o); ok {
			op, version = o, strings.TrimLeft(rest, " ")
			break
		}
	}
	at := offset + len(text) - len(version)
	version = strings.TrimRight(version, " ")
	v, f := scan(version)
	if f.kind != noFault {
		return term{}, explainTerm(s, at, version, f)
	}
	return term{op, v}, nil
}

// explainTerm says why version, which stands at byte at of s, cannot be read.
func explainTerm(s string, at int, version string, f fault) error {
	part, msg, hint := PartText, "", ""
	switch {
	case strings.Trim(s, " ") == "":
		at, msg, hint = 0, "no constraint", "write >= 1.7.0"
	case version == "":
		msg, hint = "no version", "write one after the operator, and a comma between terms only"
	case version == "LATEST":
		msg, hint = "a Fargate platform version, not an agent version", "write an agent version"
	case strings.Contains(version, "|"):
		at += strings.IndexByte(version, '|')
		msg, hint = "an or", "a constraint has none: check two constraints"
	case strings.ContainsAny(version[:1], "<>=!~^*"):
		msg, hint = "no such operator", "write one of >= > <= < = !="+hintOperator(version)
	case strings.Contains(version, " "):
		at += strings.IndexByte(version, ' ')
		msg, hint = "a space inside a term", "write a comma between terms: >= 1.7.0, < 2.0.0"
	default:
		e := f.explain("Parse", version)
		at += e.Offset
		part, msg, hint = e.Part, e.Msg, strings.Replace(e.Hint, "; ParseConstraint reads", ":", 1)
	}
	return newError("ParseConstraint", s, at, part, msg, hint)
}

// hintOperator translates what other libraries write.
func hintOperator(s string) string {
	if s[0] == '~' || s[0] == '^' {
		return "; ^1.7.0 is >= 1.7.0, < 2.0.0 and ~1.7.0 is >= 1.7.0, < 1.8.0"
	}
	return "; == is =, => is >= and =< is <="
}

// IsValid reports whether c is a constraint, that is, not the zero Constraint.
func (c Constraint) IsValid() bool { return c.text != "" }

// String returns the canonical text of c, with an operator in every term and
// single spaces: ">= 1.7.0, < 2.0.0". It returns "" for the zero Constraint.
func (c Constraint) String() string { return c.text }

// Check reports whether v meets every term of c. Versions are compared with
// [Version.Compare], so build metadata does not count. The zero Version, which
// nobody knows, meets no constraint, not even "!= 1.7.0".
func (c Constraint) Check(v Version) bool {
	if !c.IsValid() || !v.IsValid() {
		return false
	}
	for t, rest := c.cut(); ; t, rest = rest.cut() {
		if !t.holds(v) {
			return false
		}
		if !rest.IsValid() {
			return true
		}
	}
}

// cut splits the first term off; the text of c is canonical.
func (c Constraint) cut() (first term, rest Constraint) {
	text, more, _ := strings.Cut(c.text, ", ")
	rest.text = more
	space := strings.IndexByte(text, ' ')
	first.op = text[:space]
	first.version, _ = scan(text[space+1:])
	return first, rest
}

func (t term) holds(v Version) bool {
	c := v.Compare(t.version)
	switch t.op {
	case ">=":
		return c >= 0
	case ">":
		return c > 0
	case "<=":
		return c <= 0
	case "<":
		return c < 0
	case "=":
		return c == 0
	}
	return c != 0
}

package match

import "strings"

// The parts of an arn.
const (
	ARNPrefix = iota
	ARNPartition
	ARNService
	ARNRegion
	ARNAccount
	ARNResource
)

// String is the inverse of SplitARN.
func (a ARN) String() string {
	return strings.Join(a[:], ":")
}

// IsOpen reports whether a part of an ARN can stand for several texts. A
// variable before the fifth colon is reported by variables.
func IsOpen(part string) bool { return HasWildcard(part) || strings.Contains(part, "${") }

// ARN holds the six parts of an ARN: "arn", partition, service, region,
// account, resource. The last one may hold colons.
type ARN [6]string

// SplitARN splits s at its first five colons.
func SplitARN(s string) (a ARN, ok bool) {
	ok = a.Split(s)
	return a, ok
}

// Split is SplitARN into a.
func (a *ARN) Split(s string) (ok bool) {
	part, start := 0, 0
	for i := 0; i < len(s) && part < 5; i++ {
		if s[i] == ':' {
			a[part], start = s[start:i], i+1
			part++
		}
	}
	a[5] = s[start:]
	return part == 5
}

// Completions are the ARNs that s may stand for if it has fewer than six fields, where
// a colon in a variable separates none:
// AWS "automatically completes the ARN by adding wildcard characters (*) to all
// missing fields", and a * at the end of a field "can expand to match beyond the
// colon boundaries" (IAM guide, "IAM identifiers" and "Resource"). Of several
// such fields the first is taken. Other text stands for itself.
func Completions(s string, x Syntax) []string {
	l := newLexer(s, x)
	_, colons := l.split()
	if colons == ARNResource || s == "" || s == "*" {
		return []string{s}
	}
	missing := strings.Repeat(":*", ARNResource-colons)
	list := []string{s + missing}
	if i := strings.Index(s, "*:"); i >= 0 {
		list = append(list, s[:i+1]+missing+s[i+1:])
	}
	return list
}

// IsARN reports whether a can name one resource.
func (a *ARN) IsARN() bool { return a[0] == "arn" && a[1] != "" && a[2] != "" && a[5] != "" }

// IsRegistry reports whether a stands for a whole registry of Amazon ECR:
// arn:aws:ecr:us-east-1:111122223333:*.
func (a *ARN) IsRegistry() bool {
	isPlace := a[ARNRegion] != "" && IsAccountID(a[ARNAccount]) && !HasWildcard(a[ARNPartition]+a[ARNRegion])
	return a[ARNService] == "ecr" && a[ARNResource] == "*" && isPlace
}

// ARNPattern is an ARN with wildcards, matched part by part, so that a *
// never crosses one of the first five colons.
type ARNPattern struct {
	Text    string
	All     bool        // "*"
	Literal bool        // no wildcard, no variable: the text is the ARN
	Parts   *[6]Pattern // nil when text has no six parts, and so matches nothing
}

// NewResource compiles an item of Resource. Variables work behind the fifth colon.
func NewResource(text string, x Syntax) ARNPattern {
	p := ARNPattern{Text: text, All: text == "*"}
	a, ok := SplitARN(text)
	if !ok {
		return p
	}
	p.Parts = new([6]Pattern)
	for i := range 5 {
		p.Parts[i] = NewPattern(a[i], x&^Variables)
	}
	p.Parts[5] = NewPattern(a[5], x)
	p.Literal = p.isLiteral()
	return p
}

func (p *ARNPattern) isLiteral() bool {
	for i := range p.Parts {
		if p.Parts[i].Tokens != nil {
			return false
		}
	}
	return true
}

// Match reports whether the ARN text, split into a, matches.
func (p *ARNPattern) Match(text string, a *ARN, in Context) bool {
	switch {
	case p.All:
		return true
	case p.Literal:
		return p.Text == text
	case p.Parts == nil:
		return false
	}
	return p.mismatch(a, in) < 0
}

// mismatch is the first part that does not match, from the last, which differs
// most; -1 if all match.
func (p *ARNPattern) mismatch(a *ARN, in Context) int {
	for i := 5; i >= 0; i-- {
		if !p.Parts[i].Match(a[i], in) {
			return i
		}
	}
	return -1
}

// Weight is the weight of all parts.
func (p *ARNPattern) Weight() (weight int) {
	for i := 0; p.Parts != nil && i < len(p.Parts); i++ {
		weight += p.Parts[i].Weight()
	}
	return weight
}

// IsAccountID reports whether s is twelve digits.
func IsAccountID(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 12
}

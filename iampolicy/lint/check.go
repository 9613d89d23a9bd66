package lint

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// Code names what a [Finding] is about. Codes do not change.
type Code string

// Severity says how much a [Finding] matters, in Access Analyzer's words.
// Greater is worse; the zero Severity is unknown.
type Severity uint8

// The severities.
const (
	SeveritySuggestion Severity = iota + 1 // could be said better
	SeverityWarning                        // probably does not do what it seems to
	SeveritySecurity                       // allows more than one should
	SeverityError                          // AWS refuses it, or it does nothing
)

// String returns "suggestion", "warning", "security", "error" or "unknown".
func (s Severity) String() string {
	switch s {
	case SeveritySuggestion:
		return "suggestion"
	case SeverityWarning:
		return "warning"
	case SeveritySecurity:
		return "security"
	case SeverityError:
		return "error"
	}
	return "unknown"
}

// Check is one thing that [Run] looks for. The zero Check looks for nothing.
type Check struct {
	Code     Code
	Severity Severity
	Doc      string // one line
	kinds    kindSet
	looksAt  looksAt
}

// Checks returns the table that [Run] walks, sorted by code.
func Checks() []Check { return slices.Clone(checks[:]) }

// Kinds returns the kinds of policy that the check concerns, in the order of their
// constants. The zero Check concerns none.
func (c Check) Kinds() (kinds []iampolicy.PolicyKind) {
	for k := iampolicy.KindIdentity; k <= iampolicy.KindRCP; k++ {
		if c.concerns(k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// concerns reports whether the check is made on policies of the kind. Those for
// every kind are made on unknown ones too.
func (c Check) concerns(kind iampolicy.PolicyKind) bool {
	return c.kinds == everyKind || c.kinds&(1<<kind) != 0
}

// looksAt has the function of a check, under the element that it is called with.
// A check that asks one question of several elements has a function for each.
type looksAt struct {
	document  func(*linter) // before its statements
	statement func(*statement)
	principal func(*principal)
	action    func(*action)
	resource  func(*resource)
	condition func(*condition)
	value     func(*value)
	variable  func(*variable)
	end       func(*linter) // after the last statement
}

// kindSet is a set of kinds of policy, a bit for each.
type kindSet uint16

const (
	everyKind kindSet = 1<<(iampolicy.KindRCP+1) - 1

	identity   kindSet = 1 << iampolicy.KindIdentity
	repository kindSet = 1 << iampolicy.KindRepository
	registry   kindSet = 1 << iampolicy.KindRegistry
	trust      kindSet = 1 << iampolicy.KindTrust
	boundary   kindSet = 1 << iampolicy.KindBoundary
	session    kindSet = 1 << iampolicy.KindSession
	endpoint   kindSet = 1 << iampolicy.KindEndpoint
	scp        kindSet = 1 << iampolicy.KindSCP
	rcp        kindSet = 1 << iampolicy.KindRCP

	ofECR          = repository | registry                           // ECR stores them
	onPrincipal    = identity | boundary | session                   // about whom they are attached to
	withPrincipal  = ofECR | trust | endpoint | rcp                  // must say whom they are about
	withResource   = everyKind &^ (repository | trust)               // must say what they are about
	withoutID      = onPrincipal | scp                               // Id is not theirs
	storedByIAM    = everyKind &^ (repository | registry | endpoint) // IAM or Organizations
	grantsByItself = everyKind &^ (trust | scp | rcp)                // can allow a pull
)

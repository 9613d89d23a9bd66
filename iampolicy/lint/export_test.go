package lint

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// Work counts what Run does: how often a check looks at an element, the bytes compared
// beside that, and the bytes of the pointers.
func Work(d iampolicy.Document, kind iampolicy.PolicyKind) (looks, compared, pointers int) {
	l := newLinter(&d, kind)
	l.walk()
	return l.looks, int(l.comparing), l.pointers
}

// WorkLimit is where comparing stops.
const WorkLimit = workLimit

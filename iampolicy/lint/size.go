package lint

import (
	"strconv"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// size reports a document that is longer than AWS takes for its kind.
func (l *linter) size(whatAWSTakes string, fix func(size int) string) {
	if limit, size := l.kind.SizeLimit(), l.doc.Size(l.kind); size > limit {
		l.report("", strconv.Itoa(size)+" characters are more than the "+strconv.Itoa(limit)+" that AWS takes"+whatAWSTakes, fix(size))
	}
}

func sizeOfIdentityPolicy(l *linter) {
	// A role's inline policy may be longer than the rest.
	l.size(" in one managed policy", func(size int) string {
		if size > iampolicy.InlineRoleLimit {
			return "split it and attach both"
		}
		return "split it, or make it an inline policy of a role, which may have " + strconv.Itoa(iampolicy.InlineRoleLimit)
	})
}

func sizeOfTrustPolicy(l *linter) {
	l.size(" unless the quota was raised", func(int) string { return "ask for a higher quota or shorten it" })
}

func sizeOfSessionPolicy(l *linter) {
	l.size("", func(int) string { return "pass the ARNs of managed policies instead" })
}

func sizeOfControlPolicy(l *linter) {
	l.size("", func(int) string { return "split it and attach both" })
}

func sizeOfResourcePolicy(l *linter) {
	l.size("", func(int) string { return "name organizations instead of accounts, or use wildcards" })
}

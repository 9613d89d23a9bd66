package lint

import (
	"strconv"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// size compares the document's length with what AWS takes.
func (l *linter) size() {
	limit, size := l.kind.SizeLimit(), l.doc.Size(l.kind)
	if limit == 0 || size <= limit {
		return
	}
	message := strconv.Itoa(size) + " characters are more than the " + strconv.Itoa(limit) + " that AWS takes"
	switch l.kind {
	case iampolicy.KindIdentity, iampolicy.KindBoundary:
		l.add("POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", "", message+" in one managed policy", l.sizeFix())
	case iampolicy.KindTrust:
		l.add("POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA", "", message+" unless the quota was raised", "ask for a higher quota or shorten it")
	case iampolicy.KindSession:
		l.add("POLICY_SIZE_EXCEEDS_SESSION_POLICY_QUOTA", "", message, "pass the ARNs of managed policies instead")
	case iampolicy.KindSCP:
		l.add("POLICY_SIZE_EXCEEDS_SCP_QUOTA", "", message, "split it and attach both")
	case iampolicy.KindRCP:
		l.add("POLICY_SIZE_EXCEEDS_RCP_QUOTA", "", message, "split it and attach both")
	default:
		l.add("POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA", "", message, "name organizations instead of accounts, or use wildcards")
	}
}

// sizeFix tells a role's inline policy, which may be longer, from the rest.
func (l *linter) sizeFix() string {
	if l.doc.Size(l.kind) <= iampolicy.InlineRoleLimit {
		return "split it, or make it an inline policy of a role, which may have " + strconv.Itoa(iampolicy.InlineRoleLimit)
	}
	return "split it and attach both"
}

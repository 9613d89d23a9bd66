package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// Actions without resource type, of which GetAuthorizationToken is the one that every
// pull needs.

// isToken reports whether the action is GetAuthorizationToken of either service.
func isToken(action string) bool {
	return match.EqualFold(action, iampolicy.ECRGetAuthorizationToken) || match.EqualFold(action, iampolicy.ECRPublicGetAuthorizationToken)
}

// wildcardOnly looks an action up that only Resource "*" covers.
func (a *action) wildcardOnly() (info iampolicy.ActionInfo, ok bool) {
	if a.form != actionOfECR || a.not {
		return info, false
	}
	info, ok = iampolicy.LookupAction(a.text)
	return info, ok && info.WildcardOnly()
}

// scopedAction reports an action without resource type beside ARNs, and a token that
// is granted elsewhere.
func scopedAction(a *action) {
	info, ok := a.wildcardOnly()
	switch {
	case !ok || !a.scoped():
	case !isToken(a.text):
		a.report(a.at, info.Name+" has no resource type, so it counts on Resource \"*\" only", `move it to a statement with "Resource": "*"`)
	case a.tokenIsIdle():
		a.report(a.at, a.text+` has no resource type; another statement grants it on "*"`, "leave it out here")
	}
}

func scopedToken(a *action) {
	if !a.not && isToken(a.text) && a.scoped() && !a.tokenIsIdle() {
		a.report(a.at, a.text+` has no resource type: on ARNs it neither allows nor denies anything`,
			`move it to a statement with "Resource": "*"`)
	}
}

// tokenIsIdle reports whether another statement grants the token on everything.
func (a *action) tokenIsIdle() bool { return a.allows() && a.grantsOnStar(match.LowerCase(a.text)) }

func (l *linter) grantsOnStar(token string) bool {
	granted, known := l.memo.onStar[token]
	if !known {
		if l.memo.onStar == nil {
			l.memo.onStar = map[string]bool{}
		}
		granted = l.grants(token, unscoped)
		l.memo.onStar[token] = granted
	}
	return granted
}

// tokenNotCovered reports ecr:* and the like on ARNs where the token is granted
// nowhere: the wildcard covers its name, but not without "*" as resource.
func tokenNotCovered(a *action) {
	const token = iampolicy.ECRGetAuthorizationToken
	if a.not || !a.allows() || !match.HasWildcard(a.text) || !match.IsECR(a.service) || !a.pattern.MatchAction(token) {
		return
	}
	if !a.grantsOnStar(match.LowerCase(token)) {
		a.report(a.at, quote.Text(a.text)+" on ARNs leaves out "+token+", which every pull and push needs",
			`unless another policy grants it, add a statement for it with "Resource": "*"`)
	}
}

func tokenInResourcePolicy(a *action) {
	if !a.not && isToken(a.text) {
		a.report(a.at, "the token is for the caller, not for a repository, so only an identity policy can grant it",
			"move it to the identity policy of the caller")
	}
}

func registryActionInRepositoryPolicy(a *action) {
	if info, ok := a.wildcardOnly(); ok && !isToken(a.text) {
		a.report(a.at, info.Name+" is not about a repository", "move it to an identity policy")
	}
}

// secondScopeAction reports an action that registry policies did not take from the
// beginning.
func secondScopeAction(a *action) {
	info, ok := iampolicy.LookupAction(a.text)
	if !ok || a.not || isToken(a.text) {
		return
	}
	switch info.Name {
	case iampolicy.ECRReplicateImage, iampolicy.ECRBatchImportUpstreamImage, iampolicy.ECRCreateRepository:
	default:
		a.report(a.at, info.Name+" counts in a registry policy only where the account's scope is V2, the default since December 2024",
			"check with aws ecr get-account-setting --name REGISTRY_POLICY_SCOPE")
	}
}

// tokenInsideVPC reports a token that is granted to callers inside a VPC only, or
// denied to all others: on Fargate the platform fetches the token.
func tokenInsideVPC(c *condition) {
	inside := c.name == "aws:sourcevpc" || c.name == "aws:sourcevpce"
	if c.token == "" || !inside || c.op.base == "null" {
		return
	}
	if c.op.failsWithoutKey() == c.allows() {
		c.report(c.at(), "Fargate fetches the token from outside your VPC, where the key is absent",
			`grant "`+c.token+`" in a statement without this condition`)
	}
}

// tagOfNothing reports an action without resource type that is allowed only if the
// resource has a tag: there is no resource, so the key is absent.
func tagOfNothing(a *action) {
	info, ok := a.wildcardOnly()
	if !ok || !a.allows() {
		return
	}
	if a.tag != "" {
		a.report(a.at, info.Name+" is about no resource, so "+quote.Text(a.tag)+" is absent and nothing is allowed",
			"move it to a statement without this condition")
	}
}

func isResourceTag(key string) bool {
	key = match.LowerCase(key)
	return strings.HasPrefix(key, "aws:resourcetag/") || strings.HasPrefix(key, "ecr:resourcetag/") ||
		strings.HasPrefix(key, "ecr-public:resourcetag/")
}

package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// Roles that are assumed with a token of an OpenID Connect provider. Everybody who
// gets a token from the provider can, unless a condition looks at what it says:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html

const github = "token.actions.githubusercontent.com"

// webProviders are those that are named without an ARN.
var webProviders = [...]string{"accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"}

// oidcProvider returns the name of the provider with which its condition keys begin,
// or "".
func (p *principal) oidcProvider() string {
	if !p.allows() || p.member != "Federated" || p.not {
		return ""
	}
	if a, ok := match.SplitARN(p.name); ok {
		name, isOIDC := strings.CutPrefix(a[match.ARNResource], "oidc-provider/")
		if !isOIDC {
			return ""
		}
		return name
	}
	for _, name := range webProviders {
		if match.EqualFold(name, p.name) {
			return name
		}
	}
	return ""
}

func isGitHub(provider string) bool {
	rest, ok := match.CutPrefixFold(provider, github)
	return ok && (rest == "" || rest[0] == '/') // an enterprise may have a path of its own
}

func oidcWithoutCondition(p *principal) {
	if provider := p.oidcProvider(); provider != "" && !p.asksClaim(provider, "") {
		p.report(p.at, "everybody with a token of "+quote.Text(provider)+" can assume the role",
			"add conditions on "+literal(provider+":aud")+" and "+literal(provider+":sub"))
	}
}

func githubWithoutRepository(p *principal) {
	if provider := p.oidcProvider(); isGitHub(provider) && !p.asksClaim(provider, "sub") {
		p.report(p.at, "workflows of every repository on GitHub can assume the role",
			"add a condition on "+literal(provider+":sub")+`, "repo:OWNER/REPOSITORY:ref:refs/heads/BRANCH"`)
	}
}

// asksClaim reports whether a condition looks at a claim of the provider's tokens, or
// at any for "".
func (s *statement) asksClaim(provider, claim string) bool {
	for i := range s.Condition {
		name, ok := match.CutPrefixFold(s.Condition[i].Key, provider+":")
		if ok && (claim == "" || match.EqualFold(name, claim)) && newOperatorParts(s.Condition[i].Operator).asksPositively() {
			return true
		}
	}
	return false
}

// asksPositively reports whether a value must be one of those given.
func (op operatorParts) asksPositively() bool { return op.compares() && !op.negated() && !op.ifExists }

// githubWildcard reports a subject that leaves the repository or the branch open.
func githubWildcard(v *value) {
	provider, isSub := strings.CutSuffix(v.condition.name, ":sub")
	if isSub && isGitHub(provider) && v.allows() && v.op.base == "stringlike" && match.HasWildcard(v.text) {
		v.report(v.at(), quote.Text(v.text)+" stands for more workflows than one branch or environment of one repository has",
			`write "repo:OWNER/REPOSITORY:ref:refs/heads/BRANCH" or "repo:OWNER/REPOSITORY:environment:NAME"`)
	}
}

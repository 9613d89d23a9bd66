package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

func (s *statement) namesPrincipals() bool { return !s.Principal.IsZero() || !s.NotPrincipal.IsZero() }

// principalAt points to the member that names the principals.
func (s *statement) principalAt() string {
	if !s.NotPrincipal.IsZero() {
		return s.at + "/NotPrincipal"
	}
	return s.at + "/Principal"
}

func missingPrincipal(s *statement) {
	if !s.namesPrincipals() {
		s.report(s.at, "the statement does not say whom it is about", `add "Principal", for example {"AWS": "123456789012"}`)
	}
}

func principalInSCP(s *statement) {
	if s.namesPrincipals() {
		s.report(s.principalAt(), "a service control policy is about every principal of its accounts", "use the condition key aws:PrincipalArn")
	}
}

func unsupportedPrincipal(s *statement) {
	switch {
	case !s.namesPrincipals():
	case s.kind != iampolicy.KindRCP:
		s.report(s.principalAt(), "a policy attached to a principal is about that principal",
			"leave it out, or attach the document as a resource policy")
	case !s.Principal.Any:
		s.report(s.principalAt(), "a resource control policy is about everybody",
			`write "Principal": "*" and use the condition key aws:PrincipalArn`)
	}
}

func notPrincipalInTrust(s *statement) {
	if !s.NotPrincipal.IsZero() {
		s.report(s.at+"/NotPrincipal", "a trust policy takes no NotPrincipal", `name those who are meant in "Principal"`)
	}
}

func starInTrust(s *statement) {
	if s.Principal.Any {
		s.report(s.at+"/Principal", `a trust policy does not take "*" alone`, `write {"AWS": "*"} if everybody is meant`)
	}
}

func allowNotPrincipal(s *statement) {
	if s.allows() && !s.NotPrincipal.IsZero() {
		s.report(s.at+"/NotPrincipal", "everybody else is allowed, anonymous callers included", `name those who are meant in "Principal"`)
	}
}

func emptyPrincipal(s *statement) {
	for name, p := range s.principals() {
		if p.Empty && !p.Any && p.AWS.Items == nil && p.Service.Items == nil && p.Federated.Items == nil && p.CanonicalUser.Items == nil {
			s.report(s.at+"/"+name, name+" is empty", "name somebody or leave the statement out")
		}
	}
}

func emptyPrincipals(s *statement) {
	for name, p := range s.principals() {
		for member, list := range p.Members() {
			if items := list.Items; items != nil && len(items) == 0 {
				s.report(s.at+"/"+name+"/"+member, "the list names nobody", "name somebody or leave it out")
			}
		}
	}
}

func (s *statement) principals() func(func(string, *iampolicy.Principal) bool) {
	return func(yield func(string, *iampolicy.Principal) bool) {
		_ = yield("Principal", &s.Principal) && yield("NotPrincipal", &s.NotPrincipal)
	}
}

// wildcardInPrincipal reports a wildcard in a name that must be given in full.
func wildcardInPrincipal(p *principal) {
	if !match.HasWildcard(p.name) || match.HasVariable(p.name) || p.member == "AWS" && p.name == "*" {
		return
	}
	fix := "name each one, or use the condition key aws:PrincipalArn"
	if a, _ := match.SplitARN(p.name); match.IsAccountID(a[match.ARNAccount]) &&
		(a[match.ARNResource] == "*" || a[match.ARNResource] == "root*") {
		a[match.ARNResource] = "root"
		fix = "write " + literal(a.String()) + " for the whole account"
	}
	p.report(p.at, "principals are compared in full, "+quote.Text(p.name)+" matches nobody", fix)
}

// invalidPrincipal checks an account, user, role or session.
func invalidPrincipal(p *principal) {
	if p.member == "AWS" && !match.HasWildcard(p.name) && !match.HasVariable(p.name) && !isPrincipal(p.name) {
		p.report(p.at, quote.Text(p.name)+" "+whyNoPrincipal(p.name), "write a 12-digit account ID or the ARN of a user, role or session")
	}
}

// isPrincipal reports whether name has the form of something that can call AWS.
func isPrincipal(name string) bool {
	if match.IsAccountID(name) || isUniqueID(name) {
		return true
	}
	p, _ := match.SplitARN(name)
	account := p[match.ARNAccount]
	if p[match.ARNPrefix] != "arn" || !isPartition(p[match.ARNPartition]) || p[match.ARNRegion] != "" ||
		!match.IsAccountID(account) && account != "cloudfront" {
		return false
	}
	kind, rest, _ := strings.Cut(p[match.ARNResource], "/")
	switch p[match.ARNService] + " " + kind {
	case "iam root":
		return p[match.ARNResource] == "root"
	case "iam user", "iam role", "sts federated-user":
		return rest != ""
	case "sts assumed-role":
		return strings.Contains(strings.Trim(rest, "/"), "/")
	}
	return false
}

// isUniqueID reports whether name is the ID that stands for a deleted user or role,
// such as AIDACKCEVSQ6C2EXAMPLE.
func isUniqueID(name string) bool {
	return len(name) >= 16 && name[0] == 'A' && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

// IAM keeps the ID of a user or role in place of the ARN that was written, and shows
// it when the user or role is deleted:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids

func roleByID(p *principal) { p.byID("AROA", "role") }
func userByID(p *principal) { p.byID("AIDA", "user") }

func (p *principal) byID(prefix, what string) {
	if p.member == "AWS" && strings.HasPrefix(p.name, prefix) && isUniqueID(p.name) {
		p.report(p.at, quote.Text(p.name)+" is the ID of a "+what+" that was deleted, and one of the same name has another",
			"write the ARN of the "+what)
	}
}

func whyNoPrincipal(name string) string {
	p, isARN := match.SplitARN(name)
	account, resource := p[match.ARNAccount], p[match.ARNResource]
	switch {
	case strings.Trim(name, "0123456789") == "":
		return "does not have 12 digits"
	case strings.HasSuffix(name, ".amazonaws.com"):
		return `is a service and belongs under "Service"`
	case strings.Trim(account, "0123456789") == "" && account != "" && len(account) != 12:
		return "has an account ID that does not have 12 digits"
	case isARN && strings.HasPrefix(resource, "group/"):
		return "is a group, and groups cannot call AWS"
	case isARN && strings.HasPrefix(resource, "instance-profile/"):
		return "is an instance profile; its role is the principal"
	}
	return "is not an account, user, role or session"
}

// invalidServicePrincipal checks the host name of a service.
func invalidServicePrincipal(p *principal) {
	switch {
	case p.member != "Service" || match.HasVariable(p.name) || match.HasWildcard(p.name):
	case !strings.Contains(p.name, ".amazonaws.") && !strings.HasSuffix(p.name, ".aws.internal") || p.name != match.LowerCase(p.name):
		name, _, _ := strings.Cut(match.LowerCase(p.name), ".")
		p.report(p.at, quote.Text(p.name)+" is not a service's host name", "write "+literal(name+".amazonaws.com"))
	}
}

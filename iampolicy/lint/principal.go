package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// isEmptyObject reports whether p is {}.
func isEmptyObject(p iampolicy.Principal) bool {
	return p.Empty && !p.Any && p.AWS.Items == nil && p.Service.Items == nil && p.Federated.Items == nil && p.CanonicalUser.Items == nil
}

// principals checks Principal and NotPrincipal.
func (s statementLinter) principals() {
	s.principalOfKind()
	s.principal("Principal", s.Principal)
	s.principal("NotPrincipal", s.NotPrincipal)
	if s.Effect == iampolicy.EffectAllow && !s.NotPrincipal.IsZero() && s.takesPrincipal() {
		s.add("ALLOW_WITH_NOTPRINCIPAL", s.at+"/NotPrincipal", "everybody else is allowed, anonymous callers included", `name those who are meant in "Principal"`)
	}
}

// takesPrincipal and takesResource say what a kind of policy must have.
func (l *linter) takesPrincipal() bool {
	switch l.kind {
	case iampolicy.KindRepository, iampolicy.KindRegistry, iampolicy.KindTrust, iampolicy.KindEndpoint, iampolicy.KindRCP:
		return true
	}
	return false
}

func (l *linter) takesResource() bool {
	return l.kind != iampolicy.KindRepository && l.kind != iampolicy.KindTrust
}

// principalOfKind checks that the statement names principals where its kind of
// policy does, and only there.
func (s statementLinter) principalOfKind() {
	is, not := !s.Principal.IsZero(), !s.NotPrincipal.IsZero()
	at := s.at + "/Principal"
	if not {
		at = s.at + "/NotPrincipal"
	}
	switch {
	case !is && !not && s.takesPrincipal():
		s.add("MISSING_PRINCIPAL", s.at, "the statement does not say whom it is about", `add "Principal", for example {"AWS": "123456789012"}`)
	case (is || not) && s.kind == iampolicy.KindSCP:
		s.add("SCP_SYNTAX_ERROR_PRINCIPAL", at, "a service control policy is about every principal of its accounts", "use the condition key aws:PrincipalArn")
	case (is || not) && !s.takesPrincipal():
		s.add("UNSUPPORTED_PRINCIPAL", at, "a policy attached to a principal is about that principal", "leave it out, or attach the document as a resource policy")
	case not && s.kind == iampolicy.KindTrust:
		s.add("ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL", at, "a trust policy takes no NotPrincipal", `name those who are meant in "Principal"`)
	case s.kind == iampolicy.KindRCP && !s.Principal.Any:
		s.add("UNSUPPORTED_PRINCIPAL", at, "a resource control policy is about everybody", `write "Principal": "*" and use the condition key aws:PrincipalArn`)
	case s.kind == iampolicy.KindTrust && s.Principal.Any:
		s.add("ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL", at, `a trust policy does not take "*" alone`, `write {"AWS": "*"} if everybody is meant`)
	}
}

// principal checks the items of one member.
func (s statementLinter) principal(name string, p iampolicy.Principal) {
	at := s.at + "/" + name
	if isEmptyObject(p) {
		s.add("EMPTY_OBJECT_PRINCIPAL", at, name+" is empty", "name somebody or leave the statement out")
	}
	for member, list := range p.Members() {
		if items := list.Items; items != nil && len(items) == 0 {
			s.add("EMPTY_ARRAY_PRINCIPAL", at+"/"+member, "the list names nobody", "name somebody or leave it out")
		}
	}
	s.each(name+"/AWS", p.AWS, s.awsPrincipal)
	s.each(name+"/Service", p.Service, s.servicePrincipal)
	s.each(name+"/Federated", p.Federated, s.wholePrincipal)
	s.each(name+"/CanonicalUser", p.CanonicalUser, s.wholePrincipal)
}

// wholePrincipal reports a wildcard in a name that must be given in full.
func (s statementLinter) wholePrincipal(at, name string) {
	if match.HasWildcard(name) {
		s.add("UNSUPPORTED_WILDCARD_IN_PRINCIPAL", at, "principals are compared in full, "+match.Quote(name)+" matches nobody", "name each one, or use the condition key aws:PrincipalArn")
	}
}

// awsPrincipal checks an account, user, role or session.
func (s statementLinter) awsPrincipal(at, name string) {
	switch {
	case name == "*":
	case match.HasWildcard(name):
		s.wholePrincipal(at, name)
	case strings.Contains(name, "${"): // reported by variables
	case !isPrincipal(name):
		s.add("INVALID_PRINCIPAL_FORMAT", at, match.Quote(name)+" "+whyNoPrincipal(name), "write a 12-digit account ID or the ARN of a user, role or session")
	}
}

// isPrincipal reports whether name has the form of something that can call AWS.
func isPrincipal(name string) bool {
	if match.IsAccountID(name) || isUniqueID(name) {
		return true
	}
	p := strings.SplitN(name, ":", 6)
	if len(p) < 6 || p[0] != "arn" || !isPartition(p[1]) || p[3] != "" || !match.IsAccountID(p[4]) && p[4] != "cloudfront" {
		return false
	}
	kind, rest, _ := strings.Cut(p[5], "/")
	switch p[2] + " " + kind {
	case "iam root":
		return p[5] == "root"
	case "iam user", "iam role", "sts federated-user":
		return rest != ""
	case "sts assumed-role":
		return strings.Contains(strings.Trim(rest, "/"), "/")
	}
	return false
}

// isUniqueID reports whether name is the ID that stands for a deleted user or
// role, such as AIDACKCEVSQ6C2EXAMPLE.
func isUniqueID(name string) bool {
	return len(name) >= 16 && name[0] == 'A' && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
}

func whyNoPrincipal(name string) string {
	p := strings.SplitN(name, ":", 6)
	switch {
	case strings.Trim(name, "0123456789") == "":
		return "does not have 12 digits"
	case strings.HasSuffix(name, ".amazonaws.com"):
		return `is a service and belongs under "Service"`
	case len(p) == 6 && strings.Trim(p[4], "0123456789") == "" && p[4] != "" && len(p[4]) != 12:
		return "has an account ID that does not have 12 digits"
	case len(p) == 6 && strings.HasPrefix(p[5], "group/"):
		return "is a group, and groups cannot call AWS"
	case len(p) == 6 && strings.HasPrefix(p[5], "instance-profile/"):
		return "is an instance profile; its role is the principal"
	}
	return "is not an account, user, role or session"
}

// servicePrincipal checks the host name of a service.
func (s statementLinter) servicePrincipal(at, name string) {
	switch {
	case strings.Contains(name, "${"): // reported by variables
	case match.HasWildcard(name):
		s.wholePrincipal(at, name)
	case !strings.Contains(name, ".amazonaws.") && !strings.HasSuffix(name, ".aws.internal") || name != match.LowerCase(name):
		s.add("INVALID_SERVICE_PRINCIPAL_FORMAT", at, match.Quote(name)+" is not a service's host name", "write "+literal(serviceHost(name)))
	}
}

func serviceHost(name string) string {
	name, _, _ = strings.Cut(match.LowerCase(name), ".")
	return name + ".amazonaws.com"
}

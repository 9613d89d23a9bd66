package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// missingInNotPrincipal reports a Deny that excepts a user, role or session without
// what else must be listed: the account, and a session's role, for a caller is
// compared as each of them; and without a session of a role, which the IAM guide does
// not ask for and an article on S3 buckets does:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
func missingInNotPrincipal(s *statement) {
	if s.allows() || s.NotPrincipal.AWS.Items == nil {
		return
	}
	listed := newExceptions(s.NotPrincipal.AWS.Items)
	s.each("NotPrincipal/AWS", s.NotPrincipal.AWS, func(at, name string) {
		switch missing := listed.missingFor(name); {
		case missing == nil:
		case strings.Contains(missing[0], ":assumed-role/"):
			s.report(at, "an article of AWS wants the sessions of "+quote.Text(name)+" listed too, the IAM guide does not",
				"add "+missing[0]+" for each that calls")
		default:
			s.report(at, "the Deny still meets "+quote.Text(name)+", which AWS also knows by names that are not listed",
				"add "+strings.Join(missing, " and "))
		}
	})
}

// exceptions are the principals of a NotPrincipal: account IDs, and roles and roles
// with a session as ACCOUNT/ROLE. A session's ARN does not hold the path of its role.
type exceptions struct{ accounts, roles, withSession map[string]bool }

func newExceptions(names []string) exceptions {
	e := exceptions{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, name := range names {
		switch a, kind, role := splitPrincipal(name); {
		case match.IsAccountID(name):
			e.accounts[name] = true
		case kind == "root":
			e.accounts[a[match.ARNAccount]] = true
		case kind == "role":
			e.roles[a[match.ARNAccount]+"/"+role] = true
		case kind == "assumed-role":
			e.withSession[a[match.ARNAccount]+"/"+role] = true
		}
	}
	return e
}

// splitPrincipal returns the kind of a principal's ARN, and the name of the role that
// it is or has.
func splitPrincipal(name string) (a match.ARN, kind, role string) {
	a, _ = match.SplitARN(name)
	kind, role, _ = strings.Cut(a[match.ARNResource], "/")
	switch kind {
	case "role":
		role = role[strings.LastIndexByte(role, '/')+1:]
	case "assumed-role":
		role, _, _ = strings.Cut(role, "/")
	}
	return a, kind, role
}

// missingFor returns the ARNs, quoted, that must be listed beside name.
func (e *exceptions) missingFor(name string) (missing []string) {
	a, kind, role := splitPrincipal(name)
	id := a[match.ARNAccount] + "/" + role
	if !isPrincipal(name) || kind != "user" && kind != "role" && kind != "assumed-role" {
		return nil
	}
	if kind == "assumed-role" && !e.roles[id] {
		missing = append(missing, arnBeside(a, "iam", "role/"+role))
	}
	if !e.accounts[a[match.ARNAccount]] {
		missing = append(missing, arnBeside(a, "iam", "root"))
	}
	if kind == "role" && !e.withSession[id] {
		missing = append(missing, arnBeside(a, "sts", "assumed-role/"+role+"/SESSION"))
	}
	return missing
}

func arnBeside(a match.ARN, service, resource string) string {
	a[match.ARNService], a[match.ARNResource] = service, resource
	return literal(a.String())
}

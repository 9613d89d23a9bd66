package lint

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// security checks what a single statement opens to too many.
func (s statementLinter) security() {
	if s.Effect != iampolicy.EffectAllow {
		return
	}
	s.anyone()
	s.anyAccountOfService()
	s.passRole()
}

// anyone reports a repository or registry that is open to everybody.
func (s statementLinter) anyone() {
	if s.ofRegistry() && s.Principal.IsAnyone() && len(s.Condition) == 0 {
		s.add("ECR_ANYONE", s.at+"/Principal", "every AWS account may do this, each by a policy of its own", "name the accounts, or add a condition on aws:PrincipalOrgID")
	}
}

// ofRegistry reports whether ECR stores the policy.
func (l *linter) ofRegistry() bool {
	return l.kind == iampolicy.KindRepository || l.kind == iampolicy.KindRegistry
}

// anyAccountOfService reports a service that may act for any account.
func (s statementLinter) anyAccountOfService() {
	if !s.ofRegistry() || s.Principal.Service.Items == nil || s.asksForSource() {
		return
	}
	s.add("RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL", s.at+"/Principal/Service", "the service may do this for any account that asks it to", `add a condition on "aws:SourceArn" or "aws:SourceAccount"`)
}

// asksForSource reports whether a condition looks at whom a service acts for.
func (s statementLinter) asksForSource() bool {
	for _, c := range s.Condition {
		switch match.LowerCase(c.Key) {
		case "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner":
			return true
		}
	}
	return false
}

// passRole reports iam:PassRole that is not limited in any way.
func (s statementLinter) passRole() {
	if len(s.Condition) > 0 || s.takesPrincipal() {
		return
	}
	for i, a := range s.Action.Items {
		if match.EqualFold(a, "iam:PassRole") && onEverything(s.Statement) {
			s.add("PASS_ROLE_WITH_STAR_IN_RESOURCE", itemPointer(s.at, "Action", s.Action, i), "every role may be given to every service", `name the roles, or add a condition on "iam:PassedToService"`)
		}
	}
}

// onEverything reports whether "*" is among the resources.
func onEverything(s *iampolicy.Statement) bool {
	for _, r := range s.Resource.Items {
		if r == "*" {
			return true
		}
	}
	return false
}

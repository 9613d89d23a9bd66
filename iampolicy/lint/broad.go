package lint

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Statements that allow more than anybody means to: two actions of IAM hand out the
// permissions of others, and Access Analyzer has a code for each way to write them
// without saying which role.

const (
	passRole = "iam:PassRole"
	linkRole = "iam:CreateServiceLinkedRole"
)

// The ways to name an action and the resources.
const (
	byName = 1 << iota
	byWildcard
	byNotAction

	byStar        // every role
	byNotResource // every role but some
)

func passRoleByName(s *statement)             { s.passesRole(byName | byStar) }
func passRoleByWildcard(s *statement)         { s.passesRole(byWildcard | byStar) }
func passRoleByNotAction(s *statement)        { s.passesRole(byNotAction | byStar) }
func passRoleButSome(s *statement)            { s.passesRole(byName | byNotResource) }
func passRoleByWildcardButSome(s *statement)  { s.passesRole(byWildcard | byNotResource) }
func passRoleByNotActionButSome(s *statement) { s.passesRole(byNotAction | byNotResource) }

func (s *statement) passesRole(how int) {
	// Conditions that say which roles, or to whom.
	if s.asksFor("iam:PassedToService", "iam:AssociatedResourceArn", "iam:ResourceTag/", "aws:ResourceTag/") {
		return
	}
	if at := s.allowsBroadly(passRole, how); at != "" {
		s.report(at, "every role"+exceptOf(how)+" may be given to every service", `name the roles, or add a condition on "iam:PassedToService"`)
	}
}

func linkRoleByName(s *statement)             { s.createsLinkedRole(byName | byStar) }
func linkRoleByWildcard(s *statement)         { s.createsLinkedRole(byWildcard | byStar) }
func linkRoleByNotAction(s *statement)        { s.createsLinkedRole(byNotAction | byStar) }
func linkRoleButSome(s *statement)            { s.createsLinkedRole(byName | byNotResource) }
func linkRoleByWildcardButSome(s *statement)  { s.createsLinkedRole(byWildcard | byNotResource) }
func linkRoleByNotActionButSome(s *statement) { s.createsLinkedRole(byNotAction | byNotResource) }

func (s *statement) createsLinkedRole(how int) {
	if s.asksFor("iam:AWSServiceName") {
		return
	}
	if at := s.allowsBroadly(linkRole, how); at != "" {
		s.report(at, "the service-linked role of every service"+exceptOf(how)+" may be created",
			`name the role, arn:aws:iam::*:role/aws-service-role/SERVICE/*, or add a condition on "iam:AWSServiceName"`)
	}
}

func exceptOf(how int) string {
	if how&byNotResource != 0 {
		return " but some"
	}
	return ""
}

// allowsBroadly returns the pointer to what allows an action in the given way, on the
// resources named in the given way, or "".
func (s *statement) allowsBroadly(action string, how int) string {
	onAll := how&byStar != 0 && hasAllRoles(s.Resource.Items) || how&byNotResource != 0 && s.NotResource.Items != nil
	switch {
	case !s.allows() || !onAll:
		return ""
	case how&byNotAction != 0:
		if s.Action.Items == nil && s.covers(action) {
			return s.at + "/NotAction"
		}
		return ""
	}
	for i, p := range s.actions {
		isName := match.EqualFold(p.Text, action)
		if how&byName != 0 && isName || how&byWildcard != 0 && !isName && p.MatchAction(action) {
			return itemPointer(s.at, "Action", s.Action, i)
		}
	}
	return ""
}

// hasAllRoles reports whether a resource is every role, at least of one account, or
// every service-linked one. It may be an ARN that AWS completes, such as arn:aws:iam::*.
func hasAllRoles(resources []string) bool {
	return slices.ContainsFunc(resources, func(r string) bool {
		return r == "*" || slices.ContainsFunc(match.Completions(r, match.Plain), func(whole string) bool {
			a, _ := match.SplitARN(whole)
			return matches(a[match.ARNPrefix], "arn") && matches(a[match.ARNService], "iam") && isAllRoles(a[match.ARNResource])
		})
	})
}

func isAllRoles(resource string) bool {
	switch strings.TrimRight(resource, "*") {
	case "", "role", "role/", "role/aws-service-role/":
		return strings.HasSuffix(resource, "*")
	}
	return false
}

func allowEverything(s *statement) {
	if !s.allows() || !s.onStar || len(s.Condition) > 0 {
		return
	}
	for i, a := range s.Action.Items {
		if a == "*" || a == "*:*" {
			s.report(itemPointer(s.at, "Action", s.Action, i), "every action on every resource is allowed, now and for services to come",
				"name the actions and resources, or attach AdministratorAccess where that is meant")
			return
		}
	}
}

func allowAllBut(s *statement) {
	if s.allows() && s.NotAction.Items != nil && s.NotResource.Items != nil {
		s.report(s.at, "every action but some is allowed on every resource but some, services to come included",
			`name what is meant in "Action" and "Resource"`)
	}
}

// openToAnyone reports a repository or registry that is open to everybody.
func openToAnyone(s *statement) {
	if s.allows() && s.Principal.IsAnyone() && len(s.Condition) == 0 {
		s.report(s.at+"/Principal", "every AWS account may do this, each by a policy of its own",
			"name the accounts, or add a condition on aws:PrincipalOrgID")
	}
}

func (s *statement) allowsService() bool { return s.allows() && s.Principal.Service.Items != nil }

// sourceKeys say for whom a service acts.
var sourceKeys = []string{"aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"}

// otherSourceKeys say it for some services only.
var otherSourceKeys = []string{"aws:SourceOwner", "aws:referer", "codebuild:BuildArn", "codebuild:ProjectArn", "lambda:SourceFunctionArn"}

// serviceOfAnyAccount reports a service that may act for any account.
func serviceOfAnyAccount(s *statement) {
	if s.allowsService() && !s.asksFor(sourceKeys...) && !s.asksFor(otherSourceKeys...) {
		s.report(s.at+"/Principal/Service", "the service may do this for any account that asks it to",
			`add a condition on "aws:SourceArn" or "aws:SourceAccount"`)
	}
}

// serviceBySomeKey reports a service that is limited by a key of some services alone.
func serviceBySomeKey(s *statement) {
	if s.allowsService() && !s.asksFor(sourceKeys...) && s.asksFor(otherSourceKeys...) {
		s.report(s.at+"/Principal/Service", "only some services send the key that says for whom they act",
			`use "aws:SourceArn" or "aws:SourceAccount" instead`)
	}
}

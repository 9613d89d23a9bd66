package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// actions checks Action and NotAction.
func (s statementLinter) actions() {
	s.eachAction(s.action)
	s.redundant("Action", s.Action, "REDUNDANT_ACTION", match.LowerCase, match.MatchFold)
	switch s.kind {
	case iampolicy.KindRepository, iampolicy.KindRegistry:
		s.eachAction(s.actionOfECR)
	case iampolicy.KindTrust:
		s.eachAction(s.actionOfTrust)
	}
}

// action checks that an action of ECR exists. Of other services only the form
// is known.
func (s statementLinter) action(at, action string) {
	service, name, ok := strings.Cut(action, ":")
	lower := match.LowerCase(service)
	switch {
	case action == "*" || strings.Contains(action, "${"): // variables reports the second
	case !ok || service == "" || name == "":
		s.add("INVALID_ACTION", at, match.Quote(action)+` is not of the form service:Name`, s.didYouMean(action))
	case match.HasWildcard(service):
		s.add("WILDCARD_IN_SERVICE_NAME", at, "a wildcard before the colon covers services to come", "name the services")
	case lower == "ecr" || lower == "ecr-public":
		s.ecrAction(at, action, lower)
	case strings.HasPrefix(lower, "ecr"):
		s.add("INVALID_SERVICE_IN_ACTION", at, "there is no service "+match.Quote(service), s.didYouMean(action))
	}
}

// ecrAction checks an action, or a pattern for actions, against the table.
func (s statementLinter) ecrAction(at, action, service string) {
	if matchesKnown(action) {
		return
	}
	message := match.Quote(action) + " does not exist in " + iampolicy.ActionsEdition
	if match.HasWildcard(action) {
		message = "no action of " + service + " matches " + match.Quote(action)
	}
	if service == "ecr-public" && s.isPull(action[len("ecr-public:"):]) {
		s.add("INVALID_ACTION", at, message+"; pulling from the public gallery takes no such permission", `drop it; "ecr-public:GetAuthorizationToken" and "sts:GetServiceBearerToken" are enough`)
		return
	}
	s.add("INVALID_ACTION", at, message, s.didYouMean(action))
}

// matchesKnown reports whether an action of the table fits the pattern.
func matchesKnown(pattern string) bool {
	least := len(pattern) - strings.Count(pattern, "*")
	for a := range iampolicy.Actions() {
		if len(a.Name) >= least && match.MatchFold(pattern, a.Name) {
			return true
		}
	}
	return false
}

// isPull reports whether the name, which ECR Public does not have, is or seems
// to be an action of the private registry, where one that sounds like a pull
// is meant at most.
func (l *linter) isPull(name string) bool {
	if _, ok := iampolicy.LookupAction("ecr:" + name); ok {
		return true
	}
	n := "ecr:" + nearestAction(name, l.actionsOf("ecr"))
	return n == iampolicy.ECRBatchGetImage || n == iampolicy.ECRGetDownloadUrlForLayer
}

// didYouMean returns the fix for a misspelled action.
func (s statementLinter) didYouMean(action string) string {
	if n := s.nearest(action); n != "" {
		return "write " + match.Quote(n)
	}
	return "look the name up in the Service Authorization Reference"
}

// nearest returns the action of ECR that is spelled most like action,
// which may have another service or none, or "".
func (l *linter) nearest(action string) string {
	service, name, ok := strings.Cut(strings.TrimRight(action, "*"), ":")
	if !ok {
		service, name = "ecr", service
	}
	if !strings.Contains(match.LowerCase(service), "public") {
		service = "ecr"
	} else {
		service = "ecr-public"
	}
	if n := nearestAction(name, l.actionsOf(service)); n != "" {
		return service + ":" + n
	}
	return ""
}

// actionsOf returns the words of a service's actions, which are taken apart
// when the first one is misspelled.
func (l *linter) actionsOf(service string) []actionWords {
	if l.words == nil {
		l.words = map[string][]actionWords{}
		for a := range iampolicy.Actions() {
			service, name, _ := strings.Cut(a.Name, ":")
			l.words[service] = append(l.words[service], newActionWords(name))
		}
	}
	return l.words[service]
}

// actionOfECR reports actions of other services in a policy that ECR stores.
func (s statementLinter) actionOfECR(at, action string) {
	service, _, ok := strings.Cut(match.LowerCase(action), ":")
	if ok && service != "ecr" && service != "ecr-public" && !match.HasWildcard(service) {
		s.add("UNSUPPORTED_ACTION_IN_POLICY", at, "ECR takes no actions of "+service+" in its policies", "move the action to an identity policy")
	}
}

// actionOfTrust checks that a trust policy is about assuming the role, and in
// the way that its principals do.
func (s statementLinter) actionOfTrust(at, action string) {
	name, isSTS := strings.CutPrefix(match.LowerCase(action), "sts:")
	switch federated := s.Principal.Federated.Items != nil; {
	case !isSTS && action != "*":
		s.add("UNSUPPORTED_ACTION_IN_POLICY", at, "a trust policy is about assuming the role", `write "sts:AssumeRole"`)
	case name == "assumerole" && federated && s.Principal.AWS.Items == nil && s.Principal.Service.Items == nil:
		s.add("MISMATCHED_ACTION_FOR_PRINCIPAL", at, "federated principals do not call sts:AssumeRole", `write "sts:AssumeRoleWithWebIdentity" or "sts:AssumeRoleWithSAML"`)
	case (name == "assumerolewithwebidentity" || name == "assumerolewithsaml") && !federated && !s.Principal.IsZero():
		s.add("MISMATCHED_ACTION_FOR_PRINCIPAL", at, "only federated principals call "+match.Quote(action), `write "sts:AssumeRole"`)
	}
}

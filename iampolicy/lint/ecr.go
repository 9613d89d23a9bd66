package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// repository checks what is special to policies about Amazon ECR in one statement.
func (s statementLinter) repository() {
	if s.kind == iampolicy.KindRepository {
		s.noResource("ECR_RESOURCE_IN_REPOSITORY_POLICY", "a repository policy is about its repository, and ECR refuses a resource in it")
	}
	s.each("Action", s.Action, s.actionNeedsStar)
	s.each("Action", s.Action, s.actionInPlace)
	s.tokenInsideVPC()
	s.each("Action", s.Action, s.tagOfNothing)
	s.otherService()
	s.each("Principal/Service", s.Principal.Service, s.servicePullsWithRole)
}

// IsToken reports whether action is GetAuthorizationToken of either service.
func isToken(action string) bool {
	return match.EqualFold(action, iampolicy.ECRGetAuthorizationToken) || match.EqualFold(action, iampolicy.ECRPublicGetAuthorizationToken)
}

// scoped reports whether the statement names resources and none of them covers
// an action that has no resource type.
func scoped(s *iampolicy.Statement) bool {
	return len(s.Resource.Items) > 0 && !onEverything(s)
}

// actionNeedsStar reports an action without resource type beside ARNs. The
// token has a code of its own and is judged with all statements in view.
func (s statementLinter) actionNeedsStar(at, action string) {
	if a, ok := iampolicy.LookupAction(action); ok && a.WildcardOnly() && !isToken(action) && scoped(s.Statement) && s.kind != iampolicy.KindRepository {
		s.add("ECR_ACTION_SCOPED_TO_ARN", at, a.Name+" has no resource type, so it counts on Resource \"*\" only", `move it to a statement with "Resource": "*"`)
	}
}

// actionInPlace reports actions that the policy's kind cannot grant.
func (s statementLinter) actionInPlace(at, action string) {
	a, ok := iampolicy.LookupAction(action)
	switch {
	case !ok || !s.ofRegistry():
	case isToken(action):
		s.add("ECR_TOKEN_IN_RESOURCE_POLICY", at, "the token is for the caller, not for a repository, so only an identity policy can grant it", "move it to the identity policy of the caller")
	case a.WildcardOnly() && s.kind == iampolicy.KindRepository:
		s.add("ECR_REGISTRY_ACTION_IN_REPOSITORY_POLICY", at, a.Name+" is not about a repository", "move it to an identity policy")
	case s.kind == iampolicy.KindRegistry && !isV1RegistryAction(a.Name):
		s.add("ECR_REGISTRY_POLICY_V2_ACTION", at, a.Name+" counts in a registry policy only where the account's scope is V2, the default since December 2024", "check with aws ecr get-account-setting --name REGISTRY_POLICY_SCOPE")
	}
}

// isV1RegistryAction reports whether registry policies took the action from the beginning.
func isV1RegistryAction(name string) bool {
	return name == iampolicy.ECRReplicateImage || name == iampolicy.ECRBatchImportUpstreamImage || name == iampolicy.ECRCreateRepository
}

// tokenInsideVPC reports a token that is granted to callers inside a VPC only,
// or denied to all others: on Fargate the platform fetches the token.
func (s statementLinter) tokenInsideVPC() {
	token := tokenAction(s.Statement)
	if token == "" || s.takesPrincipal() {
		return
	}
	s.eachCondition(func(at string, c iampolicy.Condition) {
		if op := newOperatorParts(c.Operator); isVPCKey(c.Key) && failsWithoutKey(op) == (s.Effect == iampolicy.EffectAllow) && op.base != "null" {
			s.add("ECR_TOKEN_VPC_CONDITION", at, "Fargate fetches the token from outside your VPC, where the key is absent", `grant "`+token+`" in a statement without this condition`)
		}
	})
}

// tokenAction returns the token action that the statement names, or "".
func tokenAction(s *iampolicy.Statement) string {
	for _, a := range s.Action.Items {
		if isToken(a) {
			return a
		}
	}
	return ""
}

func isVPCKey(key string) bool {
	return match.EqualFold(key, "aws:SourceVpc") || match.EqualFold(key, "aws:SourceVpce")
}

// failsWithoutKey reports whether an operator is false when its key is absent.
func failsWithoutKey(op operatorParts) bool {
	return !op.ifExists && op.quantifier != match.AllValues && !strings.Contains(op.base, "not")
}

// tagOfNothing reports an action without resource type that is allowed only if
// the resource has a tag: there is no resource, so the key is absent.
func (s statementLinter) tagOfNothing(at, action string) {
	a, ok := iampolicy.LookupAction(action)
	if !ok || !a.WildcardOnly() || s.Effect != iampolicy.EffectAllow {
		return
	}
	s.eachCondition(func(_ string, c iampolicy.Condition) {
		op := newOperatorParts(c.Operator)
		if isResourceTag(c.Key) && failsWithoutKey(op) && op.base != "null" {
			s.add("ECR_TAG_CONDITION_WITHOUT_RESOURCE", at, a.Name+" is about no resource, so "+match.Quote(c.Key)+" is absent and nothing is allowed", "move it to a statement without this condition")
		}
	})
}

func isResourceTag(key string) bool {
	key = match.LowerCase(key)
	return strings.HasPrefix(key, "aws:resourcetag/") || strings.HasPrefix(key, "ecr:resourcetag/") || strings.HasPrefix(key, "ecr-public:resourcetag/")
}

// otherService reports ARNs of other services in a statement about ECR alone.
func (s statementLinter) otherService() {
	if !isAboutECR(s.Statement) {
		return
	}
	s.each("Resource", s.Resource, func(at, resource string) {
		if a, ok := match.SplitOutsideVariables(resource, match.Variables); ok && a[match.ARNPrefix] == "arn" && !match.IsOpen(a[match.ARNService]) && !match.IsECR(match.LowerCase(a[match.ARNService])) {
			s.add("ECR_RESOURCE_OF_OTHER_SERVICE", at, "no action of ECR is about "+match.Quote(a[match.ARNService]), "write the ARN of a repository, arn:aws:ecr:REGION:ACCOUNT:repository/NAME")
		}
	})
}

// isAboutECR reports whether every action of the statement is one of ECR.
func isAboutECR(s *iampolicy.Statement) bool {
	for _, a := range s.Action.Items {
		if service, _, _ := strings.Cut(match.LowerCase(a), ":"); !match.IsECR(service) {
			return false
		}
	}
	return len(s.Action.Items) > 0
}

// roleServices are services that pull with a role of the account.
var roleServices = [...]string{
	"batch.amazonaws.com", "build.apprunner.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com",
	"ecs.amazonaws.com", "eks.amazonaws.com", "sagemaker.amazonaws.com", "tasks.apprunner.amazonaws.com",
}

func (s statementLinter) servicePullsWithRole(at, service string) {
	for _, r := range roleServices {
		if s.kind == iampolicy.KindRepository && match.EqualFold(r, service) {
			s.add("ECR_SERVICE_PULLS_WITH_ROLE", at, service+" pulls with a role of the account, never by its own name", `name the role or its account under "AWS"`)
		}
	}
}

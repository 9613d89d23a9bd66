package iampolicy

import "strings"

// repository checks what is special to policies about Amazon ECR in one statement.
func (s statementLinter) repository() {
	if s.kind == KindRepository {
		s.noResource("ECR_RESOURCE_IN_REPOSITORY_POLICY", "a repository policy is about its repository, and ECR refuses a resource in it")
	}
	s.each("Action", s.Action, s.actionNeedsStar)
	s.each("Action", s.Action, s.actionInPlace)
	s.tokenInsideVPC()
	s.each("Action", s.Action, s.tagOfNothing)
	s.otherService()
	s.each("Principal/Service", s.Principal.Service, s.servicePullsWithRole)
}

// isToken reports whether action is GetAuthorizationToken of either service.
func isToken(action string) bool {
	return equalFold(action, ECRGetAuthorizationToken) || equalFold(action, ECRPublicGetAuthorizationToken)
}

// scoped reports whether the statement names resources and none of them covers
// an action that has no resource type.
func (s *Statement) scoped() bool {
	return len(s.Resource.Items) > 0 && !s.onEverything()
}

// actionNeedsStar reports an action without resource type beside ARNs. The
// token has a code of its own and is judged with all statements in view.
func (s statementLinter) actionNeedsStar(at, action string) {
	if a, ok := LookupAction(action); ok && a.WildcardOnly() && !isToken(action) && s.scoped() && s.kind != KindRepository {
		s.add("ECR_ACTION_SCOPED_TO_ARN", at, a.Name+" has no resource type, so it counts on Resource \"*\" only", `move it to a statement with "Resource": "*"`)
	}
}

// actionInPlace reports actions that the policy's kind cannot grant.
func (s statementLinter) actionInPlace(at, action string) {
	a, ok := LookupAction(action)
	switch {
	case !ok || !s.ofRegistry():
	case isToken(action):
		s.add("ECR_TOKEN_IN_RESOURCE_POLICY", at, "the token is for the caller, not for a repository, so only an identity policy can grant it", "move it to the identity policy of the caller")
	case a.WildcardOnly() && s.kind == KindRepository:
		s.add("ECR_REGISTRY_ACTION_IN_REPOSITORY_POLICY", at, a.Name+" is not about a repository", "move it to an identity policy")
	case s.kind == KindRegistry && !isV1RegistryAction(a.Name):
		s.add("ECR_REGISTRY_POLICY_V2_ACTION", at, a.Name+" counts in a registry policy only where the account's scope is V2, the default since December 2024", "check with aws ecr get-account-setting --name REGISTRY_POLICY_SCOPE")
	}
}

// isV1RegistryAction reports whether registry policies took the action from the beginning.
func isV1RegistryAction(name string) bool {
	return name == ECRReplicateImage || name == ECRBatchImportUpstreamImage || name == ECRCreateRepository
}

// tokenInsideVPC reports a token that is granted to callers inside a VPC only,
// or denied to all others: on Fargate the platform fetches the token.
func (s statementLinter) tokenInsideVPC() {
	token := s.tokenAction()
	if token == "" || s.takesPrincipal() {
		return
	}
	s.eachCondition(func(at string, c Condition) {
		if op := newOperatorParts(c.Operator); isVPCKey(c.Key) && failsWithoutKey(op) == (s.Effect == EffectAllow) && op.base != "null" {
			s.add("ECR_TOKEN_VPC_CONDITION", at, "Fargate fetches the token from outside your VPC, where the key is absent", `grant "`+token+`" in a statement without this condition`)
		}
	})
}

// tokenAction returns the token action that the statement names, or "".
func (s *Statement) tokenAction() string {
	for _, a := range s.Action.Items {
		if isToken(a) {
			return a
		}
	}
	return ""
}

func isVPCKey(key string) bool {
	return equalFold(key, "aws:SourceVpc") || equalFold(key, "aws:SourceVpce")
}

// failsWithoutKey reports whether an operator is false when its key is absent.
func failsWithoutKey(op operatorParts) bool {
	return !op.ifExists && op.quantifier != allValues && !strings.Contains(op.base, "not")
}

// tagOfNothing reports an action without resource type that is allowed only if
// the resource has a tag: there is no resource, so the key is absent.
func (s statementLinter) tagOfNothing(at, action string) {
	a, ok := LookupAction(action)
	if !ok || !a.WildcardOnly() || s.Effect != EffectAllow {
		return
	}
	s.eachCondition(func(_ string, c Condition) {
		op := newOperatorParts(c.Operator)
		if isResourceTag(c.Key) && failsWithoutKey(op) && op.base != "null" {
			s.add("ECR_TAG_CONDITION_WITHOUT_RESOURCE", at, a.Name+" is about no resource, so "+quoteText(c.Key)+" is absent and nothing is allowed", "move it to a statement without this condition")
		}
	})
}

func isResourceTag(key string) bool {
	key = lowerCase(key)
	return strings.HasPrefix(key, "aws:resourcetag/") || strings.HasPrefix(key, "ecr:resourcetag/") || strings.HasPrefix(key, "ecr-public:resourcetag/")
}

// otherService reports ARNs of other services in a statement about ECR alone.
func (s statementLinter) otherService() {
	if !s.isAboutECR() {
		return
	}
	s.each("Resource", s.Resource, func(at, resource string) {
		if a, ok := splitOutsideVariables(resource, variables); ok && a[arnPrefix] == "arn" && !isOpen(a[arnService]) && !isECR(lowerCase(a[arnService])) {
			s.add("ECR_RESOURCE_OF_OTHER_SERVICE", at, "no action of ECR is about "+quoteText(a[arnService]), "write the ARN of a repository, arn:aws:ecr:REGION:ACCOUNT:repository/NAME")
		}
	})
}

// isAboutECR reports whether every action of the statement is one of ECR.
func (s *Statement) isAboutECR() bool {
	for _, a := range s.Action.Items {
		if service, _, _ := strings.Cut(lowerCase(a), ":"); !isECR(service) {
			return false
		}
	}
	return len(s.Action.Items) > 0
}

func isECR(service string) bool { return service == "ecr" || service == "ecr-public" }

// roleServices are services that pull with a role of the account.
var roleServices = [...]string{
	"batch.amazonaws.com", "build.apprunner.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com",
	"ecs.amazonaws.com", "eks.amazonaws.com", "sagemaker.amazonaws.com", "tasks.apprunner.amazonaws.com",
}

func (s statementLinter) servicePullsWithRole(at, service string) {
	for _, r := range roleServices {
		if s.kind == KindRepository && equalFold(r, service) {
			s.add("ECR_SERVICE_PULLS_WITH_ROLE", at, service+" pulls with a role of the account, never by its own name", `name the role or its account under "AWS"`)
		}
	}
}

package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// otherAction reports what is not about assuming the role, and in a policy that ECR
// stores, actions of other services.
func otherAction(a *action) {
	switch {
	case a.kind == iampolicy.KindTrust:
		if a.service != "sts" && a.text != "*" {
			a.report(a.at, "a trust policy is about assuming the role", `write "sts:AssumeRole"`)
		}
	case a.service != "" && !match.IsECR(a.service) && !match.HasWildcard(a.service):
		a.report(a.at, "ECR takes no actions of "+quote.Text(a.service)+" in its policies", "move the action to an identity policy")
	}
}

// mismatchedAction checks that the role is assumed in the way that its principals do.
func mismatchedAction(a *action) {
	p, name := a.Principal, match.LowerCase(a.text)
	switch federated := p.Federated.Items != nil; {
	case name == "sts:assumerole" && federated && p.AWS.Items == nil && p.Service.Items == nil:
		a.report(a.at, "federated principals do not call sts:AssumeRole", `write "sts:AssumeRoleWithWebIdentity" or "sts:AssumeRoleWithSAML"`)
	case (name == "sts:assumerolewithwebidentity" || name == "sts:assumerolewithsaml") && !federated && !p.IsZero():
		a.report(a.at, "only federated principals call "+quote.Text(a.text), `write "sts:AssumeRole"`)
	}
}

// taskService is whom the roles of ECS tasks trust.
const taskService = "ecs-tasks.amazonaws.com"

// sourceThatNoTaskHas reports an aws:SourceArn with which no ECS task comes. A
// cluster cannot be named:
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
func sourceThatNoTaskHas(v *value) {
	if !v.allows() || v.name != "aws:sourcearn" || !v.op.compares() || v.op.negated() || !onlyService(v.statement, taskService) {
		return
	}
	a, ok := match.SplitARN(v.text)
	kind, _, _ := strings.Cut(a[match.ARNResource], "/")
	switch {
	case !ok || match.HasVariable(v.text) || match.HasWildcard(a[match.ARNService]):
	case a[match.ARNService] == "ecs" && (strings.HasPrefix(kind, "*") || matches(kind, "task")):
	default:
		fixed := a
		fixed[match.ARNService], fixed[match.ARNResource] = "ecs", "*"
		v.report(v.at(), "no task comes with "+quote.Text(v.text)+": ECS names no cluster, service or task definition there",
			"write "+literal(fixed.String()))
	}
}

// onlyService reports whether the statement is about one service and nobody else.
func onlyService(s *statement, service string) bool {
	p := s.Principal
	if p.Any || p.AWS.Items != nil || p.Federated.Items != nil || len(p.Service.Items) == 0 {
		return false
	}
	for _, name := range p.Service.Items {
		if !match.EqualFold(name, service) {
			return false
		}
	}
	return true
}

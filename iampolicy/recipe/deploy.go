package recipe

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Deploy lets a deploy tool put new revisions of one task definition family
// into one ECS service (ARN with the cluster's name), passing the roles (ARNs)
// that the tasks use.
func Deploy(service, family string, roles ...string) (iampolicy.Document, error) {
	a, _ := match.SplitARN(service)
	parts := strings.Split(a[5], "/")
	switch {
	case !isARN(service, "ecs", "service/") || len(parts) != 3 || parts[1] == "" || parts[2] == "":
		return iampolicy.Document{}, recipeError("Deploy", service, "not the ARN of a service in a named cluster",
			"give one of the form arn:aws:ecs:…:service/cluster/service")
	case family == "":
		return iampolicy.Document{}, recipeError("Deploy", "", "no task definition family is given", "give its name")
	}
	if err := checkARNs("Deploy", "iam", "role/", roles); err != nil {
		return iampolicy.Document{}, err
	}
	owner := strings.TrimSuffix(service, a[5])
	return iampolicy.NewDocument(
		iampolicy.Allow("ecs:DescribeServices", "ecs:UpdateService", "ecs:RegisterTaskDefinition", "ecs:DescribeTasks", "ecs:ListTasks").
			On(service, owner+"task-definition/"+family+":*", owner+"task/"+parts[1]+"/*", owner+"container-instance/"+parts[1]+"/*"),
		iampolicy.Allow("ecs:DescribeTaskDefinition", "ecs:DeregisterTaskDefinition", "ecs:ListTaskDefinitions",
			iampolicy.ECRGetAuthorizationToken).On("*"),
		iampolicy.Allow("iam:PassRole").On(roles...),
	), nil
}

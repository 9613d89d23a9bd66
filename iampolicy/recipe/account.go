package recipe

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// KMSCreateRepository lets its holder create repositories that are encrypted
// with the KMS keys (ARNs). Pulling from them needs no KMS permission. The Id
// is AWS's own; IAM takes it in an identity policy, though its grammar does not.
func KMSCreateRepository(keys ...string) (iampolicy.Document, error) {
	if err := checkARNs("KMSCreateRepository", "kms", "key/", keys); err != nil {
		return iampolicy.Document{}, err
	}
	d := iampolicy.NewDocument(iampolicy.Allow("kms:CreateGrant", "kms:RetireGrant", "kms:DescribeKey").On(keys...).
		Named("AllowAccessToCreateAndRetireTheGrantsAssociatedWithTheKeyAsWellAsDescribeTheKey"))
	d.ID = "ecr-kms-permissions"
	return d, nil
}

// CreateTagged lets its holder create and tag repositories, but only with one
// of the values for the tag key.
func CreateTagged(key string, values ...string) (iampolicy.Document, error) {
	if key == "" {
		return iampolicy.Document{}, recipeError("CreateTagged", "", "no tag key is given", "give one such as environment")
	}
	if err := checkSome("CreateTagged", "tag value", values); err != nil {
		return iampolicy.Document{}, err
	}
	tagged := func(action, sid string) iampolicy.Statement {
		s := iampolicy.Allow(action).On("*").When("StringEquals", "aws:RequestTag/"+key, values...).Named(sid)
		s.Action = asList(s.Action)
		return s
	}
	return iampolicy.NewDocument(tagged(iampolicy.ECRCreateRepository, "AllowCreateTaggedRepository"), tagged(iampolicy.ECRTagResource, "AllowTagRepository")), nil
}

// OrgPerimeter is the resource control policy that denies ECR to everyone
// outside the organizations, but for AWS's own services.
func OrgPerimeter(organizations ...string) (iampolicy.Document, error) {
	if err := checkIDs("OrgPerimeter", "an organization", "o-", organizations); err != nil {
		return iampolicy.Document{}, err
	}
	s := iampolicy.Deny("ecr:*").On("*").For(iampolicy.Anyone()).
		When("StringNotEqualsIfExists", "aws:PrincipalOrgID", organizations...).
		When("BoolIfExists", "aws:PrincipalIsAWSService", "false").Named("EnforceOrgIdentities")
	s.Action = asList(s.Action)
	return iampolicy.NewDocument(s), nil
}

// Deploy lets a deploy tool put new revisions of one task definition family
// into one ECS service (ARN with the cluster's name), passing the roles (ARNs)
// that the tasks use.
func Deploy(service, family string, roles ...string) (iampolicy.Document, error) {
	a, _ := match.SplitARN(service)
	parts := strings.Split(a[5], "/")
	switch {
	case a[2] != "ecs" || len(parts) != 3 || parts[0] != "service" || parts[1] == "" || parts[2] == "":
		return iampolicy.Document{}, recipeError("Deploy", service, "not the ARN of a service in a named cluster", "give one of the form arn:aws:ecs:…:service/cluster/service")
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
		iampolicy.Allow("ecs:DescribeTaskDefinition", "ecs:DeregisterTaskDefinition", "ecs:ListTaskDefinitions", iampolicy.ECRGetAuthorizationToken).On("*"),
		iampolicy.Allow("iam:PassRole").On(roles...),
	), nil
}

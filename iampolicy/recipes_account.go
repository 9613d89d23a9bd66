package iampolicy

import "strings"

// KMSCreateRepository lets its holder create repositories that are encrypted
// with the KMS keys (ARNs). Pulling from them needs no KMS permission. The Id
// is AWS's own; IAM takes it in an identity policy, though its grammar does not.
func KMSCreateRepository(keys ...string) (Document, error) {
	if err := checkARNs("KMSCreateRepository", "kms", "key/", keys); err != nil {
		return Document{}, err
	}
	d := NewDocument(Allow("kms:CreateGrant", "kms:RetireGrant", "kms:DescribeKey").On(keys...).
		Named("AllowAccessToCreateAndRetireTheGrantsAssociatedWithTheKeyAsWellAsDescribeTheKey"))
	d.ID = "ecr-kms-permissions"
	return d, nil
}

// CreateTagged lets its holder create and tag repositories, but only with one
// of the values for the tag key.
func CreateTagged(key string, values ...string) (Document, error) {
	if key == "" {
		return Document{}, recipeError("CreateTagged", "", "no tag key is given", "give one such as environment")
	}
	if err := checkSome("CreateTagged", "tag value", values); err != nil {
		return Document{}, err
	}
	tagged := func(action, sid string) Statement {
		s := Allow(action).On("*").When("StringEquals", "aws:RequestTag/"+key, values...).Named(sid)
		s.Action = asList(s.Action)
		return s
	}
	return NewDocument(tagged(ECRCreateRepository, "AllowCreateTaggedRepository"), tagged(ECRTagResource, "AllowTagRepository")), nil
}

// OrgPerimeter is the resource control policy that denies ECR to everyone
// outside the organizations, but for AWS's own services.
func OrgPerimeter(organizations ...string) (Document, error) {
	if err := checkIDs("OrgPerimeter", "an organization", "o-", organizations); err != nil {
		return Document{}, err
	}
	s := Deny("ecr:*").On("*").For(Anyone()).
		When("StringNotEqualsIfExists", "aws:PrincipalOrgID", organizations...).
		When("BoolIfExists", "aws:PrincipalIsAWSService", "false").Named("EnforceOrgIdentities")
	s.Action = asList(s.Action)
	return NewDocument(s), nil
}

// Deploy lets a deploy tool put new revisions of one task definition family
// into one ECS service (ARN with the cluster's name), passing the roles (ARNs)
// that the tasks use.
func Deploy(service, family string, roles ...string) (Document, error) {
	a, _ := splitARN(service)
	parts := strings.Split(a[5], "/")
	switch {
	case a[2] != "ecs" || len(parts) != 3 || parts[0] != "service" || parts[1] == "" || parts[2] == "":
		return Document{}, recipeError("Deploy", service, "not the ARN of a service in a named cluster", "give one of the form arn:aws:ecs:…:service/cluster/service")
	case family == "":
		return Document{}, recipeError("Deploy", "", "no task definition family is given", "give its name")
	}
	if err := checkARNs("Deploy", "iam", "role/", roles); err != nil {
		return Document{}, err
	}
	owner := strings.TrimSuffix(service, a[5])
	return NewDocument(
		Allow("ecs:DescribeServices", "ecs:UpdateService", "ecs:RegisterTaskDefinition", "ecs:DescribeTasks", "ecs:ListTasks").
			On(service, owner+"task-definition/"+family+":*", owner+"task/"+parts[1]+"/*", owner+"container-instance/"+parts[1]+"/*"),
		Allow("ecs:DescribeTaskDefinition", "ecs:DeregisterTaskDefinition", "ecs:ListTaskDefinitions", ECRGetAuthorizationToken).On("*"),
		Allow("iam:PassRole").On(roles...),
	), nil
}

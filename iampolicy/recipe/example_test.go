package recipe_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
)

// The role that pulls for a task writes its logs and reads its secrets as well.
func Example_runTasks() {
	image := ecrref.MustParse("111122223333.dkr.ecr.us-west-2.amazonaws.com/app:v1")
	logs := "arn:aws:logs:us-west-2:111122223333:log-group:/ecs/app"
	secret := "arn:aws:secretsmanager:us-west-2:111122223333:secret:db-AbCdEf"

	execution, err := recipe.TaskExecution([]ecrref.Ref{image}, []string{logs}, []string{secret})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range execution.Statement.Items {
		fmt.Println(s.Action.Items)
	}
	secrets, err := recipe.TaskSecrets(secret) // the secrets alone
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(secrets.Statement.Items[0].Action.Items)
	// Output:
	// [ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer]
	// [ecr:GetAuthorizationToken]
	// [logs:CreateLogStream logs:PutLogEvents]
	// [secretsmanager:GetSecretValue]
	// [secretsmanager:GetSecretValue]
}

func Example_runTasksFromAVPC() {
	// every image, but through this VPC only
	execution, err := recipe.TaskExecutionFromVPC("vpc-0a1b2c3d", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range execution.Statement.Items {
		fmt.Println(s.Action.Items)
		for _, c := range s.Condition {
			fmt.Println("if", c.Key, c.Operator, c.Values.Items[0].Text)
		}
	}
	// Output:
	// [ecr:GetAuthorizationToken logs:CreateLogStream logs:PutLogEvents]
	// [ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage]
	// if aws:sourceVpc StringEquals vpc-0a1b2c3d
}

// A role has a second policy, which says who may assume it.
func Example_haveRolesAssumed() {
	fmt.Println(recipe.TrustECSTasks().Statement.Items[0].Principal.Service.Items)
	fmt.Println(recipe.TrustEC2().Statement.Items[0].Principal.Service.Items) // for container instances

	// for the tasks of this account only
	narrow, err := recipe.TrustECSTasksFrom("us-west-2", "111122223333")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range narrow.Statement.Items[0].Condition {
		fmt.Println("if", c.Key, c.Operator, c.Values.Items[0].Text)
	}
	// Output:
	// [ecs-tasks.amazonaws.com]
	// [ec2.amazonaws.com]
	// if aws:SourceArn ArnLike arn:aws:ecs:us-west-2:111122223333:*
	// if aws:SourceAccount StringEquals 111122223333
}

func Example_deploy() {
	deploy, err := recipe.Deploy("arn:aws:ecs:us-west-2:111122223333:service/prod/app", "app",
		"arn:aws:iam::111122223333:role/ecsTaskExecutionRole")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range deploy.Statement.Items {
		fmt.Println(s.Action.Items)
	}
	// Output:
	// [ecs:DescribeServices ecs:UpdateService ecs:RegisterTaskDefinition ecs:DescribeTasks ecs:ListTasks]
	// [ecs:DescribeTaskDefinition ecs:DeregisterTaskDefinition ecs:ListTaskDefinitions ecr:GetAuthorizationToken]
	// [iam:PassRole]
}

func Example_pull() {
	image := ecrref.MustParse("111122223333.dkr.ecr.us-west-2.amazonaws.com/app:v1")
	pull, err := recipe.PullFromVPC("", "vpce-0a1b2c3d", image)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range pull.Statement.Items {
		fmt.Println(s.Action.Items)
		for _, c := range s.Condition {
			fmt.Println("if", c.Key, c.Operator, c.Values.Items[0].Text)
		}
	}
	fmt.Println(recipe.PublicLogin().Statement.Items[0].Action.Items)
	// Output:
	// [ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer]
	// if aws:sourceVpce StringEquals vpce-0a1b2c3d
	// [ecr:GetAuthorizationToken]
	// [ecr-public:GetAuthorizationToken sts:GetServiceBearerToken]
}

func Example_push() {
	image := ecrref.MustParse("111122223333.dkr.ecr.us-west-2.amazonaws.com/app:v1")
	signed, err := recipe.PushSigned("arn:aws:signer:us-west-2:111122223333:/signing-profiles/ecr", image)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range signed.Statement.Items[1:] {
		fmt.Println(s.Action.Items, "on", s.Resource.Items)
	}
	fmt.Println(len(recipe.PushAll().Statement.Items[0].Action.Items), "actions on every repository")
	// Output:
	// [signer:SignPayload] on [arn:aws:signer:us-west-2:111122223333:/signing-profiles/ecr]
	// [ecr:GetAuthorizationToken] on [*]
	// 6 actions on every repository
}

// A repository says itself who may come, from which account and from where.
func Example_shareARepository() {
	push, err := recipe.RepositoryPush("arn:aws:iam::444455556666:role/build")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, action := range push.Statement.Items[0].Action.Items {
		fmt.Println(action)
	}
	pull, err := recipe.RepositoryPull("444455556666")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(pull.Statement.Items[0].Principal.AWS.Items, pull.Statement.Items[0].Action.Items)
	organization, err := recipe.RepositoryPullOrg("o-example1234")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("if", organization.Statement.Items[0].Condition[0].Key, "is o-example1234")
	outside, err := recipe.RepositoryDenyOutside("192.0.2.0/24")
	if err != nil {
		fmt.Println(err)
		return
	}
	deny := outside.Statement.Items[0]
	fmt.Println(deny.Effect, "if", deny.Condition[0].Operator, "192.0.2.0/24")
	// Output:
	// ecr:BatchCheckLayerAvailability
	// ecr:CompleteLayerUpload
	// ecr:InitiateLayerUpload
	// ecr:PutImage
	// ecr:UploadLayerPart
	// [444455556666] [ecr:BatchGetImage ecr:GetDownloadUrlForLayer]
	// if aws:PrincipalOrgID is o-example1234
	// Deny if NotIpAddress 192.0.2.0/24
}

func Example_letAServicePull() {
	own := recipe.RepositoryLambda() // for functions of the repository's own account
	fmt.Println(own.Statement.Items[0].Principal.Service.Items, own.Statement.Items[0].Action.Items)

	others, err := recipe.RepositoryLambdaFrom("us-west-2", "444455556666")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range others.Statement.Items {
		fmt.Println(s.SID, s.Principal.AWS.Items, s.Principal.Service.Items)
	}
	build, err := recipe.RepositoryCodeBuild("arn:aws:codebuild:us-west-2:111122223333:project/app")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range build.Statement.Items[0].Condition {
		fmt.Println("if", c.Key, c.Operator, c.Values.Items[0].Text)
	}
	// Output:
	// [lambda.amazonaws.com] [ecr:BatchGetImage ecr:GetDownloadUrlForLayer]
	// CrossAccountPermission [arn:aws:iam::444455556666:root] []
	// LambdaECRImageCrossAccountRetrievalPolicy [] [lambda.amazonaws.com]
	// if aws:SourceArn ArnLike arn:aws:codebuild:us-west-2:111122223333:project/app
	// if aws:SourceAccount StringEquals 111122223333
}

// The first pull of an image through a cache rule also imports it, and makes its
// repository.
func Example_pullThroughACache() {
	image := ecrref.MustParse("111122223333.dkr.ecr.us-west-2.amazonaws.com/docker-hub/library/nginx:1.27")
	role, err := recipe.PullThroughCache(image)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, action := range role.Statement.Items[0].Action.Items {
		fmt.Println(action)
	}
	prefix, err := recipe.PullThroughCachePrefix(image.Registry(), "docker-hub")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(prefix.Statement.Items[0].Resource.Items)
	others := []string{"444455556666"}
	registry, err := recipe.PullThroughCacheRegistry(image.Registry(), others, "docker-hub")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(registry.Statement.Items[0].Principal.AWS.Items, registry.Statement.Items[0].Action.Items)
	secret := "arn:aws:secretsmanager:us-west-2:111122223333:secret:ecr-pullthroughcache/hub-AbCdEf"
	credentials, err := recipe.PullThroughCacheSecret(secret)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(credentials.Statement.Items[0].Action.Items)
	// Output:
	// ecr:BatchCheckLayerAvailability
	// ecr:BatchGetImage
	// ecr:GetDownloadUrlForLayer
	// ecr:BatchImportUpstreamImage
	// ecr:CreateRepository
	// [arn:aws:ecr:us-west-2:111122223333:repository/docker-hub/*]
	// [444455556666] [ecr:CreateRepository ecr:BatchImportUpstreamImage]
	// [secretsmanager:GetSecretValue]
}

// Where the upstream is ECR too, the cache pulls with a role, and the upstream
// lets its account in.
func Example_fillACacheFromAnotherRegistry() {
	fmt.Println(len(recipe.PullThroughCacheRole().Statement.Items[0].Action.Items), "actions")
	fmt.Println(recipe.TrustPullThroughCache().Statement.Items[0].Principal.Service.Items)
	upstream, _ := ecrref.PrivateRegistry("444455556666", "us-west-2")
	policy, err := recipe.PullThroughCacheUpstream(upstream, "111122223333")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, action := range policy.Statement.Items[0].Action.Items {
		fmt.Println(action)
	}
	// Output:
	// 9 actions
	// [pullthroughcache.ecr.amazonaws.com]
	// ecr:BatchGetImage
	// ecr:GetDownloadUrlForLayer
	// ecr:BatchImportUpstreamImage
	// ecr:GetImageCopyStatus
}

func Example_replicate() {
	destination, _ := ecrref.PrivateRegistry("444455556666", "us-west-2")
	policy, err := recipe.Replication(destination, "111122223333")
	if err != nil {
		fmt.Println(err)
		return
	}
	s := policy.Statement.Items[0]
	fmt.Println(s.Principal.AWS.Items, s.Action.Items)
	fmt.Println("on", s.Resource.Items)
	// Output:
	// [arn:aws:iam::111122223333:root] [ecr:CreateRepository ecr:ReplicateImage]
	// on [arn:aws:ecr:us-west-2:444455556666:repository/*]
}

func Example_goThroughVPCEndpoints() {
	// of ecr.api and ecr.dkr
	api, err := recipe.EndpointPull("arn:aws:iam::111122223333:role/ecsTaskExecutionRole")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(api.Statement.Items[0].Action.Items)
	s3, err := recipe.EndpointLayers("us-west-2") // of S3, where the layers are
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s3.Statement.Items[0].Action.Items, s3.Statement.Items[0].Resource.Items)
	// Output:
	// [ecr:BatchGetImage ecr:GetDownloadUrlForLayer ecr:GetAuthorizationToken]
	// [s3:GetObject] [arn:aws:s3:::prod-us-west-2-starport-layer-bucket/*]
}

func Example_administer() {
	tagged, err := recipe.CreateTagged("team", "payments")
	if err != nil {
		fmt.Println(err)
		return
	}
	create := tagged.Statement.Items[0]
	fmt.Println(create.Action.Items, "if", create.Condition[0].Key, "is payments")
	key := "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
	kms, err := recipe.KMSCreateRepository(key)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range kms.Statement.Items {
		fmt.Println(s.Action.Items)
	}
	perimeter, err := recipe.OrgPerimeter("o-example1234") // a resource control policy
	if err != nil {
		fmt.Println(err)
		return
	}
	outside := perimeter.Statement.Items[0]
	fmt.Println(outside.Effect, outside.Action.Items, "if", outside.Condition[0].Key, "is another")
	// Output:
	// [ecr:CreateRepository] if aws:RequestTag/team is payments
	// [kms:CreateGrant kms:RetireGrant kms:DescribeKey]
	// Deny [ecr:*] if aws:PrincipalOrgID is another
}

func ExampleLookup() {
	r, ok := recipe.Lookup("pull-scoped")
	fmt.Println(ok, r.Func, "-", r.About)
	// Output:
	// true iampolicy.Pull - pull given images
}

// AWS's own policies for ECR, with the date of the version that is kept here.
func ExampleManagedPolicies() {
	for m := range recipe.ManagedPolicies() {
		if m.Name == "AmazonECSTaskExecutionRolePolicy" {
			fmt.Println(m.ARN("aws-cn"), m.Version, m.Updated)
		}
	}
	// Output:
	// arn:aws-cn:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy v1 2017-11-16
}

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
		fmt.Println(s.Action.Items, "on", s.Resource.Items)
	}
	fmt.Println(recipe.TaskSecrets(secret)) // the secrets alone
	// Output:
	// [ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer] on [arn:aws:ecr:us-west-2:111122223333:repository/app]
	// [ecr:GetAuthorizationToken] on [*]
	// [logs:CreateLogStream logs:PutLogEvents] on [arn:aws:logs:us-west-2:111122223333:log-group:/ecs/app:*]
	// [secretsmanager:GetSecretValue] on [arn:aws:secretsmanager:us-west-2:111122223333:secret:db-AbCdEf]
	// {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:us-west-2:111122223333:secret:db-AbCdEf"}]} <nil>
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
	fmt.Println(recipe.TrustECSTasks())
	fmt.Println(recipe.TrustEC2()) // for container instances

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
	// {"Version":"2012-10-17","Statement":[{"Sid":"","Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}
	// {"Version":"2008-10-17","Statement":[{"Sid":"","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}
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
	fmt.Println(recipe.PublicLogin())
	// Output:
	// [ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer]
	// if aws:sourceVpce StringEquals vpce-0a1b2c3d
	// [ecr:GetAuthorizationToken]
	// {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr-public:GetAuthorizationToken","sts:GetServiceBearerToken"],"Resource":"*"}]}
}

func Example_push() {
	image := ecrref.MustParse("111122223333.dkr.ecr.us-west-2.amazonaws.com/app:v1")
	signed, err := recipe.PushSigned("arn:aws:signer:us-west-2:111122223333:/signing-profiles/ecr", image)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range signed.Statement.Items {
		fmt.Println(s.Action.Items, "on", s.Resource.Items)
	}
	fmt.Println(recipe.PushAll().Statement.Items[0].Resource.Items) // every repository
	// Output:
	// [ecr:CompleteLayerUpload ecr:UploadLayerPart ecr:InitiateLayerUpload ecr:BatchCheckLayerAvailability ecr:PutImage] on [arn:aws:ecr:us-west-2:111122223333:repository/app]
	// [signer:SignPayload] on [arn:aws:signer:us-west-2:111122223333:/signing-profiles/ecr]
	// [ecr:GetAuthorizationToken] on [*]
	// [*]
}

// A repository says itself who may come, from which account and from where.
func Example_shareARepository() {
	push, err := recipe.RepositoryPush("arn:aws:iam::444455556666:role/build")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(push.Statement.Items[0].Principal.AWS.Items, push.Statement.Items[0].Action.Items)
	fmt.Println(recipe.RepositoryPull("444455556666"))
	fmt.Println(recipe.RepositoryPullOrg("o-example1234"))
	fmt.Println(recipe.RepositoryDenyOutside("192.0.2.0/24"))
	// Output:
	// [arn:aws:iam::444455556666:role/build] [ecr:BatchCheckLayerAvailability ecr:CompleteLayerUpload ecr:InitiateLayerUpload ecr:PutImage ecr:UploadLayerPart]
	// {"Version":"2012-10-17","Statement":[{"Sid":"AllowPull","Effect":"Allow","Principal":{"AWS":["444455556666"]},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]} <nil>
	// {"Version":"2012-10-17","Statement":[{"Sid":"OrgPull","Effect":"Allow","Principal":"*","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:BatchCheckLayerAvailability"],"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-example1234"}}}]} <nil>
	// {"Version":"2012-10-17","Id":"ECRPolicyId1","Statement":[{"Sid":"IPAllow","Effect":"Deny","Principal":"*","Action":"ecr:*","Condition":{"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}}}]} <nil>
}

func Example_letAServicePull() {
	fmt.Println(recipe.RepositoryLambda())
	fmt.Println(recipe.RepositoryLambdaFrom("us-west-2", "444455556666"))
	fmt.Println(recipe.RepositoryCodeBuild("arn:aws:codebuild:us-west-2:111122223333:project/app"))
	// Output:
	// {"Version":"2012-10-17","Statement":[{"Sid":"LambdaECRImageRetrievalPolicy","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}
	// {"Version":"2012-10-17","Statement":[{"Sid":"CrossAccountPermission","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]},{"Sid":"LambdaECRImageCrossAccountRetrievalPolicy","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringLike":{"aws:sourceARN":"arn:aws:lambda:us-west-2:444455556666:function:*"}}}]} <nil>
	// {"Version":"2012-10-17","Statement":[{"Sid":"CodeBuildAccess","Effect":"Allow","Principal":{"Service":"codebuild.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:codebuild:us-west-2:111122223333:project/app"},"StringEquals":{"aws:SourceAccount":"111122223333"}}}]} <nil>
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
	fmt.Println(role.Statement.Items[0].Action.Items)
	prefix, err := recipe.PullThroughCachePrefix(image.Registry(), "docker-hub") // whatever is below the prefix
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(prefix.Statement.Items[0].Resource.Items)
	registry, err := recipe.PullThroughCacheRegistry(image.Registry(), []string{"444455556666"}, "docker-hub")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(registry.Statement.Items[0].Principal.AWS.Items, registry.Statement.Items[0].Action.Items)
	secret := "arn:aws:secretsmanager:us-west-2:111122223333:secret:ecr-pullthroughcache/hub-AbCdEf"
	fmt.Println(recipe.PullThroughCacheSecret(secret))
	// Output:
	// [ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer ecr:BatchImportUpstreamImage ecr:CreateRepository]
	// [arn:aws:ecr:us-west-2:111122223333:repository/docker-hub/*]
	// [444455556666] [ecr:CreateRepository ecr:BatchImportUpstreamImage]
	// {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"arn:aws:secretsmanager:us-west-2:111122223333:secret:ecr-pullthroughcache/hub-AbCdEf"}]} <nil>
}

// Where the upstream is ECR too, the cache pulls with a role, and the upstream
// lets its account in.
func Example_fillACacheFromAnotherRegistry() {
	fmt.Println(recipe.PullThroughCacheRole().Statement.Items[0].Action.Items)
	fmt.Println(recipe.TrustPullThroughCache())
	upstream, _ := ecrref.PrivateRegistry("444455556666", "us-west-2")
	policy, err := recipe.PullThroughCacheUpstream(upstream, "111122223333")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(policy.Statement.Items[0].Principal.AWS.Items, policy.Statement.Items[0].Action.Items)
	// Output:
	// [ecr:GetDownloadUrlForLayer ecr:GetAuthorizationToken ecr:BatchImportUpstreamImage ecr:BatchGetImage ecr:GetImageCopyStatus ecr:InitiateLayerUpload ecr:UploadLayerPart ecr:CompleteLayerUpload ecr:PutImage]
	// {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pullthroughcache.ecr.amazonaws.com"},"Action":"sts:AssumeRole"}]}
	// [arn:aws:iam::111122223333:root] [ecr:BatchGetImage ecr:GetDownloadUrlForLayer ecr:BatchImportUpstreamImage ecr:GetImageCopyStatus]
}

func Example_replicate() {
	destination, _ := ecrref.PrivateRegistry("444455556666", "us-west-2")
	policy, err := recipe.Replication(destination, "111122223333")
	if err != nil {
		fmt.Println(err)
		return
	}
	s := policy.Statement.Items[0]
	fmt.Println(s.Principal.AWS.Items, s.Action.Items, "on", s.Resource.Items)
	// Output:
	// [arn:aws:iam::111122223333:root] [ecr:CreateRepository ecr:ReplicateImage] on [arn:aws:ecr:us-west-2:444455556666:repository/*]
}

func Example_goThroughVPCEndpoints() {
	// of ecr.api and ecr.dkr
	api, err := recipe.EndpointPull("arn:aws:iam::111122223333:role/ecsTaskExecutionRole")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(api.Statement.Items[0].Principal.AWS.Items, api.Statement.Items[0].Action.Items)
	fmt.Println(recipe.EndpointLayers("us-west-2")) // of S3, where the layers are
	// Output:
	// [arn:aws:iam::111122223333:role/ecsTaskExecutionRole] [ecr:BatchGetImage ecr:GetDownloadUrlForLayer ecr:GetAuthorizationToken]
	// {"Statement":[{"Sid":"Access-to-specific-bucket-only","Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::prod-us-west-2-starport-layer-bucket/*"]}]} <nil>
}

func Example_administer() {
	tagged, err := recipe.CreateTagged("team", "payments")
	if err != nil {
		fmt.Println(err)
		return
	}
	create := tagged.Statement.Items[0]
	fmt.Println(create.Action.Items, "if", create.Condition[0].Key, "is", create.Condition[0].Values.Items[0].Text)
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
	fmt.Println(outside.Effect, outside.Action.Items, "if", outside.Condition[0].Operator, outside.Condition[0].Key)
	// Output:
	// [ecr:CreateRepository] if aws:RequestTag/team is payments
	// [kms:CreateGrant kms:RetireGrant kms:DescribeKey]
	// Deny [ecr:*] if StringNotEqualsIfExists aws:PrincipalOrgID
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

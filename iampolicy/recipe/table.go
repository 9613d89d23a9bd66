package recipe

import (
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// The arguments of AWS's samples.
const (
	sampleAccount = "111122223333"
	otherAccount  = "444455556666"
	otherRoot     = "arn:aws:iam::444455556666:root"
	sampleKey     = "arn:aws:kms:us-west-2:111122223333:key/b8d9ae76-080c-4043-92EXAMPLE"
	sampleOrg     = "o-xxxxxxxxxxx"
)

func always(d iampolicy.Document) (iampolicy.Document, error) { return d, nil }

// recipeTable is in the order of its kinds; a test holds id, kind, source and
// sample against testdata/source/policies.json.
var recipeTable = [...]Recipe{
	{"ecs-instance-pull", iampolicy.KindIdentity, "iampolicy.ECSPull", "pull from every repository",
		"awsdocs/amazon-ecr-user-guide@57189a3^ doc_source/ECR_on_ECS.md",
		func() (iampolicy.Document, error) { return always(iampolicy.ECSPull()) }},
	{"pull-scoped", iampolicy.KindIdentity, "iampolicy.Pull", "pull given images",
		"derived from ECR_on_ECS.md + image-push.md pattern; equals CDK Repository.grantPull (aws-cdk-lib 2.276.0) apart from order",
		func() (iampolicy.Document, error) { return iampolicy.Pull(sampleRef()) }},
	{"pull-vpce", iampolicy.KindIdentity, "PullFromVPC", "pull given images through a VPC or VPC endpoint", "",
		func() (iampolicy.Document, error) { return PullFromVPC("vpc-xxxxx", "vpce-xxxxxx", sampleRef()) }},
	{"ecs-execution", iampolicy.KindIdentity, "TaskExecution", "task execution role: pull given images, write logs, read secrets", "",
		func() (iampolicy.Document, error) {
			return TaskExecution(sampleRefs(), []string{"arn:aws:logs:us-west-2:111122223333:log-group:/ecs/my-app"},
				[]string{"arn:aws:ssm:us-west-2:111122223333:parameter/my-app/key"})
		}},
	{"ecs-execution-vpce", iampolicy.KindIdentity, "TaskExecutionFromVPC",
		"task execution role: pull through a VPC or VPC endpoint, write logs",
		"awsdocs/amazon-ecs-developer-guide@040d419^ task_execution_IAM_role.md",
		func() (iampolicy.Document, error) { return TaskExecutionFromVPC("vpc-xxxxx", "vpce-xxxxxx") }},
	{"ecs-execution-secrets", iampolicy.KindIdentity, "TaskSecrets", "task execution role: read the secrets of a task definition",
		"same file",
		func() (iampolicy.Document, error) {
			return TaskSecrets("arn:aws:secretsmanager:us-west-2:111122223333:secret:secret_name", "arn:aws:kms:us-west-2:111122223333:key/key_id")
		}},
	{"public-login", iampolicy.KindIdentity, "PublicLogin", "log in to the public gallery",
		"CDK PublicGalleryAuthorizationToken.grantRead; AmazonElasticContainerRegistryPublicReadOnly; set-public-repository-policy page",
		func() (iampolicy.Document, error) { return always(PublicLogin()) }},
	{"push", iampolicy.KindIdentity, "PushAll", "push to every repository",
		"amazon-ecr-user-guide image-push.md",
		func() (iampolicy.Document, error) { return always(PushAll()) }},
	{"push-scoped-current", iampolicy.KindIdentity, "iampolicy.Push", "push given images",
		"docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html (newer snapshot, via search)",
		func() (iampolicy.Document, error) { return iampolicy.Push(sampleRef()) }},
	{"push-managed-signing", iampolicy.KindIdentity, "PushSigned", "push given images and have ECR sign them",
		"docs.aws.amazon.com/AmazonECR managed-signing (2025-11) via search; signer:SignPayload is resource-level (iam-data: signing-profile)",
		func() (iampolicy.Document, error) {
			return PushSigned("arn:aws:signer:us-west-2:111122223333:/signing-profiles/profile_name", sampleRef())
		}},
	{"deploy-ecs-deploy", iampolicy.KindIdentity, "Deploy", "deploy tool: new task definitions for one ECS service",
		"silinternational/ecs-deploy README",
		func() (iampolicy.Document, error) {
			return Deploy("arn:aws:ecs:us-east-1:111122223333:service/cluster-name/service-name", "service-name",
				"arn:aws:iam::111122223333:role/role-name")
		}},
	{"tag-on-create", iampolicy.KindIdentity, "CreateTagged", "create repositories with a tag",
		"ecr-supported-iam-actions-tagging.md",
		func() (iampolicy.Document, error) { return CreateTagged("environment", "dev") }},
	{"kms-create-repository", iampolicy.KindIdentity, "KMSCreateRepository", "create repositories encrypted with a KMS key",
		"encryption-at-rest.md",
		func() (iampolicy.Document, error) { return KMSCreateRepository(sampleKey) }},
	{"ptc-pull", iampolicy.KindIdentity, "PullThroughCachePrefix", "pull what a cache rule may have to fetch first",
		"pull-through-cache.md#Required IAM permissions + AmazonEC2ContainerRegistryPullOnly",
		func() (iampolicy.Document, error) {
			return PullThroughCachePrefix(sampleRegistry("us-west-2"), "ecr-public")
		}},
	{"ptc-pull-scoped", iampolicy.KindIdentity, "PullThroughCache", "pull given images that a cache rule may have to fetch first", "",
		func() (iampolicy.Document, error) { return PullThroughCache(sampleRef()) }},
	{"ptc-secret", iampolicy.KindIdentity, "PullThroughCacheSecret", "read the credentials of upstream registries", "",
		func() (iampolicy.Document, error) {
			return PullThroughCacheSecret("arn:aws:secretsmanager:us-west-2:111122223333:secret:ecr-pullthroughcache/docker-hub")
		}},
	{"ptc-ecr-to-ecr-role", iampolicy.KindIdentity, "PullThroughCacheRole", "role with which ECR fills a cache from ECR",
		"docs.aws.amazon.com/AmazonECR pull-through-cache-private (2025)",
		func() (iampolicy.Document, error) { return always(PullThroughCacheRole()) }},
	{"ptc-ecr-to-ecr-trust", iampolicy.KindTrust, "TrustPullThroughCache", "trust policy of that role",
		"same page",
		func() (iampolicy.Document, error) { return always(TrustPullThroughCache()) }},
	{"ptc-ecr-to-ecr-upstream", iampolicy.KindRegistry, "PullThroughCacheUpstream", "let the cache of another account pull from this registry",
		"same page; cross-account only",
		func() (iampolicy.Document, error) {
			return PullThroughCacheUpstream(sampleRegistry("us-west-2"), otherAccount)
		}},
	{"ptc-registry-policy", iampolicy.KindRegistry, "PullThroughCacheRegistry", "let a user, role or account import through a cache rule",
		"pull-through-cache.md",
		func() (iampolicy.Document, error) {
			return PullThroughCacheRegistry(sampleRegistry("us-east-1"), []string{"arn:aws:iam::111122223333:user/ecr-pull-through-cache-user"},
				"ecr-public")
		}},
	{"registry-replication", iampolicy.KindRegistry, "Replication", "let other accounts replicate into this registry",
		"registry-permissions-examples.md",
		func() (iampolicy.Document, error) { return Replication(sampleRegistry("us-west-2"), otherAccount) }},
	{"repo-pull", iampolicy.KindRepository, "RepositoryPull", "let accounts, roles or users pull",
		"repository-policy-examples.md",
		func() (iampolicy.Document, error) {
			return RepositoryPull("arn:aws:iam::444455556666:user/pull-user-1")
		}},
	{"repo-cross-account-push", iampolicy.KindRepository, "RepositoryPush", "let accounts, roles or users push",
		"repository-policy-examples.md",
		func() (iampolicy.Document, error) { return RepositoryPush(otherRoot) }},
	{"repo-org-pull", iampolicy.KindRepository, "RepositoryPullOrg", "let the accounts of an organization pull",
		"pattern: aws:PrincipalOrgID (IAM guide condition-keys) on the AllowPull example",
		func() (iampolicy.Document, error) { return RepositoryPullOrg(sampleOrg) }},
	{"repo-deny-ip", iampolicy.KindRepository, "RepositoryDenyOutside", "deny everything from outside some networks",
		"repository-policy-examples.md",
		func() (iampolicy.Document, error) { return RepositoryDenyOutside("54.240.143.0/24") }},
	{"repo-codebuild", iampolicy.KindRepository, "RepositoryCodeBuild", "let CodeBuild pull for given projects",
		"cross-service-confused-deputy-prevention.md",
		func() (iampolicy.Document, error) {
			return RepositoryCodeBuild("arn:aws:codebuild:us-west-2:111122223333:project/project-name")
		}},
	{"repo-lambda-same-account", iampolicy.KindRepository, "RepositoryLambda", "let Lambda pull for functions of this account",
		"repost.aws/knowledge-center/lambda-ecr-image",
		func() (iampolicy.Document, error) { return always(RepositoryLambda()) }},
	{"repo-lambda-cross-account", iampolicy.KindRepository, "RepositoryLambdaFrom", "let Lambda pull for functions of other accounts",
		"repost.aws + AWS Compute blog 2021-11-04",
		func() (iampolicy.Document, error) { return RepositoryLambdaFrom("us-east-1", otherAccount) }},
	{"vpce-ecr-pull", iampolicy.KindEndpoint, "EndpointPull", "VPC endpoints of ECR: let given principals pull",
		"vpc-endpoints.md (ecr.api and ecr.dkr take the same document)",
		func() (iampolicy.Document, error) { return EndpointPull("arn:aws:iam::111122223333:role/role_name") }},
	{"vpce-s3-layers", iampolicy.KindEndpoint, "EndpointLayers", "VPC endpoint of S3: let image layers through",
		"vpc-endpoints.md#ecr-minimum-s3-perms",
		func() (iampolicy.Document, error) { return EndpointLayers("us-west-2") }},
	{"trust-ecs-tasks", iampolicy.KindTrust, "TrustECSTasks", "trust policy of task roles and task execution roles",
		"task_execution_IAM_role.md",
		func() (iampolicy.Document, error) { return always(TrustECSTasks()) }},
	{"trust-ecs-tasks-confused-deputy", iampolicy.KindTrust, "TrustECSTasksFrom", "the same for tasks of given accounts and one region",
		"task-iam-roles.md",
		func() (iampolicy.Document, error) { return TrustECSTasksFrom("us-west-2", sampleAccount) }},
	{"trust-ec2", iampolicy.KindTrust, "TrustEC2", "trust policy of container instance roles",
		"instance_IAM_role.md",
		func() (iampolicy.Document, error) { return always(TrustEC2()) }},
	{"rcp-identity-perimeter", iampolicy.KindRCP, "OrgPerimeter", "deny ECR to everyone outside an organization",
		"aws-samples/data-perimeter-policy-examples@8e0d3c5 resource_control_policies/identity_perimeter_rcp.json (ECR part)",
		func() (iampolicy.Document, error) { return OrgPerimeter(sampleOrg) }},
}

// sampleRegistry is the registry of the guides' samples.
func sampleRegistry(region string) ecrref.Registry {
	g, _ := ecrref.PrivateRegistry(sampleAccount, region)
	return g
}

// sampleRef is an image of the guides' samples.
func sampleRef() ecrref.Ref {
	repository, _ := sampleRegistry("us-west-2").Repository("my-repo")
	return repository.Ref()
}

func sampleRefs() []ecrref.Ref { return []ecrref.Ref{sampleRef()} }

package iampolicy

import "iter"

// Recipe is an entry of the catalogue of recipes. The zero Recipe is none.
type Recipe struct {
	ID     string     // stable: "pull-scoped"
	Kind   PolicyKind // the place of the policy
	Func   string     // the function that makes it from arguments: "Pull"
	About  string     // what it allows, and to whom
	Source string     // where AWS prints it; "" for those that are ours
	sample func() (Document, error)
}

// Sample returns the policy with the arguments of AWS's own sample: account
// 111122223333, repository my-repo. It is for reading, not for use.
func (r Recipe) Sample() Document {
	if r.sample == nil {
		return Document{}
	}
	d, _ := r.sample() // a test holds every sample against its source
	return d
}

// Recipes yields the catalogue, in the order of what one needs first.
func Recipes() iter.Seq[Recipe] {
	return func(yield func(Recipe) bool) {
		for _, r := range recipeTable {
			if !yield(r) {
				return
			}
		}
	}
}

// LookupRecipe returns the recipe with the id.
func LookupRecipe(id string) (Recipe, bool) {
	for _, r := range recipeTable {
		if r.ID == id {
			return r, true
		}
	}
	return Recipe{}, false
}

// The arguments of AWS's samples.
const (
	sampleAccount = "111122223333"
	otherAccount  = "444455556666"
	otherRoot     = "arn:aws:iam::444455556666:root"
	sampleKey     = "arn:aws:kms:us-west-2:111122223333:key/b8d9ae76-080c-4043-92EXAMPLE"
	sampleOrg     = "o-xxxxxxxxxxx"
)

func always(d Document) (Document, error) { return d, nil }

// recipeTable is in the order of its kinds; a test holds id, kind, source and
// sample against testdata/source/policies.json.
var recipeTable = [...]Recipe{
	{"ecs-instance-pull", KindIdentity, "ECSPull", "pull from every repository",
		"awsdocs/amazon-ecr-user-guide@57189a3^ doc_source/ECR_on_ECS.md",
		func() (Document, error) { return always(ECSPull()) }},
	{"pull-scoped", KindIdentity, "Pull", "pull given images",
		"derived from ECR_on_ECS.md + image-push.md pattern; equals CDK Repository.grantPull (aws-cdk-lib 2.276.0) apart from order",
		func() (Document, error) { return Pull(sampleRef()) }},
	{"pull-vpce", KindIdentity, "PullFromVPC", "pull given images through a VPC or VPC endpoint", "",
		func() (Document, error) { return PullFromVPC("vpc-xxxxx", "vpce-xxxxxx", sampleRef()) }},
	{"ecs-execution", KindIdentity, "TaskExecution", "task execution role: pull given images, write logs, read secrets", "",
		func() (Document, error) {
			return TaskExecution(sampleRefs(), []string{"arn:aws:logs:us-west-2:111122223333:log-group:/ecs/my-app"},
				[]string{"arn:aws:ssm:us-west-2:111122223333:parameter/my-app/key"})
		}},
	{"ecs-execution-vpce", KindIdentity, "TaskExecutionFromVPC", "task execution role: pull through a VPC or VPC endpoint, write logs",
		"awsdocs/amazon-ecs-developer-guide@040d419^ task_execution_IAM_role.md",
		func() (Document, error) { return TaskExecutionFromVPC("vpc-xxxxx", "vpce-xxxxxx") }},
	{"ecs-execution-secrets", KindIdentity, "TaskSecrets", "task execution role: read the secrets of a task definition",
		"same file",
		func() (Document, error) {
			return TaskSecrets("arn:aws:secretsmanager:us-west-2:111122223333:secret:secret_name", "arn:aws:kms:us-west-2:111122223333:key/key_id")
		}},
	{"public-login", KindIdentity, "PublicLogin", "log in to the public gallery",
		"CDK PublicGalleryAuthorizationToken.grantRead; AmazonElasticContainerRegistryPublicReadOnly; set-public-repository-policy page",
		func() (Document, error) { return always(PublicLogin()) }},
	{"push", KindIdentity, "PushAll", "push to every repository",
		"amazon-ecr-user-guide image-push.md",
		func() (Document, error) { return always(PushAll()) }},
	{"push-scoped-current", KindIdentity, "Push", "push given images",
		"docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html (newer snapshot, via search)",
		func() (Document, error) { return Push(sampleRef()) }},
	{"push-managed-signing", KindIdentity, "PushSigned", "push given images and have ECR sign them",
		"docs.aws.amazon.com/AmazonECR managed-signing (2025-11) via search; signer:SignPayload is resource-level (iam-data: signing-profile)",
		func() (Document, error) {
			return PushSigned("arn:aws:signer:us-west-2:111122223333:/signing-profiles/profile_name", sampleRef())
		}},
	{"deploy-ecs-deploy", KindIdentity, "Deploy", "deploy tool: new task definitions for one ECS service",
		"silinternational/ecs-deploy README",
		func() (Document, error) {
			return Deploy("arn:aws:ecs:us-east-1:111122223333:service/cluster-name/service-name", "service-name", "arn:aws:iam::111122223333:role/role-name")
		}},
	{"tag-on-create", KindIdentity, "CreateTagged", "create repositories with a tag",
		"ecr-supported-iam-actions-tagging.md",
		func() (Document, error) { return CreateTagged("environment", "dev") }},
	{"kms-create-repository", KindIdentity, "KMSCreateRepository", "create repositories encrypted with a KMS key",
		"encryption-at-rest.md",
		func() (Document, error) { return KMSCreateRepository(sampleKey) }},
	{"ptc-pull", KindIdentity, "PullThroughCachePrefix", "pull what a cache rule may have to fetch first",
		"pull-through-cache.md#Required IAM permissions + AmazonEC2ContainerRegistryPullOnly",
		func() (Document, error) { return PullThroughCachePrefix(sampleRegistry("us-west-2"), "ecr-public") }},
	{"ptc-pull-scoped", KindIdentity, "PullThroughCache", "pull given images that a cache rule may have to fetch first", "",
		func() (Document, error) { return PullThroughCache(sampleRef()) }},
	{"ptc-secret", KindIdentity, "PullThroughCacheSecret", "read the credentials of upstream registries", "",
		func() (Document, error) {
			return PullThroughCacheSecret("arn:aws:secretsmanager:us-west-2:111122223333:secret:ecr-pullthroughcache/docker-hub")
		}},
	{"ptc-ecr-to-ecr-role", KindIdentity, "PullThroughCacheRole", "role with which ECR fills a cache from ECR",
		"docs.aws.amazon.com/AmazonECR pull-through-cache-private (2025)",
		func() (Document, error) { return always(PullThroughCacheRole()) }},
	{"ptc-ecr-to-ecr-trust", KindTrust, "TrustPullThroughCache", "trust policy of that role",
		"same page",
		func() (Document, error) { return always(TrustPullThroughCache()) }},
	{"ptc-ecr-to-ecr-upstream", KindRegistry, "PullThroughCacheUpstream", "let the cache of another account pull from this registry",
		"same page; cross-account only",
		func() (Document, error) { return PullThroughCacheUpstream(sampleRegistry("us-west-2"), otherAccount) }},
	{"ptc-registry-policy", KindRegistry, "PullThroughCacheRegistry", "let a user, role or account import through a cache rule",
		"pull-through-cache.md",
		func() (Document, error) {
			return PullThroughCacheRegistry(sampleRegistry("us-east-1"), []string{"arn:aws:iam::111122223333:user/ecr-pull-through-cache-user"}, "ecr-public")
		}},
	{"registry-replication", KindRegistry, "Replication", "let other accounts replicate into this registry",
		"registry-permissions-examples.md",
		func() (Document, error) { return Replication(sampleRegistry("us-west-2"), otherAccount) }},
	{"repo-pull", KindRepository, "RepositoryPull", "let accounts, roles or users pull",
		"repository-policy-examples.md",
		func() (Document, error) { return RepositoryPull("arn:aws:iam::444455556666:user/pull-user-1") }},
	{"repo-cross-account-push", KindRepository, "RepositoryPush", "let accounts, roles or users push",
		"repository-policy-examples.md",
		func() (Document, error) { return RepositoryPush(otherRoot) }},
	{"repo-org-pull", KindRepository, "RepositoryPullOrg", "let the accounts of an organization pull",
		"pattern: aws:PrincipalOrgID (IAM guide condition-keys) on the AllowPull example",
		func() (Document, error) { return RepositoryPullOrg(sampleOrg) }},
	{"repo-deny-ip", KindRepository, "RepositoryDenyOutside", "deny everything from outside some networks",
		"repository-policy-examples.md",
		func() (Document, error) { return RepositoryDenyOutside("54.240.143.0/24") }},
	{"repo-codebuild", KindRepository, "RepositoryCodeBuild", "let CodeBuild pull for given projects",
		"cross-service-confused-deputy-prevention.md",
		func() (Document, error) {
			return RepositoryCodeBuild("arn:aws:codebuild:us-west-2:111122223333:project/project-name")
		}},
	{"repo-lambda-same-account", KindRepository, "RepositoryLambda", "let Lambda pull for functions of this account",
		"repost.aws/knowledge-center/lambda-ecr-image",
		func() (Document, error) { return always(RepositoryLambda()) }},
	{"repo-lambda-cross-account", KindRepository, "RepositoryLambdaFrom", "let Lambda pull for functions of other accounts",
		"repost.aws + AWS Compute blog 2021-11-04",
		func() (Document, error) { return RepositoryLambdaFrom("us-east-1", otherAccount) }},
	{"vpce-ecr-pull", KindEndpoint, "EndpointPull", "VPC endpoints of ECR: let given principals pull",
		"vpc-endpoints.md (ecr.api and ecr.dkr take the same document)",
		func() (Document, error) { return EndpointPull("arn:aws:iam::111122223333:role/role_name") }},
	{"vpce-s3-layers", KindEndpoint, "EndpointLayers", "VPC endpoint of S3: let image layers through",
		"vpc-endpoints.md#ecr-minimum-s3-perms",
		func() (Document, error) { return EndpointLayers("us-west-2") }},
	{"trust-ecs-tasks", KindTrust, "TrustECSTasks", "trust policy of task roles and task execution roles",
		"task_execution_IAM_role.md",
		func() (Document, error) { return always(TrustECSTasks()) }},
	{"trust-ecs-tasks-confused-deputy", KindTrust, "TrustECSTasksFrom", "the same for tasks of given accounts and one region",
		"task-iam-roles.md",
		func() (Document, error) { return TrustECSTasksFrom("us-west-2", sampleAccount) }},
	{"trust-ec2", KindTrust, "TrustEC2", "trust policy of container instance roles",
		"instance_IAM_role.md",
		func() (Document, error) { return always(TrustEC2()) }},
	{"rcp-identity-perimeter", KindRCP, "OrgPerimeter", "deny ECR to everyone outside an organization",
		"aws-samples/data-perimeter-policy-examples@8e0d3c5 resource_control_policies/identity_perimeter_rcp.json (ECR part)",
		func() (Document, error) { return OrgPerimeter(sampleOrg) }},
}

// Package recipe has the policies that users of Amazon ECS and Amazon ECR need.
// They are those that package iampolicy does not have, as AWS's guides print them,
// with the guides' samples replaced by arguments. Each is a plain function. They
// are, by what one wants to do:
//
//   - pull: [PullFromVPC], [PublicLogin]; [iampolicy.Pull] and [iampolicy.ECSPull]
//   - push: [PushAll], [PushSigned]; [iampolicy.Push]
//   - run tasks: [TaskExecution], [TaskExecutionFromVPC], [TaskSecrets]
//   - have roles assumed: [TrustECSTasks], [TrustECSTasksFrom], [TrustEC2]
//   - deploy: [Deploy]
//   - share a repository: [RepositoryPull], [RepositoryPush], [RepositoryPullOrg], [RepositoryDenyOutside]
//   - let a service pull: [RepositoryLambda], [RepositoryLambdaFrom], [RepositoryCodeBuild]
//   - pull through a cache: [PullThroughCache], [PullThroughCachePrefix], [PullThroughCacheSecret],
//     [PullThroughCacheRegistry]
//   - fill a cache from another registry: [PullThroughCacheRole], [TrustPullThroughCache], [PullThroughCacheUpstream]
//   - replicate: [Replication]
//   - go through VPC endpoints: [EndpointPull], [EndpointLayers]
//   - administer: [KMSCreateRepository], [CreateTagged], [OrgPerimeter]
//
// Two with names alike differ in what they cost to be right: the one without From is
// the guide's plain text, the one with From names the accounts it is for.
//
// [All] and [Lookup] have the recipes by stable ids. [Managed] has AWS's managed
// policies for ECR, as of [ManagedEdition]. An argument that a recipe cannot use is an
// [*iampolicy.RecipeError], which says what to give instead: the type is beside Pull and
// Push, which make it too.
//
// The recipes are those of the ECR and ECS guides as of 2026-11-23. No recipe
// takes "*" for a principal: one for everyone says so in its name.
package recipe

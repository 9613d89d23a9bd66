// Package recipe has the policies that users of Amazon ECS and Amazon ECR need
// beside those of package iampolicy, as AWS's guides print them, with the guides'
// samples replaced by arguments: task execution roles, pull through caches,
// cross-account pulls, replication, VPC endpoints, trust policies.
//
// Each is a plain function; All and Lookup have them by stable ids. Managed has
// AWS's managed policies for ECR, as of ManagedEdition. An argument that a recipe
// cannot use is an *iampolicy.RecipeError, which says what to give instead.
//
// The recipes are those of the ECR and ECS guides as of 2026-11-23. No recipe
// takes "*" for a principal: one for everyone says so in its name.
package recipe

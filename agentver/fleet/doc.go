// Package fleet counts the container instances whose Amazon ECS agent is new enough.
// It also says how many are too old, and of how many that is not known:
//
//	instances, err := fleet.Parse(answer) // of aws ecs describe-container-instances
//	f := fleet.Survey(slices.Values(instances), agentver.Pull())
//	if !f.OK() { … }
//
// An instance that reports no version, as ECS Managed Instances do, is unknown and
// never fine; so is one that ECS failed to describe, and a fleet without instances.
//
// The shape that Parse reads is that of the API reference,
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeContainerInstances.html.
// It looks at versions: whether an instance advertises a feature stands in its
// Attributes, which is a fact of its own.
//
// # What to rely on
//
// Before v1.0.0 names may still change; the changelog says which. From then
// on, within a major version, no exported name is taken away or changes its
// meaning, and what Parse accepts stays accepted. Fields may be added to
// [Instance], [Fleet], [Bucket] and [Offender]: write their names in literals.
//
// The package reads no file, network, clock or environment, and has no work to do
// when a program starts.
package fleet

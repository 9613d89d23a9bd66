// Package agentver says what a version of the Amazon ECS container agent can do. Is
// it new enough to pull images from Amazon ECR, or for any other of some hundred
// features?
//
//	v, err := agentver.Parse("1.6.0")
//	agentver.Pull().Check(v, agentver.Linux) // TooOld; 1.7.0 is needed
//
// Package [github.com/seed-293f0d42/ecrkit/agentver/agenttext] finds the version in
// the texts in which AWS reports it, and package
// [github.com/seed-293f0d42/ecrkit/agentver/fleet] counts container instances.
//
// # What is not a version
//
// A version that nobody reported is a third thing beside new enough and too
// old. ECS Managed Instances report none, tools print null or None for it, and
// the ECS Exec checker, which sorts such words among the versions, lets them pass.
// Here the zero [Version] stands for it: it is older than all others, meets no
// [Constraint], and every [Feature.Check] of it is [Unknown].
//
// ECS has more version numbers, of which each has its own type, so that they are
// not compared with one another:
//
//	1.102.2                       Version                  the agent
//	ecs-init-1.102.2-1.amzn2023   agenttext.Package        the package that installs it; -1 is a release of
//	                                                       the package, not a pre-release of the agent
//	18.06.1-ce                    agenttext.DockerVersion  the engine; -ce is an edition, not a pre-release
//	1.19                          DockerAPI                the interface of the engine
//	1.4.0, LATEST                 Platform                 Fargate
//
// # Order
//
// Versions are Semantic Versions 2.0.0 and are ordered by its section 11.
// There are other orders about, which this package does not copy:
//
//   - checkVersionSmaller in the agent's modeltransformer calls 1.9.0 smaller than
//     1.8.5, since one of its numbers is;
//   - the agent's version selectors take a comma for or, so that 1.6.0 matches
//     >=1.7.0,<2.0.0, and compare pre-releases as plain text, rc.10 before rc.2;
//   - golang.org/x/mod/semver finds 1.10.0 and 1.9.9 equal, since they lack a v;
//   - hashicorp/go-version and Masterminds/semver leave 1.8.0-rc.1 out of >=1.7.0.
//
// To read a selector of the agent, cut it at its commas and take each part for a
// [Constraint] of its own: the selector holds where one of them does. The example of
// [ParseConstraint] that is called Or shows it.
//
// # Features and releases
//
// The tables of features and releases are rendered from JSON files under
// testdata/source, which name the public source of every row: the changelog, tags
// and code of https://github.com/aws/amazon-ecs-agent and the Amazon ECS developer
// guide. [FeaturesEdition] and [ReleasesEdition] date them. They are advisory: a
// version that the tables do not know is compared like any other, and [Behind] says
// that it cannot count for one that is newer than the table.
//
// That a version allows a feature does not mean that an instance offers it:
// configuration, Docker, the ecs-init package and the host have a say too. An
// instance advertises what it offers by attributes, see [FeatureByAttribute].
//
// # What to rely on
//
// Before v1.0.0 names may still change; the changelog says which. From then
// on, within a major version, no exported name is taken away or changes its
// meaning, what Parse accepts stays accepted, and String of a value stays as
// it is. Words of errors, rows of the tables, and what follows from new rows
// may change with every release, and a [Status] may be added: treat one that
// you do not know as Unknown.
//
// This package reads no file, network, clock or environment, and has no work to
// do when a program starts.
package agentver

// Package agenttext finds the version of an Amazon ECS container agent in a text.
// It reads whatever AWS, package managers and tools report it in:
//
//	a, err := agenttext.Parse("Amazon ECS Agent - v1.30.0 (*02ff320c)")
//	a.Version // 1.30.0
//
// These are the texts, each with the file that reads it:
//
//	1.7.0, v1.7.0, "1.7.0", 1.28.1-2             file VERSION, git tag, JSON string, package        bare.go
//	Amazon ECS Agent - v1.30.0 (*02ff320c)       introspection API, logs, user agents               markers.go
//	Amazon ECS Agent:\n\tVersion: 1.30.0\n…      agent -version                                     markers.go
//	Amazon ECS agent Version: 1.36.0, Commit: …  logs                                               markers.go
//	Amazon ECS Agent v1.0.0                      documentation                                      markers.go
//	Amazon ECS agent version: 1.102.2            a line of its own                                  markers.go
//	ecs-init version 1.63.0 (*0be4d2e1)          ecs-init -version                                  markers.go
//	- Cache Agent version 1.102.2                changelog of ecs-init                              markers.go
//	msg="Starting Amazon ECS Agent" version=…    logs as key=value                                  fields.go
//	…?agentHash=02ff320c&agentVersion=1.30.0     URL of the connection to ECS                       fields.go
//	ecs_agent_version = "1.102.2"                recipe of an AMI                                   fields.go
//	{"versionInfo":{"agentVersion":…}}           describe-container-instances, events, CloudTrail   object.go
//	{"agentVersion":"1.7.0","agentHash":…}       versionInfo alone                                  object.go
//	{"ecs_agent_version":"1.21.0",…}             SSM parameters and tags of AMIs                    object.go
//	amazon/amazon-ecs-agent:arm64-v1.102.0       images, in any registry                            names.go
//	amazon/amazon-ecs-agent   v1.102.0   0123…   docker images                                      names.go
//	ecs-agent-windows-v1.20.4.zip                archives, also as a URL                            names.go
//	…/amazon-ecs-agent/releases/tag/v1.102.2     pages and sources of a release                     names.go
//	ecs-init-1.102.2-1.amzn2023.x86_64.rpm       packages                                           package.go
//	ii  amazon-ecs-init  1.102.2-1  amd64        dpkg, apt, rpm -qi, yum, dnf and zypper            listed.go
//	Initialize-ECSAgent -Version "v1.20.4"       Windows user data                                  commands.go
//	%global agent_gover 1.50.2                   RPM spec of Bottlerocket                           commands.go
//
// JSON may come in any layout, several values in a row, and with JSON inside
// strings, as get-parameters prints it. Of a container instance only what it
// reports itself counts, not its tags and attributes.
//
// The forms are those of the agent's source (https://github.com/aws/amazon-ecs-agent:
// agent/version/formatting.go, ecs-agent/httpclient, ecs-agent/acs/session), of
// https://github.com/aws/amazon-ecs-ami and of the Amazon ECS developer guide.
//
// # What to rely on
//
// Before v1.0.0 names may still change; the changelog says which. From then
// on, within a major version, no exported name is taken away or changes its
// meaning, and a text in which AWS puts an agent version stays readable. A
// text that turns out to hold another product's version may be refused by a
// later release. Words of errors may change, and a [Form] may be added.
//
// The package reads no file, network, clock or environment, and has no work to do
// when a program starts.
package agenttext

package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestClusterDefaults: a service that names neither launch type nor strategy runs on
// the default strategy of its cluster.
func TestClusterDefaults(t *testing.T) {
	template := short.Replace(`Parameters: {Which: {Type: String}}
Conditions: {Spot: !Equals [!Ref Which, spot]}
Resources:
  Exec: {Type: AWS::IAM::Role, Properties: {TRUST, ManagedPolicyArns: ['MANAGED']}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2, FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions: [{Name: app, Image: !Sub 'OWN/team/app:v1'}]
  Mine: {Type: AWS::ECS::CapacityProvider, Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: x}}}
  Managed: {Type: AWS::ECS::CapacityProvider, Properties: {ManagedInstancesProvider: {InfrastructureRoleArn: x}}}
`)
	const (
		service = "  S: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task, Cluster: CLUSTER}}\n"
		own     = "  C: {Type: AWS::ECS::Cluster, Properties: {DefaultCapacityProviderStrategy: [{CapacityProvider: PROVIDER}]}}\n"
		bare    = "  C: {Type: AWS::ECS::Cluster, Properties: {ClusterName: prod}}\n"
		linked  = "  A: {Type: AWS::ECS::ClusterCapacityProviderAssociations, Properties: {Cluster: CLUSTER, " +
			"CapacityProviders: [PROVIDER], DefaultCapacityProviderStrategy: [{CapacityProvider: PROVIDER}]}}\n"
	)
	for _, row := range []struct {
		why, resources, cluster, provider string
		exit                              int
		says                              string
	}{
		{"FARGATE", own + service, "!Ref C", "FARGATE", 0, ""},
		{"FARGATE_SPOT, by ARN", own + service, "!GetAtt C.Arn", "FARGATE_SPOT", 0, ""},
		{"an Auto Scaling group", own + service, "!Ref C", "!Ref Mine", 3, "-instances"},
		{"managed instances", own + service, "!Ref C", "!Ref Managed", 0, ""},
		{"FARGATE by an association", bare + linked + service, "!Ref C", "FARGATE", 0, ""},
		{"by an association with the name", bare + linked + service, "prod", "FARGATE", 0, ""},
		{"an association with an Auto Scaling group", bare + linked + service, "!Ref C", "!Ref Mine", 3, "-instances"},
		{"no default strategy", bare + service, "!Ref C", "", 3, "-launch-type FARGATE"},
		{"another cluster", own + service, "other", "FARGATE", 3, "-launch-type FARGATE"},
		{"the service names its launch type", own + strings.Replace(service, "Cluster:", "LaunchType: EC2, Cluster:", 1), "!Ref C", "FARGATE",
			3, "-instances"},
		{"the service has a strategy", own + strings.Replace(service, "Cluster:",
			"CapacityProviderStrategy: [{CapacityProvider: FARGATE}], Cluster:", 1), "!Ref C", "!Ref Mine", 0, ""},
		{"a provider that hangs on a condition", own + service, "!Ref C", "!If [Spot, FARGATE_SPOT, !Ref Mine]", 3, "Which"},
		{"a provider that hangs on a condition and is Fargate's", own + service, "!Ref C", "!If [Spot, FARGATE_SPOT, FARGATE]", 0, ""},
		{"a provider of another stack", own + service, "!Ref C", "!ImportValue provider", 3, "-instances"},
	} {
		t.Run(row.why, func(t *testing.T) {
			t.Chdir(t.TempDir())
			resources := strings.NewReplacer("CLUSTER", row.cluster, "PROVIDER", row.provider).Replace(row.resources)
			require.NoError(t, os.WriteFile("t.yaml", []byte(template+resources), 0o600))
			code, r, errs := answer(t, "", "-task", "t.yaml")
			var text string
			for _, f := range r.Findings {
				text += f.Message + "\n" + f.Fix + "\n"
			}
			require.Equal(t, row.exit, code, errs+text)
			require.Contains(t, text, row.says)
		})
	}
}

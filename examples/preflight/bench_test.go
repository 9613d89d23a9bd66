package main

import (
	"fmt"
	"io"
	"strings"
	"testing"
)

// manyTasks is a template of 37 tasks with a role and a repository each, and a
// mapping of 14 regions: 60 KB.
func manyTasks() string {
	var b strings.Builder
	b.WriteString("Parameters: {Tag: {Type: String}}\nMappings:\n  ByRegion:\n")
	for i := range 14 {
		fmt.Fprintf(&b, "    us-east-%d: {Account: '1111222200%02d'}\n", i, i)
	}
	b.WriteString("Resources:\n")
	for i := range 37 {
		b.WriteString(strings.ReplaceAll(short.Replace(`  Role#:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      POLICY[LOGIN,{PULL !Sub 'arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/app#'}]}}]
  Repo#: {Type: AWS::ECR::Repository, Properties: {RepositoryName: app#}}
  Task#:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Role#.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/app#:${Tag}'
          Environment: [{Name: A, Value: !FindInMap [ByRegion, !Ref AWS::Region, Account]}]
          LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: /ecs/app#, awslogs-region: !Ref AWS::Region}}
`), "#", fmt.Sprint(i)))
	}
	return b.String()
}

// BenchmarkManyTasks is about what grows with tasks and deployments.
func BenchmarkManyTasks(b *testing.B) {
	name := b.TempDir() + "/template.yaml"
	write(b, name, manyTasks())
	b.ReportAllocs()
	for b.Loop() {
		if code := run([]string{"-task", name}, nil, io.Discard, io.Discard); code != 3 {
			b.Fatalf("exit code %d: the tag is not known", code)
		}
	}
}

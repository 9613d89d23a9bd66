package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// short are texts that stand for longer ones in the templates.
var short = strings.NewReplacer(
	"TRUST", "AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: "+
		"[{Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: 'sts:AssumeRole'}]}",
	"POLICY[", "Policies: [{PolicyName: p, PolicyDocument: {Version: '2012-10-17', Statement: [",
	"DOCUMENT[", "PolicyDocument: {Version: '2012-10-17', Statement: [",
	"S3SERVICE", "ServiceName: !Sub 'com.amazonaws.${AWS::Region}.s3'",
	"SERVICE", "ServiceName: !Sub 'com.amazonaws.${AWS::Region}.ecr.dkr'",
	"POLICYTEXT[", "RepositoryPolicyText: {Version: '2012-10-17', Statement: [",
	"LOGIN", "{Effect: Allow, Action: 'ecr:GetAuthorizationToken', Resource: '*'}",
	"PULL ", "Effect: Allow, Action: ['ecr:BatchGetImage','ecr:GetDownloadUrlForLayer'], Resource: ",
	"ALL", "{Effect: Allow, Action: ['ecr:GetAuthorizationToken','ecr:BatchGetImage','ecr:GetDownloadUrlForLayer'], Resource: '*'}",
	"ARN/", "arn:aws:ecr:${AWS::Region}:${AWS::AccountId}:repository/",
	"OWN", "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}",
	"'MANAGED'", "'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'",
)

// bareTemplate has a repository app, and an image in the task.
func bareTemplate(image string) string {
	return "Resources:\n  Repo: {Type: AWS::ECR::Repository, Properties: {RepositoryName: app}}\n" +
		"  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: [{Name: app, Image: " + image + "}]\n"
}

// templates: a template, the flags, the exit code, and what the answer has to say.
var templates = []struct {
	why, template, args string
	exit                int
	says                string
}{
	{"param without default, tag only", `Parameters: {Tag: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/team/app:${Tag}'
`, "", 3, "pass -parameter Tag=VALUE"},
	{"the name of a repository alone", bareTemplate("!Ref Repo"), "", 1, "write !Sub '${Repo.RepositoryUri}:TAG'"},
	{"the name with a tag", bareTemplate("!Sub '${Repo}:v1'"), "", 1, "write !Sub '${Repo.RepositoryUri}:v1'"},
	{"the name and a tag joined", bareTemplate("!Join [':', [!Ref Repo, v1]]"), "", 1, "write !Sub '${Repo.RepositoryUri}:v1'"},
	{"the name with a digest that a parameter has", bareTemplate("!Sub ['${Repo}:${T}', {T: v1}]"), "", 1, "ECS looks for it on Docker Hub"},
	{"the name that CloudFormation makes up", strings.Replace(bareTemplate("!Ref Repo"), "RepositoryName: app", "", 1), "", 1,
		"${Repo} is the name of the repository without its registry"},
	{"the name written out", bareTemplate("app:v1"), "", 3, "makes a repository of that name, ${AWS::AccountId}.dkr.ecr.${AWS::Region}."},
	{"the name written out, deployed somewhere", bareTemplate("app:v1"), "-account 123456789012 -region us-east-1", 3,
		"123456789012.dkr.ecr.us-east-1.amazonaws.com/app"},
	{"a region that no table has", bareTemplate("nginx:1"), "-region nz-south-1", 0, "there is no region nz-south-1 in the table of"},
	{"a region that is misspelled", bareTemplate("'123456789012.dkr.ecr.us-esat-1.amazonaws.com/team:v1'"), "", 3, "did you mean us-east-1?"},
	{"another name", bareTemplate("app2:v1"), "", 0, "app2:v1 is not in Amazon ECR"},
	{"a longer name", bareTemplate("team/app:v1"), "", 0, "team/app:v1 is not in Amazon ECR"},
	{"the same given", `Parameters: {Tag: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/team/app:${Tag}'
`, "-parameter Tag=v1", 0, ""},
	{"tag unknown, role lacks", `Parameters: {Tag: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      Policies: []
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/team/app:${Tag}'
`, "", 1, "ecr:BatchGetImage"},
	{"tag unknown, no exec role", `Parameters: {Tag: {Type: String}}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/team/app:${Tag}'
`, "", 1, ""},
	{"repo unknown, role names one repo", `Parameters: {Repo: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      POLICY[LOGIN,{PULL !Sub 'ARN/team/app'}]}}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/${Repo}:v1'
`, "", 3, "pass -parameter Repo=VALUE"},
	{"uppercase in known part with tag gap", `Parameters: {Tag: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/Team/app:${Tag}'
`, "", 1, "lower case"},
	{"image param no default", `Parameters: {Image: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Ref Image
`, "", 3, ""},
	{"image param no default, fargate no role", `Parameters: {Image: {Type: String}}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - Name: app
          Image: !Ref Image
`, "", 3, ""},
	{"nginx tag gap", `Parameters: {Tag: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'nginx:${Tag}'
`, "", 0, ""},
	{"policy resource from param", `Parameters: {RepoArn: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      POLICY[LOGIN,{PULL !Ref RepoArn}]}}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 3, "the parameter RepoArn has no default"},
	{"policy resource from param irrelevant", `Parameters: {Sec: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      POLICY[{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !Ref Sec}]}}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 0, ""},
	{"deny with unknown resource", `Parameters: {Sec: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      POLICY[{Effect: Deny, Action: 'ecr:*', Resource: !Ref Sec}]}}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 3, ""},
	{"condition on param without default", `Parameters: {E: {Type: String}}
Conditions: {P: !Equals [!Ref E, prod]}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !If [P, 'nginx:1', !Sub 'OWN/team/app:v1']
`, "", 0, ""},
	{"condition on param without default, differs", `Parameters: {E: {Type: String}}
Conditions: {P: !Equals [!Ref E, prod]}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      Policies: []
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !If [P, 'nginx:1', !Sub 'OWN/team/app:v1']
`, "", 3, "hangs on ${E}"},
	{"allowed values", `Parameters: {E: {Type: String, AllowedValues: [dev, prod]}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/team/${E}:v1'
`, "", 0, ""},
	{"allowed values violated", `Parameters: {E: {Type: String, AllowedValues: [dev, prod]}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/team/${E}:v1'
`, "-parameter E=test", 2, "is not one of dev, prod"},
	{"custom macro", `Transform: MyMacro
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 3, "the macro MyMacro"},
	{"sam transform", `Transform: AWS::Serverless-2016-10-31
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 0, ""},
	{"foreach", `Transform: AWS::LanguageExtensions
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  'Fn::ForEach::T':
    - N
    - [a, b]
    - 'Task${N}':
        Type: AWS::ECS::TaskDefinition
        Properties:
          RequiresCompatibilities: [FARGATE]
          ExecutionRoleArn: !GetAtt Exec.Arn
          ContainerDefinitions:
            - Name: app
              Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/team/${N}:v1'
`, "", 0, ""},
	{"nested stack output", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !GetAtt Nested.Outputs.Image
  Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: x}}
`, "", 3, "nested stack Nested"},
	{"service fargate", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2, FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  S: {Type: AWS::ECS::Service, Properties: {LaunchType: FARGATE, TaskDefinition: !Ref Task}}
`, "", 0, ""},
	{"service ec2", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2, FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  S: {Type: AWS::ECS::Service, Properties: {LaunchType: EC2, TaskDefinition: !Ref Task}}
`, "", 3, "-instances"},
	{"service fargate spot", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2, FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  S: {Type: AWS::ECS::Service, Properties: {CapacityProviderStrategy: [{CapacityProvider: FARGATE_SPOT}], TaskDefinition: !Ref Task}}
`, "", 0, ""},
	{"capacity provider with an Auto Scaling group", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2, FARGATE, MANAGED_INSTANCES]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  P: {Type: AWS::ECS::CapacityProvider, Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: x}}}
  S: {Type: AWS::ECS::Service, Properties: {CapacityProviderStrategy: [{CapacityProvider: !Ref P}], TaskDefinition: !Ref Task}}
`, "", 3, "-instances"},
	{"capacity provider with a name, and managed instances", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2, FARGATE, MANAGED_INSTANCES]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  P: {Type: AWS::ECS::CapacityProvider, Properties: {Name: mine, ManagedInstancesProvider: {}}}
  S: {Type: AWS::ECS::Service, Properties: {CapacityProviderStrategy: [{CapacityProvider: mine}], TaskDefinition: !Ref Task}}
`, "", 0, ""},
	{"capacity provider of another stack", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2, FARGATE, MANAGED_INSTANCES]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  P: {Type: AWS::ECS::CapacityProvider, Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: x}}}
  S: {Type: AWS::ECS::Service, Properties: {CapacityProviderStrategy: [{CapacityProvider: other}], TaskDefinition: !Ref Task}}
`, "", 3, "-instances"},
	{"Fargate, and an Auto Scaling group as well", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2, FARGATE, MANAGED_INSTANCES]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  P: {Type: AWS::ECS::CapacityProvider, Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: x}}}
  S: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task,
    CapacityProviderStrategy: [{CapacityProvider: FARGATE}, {CapacityProvider: !Ref P}]}}
`, "", 3, "-instances"},
	{"literal role of account and image", `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: arn:aws:iam::111122223333:role/exec
      ContainerDefinitions:
        - Name: app
          Image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:v1
`, "", 3, "no policy of the role"},
	{"literal role, policy given", `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: arn:aws:iam::111122223333:role/exec
      ContainerDefinitions:
        - Name: app
          Image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:v1
`, "-policy AmazonECSTaskExecutionRolePolicy", 0, ""},
	{"literal role by Sub, policy given", `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !Sub 'arn:aws:iam::${AWS::AccountId}:role/ecsTaskExecutionRole'
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "-policy AmazonECSTaskExecutionRolePolicy", 0, ""},
	{"image other account, with -account", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: 444455556666.dkr.ecr.us-east-1.amazonaws.com/app:v1
`, "-account 111122223333", 3, "repository policy"},
	{"image own account, with -account", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:v1
`, "-account 111122223333", 0, ""},
	{"customer managed policy", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/pull']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 3, "arn:aws:iam::111122223333:policy/pull"},
	{"customer managed policy given", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/pull']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "-policy AmazonECSTaskExecutionRolePolicy", 0, ""},
	{"other aws managed policy", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED','arn:aws:iam::aws:policy/CloudWatchLogsFullAccess']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 0, ""},
	{"managed policy in wrong place", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonECSTaskExecutionRolePolicy']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 1, "write arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"},
	{"findinmap missing key", `Mappings: {M: {a: {b: nginx}}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !FindInMap [M, a, c]
`, "", 3, "has no key \"c\""},
	{"ref to missing", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Ref Nope
`, "", 3, "no parameter or resource Nope"},
	{"cyclic conditions", `Conditions: {A: !Condition B, B: !Condition A}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !If [A, nginx, busybox]
`, "", 3, ""},
	{"cyclic names", `Resources:
  A: {Type: AWS::ECR::Repository, Properties: {RepositoryName: !Ref B}}
  B: {Type: AWS::ECR::Repository, Properties: {RepositoryName: !Ref A}}
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !GetAtt A.RepositoryUri
`, "", 3, ""},
	{"ssm parameter", `Parameters: {I: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /app/image}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Ref I
`, "", 3, "/app/image"},
	{"stackname repo", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      POLICY[LOGIN,{PULL !Sub 'ARN/${AWS::StackName}-*'}]}}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/${AWS::StackName}-app:v1'
`, "", 0, ""},
	{"generated repo, literal wildcard", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      POLICY[LOGIN,{PULL !Sub 'ARN/myapp-*'}]}}]
  Repo: {Type: AWS::ECR::Repository}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${Repo.RepositoryUri}:v1'
`, "", 3, "the name of the stack"},
	{"fips host", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr-fips.${AWS::Region}.amazonaws.com/team/app:v1'
`, "", 3, "the region"},
	{"cn literal suffix", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com.cn/team/app:v1'
`, "", 0, ""},
	{"cn given, com suffix", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/team/app:v1'
`, "-region cn-north-1", 1, ""},
	{"partition neutral", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 0, ""},
	{"endpoint denies", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  E: {Type: AWS::EC2::VPCEndpoint, Properties: {SERVICE, DOCUMENT[{Effect: Deny, Principal: '*', Action: '*', Resource: '*'}]}}}
`, "", 3, "VPC endpoint"},
	{"endpoint allows", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  E: {Type: AWS::EC2::VPCEndpoint, Properties: {SERVICE, DOCUMENT[{Effect: Allow, Principal: '*', Action: '*', Resource: '*'}]}}}
`, "", 0, ""},
	{"gateway endpoint of S3 shuts the layers out", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  E: {Type: AWS::EC2::VPCEndpoint, Properties: {S3SERVICE,
    DOCUMENT[{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::my-${AWS::Region}-data/*'}]}}}
`, "", 3, "starport-layer-bucket"},
	{"gateway endpoint of S3 lets the layers through", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  E: {Type: AWS::EC2::VPCEndpoint, Properties: {S3SERVICE,
    DOCUMENT[{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::prod-${AWS::Region}-starport-layer-bucket/*'}]}}}
`, "", 0, ""},
	{"gateway endpoint of S3 without a policy", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  E: {Type: AWS::EC2::VPCEndpoint, Properties: {S3SERVICE}}
`, "", 0, ""},
	{"gateway endpoint of S3, and an image elsewhere", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'nginx:1'
  E: {Type: AWS::EC2::VPCEndpoint, Properties: {S3SERVICE,
    DOCUMENT[{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::my-${AWS::Region}-data/*'}]}}}
`, "", 0, ""},
	{"interface endpoint of S3 without its names", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  E: {Type: AWS::EC2::VPCEndpoint, Properties: {S3SERVICE, VpcEndpointType: Interface,
    DOCUMENT[{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::my-${AWS::Region}-data/*'}]}}}
`, "", 0, ""},
	{"interface endpoint of S3 with its names", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  E: {Type: AWS::EC2::VPCEndpoint, Properties: {S3SERVICE, VpcEndpointType: Interface, PrivateDnsEnabled: true,
    DOCUMENT[{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::my-${AWS::Region}-data/*'}]}}}
`, "", 3, "starport-layer-bucket"},
	{"policy of the gateway endpoint of S3 is a parameter", `Parameters: {Doc: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
  E: {Type: AWS::EC2::VPCEndpoint, Properties: {S3SERVICE, PolicyDocument: !Ref Doc}}
`, "", 3, "pass -parameter Doc=VALUE"},
	{"cache rule, and the role may not create the repository", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      POLICY[{Effect: Allow, Action: 'ecr:BatchImportUpstreamImage', Resource: '*'}]}}]
  Rule: {Type: AWS::ECR::PullThroughCacheRule, Properties: {EcrRepositoryPrefix: hub/a, UpstreamRegistryUrl: registry-1.docker.io}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/hub/a/library/nginx:1'
`, "", 3, "ecr:CreateRepository"},
	{"a creation template makes the repository", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      POLICY[{Effect: Allow, Action: 'ecr:BatchImportUpstreamImage', Resource: '*'}]}}]
  Rule: {Type: AWS::ECR::PullThroughCacheRule, Properties: {EcrRepositoryPrefix: hub/a, UpstreamRegistryUrl: registry-1.docker.io}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/hub/a/library/nginx:1'
  T1: {Type: AWS::ECR::RepositoryCreationTemplate, Properties: {Prefix: hub/a, AppliedFor: [PULL_THROUGH_CACHE]}}
`, "", 0, ""},
	{"the creation template ROOT makes the repository", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      POLICY[{Effect: Allow, Action: 'ecr:BatchImportUpstreamImage', Resource: '*'}]}}]
  Rule: {Type: AWS::ECR::PullThroughCacheRule, Properties: {EcrRepositoryPrefix: hub/a, UpstreamRegistryUrl: registry-1.docker.io}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/hub/a/library/nginx:1'
  T1: {Type: AWS::ECR::RepositoryCreationTemplate, Properties: {Prefix: ROOT, AppliedFor: [REPLICATION, PULL_THROUGH_CACHE]}}
`, "", 0, ""},
	{"a creation template for another prefix", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      POLICY[{Effect: Allow, Action: 'ecr:BatchImportUpstreamImage', Resource: '*'}]}}]
  Rule: {Type: AWS::ECR::PullThroughCacheRule, Properties: {EcrRepositoryPrefix: hub/a, UpstreamRegistryUrl: registry-1.docker.io}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/hub/a/library/nginx:1'
  T1: {Type: AWS::ECR::RepositoryCreationTemplate, Properties: {Prefix: hub/ab, AppliedFor: [PULL_THROUGH_CACHE]}}
`, "", 3, "ecr:CreateRepository"},
	{"a creation template for replication alone", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      POLICY[{Effect: Allow, Action: 'ecr:BatchImportUpstreamImage', Resource: '*'}]}}]
  Rule: {Type: AWS::ECR::PullThroughCacheRule, Properties: {EcrRepositoryPrefix: hub/a, UpstreamRegistryUrl: registry-1.docker.io}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/hub/a/library/nginx:1'
  T1: {Type: AWS::ECR::RepositoryCreationTemplate, Properties: {Prefix: hub/a, AppliedFor: [REPLICATION]}}
`, "", 3, "ecr:CreateRepository"},
	{"a creation template whose policy denies the pull", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      POLICY[{Effect: Allow, Action: 'ecr:BatchImportUpstreamImage', Resource: '*'}]}}]
  Rule: {Type: AWS::ECR::PullThroughCacheRule, Properties: {EcrRepositoryPrefix: hub/a, UpstreamRegistryUrl: registry-1.docker.io}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/hub/a/library/nginx:1'
  T1: {Type: AWS::ECR::RepositoryCreationTemplate, Properties: {Prefix: hub, AppliedFor: [PULL_THROUGH_CACHE],
    RepositoryPolicy: {Version: '2012-10-17', Statement: [{Effect: Deny, Principal: '*', Action: 'ecr:BatchGetImage'}]}}}
`, "", 3, "does not let the role pull"},
	{"the longer prefix wins", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      POLICY[{Effect: Allow, Action: 'ecr:BatchImportUpstreamImage', Resource: '*'}]}}]
  Rule: {Type: AWS::ECR::PullThroughCacheRule, Properties: {EcrRepositoryPrefix: hub/a, UpstreamRegistryUrl: registry-1.docker.io}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/hub/a/library/nginx:1'
  T1: {Type: AWS::ECR::RepositoryCreationTemplate, Properties: {Prefix: hub, AppliedFor: [PULL_THROUGH_CACHE],
    RepositoryPolicy: {Version: '2012-10-17', Statement: [{Effect: Deny, Principal: '*', Action: 'ecr:BatchGetImage'}]}}}
  T2: {Type: AWS::ECR::RepositoryCreationTemplate, Properties: {Prefix: hub/a, AppliedFor: [PULL_THROUGH_CACHE]}}
  T3: {Type: AWS::ECR::RepositoryCreationTemplate, Properties: {Prefix: ROOT, AppliedFor: [PULL_THROUGH_CACHE],
    RepositoryPolicy: {Version: '2012-10-17', Statement: [{Effect: Deny, Principal: '*', Action: 'ecr:BatchGetImage'}]}}}
`, "", 0, ""},
	{"a creation template whose policy hangs on something", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      POLICY[{Effect: Allow, Action: 'ecr:BatchImportUpstreamImage', Resource: '*'}]}}]
  Rule: {Type: AWS::ECR::PullThroughCacheRule, Properties: {EcrRepositoryPrefix: hub/a, UpstreamRegistryUrl: registry-1.docker.io}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/hub/a/library/nginx:1'
  T1: {Type: AWS::ECR::RepositoryCreationTemplate, Properties: {Prefix: hub, AppliedFor: [PULL_THROUGH_CACHE],
    RepositoryPolicy: {Version: '2012-10-17', Statement: [{Effect: Deny, Principal: '*', Action: 'ecr:BatchGetImage',
    Condition: {StringEquals: {'aws:SourceVpce': vpce-1}}}]}}}
`, "", 3, "it hangs on aws:SourceVpce"},
	{"ecr repo policy denies in stack", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Repo: {Type: AWS::ECR::Repository, Properties: {RepositoryName: team/app, POLICYTEXT[{Effect: Deny, Principal: '*', Action: 'ecr:BatchGetImage'}]}}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 1, ""},
	{"role policy resource", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      Path: /x/
  P: {Type: AWS::IAM::RolePolicy, Properties: {PolicyName: q, RoleName: !Ref Exec, DOCUMENT[ALL]}}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 0, ""},
	{"use previous value", `Parameters: {Image: {Type: String, Default: nginx}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Ref Image
`, "-parameters prev.json", 3, "keeps the value"},
	{"noecho", `Parameters: {Image: {Type: String, NoEcho: true, Default: 'secretimage.example/x:1'}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Ref Image
`, "", 3, "NoEcho"},
	{"credentials secret of stack", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      POLICY[{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !Ref Sec}]}}]
  Sec: {Type: AWS::SecretsManager::Secret}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: quay.io/a/b:1
          RepositoryCredentials: {CredentialsParameter: !Ref Sec}
`, "", 0, ""},
	{"boundary param", `Parameters: {B: {Type: String}}
Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
      PermissionsBoundary: !Ref B
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 3, "the parameter B has no default"},
	{"tagged yaml flow in policies with Condition", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      POLICY[{Effect: Allow, Action: 'ecr:*', Resource: '*', Condition: {StringEquals: {'aws:RequestedRegion': !Ref 'AWS::Region'}}}]}}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 0, ""},
	{"AWS policy of an administrator", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 0, ""},
	{"AWS policy with NotAction", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 0, ""},
	{"AWS policy that reads everything", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 0, ""},
	{"AWS policy of another service", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3FullAccess']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 1, "ecr:GetAuthorizationToken on * is not allowed"},
	{"AWS policy that denies", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED', 'arn:aws:iam::aws:policy/AWSDenyAll']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 1, "detach AWSDenyAll"},
	{"AWS policy with another path", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/job-function/AdministratorAccess']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 1, "write arn:aws:iam::aws:policy/AdministratorAccess"},
	{"AWS policy of another partition", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "-region us-gov-west-1", 1, "write arn:aws-us-gov:iam::aws:policy/service-role/"},
	{"AWS policy of one partition tells the partition", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 0, ""},
	{"S3 endpoint for buckets of one's own", `Resources:
  S3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: vpc-1
      ServiceName: !Sub 'com.amazonaws.${AWS::Region}.s3'
      DOCUMENT[{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*'}]}
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 3, "hangs on whether the layers come through an endpoint of S3 of the template"},
	{"S3 endpoint that lets layers through", `Resources:
  S3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: vpc-1
      ServiceName: !Sub 'com.amazonaws.${AWS::Region}.s3'
      DOCUMENT[{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::prod-*-starport-layer-bucket/*'}]}
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 0, ""},
	{"S3 endpoint that lets layers of one region through", `Resources:
  S3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: vpc-1
      ServiceName: !Sub 'com.amazonaws.${AWS::Region}.s3'
      DOCUMENT[{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*'}]}
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 3, "us-east-1: it can be pulled"},
	{"and in that region", `Resources:
  S3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: vpc-1
      ServiceName: !Sub 'com.amazonaws.${AWS::Region}.s3'
      DOCUMENT[{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*'}]}
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "-region us-east-1", 0, ""},
	{"what is to be added takes the variables of the template", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      POLICY[LOGIN]}}]
  Repo: {Type: AWS::ECR::Repository}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 1, `"Resource":{"Fn::Sub":"arn:aws:ecr:${AWS::Region}:${AWS::AccountId}:repository/team/app"}`},
	{"the line of a role, as a template writes it", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      POLICY[LOGIN]}}]
  Repo: {Type: AWS::ECR::Repository}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      Cpu: '256'
      ContainerDefinitions:
        - Name: app
          Image: !Sub 'OWN/team/app:v1'
`, "", 1, "add ExecutionRoleArn: !GetAtt Exec.Arn"},
	{"the same in JSON", `{"Resources": {
  "Exec": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}}},
  "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"RequiresCompatibilities": ["FARGATE"],
    "ContainerDefinitions": [{"Name": "app", "Image": {"Fn::Sub": "OWN/team/app:v1"}}]}}}}
`, "", 1, `add "ExecutionRoleArn": {"Fn::GetAtt": ["Exec", "Arn"]}`},
	{"a task role and no execution role", `Resources:
  App: {Type: AWS::IAM::Role, Properties: {TRUST}}
  Exec: {Type: AWS::IAM::Role, Properties: {TRUST}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      TaskRoleArn: !GetAtt App.Arn
      ContainerDefinitions: [{Name: app, Image: !Sub 'OWN/team/app:v1'}]
`, "", 1, "the task role is for the application in the container, and no pull uses it\nadd ExecutionRoleArn: !GetAtt Exec.Arn"},
	{"no role that is for tasks", `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions: [{Name: app, Image: !Sub 'OWN/team/app:v1'}]
`, "", 1, "add ExecutionRoleArn: arn:aws:iam::ACCOUNT:role/ecsTaskExecutionRole"},
	{"a policy that names its role by ARN", misnamed("!GetAtt Exec.Arn"), "", 1, "so CloudFormation refuses it\nwrite !Ref Exec"},
	{"a policy that names its role", misnamed("!Ref Exec"), "", 0, ""},
	// A partition typed out is one wherever it stands, also in what is not known before the deployment is.
	{"the partition in the condition of a trust policy", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {Service: ecs-tasks.amazonaws.com}
            Action: sts:AssumeRole
            Condition:
              ArnLike: {'aws:SourceArn': !Sub 'arn:aws:ecs:${AWS::Region}:${AWS::AccountId}:*'}
              StringEquals: {'aws:SourceAccount': !Ref AWS::AccountId}
      POLICY[ALL]}}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions: [{Name: app, Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/team/app:v1'}]
`, "", 0, "partition aws"},
	{"the partition in the principal of a repository policy", `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      RoleName: exec
      TRUST
      POLICY[LOGIN]}}]
  Repo:
    Type: AWS::ECR::Repository
    Properties:
      POLICYTEXT[
        {Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/exec'},
         Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']}]}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions: [{Name: app, Image: !Sub '${Repo.RepositoryUri}:v1'}]
`, "", 0, "partition aws"},
	// IAM: "Policy arn:… does not exist or is not attachable", and the stack is rolled back.
	{"a boundary of AWS's with another path", awsPolicies("PermissionsBoundary: 'arn:aws:iam::aws:policy/job-function/PowerUserAccess'",
		"'MANAGED'"), "", 1, "write arn:aws:iam::aws:policy/PowerUserAccess"},
	{"a policy of China's beside a host of the others", awsPolicies("", "'arn:aws-cn:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly'"), "",
		1, "write arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly"},
	{"a policy of AWS's of which only the path is wrong is read as meant", awsPolicies(
		"",
		"'arn:aws:iam::aws:policy/CloudWatchLogsFullAccess', 'arn:aws:iam::aws:policy/AmazonECSTaskExecutionRolePolicy'",
	), "", 1, "so the role is not made"},
	{
		"a policy of AWS's that is not known may be new",
		awsPolicies("", "'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRole'"),
		"",
		3,
		"if it is misspelled, write arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
	},
	{"one that is like no other", awsPolicies("", "'arn:aws:iam::aws:policy/AmazonSomethingNew'"), "", 3, "--version-id VERSION"},
	// The name of a role is there once in an account, whatever its path: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
	{
		"the ARN of a role without its path",
		rolePath("role/exec"),
		"",
		1,
		"with another path\nwrite arn:aws:iam::${AWS::AccountId}:role/svc/exec",
	},
	{"the ARN of a role with another path", rolePath("role/other/exec"), "", 1, "with another path"},
	{"the ARN of a role with its path", rolePath("role/svc/exec"), "", 0, ""},
	{"the ARN of a role that the template does not make", rolePath("role/exec2"), "", 3, "no policy of the role that pulls was given"},
}

// awsPolicies has a role with a property and managed policies, and a task that takes it.
func awsPolicies(property, arns string) string {
	return `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: [` + arns + `]
      ` + property + `
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions: [{Name: app, Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/team/app:v1'}]
`
}

// rolePath has a role exec with the path /svc/, and a task that names a role by its ARN.
func rolePath(role string) string {
	return `Resources:
  Exec: {Type: AWS::IAM::Role, Properties: {RoleName: exec, Path: /svc/, TRUST, ManagedPolicyArns: ['MANAGED']}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !Sub 'arn:aws:iam::${AWS::AccountId}:` + role + `'
      ContainerDefinitions: [{Name: app, Image: !Sub 'OWN/team/app:v1'}]
`
}

// misnamed has a role, and a policy that names it.
func misnamed(role string) string {
	return `Resources:
  Exec: {Type: AWS::IAM::Role, Properties: {TRUST}}
  Pol: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [` + role + `], DOCUMENT[ALL]}}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions: [{Name: app, Image: !Sub 'OWN/team/app:v1'}]
`
}

// TestTogether: what one template exports, another that is given with it imports.
func TestTogether(t *testing.T) {
	base := `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Repo: {Type: AWS::ECR::Repository, Properties: {RepositoryName: team/app}}
Outputs:
  Role: {Value: !GetAtt Exec.Arn, Export: {Name: base-role}}
  Repo: {Value: !GetAtt Repo.RepositoryUri, Export: {Name: base-repo}}
`
	app := `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !ImportValue base-role
      ContainerDefinitions:
        - Name: app
          Image: !Sub ['${Repo}:v1', {Repo: !ImportValue base-repo}]
`
	t.Chdir(t.TempDir())
	write(t, "base.yaml", short.Replace(base))
	write(t, "lacking.yaml", strings.Replace(short.Replace(base), "ManagedPolicyArns", "Other", 1))
	write(t, "app.yaml", app)
	for args, want := range map[string]int{"-task app.yaml -task base.yaml": 0, "-task base.yaml -task app.yaml": 0,
		"-task lacking.yaml -task app.yaml": 1, "-task app.yaml": 3} {
		code, r, errs := answer(t, "", strings.Fields(args)...)
		require.Equal(t, want, code, "%s: %s %v", args, errs, r.Findings)
		if want == 3 {
			require.Contains(t, r.Findings[0].Fix, "give the template that exports base-repo as well")
		}
	}
}

// TestTemplates: what templates decide, and what they leave open. No answer shows a
// stand-in or a secret.
func TestTemplates(t *testing.T) {
	for _, row := range templates {
		t.Run(row.why, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			file := filepath.Join(dir, "template.yaml")
			require.NoError(t, os.WriteFile(file, []byte(short.Replace(row.template)), 0o600))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "prev.json"), []byte(`[{"ParameterKey":"Image","UsePreviousValue":true}]`), 0o600))
			args := strings.Fields(strings.ReplaceAll(row.args, "prev.json", filepath.Join(dir, "prev.json")))
			code, r, errs := answer(t, "", append(args, "-task", file)...)
			text := errs
			for _, f := range r.Findings {
				text += f.Message + "\n" + f.Fix + "\n"
			}
			text += strings.Join(r.Presumed, "\n")
			require.Equal(t, row.exit, code, "%v\n%s", decisive(r), text)
			require.Contains(t, text, row.says)
			for _, hidden := range []string{"135792468013", "stack7q2", "gap7q2", "secretimage"} {
				require.NotContains(t, text, hidden)
			}
		})
	}
}

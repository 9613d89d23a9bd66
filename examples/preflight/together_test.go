package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSameLogicalIDs: two templates that are given together have roles, repositories
// and task definitions of the same logical id. No task is judged by what the other
// template says.
func TestSameLogicalIDs(t *testing.T) {
	const template = `Resources:
  Exec:
    Type: AWS::IAM::Role
    Properties:
      NAME
      TRUST
      ManagedPolicyArns: ['MANAGED']
  Repo:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement: [{Effect: Deny, Principal: '*', Action: 'ecr:BatchGetImage'}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions: [{Name: app, Image: !Sub '${Repo.RepositoryUri}:v1'}]
`
	t.Chdir(t.TempDir())
	for name, old := range map[string]string{"named": "", "unnamed": "NAME\n      "} {
		text := strings.NewReplacer("NAME", "RoleName: exec").Replace(short.Replace(strings.Replace(template, old, "", 1)))
		write(t, name+"-denied.yaml", text)
		text = strings.Replace(text, "Effect: Deny", "Effect: Allow", 1)
		write(t, name+"-good.yaml", text)
		write(t, name+"-lacking.yaml", strings.Replace(text, "ManagedPolicyArns", "Other", 1))
	}
	for _, row := range []struct {
		files []string
		want  []verdict
	}{
		{[]string{"unnamed-good", "unnamed-lacking"}, []verdict{canPull, willFail}},
		{[]string{"unnamed-lacking", "unnamed-good"}, []verdict{willFail, canPull}},
		{[]string{"unnamed-denied", "unnamed-good"}, []verdict{willFail, canPull}},
		{[]string{"unnamed-good", "unnamed-denied"}, []verdict{canPull, willFail}},
		{[]string{"unnamed-lacking", "unnamed-good", "unnamed-denied"}, []verdict{willFail, canPull, willFail}},
		{[]string{"named-good", "named-lacking"}, []verdict{canPull, willFail}},
		{[]string{"named-lacking", "named-good"}, []verdict{willFail, canPull}},
	} {
		var args []string
		for _, file := range row.files {
			args = append(args, "-task", file+".yaml")
		}
		_, r, errs := answer(t, "", args...)
		require.Empty(t, errs)
		var got []verdict
		for i, img := range r.Images {
			require.Equal(t, row.files[i]+".yaml", img.Where.File)
			got = append(got, img.Verdict)
		}
		require.Equal(t, row.want, got, "%v\n%v", row.files, r.Findings)
	}
}

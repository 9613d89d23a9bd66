package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMadeRoles: a role that lies in the template or plan is who pulls, though its
// name, account and partition are known only when it is deployed.
func TestMadeRoles(t *testing.T) {
	const (
		template = "Parameters: {Name: {Type: String}}\nResources:\n  Exec: {Type: AWS::IAM::Role, Properties: {NAME}}\n  Task:\n" +
			"    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ExecutionRoleArn: !GetAtt Exec.Arn\n" +
			"      ContainerDefinitions: [{Name: a, Image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1'}]\n"
		plan = `{"format_version":"1.2","planned_values":{"root_module":{"resources":[
			{"address":"aws_iam_role.exec","mode":"managed","type":"aws_iam_role","name":"exec","values":{"name_prefix":"x"}},
			{"address":"aws_ecs_task_definition.web","mode":"managed","type":"aws_ecs_task_definition","name":"web","values":{"family":"web",
			"container_definitions":"[{\"name\":\"a\",\"image\":\"123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1\"}]"}}]}},
			"resource_changes":[{"address":"aws_ecs_task_definition.web","mode":"managed","type":"aws_ecs_task_definition","name":"web",
			"change":{"after_unknown":{"execution_role_arn":true}}}],
			"configuration":{"root_module":{"resources":[{"address":"aws_ecs_task_definition.web","expressions":
			{"execution_role_arn":{"references":["aws_iam_role.exec.arn","aws_iam_role.exec"]}}}]}}}`
	)
	for _, row := range []struct {
		why, properties, args string
		exit                  int
		out, not              []string
		errs                  string
	}{
		{"the name is made up later", "", "", 0, []string{`"for": "the role Exec of t.yaml"`, `"resource": "Exec"`}, []string{"repository-"},
			"or -account with the one that the template is deployed in"},
		{"in the account of the image", "", "-account 123456789012", 0, []string{`"resource": "Exec"`}, []string{`"kind": "repository"`},
			"no repository policy is needed"},
		{"in another account, which the repository lets in", "", "-account 210987654321", 0,
			[]string{`"kind": "repository"`, "\"210987654321\"\n            ]"}, nil, ""},
		{"in another account and with a name", "RoleName: exec", "-account 210987654321", 0,
			[]string{`"role": "exec"`, `"arn:aws:iam::210987654321:role/exec"`}, nil, ""},
		{"with a path", "RoleName: exec, Path: /team/", "-account 210987654321", 0,
			[]string{`"arn:aws:iam::210987654321:role/team/exec"`}, nil, ""},
		{"with a parameter for its name", "RoleName: !Ref Name", "-account 210987654321", 0,
			[]string{"\"210987654321\"\n            ]"}, []string{"${Name}"}, ""},
		{"in another partition", "", "-region cn-north-1", 1, nil, []string{"kind"}, "no policy reaches across"},
		{"for the endpoints it has to be named", "", "-kind endpoint", 3, nil, []string{"kind"}, "or -account"},
		{"for the endpoints, named", "RoleName: exec", "-kind endpoint -account 123456789012", 0,
			[]string{"arn:aws:iam::123456789012:role/exec"}, nil, ""},
		{"as commands", "", "-format shell", 0, []string{"describe-stack-resource --stack-name STACK --logical-resource-id Exec "}, nil, ""},
		{"as a template", "", "-format cloudformation", 0, []string{`"PullRoleExec"`, `"Name of the role Exec of t.yaml"`}, nil, ""},
		{"of a plan, as Terraform", "plan", "-format terraform", 0, []string{"role       = aws_iam_role.exec.name\n"}, nil, ""},
		{"of a plan, as commands", "plan", "-format shell", 0, []string{"--role-name ROLE "}, []string{"cloudformation", "xterraform"}, ""},
		{"of a plan, in another account", "plan", "-account 210987654321 -region us-east-1", 0, []string{"\"210987654321\"\n            ]"},
			[]string{"xterraform"}, ""},
		{"of a plan, as a template", "plan", "-format cloudformation", 0, []string{`"PullRoleAwsIamRoleExec"`}, nil, ""},
	} {
		t.Run(row.why, func(t *testing.T) {
			t.Chdir(t.TempDir())
			name, text := "t.yaml", strings.Replace(template, "NAME", row.properties, 1)
			if row.properties == "plan" {
				name, text = "plan.json", plan
			}
			require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
			var out, errs bytes.Buffer
			code := run(append(strings.Fields(row.args), name), nil, &out, &errs)
			require.Equal(t, row.exit, code, out.String()+errs.String())
			for _, want := range row.out {
				require.Contains(t, out.String(), want)
			}
			for _, not := range row.not {
				require.NotContains(t, out.String(), not)
			}
			require.Contains(t, errs.String(), row.errs)
		})
	}
}

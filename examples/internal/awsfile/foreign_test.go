package awsfile_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/stretchr/testify/require"
)

// TestForeign: files that people have in the place of a task definition are named
// for what they are, with the command that helps.
func TestForeign(t *testing.T) {
	for _, row := range []struct{ name, in, what, tell string }{
		{"docker-compose.yml", "services:\n  web: {image: nginx}\n", "a compose file", "describe-task-definition"},
		{"compose.yaml", "services:\n  web:\n    build: .\n", "a compose file", ""},
		{"manifest.yml", "name: api\ntype: Backend Service\nimage: {location: x}\n", "a Copilot manifest", "copilot svc package"},
		{"ci.yml", "jobs:\n  deploy:\n    steps: []\n", "a workflow of GitHub Actions", "task-definition"},
		{"td.jsonnet", "local x = 'a';\n{ family: x }", "Jsonnet", "jsonnet td.jsonnet"},
		{"td.json", "local x = 'a';\n{ family: x }", "looks like Jsonnet", "jsonnet td.json"},
		{"main.tf", "resource \"aws_ecs_task_definition\" \"a\" {\n}\n", "Terraform configuration (HCL)", "terraform show -json"},
		{"main.txt", "locals {\n  a = 1\n}\n", "Terraform configuration (HCL)", "terraform show -json"},
		{"terraform.tfstate", `{"version":4,"terraform_version":"1.9.0","resources":[]}`, "a raw state file", "terraform show -json"},
		{"plan.json", `{"format_version":"1.2","resource_changes":[]}`, "without planned_values", "terraform show -json plan.bin"},
		{"empty.json", `{"format_version":"1.0","terraform_version":"1.9.0"}`, "without resources", "terraform show -json"},
		{"ecspresso.yml", "region: x\ncluster: c\nservice: s\ntask_definition: td.json\n", "the configuration of ecspresso", "ecspresso render"},
		{"td.json", `{"family": {{ must_env "X" }}}`, "{{ … }} are not filled in", "ecspresso render"},
		{"td.json", `{"family": $NAME}`, "variables are not filled in", "envsubst < td.json"},
		{"td.json", `[{"cpu": ${cpu}}]`, "variables are not filled in", "envsubst"},
		{"td.json", "{\n// x\n\"family\": \"a\"}", "JSON takes no comments", ""},
		{"pod.yaml", "apiVersion: v1\nkind: Pod\n", "a manifest of Kubernetes", ""},
		{"cdk.json", `{"app":"x","context":{}}`, "the configuration of the AWS CDK", "cdk synth"},
		{"manifest.json", `{"version":"36.0.0","artifacts":{}}`, "what the AWS CDK synthesised", "cdk.out"},
		{"serverless.yml", "provider: {name: aws}\nfunctions: {}\n", "Serverless Framework", "serverless package"},
		{"params.json", `[{"ParameterKey":"A","ParameterValue":"b"}]`, "a file of parameters", "-parameters"},
		{"config.json", `{"Parameters":{"A":"b"}}`, "a file of parameters", "-parameters"},
		{"ecs-params.yml", "version: 1\ntask_definition: {essential: true}\n", "parameters file of the ECS CLI", "describe-task-definition"},
		{"stack.json", `{"version":3,"deployment":{"resources":[]}}`, "the state of a Pulumi stack", "describe-task-definition"},
		{"preview.json", `{"config":{},"steps":[]}`, "the preview of a Pulumi stack", ""},
		{"appspec.yaml", "version: 0.0\nResources:\n  - TargetService: {Type: AWS::ECS::Service}\n", "the AppSpec of CodeDeploy", "taskdef.json"},
		{"buildspec.yml", "version: 0.2\nphases: {}\n", "the build specification of CodeBuild", "imagedefinitions.json"},
		{"event.json", `{"eventName":"Register","requestParameters":{}}`, "an event of CloudTrail", "jq .requestParameters event.json"},
		{"service.json", `{"cluster":"c","taskDefinition":"web:3"}`, "only names the task definition", "describe-task-definition"},
		{"task.json", `{"Type":"AWS::ECS::TaskDefinition","Properties":{}}`, "one resource of a template", "the whole template"},
		{"container.json", `{"name":"app","image":"nginx"}`, "one container definition", "jq '[.]' container.json"},
	} {
		f, err := awsfile.Parse(row.name, []byte(row.in))
		if err == nil {
			_, err = awsfile.Read(f, awsfile.Deployment{})
		}
		require.ErrorContains(t, err, row.what, row.in)
		require.ErrorContains(t, err, row.tell, row.in)
	}
}

// TestImagePlaceholders: what pipelines fill in is no name, and names are none.
func TestImagePlaceholders(t *testing.T) {
	for image, want := range map[string]bool{
		"REPOSITORY_URI:IMAGE_TAG": true, "IMAGE_PLACEHOLDER": true, "<IMAGE1_NAME>": true, "ECR_URI/app:v1": true, "$ECR/app": true,
		"{{ image }}": true, "your-image-uri": true, "YOUR_IMAGE": true, "@IMAGE@": true,
		"nginx": false, "AWS:token@123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1": false, "team/app:V1": false, "quay.io/a/b:IMAGE": false,
		"123456789012.dkr.ecr.us-east-1.amazonaws.com/your-app:v1": false,
	} {
		require.Equal(t, want, awsfile.IsImagePlaceholder(image), image)
	}
	require.True(t, awsfile.HasMarker("123456789012.dkr.ecr.us-east-1.amazonaws.com/app:IMAGE_TAG"))
	require.False(t, awsfile.HasMarker("123456789012.dkr.ecr.us-east-1.amazonaws.com/app:LATEST"))
}

// TestReadOpen: what is known of an image although a part of it is not.
func TestReadOpen(t *testing.T) {
	for image, want := range map[string]awsfile.Open{
		"111122223333.dkr.ecr.us-east-1.amazonaws.com/ab:${x}":  awsfile.OpenPrivate,
		"111122223333.dkr.ecr.us-east-1.amazonaws.com/${x}:v1":  awsfile.OpenPrivate,
		"${x}.dkr.ecr.us-east-1.amazonaws.com/app:v1":           awsfile.OpenPrivate,
		"111122223333.dkr.ecr.${x}.amazonaws.com/app:v1":        awsfile.OpenPrivate,
		"111122223333.dkr.ecr.us-east-1.${x}/app:v1":            awsfile.OpenPrivate,
		"111122223333.dkr.ecr.us-east-1.amazonaws.com/A:${x}":   awsfile.OpenMalformed,
		"11112222333.dkr.ecr.us-east-1.amazonaws.com/ab:${x}":   awsfile.OpenMalformed,
		"111122223333.dkr.ecr.cn-north-1.amazonaws.com/ab:${x}": awsfile.OpenMalformed,
		"public.ecr.aws/nginx/nginx:${x}":                       awsfile.OpenPublic,
		"nginx:${x}":                                            awsfile.OpenElsewhere,
		"quay.io/a/${x}":                                        awsfile.OpenElsewhere,
		"${x}":                                                  awsfile.OpenAnywhere,
		"${x}/app:v1":                                           awsfile.OpenAnywhere,
		"${x}:v1":                                               awsfile.OpenAnywhere,
	} {
		_, got, _ := awsfile.ReadOpen(awsfile.String{Value: image, Gaps: []awsfile.Gap{{Text: "${x}"}}})
		require.Equal(t, want, got, image)
	}
}

// TestDuplicate: what is wrong with a template that has a key twice is that.
func TestDuplicate(t *testing.T) {
	t.Parallel()
	const twice = `the key "b" stands twice in one `
	for text, want := range map[string]string{
		"a: !Sub '${AWS::Region}'\nb: 1\nb: 2\n": `t: line 3, column 1: ` + twice + `mapping, first in line 2: remove one of them`,
		"a: ${A}\nb: 1\nb: 2\n":                  `t: line 3, column 1: ` + twice + `mapping, first in line 2: remove one of them`,
		"{\"b\": \"${A}\",\n\"b\": 1}":           `t: line 2, column 1: ` + twice + `object, first in line 1: remove one of them`,
	} {
		_, err := awsfile.Parse("t", []byte(text))
		require.EqualError(t, err, want)
	}
}

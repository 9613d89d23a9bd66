package awsfile_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/stretchr/testify/require"
)

const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1"

func parse(t *testing.T, data string) awsfile.File {
	t.Helper()
	f, err := awsfile.Parse("f", []byte(data))
	require.NoError(t, err)
	return f
}

func TestTaskDefinitionShapes(t *testing.T) {
	inner := `{"family":"web","executionRoleArn":"arn:r","requiresCompatibilities":["FARGATE"],
		"runtimePlatform":{"cpuArchitecture":"ARM64"},"requiresAttributes":[{"name":"x"}],
		"containerDefinitions":[{"name":"app","image":"` + image + `"}]}`
	for _, row := range []struct{ name, in, pointer, role string }{
		{"register input", inner, "/containerDefinitions/0/image", "arn:r"},
		{"describe output", `{"taskDefinition":` + inner + `,"tags":[]}`, "/taskDefinition/containerDefinitions/0/image", "arn:r"},
		{"bare list", `[{"name":"app","image":"` + image + `"}]`, "/0/image", ""},
		{"imagedefinitions.json", `[{"name":"app","imageUri":"` + image + `"}]`, "/0/imageUri", ""},
		{"imageDetail.json", `{"ImageURI":"` + image + `"}`, "/ImageURI", ""},
		{"CloudFormation JSON", `{"Resources":{"T":{"Type":"AWS::ECS::TaskDefinition","Properties":{"ExecutionRoleArn":"arn:r",` +
			`"ContainerDefinitions":[{"Name":"app","Image":"` + image + `"}]}}}}`,
			"/Resources/T/Properties/ContainerDefinitions/0/Image", "arn:r"},
		{"CloudFormation YAML", "Resources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ExecutionRoleArn: arn:r\n     " +
			" ContainerDefinitions:\n        - Name: app\n          Image: " + image + "\n",
			"/Resources/T/Properties/ContainerDefinitions/0/Image", "arn:r"},
		{"Terraform", `{"values":{"root_module":{"child_modules":[{"resources":[{"address":"a.b","type":"aws_ecs_task_definition","values":` +
			`{"execution_role_arn":"arn:r","container_definitions":"[{\"name\":\"app\",\"image\":\"` + image + `\"}]"}}]}]}}}`,
			"/values/root_module/child_modules/0/resources/0/values/container_definitions#/0/image", "arn:r"},
	} {
		tasks, err := awsfile.TaskDefinitions(parse(t, row.in), awsfile.Deployment{})
		require.NoError(t, err, row.name)
		require.Len(t, tasks, 1, row.name)
		require.Len(t, tasks[0].Containers, 1, row.name)
		got := tasks[0].Containers[0].Image
		require.Equal(t, image, got.Value, row.name)
		require.Equal(t, row.pointer, got.Where.Pointer, row.name)
		require.Equal(t, row.role, tasks[0].ExecutionRoleARN.Value, row.name)
	}
}

// TestTaskDefinitionPlaceholders: what is only known at deployment is kept as
// ${…}, so that nobody takes it for a name.
func TestTaskDefinitionPlaceholders(t *testing.T) {
	for _, row := range []struct{ image, want string }{
		{`{"Ref":"Image"}`, "${Image}"},
		{`{"Fn::Sub":"${AWS::AccountId}.dkr/x"}`, "${AWS::AccountId}.dkr/x"},
		{`{"Fn::Sub":["${A}/x",{"A":"b"}]}`, "b/x"},
		{`{"Fn::Join":["",["a/",{"Ref":"B"},":1"]]}`, "a/${B}:1"},
		{`{"Fn::Join":[":",["a/b","1"]]}`, "a/b:1"},
		{`{"Fn::Join":[{"Ref":"Delimiter"},["a/b","1"]]}`, "${Fn::Join}"},
		{`{"Fn::Join":[":",{"Ref":"List"}]}`, "${Fn::Join}"},
		{`{"Fn::ImportValue":"x"}`, "${Fn::ImportValue}"},
		{`{"Fn::GetAtt":["Role","Arn"]}`, "${Role.Arn}"},
		{`{"Fn::GetAtt":"Role.Arn"}`, "${Role.Arn}"},
		{`{}`, "${?}"},
	} {
		f := parse(t, `{"Resources":{"T":{"Type":"AWS::ECS::TaskDefinition","Properties":{"ContainerDefinitions":[{"Image":`+row.image+`}]}}}}`)
		tasks, err := awsfile.TaskDefinitions(f, awsfile.Deployment{})
		require.NoError(t, err, row.image)
		require.Equal(t, row.want, tasks[0].Containers[0].Image.Value)
	}
}

func TestTaskDefinitionErrors(t *testing.T) {
	for _, row := range []struct{ in, want, why string }{
		{`{"a":1}`, "f:1: this is not a task definition", "some other object"},
		{`{"Statement":[]}`, "pass it with -policy", "policy in the wrong flag"},
		{`{"containerInstances":[]}`, "pass it with -instances", "instances in the wrong flag"},
		{`{"containerDefinitions":[]}`, "is empty: there is no image to check", "nothing to check is not fine"},
		{`[]`, "is empty", "empty list"},
		{`{"containerDefinitions":{}}`, "is an object, not a list", "wrong type"},
		{"{\"containerDefinitions\":[\n{\"name\":\"a\"}]}", "f:2: container \"a\" has no image", "image missing"},
		{`{"containerDefinitions":[{"name":"a","image":7}]}`, "f:1: container \"a\" has no image to read: it is a number", "image not a string"},
		{`{"containerDefinitions":[{"Name":"a","Image":"x"}]}`, `has "Image" where "image" is meant`, "a key as in CloudFormation"},
		{`[{"taskDefinition":{"family":"web"}}]`, "containerDefinitions is missing", "a list of answers, one without containers"},
		{`{"Resources":{"B":{"Type":"AWS::S3::Bucket"}}}`, "no resource of type AWS::ECS::TaskDefinition", "template without tasks"},
		{`{"values":{"root_module":{}}}`, "no resource of type aws_ecs_task_definition", "state without tasks"},
	} {
		_, err := awsfile.TaskDefinitions(parse(t, row.in), awsfile.Deployment{})
		require.ErrorContains(t, err, row.want, row.why)
	}
}

// TestTaskDefinitionList: several answers of describe-task-definition in one list.
func TestTaskDefinitionList(t *testing.T) {
	answer := `{"taskDefinition":{"family":"web","containerDefinitions":[{"name":"app","image":"` + image + `"}]}}`
	tasks, err := awsfile.TaskDefinitions(parse(t, "["+answer+","+answer+"]"), awsfile.Deployment{})
	require.NoError(t, err)
	require.Len(t, tasks, 2)
	require.Equal(t, "/1/taskDefinition/containerDefinitions/0/image", tasks[1].Containers[0].Image.Where.Pointer)
}

// TestInstanceList: what --query containerInstances leaves.
func TestInstanceList(t *testing.T) {
	instances, _, err := awsfile.Instances(parse(t, `[{"containerInstanceArn":"arn:i","versionInfo":{"agentVersion":"1.7.0"}}]`))
	require.NoError(t, err)
	require.Len(t, instances, 1)
	require.Equal(t, "1.7.0", instances[0].AgentVersion.Value)
	for _, other := range []string{`[]`, `[{"name":"app"}]`, `[1]`} {
		_, _, err = awsfile.Instances(parse(t, other))
		require.ErrorContains(t, err, "it has no containerInstances", other)
	}
}

// TestTerraformUnknownRole: a role that the same plan creates is not known yet,
// which is something else than no role.
func TestTerraformUnknownRole(t *testing.T) {
	resource := `{"address":"a.b","type":"aws_ecs_task_definition","values":{"container_definitions":"[{\"name\":\"app\",\"image\":\"x\"}]"}}`
	for unknown, want := range map[string]string{"true": "${known after apply}", "false": ""} {
		tasks, err := awsfile.TaskDefinitions(parse(t, `{"planned_values":{"root_module":{"resources":[`+resource+`]}},
			"resource_changes":[{"address":"a.b","change":{"after_unknown":{"execution_role_arn":`+unknown+`}}}]}`), awsfile.Deployment{})
		require.NoError(t, err)
		require.Equal(t, want, tasks[0].ExecutionRoleARN.Value)
	}
}

func TestInstances(t *testing.T) {
	is, fs, err := awsfile.Instances(parse(t, `{"containerInstances":[
		{"containerInstanceArn":"arn:i","status":"ACTIVE","agentConnected":false,"versionInfo":{"agentVersion":"1.7.0"},"attributes":[{"name":"a","value":"b"}]},
		{}],"failures":[{"arn":"arn:j","reason":"MISSING"}]}`))
	require.NoError(t, err)
	require.Len(t, is, 2)
	require.Equal(t, "1.7.0", is[0].AgentVersion.Value)
	require.Equal(t, map[string]string{"a": "b"}, is[0].Attributes)
	require.False(t, *is[0].Connected)
	require.Empty(t, is[1].AgentVersion.Value)
	require.Nil(t, is[1].Attributes)
	require.Nil(t, is[1].Connected)
	require.Equal(t, "MISSING", fs[0].Reason)
	_, _, err = awsfile.Instances(parse(t, `{"containerInstanceArns":[]}`))
	require.ErrorContains(t, err, "describe-container-instances")
}

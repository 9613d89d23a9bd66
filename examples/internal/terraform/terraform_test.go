package terraform_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/terraform"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
	"github.com/stretchr/testify/require"
)

var given = terraform.Deployment{Account: "123456789012", Region: "us-east-1"}

func read(t *testing.T, data string) *terraform.State {
	t.Helper()
	root, err := tree.Parse([]byte(data))
	require.NoError(t, err)
	require.True(t, terraform.IsState(root))
	return terraform.New(root, given)
}

// TestModules: a value goes through a variable, the output of another module, and a
// resource with an index to the attribute that AWS will make.
// https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
func TestModules(t *testing.T) {
	s := read(t, `{"planned_values":{"root_module":{"child_modules":[
		{"address":"module.iam","resources":[
			{"address":"module.iam.aws_iam_role.exec[0]","type":"aws_iam_role","name":"exec","index":0,"values":{"name":"exec","path":"/ecs/"}}]},
		{"address":"module.svc[\"a.b\"]","resources":[
			{"address":"module.svc[\"a.b\"].aws_ecs_task_definition.t","type":"aws_ecs_task_definition","name":"t","values":{}}]}]}},
	"resource_changes":[{"address":"module.svc[\"a.b\"].aws_ecs_task_definition.t",
		"change":{"after_unknown":{"execution_role_arn":true,"task_role_arn":true}}}],
	"configuration":{"root_module":{"module_calls":{
		"iam":{"module":{"outputs":{"arn":{"expression":{"references":["aws_iam_role.exec[0].arn","aws_iam_role.exec[0]","aws_iam_role.exec"]}}},
			"resources":[{"address":"aws_iam_role.exec"}]}},
		"svc":{"expressions":{"role":{"references":["module.iam.arn","module.iam"]},"loop":{"references":["module.svc.x","module.svc"]}},
			"module":{"outputs":{"x":{"expression":{"references":["var.loop"]}}},
			"resources":[{"address":"aws_ecs_task_definition.t","expressions":{
				"execution_role_arn":{"references":["var.role"]},"task_role_arn":{"references":["var.loop"]}}}]}}}}}}`)
	task := s.Resources("aws_ecs_task_definition")[0]
	require.Equal(t, "arn:aws:iam::123456789012:role/ecs/exec", task.Value("execution_role_arn").Text)
	require.True(t, task.Value("task_role_arn").IsGap(), "a loop has an end")
	require.Nil(t, task.Value("family"))
}

// TestCreated: what AWS makes of a resource follows from its name.
func TestCreated(t *testing.T) {
	s := read(t, `{"planned_values":{"root_module":{"resources":[
		{"address":"aws_ecr_repository.r","type":"aws_ecr_repository","name":"r","values":{"name":"team/app"}},
		{"address":"aws_ecr_repository.cn","type":"aws_ecr_repository","name":"cn","values":{"name":"team/app","region":"cn-north-1"}},
		{"address":"aws_iam_role.p","type":"aws_iam_role","name":"p","values":{"name_prefix":"web-"}},
		{"address":"aws_iam_policy.p","type":"aws_iam_policy","name":"p","values":{"name":"pull"}}]}}}`)
	repositories := s.Resources("aws_ecr_repository")
	require.Equal(t, "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app", repositories[0].Created("repository_url").Text)
	require.Equal(t, "arn:aws-cn:ecr:cn-north-1:123456789012:repository/team/app", repositories[1].Created("arn").Text)
	require.Equal(t, "arn:aws:iam::123456789012:policy/pull", s.Resources("aws_iam_policy")[0].Created("arn").Text)
	require.Contains(t, s.Resources("aws_iam_role")[0].Created("name").Text, "web-")
	require.True(t, repositories[0].Created("kms_key").IsGap())
}

// TestPolicyDocument: the blocks of aws_iam_policy_document make the document that
// the provider makes of them.
func TestPolicyDocument(t *testing.T) {
	s := read(t, `{"planned_values":{"root_module":{"resources":[
		{"address":"aws_ecr_repository_policy.p","type":"aws_ecr_repository_policy","name":"p","values":{}},
		{"address":"data.aws_iam_policy_document.d","mode":"data","type":"aws_iam_policy_document","name":"d",
		"values":{"statement":[
			{"effect":null,"actions":["ecr:BatchGetImage"],"not_actions":null,"resources":[],
			 "principals":[{"type":"AWS","identifiers":["123456789012"]},{"type":"AWS","identifiers":["arn:x"]},{"type":"Service","identifiers":["s"]}],
			 "condition":[{"test":"NumericLessThan","variable":"aws:MultiFactorAuthAge","values":["3600"]},
				{"test":"StringEquals","variable":"aws:a","values":["x"]},{"test":"StringEquals","variable":"aws:b","values":["y","z"]}]},
			{"effect":"Deny","actions":["*"],"principals":[{"type":"*","identifiers":["*"]}]}]}}]}},
	"resource_changes":[{"address":"aws_ecr_repository_policy.p","change":{"after_unknown":{"policy":true}}},
		{"address":"data.aws_iam_policy_document.d","mode":"data","change":{"after_unknown":{"json":true}}}],
	"configuration":{"root_module":{"resources":[{"address":"aws_ecr_repository_policy.p","expressions":{"policy":{
		"references":["data.aws_iam_policy_document.d.json","data.aws_iam_policy_document.d"]}}}]}}}`)
	document := s.Resources("aws_ecr_repository_policy")[0].Policy("policy")
	require.Equal(t, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchGetImage"],`+
		`"Principal":{"AWS":["123456789012","arn:x"],"Service":["s"]},`+
		`"Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":["3600"]},"StringEquals":{"aws:a":["x"],"aws:b":["y","z"]}}},`+
		`{"Effect":"Deny","Action":["*"],"Principal":"*"}]}`, string(document.AppendJSON(nil)))
}

func TestSensitive(t *testing.T) {
	s := read(t, `{"values":{"root_module":{"resources":[{"address":"a.b","type":"a","name":"b","values":{"x":"1","y":[1],"z":"2"},
		"sensitive_values":{"x":true,"y":[true],"z":false}}]}}}`)
	r := s.Resources("a")[0]
	require.Equal(t, []bool{true, true, false, false}, []bool{r.IsSensitive("x"), r.IsSensitive("y"), r.IsSensitive("z"), r.IsSensitive("w")})
}

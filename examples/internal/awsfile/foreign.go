package awsfile

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// foreign is a kind of file that people have where a task definition is asked for,
// with the command that turns it into something that can be read. FILE stands for
// the name of the file.
type foreign struct {
	is   func(source) bool
	what string
	tell string
}

// source is a file that is none of the kinds that are read. Its root is nil where
// it is neither JSON nor YAML.
type source struct {
	name, text string
	root       *tree.Node
	err        error // why it cannot be read; nil where it can
}

// unreadable are files that are neither JSON nor YAML, or not yet.
var unreadable = []foreign{
	{hasExtension(".jsonnet", ".libsonnet"), "it is written in Jsonnet and has to be rendered first",
		"jsonnet FILE | preflight -task -, or with ecspresso: ecspresso render taskdef"},
	{hasExtension(".tf", ".hcl"), "it is Terraform configuration (HCL), which says nothing of values until it is planned",
		"terraform plan -out=plan.bin && terraform show -json plan.bin"},
	{matches(`(?m)^(local [A-Za-z_]+ ?=|\s*[^"'\n]*\bstd\.\w+\()`), "it looks like Jsonnet and has to be rendered first", "jsonnet FILE"},
	{matches(`(?m)^(resource|data|module|variable|provider) +"[^"]+".*\{|^(terraform|locals) +\{`),
		"it is Terraform configuration (HCL), which says nothing of values until it is planned",
		"terraform plan -out=plan.bin && terraform show -json plan.bin"},
	{hasBraces, "it is a template whose {{ … }} are not filled in yet and has to be rendered first",
		"with ecspresso: ecspresso render taskdef"},
	{hasVariables, "it is a template whose variables are not filled in yet", "envsubst < FILE, or whatever fills it in"},
	{matches(`(?m)^\s*(//|/\*)|,\s*(//|/\*)`), "JSON takes no comments",
		"remove them, or strip them with a tool that knows JSON with comments"},
}

// unknown are documents that are no task definition.
var unknown = []foreign{
	{isCompose, "it is a compose file",
		"register the task definition that is made of it, and give: aws ecs describe-task-definition --task-definition NAME"},
	{isCopilot, "it is a Copilot manifest", "copilot svc package --name NAME --env ENV, which prints the template"},
	{isWorkflow, "it is a workflow of GitHub Actions", "give the file that its task-definition names"},
	{has("version", "resources", "terraform_version"), "it is a raw state file of Terraform", "terraform show -json"},
	{has("resource_changes"), "it is a plan of Terraform without planned_values", "give the whole output of terraform show -json plan.bin"},
	{has("format_version", "terraform_version"), "it is the output of terraform show for a state or plan without resources",
		"terraform show -json plan.bin"},
	{has("task_definition", "version"), "it is the parameters file of the ECS CLI",
		"register the task definition that is made of it, and give: aws ecs describe-task-definition --task-definition NAME"},
	{has("task_definition", "cluster"), "it is the configuration of ecspresso", "ecspresso render taskdef | preflight -task -"},
	{has("apiVersion", "kind"), "it is a manifest of Kubernetes", "give the task definition of ECS"},
	{has("provider", "functions"), "it is the configuration of the Serverless Framework",
		"serverless package, and give the template that it writes"},
	{has("app", "context"), "it is the configuration of the AWS CDK", "cdk synth, and give cdk.out/STACK.template.json"},
	{has("artifacts", "version"), "it is the manifest of what the AWS CDK synthesised", "give cdk.out/STACK.template.json"},
	{has("deployment", "version"), "it is the state of a Pulumi stack", describeTask},
	{has("steps", "config"), "it is the preview of a Pulumi stack", describeTask},
	{has("version", "Resources"), "it is the AppSpec of CodeDeploy", "give the task definition, such as taskdef.json beside it"},
	{
		has("version", "phases"),
		"it is the build specification of CodeBuild",
		"give the task definition, or the imagedefinitions.json that it writes",
	},
	{has("eventName", "requestParameters"), "it is an event of CloudTrail", "jq .requestParameters FILE | preflight -task -"},
	{has("cluster", "taskDefinition"), "it asks for a task or service and only names the task definition", describeTask},
	{has("Type", "Properties"), "it is one resource of a template", "give the whole template, or what stands in Properties"},
	{has("name", "image"), "it is one container definition", "put it in a list: jq '[.]' FILE | preflight -task -"},
	{has("Parameters"), "it is a file of parameters", "pass it with -parameters, and the template with -task"},
	{isParameterList, "it is a file of parameters", "pass it with -parameters, and the template with -task"},
}

// describeTask prints what is registered, whoever wrote it.
const describeTask = "aws ecs describe-task-definition --task-definition NAME, once it is registered"

// nameOf says what a file is, for a message; "" where nothing is known of it.
func nameOf(kinds []foreign, s source) string {
	i := slices.IndexFunc(kinds, func(k foreign) bool { return k.is(s) })
	if i < 0 {
		return ""
	}
	return fmt.Sprintf("%s: %s", kinds[i].what, strings.ReplaceAll(kinds[i].tell, "FILE", s.name))
}

func hasExtension(extensions ...string) func(source) bool {
	return func(s source) bool { return slices.Contains(extensions, path.Ext(s.name)) }
}

func matches(pattern string) func(source) bool {
	re := regexp.MustCompile(pattern)
	return func(s source) bool { return re.MatchString(s.text) }
}

// hasBraces reports whether {{ stands somewhere, but for CloudFormation's dynamic
// references.
func hasBraces(s source) bool {
	return strings.Contains(strings.ReplaceAll(s.text, "{{resolve:", ""), "{{")
}

// hasVariables reports whether the text cannot be read for variables of a shell. Those
// of CloudFormation are none, and no variable makes a key stand twice.
func hasVariables(s source) bool {
	var e *tree.Error
	isDuplicate := errors.As(s.err, &e) && e.IsDuplicate
	return !isDuplicate && variable.MatchString(s.text) && !strings.Contains(s.text, "!Sub") && !strings.Contains(s.text, "Fn::Sub")
}

var variable = regexp.MustCompile(`\$\{?[A-Za-z_]`)

func has(keys ...string) func(source) bool {
	return func(s source) bool {
		return !slices.ContainsFunc(keys, func(key string) bool { return s.root.Get(key) == nil })
	}
}

func isCompose(s source) bool {
	for _, m := range s.root.Get("services").MemberList() {
		if m.Value.Get("image") != nil || m.Value.Get("build") != nil {
			return true
		}
	}
	return false
}

var copilotTypes = []string{"Load Balanced Web Service", "Backend Service", "Worker Service", "Request-Driven Web Service", "Static Site",
	"Scheduled Job", "Environment"}

func isCopilot(s source) bool { return slices.Contains(copilotTypes, s.root.Get("type").Str()) }

func isWorkflow(s source) bool {
	for _, m := range s.root.Get("jobs").MemberList() {
		if m.Value.Get("steps") != nil || m.Value.Get("uses") != nil {
			return true
		}
	}
	return false
}

func isParameterList(s source) bool {
	items := s.root.List()
	return len(items) > 0 && items[0].Get("ParameterKey") != nil
}

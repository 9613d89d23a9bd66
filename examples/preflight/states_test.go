package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// object is JSON that is made in a test.
type object = map[string]any

const (
	trustDoc = `{"Version":"2012-10-17","Statement":[` +
		`{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
	taskARN    = "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1"
	clusterARN = "arn:aws:ecs:us-east-1:123456789012:cluster/prod"
	ownBucket  = `{"Version":"2012-10-17","Statement":[` +
		`{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::my-data/*"}]}`
	managed = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
)

// resource is a resource of a state or a plan.
func resource(address string, values object) object {
	kind, name, _ := strings.Cut(address[strings.LastIndex(address, "aws_"):], ".")
	name, _, _ = strings.Cut(name, "[")
	r := object{"address": address, "mode": "managed", "type": kind, "name": name, "values": values}
	if strings.Contains(address, "data.") {
		r["mode"] = "data"
	}
	if _, index, ok := strings.Cut(address, "[\""); ok {
		r["index"] = strings.TrimSuffix(index, "\"]")
	}
	return r
}

func state(resources ...object) object {
	return object{"format_version": "1.0", "values": object{"root_module": object{"resources": resources}}}
}

func tfTask(values object) object {
	all := object{"family": "web", "requires_compatibilities": []string{"FARGATE"}, "container_definitions": containers(image1)}
	for key, value := range values {
		all[key] = value
	}
	return resource("aws_ecs_task_definition.web", all)
}

func tfRole(values object) object {
	all := object{"arn": roleA, "name": "ecsTaskExecutionRole", "assume_role_policy": trustDoc}
	for key, value := range values {
		all[key] = value
	}
	return resource("aws_iam_role.exec", all)
}

// plan adds what a plan does not know, and the references of its configuration.
func plan(unknown object, config object, prior []object, resources ...object) object {
	var changes, configured []object
	for address, after := range unknown {
		mode := "managed"
		if strings.HasPrefix(address, "data.") {
			mode = "data"
		}
		change := object{"address": address, "mode": mode, "change": object{"after_unknown": after}}
		for _, r := range resources {
			if r["address"] == address {
				change["type"], change["name"] = r["type"], r["name"]
				change["change"].(object)["after"] = r["values"]
			}
		}
		changes = append(changes, change)
	}
	for address, expressions := range config {
		configured = append(configured, object{"address": address, "expressions": expressions})
	}
	return object{"format_version": "1.2", "planned_values": object{"root_module": object{"resources": resources}},
		"resource_changes": changes, "prior_state": object{"values": object{"root_module": object{"resources": prior}}},
		"configuration": object{"root_module": object{"resources": configured}}}
}

func refs(names ...string) object { return object{"references": names} }

func withRole(values object) object {
	all := object{"execution_role_arn": roleA}
	for key, value := range values {
		all[key] = value
	}
	return all
}

var caller = resource("data.aws_caller_identity.me", object{"account_id": "123456789012"})

var states = []struct {
	why   string
	state object
	args  string
	exit  int
	says  string
}{
	{"role, and a policy that is attached", state(tfTask(withRole(nil)), tfRole(nil),
		resource("aws_iam_role_policy_attachment.a", object{"role": "ecsTaskExecutionRole", "policy_arn": managed})), "", 0, ""},
	{"no execution role, and one that is for tasks", state(tfTask(nil), tfRole(nil)), "", 1, "add execution_role_arn = aws_iam_role.exec.arn"},
	{"the name of a repository without its registry", state(tfTask(object{"container_definitions": containers("app:v1")}),
		resource("aws_ecr_repository.app", object{"name": "app", "repository_url": host + "/app"})), "", 3,
		`if that one is meant, write "${aws_ecr_repository.app.repository_url}:v1"`},
	{"role without a policy", state(tfTask(withRole(nil)), tfRole(nil)), "", 1, "ecr:BatchGetImage"},
	{"attachments_exclusive", state(tfTask(withRole(nil)), tfRole(nil),
		resource("aws_iam_role_policy_attachments_exclusive.a", object{"role_name": "ecsTaskExecutionRole",
			"policy_arns": []string{managed}})), "", 0, ""},
	{"a policy of another state", state(tfTask(withRole(nil)), tfRole(nil),
		resource("aws_iam_role_policy_attachment.a", object{"role": "ecsTaskExecutionRole",
			"policy_arn": "arn:aws:iam::123456789012:policy/elsewhere"})), "", 3, "policy/elsewhere"},
	{"trust of another service", state(tfTask(withRole(nil)), tfRole(object{"assume_role_policy": strings.Replace(trustDoc,
		"ecs-tasks", "ec2", 1), "managed_policy_arns": []string{managed}})), "", 1, "ecs-tasks.amazonaws.com"},
	{"a role that the state does not hold", state(tfTask(withRole(nil))), "", 3, "-policy"},
	{"the same with its policy", state(tfTask(withRole(nil))), "-policy AmazonECSTaskExecutionRolePolicy", 0, ""},
	{"a sensitive image that fails is not shown", func() object {
		s := tfTask(withRole(object{"container_definitions": containers(host + "/hidden/app:v1")}))
		s["sensitive_values"] = object{"container_definitions": true}
		return state(s, tfRole(nil))
	}(), "", 1, "sensitive"},
	{"a cache rule", state(tfTask(withRole(object{"container_definitions": containers(host + "/hub/library/nginx:1")})),
		tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_ecr_pull_through_cache_rule.c", object{"ecr_repository_prefix": "hub",
			"upstream_registry_url": "registry-1.docker.io", "registry_id": "123456789012"})), "", 3, "BatchImportUpstreamImage"},
	{"a policy of the repository denies", state(tfTask(withRole(nil)), tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_ecr_repository_policy.p", object{"repository": "team/app",
			"policy": `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*"}]}`})), "", 1, "repository policy"},
	{"capacity provider with managed instances", state(tfTask(withRole(object{"requires_compatibilities": []string{"EC2", "MANAGED_INSTANCES"},
		"arn": taskARN})), tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_ecs_capacity_provider.p", object{"name": "mine", "auto_scaling_group_provider": []object{},
			"managed_instances_provider": []object{{"infrastructure_role_arn": "x"}}}),
		resource("aws_ecs_service.s", object{"task_definition": taskARN,
			"capacity_provider_strategy": []object{{"capacity_provider": "mine"}}})), "", 0, ""},
	{"capacity provider with an Auto Scaling group", state(tfTask(withRole(object{"requires_compatibilities": []string{"EC2", "FARGATE"},
		"arn": taskARN})), tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_ecs_capacity_provider.p", object{"name": "mine", "auto_scaling_group_provider": []object{{"auto_scaling_group_arn": "x"}}}),
		resource("aws_ecs_service.s", object{"task_definition": taskARN,
			"capacity_provider_strategy": []object{{"capacity_provider": "mine"}}})), "", 3, "-instances"},
	{"a gateway endpoint of S3 that shuts the layers out", state(tfTask(withRole(nil)),
		tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_vpc_endpoint.s3", object{"id": "vpce-1", "service_name": "com.amazonaws.us-east-1.s3", "policy": ownBucket})), "", 3,
		"prod-us-east-1-starport-layer-bucket"},
	{"an endpoint of ECR that allows nothing", state(tfTask(withRole(nil)), tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_vpc_endpoint.dkr", object{"id": "vpce-1", "service_name": "com.amazonaws.us-east-1.ecr.dkr", "policy": ownBucket})), "", 3,
		"VPC endpoint"},
	{"a policy of its own for the endpoint", state(tfTask(withRole(nil)), tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_vpc_endpoint.s3", object{"id": "vpce-1", "service_name": "com.amazonaws.us-east-1.s3", "policy": ""}),
		resource("aws_vpc_endpoint_policy.s3", object{"vpc_endpoint_id": "vpce-1", "policy": ownBucket})), "", 3, "starport-layer-bucket"},
	{"plan: the same, and the endpoint is new", plan(
		object{"aws_vpc_endpoint.s3": object{"id": true, "policy": true}, "aws_vpc_endpoint_policy.s3": object{"vpc_endpoint_id": true}},
		object{"aws_vpc_endpoint.s3": object{"service_name": object{}},
			"aws_vpc_endpoint_policy.s3": object{"vpc_endpoint_id": refs("aws_vpc_endpoint.s3.id", "aws_vpc_endpoint.s3")}}, []object{caller},
		tfTask(withRole(nil)), tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_vpc_endpoint.s3", object{"service_name": "com.amazonaws.us-east-1.s3"}),
		resource("aws_vpc_endpoint_policy.s3", object{"policy": ownBucket})), "", 3, "starport-layer-bucket"},
	{"plan: an endpoint that sets no policy", plan(object{"aws_vpc_endpoint.s3": object{"id": true, "policy": true}},
		object{"aws_vpc_endpoint.s3": object{"service_name": object{}}}, []object{caller},
		tfTask(withRole(nil)), tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_vpc_endpoint.s3", object{"service_name": "com.amazonaws.us-east-1.s3"})), "", 0, ""},
	{"plan: an endpoint whose policy is known after apply", plan(object{"aws_vpc_endpoint.s3": object{"id": true, "policy": true}},
		object{"aws_vpc_endpoint.s3": object{"policy": refs("aws_s3_bucket.b.arn", "aws_s3_bucket.b")}}, []object{caller},
		tfTask(withRole(nil)), tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_vpc_endpoint.s3", object{"service_name": "com.amazonaws.us-east-1.s3"})), "", 3, "it hangs on aws_s3_bucket.b.arn"},
	{"a creation template makes the repository", state(tfTask(withRole(object{"container_definitions": containers(host +
		"/hub/library/nginx:1")})), tfRole(object{"managed_policy_arns": []string{managed},
		"inline_policy": []object{{"name": "p", "policy": strings.Replace(pullPolicy, "ecr:BatchGetImage", "ecr:BatchImportUpstreamImage", 1)}}}),
		resource("aws_ecr_pull_through_cache_rule.c", object{"ecr_repository_prefix": "hub",
			"upstream_registry_url": "registry-1.docker.io", "registry_id": "123456789012"}),
		resource("aws_ecr_repository_creation_template.t", object{"prefix": "hub", "applied_for": []string{"PULL_THROUGH_CACHE"},
			"repository_policy": "", "registry_id": "123456789012"})), "", 0, ""},
	{"plan: a new cache rule, whose registry is known after apply", plan(
		object{"aws_ecr_pull_through_cache_rule.c": object{"registry_id": true}},
		object{}, []object{caller}, tfTask(withRole(object{"container_definitions": containers(host + "/x/library/nginx:1")})),
		tfRole(object{"managed_policy_arns": []string{managed}}), resource("aws_ecr_pull_through_cache_rule.c",
			object{"ecr_repository_prefix": "x", "upstream_registry_url": "registry-1.docker.io"})), "", 3, "BatchImportUpstreamImage"},
	{"the default strategy of the cluster", state(tfTask(withRole(object{"requires_compatibilities": []string{"EC2", "FARGATE"},
		"arn": taskARN})), tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_ecs_cluster.c", object{"name": "prod", "arn": clusterARN, "id": clusterARN}),
		resource("aws_ecs_cluster_capacity_providers.c", object{"cluster_name": "prod",
			"default_capacity_provider_strategy": []object{{"capacity_provider": "FARGATE"}}}),
		resource("aws_ecs_service.s", object{"task_definition": taskARN, "cluster": clusterARN})), "", 0, ""},
	{"plan: the default strategy of a new cluster", plan(
		object{"aws_ecs_cluster.c": object{"arn": true, "id": true}, "aws_ecs_service.s": object{"cluster": true}},
		object{"aws_ecs_cluster.c": object{}, "aws_ecs_service.s": object{"cluster": refs("aws_ecs_cluster.c.id", "aws_ecs_cluster.c")}},
		[]object{caller}, tfTask(withRole(object{"requires_compatibilities": []string{"EC2", "FARGATE"}, "arn": taskARN})),
		tfRole(object{"managed_policy_arns": []string{managed}}), resource("aws_ecs_cluster.c", object{"name": "prod"}),
		resource("aws_ecs_cluster_capacity_providers.c", object{"cluster_name": "prod",
			"default_capacity_provider_strategy": []object{{"capacity_provider": "FARGATE_SPOT"}}}),
		resource("aws_ecs_service.s", object{"task_definition": taskARN})), "", 0, ""},
	{"the default strategy of a cluster is an Auto Scaling group", state(tfTask(withRole(object{
		"requires_compatibilities": []string{"EC2", "FARGATE"}, "arn": taskARN})), tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_ecs_cluster.c", object{"name": "prod", "arn": clusterARN, "id": clusterARN}),
		resource("aws_ecs_capacity_provider.p", object{"name": "mine", "auto_scaling_group_provider": []object{{"auto_scaling_group_arn": "x"}}}),
		resource("aws_ecs_cluster_capacity_providers.c", object{"cluster_name": "prod",
			"default_capacity_provider_strategy": []object{{"capacity_provider": "mine"}}}),
		resource("aws_ecs_service.s", object{"task_definition": taskARN, "cluster": clusterARN})), "", 3, "-instances"},
	{"a boundary of another partition", state(tfTask(withRole(nil)), tfRole(object{"managed_policy_arns": []string{managed},
		"permissions_boundary": "arn:aws-cn:iam::aws:policy/PowerUserAccess"})), "", 1,
		"there is no policy arn:aws-cn:iam::aws:policy/PowerUserAccess in the partition aws of the role"},
	{"a boundary of one's own in another partition", state(tfTask(withRole(nil)), tfRole(object{"managed_policy_arns": []string{managed},
		"permissions_boundary": "arn:aws-us-gov:iam::123456789012:policy/limit"})), "", 1, "in the partition aws of the role"},
	{"a policy of one's own in another partition", state(tfTask(withRole(nil)), tfRole(object{"managed_policy_arns": []string{managed,
		"arn:aws-us-gov:iam::123456789012:policy/more"}})), "", 1, "in the partition aws of the role"},
	{"a boundary of AWS's that says nothing of ECR allows no pull", state(tfTask(withRole(nil)), tfRole(object{
		"managed_policy_arns": []string{managed}, "permissions_boundary": "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"})), "", 1,
		"permissions boundary: no statement allows ecr:GetAuthorizationToken"},
	{"a boundary of AWS's that nobody knows", state(tfTask(withRole(nil)), tfRole(object{
		"managed_policy_arns": []string{managed}, "permissions_boundary": "arn:aws:iam::aws:policy/PublishedTomorrow"})), "", 3,
		"PublishedTomorrow is not known"},
	{"a boundary of this partition", state(tfTask(withRole(nil)), tfRole(object{"managed_policy_arns": []string{managed},
		"permissions_boundary": "arn:aws:iam::aws:policy/PowerUserAccess"})), "", 0, ""},
	{"capacity provider FARGATE", state(tfTask(withRole(object{"requires_compatibilities": []string{"EC2", "FARGATE"},
		"arn": taskARN})), tfRole(object{"managed_policy_arns": []string{managed}}),
		resource("aws_ecs_service.s", object{"task_definition": taskARN,
			"capacity_provider_strategy": []object{{"capacity_provider": "FARGATE"}}})), "", 0, ""},

	{"plan: the role is new, the account is known", plan(object{"aws_ecs_task_definition.web": object{"execution_role_arn": true},
		"aws_iam_role.exec": object{"arn": true}},
		object{"aws_ecs_task_definition.web": object{"execution_role_arn": refs("aws_iam_role.exec.arn", "aws_iam_role.exec")}},
		[]object{caller},
		tfTask(nil), tfRole(object{"arn": nil, "managed_policy_arns": []string{managed}})), "", 0, ""},
	{"plan: the same with -account", plan(object{"aws_ecs_task_definition.web": object{"execution_role_arn": true},
		"aws_iam_role.exec": object{"arn": true}},
		object{"aws_ecs_task_definition.web": object{"execution_role_arn": refs("aws_iam_role.exec.arn", "aws_iam_role.exec")}}, nil,
		tfTask(nil), tfRole(object{"arn": nil, "managed_policy_arns": []string{managed}})), "-account 123456789012 -region us-east-1", 0, ""},
	{"plan: one role of two", plan(object{"aws_ecs_task_definition.web": object{"execution_role_arn": true}},
		object{"aws_ecs_task_definition.web": object{"execution_role_arn": refs("aws_iam_role.a.arn", "aws_iam_role.a",
			"aws_iam_role.b.arn", "aws_iam_role.b", "var.which")}}, []object{caller},
		tfTask(nil), tfRole(nil)), "", 3, "it hangs on aws_iam_role.a.arn, aws_iam_role.b.arn, var.which"},
	{"plan: a local", plan(object{"aws_ecs_task_definition.web": object{"execution_role_arn": true}},
		object{"aws_ecs_task_definition.web": object{"execution_role_arn": refs("local.role")}}, nil, tfTask(nil), tfRole(nil)), "", 3,
		"it hangs on local.role"},
	{"plan: a policy document that is read during apply, about everything", plan(
		object{"aws_iam_role_policy.p": object{"policy": true}, "data.aws_iam_policy_document.pull": object{"json": true}},
		object{"aws_iam_role_policy.p": object{"policy": refs("data.aws_iam_policy_document.pull.json",
			"data.aws_iam_policy_document.pull")}}, []object{caller},
		tfTask(withRole(nil)), tfRole(nil), resource("aws_iam_role_policy.p", object{"name": "p", "role": "ecsTaskExecutionRole"}),
		resource("data.aws_iam_policy_document.pull", object{"statement": []object{{"effect": nil, "actions": []string{"ecr:*"},
			"resources": []string{"*"}}}})), "", 0, ""},
	{"plan: a policy document about a repository that is not there yet", plan(
		object{"aws_iam_role_policy.p": object{"policy": true}, "data.aws_iam_policy_document.pull": object{"json": true,
			"statement": []object{{"resources": true}}}},
		object{"aws_iam_role_policy.p": object{"policy": refs("data.aws_iam_policy_document.pull.json",
			"data.aws_iam_policy_document.pull")}}, []object{caller},
		tfTask(withRole(nil)), tfRole(nil), resource("aws_iam_role_policy.p", object{"name": "p", "role": "ecsTaskExecutionRole"}),
		resource("data.aws_iam_policy_document.pull", object{"statement": []object{{"actions": []string{"ecr:*"}}}})), "", 3,
		"known after apply"},
	{"plan: a policy that is written around a new repository is not its ARN", plan(
		object{"aws_iam_role_policy.p": object{"policy": true}},
		object{"aws_iam_role_policy.p": object{"policy": refs("aws_ecr_repository.r.arn", "aws_ecr_repository.r")}}, []object{caller},
		tfTask(withRole(nil)), tfRole(nil), resource("aws_iam_role_policy.p", object{"name": "p", "role": "ecsTaskExecutionRole"}),
		resource("aws_ecr_repository.r", object{"name": "team/app"})), "", 3, "aws_ecr_repository.r.arn"},
	{"plan: a new policy is attached", plan(
		object{"aws_iam_policy.p": object{"arn": true}, "aws_iam_role_policy_attachment.a": object{"policy_arn": true}},
		object{"aws_iam_role_policy_attachment.a": object{"policy_arn": refs("aws_iam_policy.p.arn", "aws_iam_policy.p")}}, []object{caller},
		tfTask(withRole(nil)), tfRole(nil), resource("aws_iam_policy.p", object{"name": "p", "policy": pullPolicy}),
		resource("aws_iam_role_policy_attachment.a", object{"role": "ecsTaskExecutionRole"})), "", 0, ""},
	{"plan: for_each, each task with the role of its key", plan(
		object{`aws_ecs_task_definition.web["a"]`: object{"execution_role_arn": true},
			`aws_ecs_task_definition.web["b"]`: object{"execution_role_arn": true}},
		object{"aws_ecs_task_definition.web": object{"execution_role_arn": refs("aws_iam_role.exec", "each.key")}}, []object{caller},
		resource(`aws_ecs_task_definition.web["a"]`, tfTask(nil)["values"].(object)),
		resource(`aws_ecs_task_definition.web["b"]`, tfTask(nil)["values"].(object)), resource(`aws_iam_role.exec["a"]`,
			tfRole(object{"managed_policy_arns": []string{managed}})["values"].(object)),
		resource(`aws_iam_role.exec["b"]`, tfRole(object{"name": "b", "arn": roleA + "b"})["values"].(object))), "", 1, "ecr:BatchGetImage"},
	{"plan: the made-up end of a name is not shown", plan(
		object{"aws_ecs_task_definition.web": object{"execution_role_arn": true}, "aws_iam_role.exec": object{"arn": true, "name": true}},
		object{"aws_ecs_task_definition.web": object{"execution_role_arn": refs("aws_iam_role.exec.arn", "aws_iam_role.exec")}},
		nil,
		tfTask(
			nil,
		),
		resource("aws_iam_role.exec", object{"name_prefix": "exec-", "assume_role_policy": trustDoc, "managed_policy_arns": []string{managed}}),
	),
		"", 3, ":role/exec-${aws_iam_role.exec}"},
	{"the line of a role, as Terraform writes it", state(tfTask(nil)), "", 1, `add execution_role_arn = "arn:`},
	{"a role with the policy of an administrator", state(
		tfTask(withRole(nil)),
		tfRole(nil),
		resource(
			`aws_iam_role_policy_attachment.a["x"]`,
			object{"role": "ecsTaskExecutionRole", "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"},
		),
	), "", 0, ""},
	{
		"a policy of another partition than the role's",
		state(
			tfTask(object{"execution_role_arn": strings.Replace(roleA, "arn:aws:", "arn:aws-us-gov:", 1)}),
			tfRole(
				object{"arn": strings.Replace(roleA, "arn:aws:", "arn:aws-us-gov:", 1), "managed_policy_arns": []string{managed}},
			),
		),
		"",
		1,
		"write arn:aws-us-gov:iam::aws:policy/",
	},
}

// TestStates: what states and plans of Terraform decide, and what they leave open.
func TestStates(t *testing.T) {
	for _, row := range states {
		t.Run(row.why, func(t *testing.T) {
			t.Parallel()
			data, err := json.Marshal(row.state)
			require.NoError(t, err)
			file := filepath.Join(t.TempDir(), "state.json")
			require.NoError(t, os.WriteFile(file, data, 0o600))
			code, r, errs := answer(t, "", append(strings.Fields(row.args), "-task", file)...)
			text := errs
			for _, i := range r.Images {
				text += i.Image + "\n"
			}
			for _, f := range r.Findings {
				text += f.Message + "\n" + f.Fix + "\n"
			}
			require.Equal(t, row.exit, code, fmt.Sprint(decisive(r), "\n", text))
			require.Contains(t, text, row.says)
			for _, hidden := range []string{"135792468013", "hidden"} {
				require.NotContains(t, text, hidden)
			}
		})
	}
}

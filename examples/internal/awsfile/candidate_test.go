package awsfile_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// TestIsCandidate: of all JSON and YAML that a repository holds, what preflight is
// to look at.
func TestIsCandidate(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, text string
		want       bool
		why        string
	}{
		{"t.json", `{"containerDefinitions": [{"name": "a", "image": "b"}]}`, true, "what register-task-definition takes"},
		{"t.json", `{"taskDefinition": {"containerDefinitions": []}}`, true,
			"what describe-task-definition prints, without images: an error to tell"},
		{"t.yaml", "ContainerDefinitions:\n- {Name: a, Image: b}\n", true, "ecspresso and CloudFormation"},
		{"t.yaml", "Resources: {T: {Type: 'AWS::ECS::TaskDefinition'}}", true, "a template"},
		{"p.json", `{"planned_values": {"root_module": {"resources": [{"type": "aws_ecs_task_definition"}]}}}`, true, "a plan"},
		{"c.json", `[{"name": "a", "image": "b"}]`, true, "a list of containers"},
		{"i.json", `[{"name": "a", "imageUri": "b"}]`, true, "imagedefinitions.json"},
		{"d.json", `{"ImageURI": "b"}`, true, "imageDetail.json"},
		{"t.json", `{"containerDefinitions": [{"name": "a",}]}`, true, "a task definition that is broken"},
		{"t.json", `{"containerDefinitions": [{"image": "{{ env "IMAGE" }}", "cpu": {{ cpu }} }]}`, false, "a template of another language"},
		{"t.yaml", "Resources:\n  T: {Type: 'AWS::ECS::TaskDefinition'}\n  T: !Sub '${AWS::Region}'\n", true, "a template with a key twice"},
		{"t.yaml", "Resources:\n  T: {Type: 'AWS::ECS::TaskDefinition'}\n  U: !Sub '${AWS::Region}\n", true, "a template that is broken"},
		{"t.yaml", "Resources:\n  T: {Type: 'AWS::ECS::TaskDefinition'}\n  T: '{{resolve:ssm:a}}'\n", true, "a dynamic reference"},
		{"t.json", `{"containerDefinitions": [], "cpu": ${CPU}}`, false, "a template of a shell"},
		{"t.json", "{\"containerDefinitions\": [], // none\n}", false, "JSON with comments"},
		{"t.json", "\xff\xfe" + wide(`{"containerDefinitions": []}`), true, "UTF-16, as PowerShell writes it: an error to tell"},
		{"t.json", wide(`{"containerDefinitions": []}`), true, "UTF-16 without a mark"},
		{"t.json", "\xff\xfe" + wide(`{"a": 1}`), false, "UTF-16 of something else"},
		{"t.yaml", "Resources: {R: {Type: 'AWS::IAM::Role'}}", false, "a template without tasks"},
		{"w.yaml", "jobs: {a: {steps: [{run: 'jq .containerDefinitions task.json'}]}}", false, "a workflow that speaks of one"},
		{"compose.yaml", "services: {web: {image: nginx}}", false, "a compose file"},
		{"k.yaml", "kind: Pod\n---\nkind: Pod\n", false, "several documents"},
		{"l.json", `[{"name": "a", "image": "b"}, {"name": "c"}]`, false, "a list of something else"},
		{"x.json", `{"a": `, false, "a broken file of something else"},
		{"e.json", `[]`, false, "an empty list"},
		{"e.yaml", "", false, "an empty file"},
		{"s.json", `"containerDefinitions"`, false, "a text"},
		{"n.yaml", "# containerDefinitions\n", false, "nothing but a comment"},
	} {
		if got := awsfile.IsCandidate(row.name, []byte(row.text)); got != row.want {
			t.Errorf("IsCandidate(%q) = %t, want %t: %s", row.text, got, row.want, row.why)
		}
	}
}

// wide is ASCII in UTF-16.
func wide(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }

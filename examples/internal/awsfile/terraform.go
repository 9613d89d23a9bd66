package awsfile

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// terraform reads every aws_ecs_task_definition of "terraform show -json", of a
// state ("values") or a plan ("planned_values").
func (f File) terraform() ([]TaskDefinition, error) {
	values := f.Root.Get("planned_values")
	if values == nil {
		values = f.Root.Get("values")
	}
	var tasks []TaskDefinition
	if err := f.terraformModule(values.Get("root_module"), &tasks); err != nil {
		return nil, err
	}
	if len(tasks) == 0 {
		return nil, f.Errorf(values, "there is no resource of type aws_ecs_task_definition")
	}
	return tasks, nil
}

func (f File) terraformModule(module *tree.Node, tasks *[]TaskDefinition) error {
	for _, r := range module.Get("resources").List() {
		if r.Get("type").Str() != "aws_ecs_task_definition" || r.Get("mode").Str() == "data" {
			continue
		}
		t, err := f.terraformTask(r)
		if err != nil {
			return err
		}
		*tasks = append(*tasks, t)
	}
	for _, child := range module.Get("child_modules").List() {
		if err := f.terraformModule(child, tasks); err != nil {
			return err
		}
	}
	return nil
}

var terraformKeys = keys{executionRole: "execution_role_arn", taskRole: "task_role_arn", compatibilities: "requires_compatibilities"}

func (f File) terraformTask(r *tree.Node) (TaskDefinition, error) {
	v := r.Get("values")
	if err := f.checkTypes(v, terraformKeys); err != nil {
		return TaskDefinition{}, err
	}
	t := TaskDefinition{
		Where:            f.At(r),
		Name:             r.Get("address").Str(),
		ARN:              v.Get("arn").Str(),
		ExecutionRoleARN: f.planned(r, "execution_role_arn"),
		TaskRoleARN:      f.planned(r, "task_role_arn"),
		LaunchTypes:      f.texts(v.Get("requires_compatibilities")),
	}
	if p := v.Get("runtime_platform").List(); len(p) > 0 {
		t.CPUArchitecture, t.OSFamily = f.text(p[0].Get("cpu_architecture")), f.text(p[0].Get("operating_system_family"))
	}
	var err error
	t.Containers, err = f.terraformContainers(v)
	return t, err
}

// knownAfterApply stands for what a plan cannot say yet.
const knownAfterApply = "${known after apply}"

// planned returns a value of a resource. A plan leaves out what it cannot say
// yet, and lists it apart under resource_changes.
func (f File) planned(resource *tree.Node, key string) String {
	if v := resource.Path("values", key); v.Is(tree.String) {
		return f.text(v)
	}
	for _, change := range f.Root.Get("resource_changes").List() {
		unknown := change.Path("change", "after_unknown", key)
		if change.Get("address").Str() == resource.Get("address").Str() && unknown.Is(tree.Bool) && unknown.Text == "true" {
			return String{Value: knownAfterApply, Where: f.At(unknown)}
		}
	}
	return String{}
}

// terraformContainers reads the JSON inside container_definitions. A plan leaves
// the member out when it hangs on a resource that does not exist yet.
func (f File) terraformContainers(values *tree.Node) ([]Container, error) {
	text := values.Get("container_definitions")
	if !text.Is(tree.String) {
		unknown := String{Value: knownAfterApply, Where: f.At(values)}
		return []Container{{Name: "container_definitions", Image: unknown}}, nil
	}
	inner, err := Parse(f.At(text).String()+" container_definitions", []byte(text.Text))
	if err != nil {
		return nil, err
	}
	cs, err := inner.containers(inner.Root, apiKeys)
	if err != nil {
		return nil, err
	}
	for i := range cs {
		cs[i].Image.Where, cs[i].Credentials.Where = f.inside(text, cs[i].Image.Where), f.inside(text, cs[i].Credentials.Where)
	}
	return cs, nil
}

// inside places something that stands in a JSON document within a string.
func (f File) inside(text *tree.Node, inner Where) Where {
	w := f.At(text)
	w.Pointer = fmt.Sprintf("%s#%s", w.Pointer, inner.Pointer)
	return w
}

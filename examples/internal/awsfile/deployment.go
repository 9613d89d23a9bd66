package awsfile

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/terraform"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// Deployment is what is known of one deployment of a file. The zero value knows
// nothing; files that are no template and no plan do not ask for it.
type Deployment struct {
	cloudformation.Deployment

	// Generous reads a policy statement of which a part is not known as what lets
	// most through: an Allow as wide as it can be, a Deny as if it were not there.
	// Otherwise such a statement lets least through. What holds for both holds for
	// every value.
	Generous bool
}

// Read returns everything that the file says of one deployment.
func Read(f File, d Deployment) (Stack, error) {
	root := f.Root
	switch {
	case cloudformation.IsTemplate(root):
		return readTemplate(f, d)
	case terraform.IsState(root):
		return readState(f, d)
	}
	tasks, err := taskDefinitions(f)
	return Stack{Tasks: tasks}, err
}

// TaskDefinitions returns the task definitions of a file. A file without any is an
// error.
func TaskDefinitions(f File, d Deployment) ([]TaskDefinition, error) {
	stack, err := Read(f, d)
	if err != nil {
		return nil, err
	}
	return stack.Tasks, f.checkTasks(stack.Tasks)
}

// checkTasks reports that a template or a plan has no task definition.
func (f File) checkTasks(tasks []TaskDefinition) error {
	switch root := f.Root; {
	case len(tasks) > 0:
		return nil
	case cloudformation.IsTemplate(root):
		return f.Errorf(root.Get("Resources"), "the template has no resource of type "+taskDefinitionType)
	case root.Get("planned_values") != nil:
		return f.Errorf(root.Get("planned_values"), "there is no resource of type aws_ecs_task_definition")
	}
	return f.Errorf(f.Root.Get("values"), "there is no resource of type aws_ecs_task_definition")
}

// gap is a gap of the tree with its place.
func (f File) gap(g tree.Gap) Gap {
	return Gap{Text: g.Text, Why: g.Why, Tell: g.Tell, Where: f.At(g.Node)}
}

func (f File) gaps(list []tree.Gap) []Gap {
	var gaps []Gap
	for _, g := range list {
		if gap := f.gap(g); !slices.Contains(gaps, gap) {
			gaps = append(gaps, gap)
		}
	}
	return gaps
}

// IsDeployed reports whether the file is a template or a plan, which says something
// else for each deployment.
func (f File) IsDeployed() bool {
	return cloudformation.IsTemplate(f.Root) || terraform.IsState(f.Root)
}

package awsfile

import (
	"bytes"
	"errors"
	"slices"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/encoding"
	"github.com/seed-293f0d42/ecrkit/examples/internal/terraform"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// IsCandidate reports whether a file is one to look for task definitions in, of all
// the JSON and YAML of a repository: what has the shape of one, and a text that
// speaks of one, cannot be read and is not known to be in another language. Those
// have an error to tell, and so has a text that speaks of one in UTF-16.
func IsCandidate(name string, data []byte) bool {
	if encoding.IsUTF16(data) {
		return speaksOfTask(bytes.ReplaceAll(data, []byte{0}, nil))
	}
	speaks := speaksOfTask(data)
	root, err := tree.Parse(data)
	var broken *tree.Error
	if errors.As(err, &broken) {
		return speaks && broken.Line > 0 && nameOf(unreadable, source{name: name, text: string(data), err: err}) == ""
	}
	return isContainerList(root) || speaks && hasTaskShape(root)
}

// taskWords are words of which every task definition has one, but for a bare list of
// containers.
var taskWords = []string{
	"containerDefinitions", "ContainerDefinitions", taskDefinitionType, "aws_ecs_task_definition", "imageUri", "ImageURI",
}

func speaksOfTask(data []byte) bool {
	return slices.ContainsFunc(taskWords, func(word string) bool { return bytes.Contains(data, []byte(word)) })
}

// isContainerList reports whether a document is a list of containers and nothing else.
func isContainerList(root *tree.Node) bool {
	return len(root.List()) > 0 && !slices.ContainsFunc(root.List(), func(item *tree.Node) bool {
		return !item.Get("name").Is(tree.String) || !item.Get("image").Is(tree.String) && !item.Get("imageUri").Is(tree.String)
	})
}

func hasTaskShape(root *tree.Node) bool {
	return cloudformation.IsTemplate(root) || terraform.IsState(root) ||
		slices.ContainsFunc([]string{"taskDefinition", "containerDefinitions", "ContainerDefinitions", "ImageURI"},
			func(key string) bool { return root.Get(key) != nil })
}

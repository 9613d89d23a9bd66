package awsfile

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// Bare is a repository of the same file that an image has the name of, without the
// registry in front: ECS takes such an image from Docker Hub.
type Bare struct {
	URI   String // of the repository
	IsRef bool   // the image refers to the repository, so that nothing else is meant
	Write string // the image to write instead, in the language of the file
}

// findBare finds the images that have the name of a repository alone.
func (s *Stack) findBare(bare func(Container, Repository, string) *Bare) {
	for _, t := range s.Tasks {
		for i, c := range t.Containers {
			for _, r := range s.Repositories {
				rest, ok := strings.CutPrefix(c.Image.Value, r.Name.Value)
				if ok && !c.Image.Sensitive && r.ID != "" && r.Name.Value != "" && (rest == "" || rest[0] == ':' || rest[0] == '@') {
					t.Containers[i].Bare = bare(c, r, rest)
				}
			}
		}
	}
}

// bare is what a template has to write: Ref returns the name of a repository, and
// RepositoryUri what ECS takes.
func (r *templateReader) bare(c Container, repository Repository, rest string) *Bare {
	if rest == "" {
		rest = ":TAG"
	}
	return &Bare{URI: repository.URI, IsRef: refersTo(r.Root.At(c.Image.Where.Pointer), repository.ID),
		Write: r.function("Fn::Sub", "${"+repository.ID+".RepositoryUri}"+rest)}
}

// function is a function of a text, in the language of the template.
func (r *templateReader) function(name, text string) string {
	switch {
	case r.IsJSON():
		return fmt.Sprintf("{%q: %q}", name, text)
	case name == "Ref":
		return "!Ref " + text
	}
	return "!" + strings.TrimPrefix(name, "Fn::") + " '" + text + "'"
}

// refersTo reports whether a value of a template holds Ref of a resource.
func refersTo(n *tree.Node, id string) bool {
	for _, m := range n.MemberList() {
		text := m.Value.Str()
		if m.Key == "Ref" && text == id || m.Key == "Fn::Sub" && strings.Contains(text, "${"+id+"}") || refersTo(m.Value, id) {
			return true
		}
	}
	for _, item := range n.List() {
		if refersTo(item, id) || strings.Contains(item.Str(), "${"+id+"}") {
			return true
		}
	}
	return false
}

// bare is what a configuration has to write. A plan holds the name alone, and not
// where it came from.
func (r *stateReader) bare(_ Container, repository Repository, rest string) *Bare {
	if rest == "" {
		rest = ":TAG"
	}
	address := repository.ID[max(0, strings.Index(repository.ID, "aws_ecr_repository.")):]
	return &Bare{URI: repository.URI, Write: `"${` + address + ".repository_url}" + rest + `"`}
}

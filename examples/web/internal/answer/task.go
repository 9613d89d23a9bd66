package answer

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// task is the image, or the task definition, with what was found about it.
type task struct {
	whole      bool // a task definition, which says more than an image
	containers []*container
	role       value    // executionRoleArn
	arn        value    // taskDefinitionArn
	os         value    // operatingSystemFamily
	cpu        value    // cpuArchitecture
	attributes []string // names of requiresAttributes
	launch     []string
	puller     role
	findings   []Finding // about all containers
}

// container is one image with what was found about it.
type container struct {
	name        string
	image       value
	credentials value
	ref         ecrref.Ref
	origin      origin
	findings    []Finding
}

// value is a text of the input with its place. The zero value is absent.
type value struct {
	text string
	at   int  // byte offset in the field
	open bool // it is there and not a text, such as {"Ref": "Image"}
}

func (v value) isGiven() bool { return v.text != "" || v.open }

func (t *task) add(fs ...Finding) { t.findings = append(t.findings, fs...) }

func (c *container) add(s Severity, f Finding) {
	f.Severity, f.Container = s, shorten(c.name)
	if f.Field == "" {
		f.Field = FieldImage
	}
	c.findings = append(c.findings, f)
}

// LaunchTypes are the values that Input.Launch and requiresCompatibilities may have.
var LaunchTypes = []string{"EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"}

// readTask reads the first field, and judges what can be judged by it alone.
func readTask(in Input) *task {
	t := &task{}
	switch text, long := strings.TrimSpace(in.Image), tooLong(in.Image, FieldImage); {
	case text == "":
	case long != nil:
		t.add(*long)
	case text[0] == '{', text[0] == '[':
		t.whole = true
		t.readJSON(in.Image)
	case isYAML(text):
		t.add(Finding{Severity: Warning, Field: FieldImage, Message: "this looks like YAML, and this page reads JSON: nothing of it was judged",
			Fix: "paste what aws ecs describe-task-definition prints; for YAML, templates and plans there is the program preflight"})
	default:
		if f := several(in.Image); f != nil {
			t.add(*f)
			break
		}
		t.containers = []*container{{image: value{text: text, at: strings.Index(in.Image, text)}}}
	}
	t.limitContainers()
	for _, c := range t.containers {
		c.readImage(in.Image)
	}
	t.setLaunch(in.Launch)
	return t
}

// isYAML reports whether a text that is no JSON has lines that begin with a key.
func isYAML(text string) bool {
	for line := range strings.Lines(text) {
		key, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
		if ok && strings.Trim(key, letters) == "" && key != "" && (rest == "" || rest[0] == ' ') && strings.Contains(text, "\n") {
			return true
		}
	}
	return false
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_\"' "

// setLaunch joins what the task definition and the user say of the launch type.
func (t *task) setLaunch(said string) {
	if said == "" {
		return
	}
	if len(t.launch) > 0 && !slices.Contains(t.launch, said) {
		t.add(Finding{Severity: Failure, Field: FieldImage,
			Message: "the task definition is for " + strings.Join(t.launch, ", ") + ", and the launch type that you chose is " + said,
			Fix:     "choose another launch type, or add " + said + " to requiresCompatibilities"})
	}
	t.launch = []string{said}
}

// private lists the references that need permissions and an agent.
func (t *task) private() (refs []ecrref.Ref) {
	for _, c := range t.containers {
		if c.origin == privateECR {
			refs = append(refs, c.ref)
		}
	}
	return refs
}

// needsRole reports whether role, permissions and agent matter.
func (t *task) needsRole() bool { return len(t.private()) > 0 }

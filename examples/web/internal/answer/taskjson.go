package answer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// taskReader reads a task definition in any of the shapes in which AWS prints it:
// describe-task-definition, register-task-definition, one resource of a
// CloudFormation template, a list of container definitions, imagedefinitions.json.
// Keys of CloudFormation begin with a capital and are otherwise the same.
type taskReader struct {
	jsonscan.Scanner
	task *task
	seen bool // containerDefinitions
}

func (t *task) readJSON(text string) {
	r := taskReader{Scanner: jsonscan.New(text), task: t}
	if r.Peek() == jsonscan.Array {
		r.containers()
		t.whole = false // it says nothing of role and launch type
	} else {
		r.definition()
	}
	r.End()
	switch err := r.Err(); {
	case err != nil:
		t.containers = nil
		t.add(Finding{Severity: Warning, Field: FieldImage, Message: "the task definition cannot be read: " + err.Msg,
			Fix: err.Hint, place: caretAt(text, err.Offset)})
	case !r.seen:
		t.add(Finding{Severity: Warning, Field: FieldImage, Message: "this JSON is not a task definition: it has no containerDefinitions",
			Fix: "paste what aws ecs describe-task-definition prints; for whole templates and plans there is the program preflight"})
	case len(t.containers) == 0:
		t.add(Finding{Severity: Warning, Field: FieldImage, Message: "containerDefinitions is empty: there is no image to check"})
	}
}

// definition reads the object that has the containers, however it is wrapped.
func (r *taskReader) definition() {
	read := map[string]bool{}
	for r.Open('{'); r.Member(); {
		key := lowerFirst(r.Name())
		if read[key] {
			r.Fail(r.NameOffset(), key+" stands here twice", "keep one of them")
		}
		read[key] = true
		switch key {
		case "taskDefinition", "properties":
			if r.Peek() == jsonscan.Object {
				r.definition()
			} else {
				r.Raw()
			}
		case "containerDefinitions":
			r.containers()
		case "executionRoleArn":
			r.task.role = r.text()
		case "taskDefinitionArn":
			r.task.arn = r.text()
		case "requiresCompatibilities":
			r.launchTypes()
		case "runtimePlatform":
			r.platform()
		case "requiresAttributes":
			r.attributes()
		case "imageURI": // imageDetail.json
			r.seen, r.task.whole = true, false
			r.task.containers = append(r.task.containers, &container{image: r.text()})
		default:
			r.Raw()
		}
	}
}

// lowerFirst makes a key of CloudFormation one of the API of ECS.
func lowerFirst(key string) string {
	if key == "" {
		return ""
	}
	return strings.ToLower(key[:1]) + key[1:]
}

// text reads a string; what stands in its place is not known, but for null.
func (r *taskReader) text() value {
	kind := r.Peek()
	at := r.Offset()
	switch kind {
	case jsonscan.String:
		return value{text: r.String(), at: at + 1}
	case jsonscan.Object:
		return value{text: r.Raw(), at: at, open: true}
	case jsonscan.Null:
		r.Raw()
		return value{}
	}
	r.Want("a string")
	return value{}
}

func (r *taskReader) containers() {
	r.seen = true
	for r.Open('['); r.Element(); {
		r.Peek()
		at := r.Offset()
		c := r.container()
		if !c.image.isGiven() && r.Err() == nil {
			r.Fail(at, "container "+quote.Text(c.name)+" has no image", `add "image": "registry/repository:tag"`)
		}
		r.task.containers = append(r.task.containers, c)
	}
}

func (r *taskReader) container() *container {
	c := &container{}
	read := map[string]bool{}
	for r.Open('{'); r.Member(); {
		key := lowerFirst(r.Name())
		if read[key] {
			r.Fail(r.NameOffset(), key+" stands here twice", "keep one of them")
		}
		read[key] = true
		switch key {
		case "name":
			c.name = r.text().text
		case "image", "imageUri":
			c.image = r.text()
		case "repositoryCredentials":
			c.credentials = r.credentials()
		default:
			r.Raw()
		}
	}
	return c
}

func (r *taskReader) credentials() (secret value) {
	if r.Peek() == jsonscan.Null {
		r.Raw()
		return value{}
	}
	for r.Open('{'); r.Member(); {
		if lowerFirst(r.Name()) == "credentialsParameter" {
			secret = r.text()
		} else {
			r.Raw()
		}
	}
	return secret
}

func (r *taskReader) launchTypes() {
	if r.Peek() == jsonscan.Null {
		r.Raw()
		return
	}
	for r.Open('['); r.Element(); {
		r.Peek()
		at := r.Offset()
		v := r.text()
		if !v.open && !slices.Contains(LaunchTypes, v.text) {
			r.Fail(at, "requiresCompatibilities holds "+strconv.Quote(v.text), "write "+strings.Join(LaunchTypes, ", "))
		}
		r.task.launch = append(r.task.launch, v.text)
	}
}

func (r *taskReader) platform() {
	if r.Peek() == jsonscan.Null {
		r.Raw()
		return
	}
	for r.Open('{'); r.Member(); {
		switch lowerFirst(r.Name()) {
		case "operatingSystemFamily":
			r.task.os = r.text()
		case "cpuArchitecture":
			r.task.cpu = r.text()
		default:
			r.Raw()
		}
	}
}

// attributes reads what an instance has to advertise for ECS to place the task on it.
func (r *taskReader) attributes() {
	if r.Peek() == jsonscan.Null {
		r.Raw()
		return
	}
	for r.Open('['); r.Element(); {
		for r.Open('{'); r.Member(); {
			if lowerFirst(r.Name()) == "name" {
				r.task.attributes = append(r.task.attributes, r.text().text)
			} else {
				r.Raw()
			}
		}
	}
}

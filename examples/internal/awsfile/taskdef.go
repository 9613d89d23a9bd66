package awsfile

import (
	"regexp"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// TaskDefinition is what matters to a pull, from any shape.
type TaskDefinition struct {
	Where            Where
	Name             string // family, logical id or resource address
	ARN              string // "" unless ECS or Terraform has registered it
	ExecutionRoleARN String
	TaskRoleARN      String
	RoleKey          string   // what the file calls ExecutionRoleARN
	LaunchTypes      []string // requiresCompatibilities
	Attributes       []string // names of requiresAttributes
	CPUArchitecture  String   // X86_64, ARM64 or absent
	OSFamily         String   // LINUX, WINDOWS_SERVER_…, or absent
	Containers       []Container
	// ContainersOnly marks a shape that holds images and nothing about roles
	// or launch types: container_definitions, imagedefinitions.json.
	ContainersOnly bool
}

// Container is one container definition.
type Container struct {
	Name        string
	Image       String
	Credentials String // repositoryCredentials.credentialsParameter
	Bare        *Bare  // nil unless Image has the name of a repository of the file, without its registry
}

// keys are the names that one shape uses for the same members.
type keys struct {
	family, containers, executionRole, taskRole, compatibilities, platform, cpu, os string
	name, image, credentials, parameter                                             string
}

var (
	apiKeys = keys{"family", "containerDefinitions", "executionRoleArn", "taskRoleArn", "requiresCompatibilities",
		"runtimePlatform", "cpuArchitecture", "operatingSystemFamily", "name", "image", "repositoryCredentials", "credentialsParameter"}
	cloudFormationKeys = keys{"Family", "ContainerDefinitions", "ExecutionRoleArn", "TaskRoleArn", "RequiresCompatibilities",
		"RuntimePlatform", "CpuArchitecture", "OperatingSystemFamily", "Name", "Image", "RepositoryCredentials", "CredentialsParameter"}
)

// taskDefinitions returns the task definitions of a file that holds nothing else:
// register-task-definition input, describe-task-definition output wrapped or not,
// a bare list of container definitions, imagedefinitions.json, imageDetail.json.
func taskDefinitions(f File) ([]TaskDefinition, error) {
	root := f.Root
	switch {
	case isParameterList(source{root: root}):
	case root.Is(tree.Array) && root.Items != nil && root.Items[0].Get("taskDefinition").Is(tree.Object):
		return f.taskList(root)
	case root.Is(tree.Array):
		return f.containerList(root)
	case root.Get("taskDefinition").Is(tree.Object):
		return one(f.apiTask(root.Get("taskDefinition")))
	case root.Get("containerDefinitions") != nil:
		return one(f.apiTask(root))
	case root.Get("ContainerDefinitions") != nil:
		return one(f.task(cloudformation.New(root, cloudformation.Deployment{}).Value(root), cloudFormationKeys))
	case root.Get("ImageURI").Is(tree.String):
		return f.imageDetail()
	}
	return nil, f.Errorf(root, "this is not a task definition: it has no containerDefinitions%s", f.confusedWith())
}

// confusedWith names the file for what it is where that can be seen.
func (f File) confusedWith() string {
	switch root := f.Root; {
	case root.Get("snapshot") != nil:
		return "; it is a snapshot, pass it with -snapshot"
	case root.Get("Statement") != nil:
		return "; it is a policy document, pass it with -policy"
	case root.Get("containerInstances") != nil:
		return "; it is the output of describe-container-instances, pass it with -instances"
	case root.Get("taskDefinitionArns") != nil:
		return "; it is the output of list-task-definitions, run aws ecs describe-task-definition for one of them"
	case root.Get("services").Is(tree.Array) || root.Get("tasks").Is(tree.Array):
		return "; it describes services or tasks, run aws ecs describe-task-definition for the one that they use"
	}
	if !f.Root.Is(tree.Object) && !f.Root.Is(tree.Array) { // a text that YAML takes for a string
		if what := nameOf(unreadable, source{name: f.Name, text: string(f.Data)}); what != "" {
			return "; " + what
		}
	}
	if what := nameOf(unknown, source{name: f.Name, root: f.Root}); what != "" {
		return "; " + what
	}
	return ""
}

// taskList reads several answers of describe-task-definition, as jq -s puts them together.
func (f File) taskList(root *tree.Node) (all []TaskDefinition, err error) {
	for _, item := range root.Items {
		t, err := f.apiTask(item.Get("taskDefinition"))
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

func one(t TaskDefinition, err error) ([]TaskDefinition, error) {
	if err != nil {
		return nil, err
	}
	return []TaskDefinition{t}, nil
}

func (f File) apiTask(n *tree.Node) (TaskDefinition, error) { return f.task(n, apiKeys) }

func (f File) task(n *tree.Node, k keys) (TaskDefinition, error) {
	if err := f.checkTypes(n, k); err != nil {
		return TaskDefinition{}, err
	}
	platform := n.Get(k.platform)
	t := TaskDefinition{
		Where:            f.At(n),
		Name:             n.Get(k.family).Str(),
		ARN:              n.Get("taskDefinitionArn").Str(),
		ExecutionRoleARN: f.text(n.Get(k.executionRole)),
		RoleKey:          k.executionRole,
		TaskRoleARN:      f.text(n.Get(k.taskRole)),
		LaunchTypes:      f.texts(n.Get(k.compatibilities)),
		CPUArchitecture:  f.text(platform.Get(k.cpu)),
		OSFamily:         f.text(platform.Get(k.os)),
	}
	for _, a := range n.Get("requiresAttributes").List() {
		t.Attributes = append(t.Attributes, a.Get("name").Str())
	}
	var err error
	t.Containers, err = f.containers(n.Get(k.containers), k)
	return t, err
}

// checkTypes refuses members that are there and cannot be read: taken for
// absent, they would say that there is no role, or no launch type.
func (f File) checkTypes(n *tree.Node, k keys) error {
	for _, key := range []string{k.executionRole, k.taskRole} {
		if v := n.Get(key); v != nil && !v.Is(tree.String) && !v.Is(tree.Object) && !v.Is(tree.Null) {
			return f.Errorf(v, "%s is %s, not the ARN of a role", key, v.Kind)
		}
	}
	if arn := n.Get("taskDefinitionArn"); arn != nil && !arn.Is(tree.String) {
		return f.Errorf(arn, "taskDefinitionArn is %s, not a string", arn.Kind)
	}
	if attributes := n.Get("requiresAttributes"); attributes != nil && !attributes.Is(tree.Array) && !attributes.Is(tree.Null) {
		return f.Errorf(attributes, "requiresAttributes is %s, not a list", attributes.Kind)
	}
	if err := f.checkPlatform(n.Get(k.platform), k); err != nil {
		return err
	}
	list := n.Get(k.compatibilities)
	if list != nil && !list.Is(tree.Array) && !list.Is(tree.Object) && !list.Is(tree.Null) && !list.IsGap() {
		return f.Errorf(list, "%s is %s: write a list such as [\"FARGATE\"]", k.compatibilities, list.Kind)
	}
	for _, item := range list.List() {
		if launch := f.text(item).Value; !slices.Contains(LaunchTypes, launch) && !IsPlaceholder(launch) {
			return f.Errorf(item, "%s holds %q: write %s", k.compatibilities, launch, strings.Join(LaunchTypes, ", "))
		}
	}
	return nil
}

func (f File) checkPlatform(platform *tree.Node, k keys) error {
	if platform == nil || platform.Is(tree.Null) {
		return nil
	}
	if platform.IsGap() {
		return nil
	}
	if !platform.Is(tree.Object) {
		return f.Errorf(platform, "%s is %s, not an object", k.platform, platform.Kind)
	}
	cpu, os := f.text(platform.Get(k.cpu)).Value, f.text(platform.Get(k.os)).Value
	switch {
	case cpu != "" && cpu != "X86_64" && cpu != "ARM64" && !IsPlaceholder(cpu):
		return f.Errorf(platform.Get(k.cpu), "%s is %q: write X86_64 or ARM64", k.cpu, cpu)
	case os != "" && os != "LINUX" && !strings.HasPrefix(os, "WINDOWS_SERVER_") && !IsPlaceholder(os):
		return f.Errorf(platform.Get(k.os), "%s is %q: write LINUX or one of WINDOWS_SERVER_…", k.os, os)
	}
	return nil
}

// LaunchTypes are the values of requiresCompatibilities.
var LaunchTypes = []string{"EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"}

// containers reads a list of container definitions. An image that is missing or
// not a string is an error: nothing can be said about such a container.
func (f File) containers(list *tree.Node, k keys) ([]Container, error) {
	if list.IsGap() || list != nil && len(list.Gaps) > 0 {
		return []Container{{Name: k.containers, Image: f.text(list)}}, nil
	}
	if !list.Is(tree.Array) {
		return nil, f.Errorf(list, "%s is %s, not a list", k.containers, kindOf(list))
	}
	if len(list.Items) == 0 {
		return nil, f.Errorf(list, "%s is empty: there is no image to check", k.containers)
	}
	var cs []Container
	for _, n := range list.Items {
		if n.IsGap() {
			cs = append(cs, Container{Image: f.text(n)})
			continue
		}
		image := f.text(n.Get(k.image))
		if image.Value == "" {
			return nil, f.noImage(n, k)
		}
		if c := n.Get(k.credentials); c != nil && !c.Is(tree.Null) && f.text(c.Get(k.parameter)).Value == "" {
			return nil, f.Errorf(c, "%s of container %q has no %s", k.credentials, n.Get(k.name).Str(), k.parameter)
		}
		cs = append(cs, Container{
			Name:        f.text(n.Get(k.name)).Value,
			Image:       image,
			Credentials: f.text(n.Get(k.credentials).Get(k.parameter)),
		})
	}
	return cs, nil
}

// noImage says why a container has no image.
func (f File) noImage(n *tree.Node, k keys) error {
	name := n.Get(k.name).Str()
	if image := n.Get(k.image); image != nil && !image.Is(tree.String) && !image.Is(tree.Null) {
		return f.Errorf(image, "container %q has no %s to read: it is %s, write \"registry/repository:tag\"", name, k.image, image.Kind)
	}
	for _, m := range n.MemberList() {
		if m.Key != k.image && strings.EqualFold(m.Key, k.image) {
			return f.Errorf(m.Value, "a container has %q where %q is meant: write the key like that", m.Key, k.image)
		}
	}
	return f.Errorf(n, "container %q has no %s member: add \"%s\": \"registry/repository:tag\"", name, k.image, k.image)
}

func kindOf(n *tree.Node) string {
	if n == nil {
		return "missing"
	}
	return n.Kind.String()
}

// containerList reads a bare list: container definitions, or imagedefinitions.json.
func (f File) containerList(root *tree.Node) ([]TaskDefinition, error) {
	k := apiKeys
	k.containers = "the list"
	if len(root.Items) > 0 && root.Items[0].Get("imageUri") != nil {
		k.image = "imageUri"
	}
	cs, err := f.containers(root, k)
	return one(TaskDefinition{Where: f.At(root), Containers: cs, ContainersOnly: true}, err)
}

func (f File) imageDetail() ([]TaskDefinition, error) {
	c := Container{Image: f.text(f.Root.Get("ImageURI"))}
	return one(TaskDefinition{Where: f.At(f.Root), Containers: []Container{c}, ContainersOnly: true}, nil)
}

// text returns a string with its place and with what is not known of it. An
// object in its place is nothing that a file of this kind may hold, and not known
// either. Anything else is absent.
func (f File) text(n *tree.Node) String {
	switch {
	case n.Is(tree.Object):
		gap := Gap{Text: "${?}", Why: "an object stands in the place of a text", Tell: "write the text", Where: f.At(n)}
		return String{Value: gap.Text, Where: f.At(n), Gaps: []Gap{gap}}
	case n.Is(tree.Array) && len(n.Gaps) > 0:
		return String{Value: n.Gaps[0].Text, Where: f.At(n), Gaps: f.gaps(n.Gaps)}
	case n.Str() == "":
		return String{}
	}
	return String{Value: n.Text, Where: f.At(n), Gaps: f.gaps(n.Gaps)}
}

func (f File) texts(list *tree.Node) []string {
	if list.Is(tree.Object) || list.Is(tree.String) {
		return []string{f.text(list).Value}
	}
	var s []string
	for _, item := range list.List() {
		s = append(s, f.text(item).Value)
	}
	return s
}

// IsPlaceholder reports whether text holds something that a tool still has to
// fill in, or a value that documentation prints in place of a real one.
func IsPlaceholder(text string) bool {
	return strings.ContainsAny(text, "$<>{}") || strings.Contains(text, "XXXX") || strings.Contains(text, "xxxx") || HasMarker(text)
}

var marker = regexp.MustCompile(`@[A-Z_]+@|%[A-Z_]+%|__[A-Z_]+__|\[\[|REPLACE_?ME|CHANGE_?ME|PLACEHOLDER|TO_?BE_?REPLACED` +
	`|\b(?:IMAGE|REPOSITORY|REPO|REGISTRY|ECR|CONTAINER|BUILD|DOCKER)_(?:TAG|URI|URL|NAME|VERSION|IMAGE|REPO|REPOSITORY|REGISTRY|ID)\b`)

// HasMarker reports whether text holds a mark that template tools replace, such
// as @TAG@ or __TAG__. The second is a legal tag, too.
func HasMarker(text string) bool { return marker.MatchString(text) }

// capitals are names that a script replaces, also with one for the tag or before a
// path: no registry and no repository has a name in capitals.
var capitals = regexp.MustCompile(`^[A-Z][A-Z0-9_]*(?:[:/][^@]*)?$|(?i)^<?your[-_ ]`)

// IsImagePlaceholder is IsPlaceholder for an image, which is no name in capitals.
func IsImagePlaceholder(image string) bool {
	return IsPlaceholder(image) || capitals.MatchString(image)
}

package awsfile

import "github.com/seed-293f0d42/ecrkit/examples/internal/tree"

// Instance is a container instance as describe-container-instances prints it.
type Instance struct {
	Where        Where
	ARN          string
	Status       string            // ACTIVE, DRAINING, …
	Connected    *bool             // agentConnected; nil when the file does not say
	AgentVersion String            // versionInfo.agentVersion; absent on Managed Instances
	Attributes   map[string]string // nil when the file holds none
}

// Failure is an entry of the failures of an ECS answer.
type Failure struct {
	Where       Where
	ARN, Reason string
}

// Instances reads the output of aws ecs describe-container-instances, also what
// --query containerInstances leaves of it.
func Instances(f File) ([]Instance, []Failure, error) {
	list := f.Root.Get("containerInstances")
	if items := f.Root.List(); len(items) > 0 && items[0].Get("containerInstanceArn") != nil {
		list = f.Root
	}
	if !list.Is(tree.Array) {
		return nil, nil, f.Errorf(
			f.Root,
			"this is not the output of aws ecs describe-container-instances: it has no containerInstances%s",
			f.confusedWithInstances(),
		)
	}
	var is []Instance
	for _, n := range list.Items {
		if c := n.Get("agentConnected"); c != nil && !c.Is(tree.Bool) && !c.Is(tree.Null) {
			return nil, nil, f.Errorf(c, "agentConnected is %s, not true or false", c.Kind)
		}
		if a := n.Get("attributes"); a != nil && !a.Is(tree.Array) && !a.Is(tree.Null) {
			return nil, nil, f.Errorf(a, "attributes is %s, not a list", a.Kind)
		}
		if s := n.Get("status"); s != nil && !s.Is(tree.String) && !s.Is(tree.Null) {
			return nil, nil, f.Errorf(s, "status is %s, not a string", s.Kind)
		}
		is = append(is, f.instance(n))
	}
	failures := f.Root.Get("failures")
	if failures != nil && !failures.Is(tree.Array) && !failures.Is(tree.Null) {
		return nil, nil, f.Errorf(failures, "failures is %s, not a list", failures.Kind)
	}
	var fs []Failure
	for _, n := range failures.List() {
		fs = append(fs, Failure{f.At(n), n.Get("arn").Str(), n.Get("reason").Str()})
	}
	return is, fs, nil
}

func (f File) confusedWithInstances() string {
	if f.Root.Get("snapshot") != nil {
		return "; it is a snapshot, pass it with -snapshot"
	}
	if f.Root.Get("containerInstanceArns") != nil {
		return "; it is the output of list-container-instances, pass those ARNs to describe-container-instances"
	}
	return ""
}

func (f File) instance(n *tree.Node) Instance {
	i := Instance{
		Where:        f.At(n),
		ARN:          n.Get("containerInstanceArn").Str(),
		Status:       n.Get("status").Str(),
		AgentVersion: f.text(n.Path("versionInfo", "agentVersion")),
	}
	if c := n.Get("agentConnected"); c.Is(tree.Bool) {
		connected := c.Text == "true"
		i.Connected = &connected
	}
	if list := n.Get("attributes"); list.Is(tree.Array) {
		i.Attributes = map[string]string{}
		for _, a := range list.Items {
			i.Attributes[a.Get("name").Str()] = a.Get("value").Str()
		}
	}
	return i
}

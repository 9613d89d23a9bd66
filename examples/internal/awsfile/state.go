package awsfile

import (
	"fmt"
	"slices"

	"github.com/seed-293f0d42/ecrkit/examples/internal/terraform"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// stateReader reads the resources of a Terraform state or plan that matter to
// pulls.
type stateReader struct {
	document
	state *terraform.State
	stack Stack
	own   map[string]Policy
	// name of a capacity provider -> launch type
	starts map[string]string
	// name or ARN of a cluster -> capacity providers of its default strategy
	defaults map[string][]String
	// name of a role, id of an endpoint -> its place in stack.Roles, in stack.Endpoints
	roles, endpoints map[string]int
}

// stateReaders are the resources that are read, in an order in which each finds
// what it refers to.
var stateReaders = []struct {
	kind string
	read func(*stateReader, *terraform.Resource) error
}{
	{"aws_iam_policy", (*stateReader).managedPolicy},
	{"aws_iam_role", (*stateReader).role},
	{"aws_iam_role_policy", (*stateReader).rolePolicy},
	{"aws_iam_role_policy_attachment", (*stateReader).attachment},
	{"aws_iam_role_policy_attachments_exclusive", (*stateReader).attachments},
	{"aws_iam_policy_attachment", (*stateReader).policyAttachment},
	{"aws_ecr_repository", (*stateReader).repository},
	{"aws_ecr_repository_policy", (*stateReader).repositoryPolicy},
	{"aws_ecr_registry_policy", (*stateReader).registryPolicy},
	{"aws_ecr_pull_through_cache_rule", (*stateReader).cacheRule},
	{"aws_ecr_repository_creation_template", (*stateReader).creationTemplate},
	{"aws_vpc_endpoint", (*stateReader).endpoint},
	{"aws_vpc_endpoint_policy", (*stateReader).endpointPolicy},
	{"aws_ecs_task_definition", (*stateReader).task},
	{"aws_ecs_capacity_provider", (*stateReader).capacityProvider},
	{"aws_ecs_cluster", (*stateReader).cluster},
	{"aws_ecs_cluster_capacity_providers", (*stateReader).clusterProviders},
	{"aws_ecs_service", (*stateReader).service},
}

func readState(f File, d Deployment) (Stack, error) {
	r := &stateReader{
		document: document{File: f, generous: d.Generous},
		state:    terraform.New(f.Root, terraform.Deployment{Account: d.Account, Region: d.Region}),
		own:      map[string]Policy{},
		starts:   awsProviders(),
		defaults: map[string][]String{},
		roles:    map[string]int{}, endpoints: map[string]int{},
	}
	r.stack.Region, r.stack.Account = d.Region, d.Account
	for _, reader := range stateReaders {
		for _, resource := range r.state.Resources(reader.kind) {
			if err := reader.read(r, resource); err != nil {
				return Stack{}, err
			}
		}
	}
	r.stack.findBare(r.bare)
	r.stack.PolicyGaps, r.stack.Unsettled, r.stack.AsksAccount = r.gaps(r.unsure), r.unsettled, r.state.Asked
	return r.stack, nil
}

func (r *stateReader) managedPolicy(resource *terraform.Resource) error {
	p, err := r.optional(resource.Policy("policy"), resource.Address)
	if err == nil && p != nil {
		r.own[resource.Created("arn").Text] = *p
	}
	return err
}

func (r *stateReader) role(resource *terraform.Resource) error {
	role := Role{Where: r.At(resource.Node), ARN: r.text(resource.Created("arn")), Name: r.text(resource.Created("name")),
		ID: resource.Address}
	trust, err := r.ofResource(resource.Policy("assume_role_policy"))
	if err != nil {
		return err
	}
	role.Trust = trust
	inline := resource.Value("inline_policy")
	for _, p := range inline.List() {
		if text := p.Get("policy"); text.Str() != "" || text.IsGap() {
			if err := r.addTo(&role, text, p.Get("name").Str()); err != nil {
				return err
			}
		}
	}
	r.attachAll(&role, resource.Value("managed_policy_arns"))
	if boundary := r.text(resource.Value("permissions_boundary")); boundary.Value != "" {
		setBoundary(&role, boundary, r.own)
	}
	r.roles[role.Name.Value] = len(r.stack.Roles)
	r.stack.Roles = append(r.stack.Roles, role)
	return nil
}

// attachAll attaches a list of managed policies, each once.
func (r *stateReader) attachAll(role *Role, arns *tree.Node) {
	for _, arn := range arns.List() {
		r.attach(role, r.text(arn))
	}
}

func (r *stateReader) attach(role *Role, arn String) {
	if arn.Value != "" {
		attachTo(role, arn, r.own)
	}
}

// named is the role of the state with a name.
func (r *stateReader) named(name *tree.Node) *Role {
	if i, ok := r.roles[name.Str()]; ok {
		return &r.stack.Roles[i]
	}
	return nil
}

func (r *stateReader) rolePolicy(resource *terraform.Resource) error {
	role := r.named(resource.Value("role"))
	if role == nil {
		return nil
	}
	return r.addTo(role, resource.Policy("policy"), resource.Value("name").Str())
}

func (r *stateReader) attachment(resource *terraform.Resource) error {
	if role := r.named(resource.Value("role")); role != nil {
		r.attach(role, r.text(resource.Value("policy_arn")))
	}
	return nil
}

func (r *stateReader) attachments(resource *terraform.Resource) error {
	if role := r.named(resource.Value("role_name")); role != nil {
		r.attachAll(role, resource.Value("policy_arns"))
	}
	return nil
}

func (r *stateReader) policyAttachment(resource *terraform.Resource) error {
	for _, name := range resource.Value("roles").List() {
		if role := r.named(name); role != nil {
			r.attach(role, r.text(resource.Value("policy_arn")))
		}
	}
	return nil
}

func (r *stateReader) repository(resource *terraform.Resource) error {
	r.stack.Repositories = append(r.stack.Repositories,
		Repository{Where: r.At(resource.Node), ID: resource.Address, Name: r.text(resource.Created("name")),
			URI: r.text(resource.Created("repository_url"))})
	return nil
}

func (r *stateReader) repositoryPolicy(resource *terraform.Resource) error {
	p, err := r.ofResource(resource.Policy("policy"))
	if err != nil || p == nil {
		return err
	}
	r.place(p, resource)
	p.Repository = resource.Value("repository").Str()
	r.stack.Repositories = append(r.stack.Repositories, Repository{Where: r.At(resource.Node), Policy: p})
	return nil
}

// place says in which registry a policy is, as far as the file does.
func (r *stateReader) place(p *Policy, resource *terraform.Resource) {
	p.RegistryID, p.Region = known(resource, "registry_id"), known(resource, "region")
}

// known is an attribute, "" where it is not known.
func known(resource *terraform.Resource, name string) string {
	if v := resource.Value(name); !v.IsGap() {
		return v.Str()
	}
	return ""
}

func (r *stateReader) registryPolicy(resource *terraform.Resource) error {
	p, err := r.ofResource(resource.Policy("policy"))
	if err != nil || p == nil {
		return err
	}
	r.place(p, resource)
	r.stack.RegistryPolicies = append(r.stack.RegistryPolicies, *p)
	return nil
}

func (r *stateReader) cacheRule(resource *terraform.Resource) error {
	r.stack.CacheRules = append(r.stack.CacheRules, CacheRule{Where: r.At(resource.Node), RegistryID: known(resource, "registry_id"),
		Region: known(resource, "region"),
		Prefix: resource.Value("ecr_repository_prefix").Str(), Upstream: resource.Value("upstream_registry_url").Str(),
		UpstreamPrefix: resource.Value("upstream_repository_prefix").Str()})
	return nil
}

func (r *stateReader) creationTemplate(resource *terraform.Resource) error {
	p, err := r.ofResource(resource.Policy("repository_policy"))
	if err != nil {
		return err
	}
	r.stack.CreationTemplates = append(r.stack.CreationTemplates, CreationTemplate{
		Where: r.At(resource.Node), RegistryID: known(resource, "registry_id"), Region: known(resource, "region"),
		Prefix: r.text(resource.Value("prefix")), Policy: p,
		ForCache: slices.Contains(resource.Value("applied_for").Strings(), cachePurpose),
	})
	return nil
}

func (r *stateReader) endpoint(resource *terraform.Resource) error {
	e := Endpoint{Where: r.At(resource.Node), Service: r.text(resource.Value("service_name"))}
	if !e.matters(resource.Value("vpc_endpoint_type"), resource.Value("private_dns_enabled")) {
		return nil
	}
	var err error
	if resource.Sets("policy") {
		policy := resource.Policy("policy")
		e.IsOpen = len(policy.AllGaps()) > 0
		e.Policy, err = r.ofEndpoint(policy)
	}
	r.endpoints[resource.Created("id").Str()] = len(r.stack.Endpoints)
	r.stack.Endpoints = append(r.stack.Endpoints, e)
	return err
}

func (r *stateReader) endpointPolicy(resource *terraform.Resource) error {
	i, ok := r.endpoints[resource.Value("vpc_endpoint_id").Str()]
	if !ok {
		return nil
	}
	var err error
	policy := resource.Policy("policy")
	r.stack.Endpoints[i].IsOpen = len(policy.AllGaps()) > 0
	r.stack.Endpoints[i].Policy, err = r.ofEndpoint(policy)
	return err
}

func (r *stateReader) capacityProvider(resource *terraform.Resource) error {
	first := func(name string) *tree.Node { // of a block, which may stand once
		for _, n := range resource.Value(name).List() {
			return n
		}
		return nil
	}
	r.starts[resource.Value("name").Str()] = starts(first("auto_scaling_group_provider"), first("managed_instances_provider"))
	return nil
}

func (r *stateReader) cluster(resource *terraform.Resource) error {
	names := r.providers(resource, "default_capacity_provider_strategy")
	r.defaults[resource.Created("name").Text], r.defaults[resource.Created("arn").Text] = names, names
	return nil
}

// clusterProviders says of a cluster what the cluster itself could say, too.
func (r *stateReader) clusterProviders(resource *terraform.Resource) error {
	names := r.providers(resource, "default_capacity_provider_strategy")
	for _, cluster := range r.state.Resources("aws_ecs_cluster") {
		if name := cluster.Created("name").Text; resource.Value("cluster_name").Str() == name {
			r.defaults[name], r.defaults[cluster.Created("arn").Text] = names, names
		}
	}
	return nil
}

// service runs on its own launch type, else on the default of its cluster.
func (r *stateReader) service(resource *terraform.Resource) error {
	launch, names := r.text(resource.Value("launch_type")), r.providers(resource, "capacity_provider_strategy")
	if launch.Value == "" && names == nil {
		names = r.defaults[resource.Value("cluster").Str()]
	}
	s := Service{Where: r.At(resource.Node), Name: resource.Address, Task: r.text(resource.Value("task_definition")),
		LaunchTypes: launchTypesOf(launch, names, r.starts)}
	r.stack.Services = append(r.stack.Services, s)
	return nil
}

func (r *stateReader) providers(resource *terraform.Resource, strategy string) []String {
	var names []String
	for _, item := range resource.Value(strategy).List() {
		names = append(names, r.text(item.Get("capacity_provider")))
	}
	return names
}

var terraformKeys = keys{executionRole: "execution_role_arn", taskRole: "task_role_arn", compatibilities: "requires_compatibilities"}

func (r *stateReader) task(resource *terraform.Resource) error {
	values := resource.Node.Get("values")
	if err := r.checkTypes(values, terraformKeys); err != nil {
		return err
	}
	t := TaskDefinition{
		Where:            r.At(resource.Node),
		Name:             resource.Address,
		ARN:              values.Get("arn").Str(),
		ExecutionRoleARN: r.text(resource.Value("execution_role_arn")),
		RoleKey:          terraformKeys.executionRole,
		TaskRoleARN:      r.text(resource.Value("task_role_arn")),
		LaunchTypes:      r.texts(resource.Value("requires_compatibilities")),
	}
	if t.ARN == "" && r.stack.Account != "" && r.stack.Region != "" {
		t.ARN = r.text(resource.Created("arn")).Value
	}
	if p := values.Get("runtime_platform").List(); len(p) > 0 {
		t.CPUArchitecture, t.OSFamily = r.text(p[0].Get("cpu_architecture")), r.text(p[0].Get("operating_system_family"))
	}
	var err error
	t.Containers, err = r.containers(resource)
	r.stack.Tasks = append(r.stack.Tasks, t)
	return err
}

// containers reads the JSON inside container_definitions. A plan leaves the member
// out when it hangs on a resource that does not exist yet.
func (r *stateReader) containers(resource *terraform.Resource) ([]Container, error) {
	text := resource.Value("container_definitions")
	if !text.Is(tree.String) || text.IsGap() {
		image := r.text(text)
		if image.Value == "" {
			image = String{Value: "${known after apply}", Where: r.At(resource.Node), Gaps: []Gap{{Text: "${known after apply}",
				Why: resource.Address + ".container_definitions is not in the file", Tell: "give the whole output of terraform show -json"}}}
		}
		return []Container{{Name: "container_definitions", Image: image}}, nil
	}
	inner, err := Parse(r.At(text).String()+" container_definitions", []byte(text.Text))
	if err != nil {
		return nil, err
	}
	cs, err := inner.containers(inner.Root, apiKeys)
	if err != nil {
		return nil, err
	}
	for i := range cs {
		cs[i].Image.Where, cs[i].Credentials.Where = r.inside(text, cs[i].Image.Where), r.inside(text, cs[i].Credentials.Where)
		cs[i].Image.Sensitive = resource.IsSensitive("container_definitions")
	}
	return cs, nil
}

// inside places something that stands in a JSON document within a string.
func (f File) inside(text *tree.Node, inner Where) Where {
	w := f.At(text)
	w.Pointer = fmt.Sprintf("%s#%s", w.Pointer, inner.Pointer)
	return w
}

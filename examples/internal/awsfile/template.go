package awsfile

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// templateReader reads the resources of a CloudFormation template that matter to
// pulls.
type templateReader struct {
	document
	template *cloudformation.Template
	stack    Stack
	roles    map[string]int // name of a role -> its place in stack.Roles
	managed  map[string]Policy
	starts   map[string]string   // name of a capacity provider -> launch type
	defaults map[string][]String // name or ARN of a cluster -> capacity providers of its default strategy
}

// readers are the resources that are read, in an order in which each finds what
// it refers to.
var readers = []struct {
	kind string
	read func(*templateReader, cloudformation.Resource) error
}{
	{"AWS::IAM::ManagedPolicy", (*templateReader).managedPolicy},
	{"AWS::IAM::Role", (*templateReader).role},
	{"AWS::IAM::ManagedPolicy", (*templateReader).attachManaged},
	{"AWS::IAM::Policy", (*templateReader).policyOfRoles},
	{"AWS::IAM::RolePolicy", (*templateReader).policyOfRole},
	{"AWS::ECR::Repository", (*templateReader).repository},
	{"AWS::ECR::RegistryPolicy", (*templateReader).registryPolicy},
	{"AWS::ECR::PullThroughCacheRule", (*templateReader).cacheRule},
	{"AWS::ECR::RepositoryCreationTemplate", (*templateReader).creationTemplate},
	{"AWS::EC2::VPCEndpoint", (*templateReader).endpoint},
	{"AWS::SecretsManager::Secret", (*templateReader).secret},
	{"AWS::ECS::TaskDefinition", (*templateReader).task},
	{"AWS::ECS::CapacityProvider", (*templateReader).capacityProvider},
	{"AWS::ECS::Cluster", (*templateReader).cluster},
	{"AWS::ECS::ClusterCapacityProviderAssociations", (*templateReader).clusterProviders},
	{"AWS::ECS::Service", (*templateReader).service},
}

func readTemplate(f File, d Deployment) (Stack, error) {
	r := &templateReader{
		document: document{File: f, generous: d.Generous},
		template: cloudformation.New(f.Root, d.Deployment),
		roles:    map[string]int{},
		managed:  map[string]Policy{},
		starts:   awsProviders(),
		defaults: map[string][]String{},
	}
	r.stack.Region, r.stack.Account = d.Region, d.Account
	for _, reader := range readers {
		for _, resource := range r.template.Resources(reader.kind) {
			if err := reader.read(r, resource); err != nil {
				return Stack{}, err
			}
		}
	}
	r.loops()
	r.stack.findBare(r.bare)
	r.stack.Opens, r.stack.PolicyGaps, r.stack.Unsettled = r.template.Opens, r.gaps(r.unsure), r.unsettled
	r.stack.Unread = append(r.stack.Unread, r.gaps(r.template.Macros())...)
	for _, p := range r.template.Problems {
		r.stack.Problems = append(r.stack.Problems, Problem{f.At(p.Node), p.Text})
	}
	return r.stack, nil
}

// loops are task definitions in a loop whose list is not known.
func (r *templateReader) loops() {
	for _, m := range r.template.Loops() {
		if !mentions(m.Value, taskDefinitionType) {
			continue
		}
		image := String{Value: "${" + m.Key + "}", Where: r.At(m.Value), Gaps: []Gap{{Text: "${" + m.Key + "}",
			Why:  "the loop " + m.Key + " makes task definitions out of a list that is not known",
			Tell: "pass the parameter of the list with -parameter", Where: r.At(m.Value)}}}
		r.stack.Tasks = append(r.stack.Tasks, TaskDefinition{Where: r.At(m.Value), Name: m.Key,
			Containers: []Container{{Image: image}}, ContainersOnly: true})
	}
}

const taskDefinitionType = "AWS::ECS::TaskDefinition"

// mentions reports whether a string of the value is text.
func mentions(n *tree.Node, text string) bool {
	if n.Str() == text {
		return true
	}
	for _, m := range n.Members {
		if mentions(m.Value, text) {
			return true
		}
	}
	return slices.ContainsFunc(n.Items, func(item *tree.Node) bool { return mentions(item, text) })
}

// sure notes a resource of which it is not known whether it is made.
func (r *templateReader) sure(resource cloudformation.Resource) {
	r.stack.Unread = append(r.stack.Unread, r.gaps(resource.Unsure())...)
}

func (r *templateReader) task(resource cloudformation.Resource) error {
	t, err := r.File.task(resource.Only(taskProperties, containerProperties), cloudFormationKeys)
	if err != nil {
		return err
	}
	t.Name = resource.ID
	t.Where = r.At(resource.Node.Get("Properties"))
	if r.stack.Account != "" && r.stack.Region != "" {
		t.ARN = r.text(resource.GetAtt("TaskDefinitionArn")).Value
	}
	r.sure(resource)
	r.stack.Tasks = append(r.stack.Tasks, t)
	return nil
}

// taskProperties and containerProperties are what is read of a task definition.
// Nothing else is evaluated, so that nothing else leaves an answer open.
var (
	taskProperties      = []string{"ExecutionRoleArn", "TaskRoleArn", "RequiresCompatibilities", "RuntimePlatform", "ContainerDefinitions"}
	containerProperties = []string{"Name", "Image", "RepositoryCredentials"}
)

func (r *templateReader) service(resource cloudformation.Resource) error {
	s := Service{
		Where: r.At(resource.Node), Name: resource.ID,
		Task:        r.text(resource.Property("TaskDefinition")),
		LaunchTypes: r.launchTypes(resource),
	}
	r.stack.Services = append(r.stack.Services, s)
	return nil
}

func (r *templateReader) capacityProvider(resource cloudformation.Resource) error {
	properties := resource.Node.Get("Properties")
	r.starts[resource.Ref().Text] = starts(properties.Get("AutoScalingGroupProvider"), properties.Get("ManagedInstancesProvider"))
	return nil
}

func (r *templateReader) cluster(resource cloudformation.Resource) error {
	if names := r.providers(resource, "DefaultCapacityProviderStrategy"); resource.Unsure() == nil {
		r.defaults[resource.Ref().Text], r.defaults[resource.GetAtt("Arn").Text] = names, names
	}
	return nil
}

// clusterProviders says of a cluster what the cluster itself can say, too.
func (r *templateReader) clusterProviders(resource cloudformation.Resource) error {
	names := r.providers(resource, "DefaultCapacityProviderStrategy")
	for _, cluster := range r.template.Resources("AWS::ECS::Cluster") {
		name, arn := cluster.Ref().Text, cluster.GetAtt("Arn").Text
		if of := r.text(resource.Property("Cluster")).Value; resource.Unsure() == nil && (of == name || of == arn) {
			r.defaults[name], r.defaults[arn] = names, names
		}
	}
	return nil
}

// launchTypes are those of the service, else of the cluster:
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
func (r *templateReader) launchTypes(resource cloudformation.Resource) []String {
	launch, names := r.text(resource.Property("LaunchType")), r.providers(resource, "CapacityProviderStrategy")
	if launch.Value == "" && names == nil && len(r.defaults) > 0 {
		names = r.defaults[r.text(resource.Property("Cluster")).Value]
	}
	return launchTypesOf(launch, names, r.starts)
}

// providers are the capacity providers of a strategy.
func (r *templateReader) providers(resource cloudformation.Resource, strategy string) []String {
	var names []String
	for _, item := range resource.Property(strategy).List() {
		names = append(names, r.text(item.Get("CapacityProvider")))
	}
	return names
}

func (r *templateReader) role(resource cloudformation.Resource) error {
	role := Role{Where: r.At(resource.Node), ARN: r.text(resource.GetAtt("Arn")), Name: r.text(resource.Ref()), ID: resource.ID}
	trust, err := r.ofResource(resource.Property("AssumeRolePolicyDocument"))
	if err != nil {
		return err
	}
	role.Trust = trust
	inline := resource.Property("Policies")
	if inline != nil && !inline.Is(tree.Array) {
		role.Unknown = append(role.Unknown, r.whole(inline))
	}
	for _, p := range inline.List() {
		if err := r.addTo(&role, p.Get("PolicyDocument"), r.text(p.Get("PolicyName")).Value); err != nil {
			return err
		}
	}
	arns := resource.Property("ManagedPolicyArns")
	if arns != nil && (!arns.Is(tree.Array) || len(arns.Gaps) > 0) {
		role.Unknown = append(role.Unknown, r.whole(arns))
	}
	for _, arn := range arns.List() {
		attachTo(&role, r.text(arn), r.managed)
	}
	if boundary := resource.Property("PermissionsBoundary"); boundary != nil {
		setBoundary(&role, r.text(boundary), r.managed)
	}
	r.sure(resource)
	r.roles[role.Name.Value] = len(r.stack.Roles)
	r.stack.Roles = append(r.stack.Roles, role)
	return nil
}

// managedPolicy keeps the document under the ARN by which roles name it.
func (r *templateReader) managedPolicy(resource cloudformation.Resource) error {
	p, err := r.optional(resource.Property("PolicyDocument"), resource.ID)
	if err == nil && p != nil {
		r.managed[resource.Ref().Text] = *p
	}
	return err
}

// attachManaged attaches a managed policy to the roles that it names itself.
func (r *templateReader) attachManaged(resource cloudformation.Resource) error {
	r.eachRole(resource, resource.Property("Roles").List(), func(role *Role) error {
		attachTo(role, r.text(resource.Ref()), r.managed)
		return nil
	})
	return nil
}

func (r *templateReader) policyOfRoles(resource cloudformation.Resource) error {
	return r.eachRole(resource, resource.Property("Roles").List(), func(role *Role) error {
		return r.addTo(role, resource.Property("PolicyDocument"), r.text(resource.Property("PolicyName")).Value)
	})
}

func (r *templateReader) policyOfRole(resource cloudformation.Resource) error {
	return r.eachRole(resource, []*tree.Node{resource.Property("RoleName")}, func(role *Role) error {
		return r.addTo(role, resource.Property("PolicyDocument"), r.text(resource.Property("PolicyName")).Value)
	})
}

// eachRole finds the roles of the template that a policy names.
func (r *templateReader) eachRole(resource cloudformation.Resource, names []*tree.Node, do func(*Role) error) error {
	for _, name := range names {
		i, ok := r.roles[name.Str()]
		if !ok {
			r.misname(resource, name)
			continue
		}
		role := &r.stack.Roles[i]
		role.Unknown = append(role.Unknown, r.gaps(resource.Unsure())...)
		if err := do(role); err != nil {
			return err
		}
	}
	return nil
}

// misname notes a policy that names a role of the template by its ARN: it takes names,
// and CloudFormation refuses anything else.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
func (r *templateReader) misname(resource cloudformation.Resource, name *tree.Node) {
	for i := range r.stack.Roles {
		role := &r.stack.Roles[i]
		if arn := role.ARN.Value; arn == "" || arn != name.Str() || resource.Unsure() != nil {
			continue
		}
		role.Misnamed = append(role.Misnamed, Gap{Text: resource.ID, Where: r.At(name),
			Why:  resource.ID + " names the role " + role.ID + " by its ARN and IAM takes names, so CloudFormation refuses it",
			Tell: "write " + r.function("Ref", role.ID)})
	}
}

func (r *templateReader) repository(resource cloudformation.Resource) error {
	repository := Repository{Where: r.At(resource.Node), ID: resource.ID, Name: r.text(resource.Ref()),
		URI: r.text(resource.GetAtt("RepositoryUri")), Sole: true}
	text := resource.Property("RepositoryPolicyText")
	p, err := r.ofResource(text)
	if err != nil {
		return err
	}
	if p != nil {
		p.Repository = r.text(resource.Ref()).Value
		r.place(p)
	} else if text != nil {
		repository.Unknown = append(repository.Unknown, r.whole(text))
	}
	repository.Policy = p
	r.stack.Repositories = append(r.stack.Repositories, repository)
	return nil
}

// place says in which registry a policy of the template is.
func (r *templateReader) place(p *Policy) {
	p.RegistryID, p.Region = r.pseudo("AWS::AccountId"), r.pseudo("AWS::Region")
}

// pseudo is the value of a pseudo parameter, "" where it is not known.
func (r *templateReader) pseudo(name string) string {
	if v := r.template.Pseudo(r.Root, name); v != nil && len(v.Gaps) == 0 {
		return v.Text
	}
	return ""
}

func (r *templateReader) registryPolicy(resource cloudformation.Resource) error {
	p, err := r.ofResource(resource.Property("PolicyText"))
	if err != nil || p == nil {
		return err
	}
	r.place(p)
	r.stack.RegistryPolicies = append(r.stack.RegistryPolicies, *p)
	return nil
}

func (r *templateReader) cacheRule(resource cloudformation.Resource) error {
	r.stack.CacheRules = append(r.stack.CacheRules, CacheRule{
		Where: r.At(resource.Node), RegistryID: r.pseudo("AWS::AccountId"),
		Region:         r.pseudo("AWS::Region"),
		Prefix:         r.text(resource.Property("EcrRepositoryPrefix")).Value,
		Upstream:       r.text(resource.Property("UpstreamRegistryUrl")).Value,
		UpstreamPrefix: r.text(resource.Property("UpstreamRepositoryPrefix")).Value,
	})
	return nil
}

func (r *templateReader) creationTemplate(resource cloudformation.Resource) error {
	p, err := r.ofResource(resource.Property("RepositoryPolicy"))
	if err != nil {
		return err
	}
	r.stack.CreationTemplates = append(r.stack.CreationTemplates, CreationTemplate{
		Where: r.At(resource.Node), RegistryID: r.pseudo("AWS::AccountId"), Region: r.pseudo("AWS::Region"),
		Prefix: r.text(resource.Property("Prefix")), Policy: p,
		ForCache: slices.Contains(resource.Property("AppliedFor").Strings(), cachePurpose),
	})
	return nil
}

func (r *templateReader) secret(resource cloudformation.Resource) error {
	r.stack.Secrets = append(r.stack.Secrets, Secret{ID: resource.ID, ARN: r.text(resource.Ref())})
	return nil
}

func (r *templateReader) endpoint(resource cloudformation.Resource) error {
	e := Endpoint{Where: r.At(resource.Node), Service: r.text(resource.Property("ServiceName"))}
	if !e.matters(resource.Property("VpcEndpointType"), resource.Property("PrivateDnsEnabled")) {
		return nil
	}
	policy := resource.Property("PolicyDocument")
	e.IsOpen = len(policy.AllGaps()) > 0
	var err error
	e.Policy, err = r.ofEndpoint(policy)
	r.stack.Endpoints = append(r.stack.Endpoints, e)
	return err
}

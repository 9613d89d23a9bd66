package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/terraform"
)

// deployment is one way in which the templates and plans may be deployed. What is
// not known of it has a stand-in.
type deployment struct {
	account, region, stackName string
	assume                     map[string]string
	generous                   bool
	endpoint, s3Endpoint       awsfile.Where // of the VPC endpoints of the files that the pull and the layers go through
}

// deployed returns the input with everything that the files say of one deployment.
func (in input) deployed(d deployment) (input, []awsfile.Stack, error) {
	out := in
	out.tasks = slices.Clone(in.tasks)
	out.made = map[string]role{}
	out.noPolicy = maps.Clone(in.noPolicy)
	var stacks []awsfile.Stack
	for _, f := range in.files {
		stack, err := awsfile.Read(f, in.deploymentOf(d))
		if err != nil {
			return out, nil, err
		}
		out.add(stack)
		stacks = append(stacks, stack)
	}
	for _, e := range endpointsOf(stacks, awsfile.Endpoint.IsECR) {
		if e.Where == d.endpoint {
			out.endpoint = []awsfile.Policy{*e.Policy}
		}
	}
	for _, e := range endpointsOf(stacks, awsfile.Endpoint.IsS3) {
		if e.Where == d.s3Endpoint {
			out.s3Endpoint = []awsfile.Policy{*e.Policy}
		}
	}
	for _, stack := range stacks {
		out.madeEndpoints = append(out.madeEndpoints, stack.Endpoints...)
		out.secrets = append(out.secrets, stack.Secrets...)
	}
	return out, stacks, out.lookUpRoles()
}

// templateUnresolved lists what of the templates was not read.
func templateUnresolved(in *input) []finding { return in.saidBefore("template-unresolved") }

// deploymentOf is what the reader of a file is told.
func (in input) deploymentOf(d deployment) awsfile.Deployment {
	given := in.given
	for _, f := range in.files {
		given.Together = append(slices.Clip(given.Together), f.Root)
	}
	given.Account, given.Region, given.StackName, given.Assume, given.Generous = d.account, d.region, d.stackName, d.assume, d.generous
	return given
}

// add adds what a template or plan says to what was given.
func (in *input) add(stack awsfile.Stack) {
	for _, t := range stack.Tasks {
		if types := runsOn(t, stack.Services); types != nil {
			t.LaunchTypes = types
		}
		in.tasks = append(in.tasks, t)
	}
	for _, r := range stack.Roles {
		for _, name := range []string{r.ARN.Value, r.Name.Value} {
			in.made[name], in.made[scoped(r.Where, name)] = role{r, true}, role{r, true}
		}
	}
	for _, r := range stack.Repositories {
		in.addRepository(r)
	}
	in.registry = append(slices.Clip(in.registry), stack.RegistryPolicies...)
	in.cacheRules = append(slices.Clip(in.cacheRules), stack.CacheRules...)
	in.creationTemplates = append(slices.Clip(in.creationTemplates), stack.CreationTemplates...)
	for _, gap := range stack.Unread {
		in.unknown = append(slices.Clip(in.unknown), finding{Rule: "template-unresolved", Severity: warning, Where: gap.Where,
			Message: gap.Why, Fix: gap.Tell})
	}
}

// madeFor is the role that the files make under the name that a task has for it. The
// one in the file of the task comes before one that another file gives the same name.
func (in *input) madeFor(t awsfile.TaskDefinition, name string) (role, bool) {
	if r, ok := in.made[scoped(t.Where, name)]; ok {
		return r, true
	}
	r, ok := in.made[name]
	return r, ok
}

// scoped is a name that a template makes, which another template may make too.
func scoped(where awsfile.Where, name string) string { return where.File + "\x00" + name }

// addRepository adds the policy of a repository. One that was given for it on the
// command line stands in its place.
func (in *input) addRepository(r awsfile.Repository) {
	if r.Policy != nil {
		same := func(p awsfile.Policy) bool { return p.Repository == "" || p.Repository == r.Policy.Repository }
		if !slices.ContainsFunc(in.repository, same) {
			in.repository = append(slices.Clip(in.repository), *r.Policy)
		}
		return
	}
	if repository, err := ecrref.ParseRepository(r.URI.Value); err == nil && r.Sole && len(r.Unknown) == 0 {
		in.noPolicy[repositoryID(repository.Ref())] = true
	}
}

// runsOn lists the launch types of the services that run a task definition. It is
// empty where one of them does not say.
func runsOn(t awsfile.TaskDefinition, services []awsfile.Service) []string {
	var types []string
	for _, s := range services {
		if !runs(s, t) {
			continue
		}
		if len(s.LaunchTypes) == 0 {
			return nil
		}
		for _, launch := range s.LaunchTypes {
			types = append(types, launch.Value)
		}
	}
	slices.Sort(types)
	return slices.Compact(types)
}

// runs reports whether a service names a task definition by ARN, by family, or by
// family and revision.
func runs(s awsfile.Service, t awsfile.TaskDefinition) bool {
	name := s.Task.Value
	family := t.ARN[strings.LastIndexByte(t.ARN, '/')+1:]
	revisionless, _, _ := strings.Cut(family, ":")
	return name != "" && (name == t.ARN || name == family || name == revisionless)
}

// endpointsOf lists the VPC endpoints of a service that have a policy, each once.
func endpointsOf(stacks []awsfile.Stack, is func(awsfile.Endpoint) bool) []awsfile.Endpoint {
	var endpoints []awsfile.Endpoint
	for _, stack := range stacks {
		for _, e := range stack.Endpoints {
			known := slices.ContainsFunc(endpoints, func(other awsfile.Endpoint) bool { return other.Where == e.Where })
			if !known && e.Policy != nil && is(e) {
				endpoints = append(endpoints, e)
			}
		}
	}
	return endpoints
}

// generated lists the names that CloudFormation and Terraform make up, with what to
// show in their place.
func generated(stacks []awsfile.Stack, stackName string) []string {
	var pairs []string
	add := func(name, id string) {
		if stackName != "" && strings.HasPrefix(strings.ToLower(name), stackName+"-") {
			pairs = append(pairs, name, "${"+id+"}")
		}
		if prefix, ok := strings.CutSuffix(name, terraform.GeneratedName("", id)); ok && id != "" {
			pairs = append(pairs, name, prefix+"${"+id+"}")
		}
	}
	for _, stack := range stacks {
		for _, s := range stack.Secrets {
			pairs = append(pairs, s.ARN.Value, "${"+s.ID+"}")
		}
		for _, r := range stack.Roles {
			add(r.Name.Value, r.ID)
		}
		for _, r := range stack.Repositories {
			add(r.Name.Value, r.ID)
		}
	}
	return pairs
}

// partition is that of the deployment's region.
func (d deployment) partition() string { return cloudformation.Partition(d.region) }

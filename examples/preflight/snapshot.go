package main

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
)

// snapshot fills in what no other file gave.
func (l *loader) snapshot(in *input, name string) error {
	if name == "" {
		return nil
	}
	f, err := l.file(name)
	if err != nil {
		return err
	}
	s, err := awsfile.ParseSnapshot(f)
	if err != nil {
		return err
	}
	in.storedIn[f.Name] = true
	tasksGiven, instancesGiven := in.tasks != nil || in.files != nil, in.instancesGiven
	if !tasksGiven {
		in.tasks = s.TasksOnServices()
	}
	if !instancesGiven && s.Clusters != nil {
		in.instances, in.failures, in.instancesGiven = s.Instances, s.Failures, true
	}
	if in.policies == nil && in.roles == nil {
		in.roles, in.rolesAsked = rolesOf(s), true
	}
	if in.cacheRules == nil {
		in.cacheRules, in.cacheRegistries = s.CacheRules, s.Registries
	}
	in.creationTemplates = s.CreationTemplates
	in.addResourcePolicies(s)
	in.addFacts(s)
	in.unanswered, in.asked = s.Unanswered, true
	in.noteUnasked(s, tasksGiven, instancesGiven)
	if in.tasks == nil && in.files == nil && report.Judge(canPull, in.unknown) == canPull {
		return f.Errorf(f.Root, "the snapshot holds no task definition: take it with -task-definition NAME or -service NAME, or pass -task")
	}
	return nil
}

// rolesOf returns the roles by ARN; those that do not exist are not found.
func rolesOf(s awsfile.Snapshot) map[string]role {
	roles := map[string]role{}
	for _, r := range s.Roles {
		roles[r.ARN.Value] = role{r, true}
	}
	for _, q := range s.Absent {
		if _, described := roles[q.Resource]; q.Kind == "role" && !described {
			roles[q.Resource] = role{}
		}
	}
	return roles
}

// addResourcePolicies adds the policies of repositories and registries of which
// no other file gave one.
func (in *input) addResourcePolicies(s awsfile.Snapshot) {
	given := func(ps []awsfile.Policy, fits func(awsfile.Policy) bool) bool { return slices.ContainsFunc(ps, fits) }
	repository, registry := slices.Clone(in.repository), slices.Clone(in.registry)
	for _, r := range s.Repositories {
		ref, err := ecrref.ParseRepository(r.URI.Value)
		if err != nil || given(repository, func(p awsfile.Policy) bool { return fitsRegistry(p, ref.Ref()) && fitsRepository(p, ref.Ref()) }) {
			continue
		}
		if r.Policy != nil {
			in.repository = append(in.repository, *r.Policy)
		} else {
			in.noPolicy[repositoryID(ref.Ref())] = true
		}
	}
	for _, p := range s.RegistryPolicies {
		if !given(registry, func(g awsfile.Policy) bool { return isOfRegistry(g, p.RegistryID, p.Region) }) {
			in.registry = append(in.registry, p)
		}
	}
}

// addFacts adds what ECR says of images.
func (in *input) addFacts(s awsfile.Snapshot) {
	add := func(ref string, change func(*facts)) {
		if r, err := ecrref.Parse(ref); err == nil {
			f := in.facts[r]
			change(&f)
			in.facts[r] = f
		}
	}
	for _, i := range s.Images {
		add(i.Ref, func(f *facts) { f.status, f.artifact, f.platforms = i.Status, i.Artifact, i.Platforms })
	}
	for _, q := range s.Absent {
		if q.Kind == "image" {
			add(q.Resource, func(f *facts) { f.missing = q.Message })
		}
	}
	for _, q := range s.Unanswered {
		if q.Kind == "image" || q.Kind == "platforms" {
			add(q.Resource, func(f *facts) { f.unknown = true })
		}
	}
}

// noteUnasked keeps what leaves the whole question open: whose images are not even
// known. Where a file gave the answer, it is only worth a note.
func (in *input) noteUnasked(s awsfile.Snapshot, tasksGiven, instancesGiven bool) {
	needsInstances := slices.ContainsFunc(in.tasks, func(t awsfile.TaskDefinition) bool { return (&job{in: in, task: t}).needsInstances() })
	for _, q := range slices.Concat(s.Absent, s.Unanswered) {
		severity := warning
		switch q.Kind {
		case "task-definition", "service":
			severity = unless(tasksGiven)
		case "container-instances":
			severity = unless(instancesGiven || !needsInstances)
		case "capacity-providers", "caller-identity":
			severity = note
		default:
			continue // it concerns one role or one image
		}
		in.unknown = append(in.unknown, unanswered(q, severity)...)
	}
}

func unless(harmless bool) severity {
	if harmless {
		return note
	}
	return warning
}

// privateImages lists the references to ECR of all tasks, each once.
func (in *input) privateImages() []ecrref.Ref {
	var refs []ecrref.Ref
	for _, t := range in.tasks {
		for _, c := range t.Containers {
			ref, err := ecrref.Parse(c.Image.Value)
			if err == nil && ref.Registry().Kind() == ecrref.Private && !slices.Contains(refs, ref) {
				refs = append(refs, ref)
			}
		}
	}
	return refs
}

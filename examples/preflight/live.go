package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awslive"
)

// asker fills the input with what AWS answers. A question without an answer
// becomes a finding that leaves the verdict undecided.
type asker struct {
	client   awslive.Client
	in       *input
	progress func(format string, args ...any)
}

// askAWS fills what no file gave. Every call only reads.
func (in *input) askAWS(ctx context.Context, o options, progress func(string, ...any)) error {
	client, err := awslive.Open(ctx, o.region, o.profile)
	if err != nil {
		return err
	}
	a := asker{client, in, progress}
	for _, name := range o.taskDefinitions {
		a.task(ctx, name)
	}
	if o.cluster != "" {
		a.instances(ctx, o.cluster)
	}
	if in.policies == nil && in.roles == nil {
		a.roles(ctx)
	}
	for _, ref := range in.privateImages() {
		a.image(ctx, ref)
	}
	return nil
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

// unanswered notes a question that AWS did not answer.
func (a asker) unanswered(s severity, err error) {
	f := finding{Rule: "aws-unanswered", Severity: s, Where: awsfile.Where{Pointer: "-live"}, Message: err.Error()}
	if e := (*awslive.Error)(nil); errors.As(err, &e) && e.Denied() {
		f.Fix = "allow the caller " + e.Action
	}
	a.in.unknown = append(a.in.unknown, f)
}

func isNotFound(err error) bool {
	e := (*awslive.Error)(nil)
	return errors.As(err, &e) && e.NotFound()
}

func (a asker) task(ctx context.Context, name string) {
	a.progress("task definition %s", name)
	t, err := a.client.TaskDefinition(ctx, name)
	if err != nil {
		a.unanswered(warning, err)
		return
	}
	a.in.tasks = append(a.in.tasks, t)
}

func (a asker) instances(ctx context.Context, cluster string) {
	a.progress("container instances of %s", cluster)
	is, fs, err := a.client.Instances(ctx, cluster)
	if err != nil {
		a.unanswered(warning, err)
		return
	}
	a.in.instances, a.in.failures, a.in.instancesGiven = is, fs, true
}

func (a asker) roles(ctx context.Context) {
	a.in.roles = map[string]role{}
	for _, arn := range a.in.roleARNs() {
		a.progress("role %s", arn)
		r, gaps, err := a.client.Role(ctx, arn)
		switch {
		case isNotFound(err):
			a.in.roles[arn] = role{}
		case err != nil && !a.in.isPuller(arn):
			a.unanswered(note, err)
		case err != nil:
			a.unanswered(warning, err)
		default:
			a.in.roles[arn] = role{r, true}
		}
		for _, gap := range gaps {
			a.unanswered(warning, gap)
		}
	}
}

// isPuller reports whether a role pulls, and is not only that of an application.
func (in *input) isPuller(arn string) bool {
	return arn == in.roleARN || slices.ContainsFunc(in.tasks, func(t awsfile.TaskDefinition) bool { return t.ExecutionRoleARN.Value == arn })
}

// image asks for the image and for the policies of its repository and registry.
func (a asker) image(ctx context.Context, ref ecrref.Ref) {
	a.progress("image %s", ref)
	a.facts(ctx, ref)
	a.repositoryPolicy(ctx, ref)
	a.registryPolicy(ctx, ref)
}

// has reports whether a policy that fits is there already.
func has(ps []awsfile.Policy, fits func(awsfile.Policy) bool) bool {
	return slices.ContainsFunc(ps, fits)
}

func (a asker) repositoryPolicy(ctx context.Context, ref ecrref.Ref) {
	repo := ref.Repository()
	if a.in.noPolicy[repo] || has(a.in.repository, func(p awsfile.Policy) bool { return fitsRegistry(p, ref) && fitsRepository(p, ref) }) {
		return
	}
	p, ok, err := a.client.RepositoryPolicy(ctx, repo)
	switch {
	case isNotFound(err):
		// The repository is missing; the image's facts say so.
	case err != nil:
		a.unanswered(warning, err)
	case ok:
		p.Region = repo.Registry().Region()
		a.in.repository = append(a.in.repository, p)
	default:
		a.in.noPolicy[repo] = true
	}
}

// registryPolicy asks the account that owns the registry; nobody else may.
func (a asker) registryPolicy(ctx context.Context, ref ecrref.Ref) {
	if has(a.in.registry, func(p awsfile.Policy) bool { return fitsRegistry(p, ref) }) {
		return
	}
	p, ok, err := a.client.RegistryPolicy(ctx, ref.Registry())
	e := (*awslive.Error)(nil)
	switch {
	case errors.As(err, &e) && e.Code == "":
		a.unanswered(note, err)
	case err != nil:
		a.unanswered(warning, err)
	case ok:
		p.Region = ref.Registry().Region()
		a.in.registry = append(a.in.registry, p)
	}
}

func (a asker) facts(ctx context.Context, ref ecrref.Ref) {
	i, err := a.client.Image(ctx, ref)
	switch {
	case isNotFound(err):
		a.in.facts[ref] = facts{missing: err.Error()}
		return
	case err != nil:
		a.unanswered(warning, err)
		a.in.facts[ref] = facts{unknown: true}
		return
	}
	f := facts{status: i.Status, artifact: i.ArtifactType}
	ps, _, err := a.client.Platforms(ctx, ref, i)
	if err != nil {
		a.unanswered(warning, err)
		f.unknown = true
	}
	for _, p := range ps {
		f.platforms = append(f.platforms, fmt.Sprintf("%s/%s", p.OS, p.Architecture))
	}
	a.in.facts[ref] = f
}

package main

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// collector asks one question after the other and files the answers.
type collector struct {
	cfg      aws.Config
	out      *snapshot
	progress func(format string, args ...any)

	roles  []string // ARNs of roles to ask for
	images []ecrref.Ref

	repositories, registries, templates []string // those that were asked about
}

// collect asks everything that the options name, and what follows from the
// answers. files are the task definitions of local files.
func (c *collector) collect(ctx context.Context, o options, files []awsfile.TaskDefinition) {
	c.identity(ctx)
	for _, t := range files {
		c.follow(t)
	}
	names := slices.Concat(o.taskDefinitions, c.services(ctx, o.cluster, o.services))
	for i, name := range names {
		if !slices.Contains(names[:i], name) {
			c.taskDefinition(ctx, name)
		}
	}
	if o.cluster != "" {
		c.instances(ctx, o.cluster)
	}
	for _, role := range c.roles {
		c.role(ctx, role)
	}
	for _, ref := range c.images {
		c.image(ctx, ref)
	}
}

// follow notes the roles and the images of a task definition, to ask for them.
func (c *collector) follow(t awsfile.TaskDefinition) {
	c.needRole(t.ExecutionRoleARN.Value)
	c.needRole(t.TaskRoleARN.Value)
	for _, container := range t.Containers {
		c.needImage(container.Image.Value)
	}
}

func (c *collector) needRole(arn string) {
	if _, _, ok := splitRole(arn); ok && !slices.Contains(c.roles, arn) {
		c.roles = append(c.roles, arn)
	}
}

// needImage notes an image of a private registry; others are outside the question.
func (c *collector) needImage(image string) {
	ref, err := ecrref.Parse(image)
	if err == nil && ref.Registry().Kind() == ecrref.Private && !slices.Contains(c.images, ref) {
		c.images = append(c.images, ref)
	}
}

// image asks for an image, and for what its repository and registry say.
func (c *collector) image(ctx context.Context, ref ecrref.Ref) {
	c.progress("image %s", ref)
	c.imageDetails(ctx, ref)
	c.repositoryPolicy(ctx, ref.Repository())
	c.registry(ctx, ref)
}

// registry asks for the policy and the cache rules of an image's registry, once.
func (c *collector) registry(ctx context.Context, ref ecrref.Ref) {
	host := registryHost(ref.Registry())
	if !slices.Contains(c.registries, host) {
		c.registries = append(c.registries, host)
		c.registryPolicy(ctx, ref.Registry())
		c.cacheRules(ctx, ref.Registry())
	}
	if isCached(c.out.CacheRules[host], ref) && !slices.Contains(c.templates, host) {
		c.templates = append(c.templates, host)
		c.creationTemplates(ctx, ref.Registry())
	}
}

// registryHost names a registry in the plain form of its host, whatever form the
// image has.
func registryHost(registry ecrref.Registry) string {
	plain, err := ecrref.PrivateRegistry(registry.AccountID(), registry.Region())
	if err != nil {
		return registry.String()
	}
	return plain.String()
}

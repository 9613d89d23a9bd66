package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecr/types"
	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// templatesAnswer is what aws ecr describe-repository-creation-templates prints.
type templatesAnswer struct {
	RegistryID                  *string            `json:"registryId,omitempty"`
	RepositoryCreationTemplates []creationTemplate `json:"repositoryCreationTemplates"`
}

type creationTemplate struct {
	Prefix             *string                  `json:"prefix,omitempty"`
	AppliedFor         []types.RCTAppliedFor    `json:"appliedFor,omitempty"`
	RepositoryPolicy   *string                  `json:"repositoryPolicy,omitempty"`
	CustomRoleArn      *string                  `json:"customRoleArn,omitempty"`
	ImageTagMutability types.ImageTagMutability `json:"imageTagMutability,omitempty"`
}

// creationTemplates asks for what a repository gets that a cache rule creates.
func (c *collector) creationTemplates(ctx context.Context, registry ecrref.Registry) {
	host := registryHost(registry)
	answer, err := c.describeTemplates(ctx, registry)
	if !c.out.lacks(askTemplates, host, "list of repository creation templates of the registry "+host, err) {
		put(&c.out.CreationTemplates, host, answer)
	}
}

func (c *collector) describeTemplates(ctx context.Context, registry ecrref.Registry) (templatesAnswer, error) {
	answer := templatesAnswer{RepositoryCreationTemplates: []creationTemplate{}}
	pager := ecr.NewDescribeRepositoryCreationTemplatesPaginator(c.ecr(registry), &ecr.DescribeRepositoryCreationTemplatesInput{})
	for page, err := range pages(ctx, pager) {
		if err != nil {
			return answer, err
		}
		answer.RegistryID = page.RegistryId
		for _, t := range page.RepositoryCreationTemplates {
			answer.RepositoryCreationTemplates = append(answer.RepositoryCreationTemplates,
				creationTemplate{t.Prefix, t.AppliedFor, t.RepositoryPolicy, t.CustomRoleArn, t.ImageTagMutability})
		}
	}
	return answer, c.answeredFor(registry, "ecr:DescribeRepositoryCreationTemplates", answer.RegistryID, nil)
}

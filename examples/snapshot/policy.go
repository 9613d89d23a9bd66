package main

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// policyAnswer is what aws ecr get-repository-policy and get-registry-policy print.
type policyAnswer struct {
	RegistryID     *string `json:"registryId,omitempty"`
	RepositoryName *string `json:"repositoryName,omitempty"` // not of a registry
	PolicyText     *string `json:"policyText,omitempty"`
}

// repositoryPolicy asks for the policy of a repository, once. Of another
// account's repository it can be read only with that account's leave.
func (c *collector) repositoryPolicy(ctx context.Context, repo ecrref.Repository) {
	arn, _ := repo.ARN()
	if slices.Contains(c.repositories, arn) {
		return
	}
	c.repositories = append(c.repositories, arn)
	answer, err := c.getRepositoryPolicy(ctx, repo)
	if !c.out.lacks(askRepositoryPolicy, arn, "policy of the repository "+repo.String(), err) {
		put(&c.out.RepositoryPolicies, arn, answer)
	}
}

func (c *collector) getRepositoryPolicy(ctx context.Context, repo ecrref.Repository) (policyAnswer, error) {
	if err := c.reachable(repo.Registry(), "ecr:GetRepositoryPolicy"); err != nil {
		return policyAnswer{}, err
	}
	out, err := ask(ctx, c.ecr(repo.Registry()).GetRepositoryPolicy, &ecr.GetRepositoryPolicyInput{
		RegistryId:     aws.String(repo.Registry().AccountID()),
		RepositoryName: aws.String(repo.Name()),
	})
	if err != nil {
		return policyAnswer{}, err
	}
	_, err = documentOf("ecr:GetRepositoryPolicy", aws.ToString(out.PolicyText))
	return policyAnswer{out.RegistryId, out.RepositoryName, out.PolicyText}, err
}

// registryPolicy asks for the policy of a registry, which AWS tells only to the
// account that owns it.
func (c *collector) registryPolicy(ctx context.Context, registry ecrref.Registry) {
	host := registryHost(registry)
	answer, err := c.getRegistryPolicy(ctx, registry)
	if !c.out.lacks(askRegistryPolicy, host, "policy of the registry "+host, c.certain(err)) {
		put(&c.out.RegistryPolicies, host, answer)
	}
}

func (c *collector) getRegistryPolicy(ctx context.Context, registry ecrref.Registry) (policyAnswer, error) {
	if err := c.ownRegistry(registry, "ecr:GetRegistryPolicy"); err != nil {
		return policyAnswer{}, err
	}
	out, err := ask(ctx, c.ecr(registry).GetRegistryPolicy, &ecr.GetRegistryPolicyInput{})
	if err != nil {
		return policyAnswer{}, err
	}
	_, err = documentOf("ecr:GetRegistryPolicy", aws.ToString(out.PolicyText))
	answer := policyAnswer{RegistryID: out.RegistryId, PolicyText: out.PolicyText}
	return answer, c.answeredFor(registry, "ecr:GetRegistryPolicy", out.RegistryId, err)
}

package awslive

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// RepositoryPolicy asks for the policy of a repository. It returns false when
// AWS answers that there is none. Of another account's repository it can be read
// only with that account's leave.
func (c Client) RepositoryPolicy(ctx context.Context, repo ecrref.Repository) (awsfile.Policy, bool, error) {
	client, err := c.ecr(repo.Registry())
	if err != nil {
		return awsfile.Policy{}, false, err
	}
	out, err := ask(ctx, repo.String(), client.GetRepositoryPolicy, &ecr.GetRepositoryPolicyInput{
		RegistryId:     aws.String(repo.Registry().AccountID()),
		RepositoryName: aws.String(repo.Name()),
	})
	if code(err) == "RepositoryPolicyNotFoundException" {
		return awsfile.Policy{}, false, nil
	}
	if err != nil {
		return awsfile.Policy{}, false, err
	}
	arn, _ := repo.ARN()
	p, err := policy(place(arn, "/policyText"), "", aws.ToString(out.PolicyText))
	p.Repository, p.RegistryID, p.Region = repo.Name(), repo.Registry().AccountID(), repo.Registry().Region()
	return p, err == nil, err
}

// RegistryPolicy asks for the policy of a registry. It returns false when AWS
// answers that there is none. AWS tells it only to the account that owns the
// registry.
func (c Client) RegistryPolicy(ctx context.Context, registry ecrref.Registry) (awsfile.Policy, bool, error) {
	client, err := c.ecr(registry)
	if err != nil {
		return awsfile.Policy{}, false, err
	}
	if err := c.own(ctx, registry.AccountID(), "ecr:GetRegistryPolicy", registry.String()); err != nil {
		return awsfile.Policy{}, false, err
	}
	out, err := ask(ctx, registry.String(), client.GetRegistryPolicy, &ecr.GetRegistryPolicyInput{})
	if code(err) == "RegistryPolicyNotFoundException" {
		return awsfile.Policy{}, false, nil
	}
	if err != nil {
		return awsfile.Policy{}, false, err
	}
	p, err := policy(place(registry.String(), "/policyText"), "", aws.ToString(out.PolicyText))
	p.RegistryID, p.Region = registry.AccountID(), registry.Region()
	return p, err == nil, err
}

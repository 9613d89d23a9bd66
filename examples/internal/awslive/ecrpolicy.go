package awslive

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// RepositoryPolicy asks for the policy of a repository: "" when AWS answers
// that there is none. Of another account's repository it can be read only with
// that account's leave.
func (c Client) RepositoryPolicy(ctx context.Context, repo ecrref.Repository) (string, error) {
	client, err := c.ecr(repo.Registry())
	if err != nil {
		return "", err
	}
	out, err := ask(ctx, repo.String(), client.GetRepositoryPolicy, &ecr.GetRepositoryPolicyInput{
		RegistryId:     aws.String(repo.Registry().AccountID()),
		RepositoryName: aws.String(repo.Name()),
	})
	if code(err) == "RepositoryPolicyNotFoundException" {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return aws.ToString(out.PolicyText), nil
}

// RegistryPolicy asks for the policy of a registry: "" when AWS answers that
// there is none. AWS tells it only to the account that owns the registry.
func (c Client) RegistryPolicy(ctx context.Context, registry ecrref.Registry) (string, error) {
	client, err := c.ecr(registry)
	if err != nil {
		return "", err
	}
	if err := c.own(ctx, registry); err != nil {
		return "", err
	}
	out, err := ask(ctx, registry.String(), client.GetRegistryPolicy, &ecr.GetRegistryPolicyInput{})
	if code(err) == "RegistryPolicyNotFoundException" {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return aws.ToString(out.PolicyText), nil
}

// own fails unless the registry belongs to the account of the credentials:
// GetRegistryPolicy cannot be asked about another one, and answers for its own.
func (c Client) own(ctx context.Context, registry ecrref.Registry) error {
	account, err := c.Account(ctx)
	if err != nil {
		return err
	}
	if account != registry.AccountID() {
		err := fmt.Errorf("AWS tells this only to account %s, the credentials are of %s", registry.AccountID(), account)
		return &Error{Action: "ecr:GetRegistryPolicy", Resource: registry.String(), Err: err}
	}
	return nil
}

// Account asks for the account of the credentials.
func (c Client) Account(ctx context.Context) (string, error) {
	out, err := ask(ctx, "", sts.NewFromConfig(c.cfg).GetCallerIdentity, &sts.GetCallerIdentityInput{})
	if err != nil {
		return "", err
	}
	return aws.ToString(out.Account), nil
}

package awslive

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// Account asks for the account of the credentials.
func (c Client) Account(ctx context.Context) (string, error) {
	out, err := ask(ctx, "", sts.NewFromConfig(c.cfg).GetCallerIdentity, &sts.GetCallerIdentityInput{})
	if err != nil {
		return "", err
	}
	return aws.ToString(out.Account), nil
}

// own fails unless the credentials are of the account: some actions cannot be
// asked about another one, and answer for their own without a word.
func (c Client) own(ctx context.Context, account, action, resource string) error {
	have, err := c.Account(ctx)
	if err != nil {
		return err
	}
	if have != account {
		err := fmt.Errorf("AWS tells this only to account %s, and the credentials are of %s", account, have)
		return &Error{Action: action, Resource: resource, Err: err}
	}
	return nil
}

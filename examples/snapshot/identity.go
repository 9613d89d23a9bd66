package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// callerIdentity is what aws sts get-caller-identity prints.
type callerIdentity struct{ UserId, Account, Arn *string }

// identity asks whose credentials these are. Credentials that do not work answer
// nothing else either, so they are not tried again: each question then fails at
// once, for the same reason.
func (c *collector) identity(ctx context.Context) {
	c.progress("whose credentials these are")
	out, err := ask(ctx, sts.NewFromConfig(c.cfg).GetCallerIdentity, &sts.GetCallerIdentityInput{})
	switch {
	case err == nil:
		c.out.CallerIdentity = &callerIdentity{out.UserId, out.Account, out.Arn}
		return
	case asFailure(err).isLogin():
		c.out.login = asFailure(err)
		c.cfg.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return aws.Credentials{}, err })
	}
	c.out.lacks(askIdentity, "", "owner of these credentials", err)
}

// account is that of the credentials, "" when it is not known.
func (c *collector) account() string {
	if id := c.out.CallerIdentity; id != nil {
		return aws.ToString(id.Account)
	}
	return ""
}

// own fails when the credentials are of another account: some actions cannot be
// asked about another one, and answer for their own without a word.
func (c *collector) own(account, action string) error {
	if have := c.account(); have != "" && have != account {
		return fail(action, notAsked, "AWS tells it only to account %s, and these credentials are of %s", account, have)
	}
	return nil
}

// certain turns "there is none" into not known while the account of the
// credentials is not: the answer may have been about another one.
func (c *collector) certain(err error) error {
	if err == nil || c.account() != "" || !asFailure(err).isAbsent() {
		return err
	}
	return fail(asFailure(err).action, notAsked, "it is not known whether these credentials are of its account")
}

// reachable fails for a registry of another partition than the credentials are
// of: they mean nothing there.
func (c *collector) reachable(registry ecrref.Registry, action string) error {
	have := c.partition()
	if have != "" && have != registry.Partition() {
		return fail(action, notAsked, "it is in partition %s, and these credentials are of %s", registry.Partition(), have)
	}
	return nil
}

// partition is that of the credentials, "" when it is not known.
func (c *collector) partition() string {
	if id := c.out.CallerIdentity; id != nil {
		a, _ := arn.Parse(aws.ToString(id.Arn))
		return a.Partition
	}
	return ""
}

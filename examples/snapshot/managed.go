package main

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// managedPolicy is an entry of the Policies of get-account-authorization-details,
// with the version that is in force.
type managedPolicy struct {
	PolicyName, PolicyId, Arn, Path, DefaultVersionId *string
	PolicyVersionList                                 []policyVersion
}

type policyVersion struct {
	Document         json.RawMessage
	VersionId        *string
	IsDefaultVersion bool
}

// managed asks for the default version of a managed policy, once for all roles.
func (q roleQuery) managed(ctx context.Context, arn string) {
	has := func(p managedPolicy) bool { return aws.ToString(p.Arn) == arn }
	if slices.ContainsFunc(q.details().Policies, has) {
		return
	}
	p, err := q.managedPolicy(ctx, arn)
	if !q.lacks("policy "+arn, err) {
		q.details().Policies = append(q.details().Policies, p)
	}
}

func (q roleQuery) managedPolicy(ctx context.Context, arn string) (managedPolicy, error) {
	head, err := ask(ctx, q.iam.GetPolicy, &iam.GetPolicyInput{PolicyArn: &arn})
	if err != nil {
		return managedPolicy{}, err
	}
	p := head.Policy
	out, err := ask(ctx, q.iam.GetPolicyVersion, &iam.GetPolicyVersionInput{PolicyArn: &arn, VersionId: p.DefaultVersionId})
	if err != nil {
		return managedPolicy{}, err
	}
	doc, err := documentOf("iam:GetPolicyVersion", aws.ToString(out.PolicyVersion.Document))
	version := policyVersion{doc, p.DefaultVersionId, true}
	return managedPolicy{p.PolicyName, p.PolicyId, p.Arn, p.Path, p.DefaultVersionId, []policyVersion{version}}, err
}

// documentOf returns a policy document as the AWS CLI prints it: IAM's API gives
// it URL-encoded, ECR's as it is.
func documentOf(action, text string) (json.RawMessage, error) {
	if strings.HasPrefix(text, "%") {
		decoded, err := url.PathUnescape(text)
		if err != nil {
			return nil, fail(action, unreadable, "its document cannot be read: %w", err)
		}
		text = decoded
	}
	if _, err := iampolicy.Parse([]byte(text)); err != nil {
		return nil, fail(action, unreadable, "its document cannot be read: %w", err)
	}
	return json.RawMessage(text), nil
}

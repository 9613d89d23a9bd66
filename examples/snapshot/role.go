package main

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
)

// accountDetails is what aws iam get-account-authorization-details prints, of the
// roles in question and their managed policies only. What AWS did not tell is
// left out: a list that is not there is not an empty list.
type accountDetails struct {
	RoleDetailList []*roleDetail
	Policies       []managedPolicy
}

type roleDetail struct {
	Path, RoleName, RoleId, Arn *string
	AssumeRolePolicyDocument    json.RawMessage      `json:",omitempty"`
	RolePolicyList              []inlinePolicy       `json:",omitzero"`
	AttachedManagedPolicies     []attachedPolicy     `json:",omitzero"`
	PermissionsBoundary         *permissionsBoundary `json:",omitempty"`
}

type inlinePolicy struct {
	PolicyName     string
	PolicyDocument json.RawMessage `json:",omitempty"`
}

type attachedPolicy struct{ PolicyName, PolicyArn *string }

type permissionsBoundary struct {
	PermissionsBoundaryType string
	PermissionsBoundaryArn  *string
}

// roleQuery collects what IAM says about one role.
type roleQuery struct {
	*collector
	iam       *iam.Client
	arn, name string
}

// role asks for a role by ARN, with its trust policy, its inline and attached
// policies and its permissions boundary. IAM looks roles up in the account of the
// credentials, whatever account the ARN names.
func (c *collector) role(ctx context.Context, arn string) {
	c.progress("role %s", arn)
	account, name, _ := splitRole(arn)
	q := roleQuery{c, iam.NewFromConfig(c.cfg), arn, name}
	err := c.own(account, "iam:GetRole")
	if err == nil {
		err = q.describe(ctx)
	}
	c.out.lacks(askRole, arn, "role "+arn, c.certain(err))
}

// splitRole returns what IAM finds a role by, its account and its name, which
// stands after the path.
func splitRole(arn string) (account, name string, ok bool) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || parts[2] != "iam" || !strings.HasPrefix(parts[5], "role/") {
		return "", "", false
	}
	name = parts[5][strings.LastIndexByte(parts[5], '/')+1:]
	return parts[4], name, parts[4] != "" && name != ""
}

// describe asks for the role itself, and then for its policies.
func (q roleQuery) describe(ctx context.Context) error {
	out, err := ask(ctx, q.iam.GetRole, &iam.GetRoleInput{RoleName: &q.name})
	if err != nil {
		return err
	}
	if found := aws.ToString(out.Role.Arn); found != q.arn {
		return fail("iam:GetRole", "NoSuchEntity", "the role of that name is %s", found)
	}
	r := &roleDetail{Path: out.Role.Path, RoleName: out.Role.RoleName, RoleId: out.Role.RoleId, Arn: out.Role.Arn}
	r.AssumeRolePolicyDocument = q.document("trust policy", "iam:GetRole", out.Role.AssumeRolePolicyDocument)
	if b := out.Role.PermissionsBoundary; b != nil {
		r.PermissionsBoundary = &permissionsBoundary{"Policy", b.PermissionsBoundaryArn}
		q.managed(ctx, aws.ToString(b.PermissionsBoundaryArn))
	}
	r.RolePolicyList = q.inline(ctx)
	r.AttachedManagedPolicies = q.attached(ctx)
	q.details().RoleDetailList = append(q.details().RoleDetailList, r)
	return nil
}

// lacks notes that a part of the role is not known.
func (q roleQuery) lacks(part string, err error) bool {
	return q.out.lacks(askRole, q.arn, part+" of the role "+q.arn, err)
}

// inline returns the inline policies, nil when IAM does not list them.
func (q roleQuery) inline(ctx context.Context) []inlinePolicy {
	ps := []inlinePolicy{}
	for page, err := range pages(ctx, iam.NewListRolePoliciesPaginator(q.iam, &iam.ListRolePoliciesInput{RoleName: &q.name})) {
		if q.lacks("list of inline policies", err) {
			return nil
		}
		for _, name := range page.PolicyNames {
			ps = append(ps, inlinePolicy{name, q.inlineDocument(ctx, name)})
		}
	}
	return ps
}

func (q roleQuery) inlineDocument(ctx context.Context, name string) json.RawMessage {
	out, err := ask(ctx, q.iam.GetRolePolicy, &iam.GetRolePolicyInput{RoleName: &q.name, PolicyName: &name})
	if q.lacks("inline policy "+name, err) {
		return nil
	}
	return q.document("inline policy "+name, "iam:GetRolePolicy", out.PolicyDocument)
}

// attached returns the names of the managed policies, nil when IAM does not list
// them, and asks for their documents.
func (q roleQuery) attached(ctx context.Context) []attachedPolicy {
	ps := []attachedPolicy{}
	for page, err := range pages(ctx, iam.NewListAttachedRolePoliciesPaginator(q.iam, &iam.ListAttachedRolePoliciesInput{RoleName: &q.name})) {
		if q.lacks("list of attached policies", err) {
			return nil
		}
		for _, a := range page.AttachedPolicies {
			ps = append(ps, attachedPolicy{a.PolicyName, a.PolicyArn})
			q.managed(ctx, aws.ToString(a.PolicyArn))
		}
	}
	return ps
}

// document returns a document as IAM means it; nil, and a gap, when it cannot be
// read.
func (q roleQuery) document(part, action string, text *string) json.RawMessage {
	doc, err := documentOf(action, aws.ToString(text))
	q.lacks(part, err)
	return doc
}

// details is where roles and managed policies are filed.
func (c *collector) details() *accountDetails {
	if c.out.AccountDetails == nil {
		c.out.AccountDetails = &accountDetails{[]*roleDetail{}, []managedPolicy{}}
	}
	return c.out.AccountDetails
}

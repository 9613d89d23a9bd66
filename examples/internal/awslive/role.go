package awslive

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// roleQuery collects what AWS says about one role.
type roleQuery struct {
	iam  *iam.Client
	name string
	role awsfile.Role
	gaps []error
}

// Role asks for a role by ARN, with its trust policy, its inline and attached
// policies and its permissions boundary. What could not be read of it stands in
// Role.Unknown, and gaps says why, with the missing permission. When err is not
// nil there is nothing to judge; NotFound says that there is no such role.
func (c Client) Role(ctx context.Context, arn string) (role awsfile.Role, gaps []error, err error) {
	account, name, ok := splitRole(arn)
	if !ok {
		return awsfile.Role{}, nil, fmt.Errorf("%q is not the ARN of a role: write arn:aws:iam::ACCOUNT:role/NAME", arn)
	}
	if err := c.own(ctx, account, "iam:GetRole", arn); err != nil {
		return awsfile.Role{}, nil, err
	}
	q := roleQuery{iam: iam.NewFromConfig(c.cfg), name: name}
	if err := q.describe(ctx, arn); err != nil {
		return awsfile.Role{}, nil, err
	}
	q.inline(ctx)
	q.attached(ctx)
	return q.role, q.gaps, nil
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

// describe asks for the role itself.
func (q *roleQuery) describe(ctx context.Context, arn string) error {
	out, err := ask(ctx, arn, q.iam.GetRole, &iam.GetRoleInput{RoleName: &q.name})
	if err != nil {
		return err
	}
	if found := aws.ToString(out.Role.Arn); found != arn {
		return &Error{Action: "iam:GetRole", Resource: arn, Code: "NoSuchEntity", Err: fmt.Errorf("the role of that name is %s", found)}
	}
	q.role.ARN = awsfile.String{Value: arn, Where: place(arn, "/Role/Arn")}
	q.role.Trust = q.policy("/Role/AssumeRolePolicyDocument", "", out.Role.AssumeRolePolicyDocument)
	q.boundary(ctx, out.Role.PermissionsBoundary)
	return nil
}

func (q *roleQuery) inline(ctx context.Context) {
	list := iam.NewListRolePoliciesPaginator(q.iam, &iam.ListRolePoliciesInput{RoleName: &q.name})
	for page, err := range pages(ctx, q.role.ARN.Value, list) {
		if err != nil {
			q.unknown("/RolePolicyList", err)
			return
		}
		for _, name := range page.PolicyNames {
			q.inlinePolicy(ctx, name)
		}
	}
}

func (q *roleQuery) inlinePolicy(ctx context.Context, name string) {
	pointer := "/RolePolicyList/" + name
	out, err := ask(ctx, q.role.ARN.Value, q.iam.GetRolePolicy, &iam.GetRolePolicyInput{RoleName: &q.name, PolicyName: &name})
	if err != nil {
		q.unknown(pointer, err)
		return
	}
	if p := q.policy(pointer, name, out.PolicyDocument); p != nil {
		q.role.Policies = append(q.role.Policies, *p)
	}
}

func (q *roleQuery) attached(ctx context.Context) {
	list := iam.NewListAttachedRolePoliciesPaginator(q.iam, &iam.ListAttachedRolePoliciesInput{RoleName: &q.name})
	for page, err := range pages(ctx, q.role.ARN.Value, list) {
		if err != nil {
			q.unknown("/AttachedManagedPolicies", err)
			return
		}
		for _, a := range page.AttachedPolicies {
			if p := q.managed(ctx, aws.ToString(a.PolicyArn)); p != nil {
				q.role.Policies = append(q.role.Policies, *p)
			}
		}
	}
}

func (q *roleQuery) boundary(ctx context.Context, b *types.AttachedPermissionsBoundary) {
	if b != nil {
		q.role.Boundary = q.managed(ctx, aws.ToString(b.PermissionsBoundaryArn))
	}
}

// managed asks for the default version of a managed policy; nil is a gap.
func (q *roleQuery) managed(ctx context.Context, arn string) *awsfile.Policy {
	p, err := managedPolicy(ctx, q.iam, arn)
	if err != nil {
		q.role.Unknown, q.gaps = append(q.role.Unknown, awsfile.Unread(place(arn, ""))), append(q.gaps, err)
		return nil
	}
	return &p
}

func managedPolicy(ctx context.Context, client *iam.Client, arn string) (awsfile.Policy, error) {
	head, err := ask(ctx, arn, client.GetPolicy, &iam.GetPolicyInput{PolicyArn: &arn})
	if err != nil {
		return awsfile.Policy{}, err
	}
	version := &iam.GetPolicyVersionInput{PolicyArn: &arn, VersionId: head.Policy.DefaultVersionId}
	out, err := ask(ctx, arn, client.GetPolicyVersion, version)
	if err != nil {
		return awsfile.Policy{}, err
	}
	return policy(place(arn, "/PolicyVersion/Document"), aws.ToString(head.Policy.PolicyName), aws.ToString(out.PolicyVersion.Document))
}

// policy reads a document that stands in the role's own description.
func (q *roleQuery) policy(pointer, name string, text *string) *awsfile.Policy {
	p, err := policy(place(q.role.ARN.Value, pointer), name, aws.ToString(text))
	if err != nil {
		q.unknown(pointer, err)
		return nil
	}
	return &p
}

func (q *roleQuery) unknown(pointer string, err error) {
	q.role.Unknown = append(q.role.Unknown, awsfile.Unread(place(q.role.ARN.Value, pointer)))
	q.gaps = append(q.gaps, err)
}

// policy reads a document as IAM returns it, URL-encoded, or ECR, plain.
func policy(at awsfile.Where, name, text string) (awsfile.Policy, error) {
	p := awsfile.Policy{Where: at, Name: name}
	var err error
	if strings.HasPrefix(text, "%") {
		p.Document, err = iampolicy.ParseEncoded(text)
	} else {
		p.Document, err = iampolicy.Parse([]byte(text))
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", at, err)
	}
	return p, err
}

package awsfile

import (
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// policyTypes says what the policy is that a resource of CloudFormation holds in
// PolicyDocument.
var policyTypes = map[string]string{
	"AWS::IAM::Policy":        RolePolicy,
	"AWS::IAM::ManagedPolicy": RolePolicy,
	"AWS::IAM::RolePolicy":    RolePolicy,
	"AWS::IAM::UserPolicy":    RolePolicy,
	"AWS::IAM::GroupPolicy":   RolePolicy,
	"AWS::EC2::VPCEndpoint":   EndpointPolicy,
}

// policyResource reads a policy that stands in the properties of one resource of a
// template, given by itself.
func (f File) policyResource(document *tree.Node) (Policy, error) {
	kind := f.Root.Get("Type")
	called, known := policyTypes[kind.Str()]
	if kind != nil && !known {
		return Policy{}, f.Errorf(kind, "this is the policy of a resource of another kind, %s", kind.Str())
	}
	p, err := f.called(called, document)
	properties := f.Root.Get("Properties")
	if name := properties.Get("RoleName").Str(); name != "" {
		p.Roles = []string{name}
	}
	roles := properties.Get("Roles").List()
	for _, role := range roles {
		if role.Str() == "" { // an expression, which may be any role
			return p, err
		}
		p.Roles = append(p.Roles, role.Str())
	}
	if len(roles) == 0 {
		p.Owner = ownerOf(properties)
	}
	return p, err
}

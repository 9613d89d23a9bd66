package awsfile

import (
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// Account holds the roles of "aws iam get-account-authorization-details".
type Account struct {
	Truncated bool // IsTruncated: the file is one page of several

	file     File
	policies map[string]*tree.Node // ARN of a managed policy -> its default document
}

// Role is a role with the policies that decide what it may do.
type Role struct {
	Where    Where
	ARN      String
	Name     String  // what Ref or the state calls it; "" in account details
	ID       string  // logical id or address; "" in account details
	Trust    *Policy // nil when the file does not hold it
	Policies []Policy
	Boundary *Policy  // nil when the role has no boundary
	Unknown  []Gap    // attached policies or a boundary whose document the file lacks
	Attached []string // ARNs of the managed policies, as a template or state names them
	Absent   []Gap    // managed policies that do not exist, so that the role is not made
	Misnamed []Gap    // policies of the template that name the role by its ARN, which CloudFormation refuses
}

// isInForce reports whether a version of a policy is its default one: it says so itself,
// or where that was filtered out the policy names it.
func isInForce(policy, version *tree.Node) bool {
	if says := version.Get("IsDefaultVersion"); says != nil {
		return says.Text == "true"
	}
	id := policy.Get("DefaultVersionId").Str()
	return id != "" && version.Get("VersionId").Str() == id
}

// ParseAccount reads the output of get-account-authorization-details.
func ParseAccount(f File) (Account, error) {
	if !f.Root.Get("RoleDetailList").Is(tree.Array) {
		return Account{}, f.Errorf(f.Root, "this is not the output of aws iam get-account-authorization-details: it has no RoleDetailList")
	}
	truncated := f.Root.Get("IsTruncated")
	a := Account{Truncated: truncated != nil && truncated.Text == "true", file: f, policies: map[string]*tree.Node{}}
	for _, p := range f.Root.Get("Policies").List() {
		for _, v := range p.Get("PolicyVersionList").List() {
			if isInForce(p, v) {
				a.policies[p.Get("Arn").Str()] = v.Get("Document")
			}
		}
	}
	return a, nil
}

// Role finds a role by ARN. The path of a role is part of its ARN, but ARNs in
// task definitions are compared as they are.
func (a Account) Role(arn string) (Role, bool, error) {
	for _, n := range a.file.Root.Get("RoleDetailList").List() {
		if n.Get("Arn").Str() == arn {
			r, err := a.role(n)
			return r, true, err
		}
	}
	return Role{}, false, nil
}

func (a Account) role(n *tree.Node) (Role, error) {
	r := Role{ARN: a.file.text(n.Get("Arn"))}
	for _, list := range []string{"RolePolicyList", "AttachedManagedPolicies"} {
		if !n.Get(list).Is(tree.Array) {
			r.Unknown = append(r.Unknown, Unread(a.file.At(n))) // absent is not empty
		}
	}
	for _, inline := range n.Get("RolePolicyList").List() {
		if inline.Get("PolicyDocument") == nil {
			r.Unknown = append(r.Unknown, Unread(a.file.At(inline)))
			continue
		}
		if err := r.add(a.file, inline.Get("PolicyDocument"), inline.Get("PolicyName").Str()); err != nil {
			return r, err
		}
	}
	for _, attached := range n.Get("AttachedManagedPolicies").List() {
		if err := a.attach(&r, attached); err != nil {
			return r, err
		}
	}
	if err := a.boundary(&r, n.Get("PermissionsBoundary")); err != nil {
		return r, err
	}
	return r, a.trust(&r, n.Get("AssumeRolePolicyDocument"))
}

// Unread is a policy of a role whose document neither the account details nor AWS
// gave.
func Unread(where Where) Gap {
	return Gap{
		Why:   "the document of this policy is not known",
		Tell:  "run aws iam get-account-authorization-details without --filter, or allow the caller to read the policy",
		Where: where,
	}
}

func (r *Role) add(f File, n *tree.Node, name string) error {
	doc, err := f.document(n)
	if err != nil {
		return err
	}
	r.Policies = append(r.Policies, Policy{Where: f.At(n), Name: name, Document: doc, statements: f.statements(n)})
	return nil
}

func (a Account) attach(r *Role, n *tree.Node) error {
	p, ok, err := a.managed(n, n.Get("PolicyArn").Str(), n.Get("PolicyName").Str())
	if !ok {
		p, ok = awsManaged(a.file.text(n.Get("PolicyArn")))
	}
	switch {
	case err != nil:
		return err
	case !ok:
		r.Unknown = append(r.Unknown, a.unread(n, "policy", n.Get("PolicyArn").Str()))
	case len(p.Document.Statement.Items) > 0: // else it says nothing about a pull
		r.Policies = append(r.Policies, p)
	}
	return nil
}

// unread is a policy that the account details name without its document.
func (a Account) unread(n *tree.Node, what, arn string) Gap {
	gap := Unread(a.file.At(n))
	gap.Why = "the document of the " + what + " " + arn + " is not known"
	return gap
}

func (a Account) boundary(r *Role, n *tree.Node) error {
	if n == nil {
		return nil
	}
	arn := n.Get("PermissionsBoundaryArn").Str()
	p, ok, err := a.managed(n, arn, arn)
	if err != nil {
		return err
	}
	if !ok {
		p, ok = managedBoundary(a.file.text(n.Get("PermissionsBoundaryArn")))
	}
	if !ok {
		r.Unknown = append(r.Unknown, a.unread(n, "permissions boundary", arn))
		return nil
	}
	r.Boundary = &p
	return nil
}

// managed finds the document of a managed policy in the file, else among those
// of AWS's own that iampolicy carries.
func (a Account) managed(n *tree.Node, arn, name string) (Policy, bool, error) {
	where := a.file.At(n)
	if doc, ok := a.policies[arn]; ok && arn != "" {
		d, err := a.file.document(doc)
		return Policy{Where: a.file.At(doc), Name: name, Managed: isAWSManaged(arn), Document: d, statements: a.file.statements(doc)}, true, err
	}
	d, ok := managed(arn)
	return Policy{Where: where, Name: name, Managed: true, Document: d}, ok, nil
}

func (a Account) trust(r *Role, n *tree.Node) error {
	if n == nil {
		return nil
	}
	doc, err := a.file.document(n)
	if err != nil {
		return err
	}
	r.Trust = &Policy{Where: a.file.At(n), Document: doc}
	return nil
}

// RoleARNs lists the roles of the account details.
func (a Account) RoleARNs() []string {
	var arns []string
	for _, n := range a.file.Root.Get("RoleDetailList").List() {
		arns = append(arns, n.Get("Arn").Str())
	}
	return arns
}

package awsfile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/hint"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// Policy is a policy document with what its file says it belongs to.
type Policy struct {
	Where      Where
	Name       string   // PolicyName where the file has one
	Repository string   // repositoryName of get-repository-policy, else ""
	RegistryID string   // registryId of get-repository-policy and get-registry-policy, else ""
	Region     string   // of the registry; "" where the file does not say, as the CLI's output does not
	Roles      []string // the roles that it is of, as far as the file says: RoleName of get-role-policy
	Owner      string   // who else the file says it is of, such as "user ci" of get-user-policy, else ""
	Called     string   // what the file says that it is, such as TrustPolicy; "" where it does not say
	Superseded bool     // get-policy-version: another version is the default
	Managed    bool     // by AWS, so nobody can change it
	Document   iampolicy.Document
	statements []Where // of the statements, where the document stands in the file as it is
}

// StatementAt returns the place of a statement, or of the policy where the
// statement has none of its own.
func (p Policy) StatementAt(i int) Where {
	if i < 0 || i >= len(p.statements) {
		return p.Where
	}
	return p.statements[i]
}

// What the file around a document can say that it is.
const (
	RolePolicy     = "the policy of a role, user or group"
	TrustPolicy    = "the trust policy of a role"
	RegistryPolicy = "a repository or registry policy"
	EndpointPolicy = "the policy of a VPC endpoint"
	ControlPolicy  = "a policy of AWS Organizations"
	ServicePolicy  = "a service control policy"
	ResourcePolicy = "a resource control policy"
)

// envelopes lists where each shape keeps its document: the output of aws iam
// get-role-policy and its siblings, get-policy-version, get-role (the trust
// policy), ecr get-repository-policy and get-registry-policy, organizations
// describe-policy.
var envelopes = []struct {
	path   []string
	called string
}{
	{[]string{"PolicyDocument"}, ""},
	{[]string{"PolicyVersion", "Document"}, RolePolicy},
	{[]string{"Role", "AssumeRolePolicyDocument"}, TrustPolicy},
	{[]string{"AssumeRolePolicyDocument"}, TrustPolicy},
	{[]string{"policyText"}, RegistryPolicy},
	{[]string{"Policy", "Content"}, ControlPolicy},
}

// Policies returns the policies of a file: a bare document, or one inside the
// JSON that the AWS CLI prints. The list of list-attached-role-policies gives
// the policies that AWS manages, without those that say nothing about a pull.
func Policies(f File) ([]Policy, error) {
	root := f.Root
	if root.Get("Statement") != nil {
		return onePolicy(f.policy(root))
	}
	if attached := root.Get("AttachedPolicies"); attached.Is(tree.Array) {
		return f.attached(attached)
	}
	if endpoints := root.Get("VpcEndpoints").List(); len(endpoints) > 0 {
		if len(endpoints) > 1 {
			return nil, f.Errorf(endpoints[1], "these are several VPC endpoints: describe one with --vpc-endpoint-ids")
		}
		return onePolicy(f.called(EndpointPolicy, endpoints[0].Get("PolicyDocument")))
	}
	for _, e := range envelopes {
		if n := root.Path(e.path...); n != nil {
			return onePolicy(f.called(e.called, n))
		}
	}
	if n := root.Path("Properties", "PolicyDocument"); n != nil {
		return onePolicy(f.policyResource(n))
	}
	return nil, f.Errorf(root, "this is not a policy: it has no Statement%s", f.confusedWithTask())
}

func (f File) confusedWithTask() string {
	switch {
	case f.Root.Get("containerDefinitions") != nil || f.Root.Get("taskDefinition") != nil:
		return "; it is a task definition, pass it with -task"
	case f.Root.Get("RoleDetailList") != nil:
		return "; it is the output of get-account-authorization-details, pass it with -account-details"
	case f.Root.Get("PolicyNames") != nil:
		return "; it is the output of list-role-policies, run aws iam get-role-policy for each name"
	case f.Root.Get("Policy").Get("Arn") != nil:
		return "; it is the output of get-policy, run aws iam get-policy-version for its DefaultVersionId"
	}
	return ""
}

func onePolicy(p Policy, err error) ([]Policy, error) {
	if err != nil {
		return nil, err
	}
	return []Policy{p}, nil
}

// called reads a policy that the file says is of a kind, and of which kind exactly.
func (f File) called(kind string, n *tree.Node) (Policy, error) {
	p, err := f.policy(n)
	p.Called = kind
	switch kindOf := f.Root.Path("Policy", "PolicySummary", "Type").Str(); {
	case kindOf == "SERVICE_CONTROL_POLICY":
		p.Called = ServicePolicy
	case kindOf == "RESOURCE_CONTROL_POLICY":
		p.Called = ResourcePolicy
	case kind == "" && (len(p.Roles) > 0 || p.Owner != ""):
		p.Called = RolePolicy
	}
	return p, err
}

func (f File) policy(n *tree.Node) (Policy, error) {
	doc, err := f.document(n)
	for _, id := range []string{"registryId", "repositoryName", "RoleName", "UserName", "GroupName"} {
		if v := f.Root.Get(id); v != nil && !v.Is(tree.String) {
			return Policy{}, f.Errorf(v, "%s is %s, not a string: write it in quotation marks", id, v.Kind)
		}
	}
	var roles []string
	if role := f.Root.Get("RoleName").Str(); role != "" {
		roles = []string{role}
	}
	isDefault := f.Root.Path("PolicyVersion", "IsDefaultVersion")
	return Policy{
		Where:      f.At(n),
		Name:       f.Root.Get("PolicyName").Str(),
		Repository: f.Root.Get("repositoryName").Str(),
		RegistryID: f.Root.Get("registryId").Str(),
		Roles:      roles,
		Owner:      ownerOf(f.Root),
		Superseded: isDefault != nil && strings.EqualFold(isDefault.Text, "false"), // some tools print it as a string
		Document:   doc,
		statements: f.statements(n),
	}, err
}

// ownerOf is who else than a role a policy is of, as far as what stands around it says.
func ownerOf(around *tree.Node) string {
	for _, kind := range []string{"User", "Group"} {
		name := around.Get(kind + "Name")
		if list := around.Get(kind + "s").List(); len(list) > 0 {
			name = list[0]
		}
		if name != nil {
			return strings.TrimSpace(strings.ToLower(kind) + " " + name.Str())
		}
	}
	return ""
}

func (f File) statements(document *tree.Node) []Where {
	list := document.Get("Statement")
	if list.Is(tree.Object) {
		return []Where{f.At(list)}
	}
	var ws []Where
	for _, s := range list.List() {
		ws = append(ws, f.At(s))
	}
	return ws
}

// document parses a policy that stands in the file as an object, as a string of
// JSON, or as a URL-encoded string, the form in which IAM's API returns it.
func (f File) document(n *tree.Node) (iampolicy.Document, error) {
	switch {
	case n.Is(tree.Object) && n.End == 0: // YAML
		doc, err := iampolicy.Parse(n.AppendJSON(nil))
		return doc, f.pointed(n, err)
	case n.Is(tree.Object):
		doc, err := iampolicy.Parse(f.Data[n.Start:n.End])
		return doc, f.located(n, err)
	case n.Is(tree.String) && strings.HasPrefix(n.Text, "%"):
		doc, err := iampolicy.ParseEncoded(n.Text)
		return doc, f.wrap(n, err)
	case n.Is(tree.String):
		doc, err := iampolicy.Parse([]byte(n.Text))
		return doc, f.wrap(n, err)
	}
	return iampolicy.Document{}, f.Errorf(n, "the policy document is %s, not an object", kindOf(n))
}

// located turns the offset of a ParseError into a line of the file.
func (f File) located(n *tree.Node, err error) error {
	var p *iampolicy.ParseError
	if !errors.As(err, &p) {
		return f.wrap(n, err)
	}
	end := min(n.Start+int(p.Offset), len(f.Data))
	line := 1 + strings.Count(string(f.Data[:end]), "\n")
	return fmt.Errorf("%s:%d: %s", f.Name, line, inWords(p))
}

func (f File) wrap(n *tree.Node, err error) error {
	var p *iampolicy.ParseError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &p):
		return fmt.Errorf("%s: %s", f.At(n), inWords(p))
	}
	return fmt.Errorf("%s: %w", f.At(n), err)
}

// pointed turns the pointer of a ParseError into a place of the file.
func (f File) pointed(n *tree.Node, err error) error {
	var p *iampolicy.ParseError
	if !errors.As(err, &p) {
		return f.wrap(n, err)
	}
	at := n
	for end := len(p.Pointer); end > 0; end = strings.LastIndexByte(p.Pointer[:end], '/') {
		if inner := n.At(p.Pointer[:end]); inner != nil {
			at = inner
			break
		}
	}
	return fmt.Errorf("%s: %s", f.At(at), inWords(p))
}

// inWords leaves out the name of the function that a user never called.
func inWords(p *iampolicy.ParseError) string {
	text := p.Msg
	if p.Pointer != "" {
		text = p.Pointer + ": " + text
	}
	if fix := hint.Plain(p.Hint); fix != "" {
		text += "; " + fix
	}
	return text
}

// attached reads list-attached-role-policies. A policy of one's own has only its
// name there, so its document has to be fetched.
func (f File) attached(list *tree.Node) ([]Policy, error) {
	if more := f.Root.Get("IsTruncated"); more != nil && more.Text == "true" {
		return nil, f.Errorf(more, "this is one page of several: let the AWS CLI read all")
	}
	var ps []Policy
	for _, n := range list.Items {
		p, ok := awsManaged(f.text(n.Get("PolicyArn")))
		if !ok {
			return nil, f.Errorf(n, "only the name of %s stands here: leave it out of this list, and pass its document as well, "+
				"from aws iam get-policy-version --policy-arn %s --version-id VERSION", n.Get("PolicyArn").Str(), n.Get("PolicyArn").Str())
		}
		if len(p.Document.Statement.Items) > 0 { // else it says nothing about a pull
			p.Where = f.At(n)
			ps = append(ps, p)
		}
	}
	return ps, nil
}

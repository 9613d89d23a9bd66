package awsfile

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// Stack is everything that a file says about pulls: a template or a state holds
// much of it, the output of a single command only one kind.
type Stack struct {
	Tasks             []TaskDefinition
	Services          []Service
	Roles             []Role
	Repositories      []Repository
	RegistryPolicies  []Policy
	CacheRules        []CacheRule
	CreationTemplates []CreationTemplate
	Endpoints         []Endpoint
	Secrets           []Secret
	Instances         []Instance
	Failures          []Failure

	Account, Region string // of the deployment; "" where it is not known
	// Opens are what the file compares with known values without being known
	// itself, PolicyGaps what is not known of policy statements, Unsettled those
	// statements as they stand.
	Opens       []cloudformation.Open
	AsksAccount bool // values hang on the account or the region
	PolicyGaps  []Gap
	Unsettled   []string
	// Unread is what could change everything that the file says, such as a macro.
	Unread   []Gap
	Problems []Problem // for which the file cannot be deployed like this
}

// Problem is something for which a template is refused.
type Problem struct {
	Where Where
	Text  string
}

// Service says on what a task definition runs.
type Service struct {
	Where       Where
	Name        string
	Task        String   // ARN, family or family:revision
	LaunchTypes []String // of the service or of its capacity providers; empty where the file does not say
}

// Secret is a secret that the file makes.
type Secret struct {
	ID  string // logical id
	ARN String
}

// Repository is a repository that the file makes.
type Repository struct {
	Where  Where
	ID     string // logical id or address
	Name   String
	URI    String
	Policy *Policy // nil where the file has none for it
	Sole   bool    // no other file can give it a policy
	// Unknown says what is not known of the policy, such as one that another
	// file may add.
	Unknown []Gap
}

// CreationTemplate is a template for repositories that ECR makes itself.
type CreationTemplate struct {
	Where              Where
	RegistryID, Region string // of the registry; "" where the file does not say
	Prefix             String
	ForCache           bool    // it holds for what pull-through cache rules make
	Policy             *Policy // repository policy of what is made; nil where it has none
}

// cachePurpose is what a creation template is applied for that holds for cache rules.
const cachePurpose = "PULL_THROUGH_CACHE"

// Endpoint is a VPC endpoint of ECR or of S3. A nil Policy lets everything through.
type Endpoint struct {
	Where   Where
	Service String // such as com.amazonaws.us-east-1.ecr.dkr
	Policy  *Policy
	IsOpen  bool // a part of the policy is not known
}

// IsECR reports whether the endpoint is one of ECR.
func (e Endpoint) IsECR() bool { return strings.Contains(e.Service.Value, ".ecr.") }

// IsS3 reports whether the endpoint is one of S3, which holds ECR's layers.
func (e Endpoint) IsS3() bool { return strings.HasSuffix(e.Service.Value, ".s3") }

// matters reports whether a pull can go through the endpoint: through an interface
// endpoint of S3 only where it has taken over S3's own names.
func (e Endpoint) matters(kind, privateDNS *tree.Node) bool {
	return e.IsECR() || e.IsS3() && (kind.Str() != "Interface" || privateDNS != nil && privateDNS.Text != "false")
}

// Texts passes on every text of the stack that accounts, regions and names can stand
// in: images, ARNs and policies.
func (s Stack) Texts(add func(...string)) {
	policies := func(ps ...*Policy) {
		for _, p := range ps {
			if p != nil {
				add(p.Document.String())
			}
		}
	}
	for _, t := range s.Tasks {
		add(t.ExecutionRoleARN.Value, t.TaskRoleARN.Value, t.ARN)
		for _, c := range t.Containers {
			add(c.Image.Value, c.Credentials.Value)
		}
	}
	for _, r := range s.Roles {
		add(r.ARN.Value)
		add(r.Attached...)
		policies(r.Boundary, r.Trust)
		for i := range r.Policies {
			policies(&r.Policies[i])
		}
		for _, gap := range r.Unknown {
			add(gap.Text)
		}
	}
	for _, r := range s.Repositories {
		add(r.URI.Value)
		policies(r.Policy)
	}
	for i := range s.RegistryPolicies {
		policies(&s.RegistryPolicies[i])
	}
	for _, t := range s.CreationTemplates {
		policies(t.Policy)
	}
	for _, e := range s.Endpoints {
		policies(e.Policy)
	}
	add(s.Unsettled...)
}

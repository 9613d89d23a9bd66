package awsfile

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
	Instances         []Instance
	Failures          []Failure
}

// Service says on what a task definition runs.
type Service struct {
	Where       Where
	Name        string
	Task        String   // ARN, family or family:revision
	LaunchTypes []String // of the service or of its capacity providers; empty where the file does not say
}

// Repository is a repository that the file makes.
type Repository struct {
	Where  Where
	URI    String
	Policy *Policy // nil where it has none
	// Unknown says what is not known of the policy, such as one that another
	// file may add.
	Unknown []Gap
}

// CreationTemplate is a template for repositories that ECR makes itself.
type CreationTemplate struct {
	Where  Where
	Prefix String
	Policy *Policy // repository policy of what is made; nil where it has none
}

// Endpoint is a VPC endpoint. A nil Policy lets everything through.
type Endpoint struct {
	Where   Where
	Service String // such as com.amazonaws.us-east-1.ecr.dkr
	Policy  *Policy
}

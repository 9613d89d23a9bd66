package main

import (
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// input is everything the answer hangs on. What is nil
// was not given, and what was not given is never taken for fine.
type input struct {
	files      []awsfile.File // templates and plans, which are read for one deployment after the other
	given      awsfile.Deployment
	tasks      []awsfile.TaskDefinition
	launchType string // overrides what the task definitions say; "" does not

	roleARN  string           // overrides the task definitions' execution role; "" does not
	policies []awsfile.Policy // identity policies of the role that pulls
	boundary []awsfile.Policy // its permissions boundary: one or none
	roles    map[string]role  // roles by ARN, in place of policies and boundary
	account  *awsfile.Account // where roles are looked up
	made     map[string]role  // roles by ARN and by name, with the file and without, that the templates and plans make

	caller []awsfile.Policy // identity policies of whoever starts the task

	repository []awsfile.Policy // repository policies
	registry   []awsfile.Policy // registry policies
	endpoint   []awsfile.Policy // policies of the VPC endpoints of ECR that the pull goes through
	s3Endpoint []awsfile.Policy // policy of the gateway endpoint of S3
	scps, rcps [][]awsfile.Policy

	madeEndpoints []awsfile.Endpoint // VPC endpoints of ECR and S3 that the templates and plans make
	secrets       []awsfile.Secret   // that they make

	listed   []givenPolicy // all of these
	storable map[storing]bool
	unusable error // what is wrong with one that cannot be evaluated

	unseen []string // names of layers that are there and were not given

	context map[string][]string // values of condition keys; an empty list is a key that is absent

	instances      []awsfile.Instance
	failures       []awsfile.Failure
	instancesGiven bool

	creationTemplates []awsfile.CreationTemplate // for repositories that a first pull makes

	cacheRules      []awsfile.CacheRule // pull-through cache rules; nil is unknown
	cacheRegistries []string            // the only ones that cacheRules speaks of, as ACCOUNT/REGION; nil is all

	noPolicy   map[string]bool      // ARNs of repositories that are known to have no policy
	facts      map[ecrref.Ref]facts // what AWS says of an image
	unanswered []awsfile.Question   // what AWS did not say; an answer that may hang on it is undecided
	asked      bool                 // AWS was asked: there is a snapshot
	storedIn   map[string]bool      // files in which AWS printed policies as they are in force
	rolesAsked bool                 // roles came from AWS, and not from a file
	unknown    []finding            // what leaves the whole question open

	texts       map[string][]byte // of every file that was read, by the name that messages call it by
	policyNames map[string]string // names of policies that fixes write -> their documents

	explain   bool
	errorText string // message of a failed pull; "" is none
}

// role is what is known of one role.
type role struct {
	awsfile.Role
	found bool // false when the account, or AWS, does not have it
}

// facts is what AWS says of an image.
type facts struct {
	unknown   bool     // AWS did not answer everything
	missing   string   // why the image is not there; "" when it is
	status    string   // ACTIVE, ARCHIVED, …; "" when ECR did not say
	artifact  string   // media type of the config; "" when ECR did not say
	platforms []string // such as "linux/amd64"; nil is unknown
}

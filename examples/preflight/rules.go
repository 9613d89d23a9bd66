package main

import "github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"

// rule is one thing that preflight looks for, as an analyzer of go/analysis is: an
// id that never changes, the worst that it reports, what it says in one line, and
// the function that looks, named like the id. A function is asked for each
// container, once for each task that needs a role, or once for all that was given.
type rule struct {
	id       string
	severity severity
	doc      string
	image    func(*job, *pull) []finding
	task     func(*job) []finding
	all      func(*input) []finding
	merged   bool // found without a function, where the answers for several deployments differ
}

// listed returns the rules as a report lists them.
func listed() (list []report.Rule) {
	for _, r := range rules() {
		list = append(list, report.Rule{ID: r.id, Severity: r.severity, Doc: r.doc})
	}
	return list
}

// stamp sets what the function of a rule leaves to whoever runs it.
func (r rule) stamp(container string, fs []finding) []finding {
	for i := range fs {
		fs[i].Rule, fs[i].Container = r.id, container
	}
	return fs
}

// rules lists everything that preflight looks for, in the order in which a task is
// judged. The comments name the files that the functions stand in.
func rules() []rule {
	return []rule{
		// unanswered.go
		{id: "aws-unanswered", severity: warning, all: awsUnanswered, task: awsUnansweredRole, image: awsUnansweredImage,
			doc: "AWS did not answer a question, mostly for lack of a permission (with -snapshot)"},
		// deployment.go
		{id: "template-unresolved", severity: warning, all: templateUnresolved,
			doc: "a macro, or a condition that is not known, may change what the template says"},
		// merge.go
		{id: "deployment-unknown", severity: warning, merged: true,
			doc: "the answer hangs on the account, the region or another value of the deployment"},
		// image.go
		{id: "image-invalid", severity: failure, image: imageInvalid,
			doc: "the image reference is malformed, or its host looks like ECR and is not"},
		{id: "image-unresolved", severity: warning, image: imageUnresolved,
			doc: "the image holds a variable or placeholder that is filled in later"},
		{id: "image-published", severity: note, image: imagePublished,
			doc: "AWS itself publishes the image and lets every account pull it"},
		{id: "image-outside", severity: note, image: imageOutside,
			doc: "the image is not in ECR, so it is outside the question"},
		// bare.go
		{id: "image-unqualified", severity: failure, image: imageUnqualified,
			doc: "the image has the name of a repository that the file makes, without its registry"},
		// image.go
		{id: "image-public", severity: note, image: imagePublic,
			doc: "the image is in the ECR public gallery, which needs no permission and no agent version"},
		{id: "image-refused", severity: failure, image: imageRefused,
			doc: "ECR allows the reference, ECS does not"},
		{id: "tag-implicit", severity: note, image: tagImplicit,
			doc: "no tag and no digest: the agent pulls :latest"},
		// host.go
		{id: "fips-unavailable", severity: failure, image: fipsUnavailable,
			doc: "the image's region has no FIPS endpoint"},
		{id: "dual-stack-host", severity: note, image: dualStackHost,
			doc: "the dual-stack host is not reached through VPC interface endpoints"},
		{id: "region-unknown", severity: warning, all: regionUnknownGiven, image: regionUnknown,
			doc: "the image's region is not among the known ones: new, or a typing error; a note where another number of the place is known"},
		{id: "region-differs", severity: note, image: regionDiffers,
			doc: "the image is in another region than the task"},
		{id: "partition-mismatch", severity: failure, image: partitionMismatch,
			doc: "image and role are in different AWS partitions"},
		// facts.go
		{id: "image-missing", severity: failure, image: imageMissing,
			doc: "ECR has no such image or repository (with -snapshot)"},
		{id: "image-archived", severity: failure, image: imageArchived,
			doc: "the image is archived and has to be restored first (with -snapshot)"},
		{id: "image-platform", severity: failure, image: imagePlatform,
			doc: "the image has no variant for the task's CPU architecture or operating system (with -snapshot)"},
		{id: "image-unknown", severity: warning, image: imageUnknown,
			doc: "AWS did not tell everything of the image (with -snapshot)"},
		// cache.go
		{id: "cache-first-pull", severity: warning, image: cacheFirstPull,
			doc: "the first pull through a cache rule needs more: a permission, or library/ in the name"},
		// credentials.go
		{id: "credentials-on-ecr", severity: warning, image: credentialsOnECR,
			doc: "repositoryCredentials on an ECR image replace the role's login"},
		{id: "credentials-unreadable", severity: failure, image: credentialsUnreadable,
			doc: "the execution role may not read the registry credentials"},
		// role.go
		{id: "launch-type-mismatch", severity: failure, task: launchTypeMismatch,
			doc: "the launch type is not among those that the task definition allows"},
		{id: "role-missing", severity: failure, task: roleMissing,
			doc: "the launch type needs a task execution role and the task has none"},
		{id: "role-assumed", severity: warning, task: roleAssumed, image: roleAssumedOf,
			doc: "no role is named, so it is taken to live in the image's account"},
		{id: "role-unresolved", severity: warning, task: roleUnresolved,
			doc: "the role ARN holds a variable or placeholder"},
		{id: "role-invalid", severity: failure, task: roleInvalid,
			doc: "the role ARN is malformed"},
		{id: "role-misnamed", severity: failure, task: roleMisnamed,
			doc: "a policy of the template names the role by its ARN in the place of its name"},
		{id: "role-other-account", severity: failure, task: roleOtherAccount,
			doc: "the execution role is in another account than the task definition"},
		{id: "role-unknown", severity: warning, task: roleUnknown, all: roleUnknownAll,
			doc: "the account details do not hold the role"},
		{id: "role-absent", severity: failure, task: roleAbsent,
			doc: "the role does not exist"},
		// trust.go
		{id: "trust-missing", severity: failure, task: trustMissing,
			doc: "the role's trust policy does not let ECS use it"},
		{id: "trust-undecided", severity: warning, task: trustUndecided,
			doc: "whether ECS may use the role hangs on a condition that is not known here"},
		// pass.go
		{id: "pass-role", severity: failure, task: passRole,
			doc: "whoever starts the task may not pass the role to ECS (with -caller-policy)"},
		// policy.go
		{id: "policy-missing", severity: warning, task: policyMissing,
			doc: "no policy of the role was given, or one is incomplete"},
		{id: "policy-mismatch", severity: warning, task: policyMismatch,
			doc: "a policy is of another role, or no longer in force"},
		{id: "policy-absent", severity: failure, task: policyAbsent,
			doc: "a managed policy that the template attaches to the role does not exist"},
		{id: "policy-invalid", severity: failure, all: policyInvalid, task: policyInvalidHere, image: policyInvalidOf,
			doc: "AWS refuses a policy that was given, so it grants nothing"},
		{id: "policy-suspect", severity: note, all: policySuspect,
			doc: "a policy that was given most likely does not say what it was meant to"},
		// permission.go
		{id: "permission-missing", severity: failure, image: permissionMissing,
			doc: "the role lacks a permission that the pull needs"},
		{id: "permission-denied", severity: failure, image: permissionDenied,
			doc: "a policy denies a permission that the pull needs"},
		{id: "permission-undecided", severity: warning, image: permissionUndecided,
			doc: "a permission hangs on something that is not known here"},
		{id: "permission-recommended", severity: note, image: permissionRecommended,
			doc: "the role lacks a permission that AWS lists and the pull does not need"},
		{id: "permission-misplaced", severity: note, image: permissionMisplaced,
			doc: "the task role holds the permissions that the execution role needs"},
		{id: "permission-granted", severity: note, image: permissionGranted,
			doc: "the statement that grants a permission (with -explain)"},
		// repository.go
		{id: "repository-policy-missing", severity: warning, image: repositoryPolicyMissing,
			doc: "the image is in another account and its repository policy was not given"},
		{id: "repository-policy-ambiguous", severity: warning, image: repositoryPolicyAmbiguous,
			doc: "a repository or registry policy does not say which of several it belongs to"},
		{id: "repository-policy-unused", severity: warning, all: repositoryPolicyUnused,
			doc: "a repository policy was given for a repository that no image is in"},
		{id: "registry-scope", severity: note, image: registryScope,
			doc: "the pull hangs on a registry policy, which grants pulls in scope V2 only"},
		// level.go
		{id: "level-incomplete", severity: warning, task: levelIncomplete,
			doc: "a level of service control policies holds only Deny statements"},
		// layers.go
		{id: "layers-denied", severity: failure, image: layersDenied,
			doc: "the policy of the S3 gateway endpoint keeps the task from ECR's layers"},
		{id: "layers-undecided", severity: warning, image: layersUndecided,
			doc: "whether the policy of the S3 gateway endpoint lets layers through is not known"},
		{id: "endpoint-mismatch", severity: warning, task: endpointMismatch,
			doc: "a policy of the endpoints of ECR is that of the gateway endpoint of S3"},
		// machine.go
		{id: "instance-unusable", severity: warning, task: instanceUnusable,
			doc: "the container instance takes no tasks now"},
		{id: "instances-missing", severity: warning, task: instancesMissing,
			doc: "no container instances were given, there are none, or none takes the task"},
		{id: "platform-mismatch", severity: note, task: platformMismatch,
			doc: "the container instance has another CPU architecture or operating system"},
		// agent.go
		{id: "agent-too-old", severity: failure, task: agentTooOld,
			doc: "the container agent is older than a feature that the pull needs"},
		{id: "agent-broken", severity: failure, task: agentBroken,
			doc: "the version of the container agent has a fault that keeps the pull from working"},
		{id: "agent-unknown", severity: warning, task: agentUnknown,
			doc: "the container instance does not say which agent it runs"},
		// attribute.go
		{id: "attribute-missing", severity: failure, task: attributeMissing,
			doc: "the container instance does not advertise an attribute that the pull needs"},
		// errortext.go
		{id: "pull-error", severity: note, all: pullError,
			doc: "what the message of a failed pull means (with -error)"},
	}
}

package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// puller is the role whose permissions decide the pulls of a task.
type puller struct {
	arn      string // "" when it is not known; then it is taken to live in the image's account
	where    awsfile.Where
	policies []awsfile.Policy
	boundary []awsfile.Policy
	trust    *awsfile.Policy
	complete bool // policies is all that the role has
}

// roleARN is what IAM accepts, with the account and the partition apart.
var roleARN = regexp.MustCompile(`^arn:(aws[a-z-]*):iam::([0-9]{12}):role/[!-~]*[\w+=,.@-]$`)

// needsExecutionRole lists the launch types on which only the task execution
// role pulls. On EC2 the instance's role does where the task has none.
var needsExecutionRole = []string{"FARGATE", "MANAGED_INSTANCES", "EXTERNAL"}

// findPuller says which role pulls, and what is wrong with it.
func findPuller(in input, t awsfile.TaskDefinition) (puller, []finding) {
	named := t.ExecutionRoleARN
	if in.roleARN != "" {
		named = awsfile.String{Value: in.roleARN, Where: awsfile.Where{Pointer: "-role-arn"}}
	}
	p := puller{arn: named.Value, where: named.Where, policies: in.policies, boundary: in.boundary, complete: in.policies != nil}
	if p.where == (awsfile.Where{}) {
		p.where = t.Where
	}
	fs := p.checkName(in, t)
	if in.roles != nil && p.arn != "" {
		fs = append(fs, p.lookUp(in.roles)...)
	}
	return p, fs
}

// checkName judges the ARN alone. An ARN that says nothing is dropped, with a
// finding that says what is assumed in its place.
func (p *puller) checkName(in input, t awsfile.TaskDefinition) []finding {
	at := func(rule string, s severity, fix, format string, args ...any) []finding {
		return []finding{{rule, s, "", p.where, fmt.Sprintf(format, args...), fix}}
	}
	arn := p.arn
	match := roleARN.FindStringSubmatch(arn)
	switch {
	case arn == "" && t.ContainersOnly:
		return at("role-assumed", note, "pass -role-arn", "the file names no role: the role that pulls is taken to live in the image's account")
	case arn == "":
		return p.checkAbsent(in, t, at)
	case match != nil:
		return p.checkAccount(t, match[1], match[2], at)
	}
	p.arn = ""
	switch {
	case awsfile.IsPlaceholder(arn), hasPlaceholderAccount(arn):
		return at("role-unresolved", warning, "run preflight on the definition that is registered, or pass -role-arn", "%s is not a role ARN yet", arn)
	case !strings.HasPrefix(arn, "arn:") && !strings.ContainsAny(arn, ":/ "):
		return at("role-assumed", note, "write the full ARN, arn:aws:iam::ACCOUNT:role/"+arn, "%s names no account: the role is taken to live in the image's account", arn)
	}
	return at("role-invalid", failure, "write arn:aws:iam::ACCOUNT:role/NAME with the 12 digits of the account", "%q is not the ARN of a role", arn)
}

// hasPlaceholderAccount recognises ARNs such as arn:aws:iam::aws_account_id:role/x.
func hasPlaceholderAccount(arn string) bool {
	parts := strings.SplitN(arn, ":", 6)
	return len(parts) == 6 && parts[0] == "arn" && parts[4] != "" && !strings.ContainsAny(parts[4], "0123456789")
}

type findingAt func(rule string, s severity, fix, format string, args ...any) []finding

func (p *puller) checkAbsent(in input, t awsfile.TaskDefinition, at findingAt) []finding {
	for _, launch := range launchTypes(in, t) {
		if slices.Contains(needsExecutionRole, launch) {
			return at("role-missing", failure, `add "executionRoleArn": "arn:aws:iam::ACCOUNT:role/ecsTaskExecutionRole"`,
				"on %s only the task execution role can pull from ECR, and the task definition has none", launch)
		}
	}
	return at("role-assumed", note, "pass -role-arn with the role of the instance profile",
		"the task has no execution role, so the role of the container instance pulls; it is taken to live in the image's account")
}

func (p *puller) checkAccount(t awsfile.TaskDefinition, partition, account string, at findingAt) []finding {
	if parts := strings.SplitN(t.ARN, ":", 6); len(parts) == 6 && (parts[4] != account || parts[1] != partition) {
		return at("role-other-account", failure, "use a role of account "+parts[4], "%s is not in the account of the task definition %s", p.arn, t.ARN)
	}
	return nil
}

// launchTypes are the launch types that the task may run on.
func launchTypes(in input, t awsfile.TaskDefinition) []string {
	switch {
	case in.launchType != "":
		return []string{in.launchType}
	case len(t.LaunchTypes) > 0:
		return t.LaunchTypes
	}
	return nil
}

// lookUp replaces the policies by those that are known of the role.
func (p *puller) lookUp(roles map[string]role) []finding {
	r, asked := roles[p.arn]
	if !asked {
		return []finding{{"role-unknown", warning, "", p.where, fmt.Sprintf("nothing is known of the role %s", p.arn),
			"pass -account-details with the whole output of aws iam get-account-authorization-details for the role's account"}}
	}
	if !r.found {
		return []finding{{"role-absent", failure, "", p.where, fmt.Sprintf("the role %s does not exist", p.arn),
			"create it, or name another executionRoleArn"}}
	}
	p.policies, p.trust, p.complete = append([]awsfile.Policy{}, r.Policies...), r.Trust, len(r.Unknown) == 0
	if r.Boundary != nil {
		p.boundary = []awsfile.Policy{*r.Boundary}
	}
	var fs []finding
	for _, where := range r.Unknown {
		fs = append(fs, finding{"policy-missing", warning, "", where, "the document of this policy is not known",
			"run aws iam get-account-authorization-details without --filter, or allow the caller to read the policy"})
	}
	return fs
}

// checkTrust says whether ECS may use the role.
func (p *puller) checkTrust(service string, context map[string][]string) []finding {
	if p.trust == nil {
		return nil
	}
	trust, err := iampolicy.Compile(p.trust.Document)
	if err != nil {
		return []finding{{"trust-missing", failure, "", p.trust.Where, err.Error(), ""}}
	}
	d := trust.Decide(iampolicy.Request{Principal: service, Action: "sts:AssumeRole", Resource: p.arn, Context: context, OpenContext: true})
	switch d.Outcome {
	case iampolicy.Allowed:
		return nil
	case iampolicy.Undetermined:
		return []finding{{"trust-undecided", warning, "", p.trust.Where,
			fmt.Sprintf("whether %s may use %s hangs on %s", service, p.arn, strings.Join(d.Missing, ", ")),
			contextHint(d.Missing)}}
	}
	return []finding{{"trust-missing", failure, "", p.trust.Where,
		fmt.Sprintf("the trust policy of %s does not let %s use it", p.arn, service),
		"add to the trust policy: " + iampolicy.Allow("sts:AssumeRole").For(iampolicy.Service(service)).String()}}
}

// checkPlace compares where role and image live.
func (p puller) checkPlace(c awsfile.Container, ref ecrref.Ref, t awsfile.TaskDefinition) []finding {
	var fs []finding
	if p.crossesPartition(ref) {
		fs = append(fs, finding{"partition-mismatch", failure, c.Name, c.Image.Where,
			fmt.Sprintf("the image is in partition %s and %s is not: no permission reaches across", ref.Registry().Partition(), p.arn),
			"copy the image to a registry in the partition of the role"})
	}
	if parts := strings.SplitN(t.ARN, ":", 6); len(parts) == 6 && parts[3] != ref.Registry().Region() {
		fs = append(fs, finding{"region-differs", note, c.Name, c.Image.Where,
			fmt.Sprintf("the image is in %s and the task in %s: each pull crosses regions, and needs a route there", ref.Registry().Region(), parts[3]), ""})
	}
	return fs
}

func (p puller) crossesPartition(ref ecrref.Ref) bool {
	m := roleARN.FindStringSubmatch(p.arn)
	return m != nil && m[1] != ref.Registry().Partition()
}

package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// puller is the role whose permissions decide the pulls of a task.
type puller struct {
	arn      string // "" when not even its account is known
	isNamed  bool   // false when only the account in arn is known, not the role
	where    awsfile.Where
	policies []awsfile.Policy
	boundary []awsfile.Policy
	trust    *awsfile.Policy
	complete bool // policies is all that the role has
}

// roleARN is what IAM accepts, with the account and the partition apart.
var roleARN = regexp.MustCompile(`^arn:(aws[a-z-]*):iam::([0-9]{12}):role/[!-~]*[\w+=,.@-]$`)

// unnamed stands for a role of which only the account is known.
const unnamed = "the-role-that-pulls"

// name is the role's name without its path, "" when it is not known.
func (p puller) name() string {
	if !p.isNamed {
		return ""
	}
	return p.arn[strings.LastIndexByte(p.arn, '/')+1:]
}

// principal is the role, or one made up in the image's account.
func (p puller) principal(ref ecrref.Ref) string {
	if p.arn != "" {
		return p.arn
	}
	return makeRole(ref.Registry().Partition(), ref.Registry().AccountID(), unnamed)
}

func makeRole(partition, account, name string) string {
	return fmt.Sprintf("arn:%s:iam::%s:role/%s", partition, account, name)
}

// needsExecutionRole lists the launch types on which only the task execution
// role pulls. On EC2 the instance's role does where the task has none.
var needsExecutionRole = []string{"FARGATE", "MANAGED_INSTANCES", "EXTERNAL"}

// findPuller says which role pulls, and what is wrong with it.
func findPuller(in input, t awsfile.TaskDefinition, cs []pulled) (puller, []finding) {
	named := t.ExecutionRoleARN
	if in.roleARN != "" {
		named = awsfile.String{Value: in.roleARN, Where: awsfile.Where{Pointer: "-role-arn"}}
	}
	p := puller{arn: named.Value, where: named.Where, policies: in.policies, boundary: in.boundary, complete: in.policies != nil}
	if p.where == (awsfile.Where{}) {
		p.where = t.Where
	}
	fs := p.checkName(in, t, cs)
	if in.roles != nil && p.isNamed {
		fs = append(fs, p.lookUp(in.roles)...)
	}
	return p, append(fs, checkOwner(p)...)
}

// checkName judges the ARN alone. Where it names no account, one is assumed, with
// a finding that says so.
func (p *puller) checkName(in input, t awsfile.TaskDefinition, cs []pulled) []finding {
	arn := p.arn
	match := roleARN.FindStringSubmatch(arn)
	switch {
	case arn == "":
		return p.checkAbsent(in, t, cs)
	case awsfile.IsPlaceholder(arn), hasPlaceholderAccount(arn):
		p.arn = ""
		return p.say("role-unresolved", warning, "run preflight on the definition that is registered, or pass -role-arn", "%s is not a role ARN yet", arn)
	case match != nil:
		p.isNamed = true
		return append(p.checkAccount(t, match[1], match[2]), p.checkOverride(in, t)...)
	case !strings.HasPrefix(arn, "arn:") && !strings.ContainsAny(arn, ":/ "):
		return p.assume(t, cs, arn, "write the full ARN, arn:aws:iam::ACCOUNT:role/"+arn, arn+" names no account")
	}
	p.arn = ""
	return p.say("role-invalid", failure, "write arn:aws:iam::ACCOUNT:role/NAME with the 12 digits of the account", "%q is not the ARN of a role", arn)
}

func (p puller) say(rule string, s severity, fix, format string, args ...any) []finding {
	return []finding{{rule, s, "", p.where, fmt.Sprintf(format, args...), fix}}
}

func (p *puller) checkAbsent(in input, t awsfile.TaskDefinition, cs []pulled) []finding {
	types := launchTypes(in, t)
	for _, launch := range types {
		switch {
		case slices.Contains(needsExecutionRole, launch) && !t.ContainersOnly:
			return p.say("role-missing", failure, `add "executionRoleArn": "arn:aws:iam::ACCOUNT:role/ecsTaskExecutionRole"`,
				"on %s only the task execution role can pull from ECR, and the task definition has none", launch)
		case awsfile.IsPlaceholder(launch):
			return p.say("role-unresolved", warning, "pass -launch-type", "which role pulls hangs on the launch type %s, which is not filled in", launch)
		}
	}
	if t.ContainersOnly {
		return p.assume(t, cs, unnamed, "pass -role-arn", "the file names no role")
	}
	return p.assume(t, cs, unnamed, "pass -role-arn with the role of the instance profile",
		"the task has no execution role, so the role of the container instance pulls")
}

// checkOverride: -role-arn names a role and does not put it into the definition.
func (p *puller) checkOverride(in input, t awsfile.TaskDefinition) []finding {
	for _, launch := range launchTypes(in, t) {
		if slices.Contains(needsExecutionRole, launch) && !t.ContainersOnly && t.ExecutionRoleARN.Value == "" {
			return p.say("role-missing", warning, fmt.Sprintf("add \"executionRoleArn\": %q", p.arn),
				"on %s ECS takes an image from ECR only with a task execution role, and the task definition has none", launch)
		}
	}
	return nil
}

// assume takes the role to live in the account of the task definition, or else in
// the one that all images are in.
func (p *puller) assume(t awsfile.TaskDefinition, cs []pulled, name, fix, why string) []finding {
	p.arn, p.isNamed = "", name != unnamed
	if parts := strings.SplitN(t.ARN, ":", 6); len(parts) == 6 {
		p.arn = makeRole(parts[1], parts[4], name)
		return p.say("role-assumed", note, fix, "%s; it is taken to live in the account of the task definition, %s", why, parts[4])
	}
	for _, c := range cs {
		if c.origin != privateECR {
			continue
		}
		arn := makeRole(c.ref.Registry().Partition(), c.ref.Registry().AccountID(), name)
		if p.arn != "" && p.arn != arn {
			p.arn, p.isNamed = "", false
			return p.say("role-assumed", warning, fix, "%s, and the images are in several accounts, so at least one is in another account than the role", why)
		}
		p.arn = arn
	}
	p.isNamed = p.isNamed && p.arn != ""
	return p.say("role-assumed", note, fix, "%s; it is taken to live in the image's account", why)
}

// hasPlaceholderAccount recognises ARNs such as arn:aws:iam::aws_account_id:role/x.
func hasPlaceholderAccount(arn string) bool {
	parts := strings.SplitN(arn, ":", 6)
	return len(parts) == 6 && parts[0] == "arn" && parts[4] != "" && !strings.ContainsAny(parts[4], "0123456789")
}

func (p *puller) checkAccount(t awsfile.TaskDefinition, partition, account string) []finding {
	if parts := strings.SplitN(t.ARN, ":", 6); len(parts) == 6 && (parts[4] != account || parts[1] != partition) {
		return p.say("role-other-account", failure, "use a role of account "+parts[4], "%s is not in the account of the task definition %s", p.arn, t.ARN)
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
	for _, gap := range r.Unknown {
		fs = append(fs, finding{"policy-missing", warning, "", gap.Where, gap.Why, gap.Tell})
	}
	return fs
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

package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// naming is how the role that pulls is given.
type naming uint8

const (
	roleNone      naming = iota // not at all
	roleNamed                   // by its ARN
	roleBare                    // by its name alone, without an account
	roleOpen                    // by an ARN in which something is filled in later
	roleMalformed               // by something that is no ARN of a role
)

// puller is the role whose permissions decide the pulls of a task.
type puller struct {
	given    awsfile.String // the ARN as the file has it
	naming   naming
	arn      string // "" when not even its account is known
	isNamed  bool   // false when only the account in arn is known, not the role
	where    awsfile.Where
	assumed  []finding // what was taken for granted to get at arn
	policies []awsfile.Policy
	boundary []awsfile.Policy
	trust    *awsfile.Policy
	complete bool          // policies is all that the role has
	made     bool          // by a template or plan, which is where to change it
	unknown  []awsfile.Gap // policies that it has and that are not known
	absent   []awsfile.Gap // policies that its template names and that do not exist
	misnamed []awsfile.Gap // policies of its template that are not attached to it, as they name it by its ARN
}

// roleARN is what IAM accepts, with the account and the partition apart.
var roleARN = regexp.MustCompile(`^arn:(aws[a-z-]*):iam::([0-9]{12}):role/[!-~]*[\w+=,.@-]$`)

// unnamed stands for a role of which only the account is known.
const unnamed = "the-role-that-pulls"

// name is the role's name without its path, "" when it is not known.
func (p puller) name() string {
	if !p.isNamed || p.made {
		return ""
	}
	return p.arn[strings.LastIndexByte(p.arn, '/')+1:]
}

// account is the role's account, "" when it is not known.
func (p puller) account() string {
	if m := roleARN.FindStringSubmatch(p.arn); m != nil {
		return m[2]
	}
	return ""
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

// crossesPartition reports whether the image is in another partition.
func (p puller) crossesPartition(ref ecrref.Ref) bool {
	m := roleARN.FindStringSubmatch(p.arn)
	return m != nil && m[1] != ref.Registry().Partition()
}

// say reports about the role.
func (p puller) say(s severity, fix, format string, args ...any) []finding {
	return say(s, p.where, fix, format, args...)
}

// readRole finds out which role pulls, and what is known of it.
func (j *job) readRole() puller {
	given := j.task.ExecutionRoleARN
	if j.in.roleARN != "" {
		given = awsfile.String{Value: j.in.roleARN, Where: awsfile.Where{Pointer: "-role-arn"}}
	}
	p := puller{given: given, arn: given.Value, where: given.Where,
		policies: j.in.policies, boundary: j.in.boundary, complete: j.in.policies != nil}
	if p.where == (awsfile.Where{}) {
		p.where = j.task.Where
	}
	j.name(&p)
	if made, ok := j.in.madeFor(j.task, given.Value); ok {
		p.takeMade(made, j.in)
	} else if r, ok := j.in.roles[p.arn]; ok && p.isNamed && r.found {
		p.take(r)
	}
	return p
}

// takeMade uses what the template or plan that makes the role says of it. Policies
// that were given with -policy are of the same role, and stand for those of which
// the file has only the name.
func (p *puller) takeMade(r role, in *input) {
	p.arn, p.naming, p.isNamed, p.made, p.trust, p.assumed = r.ARN.Value, roleNamed, true, true, r.Trust, nil
	p.policies = append(append([]awsfile.Policy{}, in.policies...), r.Policies...)
	if r.Boundary != nil && in.boundary == nil {
		p.boundary = []awsfile.Policy{*r.Boundary}
	}
	p.absent, p.misnamed = r.Absent, r.Misnamed
	p.complete = len(r.Unknown) == 0 || in.policies != nil
	if !p.complete {
		p.unknown = r.Unknown
	}
}

// take replaces the policies by those that are known of the role.
func (p *puller) take(r role) {
	p.policies, p.trust, p.complete = append([]awsfile.Policy{}, r.Policies...), r.Trust, len(r.Unknown) == 0
	p.unknown = r.Unknown
	if r.Boundary != nil {
		p.boundary = []awsfile.Policy{*r.Boundary}
	}
}

// name reads the ARN alone. Where it names no account, one is assumed.
func (j *job) name(p *puller) {
	arn := p.arn
	switch {
	case arn == "":
		j.assumeUnnamed(p)
	case len(p.given.Gaps) > 0, awsfile.IsPlaceholder(arn), hasPlaceholderAccount(arn):
		p.naming, p.arn = roleOpen, ""
	case roleARN.MatchString(arn):
		p.naming, p.isNamed = roleNamed, true
	case !strings.HasPrefix(arn, "arn:") && !strings.ContainsAny(arn, ":/ "):
		p.naming = roleBare
		j.assume(p, arn, "write the full ARN, arn:aws:iam::ACCOUNT:role/"+arn, arn+" names no account")
	default:
		p.naming, p.arn = roleMalformed, ""
	}
}

// assumeUnnamed stands in for a role that the file does not name, unless the launch
// type needs one that is named.
func (j *job) assumeUnnamed(p *puller) {
	switch launch, _ := j.decisiveLaunch(); {
	case launch != "":
	case j.task.ContainersOnly:
		j.assume(p, unnamed, "pass -role-arn", "the file names no role")
	default:
		j.assume(p, unnamed, "pass -role-arn with the role of the instance profile",
			"the task has no execution role, so the role of the container instance pulls")
	}
}

// needsExecutionRole lists the launch types on which only the task execution
// role pulls. On EC2 the instance's role does where the task has none.
var needsExecutionRole = []string{"FARGATE", "MANAGED_INSTANCES", "EXTERNAL"}

// decisiveLaunch is the first launch type that needs an execution role, or on which
// it hangs whether one is needed because it is not filled in.
func (j *job) decisiveLaunch() (launch string, isOpen bool) {
	for _, launch := range j.launchTypes() {
		switch {
		case slices.Contains(needsExecutionRole, launch) && !j.task.ContainersOnly:
			return launch, false
		case awsfile.IsPlaceholder(launch):
			return launch, true
		}
	}
	return "", false
}

// assume takes the role to live in the account of the task definition, or else in
// the one that all images are in.
func (j *job) assume(p *puller, name, fix, why string) {
	p.arn, p.isNamed = "", name != unnamed
	if parts := strings.SplitN(j.task.ARN, ":", 6); len(parts) == 6 {
		p.arn = makeRole(parts[1], parts[4], name)
		p.assumed = p.say(note, fix, "%s; it is taken to live in the account of the task definition, %s", why, parts[4])
		return
	}
	for _, c := range j.pulls {
		if !c.isPrivate() {
			continue
		}
		arn := makeRole(c.ref.Registry().Partition(), c.ref.Registry().AccountID(), name)
		if p.arn != "" && p.arn != arn {
			p.arn, p.isNamed = "", false
			p.assumed = p.say(warning, fix, "%s, and the images are in several accounts, so at least one is in another account than the role", why)
			return
		}
		p.arn = arn
	}
	p.isNamed = p.isNamed && p.arn != ""
	p.assumed = p.say(note, fix, "%s; it is taken to live in the image's account", why)
}

// hasPlaceholderAccount recognises ARNs such as arn:aws:iam::aws_account_id:role/x.
func hasPlaceholderAccount(arn string) bool {
	parts := strings.SplitN(arn, ":", 6)
	return len(parts) == 6 && parts[0] == "arn" && parts[4] != "" && !strings.ContainsAny(parts[4], "0123456789")
}

// roleMissing: -role-arn names a role and does not put it into the definition.
func roleMissing(j *job) []finding {
	launch, isOpen := j.decisiveLaunch()
	switch p := j.role; {
	case launch == "" || isOpen:
		return nil
	case p.naming == roleNone:
		return p.say(failure, j.roleLine(""),
			"on %s only the task execution role can pull from ECR, and the task definition has none%s", launch, j.notTaskRole())
	case p.naming == roleNamed && j.task.ExecutionRoleARN.Value == "":
		return p.say(warning, j.roleLine(p.arn),
			"on %s ECS takes an image from ECR only with a task execution role, and the task definition has none", launch)
	}
	return nil
}

func roleAssumed(j *job) []finding { return j.role.assumed }

// roleAssumedOf: a policy of the image's repository or registry tells roles apart.
func roleAssumedOf(_ *job, p *pull) []finding {
	if p.question == nil || !p.question.guess {
		return nil
	}
	return p.at(warning, "pass -role-arn", "a policy of the repository or registry names single callers, and which role pulls is not known")
}

func roleUnresolved(j *job) []finding {
	launch, isOpen := j.decisiveLaunch()
	switch p := j.role; {
	case p.naming == roleOpen && len(p.given.Gaps) > 0:
		return p.say(warning, tellGaps(p.given.Gaps)+"\nor pass -role-arn", "%s is not a role ARN yet: %s", p.given.Value, p.given.Gaps[0].Why)
	case p.naming == roleOpen:
		return p.say(warning, "run preflight on the definition that is registered, or pass -role-arn", "%s is not a role ARN yet", p.given.Value)
	case p.naming == roleNone && isOpen:
		return p.say(warning, "pass -launch-type", "which role pulls hangs on the launch type %s, which is not filled in", launch)
	}
	return nil
}

func roleInvalid(j *job) []finding {
	if j.role.naming != roleMalformed {
		return nil
	}
	return j.role.say(failure, "write arn:aws:iam::ACCOUNT:role/NAME with the 12 digits of the account",
		"%q is not the ARN of a role", j.role.given.Value)
}

func roleMisnamed(j *job) []finding { return refusedWith(j.role.misnamed) }

// refusedWith reports policies for which a template or plan is refused.
func refusedWith(policies []awsfile.Gap) (fs []finding) {
	for _, policy := range policies {
		fs = append(fs, say(failure, policy.Where, policy.Tell, "%s", policy.Why)...)
	}
	return fs
}

func roleOtherAccount(j *job) []finding {
	m := roleARN.FindStringSubmatch(j.role.arn)
	parts := strings.SplitN(j.task.ARN, ":", 6)
	if j.role.naming != roleNamed || m == nil || len(parts) != 6 || parts[4] == m[2] && parts[1] == m[1] {
		return nil
	}
	return j.role.say(failure, "use a role of account "+parts[4], "%s is not in the account of the task definition %s", j.role.arn, j.task.ARN)
}

func roleUnknown(j *job) []finding {
	if _, asked := j.in.roles[j.role.arn]; asked || j.in.roles == nil || !j.role.isNamed || j.role.made || j.namesake() != "" {
		return nil
	}
	return j.role.say(warning, "pass -account-details with the whole output of aws iam get-account-authorization-details "+
		"for the role's account",
		"nothing is known of the role %s", j.role.arn)
}

// roleUnknownAll: account details that are one page of several.
func roleUnknownAll(in *input) []finding { return in.saidBefore("role-unknown") }

// namesake is the role of the account, or of the template, that has the name of the role
// in its ARN and another path: a name is there once in an account, whatever its path, so
// the ARN is wrong. It is "" where there is none.
func (j *job) namesake() string {
	if _, asked := j.in.roles[j.role.arn]; asked || !j.role.isNamed || j.role.made {
		return ""
	}
	var arns []string
	if j.in.account != nil {
		arns = j.in.account.RoleARNs()
	}
	for _, r := range j.in.made {
		arns = append(arns, r.ARN.Value)
	}
	slices.Sort(arns)
	for _, arn := range arns {
		if arn != j.role.arn && roleName(arn) == roleName(j.role.arn) {
			return arn
		}
	}
	return ""
}

// roleName is an ARN of a role without the path.
func roleName(arn string) string {
	account, path, _ := strings.Cut(arn, ":role/")
	return account + ":" + path[strings.LastIndexByte(path, '/')+1:]
}

func roleAbsent(j *job) []finding {
	if other := j.namesake(); other != "" {
		return j.role.say(failure, "write "+other,
			"the role %s does not exist: the role of that name is %s, with another path", j.role.arn, other)
	}
	if r, asked := j.in.roles[j.role.arn]; !asked || r.found || !j.role.isNamed || j.role.made {
		return nil
	}
	return j.role.say(failure, "create it, or name another executionRoleArn", "the role %s does not exist", j.role.arn)
}

func launchTypeMismatch(j *job) []finding {
	if j.in.launchType == "" || len(j.task.LaunchTypes) == 0 || slices.Contains(j.task.LaunchTypes, j.in.launchType) {
		return nil
	}
	return say(failure, j.task.Where, "leave out -launch-type, or add "+j.in.launchType+" to requiresCompatibilities",
		"the task definition is for %s, and -launch-type says %s", strings.Join(j.task.LaunchTypes, ", "), j.in.launchType)
}

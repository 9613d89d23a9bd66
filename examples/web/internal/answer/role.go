package answer

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// role is who pulls.
type role struct {
	arn     string // "" when not even its account is known
	isNamed bool   // false when only the account in arn is known, not the role
	open    bool   // the answer hangs on which role it is
	assumed string // what was taken for granted to get at arn, in words
}

// unnamed stands for a role of which only the account is known.
const unnamed = "the-role-that-pulls"

// needsExecutionRole lists the launch types on which only the task execution role
// pulls. On EC2 the role of the instance does where the task has none.
var needsExecutionRole = []string{"FARGATE", "MANAGED_INSTANCES", "EXTERNAL"}

// judgeRole finds out which role pulls.
func (t *task) judgeRole() {
	if !t.needsRole() {
		return
	}
	switch arn := t.role.text; {
	case !t.role.isGiven():
		t.judgeWithoutRole()
	case t.role.open, isPlaceholder(arn), hasAccountOfLetters(arn):
		t.puller.open = true
		t.add(
			Finding{Severity: Warning, Field: FieldImage, Message: "executionRoleArn is not the ARN of a role yet: " + shorten(arn), Fix: fillIn},
		)
	case isRoleARN(arn):
		t.puller = role{arn: arn, isNamed: true}
		t.judgeAccountOfRole()
	case !strings.ContainsAny(arn, ":/ "):
		t.assume(arn, "the role "+arn+" is named without an account")
		t.puller.isNamed = t.puller.arn != ""
	default:
		t.puller.open = true
		t.add(Finding{Severity: Failure, Field: FieldImage, Message: "executionRoleArn is not the ARN of a role: " + shorten(arn),
			Fix: "write arn:aws:iam::ACCOUNT:role/NAME with the 12 digits of the account"})
	}
}

// judgeWithoutRole: ECS takes an execution role from the task definition alone.
func (t *task) judgeWithoutRole() {
	if i := slices.IndexFunc(t.launch, func(l string) bool { return slices.Contains(needsExecutionRole, l) }); i >= 0 && t.whole {
		t.puller.open = true
		t.add(Finding{Severity: Failure, Field: FieldImage,
			Message: "on " + t.launch[i] + " only the task execution role can pull from ECR, and the task definition has none",
			Paste:   `"executionRoleArn": "arn:aws:iam::ACCOUNT:role/ecsTaskExecutionRole"`})
		return
	}
	if slices.ContainsFunc(t.launch, isPlaceholder) {
		t.add(Finding{Severity: Warning, Field: FieldImage, Fix: fillIn,
			Message: "which role pulls hangs on the launch type, which is not filled in"})
	}
	t.assume(unnamed, "no role is named")
}

// assume takes the role to live in the account of the task definition, or else in the
// one that all images are in.
func (t *task) assume(name, why string) {
	if partition, account, ok := accountOf(t.arn.text); ok {
		t.puller.arn, t.puller.assumed = makeRole(partition, account, name), "a role of the account of the task definition, "+account
		t.add(
			Finding{Severity: Note, Field: FieldImage, Message: why + "; it is taken to live in the account of the task definition, " + account},
		)
		return
	}
	var arn string
	for _, ref := range t.private() {
		own := makeRole(ref.Registry().Partition(), ref.Registry().AccountID(), name)
		if arn != "" && arn != own {
			t.puller.open = true
			t.add(Finding{Severity: Warning, Field: FieldImage,
				Message: why + ", and the images are in several accounts, so at least one is in another account than the role"})
			return
		}
		arn = own
	}
	_, account, _ := accountOf(arn)
	t.puller.arn, t.puller.assumed = arn, "a role of the image's account, "+account
	t.add(Finding{Severity: Note, Field: FieldImage, Message: why + "; it is taken to live in the image's account"})
}

// judgeAccountOfRole: ECS lets a task use a role of its own account alone.
func (t *task) judgeAccountOfRole() {
	partition, account, ok := accountOf(t.arn.text)
	ofRole, roleAccount, _ := accountOf(t.puller.arn)
	if ok && (partition != ofRole || account != roleAccount) {
		t.add(Finding{Severity: Failure, Field: FieldImage, Fix: "use a role of account " + account,
			Message: t.puller.arn + " is not in the account of the task definition " + t.arn.text})
	}
}

func makeRole(partition, account, name string) string {
	return "arn:" + partition + ":iam::" + account + ":role/" + name
}

// accountOf cuts partition and account out of an ARN.
func accountOf(arn string) (partition, account string, ok bool) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" || len(parts[4]) != 12 || strings.Trim(parts[4], "0123456789") != "" {
		return "", "", false
	}
	return parts[1], parts[4], true
}

// isRoleARN reports whether a text is what IAM takes for the ARN of a role.
func isRoleARN(arn string) bool {
	partition, _, ok := accountOf(arn)
	if !ok || !strings.HasPrefix(partition, "aws") || strings.Trim(partition, "abcdefghijklmnopqrstuvwxyz-") != "" {
		return false
	}
	parts := strings.SplitN(arn, ":", 6)
	name, isRole := strings.CutPrefix(parts[5], "role/")
	isOdd := func(r rune) bool { return r < '!' || r > '~' }
	if !isRole || parts[2] != "iam" || parts[3] != "" || name == "" || strings.ContainsFunc(name, isOdd) {
		return false
	}
	last := rune(name[len(name)-1])
	return isWord(last) || strings.ContainsRune("+=,.@-", last)
}

// hasAccountOfLetters recognises ARNs such as arn:aws:iam::aws_account_id:role/x.
func hasAccountOfLetters(arn string) bool {
	parts := strings.SplitN(arn, ":", 6)
	return len(parts) == 6 && parts[0] == "arn" && parts[4] != "" && !strings.ContainsAny(parts[4], "0123456789")
}

// name is the role's name, "" when it is not known.
func (p role) name() string {
	if !p.isNamed {
		return ""
	}
	return p.arn[strings.LastIndexByte(p.arn, '/')+1:]
}

// principal is the role, or one made up in the image's account.
func (p role) principal(ref ecrref.Ref) string {
	if p.arn != "" {
		return p.arn
	}
	return makeRole(ref.Registry().Partition(), ref.Registry().AccountID(), unnamed)
}

// crosses reports whether the image is in another partition, and in another account,
// than the role.
func (p role) crosses(ref ecrref.Ref) (partition, account bool) {
	ofRole, number, ok := accountOf(p.arn)
	return ok && ofRole != ref.Registry().Partition(), ok && number != ref.Registry().AccountID()
}

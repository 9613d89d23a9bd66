package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/terraform"
)

// principal is who pulls. The zero principal is nobody in particular.
type principal struct {
	id        string // ARN, or the 12 digits of an account
	partition string // "" for an account alone
	account   string
	role      string // name of the role, without its path; "" for other principals
	arn       string // of a role that is made, with variables in it
	made      string // logical ID or address of a role that a template or plan makes
}

func (p principal) String() string {
	if p.id == "" {
		return "whoever pulls"
	}
	return p.id
}

// roleARN is what IAM accepts as the ARN of a role, in its parts.
var roleARN = regexp.MustCompile(`^arn:(aws[a-z-]*):iam::([0-9]{12}):role/(?:[!-~]+/)?([\w+=,.@-]{1,64})$`)

var accountID = regexp.MustCompile(`^[0-9]{12}$`)

// parsePrincipal reads the ARN of a role or the number of an account.
func parsePrincipal(id string) (principal, bool) {
	if m := roleARN.FindStringSubmatch(id); m != nil {
		return principal{id: id, partition: m[1], account: m[2], role: m[3]}, true
	}
	return principal{id: id, account: id}, accountID.MatchString(id)
}

// pullers are the principals that were named, else the execution role of the
// task definition, else nobody in particular.
func (o options) pullers(role awsfile.String, made []awsfile.Role, in *input) []principal {
	if o.principals != nil {
		return o.principals
	}
	p, ok := parsePrincipal(role.Value)
	i := slices.IndexFunc(made, func(r awsfile.Role) bool { return r.ARN.Value == role.Value })
	switch {
	case role.Value == "":
	case i >= 0 && (len(role.Gaps) > 0 || isMadeUp(made[i])):
		return []principal{o.madeBy(made[i])}
	case len(role.Gaps) > 0:
		in.noteRole(role, "is not known: "+role.Gaps[0].Why)
	case awsfile.IsPlaceholder(role.Value):
		in.noteRole(role, "is not filled in yet")
	case !ok || p.role == "":
		in.noteRole(role, "is not the ARN of a role")
	default:
		return []principal{p}
	}
	return []principal{{}}
}

// madeBy is a role that the file of the task definition makes, as far as it is known
// before it is deployed.
func (o options) madeBy(r awsfile.Role) principal {
	p := principal{id: r.ID + " of " + r.Where.File, made: r.ID, arn: r.ARN.Value, account: o.deployment.Account,
		partition: cloudformation.Partition(o.deployment.Region)}
	switch {
	case isMadeUp(r):
		p.arn = ""
	case len(r.Name.Gaps) == 0:
		p.role = r.Name.Value
	}
	return p
}

// isMadeUp reports whether the name of a role stands for one that Terraform makes up.
func isMadeUp(r awsfile.Role) bool {
	return strings.HasSuffix(r.Name.Value, terraform.GeneratedName("", r.ID))
}

// isNamed reports whether a policy can name the principal.
func (p principal) isNamed() bool { return p.id != "" && (p.made == "" || p.account != "") }

// inPolicy is the principal as a policy of a partition names it. A role that gets its
// name when it is made is named by its account.
func (p principal) inPolicy(partition string) string {
	if p.made == "" {
		return p.id
	}
	if arn := strings.ReplaceAll(p.arn, "${AWS::Partition}", partition); roleARN.MatchString(arn) {
		return arn
	}
	return p.account
}

func (in *input) noteRole(role awsfile.String, why string) {
	in.note(cli.Undecided, "%s: the execution role %s %s, so it is left out: pass -principal", role.Where,
		cli.Printable(cloudformation.WithoutMadeUp(role.Value)), why)
}

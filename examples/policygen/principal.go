package main

import (
	"regexp"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
)

// principal is who pulls. The zero principal is nobody in particular.
type principal struct {
	id        string // ARN, or the 12 digits of an account
	partition string // "" for an account alone
	account   string
	role      string // name of the role, without its path; "" for other principals
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
		return principal{id, m[1], m[2], m[3]}, true
	}
	return principal{id: id, account: id}, accountID.MatchString(id)
}

// pullers are the principals that were named, else the execution role of the
// task definition, else nobody in particular.
func (o options) pullers(role awsfile.String, in *input) []principal {
	if o.principals != nil {
		return o.principals
	}
	p, ok := parsePrincipal(role.Value)
	switch {
	case role.Value == "":
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

func (in *input) noteRole(role awsfile.String, why string) {
	in.note(cli.Undecided, "%s: the execution role %s %s, so it is left out: pass -principal", role.Where,
		cli.Printable(cloudformation.WithoutMadeUp(role.Value)), why)
}

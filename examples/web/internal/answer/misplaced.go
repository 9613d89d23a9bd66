package answer

import (
	"slices"
	"strings"
)

// misplaced says what an envelope is that holds no policy of a role, and what to paste
// instead; "" where it may hold one.
func (e envelope) misplaced() (what, fix string) {
	if of := e["Type"].text(); strings.HasPrefix(of, "AWS::") && !strings.HasPrefix(of, "AWS::IAM::") {
		return "this is a resource " + shorten(of) + " of a template, and no policy of a role", otherOwner
	}
	i := slices.IndexFunc(misplacedAnswers, func(m misplacedAnswer) bool { return slices.ContainsFunc(m.members, e.has) })
	if i < 0 {
		return "", ""
	}
	return misplacedAnswers[i].what, misplacedAnswers[i].fix
}

// has reports whether there is a member, or a member of a member.
func (e envelope) has(path string) bool {
	name, rest, isPath := strings.Cut(path, "/")
	v, ok := e[name]
	if !ok || !isPath {
		return ok
	}
	inner, _ := envelopeOf(v.raw)
	return inner.has(rest)
}

// misplacedAnswer is an answer of AWS that one of its members tells.
type misplacedAnswer struct {
	members   []string // or paths of two
	what, fix string
}

const (
	printEach    = "paste the JSON of each: "
	printVersion = "aws iam get-policy-version --policy-arn ARN --version-id ID prints it, " +
		"and aws iam get-policy --policy-arn ARN its DefaultVersionId"
	nameAll = "aws iam list-role-policies and aws iam list-attached-role-policies, both with --role-name ROLE, name them"
)

var misplacedAnswers = []misplacedAnswer{
	{[]string{"AttachedPolicies"}, "this names policies (AttachedPolicies) and does not hold them", printEach + printVersion},
	{[]string{"PolicyNames"}, "this names policies (PolicyNames) and does not hold them",
		printEach + "aws iam get-role-policy --role-name ROLE --policy-name NAME prints it"},
	{[]string{"Policy/Content"}, "this is a policy of an organization, and not one of a role", otherOwner},
	{[]string{"Role", "Roles"}, "this describes a role, and of its policies holds none but the trust policy, " +
		"which says who may be the role and not what the role may do", "paste the policies of the role: " + nameAll},
	{[]string{"AssumeRolePolicyDocument"}, "this is a role with its trust policy, which says who may be the role and not what the role may do",
		"paste the document of each of its policies: " + nameAll},
	{[]string{"Policy/Arn", "Policies"}, "this describes policies and does not hold what they say", printEach + printVersion},
	{
		[]string{"Versions"},
		"this names the versions of a policy and does not hold them",
		"paste the JSON of the default version: " + printVersion,
	},
	{[]string{"RoleDetailList", "UserDetailList", "GroupDetailList"},
		"this describes the whole of an account, and this page reads the policies of one role",
		"paste the policies of the role that pulls; the program preflight reads this with -account-details"},
	{[]string{"policyText"}, "this is the policy of a repository or a registry, and not one of a role", otherOwner},
	{[]string{"VpcEndpoints"}, "this is the policy of a VPC endpoint, and not one of a role", otherOwner},
	{[]string{"taskDefinition", "containerDefinitions", "ContainerDefinitions"}, "this is a task definition, and no policy",
		"paste it into the field above, and here the policies of the role that pulls"},
}

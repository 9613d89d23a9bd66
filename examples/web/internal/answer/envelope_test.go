package answer_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
)

// TestEnvelope: what stands around a policy, or in its place, is said in words, at its
// place, with what to paste instead.
func TestEnvelope(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ policy, message, fix, at, why string }{
		{`{"RoleName":"other","PolicyDocument":` + pull + `}`, "this is a policy of the role other, and " + role + " pulls",
			"of the role that pulls", `"`, "get-role-policy"},
		{`{"UserName":"u","PolicyDocument":` + pull + `}`, "this is a policy of the user u, and a role pulls", "of the role that pulls", `"`,
			"get-user-policy"},
		{`{"GroupName":"g","PolicyDocument":` + pull + `}`, "this is a policy of the group g, and a role pulls", "of the role that pulls", `"`,
			"get-group-policy"},
		{`{"PolicyVersion":{"Document":` + pull + `,"IsDefaultVersion":false}}`, "not its default version, so it is not in force",
			"aws iam get-policy-version", "f", "get-policy-version"},
		{attached("arn:aws:iam::123456789012:policy/x"), "does not know what arn:aws:iam::123456789012:policy/x says",
			"aws iam get-policy-version --policy-arn", "{", "list-attached-role-policies"},
		{`{"AttachedPolicies":{}}`, "AttachedPolicies", "aws iam get-policy-version", "", "a shape of its own"},
		{`{"PolicyNames":["x"]}`, "names policies (PolicyNames) and does not hold them", "aws iam get-role-policy", "", "list-role-policies"},
		{`{"Role":{"AssumeRolePolicyDocument":` + trust + `}}`, "describes a role", "aws iam list-attached-role-policies", "", "get-role"},
		{`{"Roles":[]}`, "describes a role", "aws iam list-attached-role-policies", "", "list-roles"},
		{`{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":` + trust + `,"Policies":[]}}`, "a role with its trust policy",
			"the document of each of its policies", "", "a resource of a template"},
		{`{"Policy":{"Arn":"arn:aws:iam::123456789012:policy/x"}}`, "does not hold what they say",
			"aws iam get-policy-version", "", "get-policy"},
		{`{"Policies":[{"Arn":"x"}]}`, "does not hold what they say", "aws iam get-policy-version", "", "list-policies"},
		{`{"Versions":[{"VersionId":"v1"}]}`, "names the versions", "aws iam get-policy-version", "", "list-policy-versions"},
		{`{"Policy":{"Content":` + pull + `}}`, "of an organization", "of the role that pulls", "", "organizations describe-policy"},
		{`{"policyText":` + pull + `}`, "of a repository or a registry", "of the role that pulls", "", "get-repository-policy"},
		{`{"VpcEndpoints":[{"PolicyDocument":` + pull + `}]}`, "of a VPC endpoint", "of the role that pulls", "", "describe-vpc-endpoints"},
		{`{"RoleDetailList":[]}`, "the whole of an account", "-account-details", "", "get-account-authorization-details"},
		{`{"Type":"AWS::EC2::VPCEndpoint","Properties":{"PolicyDocument":` + pull + `}}`, "a resource AWS::EC2::VPCEndpoint of a template",
			"of the role that pulls", "", "a resource of a template that is no role's"},
		{`{"Type":"AWS::Organizations::Policy","Properties":{"Document":` + pull + `}}`, "no policy of a role", "of the role that pulls", "",
			"a policy of an organization in a template"},
		{task("FARGATE", role, image), "this is a task definition", "the field above", "", "the wrong field"},
		{`{"RoleName":"a","RoleName":"b","PolicyDocument":` + pull + `}`, "RoleName stands twice", "keep one", "", "which of them is meant"},
	} {
		t.Run(row.why, func(t *testing.T) {
			t.Parallel()
			a := answer.Ask(answer.Input{Image: task("FARGATE", role, image), Policy: row.policy})
			if a.Verdict != answer.Undecided {
				t.Errorf("the verdict is %s: %+v", a.Verdict, a.Findings)
			}
			for _, f := range a.Findings {
				if f.Severity == answer.Warning && strings.Contains(f.Message, row.message) && strings.Contains(f.Fix, row.fix) {
					if (f.Caret != nil) != (row.at != "") || f.Caret != nil && selected(row.policy, f.Caret) != row.at {
						t.Errorf("the place is %+v, want %q", f.Caret, row.at)
					}
					return
				}
			}
			t.Errorf("nobody says %q and %q: %+v", row.message, row.fix, a.Findings)
		})
	}
}

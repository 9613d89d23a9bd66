package authz_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

const (
	abroad   = "arn:aws:ecr:us-east-1:444455556666:repository/app"
	registry = "arn:aws:ecr:us-east-1:444455556666:*"
)

// TestResourcePolicyOn: a resource policy speaks of what it is attached to.
func TestResourcePolicyOn(t *testing.T) {
	t.Parallel()
	all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
	own := `{"Effect":"EFFECT","Principal":"*","Action":"ecr:*"}`
	named := `{"Effect":"EFFECT","Principal":"*","Action":"ecr:*","Resource":"*"}`
	east, west := keys("aws:RequestedRegion", "us-east-1"), keys("aws:RequestedRegion", "eu-west-1")
	for name, tt := range map[string]struct {
		on, statement, action, resource string
		context                         map[string][]string
		grants, denies                  bool
	}{
		"its repository":                           {abroad, own, "ecr:BatchGetImage", abroad, nil, true, true},
		"another repository":                       {abroad + "2", own, "ecr:BatchGetImage", abroad, nil, false, false},
		"… with a Resource that covers everything": {abroad + "2", named, "ecr:BatchGetImage", abroad, nil, false, false},
		"the repository's name in another Region": {"arn:aws:ecr:eu-west-1:444455556666:repository/app", own, "ecr:BatchGetImage", abroad,
			nil, false, false},
		"… in another account": {app, own, "ecr:BatchGetImage", abroad, nil, false, false},
		"its registry":         {registry, named, "ecr:BatchGetImage", abroad, nil, true, true},
		"the registry of another Region": {"arn:aws:ecr:eu-west-1:444455556666:*", named, "ecr:BatchGetImage", abroad, nil,
			false, false},
		"… of another account": {"arn:aws:ecr:us-east-1:111122223333:*", named, "ecr:BatchGetImage", abroad, nil,
			false, false},
		"… of another partition": {"arn:aws-cn:ecr:us-east-1:444455556666:*", named, "ecr:BatchGetImage", abroad, nil,
			false, false},
		"its registry, asked about itself": {registry, named, "ecr:DescribeRegistry", "*", east, true, true},
		"… in another Region":              {registry, named, "ecr:DescribeRegistry", "*", west, false, false},
		"… in a Region that is not known":  {registry, named, "ecr:DescribeRegistry", "*", nil, false, true},
		"a registry, asked about another service": {registry, `{"Effect":"EFFECT","Principal":"*","Action":"*","Resource":"*"}`,
			"s3:ListAllMyBuckets", "*", nil, false, false},
		"an unknown place":  {"", own, "ecr:BatchGetImage", abroad, nil, false, true},
		"… with a Resource": {"", named, "ecr:BatchGetImage", abroad, nil, true, true},
		"a URI, which is no place": {"444455556666.dkr.ecr.us-east-1.amazonaws.com/app", own, "ecr:BatchGetImage", abroad,
			nil, false, true},
		"a pattern, which is no place": {"arn:aws:ecr:*:444455556666:repository/app", own, "ecr:BatchGetImage", abroad, nil,
			false, true},
		"its repository, with a blank behind it": {abroad + " ", named, "ecr:BatchGetImage", abroad, nil, false, true},
		"its repository, with a slash behind it": {abroad + "/", named, "ecr:BatchGetImage", abroad, nil, false, true},
		"a repository below it":                  {abroad, named, "ecr:BatchGetImage", abroad + "/child", nil, false, false},
		"no ARN, which is no place": {"foo:aws:ecr:us-east-1:444455556666:repository/app", own, "ecr:BatchGetImage", abroad, nil,
			false, true},
		"no ARN, though it looks like its registry": {"foo:aws:ecr:us-east-1:444455556666:*", own, "ecr:BatchGetImage", abroad, nil,
			false, true},
		"… with a Resource, wherever that is": {"foo:aws:ecr:us-east-1:111122223333:*", named, "ecr:BatchGetImage", abroad, nil,
			true, true},
		"a queue, asked about what looks like its child": {"arn:aws:sqs:us-east-1:444455556666:q",
			`{"Effect":"EFFECT","Principal":"*","Action":"sqs:*","Resource":"*"}`, "sqs:SendMessage",
			"arn:aws:sqs:us-east-1:444455556666:q/x", nil, false, false},
		"a registry of no Region":       {"arn:aws:ecr::444455556666:*", named, "ecr:BatchGetImage", abroad, nil, true, true},
		"a registry of several Regions": {"arn:aws:ecr:us-*:444455556666:*", named, "ecr:BatchGetImage", abroad, nil, true, true},
		"… its own statement":           {"arn:aws:ecr:us-*:444455556666:*", own, "ecr:BatchGetImage", abroad, nil, false, true},
		"a registry of no account":      {"arn:aws:ecr:us-east-1:4444:*", own, "ecr:BatchGetImage", abroad, nil, false, true},
		"all queues of the account":     {"arn:aws:sqs:us-east-1:444455556666:*", own, "ecr:BatchGetImage", abroad, nil, false, true},
		"a registry in words": {"arn:aws:ecr:us-east-1:444455556666:registry", named, "ecr:BatchGetImage", abroad, nil,
			false, true},
		"a bucket, asked about an object": {"arn:aws:s3:::bucket",
			`{"Effect":"EFFECT","Principal":"*","Action":"s3:*","Resource":"*"}`, "s3:GetObject", "arn:aws:s3:::bucket/a/b", nil, true, true},
		"… of a bucket whose name begins like that": {"arn:aws:s3:::bucket",
			`{"Effect":"EFFECT","Principal":"*","Action":"s3:*","Resource":"*"}`, "s3:GetObject", "arn:aws:s3:::bucket2/a", nil, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			q := authz.Request{Principal: role, Action: tt.action, Resource: tt.resource, ResourceAccount: "444455556666", Context: tt.context}
			allow := statementPolicy(t, strings.ReplaceAll(tt.statement, "EFFECT", "Allow"))
			deny := statementPolicy(t, strings.ReplaceAll(tt.statement, "EFFECT", "Deny"))
			got := authz.Access{Identity: all, Resource: []authz.ResourcePolicy{{On: tt.on, Policy: allow}}}.Decide(q)
			require.Equal(t, tt.grants, got.Outcome == authz.Allowed, "%v", got)
			require.NotEmpty(t, got.Reasons)
			q.Principal = "arn:aws:iam::444455556666:root" // needs no Allow
			got = authz.Access{Resource: []authz.ResourcePolicy{{On: tt.on, Policy: deny}}}.Decide(q)
			require.Equal(t, tt.denies, got.Outcome == authz.ExplicitDeny, "%v", got)
		})
	}
}

// TestRegistryInUnknownRegion: where the context does not say in which Region a request
// on "*" is made, what a registry's policy says hangs on that.
func TestRegistryInUnknownRegion(t *testing.T) {
	t.Parallel()
	const statement = `{"Effect":"EFFECT","Principal":"*","Action":"ecr:*","Resource":"*"}`
	identity := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
	undetermined := `resource policy, statement 0 hangs on what is not known: On ` + registry
	for _, tt := range []struct {
		statement, account, why string
		context                 map[string][]string
		want                    authz.Outcome
		reason                  string
	}{
		{"Deny", "444455556666", "it may be the Region", nil, authz.Undetermined, undetermined},
		{"Deny", "444455556666", "it is", keys("aws:RequestedRegion", "us-east-1"), authz.ExplicitDeny, "resource policy, statement 0 denies it"},
		{"Deny", "444455556666", "it is not", keys("AWS:requestedregion", "eu-west-1"), authz.Allowed, "identity policy, statement 0 allows it"},
		{"Deny", "444455556666", "known to be absent: it may be", map[string][]string{"aws:RequestedRegion": nil}, authz.ExplicitDeny,
			"resource policy, statement 0 denies it"},
		{"Deny", "", "the caller's own account is another", nil, authz.Allowed, "identity policy, statement 0 allows it"},
		{"Allow", "444455556666", "it may be the Region", nil, authz.Undetermined, undetermined},
		{"Allow", "444455556666", "it is", keys("aws:RequestedRegion", "us-east-1"), authz.Allowed, "resource policy, statement 0 allows it"},
		{"Allow", "444455556666", "known to be absent: it may be another", map[string][]string{"aws:RequestedRegion": nil}, authz.ImplicitDeny,
			"resource policy, statement 0: Resource * does not cover *: the action is about no single resource and needs Resource \"*\""},
	} {
		a := authz.Access{Identity: identity,
			Resource: []authz.ResourcePolicy{{On: registry, Policy: statementPolicy(t, strings.ReplaceAll(statement, "EFFECT", tt.statement))}}}
		q := authz.Request{Principal: role, Action: "ecr:DescribeRegistry", Resource: "*", ResourceAccount: tt.account, Context: tt.context,
			OpenContext: true}
		if tt.statement == "Deny" && tt.account != "" {
			q.Principal = "arn:aws:iam::444455556666:role/r"
		}
		got := a.Decide(q)
		require.Equal(t, tt.want, got.Outcome, "%s: %s: %v", tt.statement, tt.why, got)
		require.Contains(t, lines(got.Reasons), tt.reason, "%s: %s", tt.statement, tt.why)
		if tt.want == authz.Undetermined {
			require.Equal(t, []string{"aws:RequestedRegion"}, got.Missing, tt.why)
		}
	}
	for effect, want := range map[string]authz.Outcome{"Deny": authz.ExplicitDeny, "Allow": authz.ImplicitDeny} {
		p := statementPolicy(t, strings.ReplaceAll(statement, "EFFECT", effect))
		q := authz.Request{Principal: "lambda.amazonaws.com", Action: "ecr:DescribeRegistry", Resource: "*"}
		for _, q.OpenContext = range []bool{false, true} {
			got := authz.Access{Resource: []authz.ResourcePolicy{{On: registry, Policy: p}}}.Decide(q)
			require.Equal(t, want, got.Outcome, "%s: the registry of no known account may be another in every Region", effect)
		}
	}
	elsewhere := statementPolicy(t, `{"Effect":"Deny","Principal":"*","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":`+
		`{"aws:RequestedRegion":"eu-west-1"}}}`)
	q := authz.Request{Principal: "arn:aws:iam::444455556666:role/r", Action: "ecr:DescribeRegistry", Resource: "*", OpenContext: true}
	got := authz.Access{Identity: identity, Resource: []authz.ResourcePolicy{{On: registry, Policy: elsewhere}}}.Decide(q)
	require.Equal(t, authz.Allowed, got.Outcome, "a registry of one Region denies nothing in another: %v", got)
	elsewhere = statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":`+
		`{"aws:RequestedRegion":"eu-west-1"}}}`)
	q.Principal, q.ResourceAccount = role, "444455556666"
	got = authz.Access{Identity: identity, Resource: []authz.ResourcePolicy{{On: registry, Policy: elsewhere}}}.Decide(q)
	require.Equal(t, authz.ImplicitDeny, got.Outcome, "nor allows anything in another")
	require.Contains(t, lines(got.Reasons), "resource policy, statement 0: Resource "+registry+" does not cover *: the region differs")
}

// TestCheckSeveralRepositories: one Check over images of which only one has a
// policy is not OK for the other, and the fix is for the other alone.
func TestCheckSeveralRepositories(t *testing.T) {
	t.Parallel()
	other := "arn:aws:ecr:us-east-1:777788889999:repository/other"
	a := authz.Access{
		Identity: statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`),
		Resource: on(abroad, statementPolicy(t, `{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:*"}`)),
	}
	report := a.Check(authz.Request{Principal: role}, authz.Need{Action: "ecr:BatchGetImage", Resource: abroad},
		authz.Need{Action: "ecr:BatchGetImage", Resource: other})
	require.False(t, report.OK())
	require.Equal(t, []authz.Need{{Action: "ecr:BatchGetImage", Resource: other}}, report.Missing())
	fixes, ok := report.Fixes()
	require.True(t, ok)
	require.Len(t, fixes, 1)
	require.Equal(t, iampolicy.KindRepository, fixes[0].Kind)
	require.Equal(t, other, fixes[0].Resource)
}

// TestReportString reads one line for each need.
func TestReportString(t *testing.T) {
	t.Parallel()
	a := authz.Access{Identity: statementPolicy(t, `{"Sid":"Pull","Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"*"}`)}
	report := a.Check(authz.Request{Principal: role}, authz.Need{Action: "ecr:BatchGetImage", Resource: app, Why: "fetch the manifest"},
		authz.Need{Action: "ecr:GetDownloadUrlForLayer", Resource: app, Level: authz.Optional})
	require.Equal(t, `Allowed: ecr:BatchGetImage on `+app+` (required, fetch the manifest): identity policy, statement 0 (Pull) allows it
ImplicitDeny: ecr:GetDownloadUrlForLayer on `+app+` (optional): identity policy: no statement allows ecr:GetDownloadUrlForLayer`, report.String())
	require.Empty(t, authz.Report{}.String())
}

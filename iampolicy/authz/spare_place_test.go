package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestSpareWithoutResource: a Deny without Resource is about its repository alone, in
// the policy of a registry or bucket about all that is in it.
func TestSpareWithoutResource(t *testing.T) {
	t.Parallel()
	const object = "arn:aws:s3:::bucket/a"
	for name, tt := range map[string]struct {
		on, action, resource, other string
		known, others               bool
	}{
		"repository":                 {app, "ecr:PutImage", app, app + "2", true, false},
		"registry":                   {"arn:aws:ecr:us-east-1:111122223333:*", "ecr:PutImage", app, app + "2", true, true},
		"bucket":                     {"arn:aws:s3:::bucket", "s3:GetObject", object, object + "2", true, true},
		"bucket, asked about itself": {"arn:aws:s3:::bucket", "s3:ListBucket", "arn:aws:s3:::bucket", object, true, true},
		"not known":                  {"", "ecr:PutImage", app, app + "2", false, true},
		"not ECR's name":             {"arn:aws:ecr:us-east-1:111122223333:app", "ecr:PutImage", app, app + "2", false, true},
	} {
		t.Run(name, func(t *testing.T) {
			all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
			access := func(statements ...iampolicy.Statement) authz.Access {
				statements = append(statements, iampolicy.Allow("*").On("*").For(iampolicy.Anyone()))
				p := compile(t, iampolicy.NewDocument(statements...))
				return authz.Access{Identity: all, Resource: []authz.ResourcePolicy{{On: tt.on, Policy: p}}}
			}
			before, need := access(iampolicy.Deny("*").For(iampolicy.Anyone())), authz.Need{Action: tt.action, Resource: tt.resource}
			changes := before.Check(spareRequest(role), need).Changes()
			require.Len(t, changes, 1)
			require.Equal(t, tt.known, changes[0].Known, changes[0].Deny)
			q := spareRequest(role)
			q.Action, q.Resource = tt.action, tt.other
			require.Equal(t, tt.others, before.Decide(q).Outcome == authz.ExplicitDeny)
			if !tt.known {
				return
			}
			after := access(changes[0].Instead...)
			require.True(t, after.Check(spareRequest(role), need).OK())
			require.Equal(t, before.Decide(q).Outcome, after.Decide(q).Outcome, texts(changes[0].Instead))
		})
	}
}

// TestSpareSpelling: an operator keeps the spelling that the statement has, since AWS
// takes two for one.
func TestSpareSpelling(t *testing.T) {
	t.Parallel()
	allow := iampolicy.Allow("*").On("*")
	deny := iampolicy.Deny("*").On("*").When("arnnotequals", "aws:SourceArn", app)
	need := authz.Need{Action: "ecr:PutImage", Resource: app}
	changes := authz.Access{Identity: compile(t, iampolicy.NewDocument(allow, deny))}.Check(spareRequest(role), need).Changes()
	require.Len(t, changes, 1)
	after := compile(t, iampolicy.NewDocument(append(changes[0].Instead, allow)...))
	require.True(t, authz.Access{Identity: after}.Check(spareRequest(role), need).OK())
}

// TestSpareStar: a Resource that reads as the resource asked for and has a wildcard
// is about others too.
func TestSpareStar(t *testing.T) {
	t.Parallel()
	name := app + "/a*b"
	d := iampolicy.NewDocument(iampolicy.Allow("*").On("*"), iampolicy.Deny("*").On(name))
	need := authz.Need{Action: "ecr:PutImage", Resource: name}
	changes := authz.Access{Identity: compile(t, d)}.Check(spareRequest(role), need).Changes()
	require.Len(t, changes, 1)
	require.False(t, changes[0].Known, texts(changes[0].Instead))
	require.Equal(t, "list in its Resource what it is meant for without "+app+"/a${*}b, in the place of "+name, changes[0].Deny.Change)
}

// TestSpareVersion: a name with a wildcard is written with a variable, which an older
// document does not know.
func TestSpareVersion(t *testing.T) {
	t.Parallel()
	d := iampolicy.NewDocument(iampolicy.Allow("*").On("*"), iampolicy.Deny("*").On("*"))
	d.Version = ""
	need := authz.Need{Action: "ecr:PutImage", Resource: app + "/a*b"}
	changes := authz.Access{Identity: compile(t, d)}.Check(spareRequest(role), need).Changes()
	require.Len(t, changes, 1)
	require.False(t, changes[0].Known, texts(changes[0].Instead))
	require.Equal(t, `write "Version": "2012-10-17" in its document first: without it no statement names `+need.Resource+" alone",
		changes[0].Deny.Change)
}

// TestSpareOwnsMemory: neither the document that was compiled nor what was answered
// is part of the policy.
func TestSpareOwnsMemory(t *testing.T) {
	t.Parallel()
	deny := iampolicy.Deny("ecr:PutImage", "ecr:BatchGetImage").On("*").When("StringNotEquals", "aws:SourceVpce", "vpce-1", "vpce-3")
	deny.NotPrincipal = iampolicy.AWS("arn:aws:iam::111122223333:role/ci", "111122223333")
	d := iampolicy.NewDocument(deny)
	report := authz.Access{
		RCP: []*authz.Policy{compile(t, d)},
	}.Check(
		spareRequest(role),
		authz.Need{Action: "ecr:PutImage", Resource: app},
	)
	want := texts(report.Changes()[0].Instead)
	require.Len(t, want, 3)
	overwrite := func(statements []iampolicy.Statement) {
		for _, s := range statements {
			s.Action.Items[0], s.NotPrincipal.AWS.Items[0], s.Condition[0].Values.Items[0].Text = "s3:*", user, "vpce-2"
			s.Condition[0].Key = "aws:SourceVpc"
		}
	}
	overwrite(d.Statement.Items)
	require.Equal(t, want, texts(report.Changes()[0].Instead))
	overwrite(report.Changes()[0].Instead)
	require.Equal(t, want, texts(report.Changes()[0].Instead))
}

// TestSpareBeginnings: what is left of a beginning are longer ones, and whole names
// where the action that was asked goes on.
func TestSpareBeginnings(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]string{
		"ecr:GetLifecyclePolicy*":  `"ecr:GetLifecyclePolicy"`,
		"ecr:GetL*":                `"ecr:GetLifecyclePolicy"`,
		"ecr:*Preview":             `"ecr:StartLifecyclePolicyPreview"`, // no beginning
		"ecr:*PolicyP*":            `"ecr:StartLifecyclePolicyPreview"`, // nor this
		"ecr:Get*":                 `["ecr:GetA*","ecr:GetD*","ecr:GetI*","ecr:GetLifecyclePolicy","ecr:GetR*","ecr:GetS*"]`,
		"ecr:GetLifecyclePolicyP*": "",
	} {
		d := iampolicy.NewDocument(iampolicy.Allow("*").On("*"), iampolicy.Deny(pattern).On("*"))
		need := authz.Need{Action: "ecr:GetLifecyclePolicyPreview", Resource: app}
		instead := texts(authz.Access{Identity: compile(t, d)}.Check(spareRequest(role), need).Changes()[0].Instead)
		if want == "" {
			require.Len(t, instead, 2, pattern)
			continue
		}
		require.Equal(t, `{"Effect":"Deny","Action":`+want+`,"Resource":"*"}`, instead[1], pattern)
	}
}

// TestSpareUnlisted: an action that no table has is spared in whatever case it is written.
func TestSpareUnlisted(t *testing.T) {
	t.Parallel()
	d := iampolicy.NewDocument(iampolicy.Allow("*").On("*"), iampolicy.Deny("ecr:GetLifecyclePolicyP*").On("*"))
	need := authz.Need{Action: "ecr:getlifecyclepolicyprefix", Resource: app}
	changes := authz.Access{Identity: compile(t, d)}.Check(spareRequest(role), need).Changes()
	after := compile(t, iampolicy.NewDocument(append(changes[0].Instead, iampolicy.Allow("*").On("*"))...))
	require.True(t, authz.Access{Identity: after}.Check(spareRequest(role), need).OK(), texts(changes[0].Instead))
}

// TestSpareNames: a name is taken out of a Principal where it names the caller alone, and
// everyone else who stands beside it stays denied.
func TestSpareNames(t *testing.T) {
	t.Parallel()
	const other = "arn:aws:iam::111122223333:role/ci"
	for _, tt := range []struct {
		principal, left iampolicy.Principal
		why             string
	}{
		{iampolicy.AWS(role, user), iampolicy.AWS(user), "the first of two"},
		{iampolicy.AWS(role, "444455556666"), iampolicy.AWS("444455556666"), "another account is not the caller's"},
		{iampolicy.AWS("*", user, other), iampolicy.AWS("*", user, other), "everyone is the caller too: a condition spares it"},
	} {
		access := func(statements ...iampolicy.Statement) authz.Access {
			statements = append(statements, iampolicy.Allow("*").For(iampolicy.Anyone()))
			return authz.Access{Resource: on(app, compile(t, iampolicy.NewDocument(statements...)))}
		}
		need := authz.Need{Action: "ecr:PutImage", Resource: app}
		changes := access(iampolicy.Deny("*").For(tt.principal)).Check(spareRequest(role), need).Changes()
		require.Len(t, changes, 1, tt.why)
		require.Equal(t, tt.left.AWS.Items, changes[0].Instead[0].Principal.AWS.Items, tt.why)
		require.True(t, access(changes[0].Instead...).Check(spareRequest(role), need).OK(), tt.why)
	}
}

// TestSpareProvider: a NotPrincipal names an identity provider beside whom it names, and a
// Deny without Principal is written for all others.
func TestSpareProvider(t *testing.T) {
	t.Parallel()
	but := iampolicy.Deny("*")
	but.NotPrincipal = iampolicy.AWS("111122223333")
	for _, caller := range []string{"accounts.google.com", "lambda.amazonaws.com"} {
		for _, deny := range []iampolicy.Statement{but, iampolicy.Deny("*")} {
			access := func(statements ...iampolicy.Statement) authz.Access {
				statements = append(statements, iampolicy.Allow("*").For(iampolicy.Anyone()))
				return authz.Access{Resource: on(app, compile(t, iampolicy.NewDocument(statements...)))}
			}
			need := authz.Need{Action: "ecr:BatchGetImage", Resource: app}
			changes := access(deny).Check(spareRequest(caller), need).Changes()
			require.Len(t, changes, 1)
			require.True(t, changes[0].Known, changes[0].Deny)
			after := access(changes[0].Instead...)
			require.True(t, after.Check(spareRequest(caller), need).OK(), texts(changes[0].Instead))
			require.False(t, after.Check(spareRequest("ecs.amazonaws.com"), need).OK(), texts(changes[0].Instead))
		}
	}
}

// TestSpareTwice: what is asked twice is spared once, and in a policy of the caller also
// where the Deny has no Resource and its document an older version.
func TestSpareTwice(t *testing.T) {
	t.Parallel()
	d := iampolicy.NewDocument(iampolicy.Allow("*").On("*"), iampolicy.Deny("*"))
	d.Version = ""
	need := authz.Need{Action: "ecr:PutImage", Resource: app}
	changes := authz.Access{Identity: compile(t, d)}.Check(spareRequest(role), need, need).Changes()
	require.Len(t, changes, 1)
	require.True(t, changes[0].Known, changes[0].Deny)
	require.Equal(t, []string{app}, changes[0].Instead[2].NotResource.Items)
}

// TestSpareOutsider: a resource control policy names everyone, so no statement of one
// spares a service alone.
func TestSpareOutsider(t *testing.T) {
	t.Parallel()
	all := iampolicy.Allow("*").On("*").For(iampolicy.Anyone())
	deny := iampolicy.Deny("*").On("*").For(iampolicy.Anyone())
	access := authz.Access{
		Resource: on("", compile(t, iampolicy.NewDocument(all))),
		RCP:      []*authz.Policy{compile(t, iampolicy.NewDocument(deny))},
	}
	changes := access.Check(spareRequest("lambda.amazonaws.com"), authz.Need{Action: "ecr:BatchGetImage", Resource: app}).Changes()
	require.Len(t, changes, 1)
	require.False(t, changes[0].Known, texts(changes[0].Instead))
	require.Equal(t, "ask for a key that tells lambda.amazonaws.com from others: no clause of this statement spares it alone",
		changes[0].Deny.Change)
}

// TestSpareActionSpelling: an action is written as AWS spells it, however it was asked.
func TestSpareActionSpelling(t *testing.T) {
	t.Parallel()
	d := iampolicy.NewDocument(iampolicy.Allow("*").On("*"), iampolicy.Deny("*").On("*"))
	need := authz.Need{Action: "ECR:putimage", Resource: app}
	changes := authz.Access{Identity: compile(t, d)}.Check(spareRequest(role), need).Changes()
	require.Len(t, changes, 1)
	require.Equal(t, []string{"ecr:PutImage"}, changes[0].Instead[1].NotAction.Items)
	require.Equal(t, []string{"ecr:PutImage"}, changes[0].Instead[2].Action.Items)
}

// TestSparePrincipalInPlace: a policy of the caller has no Principal, and a Deny with one
// denies all the same, so that to take the caller out of it spares nobody.
func TestSparePrincipalInPlace(t *testing.T) {
	t.Parallel()
	access := func(statements ...iampolicy.Statement) authz.Access {
		return authz.Access{Identity: compile(t, iampolicy.NewDocument(append(statements, iampolicy.Allow("*").On("*"))...))}
	}
	deny, need := iampolicy.Deny("*").On("*").For(iampolicy.AWS(role, user)), authz.Need{Action: "ecr:PutImage", Resource: app}
	changes := access(deny).Check(spareRequest(role), need).Changes()
	require.Len(t, changes, 1)
	require.True(t, changes[0].Known)
	require.True(t, access(changes[0].Instead...).Check(spareRequest(role), need).OK(), texts(changes[0].Instead))
}

package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

func lines(reasons []authz.Reason) (list []string) {
	for _, r := range reasons {
		list = append(list, r.String())
	}
	return list
}

// TestReasons reads what people get to read.
func TestReasons(t *testing.T) {
	pull := statementPolicy(t, `{"Sid":"Pull","Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],`+
		`"Resource":"arn:aws:ecr:us-east-1:111122223333:repository/*"}`)
	other := statementPolicy(t, `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"ecr:BatchGetImage"}`)
	all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
	for name, tt := range map[string]struct {
		access authz.Access
		q      authz.Request
		want   []string
	}{
		"another account": {authz.Access{Identity: pull, Resource: on("arn:aws:ecr:us-east-1:444455556666:repository/app", other)},
			authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: "arn:aws:ecr:us-east-1:444455556666:repository/app"},
			[]string{"identity policy, statement 0 (Pull): Resource arn:aws:ecr:us-east-1:111122223333:repository/* does not cover " +
				"arn:aws:ecr:us-east-1:444455556666:repository/app: the account differs",
				"resource policy, statement 0: Principal arn:aws:iam::444455556666:root does not name " + role}},
		"a slip of the pen": {authz.Access{Identity: pull}, authz.Request{Principal: role, Action: "ecr:BatchGetImages", Resource: app},
			[]string{"identity policy, statement 0 (Pull): Action ecr:BatchGetImage is not ecr:BatchGetImages: a slip of the pen?"}},
		"nothing attached": {authz.Access{}, authz.Request{Principal: role, Action: "ecr:PutImage",
			Resource: "arn:aws:ecr:us-east-1:444455556666:repository/app"},
			[]string{"identity policy: no statement allows ecr:PutImage", "resource policy: no statement allows ecr:PutImage"}},
		"the second level": {authz.Access{Identity: all, SCP: []*authz.Policy{all, pull}}, authz.Request{Principal: role,
			Action: "ecr:PutImage", Resource: app},
			[]string{"service control policy 1: no statement allows ecr:PutImage"}},
		"nobody": {authz.Access{Identity: all}, authz.Request{Action: "ecr:PutImage", Resource: app},
			[]string{`the request has "" where it needs the ARN of a user, role, session or root user, or a service's host name, such as ` +
				`arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`}},
		"no action": {authz.Access{Identity: all}, authz.Request{Principal: role, Action: "PutImage", Resource: app},
			[]string{`the request has "PutImage" where it needs one action, such as ecr:BatchGetImage`}},
		"a URI": {authz.Access{Identity: all}, authz.Request{Principal: role, Action: "ecr:PutImage",
			Resource: "111122223333.dkr.ecr.us-east-1.amazonaws.com/app"},
			[]string{`the request has "111122223333.dkr.ecr.us-east-1.amazonaws.com/app" where it needs the ARN of a resource, or "*"`}},
		"the root user": {authz.Access{}, authz.Request{Principal: root, Action: "ecr:PutImage", Resource: app},
			[]string{root + " may do in its account whatever no policy denies"}},
		"a resource policy in the wrong place": {authz.Access{Identity: other}, authz.Request{Principal: role, Action: "ecr:BatchGetImage",
			Resource: app},
			[]string{"identity policy, statement 0: has a Principal, which only policies of resources have"}},
		"an identity policy in the wrong place": {authz.Access{Identity: pull, Resource: on(app, all)},
			authz.Request{Principal: "lambda.amazonaws.com", Action: "ecr:PutImage", Resource: app},
			[]string{"resource policy, statement 0: has no Principal, which policies of resources need"}},
		"a user of S3": {authz.Access{Resource: on(app, statementPolicy(t, `{"Effect":"Allow","Principal":{"AWS":"444455556666","CanonicalUser":`+
			`"79a59df900b949e5"},"Action":"ecr:*"}`))}, authz.Request{Principal: "lambda.amazonaws.com", Action: "ecr:PutImage", Resource: app},
			[]string{"resource policy, statement 0: Principal 444455556666, 79a59df900b949e5 does not name lambda.amazonaws.com"}},
		"a token across accounts": {authz.Access{Identity: all}, authz.Request{Principal: role, Action: "ecr:GetAuthorizationToken",
			Resource: "*", ResourceAccount: "444455556666"},
			[]string{`the request has "ecr:GetAuthorizationToken" where it needs a caller of the registry's own account: no resource policy ` +
				`grants a token`}},
	} {
		require.Equal(t, tt.want, lines(tt.access.Decide(tt.q).Reasons), name)
	}
}

// TestDecideReasons: without allocating, Policy.Decide names the nearest miss.
func TestDecideReasons(t *testing.T) {
	p := statementPolicy(
		t,
		`{"Sid":"Resource","Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/web"},
		{"Sid":"Condition","Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"},"StringEquals":{"aws:SourceVpce":"vpce-1"}}}`,
	)
	q := authz.Request{Action: "ecr:PutImage", Resource: app, Context: keys("aws:SecureTransport", "true")}
	require.Equal(t, []string{"policy, statement 1 (Condition): StringEquals aws:SourceVpce wants vpce-1, the request has something " +
		"else"}, lines(p.Decide(q).Reasons))
	require.Equal(t, []string{
		"identity policy, statement 0 (Resource): Resource arn:aws:ecr:us-east-1:111122223333:repository/web does not cover " +
			"arn:aws:ecr:us-east-1:111122223333:repository/app: the name differs",
		"identity policy, statement 1 (Condition): StringEquals aws:SourceVpce wants vpce-1, the request has no value for the key"},
		lines(authz.Access{Identity: p}.Decide(authz.Request{Principal: user, Action: q.Action, Resource: q.Resource,
			Context: q.Context}).Reasons))
	require.Equal(t, authz.Reason{Document: 0, Statement: 1, SID: "Condition", Effect: iampolicy.EffectAllow, Clause: authz.ClauseCondition,
		Key: "StringEquals aws:SourceVpce", Want: "vpce-1"}, p.Decide(q).Reasons[0])
}

// TestFixPrincipals: whom a fix of the repository policy names.
func TestFixPrincipals(t *testing.T) {
	need := authz.Need{Action: "ecr:BatchGetImage", Resource: "arn:aws:ecr:us-east-1:444455556666:repository/app"}
	for name, tt := range map[string]struct {
		from authz.Request
		want iampolicy.Principal
	}{
		"a role":              {authz.Request{Principal: role}, iampolicy.AWS(role)},
		"a user":              {authz.Request{Principal: user}, iampolicy.AWS(user)},
		"a session":           {authz.Request{Principal: session}, iampolicy.AWS("arn:aws:iam::111122223333:role/pull")},
		"a session, with ARN": {authz.Request{Principal: session, Context: keys("aws:PrincipalArn", role)}, iampolicy.AWS(role)},
		"… of another role": {authz.Request{Principal: session, Context: keys("aws:PrincipalArn", "arn:aws:iam::111122223333:role/x")},
			iampolicy.AWS("arn:aws:iam::111122223333:role/pull")},
		"a service":   {authz.Request{Principal: "lambda.amazonaws.com"}, iampolicy.Service("lambda.amazonaws.com")},
		"a root user": {authz.Request{Principal: root}, iampolicy.AWS(root)},
		"a provider": {authz.Request{Principal: "arn:aws:iam::111122223333:saml-provider/x"},
			iampolicy.Principal{Federated: iampolicy.AWS("arn:aws:iam::111122223333:saml-provider/x").AWS}},
	} {
		fixes, ok := authz.Access{}.Check(tt.from, need).Fixes()
		require.True(t, ok, name)
		last := fixes[len(fixes)-1]
		require.Equal(t, iampolicy.KindRepository, last.Kind, name)
		require.Equal(t, tt.want, last.Add.Statement.Items[0].Principal, name)
	}
}

// TestFixKinds: one fix for each policy that lacks something.
func TestFixKinds(t *testing.T) {
	nothing := statementPolicy(t, `{"Effect":"Allow","Action":"s3:*","Resource":"*"}`)
	a := authz.Access{Boundary: nothing, Session: nothing, Endpoint: nothing, SCP: []*authz.Policy{nothing, nothing}}
	report := a.Check(authz.Request{Principal: session}, authz.Need{Action: "ecr:batchgetimage",
		Resource: "arn:aws:ecr:us-east-1:444455556666:repository/a*$b"})
	fixes, ok := report.Fixes()
	require.True(t, ok)
	var got []string
	for _, f := range fixes {
		got = append(got, f.Kind.String()+" "+f.Resource+" "+string(f.Add.AppendJSON(nil)))
	}
	statement := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:BatchGetImage",` +
		`"Resource":"arn:aws:ecr:us-east-1:444455556666:repository/a${*}${$}b"}]}`
	require.Equal(t, []string{
		"identity  " + statement,
		`repository arn:aws:ecr:us-east-1:444455556666:repository/a*$b {"Version":"2012-10-17","Statement":[{"Effect":"Allow",` +
			`"Principal":{"AWS":"arn:aws:iam::111122223333:role/pull"},"Action":"ecr:BatchGetImage"}]}`,
		"boundary  " + statement, "session  " + statement,
		`endpoint  {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/pull"},` +
			`"Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:us-east-1:444455556666:repository/a${*}${$}b"}]}`,
		"scp  " + statement, "scp  " + statement,
	}, got)
}

package authz_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

const app = "arn:aws:ecr:us-east-1:111122223333:repository/app"

func policy(t testing.TB, document string) *authz.Policy {
	t.Helper()
	return compile(t, iampolicy.MustParse(document))
}

// statement wraps one statement in a document of Version 2012-10-17.
func statementPolicy(t testing.TB, statement string) *authz.Policy {
	t.Helper()
	return policy(t, `{"Version":"2012-10-17","Statement":[`+statement+`]}`)
}

func keys(pairs ...string) map[string][]string {
	c := map[string][]string{}
	for i := 0; i < len(pairs); i += 2 {
		c[pairs[i]] = append(c[pairs[i]], pairs[i+1])
	}
	return c
}

// TestSimulatorIsWrong: cases that Cloud Copilot's iam-simulate 0.1.173 decides
// otherwise than the IAM guide says (facts of 2026-11-23).
func TestSimulatorIsWrong(t *testing.T) {
	allowIf := func(condition string) string {
		return `{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":` + condition + `}`
	}
	for name, tt := range map[string]struct {
		document string
		context  map[string][]string
		want     authz.Outcome
	}{
		"variables are literal text in Version 2008-10-17": {
			`{"Version":"2008-10-17","Statement":[` + allowIf(`{"StringEquals":{"aws:SourceVpce":"${aws:PrincipalTag/v}"}}`) + `]}`,
			keys("aws:SourceVpce", "x", "aws:PrincipalTag/v", "x"), authz.ImplicitDeny},
		"variables are literal text without Version": {
			`{"Statement":[` + allowIf(`{"StringEquals":{"aws:SourceVpce":"${aws:PrincipalTag/v}"}}`) + `]}`,
			keys("aws:SourceVpce", "${aws:PrincipalTag/v}", "aws:PrincipalTag/v", "x"), authz.Allowed},
		"0.0.0.0/0 is every IPv4 address": {allowIf(`{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}`), keys("aws:SourceIp", "203.0.113.5"),
			authz.Allowed},
		"0.0.0.0/0 is no IPv6 address": {allowIf(`{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}`), keys("aws:SourceIp", "2001:db8::1"),
			authz.ImplicitDeny},
		"a negated operator matches a variable without value": {allowIf(`{"StringNotEquals":{"aws:SourceVpce":"${aws:PrincipalTag/v}"}}`),
			keys("aws:SourceVpce", "x"), authz.Allowed},
		"IPv6 is compared as addresses": {allowIf(`{"IpAddress":{"aws:SourceIp":"2001:DB8:0::/32"}}`), keys("aws:SourceIp", "2001:0db8::1"),
			authz.Allowed},
		"IPv4 within IPv6 is IPv4": {allowIf(`{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}`), keys("aws:SourceIp",
			"::ffff:203.0.113.5"), authz.Allowed},
		"seconds since 1970 are seconds": {allowIf(`{"DateEquals":{"aws:CurrentTime":"2026-07-01T00:00:00Z"}}`),
			keys("aws:CurrentTime", "1782864000"), authz.Allowed},
		"ForAnyValue with IfExists matches an absent key": {allowIf(`{"ForAnyValue:StringEqualsIfExists":{"aws:TagKeys":"x"}}`), nil,
			authz.Allowed},
		"a number with letters behind it is none": {allowIf(`{"NumericEquals":{"aws:MultiFactorAuthAge":"300"}}`),
			keys("aws:MultiFactorAuthAge", "300abc"), authz.ImplicitDeny},
		"numbers have no limit": {allowIf(`{"NumericLessThan":{"aws:MultiFactorAuthAge":"100000000000000000001"}}`),
			keys("aws:MultiFactorAuthAge", "100000000000000000000.5"), authz.Allowed},
		"a wildcard may stand in the service": {`{"Effect":"Allow","Action":"e?r:Batch*","Resource":"*"}`, nil, authz.Allowed},
	} {
		document := tt.document
		if !strings.Contains(document, "Statement") {
			document = `{"Version":"2012-10-17","Statement":[` + document + `]}`
		}
		q := authz.Request{Principal: user, Action: iampolicy.ECRBatchGetImage, Resource: app, Context: tt.context}
		if got := policy(t, document).Decide(q); got.Outcome != tt.want {
			t.Errorf("%s: Decide = %v, want %v", name, got, tt.want)
		}
	}
}

// TestSimulatorIsWrongAccess: the same for several policies together.
func TestSimulatorIsWrongAccess(t *testing.T) {
	pull := statementPolicy(t, `{"Effect":"Allow","Action":"ecr:*","Resource":"*"}`)
	nothing := statementPolicy(t, `{"Effect":"Allow","Action":"s3:*","Resource":"*"}`)
	grant := func(principal string) []authz.ResourcePolicy {
		return []authz.ResourcePolicy{{app, statementPolicy(t,
			`{"Effect":"Allow","Principal":{"AWS":"`+principal+`"},"Action":"ecr:BatchGetImage"}`)}}
	}
	endpoint := statementPolicy(t, `{"Effect":"Allow","Principal":{"AWS":"`+session+`"},"Action":"*","Resource":"*"}`)
	for name, tt := range map[string]struct {
		access    authz.Access
		principal string
		want      authz.Outcome
	}{
		"the root user has full access to its account":       {authz.Access{}, root, authz.Allowed},
		"… and none to another":                              {authz.Access{}, "arn:aws:iam::444455556666:root", authz.ImplicitDeny},
		"a session policy does not limit a grant to session": {authz.Access{Session: nothing, Resource: grant(session)}, session, authz.Allowed},
		"… it does limit a grant to the role": {authz.Access{Session: nothing, Resource: grant(role)}, session,
			authz.ImplicitDeny},
		"a role of another partition has the same name": {authz.Access{Resource: grant("arn:aws-cn:iam::111122223333:role/pull")},
			session, authz.ImplicitDeny},
		"a role is found by name, whatever its " +
			"path": {authz.Access{Resource: grant("arn:aws:iam::111122223333:role/any/path/pull")}, session, authz.Allowed},
		"an endpoint policy may name a principal": {authz.Access{Identity: pull, Endpoint: endpoint}, session, authz.Allowed},
		"… and then lets no other through":        {authz.Access{Identity: pull, Endpoint: endpoint}, user, authz.ImplicitDeny},
		"a provider is no principal of its account": {authz.Access{Resource: grant("111122223333")},
			"arn:aws:iam::111122223333:saml-provider/x", authz.ImplicitDeny},
		"there are two resource policies": {authz.Access{Resource: append(grant("444455556666"), grant(user)...)}, user,
			authz.Allowed},
	} {
		got := tt.access.Decide(authz.Request{Principal: tt.principal, Action: iampolicy.ECRBatchGetImage, Resource: app})
		if got.Outcome != tt.want {
			t.Errorf("%s: Decide = %v, want %v", name, got, tt.want)
		}
	}
}

// TestPrincipalMember: an entry names callers of the member that it stands in.
func TestPrincipalMember(t *testing.T) {
	const service, provider, github = "lambda.amazonaws.com", "accounts.google.com",
		"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
	federated := "arn:aws:sts::111122223333:federated-user/bob"
	for member, callers := range map[string][]string{
		"AWS":     {user, role, session, root, federated},
		"Service": {service, "replication.ecr.amazonaws.com", "ec2.amazonaws.com.cn", "ecs.c2s.ic.gov", "alexa-appkit.amazon.com"},
		"Federated": {provider, "www.amazon.com", "graph.facebook.com", "cognito-identity.amazonaws.com",
			"cognito-identity.cn-north-1.amazonaws.com.cn", saml, github},
		"CanonicalUser": nil,
	} {
		for _, caller := range []string{user, role, session, root, federated, service, "replication.ecr.amazonaws.com",
			"ec2.amazonaws.com.cn", "ecs.c2s.ic.gov", "alexa-appkit.amazon.com",
			provider, "www.amazon.com", "graph.facebook.com", "cognito-identity.amazonaws.com", "cognito-identity.cn-north-1.amazonaws.com.cn",
			saml, github} {
			named := `"Principal":{"` + member + `":"` + caller + `"},"Action":"*"`
			q := authz.Request{Principal: caller, Action: iampolicy.ECRBatchGetImage, Resource: "arn:aws:ecr:us-east-1:444455556666:repository/app"}
			all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
			decide := func(statements string) authz.Outcome {
				return authz.Access{Identity: all, Resource: on(q.Resource, statementPolicy(t, statements))}.Decide(q).Outcome
			}
			allow, deny := authz.ImplicitDeny, authz.Allowed
			if slices.Contains(callers, caller) {
				allow, deny = authz.Allowed, authz.ExplicitDeny
			}
			require.Equal(t, allow, decide(`{"Effect":"Allow",`+named+`}`), "%s %s", member, caller)
			require.Equal(t, allow, statementPolicy(t, `{"Effect":"Allow",`+named+`}`).Decide(q).Outcome, "%s %s", member, caller)
			require.Equal(t, deny, decide(`{"Effect":"Allow","Principal":"*","Action":"*"},{"Effect":"Deny",`+named+`}`), "%s %s", member, caller)
		}
	}
}

// TestServicesStandAlone: what hangs on users, roles and accounts does not
// apply to services and identity providers, and no boundary to root users.
func TestServicesStandAlone(t *testing.T) {
	all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
	none := statementPolicy(t, `{"Effect":"Deny","Action":"*","Resource":"*"}`)
	open := statementPolicy(t, `{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:k":"true"}}}`)
	but := func(member, name string) []authz.ResourcePolicy {
		return []authz.ResourcePolicy{{app, statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"*"},{"Effect":"Deny",`+
			`"NotPrincipal":{"`+member+`":`+name+`},"Action":"*"}`)}}
	}
	lambda := but("Service", `"lambda.amazonaws.com"`)
	for name, tt := range map[string]struct {
		access    authz.Access
		principal string
		want      authz.Outcome
	}{
		"a service and NotPrincipal": {authz.Access{Resource: lambda}, "lambda.amazonaws.com", authz.Allowed},
		"… and a boundary":           {authz.Access{Resource: lambda, Boundary: all}, "lambda.amazonaws.com", authz.Allowed},
		"… that denies":              {authz.Access{Resource: lambda, Boundary: none}, "lambda.amazonaws.com", authz.Allowed},
		"… and an identity policy":   {authz.Access{Resource: lambda, Identity: none}, "lambda.amazonaws.com", authz.Allowed},
		"… and a session policy":     {authz.Access{Resource: lambda, Session: none}, "lambda.amazonaws.com", authz.Allowed},
		"… and an SCP": {authz.Access{Resource: lambda, SCP: []*authz.Policy{none}}, "lambda.amazonaws.com",
			authz.Allowed},
		"… on unknown keys": {authz.Access{Resource: lambda, SCP: []*authz.Policy{open}, Identity: open},
			"lambda.amazonaws.com", authz.Allowed},
		"… and an RCP": {authz.Access{Resource: lambda, RCP: []*authz.Policy{statementPolicy(t,
			`{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}`)}}, "lambda.amazonaws.com", authz.ExplicitDeny},
		"an identity policy grants it nothing": {authz.Access{Identity: all, SCP: []*authz.Policy{all}}, "lambda.amazonaws.com",
			authz.ImplicitDeny},
		"another service": {authz.Access{Resource: lambda}, "ecs.amazonaws.com", authz.ExplicitDeny},
		"a provider and a boundary": {authz.Access{Resource: but("Federated", `"accounts.google.com"`), Boundary: none},
			"accounts.google.com", authz.Allowed},
		"a root user and a boundary":   {authz.Access{Resource: but("AWS", `"`+root+`"`), Boundary: all}, root, authz.Allowed},
		"a role and no boundary":       {authz.Access{Resource: but("AWS", `["`+root+`","`+role+`"]`)}, role, authz.Allowed},
		"a session, its role is named": {authz.Access{Resource: but("AWS", `["`+root+`","`+role+`"]`)}, session, authz.Allowed},
		"a role and a boundary": {authz.Access{Resource: but("AWS", `["`+root+`","`+role+`"]`), Boundary: all}, role,
			authz.ExplicitDeny},
		"a role, its account is not named": {authz.Access{Resource: but("AWS", `"`+role+`"`)}, role, authz.ExplicitDeny},
	} {
		q := authz.Request{Principal: tt.principal, Action: iampolicy.ECRBatchGetImage, Resource: app}
		for _, q.OpenContext = range []bool{false, true} {
			got := tt.access.Decide(q)
			require.Equal(t, tt.want, got.Outcome, name)
			require.NotEmpty(t, got.Reasons, name)
		}
	}
}

// TestNeverAllowed: what is missing or malformed is never allowed.
func TestNeverAllowed(t *testing.T) {
	all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
	anyone := statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"*"}`)
	good := authz.Request{Principal: user, Action: iampolicy.ECRBatchGetImage, Resource: app}
	full := authz.Access{Identity: all, Resource: on(app, anyone)}
	require.Equal(t, authz.Allowed, full.Decide(good).Outcome)
	for name, spoil := range map[string]func(q *authz.Request){
		"no principal":               func(q *authz.Request) { q.Principal = "" },
		"anonymous":                  func(q *authz.Request) { q.Principal = "*" },
		"a principal without a kind": func(q *authz.Request) { q.Principal = "arn:aws:iam::111122223333:" },
		"a group":                    func(q *authz.Request) { q.Principal = "arn:aws:iam::111122223333:group/x" },
		"a short account":            func(q *authz.Request) { q.Principal = "arn:aws:iam::1111:user/x" },
		"an account alone":           func(q *authz.Request) { q.Principal = "111122223333" },
		"a session without name":     func(q *authz.Request) { q.Principal = "arn:aws:sts::111122223333:assumed-role/pull" },
		"a pattern of roles":         func(q *authz.Request) { q.Principal = "arn:aws:iam::111122223333:role/*" },
		"a pattern of sessions":      func(q *authz.Request) { q.Principal = "arn:aws:sts::111122223333:assumed-role/pull/?" },
		"a session of a path": func(q *authz.Request) {
			q.Principal = "arn:aws:sts::111122223333:assumed-role/service-role/pull/task-1"
		},
		"no ARN, though it looks like one": func(q *authz.Request) { q.Principal = "foo:aws:iam::111122223333:role/pull" },
		"no partition":                     func(q *authz.Request) { q.Principal = "arn::iam::111122223333:role/pull" },
		"a Region":                         func(q *authz.Request) { q.Principal = "arn:aws:iam:us-east-1:111122223333:role/pull" },
		"a root user of another service":   func(q *authz.Request) { q.Principal = "arn:aws:sts::111122223333:root" },
		"a user of another service":        func(q *authz.Request) { q.Principal = "arn:aws:s3::111122223333:user/ann" },
		"a user of the token service":      func(q *authz.Request) { q.Principal = "arn:aws:sts::111122223333:user/ann" },
		"a role of the token service":      func(q *authz.Request) { q.Principal = "arn:aws:sts::111122223333:role/pull" },
		"a provider of the token service":  func(q *authz.Request) { q.Principal = "arn:aws:sts::111122223333:saml-provider/corp" },
		"a session of IAM":                 func(q *authz.Request) { q.Principal = "arn:aws:iam::111122223333:assumed-role/pull/task-1" },
		"a federated user of IAM":          func(q *authz.Request) { q.Principal = "arn:aws:iam::111122223333:federated-user/bob" },
		"a session of a role without name": func(q *authz.Request) { q.Principal = "arn:aws:sts::111122223333:assumed-role//task-1" },
		"a session and nothing behind":     func(q *authz.Request) { q.Principal = "arn:aws:sts::111122223333:assumed-role/pull/" },
		"an ARN that ends early":           func(q *authz.Request) { q.Principal = "arn:aws:iam::111122223333" },
		"a host that begins with a dot":    func(q *authz.Request) { q.Principal = ".amazonaws.com" },
		"a host that ends in a dot":        func(q *authz.Request) { q.Principal = "lambda." },
		"a host without a dot":             func(q *authz.Request) { q.Principal = "lambda" },
		"a host with a port":               func(q *authz.Request) { q.Principal = "lambda.amazonaws.com:443" },
		"a host with a path":               func(q *authz.Request) { q.Principal = "lambda.amazonaws.com/x" },
		"what stands before a in ASCII":    func(q *authz.Request) { q.Principal = "`.amazonaws.com" },
		"what stands behind z in ASCII":    func(q *authz.Request) { q.Principal = "{.amazonaws.com" },
		"a host in letters beyond ASCII":   func(q *authz.Request) { q.Principal = "lämbda.amazonaws.com" },
		"a federated user of a path":       func(q *authz.Request) { q.Principal = "arn:aws:sts::111122223333:federated-user/team/bob" },
		"a role that ends in a path":       func(q *authz.Request) { q.Principal = "arn:aws:iam::111122223333:role/team/" },
		"a space behind a session":         func(q *authz.Request) { q.Principal = session + " " },
		"a line break behind a user":       func(q *authz.Request) { q.Principal = user + "\n" },
		"another partition":                func(q *authz.Request) { q.Principal = "arn:aws-cn:iam::111122223333:user/ann" },
		"no action":                        func(q *authz.Request) { q.Action = "" },
		"an action without service":        func(q *authz.Request) { q.Action = "BatchGetImage" },
		"an action without name":           func(q *authz.Request) { q.Action = "ecr:" },
		"a pattern of actions":             func(q *authz.Request) { q.Action = "ecr:Batch*" },
		"an action without a service":      func(q *authz.Request) { q.Action = ":BatchGetImage" },
		"an action with a blank":           func(q *authz.Request) { q.Action = "ecr:Batch GetImage" },
		"no resource":                      func(q *authz.Request) { q.Resource = "" },
		"an ARN that ends too early":       func(q *authz.Request) { q.Resource = "arn:aws:ecr:us-east-1:111122223333" },
		"no resource that is an ARN":       func(q *authz.Request) { q.Resource = "foo:aws:ecr:us-east-1:111122223333:repository/app" },
		"an ARN without a name":            func(q *authz.Request) { q.Resource = "arn:aws:ecr:us-east-1:111122223333:" },
		"an ARN of no partition":           func(q *authz.Request) { q.Resource = "arn::ecr:us-east-1:111122223333:repository/app" },
		"an ARN of no service":             func(q *authz.Request) { q.Resource = "arn:aws::us-east-1:111122223333:repository/app" },
		"a letter in the account":          func(q *authz.Request) { q.Principal = "arn:aws:iam::11112222333a:user/ann" },
		"what stands before 0 in ASCII":    func(q *authz.Request) { q.Principal = "arn:aws:iam::11112222333/:user/ann" },
		"a URI":                            func(q *authz.Request) { q.Resource = "111122223333.dkr.ecr.us-east-1.amazonaws.com/app" },
	} {
		q := good
		spoil(&q)
		for _, q.OpenContext = range []bool{false, true} {
			got := full.Decide(q)
			require.Equal(t, authz.ImplicitDeny, got.Outcome, name)
			require.NotEmpty(t, got.Reasons, name)
			if q.Principal == user {
				require.Equal(t, authz.ImplicitDeny, all.Decide(q).Outcome, name)
				named := compile(t, iampolicy.NewDocument(iampolicy.Allow(q.Action, "x:Y").On("*")))
				require.Equal(t, authz.ImplicitDeny, named.Decide(q).Outcome, "%s, which a policy names", name)
			}
		}
	}
}

func TestZeroValues(t *testing.T) {
	var none *authz.Policy
	q := authz.Request{Principal: user, Action: iampolicy.ECRBatchGetImage, Resource: app}
	for _, q.OpenContext = range []bool{false, true} {
		for _, d := range []authz.Decision{none.Decide(q), new(authz.Policy).Decide(q), compile(t).Decide(q),
			authz.Access{}.Decide(q), authz.Access{}.Decide(authz.Request{}), none.Decide(authz.Request{}),
			authz.Access{Resource: on(app, nil), SCP: []*authz.Policy{nil}, RCP: []*authz.Policy{nil}}.Decide(q)} {
			require.Equal(t, authz.ImplicitDeny, d.Outcome)
			require.NotEmpty(t, d.Reasons)
			require.NotEmpty(t, d.Reasons[0].String())
		}
	}
	require.Equal(t, authz.ImplicitDeny, authz.Decision{}.Outcome)
	require.NotEmpty(t, authz.Reason{}.String())
	require.False(t, authz.Report{}.OK(), "nobody was asked")
	require.Empty(t, authz.Report{}.Missing())
	require.True(t, authz.Access{}.Check(authz.Request{}).OK(), "nothing is needed")
	require.True(t, authz.Report{Results: []authz.Result{{Decision: authz.Decision{Outcome: authz.Allowed}}}}.OK())
	require.False(t, authz.Report{Results: []authz.Result{{}}}.OK())
}

// TestWithoutResource: what the place of a statement without Resource makes of
// actions without resource types.
func TestWithoutResource(t *testing.T) {
	all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
	for _, resource := range []string{"", `,"Resource":"*"`} {
		deny := statementPolicy(t, `{"Effect":"Deny","Principal":"*","Action":"*"`+resource+`}`)
		for action, denied := range map[string]bool{"ecr:GetAuthorizationToken": resource != "", "ecr:DescribeRegistry": resource != "",
			"ecr:CreateRepository": true} {
			q := authz.Request{Principal: role, Action: action, Resource: "*"}
			want := authz.Allowed
			if denied {
				want = authz.ExplicitDeny
			}
			require.Equal(t, want, authz.Access{Identity: all, Resource: on("", deny)}.Decide(q).Outcome, action)
			require.Equal(t, authz.ExplicitDeny, deny.Decide(q).Outcome, action)
		}
	}
}

// TestEndpointWithoutResource: the policy of an endpoint must have a Resource, so
// that a statement without one grants nothing and denies everything.
func TestEndpointWithoutResource(t *testing.T) {
	all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
	for statements, want := range map[string]authz.Outcome{
		`{"Effect":"Allow","Principal":"*","Action":"*"}`:                                                                     authz.ImplicitDeny,
		`{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}`:                                                      authz.Allowed,
		`{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"ecr:Ba*"}`: authz.ExplicitDeny,
	} {
		q := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app}
		got := authz.Access{Identity: all, Endpoint: statementPolicy(t, statements)}.Decide(q)
		require.Equal(t, want, got.Outcome, statements)
	}
}

func TestDecideAllocations(t *testing.T) {
	p := policy(t, `{"Version":"2012-10-17","Statement":[
		{"Effect":"Deny","Action":"ecr:*Image","Resource":"arn:aws:ecr:*:*:repository/${aws:PrincipalTag/secret}/*"},
		{"Effect":"Deny","Action":"ecr:DeleteRepository","Resource":"*"},
		{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:Describe*"],"Resource":["arn:aws:ecr:us-*:111122223333:repository/a*"],"Condition":{
			"StringLike":{"aws:PrincipalTag/team":["a?p","${aws:username}*"]},
				"StringEqualsIgnoreCase":{"aws:SourceVpce":"x-${aws:PrincipalTag/team}"},"IpAddress":{"aws:SourceIp":["203.0.113.0/24",
					"2001:db8::/32"]},
			"NumericLessThan":{"aws:MultiFactorAuthAge":"300"},"DateLessThan":{"aws:CurrentTime":"2030-01-01T00:00:00Z"},
			"ArnLike":{"aws:SourceArn":"arn:aws:ecs:*:111122223333:*"},"ForAnyValue:StringEquals":{"aws:TagKeys":["x","y"]},
				"Bool":{"aws:SecureTransport":"true"}}}]}`)
	context := keys("AWS:principaltag/team", "app", "aws:PrincipalTag/secret", "s", "aws:SourceVpce", "X-APP", "aws:SourceIp",
		"2001:db8::1", "aws:MultiFactorAuthAge", "1e2",
		"aws:CurrentTime", "2026-07-01T00:00:00Z", "aws:SourceArn", "arn:aws:ecs:us-east-1:111122223333:task/x", "aws:TagKeys", "y",
		"aws:SecureTransport", "true")
	for action, want := range map[string]authz.Outcome{"ecr:BatchGetImage": authz.Allowed, "ecr:describeimages": authz.Allowed,
		"ecr:DeleteRepository": authz.ExplicitDeny, "ecr:PutImage": authz.ImplicitDeny, "s3:GetObject": authz.ImplicitDeny} {
		q := authz.Request{Principal: user, Action: action, Resource: app, Context: context}
		require.Equal(t, want, p.Decide(q).Outcome, action)
		require.Zero(t, testing.AllocsPerRun(100, func() { p.Decide(q) }), action)
	}
	q := authz.Request{Principal: user, Action: iampolicy.ECRBatchGetImage, Resource: app}
	require.Equal(t, authz.ImplicitDeny, p.Decide(q).Outcome)
	require.Zero(t, testing.AllocsPerRun(100, func() { p.Decide(q) }), "near miss")
}

// TestDecideConcurrently is for the race detector.
func TestDecideConcurrently(t *testing.T) {
	m := newMaker(6)
	s := m.setup()
	s.Resource, s.Boundary = []placed{{app, m.documents(true, 2)}}, m.fullAccess(false)
	a := s.compile(t)
	var requests []authz.Request
	for range 50 {
		requests = append(requests, m.request())
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, q := range requests {
				for _, q.OpenContext = range []bool{false, true} {
					a.Decide(q)
					a.Identity.Decide(q)
					a.Identity.Decide(q)
					a.Check(q, authz.Need{Action: q.Action, Resource: q.Resource}).Fixes()
				}
			}
		}()
	}
	wg.Wait()
}

// TestOpenContextNamed holds cases that people meet.
func TestOpenContextNamed(t *testing.T) {
	for name, tt := range map[string]struct {
		statements string
		want       authz.Outcome
		missing    []string
	}{
		"a key that decides": {`{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}`,
			authz.Undetermined, []string{"aws:SourceVpce"}},
		"either way": {`{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}},
			{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"AWS:sourceVpce":"vpce-1"}}}`, authz.Allowed, nil},
		"present or absent": {`{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Null":{"aws:TagKeys":"true"}}},
			{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringLike":{"aws:TagKeys":"*"}}}`, authz.ExplicitDeny, nil},
		"below, at and above": {`{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":"300"}}},
			{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericGreaterThanEqualsIfExists":{"aws:MultiFactorAuthAge":"3e2"}}}`,
			authz.Undetermined, []string{"aws:MultiFactorAuthAge"}}, // it may be no number
		"not for this resource": {`{"Effect":"Deny","Action":"*","Resource":"arn:aws:ecr:*:*:repository/x-${aws:username}"},` +
			`{"Effect":"Allow","Action":"*","Resource":"*"}`,
			authz.Allowed, nil},
		"perhaps for this resource": {`{"Effect":"Deny","Action":"*","Resource":"arn:aws:ecr:*:*:repository/${aws:username}"},` +
			`{"Effect":"Allow","Action":"*","Resource":"*"}`,
			authz.Undetermined, []string{"aws:username"}},
		"a variable, either way": {`{"Effect":"Allow","Action":"*","Resource":"*",
			"Condition":{"StringEquals":{"aws:ResourceTag/t":"${aws:PrincipalTag/t}"}}},
			{"Effect":"Allow","Action":"*","Resource":"*",
				"Condition":{"StringNotEquals":{"aws:ResourceTag/t":"${aws:PrincipalTag/t}"}}}`, authz.Allowed, nil},
		"values that only look alike": {`{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:t":["${aws:u}, x"]}}},
			{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:t":["${aws:u}",
				"x"]}}}`, authz.Undetermined, []string{"aws:t", "aws:u"}},
		"absent is equal if it exists, and not equal": {`{"Effect":"Allow","Action":"*","Resource":"*",` +
			`"Condition":{"StringEqualsIfExists":{"aws:t":"${aws:u}"},"StringNotEquals":{"aws:t":"${aws:u}"}}}`,
			authz.Undetermined, []string{"aws:t", "aws:u"}},
		"two values of one key": {`{"Effect":"Allow","Action":"*","Resource":"*",` +
			`"Condition":{"ForAnyValue:StringEquals":{"aws:TagKeys":"a"},"ForAnyValue:StringLike":{"aws:TagKeys":"b"}}}`,
			authz.Undetermined, []string{"aws:TagKeys"}},
		"never two values of one key": {`{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:x":"a"},` +
			`"StringLike":{"aws:x":"b"}}}`,
			authz.ImplicitDeny, nil},
		"a * never crosses a colon": {`{"Effect":"Allow","Action":"*","Resource":"*",` +
			`"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:1:x"},"StringEquals":{"aws:SourceArn":"arn:aws:s3:a:b:1:x"}}}`,
			authz.ImplicitDeny, nil},
		"… but may be more than one letter": {`{"Effect":"Allow","Action":"*","Resource":"*",` +
			`"Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:1:x"},"StringEquals":{"aws:SourceArn":"arn:aws:s3:ab:1:x"}}}`,
			authz.Undetermined, []string{"aws:SourceArn"}},
		"a resource that is not the user's": {`{"Effect":"Allow","Action":"*","NotResource":"arn:aws:ecr:*:*:repository/${aws:username}"}`,
			authz.Undetermined, []string{"aws:username"}},
		"a limit that Request.OpenContext states": {`{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:k":"a",` +
			`"aws:j":"${aws:k}x"},"StringNotEquals":{"aws:j":"ax"}}}`,
			authz.Undetermined, []string{"aws:j", "aws:k"}},
		"two keys": {`{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:a":"1"},"Bool":{"aws:b":"true"},` +
			`"IpAddressIfExists":{"aws:c":"::/0"}}}`,
			authz.Undetermined, []string{"aws:a", "aws:b", "aws:c"}},
	} {
		q := authz.Request{Principal: user, Action: iampolicy.ECRBatchGetImage, Resource: app, OpenContext: true}
		p := statementPolicy(t, tt.statements)
		for _, d := range []authz.Decision{p.Decide(q), authz.Access{Identity: p}.Decide(q)} {
			require.Equal(t, tt.want, d.Outcome, name)
			require.Equal(t, tt.missing, d.Missing, name)
			require.NotEmpty(t, d.Reasons, name)
		}
	}
}

// TestOpenContextSeveralValues: with several values "equals" and "not equals"
// can both fail.
func TestOpenContextSeveralValues(t *testing.T) {
	p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:t":"${aws:u}"}}},
		{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:t":"${aws:u}"}}}`)
	q := authz.Request{Action: iampolicy.ECRBatchGetImage, Resource: app, OpenContext: true, Context: keys("aws:t", "x", "aws:t", "y")}
	require.Equal(t, authz.Undetermined, p.Decide(q).Outcome)
	q.Context = keys("aws:t", "x")
	require.Equal(t, authz.Allowed, p.Decide(q).Outcome)
}

// TestOpenContextIsBounded: too many ways to try is Undetermined, not forever.
func TestOpenContextIsBounded(t *testing.T) {
	var statements []string
	for i := range 40 {
		k := strings.Repeat("k", i+1)
		statements = append(statements, `{"Effect":"Allow","Action":"*","Resource":"*",`+
			`"Condition":{"StringLike":{"aws:`+k+`":["`+strings.Repeat("*a?", i)+`"]},"StringEquals":{"aws:x`+k+`":"y"}}}`)
	}
	p := statementPolicy(t, strings.Join(statements, ","))
	d := p.Decide(authz.Request{Action: iampolicy.ECRBatchGetImage, Resource: app, OpenContext: true})
	require.Equal(t, authz.Undetermined, d.Outcome)
	require.NotEmpty(t, d.Missing)
}

// TestOpenContextLongList: many literal values are still told apart.
func TestOpenContextLongList(t *testing.T) {
	var values []string
	for i := range 400 {
		values = append(values, fmt.Sprintf("arn:aws:ecs:us-east-1:111122223333:task/cluster/%032x", i*i))
	}
	for operators, want := range map[[2]string]authz.Outcome{
		{"StringEquals", "StringNotEquals"}:                     authz.Allowed,
		{"ArnEquals", "ArnNotEquals"}:                           authz.Allowed,
		{"StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"}: authz.Allowed,
		{"StringEquals", "StringNotLike"}:                       authz.Allowed,
		{"StringEquals", "StringEqualsIfExists"}:                authz.Undetermined,
	} {
		p := compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On("*").When(operators[0], "aws:k", values...),
			iampolicy.Allow("*").On("*").When(operators[1], "aws:k", values...)))
		d := p.Decide(authz.Request{Action: iampolicy.ECRBatchGetImage, Resource: app, OpenContext: true})
		require.Equal(t, want, d.Outcome, operators)
	}
}

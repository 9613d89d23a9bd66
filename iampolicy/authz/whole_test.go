package authz_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
)

// wholeCases stand beside those of TestReasons, one step away from what a reason is
// given for. TestReasonsWhole holds all that is said to each, word for word.
func wholeCases(t *testing.T) []wholeCase {
	allow := func(rest string) *authz.Policy { return statementPolicy(t, `{"Effect":"Allow",`+rest+`}`) }
	deny := func(rest string) *authz.Policy { return statementPolicy(t, `{"Effect":"Deny",`+rest+`}`) }
	const everything = `"Action":"*","Resource":"*"`
	const public = `"Principal":"*","Action":"*","Resource":"*"`
	all, other := allow(everything), allow(`"Action":"s3:*","Resource":"*"`)
	web := allow(`"Action":"ecr:*","Resource":"arn:aws:ecr:*:*:repository/web"`)
	pull := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app}
	as := func(q authz.Request, principal string) authz.Request { q.Principal = principal; return q }
	to := func(q authz.Request, action, resource string) authz.Request {
		q.Action, q.Resource = action, resource
		return q
	}
	open := func(q authz.Request) authz.Request { q.OpenContext = true; return q }
	token := to(pull, "ecr:GetAuthorizationToken", "*")
	there := func(q authz.Request) authz.Request { q.ResourceAccount = "444455556666"; return q }
	with := func(q authz.Request, pairs ...string) authz.Request { q.Context = keys(pairs...); return q }
	both := func(a, b string) *authz.Policy { return statementPolicy(t, a+","+b) }
	return []wholeCase{
		{"nobody is denied: the Deny is the reason", authz.Access{Identity: all, SCP: []*authz.Policy{deny(everything)}}, as(pull, "nobody")},
		{"a root user lacks an SCP", authz.Access{SCP: []*authz.Policy{other}}, as(pull, root)},
		{"a root user is allowed by a statement as well", authz.Access{Identity: all}, as(pull, root)},
		{"what is denied need not be allowed elsewhere", authz.Access{Identity: deny(everything)}, to(pull, pull.Action, abroad)},
		{"an RCP allows nothing", authz.Access{Identity: all, RCP: []*authz.Policy{allow(public)}}, pull},
		{"a registry's policy allows no token", authz.Access{Identity: all, Resource: on("", allow(public))}, token},
		{"a policy that need not allow gives no reason", authz.Access{Identity: web, Resource: on(app, allow(
			`"Principal":{"AWS":"444455556666"},"Action":"ecr:*"`))}, pull},
		{"a statement that does not match gives no reason for an Allow", authz.Access{Identity: both(`{"Effect":"Allow",`+everything+`}`,
			`{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:*:*:repository/web"}`)}, pull},
		{"a Deny that does not match gives none for the lack of an Allow", authz.Access{Identity: both(
			`{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:*:*:repository/web"}`,
			`{"Effect":"Deny","Action":"ecr:*","Resource":"arn:aws:ecr:*:*:repository/web"}`)}, pull},
		{"nor does an Allow for other actions", authz.Access{Identity: both(`{"Effect":"Allow","Action":"ecr:Get*","Resource":"*"}`,
			`{"Effect":"Allow","Action":"ecr:Put*","Resource":"arn:aws:ecr:*:*:repository/web"}`)}, to(pull, "ecr:PutImage", app)},
		{"another partition", authz.Access{Identity: all}, as(pull, "arn:aws-cn:iam::111122223333:role/pull")},

		{"a policy that may be another repository's", authz.Access{Resource: on("", allow(`"Principal":"*","Action":"ecr:*"`))},
			to(pull, pull.Action, abroad)},
		{"… with a Resource that does not cover", authz.Access{Resource: on("", allow(
			`"Principal":"*","Action":"ecr:*","Resource":"arn:aws:ecr:*:444455556666:repository/web"`))}, to(pull, pull.Action, abroad)},
		{"… that denies", authz.Access{Identity: all, Resource: on("", deny(`"Principal":"*","Action":"ecr:*"`))}, pull},
		{"an identity policy without Resource", authz.Access{Identity: allow(`"Action":"ecr:*"`)}, pull},
		{"an endpoint policy without Resource", authz.Access{Identity: all, Endpoint: allow(`"Principal":"*","Action":"*"`)}, pull},
		{"a token on an ARN", authz.Access{Identity: web}, token},
		{"a token asked of an ARN", authz.Access{Identity: web}, to(pull, token.Action, app)},
		{"a list of buckets on an ARN", authz.Access{Identity: allow(`"Action":"s3:*","Resource":"arn:aws:s3:::a"`)},
			to(pull, "s3:ListAllMyBuckets", "*")},
		{"NotResource", authz.Access{Identity: allow(`"Action":"ecr:*","NotResource":["arn:aws:ecr:*:*:repository/web","` + app + `"]`)}, pull},
		{"what is no ARN differs in its prefix", authz.Access{Identity: allow(
			`"Action":"ecr:*","Resource":"x:aws:ecr:us-east-1:111122223333:repository/app"`)}, pull},
		{"… and in its partition", authz.Access{Identity: allow(
			`"Action":"ecr:*","Resource":"x:aws-cn:ecr:us-east-1:111122223333:repository/app"`)}, pull},
		{"the partition", authz.Access{Identity: allow(`"Action":"ecr:*","Resource":"arn:aws-cn:ecr:*:*:*"`)}, pull},
		{"the service", authz.Access{Identity: allow(`"Action":"ecr:*","Resource":"arn:aws:ecr-public:*:*:*"`)}, pull},
		{"the Region, of the second pattern", authz.Access{Identity: allow(
			`"Action":"ecr:*","Resource":["arn:aws:ecr:eu-*:444455556666:*","arn:aws:ecr:eu-*:*:*"]`)}, pull},
		{"Region and account", authz.Access{Identity: allow(`"Action":"ecr:*","Resource":"arn:aws:ecr:eu-*:444455556666:*"`)}, pull},
		{"text that is no ARN", authz.Access{Identity: allow(`"Action":"ecr:*","Resource":"app"`)}, pull},

		{"a letter too many", authz.Access{Identity: allow(`"Action":"ecr:BatchGetImages","Resource":"*"`)}, pull},
		{"two letters too few", authz.Access{Identity: allow(`"Action":"ecr:BatchGetIma","Resource":"*"`)}, pull},
		{"three letters too few", authz.Access{Identity: allow(`"Action":"ecr:BatchGetIm","Resource":"*"`)}, pull},
		{"as many letters, and others", authz.Access{Identity: allow(`"Action":"ecr:BatchPutLayer","Resource":"*"`)}, pull},
		{"three other letters", authz.Access{Identity: allow(`"Action":"ecr:BatchPutImags","Resource":"*"`)}, pull},
		{"two slips", authz.Access{Identity: allow(`"Action":["ecr:BatchGetImages","ecr:BatchGetImag"],"Resource":"*"`)}, pull},
		{"a pattern is no slip", authz.Access{Identity: allow(`"Action":"ecr:BatchGetImage?","Resource":"*"`)}, pull},
		{"nor is a Deny", authz.Access{Identity: deny(`"Action":"ecr:BatchGetImages","Resource":"*"`)}, pull},
		{"nor a NotAction", authz.Access{Identity: allow(`"NotAction":["ecr:*","ecr:BatchGetImages"],"Resource":"*"`)}, pull},

		{"a key that decides", authz.Access{Identity: allow(everything + `,"Condition":{"StringEquals":{"aws:k":"v"}}`)}, open(pull)},
		{"a resource that hangs on a key", authz.Access{Identity: allow(`"Action":"*","Resource":"arn:aws:ecr:*:*:repository/${aws:username}"`)},
			open(pull)},
		{"a condition that never holds", authz.Access{Identity: allow(everything +
			`,"Condition":{"StringEquals":{"aws:k":"v"},"StringLike":{"aws:k":"w*"}}`)}, open(pull)},
		{"… the other way round", authz.Access{Identity: allow(everything +
			`,"Condition":{"StringLike":{"aws:k":"w*"},"StringEquals":{"aws:k":"v"}}`)}, open(pull)},
		{"… in a world in which its first half holds", authz.Access{Identity: allow(everything +
			`,"Condition":{"StringNotEquals":{"aws:k":"v"},"StringEquals":{"aws:k":"v"}}`)}, open(pull)},
		{"an Allow for everybody but everybody", authz.Access{Resource: on(app, allow(`"NotPrincipal":"*","Action":"ecr:*"`))},
			as(pull, "lambda.amazonaws.com")},
		{"a key that is known, beside others that are not", authz.Access{Identity: allow(everything +
			`,"Condition":{"StringEquals":{"aws:k":"v"}}`)}, open(with(pull, "aws:k", "w"))},
		{"a Deny that hangs, where nothing allows", authz.Access{Identity: both(`{"Effect":"Deny",`+everything+
			`,"Condition":{"StringEquals":{"aws:k":"v"}}}`, `{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:*:*:repository/web"}`)},
			open(pull)},
		{"an Allow that hangs, where an SCP does not allow", authz.Access{Identity: allow(everything +
			`,"Condition":{"StringEquals":{"aws:k":"v"}}`), SCP: []*authz.Policy{other}}, open(pull)},
		{"two statements, one of which allows in any case", authz.Access{Identity: both(`{"Effect":"Allow",`+everything+
			`,"Condition":{"StringEquals":{"aws:k":"v"}}}`, `{"Effect":"Allow",`+everything+`,"Condition":{"StringNotEquals":{"aws:k":"v"}}}`)},
			open(pull)},
		{"a Deny with NotPrincipal in an identity policy", authz.Access{Identity: both(`{"Effect":"Allow",`+everything+`}`,
			`{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"ecr:*","Resource":"*"}`)}, pull},
		{"… in a resource policy, for a service", authz.Access{Resource: on(app, both(`{"Effect":"Allow",`+public+`}`,
			`{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"ecr:*"}`))}, as(pull, "lambda.amazonaws.com")},
		{"… for a root user", authz.Access{Resource: on(app, deny(`"NotPrincipal":{"AWS":"444455556666"},"Action":"ecr:*"`))}, as(pull, root)},
		{"… that names the caller, who has a boundary", authz.Access{Identity: all, Boundary: all, Resource: on(app, deny(
			`"NotPrincipal":{"AWS":["`+role+`","111122223333"]},"Action":"ecr:*"`))}, pull},
		{"… that does not, and a boundary", authz.Access{Identity: all, Boundary: all, Resource: on(app, deny(
			`"NotPrincipal":{"AWS":"444455556666"},"Action":"ecr:*"`))}, pull},
		{"the second SCP denies", authz.Access{Identity: all, SCP: []*authz.Policy{all, both(`{"Effect":"Allow",`+everything+`}`,
			`{"Effect":"Deny","Action":"*","NotResource":"arn:aws:s3:::*"}`)}}, pull},
		{"the first statement of the first SCP, and the second of the second, deny", authz.Access{Identity: all, SCP: []*authz.Policy{
			both(`{"Effect":"Deny","Action":"ecr:BatchGetImage","Resource":"*"}`, `{"Effect":"Allow",`+everything+`}`),
			both(`{"Effect":"Allow",`+everything+`}`, `{"Effect":"Deny","NotAction":"s3:*","Resource":"*"}`)}}, pull},
		{"the first statement of the second document denies", authz.Access{Identity: compile(t, iampolicy.NewDocument(
			iampolicy.Deny("s3:*").On("*"), iampolicy.Allow("*").On("*")), iampolicy.NewDocument(iampolicy.Deny("ecr:*").On(app)))}, pull},
		{"a Deny on the resource", authz.Access{Identity: both(`{"Effect":"Allow",`+everything+`}`,
			`{"Effect":"Deny","Action":"ecr:*","Resource":["arn:aws:s3:::a","`+app+`"]}`)}, pull},
		{"a Deny on everything", authz.Access{Identity: both(`{"Effect":"Allow",`+everything+`}`, `{"Effect":"Deny",`+everything+`}`)},
			to(pull, "s3:ListAllMyBuckets", "*")},
		{"a Deny of the token", authz.Access{Identity: both(`{"Effect":"Allow",`+everything+`}`, `{"Effect":"Deny","Action":"ecr:Get*",`+
			`"Resource":"*"}`)}, to(pull, token.Action, app)},
		{"a Deny where the key is absent", authz.Access{Identity: both(`{"Effect":"Allow",`+everything+`}`,
			`{"Effect":"Deny",`+everything+`,"Condition":{"StringEqualsIfExists":{"aws:k":"v"}}}`)}, pull},
		{"… negated", authz.Access{Identity: both(`{"Effect":"Allow",`+everything+`}`,
			`{"Effect":"Deny",`+everything+`,"Condition":{"StringNotEquals":{"aws:k":"v"}}}`)}, pull},
		{"… where it is there", authz.Access{Identity: both(`{"Effect":"Allow",`+everything+`}`,
			`{"Effect":"Deny",`+everything+`,"Condition":{"StringNotEquals":{"aws:k":"v"}}}`)}, with(pull, "aws:k", "w")},
		{"… in an open context", authz.Access{Identity: both(`{"Effect":"Allow",`+everything+`}`,
			`{"Effect":"Deny",`+everything+`,"Condition":{"StringNotEquals":{"aws:k":"v"}}}`)}, open(with(pull, "aws:k", "w"))},
		{"the second of two keys", authz.Access{Identity: allow(everything +
			`,"Condition":{"Bool":{"aws:j":"true"},"StringEquals":{"aws:k":"v"}}`)}, open(with(pull, "aws:j", "true"))},
		{"replication into another account", authz.Access{Identity: all}, to(pull, "ecr:ReplicateImage", abroad)},
		{"a repository that is created there", authz.Access{Identity: all}, to(pull, "ecr:createrepository", abroad)},
		{"the registry there, asked of a bucket", authz.Access{Identity: all}, to(pull, "ecr:DescribeRegistry", "arn:aws:s3::444455556666:a")},
		{"a repository of CodeCommit there", authz.Access{Identity: all},
			to(pull, "codecommit:CreateRepository", "arn:aws:codecommit:us-east-1:444455556666:app")},
		{"an image of no repository there", authz.Access{Identity: all}, there(to(pull, "ecr:PutImage", "*"))},
		{"the gallery there", authz.Access{Identity: all}, there(to(pull, "ecr-public:PutImage", "*"))},
		{"a role there, which is not named", authz.Access{Identity: all}, there(to(pull, "sts:AssumeRole", "*"))},
		{"a bucket there, which is not named", authz.Access{Identity: all}, there(to(pull, "s3:GetObject", "*"))},
		{"a service at an ARN that no statement can name alone", authz.Access{}, as(to(pull, pull.Action,
			"arn:aws:ecr:*:111122223333:repository/app"), "lambda.amazonaws.com")},
		{"a service and no repository", authz.Access{}, as(to(pull, "ecr:PutImage", "*"), "lambda.amazonaws.com")},
		{"… of the gallery", authz.Access{}, as(to(pull, "ecr-public:PutImage", "*"), "lambda.amazonaws.com")},
		{"… and no role", authz.Access{}, as(to(pull, "sts:AssumeRole", "*"), "lambda.amazonaws.com")},
		{"… and no bucket", authz.Access{}, as(to(pull, "s3:GetObject", "*"), "lambda.amazonaws.com")},
		{"… and a registry", authz.Access{}, as(to(pull, "ecr:DescribeRegistry", "*"), "lambda.amazonaws.com")},
		{"the second of two documents", authz.Access{Identity: compile(t, iampolicy.ECSPull(),
			iampolicy.NewDocument(iampolicy.Deny("ecr:*").On("*").Named("No")))}, pull},
		{"a root user, of whom nothing hangs", authz.Access{Identity: all}, open(as(pull, root))},
		{"nothing is allowed, and a key is not known", authz.Access{Identity: web}, open(pull)},
	}
}

// wholeCase is one request, and what it shows.
type wholeCase struct {
	why    string
	access authz.Access
	q      authz.Request
}

// TestReasonsWhole holds the outcome, the reasons and the keys that are missing, of
// all policies together and of the identity policy alone, and the fixes and blockers.
func TestReasonsWhole(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	for _, c := range wholeCases(t) {
		fmt.Fprintf(&out, "%s: %s %s on %s\n", c.why, c.q.Principal, c.q.Action, c.q.Resource)
		write := func(what string, d authz.Decision) {
			fmt.Fprintf(&out, "\t%s: %v %q\n", what, d.Outcome, d.Missing)
			for _, r := range d.Reasons {
				fmt.Fprintf(&out, "\t\t%s [%q %q %q]\n", r, r.Key, r.Want, r.Got)
			}
		}
		write("together", c.access.Decide(c.q))
		write("identity policy alone", c.access.Identity.Decide(c.q))
		report := c.access.Check(c.q, authz.Need{Action: c.q.Action, Resource: c.q.Resource})
		fixes, _ := report.Fixes()
		for _, f := range fixes {
			fmt.Fprintf(&out, "\tadd to the %s policy %s: %s\n", f.Kind, f.Resource, f.Add)
		}
		for _, r := range report.Blockers() {
			fmt.Fprintf(&out, "\tblocked: %s\n", r)
		}
	}
	golden.File(t, "testdata/reasons.golden", []byte(out.String()))
}

package authz_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

// The clauses of the Deny statements that TestSpare puts together. The second column
// says that the clause cannot be said without what is asked in any statements.
var (
	spareActions = []struct {
		clause   string
		noOthers bool
	}{
		{`"Action":"*"`, false}, {`"Action":"ecr:*"`, false}, {`"Action":["ecr:PutImage","ecr:BatchGet*"]`, false},
		{`"Action":"ECR:batchgetimage"`, false}, {`"Action":["s3:*","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]`, false},
		{`"NotAction":"s3:*"`, false}, {`"NotAction":["ecr:PutImage","ecr:Describe*"]`, false}, {`"Action":["ecr:*","*:*"]`, false},
		{`"Action":"e*:BatchGetImage"`, true}, {`"Action":["ecr:Get*","*"]`, false},
	}
	spareResources = []struct {
		clause   string
		noOthers bool
	}{
		{`"Resource":"*"`, false}, {`"Resource":"` + app + `"`, false}, {`"Resource":["` + app + `","` + app + `2"]`, false},
		{`"Resource":["arn:aws:ecr:*:*:repository/web*","*"]`, false}, {`"Resource":["arn:aws:ecr:*:*:repository/web*","` + app + `"]`, false},
		{`"NotResource":"arn:aws:ecr:*:*:repository/web"`, false}, {`"NotResource":["` + app + `2","arn:aws:s3:::*"]`, false},
		{`"Resource":"arn:aws:ecr:*:*:repository/*"`, true}, {`"Resource":["` + app + `","arn:aws:ecr:us-east-1"]`, true},
	}
	spareConditions = []string{
		``, `"StringNotEquals":{"aws:SourceVpce":"vpce-1"}`, `"StringEquals":{"aws:SourceVpce":["vpce-2","vpce-3"]}`,
		`"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/ci"}`, `"arnnotequals":{"aws:principalarn":[]}`,
		`"ArnNotLikeIfExists":{"aws:PrincipalArn":"arn:aws:iam::*:role/ci*"}`, `"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::*:*"}`,
		`"Bool":{"aws:SecureTransport":"true"}`, `"Null":{"aws:MultiFactorAuthAge":"true"}`, `"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}`,
		`"NumericLessThan":{"s3:max-keys":"10"}`, `"DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}`,
		`"ForAnyValue:StringLike":{"aws:TagKeys":"a*"}`, `"StringNotLikeIfExists":{"aws:PrincipalOrgID":"o-1"}`,
	}
	sparePrincipals = []string{
		`"Principal":"*",`, `"Principal":{"AWS":["*"]},`, `"Principal":{"AWS":"111122223333"},`, `"Principal":{"AWS":"` + role + `"},`,
		`"Principal":{"AWS":["` + role + `","` + user + `"],"Service":"lambda.amazonaws.com"},`,
		`"Principal":{"AWS":["arn:aws:iam::111122223333:root","` + role + `"]},`,
		`"NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/ci"},`,
		`"NotPrincipal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::111122223333:role/ci"],"Service":"ecs.amazonaws.com"},`,
		`"Principal":{"AWS":["*","` + role + `"],"Service":"lambda.amazonaws.com"},`,
	}
)

// spareRole is the role of session, as a request's aws:PrincipalArn has it.
const spareRole = "arn:aws:iam::111122223333:role/service-role/pull"

// spareLayers are the layers that a Deny may stand in.
var spareLayers = []authz.Layer{authz.LayerIdentity, authz.LayerBoundary, authz.LayerSession, authz.LayerEndpoint, authz.LayerSCP,
	authz.LayerRCP, authz.LayerResource}

func hasPrincipal(l authz.Layer) bool {
	return l == authz.LayerEndpoint || l == authz.LayerRCP || l == authz.LayerResource
}

// spareAccess allows everything but what the document, in the layer, denies.
func spareAccess(t testing.TB, l authz.Layer, d iampolicy.Document, bounded bool) authz.Access {
	all, grant := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`), `{"Effect":"Allow","Principal":"*","Action":"*"}`
	a := authz.Access{Identity: all, Resource: on("", statementPolicy(t, strings.Replace(grant, `"*"}`, `"*","Resource":"*"}`, 1)))}
	d.Statement.Items = append(slices.Clone(d.Statement.Items), iampolicy.Allow("*").On("*"))
	last := &d.Statement.Items[len(d.Statement.Items)-1]
	if hasPrincipal(l) {
		last.Principal = iampolicy.Anyone()
	}
	if bounded {
		a.Boundary = all
	}
	switch p := compile(t, d); l {
	case authz.LayerIdentity:
		a.Identity = p
	case authz.LayerBoundary:
		a.Boundary = p
	case authz.LayerSession:
		a.Session = p
	case authz.LayerEndpoint:
		a.Endpoint = p
	case authz.LayerSCP:
		a.SCP = []*authz.Policy{all, p}
	case authz.LayerRCP:
		a.RCP = []*authz.Policy{p}
	default:
		a.Resource = append(a.Resource, on("", p)...)
	}
	return a
}

// spareRequest is a request with the context that AWS gives such a caller.
func spareRequest(principal string) authz.Request {
	q := authz.Request{Principal: principal, Context: map[string][]string{
		"aws:SourceVpce": {"vpce-2"}, "aws:SecureTransport": {"true"}, "aws:SourceIp": {"10.1.2.3"}, "s3:max-keys": {"5"},
		"aws:CurrentTime": {"2026-11-28T00:00:00Z"}, "aws:TagKeys": {"a1", "b"}, "aws:PrincipalOrgID": {"o-2"},
	}}
	switch {
	case principal == session || principal == session+"2":
		q.Context["aws:PrincipalArn"] = []string{spareRole}
	case strings.HasPrefix(principal, "arn:"):
		q.Context["aws:PrincipalArn"] = []string{principal}
	}
	return q
}

// spareUniverse are requests around those that are asked.
func spareUniverse() (list []authz.Request) {
	actions := []string{"ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:GetAuthorizationToken", "ecr:PutImage", "ecr:DescribeImages",
		"ecr:BatchDeleteImage", "ecr:BatchCheckLayerAvailability", "ecr:DescribeRegistry", "s3:GetObject", "events:BatchGetImage", "iam:PassRole"}
	resources := []string{app, app + "2", "arn:aws:ecr:eu-west-1:111122223333:repository/web", "arn:aws:s3:::bucket", "*"}
	principals := []string{session, session + "2", spareRole, "arn:aws:iam::111122223333:role/ci", user, root,
		"arn:aws:iam::444455556666:role/pull", "lambda.amazonaws.com", "ecs.amazonaws.com"}
	for _, principal := range principals {
		for _, action := range actions {
			for _, resource := range resources {
				q := spareRequest(principal)
				q.Action, q.Resource = action, resource
				list = append(list, q)
			}
		}
	}
	return list
}

// TestSpare applies the change of each kind of Deny in each layer by machine: then what
// was asked is allowed, and every other request is decided as before.
func TestSpare(t *testing.T) {
	t.Parallel()
	r, universe := rand.New(rand.NewPCG(14, 3)), spareUniverse()
	asked := [][]authz.Need{pullNeeds, pullNeeds[1:2], pullNeeds[:1], {pullNeeds[1], {Action: "ecr:PutImage", Resource: app + "2"}}}
	known, unknown := 0, 0
	for range policytest.Rounds(t, 4000) {
		l, bounded := spareLayers[r.IntN(len(spareLayers))], r.IntN(4) == 0
		action, resource := spareActions[r.IntN(len(spareActions))], spareResources[r.IntN(len(spareResources))]
		condition, principal := spareConditions[r.IntN(len(spareConditions))], ""
		caller := []string{session, spareRole, user}[r.IntN(3)]
		if hasPrincipal(l) {
			principal = sparePrincipals[r.IntN(len(sparePrincipals))]
			caller = []string{session, spareRole, user, "lambda.amazonaws.com"}[r.IntN(4)]
		}
		text := `{"Version":"2012-10-17","Statement":{"Sid":"D","Effect":"Deny",` + principal + action.clause + `,` + resource.clause +
			`,"Condition":{` + condition + `}}}`
		before, needs := iampolicy.MustParse(text), asked[r.IntN(len(asked))]
		if caller == "lambda.amazonaws.com" {
			needs = pullNeeds[1:] // nobody outside an account fetches a token
		}
		access := spareAccess(t, l, before, bounded)
		report := access.Check(spareRequest(caller), needs...)
		changes := report.Changes()
		if report.OK() {
			require.Empty(t, changes, text)
			continue
		}
		require.Len(t, changes, 1, text)
		if !changes[0].Known {
			unknown++
			isOutsider := l == authz.LayerRCP && caller == "lambda.amazonaws.com"
			require.True(t, action.noOthers || resource.noOthers || isOutsider, "%s %s: %s", l, text, changes[0].Deny)
			require.NotEmpty(t, changes[0].Deny.Change)
			continue
		}
		known++
		after := before
		after.Statement = iampolicy.OneOrMany[iampolicy.Statement]{Items: changes[0].Instead}
		changed := spareAccess(t, l, after, bounded)
		where := fmt.Sprintf("%s for %s\n%s\n%s", l, caller, text, after)
		require.True(t, changed.Check(spareRequest(caller), needs...).OK(), where)
		for _, q := range universe {
			was, is := access.Decide(q).Outcome, changed.Decide(q).Outcome
			if was != is && !isAsked(q, caller, needs) {
				t.Fatalf("%s\n%s on %s by %s: %v, then %v", where, q.Action, q.Resource, q.Principal, was, is)
			}
		}
	}
	require.Greater(t, known, policytest.Rounds(t, 1000))
	require.Greater(t, unknown, policytest.Rounds(t, 300))
}

// isAsked reports whether q is one of the needs of the caller, of a session its role.
func isAsked(q authz.Request, caller string, needs []authz.Need) bool {
	isRole := func(principal string) bool { return principal == spareRole || strings.HasPrefix(principal, session) }
	return (q.Principal == caller || isRole(q.Principal) && isRole(caller)) && slices.ContainsFunc(needs, func(n authz.Need) bool {
		return n.Action == q.Action && (n.Resource == q.Resource || n.Resource == "*")
	})
}

// TestSpareAdds asks package compare, which works out its own requests, what a change
// of an identity policy adds.
func TestSpareAdds(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, action := range spareActions {
		for _, resource := range spareResources {
			d := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny",` +
				action.clause + `,` + resource.clause + `}]}`)
			changes := authz.Access{Identity: compile(t, d)}.Check(spareRequest(session), pullNeeds[1:]...).Changes()
			if len(changes) == 0 || !changes[0].Known {
				continue
			}
			after := d
			after.Statement.Items = append(slices.Clone(d.Statement.Items[:1]), changes[0].Instead...)
			added, known := compare.Added(d, after)
			require.True(t, known, after)
			require.NotEmpty(t, added, after)
			for _, c := range added {
				for _, a := range c.Actions {
					require.True(
						t,
						slices.ContainsFunc(pullNeeds[1:], func(n authz.Need) bool { return strings.EqualFold(n.Action, a) }),
						"%s: %s",
						after,
						c,
					)
				}
				require.Equal(t, []string{app}, c.Resources, "%s: %s", after, c)
				require.Equal(t, []string{spareRole}, c.Witness.Context["aws:PrincipalArn"], "%s: %s", after, c)
			}
			gone, _ := compare.Added(after, d)
			require.Empty(t, gone, "%s", after)
			seen++
		}
	}
	require.Greater(t, seen, 40)
}

// TestSpareWords holds the words for each kind of change.
func TestSpareWords(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ deny, want string }{
		"nothing else": {`"Principal":{"AWS":"` + role + `"},"Action":"ecr:BatchGetImage"`,
			"take it out: it denies nothing but what was asked"},
		"another action by name": {`"Principal":{"AWS":"` + role + `"},"Action":["ecr:PutImage","ecr:batchgetimage"]`,
			`to spare this and nothing else write in its place {"Sid":"D","Effect":"Deny","Principal":{"AWS":"` + role +
				`"},"Action":"ecr:PutImage"}`},
		"a pattern of repositories": {`"Principal":"*","Action":"*","Resource":"arn:aws:ecr:*:*:repository/*"`,
			"list in its Resource what it is meant for without " + app + ", in the place of arn:aws:ecr:*:*:repository/*"},
		"a pattern of services": {`"Principal":"*","Action":"*:Batch*"`,
			"list in its Action what it is meant for without ecr:BatchGetImage, in the place of *:Batch*"},
	} {
		t.Run(name, func(t *testing.T) {
			a := authz.Access{Resource: on(app, statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"*"},{"Sid":"D","Effect":"Deny",`+
				tt.deny+`}`))}
			report := a.Check(spareRequest(role), pullNeeds[1])
			require.Equal(t, []string{"resource policy, statement 1 (D) denies it; " + tt.want}, lines(report.Blockers()))
			changes := report.Changes()
			require.Len(t, changes, 1)
			require.Equal(t, tt.want, changes[0].Deny.Change)
		})
	}
	require.Empty(t, authz.Report{}.Changes())
	require.Empty(t, authz.Access{}.Check(spareRequest(role), pullNeeds...).Changes(), "nothing denies")
}

// TestSpareSeveral: each statement that denies has one change, for all needs.
func TestSpareSeveral(t *testing.T) {
	t.Parallel()
	d := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
		{"Sid":"A","Effect":"Deny","Action":"ecr:Get*","Resource":"*"},{"Sid":"B","Effect":"Deny","NotAction":"s3:*","NotResource":"` + app + `2"}]}`)
	report := authz.Access{Identity: compile(t, d)}.Check(spareRequest(session), pullNeeds...)
	changes := report.Changes()
	require.Len(t, changes, 2)
	at := map[string]int{}
	after := d
	after.Statement.Items = d.Statement.Items[:1:1]
	for _, c := range changes {
		at[c.Deny.SID] = len(c.Instead)
		require.Equal(t, c.Deny.SID, c.Instead[0].SID, "what stands in the place of a statement is made of that statement")
		after.Statement.Items = append(after.Statement.Items, c.Instead...)
	}
	require.Equal(t, map[string]int{"A": 3, "B": 3}, at)
	require.True(t, authz.Access{Identity: compile(t, after)}.Check(spareRequest(session), pullNeeds...).OK())
	require.Len(t, report.Blockers(), 2)
}

package authz_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestChange: a blocker says what to write in the place of a Deny, and with that the
// request is let through.
func TestChange(t *testing.T) {
	t.Parallel()
	const allow, allowed = `{"Effect":"Allow","Principal":"*","Action":"*"}`, "arn:aws:iam::111122223333:role/service-role/pull"
	const first, deny, others = `{"Sid":"D","Effect":"Deny",`, `{"Effect":"Deny",`, `"ArnNotEquals":{"aws:PrincipalArn":"` + allowed + `"}`
	for name, tt := range map[string]struct {
		deny    string
		instead []string
		bounded bool
		context map[string][]string
	}{
		"NotPrincipal": {`"NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/ci"},"Action":"*"`, []string{
			first + `"NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/ci"},"Action":"*","Condition":{` + others + `}}`,
			deny + `"NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/ci"},"NotAction":"ecr:BatchGetImage"}`}, false, nil},
		"NotPrincipal that names the session and not the role": {`"NotPrincipal":{"AWS":["` + session + `","111122223333"]},"Action":"*"`,
			[]string{
				first + `"NotPrincipal":{"AWS":["` + session + `","111122223333"]},"Action":"*","Condition":{` + others + `}}`,
				deny + `"NotPrincipal":{"AWS":["` + session + `","111122223333"]},"NotAction":"ecr:BatchGetImage"}`}, false, nil},
		"NotPrincipal and a boundary": {`"NotPrincipal":{"AWS":["arn:aws:iam::111122223333:role/pull","111122223333"]},"Action":"*"`, []string{
			first + `"NotPrincipal":{"AWS":["arn:aws:iam::111122223333:role/pull","111122223333"]},"Action":"*","Condition":{` + others + `}}`,
			deny + `"NotPrincipal":{"AWS":["arn:aws:iam::111122223333:role/pull","111122223333"]},"NotAction":"ecr:BatchGetImage"}`}, true, nil},
		"NotResource": {`"Principal":"*","Action":"*","NotResource":"arn:aws:ecr:*:*:repository/web"`, []string{
			first + `"Principal":"*","Action":"*","NotResource":"arn:aws:ecr:*:*:repository/web","Condition":{` + others + `}}`,
			deny + `"Principal":"*","NotAction":"ecr:BatchGetImage","NotResource":"arn:aws:ecr:*:*:repository/web"}`,
			deny + `"Principal":"*","Action":"ecr:BatchGetImage","NotResource":["arn:aws:ecr:*:*:repository/web","` + app + `"]}`}, false, nil},
		"NotAction": {`"Principal":"*","NotAction":"s3:*"`, []string{
			first + `"Principal":"*","NotAction":"s3:*","Condition":{` + others + `}}`,
			deny + `"Principal":"*","NotAction":["s3:*","ecr:BatchGetImage"]}`}, false, nil},
		"a value that is not listed": {`"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}`, []string{
			first + `"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"},` + others + `}}`,
			deny + `"Principal":"*","NotAction":"ecr:BatchGetImage","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}`}, false,
			keys("aws:SourceVpce", "vpce-2")},
		"a key that is absent": {`"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}`, []string{
			first + `"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"},` + others + `}}`,
			deny + `"Principal":"*","NotAction":"ecr:BatchGetImage","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}`}, false, nil},
		"a value that is listed": {`"Principal":"*","Action":"*","Condition":{"StringLike":{"aws:SourceVpce":"vpce-*"}}`, []string{
			first + `"Principal":"*","Action":"*","Condition":{"StringLike":{"aws:SourceVpce":"vpce-*"},` + others + `}}`,
			deny + `"Principal":"*","NotAction":"ecr:BatchGetImage","Condition":{"StringLike":{"aws:SourceVpce":"vpce-*"}}}`},
			false, keys("aws:SourceVpce", "vpce-2")},
		"the action by name": {`"Principal":"*","Action":["ecr:PutImage","ecr:batchgetimage"]`, []string{
			first + `"Principal":"*","Action":["ecr:PutImage","ecr:batchgetimage"],"Condition":{` + others + `}}`,
			deny + `"Principal":"*","Action":"ecr:PutImage"}`}, false, nil},
		"the resource by name": {`"Principal":"*","Action":"*","Resource":["` + app + `","` + app + `2"]`, []string{
			first + `"Principal":"*","Action":"*","Resource":["` + app + `","` + app + `2"],"Condition":{` + others + `}}`,
			deny + `"Principal":"*","NotAction":"ecr:BatchGetImage","Resource":["` + app + `","` + app + `2"]}`,
			deny + `"Principal":"*","Action":"ecr:BatchGetImage","Resource":"` + app + `2"}`}, false, nil},
		"every resource": {`"Principal":"*","Action":"ecr:Batch*","Resource":"*"`, []string{
			first + `"Principal":"*","Action":"ecr:Batch*","Resource":"*","Condition":{` + others + `}}`,
			deny + `"Principal":"*","Action":["ecr:BatchC*","ecr:BatchD*","ecr:BatchGetR*","ecr:BatchI*"],"Resource":"*"}`,
			deny + `"Principal":"*","Action":"ecr:BatchGetImage","NotResource":"` + app + `"}`}, false, nil},
		"every action": {`"Principal":"*","Action":"ecr:Batch*"`, []string{
			first + `"Principal":"*","Action":"ecr:Batch*","Condition":{` + others + `}}`,
			deny + `"Principal":"*","Action":["ecr:BatchC*","ecr:BatchD*","ecr:BatchGetR*","ecr:BatchI*"]}`}, false, nil},
	} {
		t.Run(name, func(t *testing.T) {
			access := func(deny string) authz.Access {
				a := authz.Access{Resource: on(app, statementPolicy(t, allow+deny))}
				if tt.bounded {
					a.Boundary = statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
				}
				return a
			}
			from, need := authz.Request{
				Principal: session,
				Context:   keys("aws:PrincipalArn", allowed),
			}, authz.Need{
				Action:   "ecr:BatchGetImage",
				Resource: app,
			}
			maps.Copy(from.Context, tt.context)
			report := access(`,{"Sid":"D","Effect":"Deny",`+tt.deny+`}`).Check(from, need)
			blockers, changes := report.Blockers(), report.Changes()
			require.Len(t, blockers, 1)
			require.Len(t, changes, 1)
			require.Equal(t, blockers[0], changes[0].Deny)
			require.True(t, changes[0].Known)
			require.Equal(t, tt.instead, texts(changes[0].Instead))
			require.Equal(t, "resource policy, statement 1 (D) denies it; to spare this and nothing else write in its place "+
				strings.Join(tt.instead, ", "), blockers[0].String())
			instead := "," + strings.Join(tt.instead, ",")
			require.True(t, access(instead).Check(from, need).OK(), instead)
		})
	}
}

func texts(statements []iampolicy.Statement) (list []string) {
	for _, s := range statements {
		list = append(list, s.String())
	}
	return list
}

// TestChangeDocuments: of two documents each Deny is changed as it stands in its own.
func TestChangeDocuments(t *testing.T) {
	t.Parallel()
	first, second := iampolicy.Deny("ecr:PutImage").On(app), iampolicy.Deny("ecr:PutImage").On(app, app+"2")
	p := compile(t, iampolicy.NewDocument(first), iampolicy.NewDocument(second), iampolicy.NewDocument(iampolicy.Allow("*").On("*")))
	changes := authz.Access{Identity: p}.Check(spareRequest(role), authz.Need{Action: "ecr:PutImage", Resource: app}).Changes()
	require.Len(t, changes, 2)
	require.Equal(t, []string{app}, changes[0].Instead[0].Resource.Items)
	require.Equal(t, []string{app, app + "2"}, changes[1].Instead[0].Resource.Items)
	require.Equal(t, 1, changes[1].Deny.Document)
}

// TestChangeUnknown: a Deny that may match names the key that would tell.
func TestChangeUnknown(t *testing.T) {
	t.Parallel()
	p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"D","Effect":"Deny","Action":"*","Resource":"*",`+
		`"Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}`)
	blockers := authz.Access{Identity: p}.Check(authz.Request{Principal: role, OpenContext: true},
		authz.Need{Action: "ecr:BatchGetImage", Resource: app}).Blockers()
	require.Equal(t, []string{"identity policy, statement 1 (D) hangs on what is not known: StringNotEquals aws:SourceVpce vpce-1; it " +
		"hangs on aws:SourceVpce: say in the context what the request has"}, lines(blockers))
}

// TestChangeUnknownEach: of several statements that may match each says what it hangs
// on, its own key alone, and a policy that was not given stands beside them.
func TestChangeUnknownEach(t *testing.T) {
	t.Parallel()
	p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"},
		{"Sid":"A","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}},
		{"Sid":"B","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}},
		{"Sid":"C","Effect":"Deny","Action":"*","Resource":"arn:aws:ecr:*:*:repository/${aws:username}"}`)
	blockers := authz.Access{Identity: p, Unseen: []authz.Layer{authz.LayerSCP}}.Check(authz.Request{Principal: user, OpenContext: true},
		authz.Need{Action: "ecr:BatchGetImage", Resource: app}).Blockers()
	const on = " hangs on what is not known: "
	require.Equal(t, []string{
		"identity policy, statement 1 (A)" + on + "StringNotEquals aws:SourceVpce vpce-1; it hangs on aws:SourceVpce: say in the context " +
			"what the request has",
		"identity policy, statement 2 (B)" + on + "StringNotEquals aws:SourceVpc vpc-1; it hangs on aws:SourceVpc: say in the context " +
			"what the request has",
		"identity policy, statement 3 (C)" + on + "Resource arn:aws:ecr:*:*:repository/${aws:username}; it hangs on aws:SourceVpc, " +
			"aws:SourceVpce, aws:username: say in the context what the request has",
		"service control policy: there is one that was not given",
	}, lines(blockers))
}

// TestChangeMayMatch: beside a Deny that matches, one that may match stands against the
// request too, so that both are changed.
func TestChangeMayMatch(t *testing.T) {
	t.Parallel()
	p := statementPolicy(t, `{"Sid":"A","Effect":"Deny","Action":"*","Resource":"*"},
		{"Sid":"B","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}`)
	changes := authz.Access{Identity: p}.Check(authz.Request{Principal: user, OpenContext: true},
		authz.Need{Action: "ecr:BatchGetImage", Resource: app}).Changes()
	require.Len(t, changes, 2)
	require.Equal(t, []string{"A", "B"}, []string{changes[0].Deny.SID, changes[1].Deny.SID})
}

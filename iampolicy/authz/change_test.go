package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestChange: a blocker says which clause of a Deny to change, and the changed
// statement lets the request through.
func TestChange(t *testing.T) {
	t.Parallel()
	const allow = `{"Effect":"Allow","Principal":"*","Action":"*"}`
	for name, tt := range map[string]struct {
		deny, change, changed string
		bounded               bool
		context               map[string][]string
	}{
		"NotPrincipal": {`"NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/ci"},"Action":"*"`,
			"name arn:aws:iam::111122223333:role/pull and arn:aws:iam::111122223333:root in its NotPrincipal",
			`"NotPrincipal":{"AWS":["arn:aws:iam::111122223333:role/ci","arn:aws:iam::111122223333:role/pull",` +
				`"arn:aws:iam::111122223333:root"]},"Action":"*"`, false, nil},
		"NotPrincipal that names the session and not the role": {`"NotPrincipal":{"AWS":["` + session + `","111122223333"]},"Action":"*"`,
			"name arn:aws:iam::111122223333:role/pull and arn:aws:iam::111122223333:root in its NotPrincipal",
			`"NotPrincipal":{"AWS":["` + session + `","arn:aws:iam::111122223333:role/pull","111122223333"]},"Action":"*"`, false, nil},
		"NotPrincipal and a boundary": {`"NotPrincipal":{"AWS":["arn:aws:iam::111122223333:role/pull","111122223333"]},"Action":"*"`,
			`NotPrincipal spares no caller with a permissions boundary: write "Principal": "*" and "ArnNotEquals": {"aws:PrincipalArn": ` +
				`"arn:aws:iam::111122223333:role/service-role/pull"} in its place`,
			`"Principal":"*","Action":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/service-role/pull"}}`,
			true, keys("aws:PrincipalArn",
				"arn:aws:iam::111122223333:role/service-role/pull")},
		"NotResource": {`"Principal":"*","Action":"*","NotResource":"arn:aws:ecr:*:*:repository/web"`,
			"add " + app + " to its NotResource", `"Principal":"*","Action":"*","NotResource":["arn:aws:ecr:*:*:repository/web",` +
				`"` + app + `"]`, false, nil},
		"NotAction": {`"Principal":"*","NotAction":"s3:*"`, "add ecr:BatchGetImage to its NotAction",
			`"Principal":"*","NotAction":["s3:*","ecr:BatchGetImage"]`, false, nil},
		"a value that is not listed": {`"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}`,
			"add vpce-2 to the values of StringNotEquals aws:SourceVpce",
			`"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":["vpce-1","vpce-2"]}}`, false,
			keys("aws:SourceVpce", "vpce-2")},
		"a key that is absent": {`"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}`,
			`the request has no aws:SourceVpce, which StringNotEquals takes for different: add "Null": {"aws:SourceVpce": "false"} to its ` +
				`conditions, or have the request bring the key`,
			`"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"},"Null":{"aws:SourceVpce":"false"}}`,
			false, nil},
		"a value that is listed": {`"Principal":"*","Action":"*","Condition":{"StringLike":{"aws:SourceVpce":"vpce-*"}}`,
			"its condition StringLike aws:SourceVpce vpce-* is met by vpce-2: narrow it",
			`"Principal":"*","Action":"*","Condition":{"StringLike":{"aws:SourceVpce":"vpce-1"}}`, false, keys("aws:SourceVpce", "vpce-2")},
		"the action by name": {`"Principal":"*","Action":["ecr:PutImage","ecr:batchgetimage"]`, "leave ecr:batchgetimage out of its Action",
			`"Principal":"*","Action":"ecr:PutImage"`, false, nil},
		"the resource by name": {`"Principal":"*","Action":"*","Resource":["` + app + `","` + app + `2"]`,
			"leave " + app + " out of its Resource",
			`"Principal":"*","Action":"*","Resource":"` + app + `2"`, false, nil},
		"every resource": {`"Principal":"*","Action":"ecr:*","Resource":"*"`,
			`write "NotResource": "` + app + `" in the place of its Resource, or list its actions without ecr:BatchGetImage`,
			`"Principal":"*","Action":"ecr:*","NotResource":"` + app + `"`, false, nil},
		"every action": {`"Principal":"*","Action":"ecr:*"`, "list its actions without ecr:BatchGetImage",
			`"Principal":"*","Action":["ecr:PutImage"]`, false, nil},
	} {
		t.Run(name, func(t *testing.T) {
			access := func(deny string) authz.Access {
				a := authz.Access{Resource: on(app, statementPolicy(t, allow+`,{"Sid":"D","Effect":"Deny",`+deny+`}`))}
				if tt.bounded {
					a.Boundary = statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
				}
				return a
			}
			from, need := authz.Request{Principal: session, Context: tt.context}, authz.Need{Action: "ecr:BatchGetImage", Resource: app}
			blockers := access(tt.deny).Check(from, need).Blockers()
			require.Len(t, blockers, 1)
			require.Equal(t, tt.change, blockers[0].Change)
			require.Equal(t, "resource policy, statement 1 (D) denies it; "+tt.change, blockers[0].String())
			require.True(t, access(tt.changed).Check(from, need).OK(), tt.changed)
		})
	}
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

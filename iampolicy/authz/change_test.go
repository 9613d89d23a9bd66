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
			`"NotPrincipal":{"AWS":["arn:aws:iam::111122223333:role/ci","arn:aws:iam::111122223333:role/pull","arn:aws:iam::111122223333:root"]},"Action":"*"`, false, nil},
		"NotPrincipal that names the session and not the role": {`"NotPrincipal":{"AWS":["` + session + `","111122223333"]},"Action":"*"`,
			"name arn:aws:iam::111122223333:role/pull and arn:aws:iam::111122223333:root in its NotPrincipal",
			`"NotPrincipal":{"AWS":["` + session + `","arn:aws:iam::111122223333:role/pull","111122223333"]},"Action":"*"`, false, nil},
		"NotPrincipal and a boundary": {`"NotPrincipal":{"AWS":["arn:aws:iam::111122223333:role/pull","111122223333"]},"Action":"*"`,
			`NotPrincipal spares no caller with a permissions boundary: write "Principal": "*" and "ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/service-role/pull"} in its place`,
			`"Principal":"*","Action":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/service-role/pull"}}`, true, keys("aws:PrincipalArn", "arn:aws:iam::111122223333:role/service-role/pull")},
		"NotResource": {`"Principal":"*","Action":"*","NotResource":"arn:aws:ecr:*:*:repository/web"`,
			"add " + app + " to its NotResource", `"Principal":"*","Action":"*","NotResource":["arn:aws:ecr:*:*:repository/web","` + app + `"]`, false, nil},
		"NotAction": {`"Principal":"*","NotAction":"s3:*"`, "add ecr:BatchGetImage to its NotAction", `"Principal":"*","NotAction":["s3:*","ecr:BatchGetImage"]`, false, nil},
		"a value that is not listed": {`"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}`,
			"add vpce-2 to the values of StringNotEquals aws:SourceVpce", `"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":["vpce-1","vpce-2"]}}`, false, keys("aws:SourceVpce", "vpce-2")},
		"a key that is absent": {`"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}`,
			`the request has no aws:SourceVpce, which StringNotEquals takes for different: add "Null": {"aws:SourceVpce": "false"} to its conditions, or have the request bring the key`,
			`"Principal":"*","Action":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"},"Null":{"aws:SourceVpce":"false"}}`, false, nil},
		"a value that is listed": {`"Principal":"*","Action":"*","Condition":{"StringLike":{"aws:SourceVpce":"vpce-*"}}`,
			"its condition StringLike aws:SourceVpce vpce-* is met by vpce-2: narrow it", `"Principal":"*","Action":"*","Condition":{"StringLike":{"aws:SourceVpce":"vpce-1"}}`, false, keys("aws:SourceVpce", "vpce-2")},
		"the action by name": {`"Principal":"*","Action":["ecr:PutImage","ecr:batchgetimage"]`, "leave ecr:batchgetimage out of its Action", `"Principal":"*","Action":"ecr:PutImage"`, false, nil},
		"the resource by name": {`"Principal":"*","Action":"*","Resource":["` + app + `","` + app + `2"]`, "leave " + app + " out of its Resource",
			`"Principal":"*","Action":"*","Resource":"` + app + `2"`, false, nil},
		"every resource": {`"Principal":"*","Action":"ecr:*","Resource":"*"`, `write "NotResource": "` + app + `" in the place of its Resource, or list its actions without ecr:BatchGetImage`,
			`"Principal":"*","Action":"ecr:*","NotResource":"` + app + `"`, false, nil},
		"every action": {`"Principal":"*","Action":"ecr:*"`, "list its actions without ecr:BatchGetImage", `"Principal":"*","Action":["ecr:PutImage"]`, false, nil},
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
	p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"D","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}`)
	blockers := authz.Access{Identity: p}.Check(authz.Request{Principal: role, OpenContext: true}, authz.Need{Action: "ecr:BatchGetImage", Resource: app}).Blockers()
	require.Equal(t, []string{"identity policy, statement 1 (D) hangs on what is not known: StringNotEquals aws:SourceVpce vpce-1; it hangs on aws:SourceVpce: say in the context what the request has"}, lines(blockers))
}

// TestNotPrincipal: whom a Deny with NotPrincipal spares (IAM guide, page
// NotPrincipal: session, role and account are listed; "the assumed role user
// might be unable to access" without the role).
func TestNotPrincipal(t *testing.T) {
	t.Parallel()
	const account, pullRole = `"arn:aws:iam::111122223333:root"`, `"arn:aws:iam::111122223333:role/pull"`
	for name, tt := range map[string]struct {
		names     string
		principal string
		want      authz.Outcome
		unnamed   bool
	}{
		"session, role and account":         {`["` + session + `",` + pullRole + `,` + account + `]`, session, authz.Allowed, false},
		"role and account, the session not": {`[` + pullRole + `,` + account + `]`, session, authz.Allowed, true},
		"another session of the role":       {`["arn:aws:sts::111122223333:assumed-role/pull/x",` + pullRole + `,` + account + `]`, session, authz.Allowed, true},
		"session and account":               {`["` + session + `",` + account + `]`, session, authz.ExplicitDeny, false},
		"session and role":                  {`["` + session + `",` + pullRole + `]`, session, authz.ExplicitDeny, false},
		"account":                           {account, session, authz.ExplicitDeny, false},
		"role and account, for the role":    {`["` + role + `",` + account + `]`, role, authz.Allowed, false},
		"user and account":                  {`["` + user + `",` + account + `]`, user, authz.Allowed, false},
		"federated user and account":        {`["arn:aws:sts::111122223333:federated-user/bob",` + account + `]`, "arn:aws:sts::111122223333:federated-user/bob", authz.Allowed, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"*"},{"Effect":"Deny","NotPrincipal":{"AWS":`+tt.names+`},"Action":"*"}`)
			got := authz.Access{Resource: on(app, p)}.Decide(authz.Request{Principal: tt.principal, Action: "ecr:BatchGetImage", Resource: app})
			require.Equal(t, tt.want, got.Outcome)
			last := got.Reasons[len(got.Reasons)-1]
			require.Equal(t, tt.unnamed, last.Clause == authz.ClauseSession, "%v", got.Reasons)
			if tt.unnamed {
				require.Equal(t, session, last.Got)
				require.Contains(t, last.String(), "and not the session")
			}
		})
	}
}

// TestUselessPrincipals: they give one blocker, which shows the right form.
func TestUselessPrincipals(t *testing.T) {
	t.Parallel()
	for _, principal := range []string{"", "exec", "111122223333", "AROAEXAMPLE:session"} {
		report := authz.Access{}.Check(authz.Request{Principal: principal}, pullNeeds...)
		blockers := report.Blockers()
		require.Len(t, blockers, 1, principal)
		require.Contains(t, blockers[0].String(), "arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION")
	}
}

var pullNeeds = []authz.Need{{Action: "ecr:GetAuthorizationToken", Resource: "*"}, {Action: "ecr:BatchGetImage", Resource: app}, {Action: "ecr:GetDownloadUrlForLayer", Resource: app}}

// TestFixOnlyWhatLacks: an SCP that grants in turn lacks nothing (ecr:* through
// the endpoint, ecr:Put* without it).
func TestFixOnlyWhatLacks(t *testing.T) {
	t.Parallel()
	scp := statementPolicy(t, `{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}},
		{"Effect":"Allow","Action":"ecr:Put*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}`)
	report := authz.Access{SCP: []*authz.Policy{scp}}.Check(authz.Request{Principal: role, OpenContext: true},
		authz.Need{Action: "ecr:PutImage", Resource: app}, authz.Need{Action: "ecr:BatchGetImage", Resource: app})
	fixes, ok := report.Fixes()
	require.True(t, ok)
	require.Len(t, fixes, 2)
	require.Equal(t, []string{"ecr:PutImage", "ecr:BatchGetImage"}, fixes[0].Add.Statement.Items[0].Action.Items)
	require.Equal(t, []string{"ecr:BatchGetImage"}, fixes[1].Add.Statement.Items[0].Action.Items)
}

// TestMultivaluedVariables: the variable of a key with several values has none
// (IAM guide, "Single-valued vs. multivalued condition keys").
func TestMultivaluedVariables(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"aws:CalledVia", "AWS:calledvia", "aws:PrincipalOrgPaths", "aws:TagKeys", "aws:PrincipalServiceNamesList"} {
		for _, fallback := range []string{"", ", 'app'"} {
			p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"arn:aws:ecr:*:*:repository/${`+key+fallback+`}"}`)
			q := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app, Context: keys(key, "app")}
			require.Equal(t, authz.ImplicitDeny, p.Decide(q).Outcome, key)
			q.OpenContext, q.Context = true, nil
			require.Equal(t, authz.ImplicitDeny, p.Decide(q).Outcome, key)
		}
	}
	q := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app, Context: keys("aws:PrincipalTag/team", "app")}
	require.Equal(t, authz.Allowed, statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}"}`).Decide(q).Outcome)
}

// TestNeedContext: what a need's request never has is known, whatever the caller's context says.
func TestNeedContext(t *testing.T) {
	t.Parallel()
	p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"ecr:ResourceTag/team":"app"}}}`)
	for name, tt := range map[string]struct {
		from map[string][]string
		want []authz.Outcome // token, image
	}{
		"unknown":                    {nil, []authz.Outcome{authz.ExplicitDeny, authz.Undetermined}},
		"the repository's tag":       {keys("ecr:ResourceTag/team", "app"), []authz.Outcome{authz.ExplicitDeny, authz.Allowed}},
		"the tag of another team":    {keys("ECR:resourcetag/Team", "web"), []authz.Outcome{authz.ExplicitDeny, authz.ExplicitDeny}},
		"a family that looks alike":  {map[string][]string{"ecr:ResourceTag": nil}, []authz.Outcome{authz.ExplicitDeny, authz.Undetermined}},
		"the family, known of all":   {map[string][]string{"ecr:ResourceTag/${TagKey}": nil}, []authz.Outcome{authz.ExplicitDeny, authz.ExplicitDeny}},
		"the family, with one known": {map[string][]string{"ecr:ResourceTag/${TagKey}": nil, "ecr:ResourceTag/team": {"app"}}, []authz.Outcome{authz.ExplicitDeny, authz.Allowed}},
	} {
		t.Run(name, func(t *testing.T) {
			needs := authz.PullNeeds(image)[:2]
			report := authz.Access{Identity: p}.Check(authz.Request{Principal: role, Context: tt.from, OpenContext: true}, needs...)
			require.Equal(t, tt.want, []authz.Outcome{report.Results[0].Decision.Outcome, report.Results[1].Decision.Outcome})
		})
	}
}

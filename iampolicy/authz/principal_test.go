package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

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
		"another session of the role": {`["arn:aws:sts::111122223333:assumed-role/pull/x",` + pullRole + `,` + account + `]`, session,
			authz.Allowed, true},
		"session and account":            {`["` + session + `",` + account + `]`, session, authz.ExplicitDeny, false},
		"session and role":               {`["` + session + `",` + pullRole + `]`, session, authz.ExplicitDeny, false},
		"role and another account":       {`[` + pullRole + `,"444455556666"]`, session, authz.ExplicitDeny, false},
		"everyone":                       {`"*"`, session, authz.Allowed, false},
		"account":                        {account, session, authz.ExplicitDeny, false},
		"role and account, for the role": {`["` + role + `",` + account + `]`, role, authz.Allowed, false},
		"user and account":               {`["` + user + `",` + account + `]`, user, authz.Allowed, false},
		"federated user and account": {`["arn:aws:sts::111122223333:federated-user/bob",` + account + `]`,
			"arn:aws:sts::111122223333:federated-user/bob", authz.Allowed, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"*"},{"Effect":"Deny",`+
				`"NotPrincipal":{"AWS":`+tt.names+`},"Action":"*"}`)
			got := authz.Access{Resource: on(app, p)}.Decide(authz.Request{Principal: tt.principal, Action: "ecr:BatchGetImage", Resource: app})
			require.Equal(t, tt.want, got.Outcome)
			last := got.Reasons[len(got.Reasons)-1]
			require.Equal(t, tt.unnamed, last.Clause == authz.ClauseSession, "%v", got.Reasons)
			beside := statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"*"},{"Effect":"Allow","NotPrincipal":{"AWS":`+tt.names+
				`},"Action":"*"},{"Effect":"Deny","Principal":{"AWS":"444455556666"},"Action":"*"},`+
				`{"Effect":"Deny","NotPrincipal":{"AWS":`+tt.names+`},"Action":"ecr:Put*"},`+
				`{"Effect":"Deny","NotPrincipal":{"AWS":`+tt.names+`},"Action":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}`)
			got = authz.Access{Resource: on(app, beside)}.Decide(authz.Request{Principal: tt.principal, Action: "ecr:BatchGetImage", Resource: app})
			require.Equal(t, authz.Allowed, got.Outcome)
			for _, r := range got.Reasons {
				require.NotEqual(t, authz.ClauseSession, r.Clause, "an Allow but for them, and a Deny that does not match, spare nobody")
			}
			if tt.unnamed {
				require.Equal(t, session, last.Got)
				require.Contains(t, last.String(), "and not the session")
			}
		})
	}
}

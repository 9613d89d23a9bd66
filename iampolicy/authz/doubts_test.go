package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestDoubtsOfRCP: an answer never hangs on what an RCP allows.
func TestDoubtsOfRCP(t *testing.T) {
	t.Parallel()
	rcp := statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-2"}}},
		{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-3"}}},
		{"Sid":"D","Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}`)
	a := authz.Access{Identity: statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`), RCP: []*authz.Policy{rcp}}
	d := a.Decide(authz.Request{Principal: role, Action: "ecr:PutImage", Resource: app, OpenContext: true})
	require.Equal(t, authz.Undetermined, d.Outcome)
	require.Equal(t, []string{"resource control policy, statement 2 (D) hangs on what is not known: StringEquals aws:SourceVpce vpce-1"},
		lines(d.Reasons))
}

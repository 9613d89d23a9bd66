package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestUnseen: an answer that hangs on a policy which was not given is
// Undetermined, and no other is.
func TestUnseen(t *testing.T) {
	t.Parallel()
	all := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"}`)
	none := statementPolicy(t, `{"Effect":"Deny","Action":"*","Resource":"*"}`)
	other := statementPolicy(t, `{"Effect":"Allow","Action":"s3:*","Resource":"*"}`)
	anyone := statementPolicy(t, `{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}`)
	pull := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app}
	token := authz.Request{Principal: role, Action: "ecr:GetAuthorizationToken", Resource: "*"}
	lambda := authz.Request{Principal: "lambda.amazonaws.com", Action: "ecr:BatchGetImage", Resource: app}
	admin := authz.Request{Principal: root, Action: "ecr:BatchGetImage", Resource: app}
	unseen := func(layers ...authz.Layer) []authz.Layer { return layers }
	for name, tt := range map[string]struct {
		access authz.Access
		q      authz.Request
		want   authz.Outcome
	}{
		"an SCP may deny": {authz.Access{Identity: all, Unseen: unseen(authz.LayerSCP)}, pull, authz.Undetermined},
		"… but one that was given denies": {authz.Access{Identity: all, SCP: []*authz.Policy{none},
			Unseen: unseen(authz.LayerSCP)}, pull, authz.ExplicitDeny},
		"… or a level that was given does not allow": {authz.Access{Identity: all, SCP: []*authz.Policy{other},
			Unseen: unseen(authz.LayerSCP)}, pull, authz.ImplicitDeny},
		"… or nothing else allows": {authz.Access{Identity: other, Unseen: unseen(authz.LayerSCP)}, pull, authz.ImplicitDeny},
		"… and it binds no service": {authz.Access{Resource: on(app, anyone), Unseen: unseen(authz.LayerSCP)}, lambda,
			authz.Allowed},
		"… but root users": {authz.Access{Unseen: unseen(authz.LayerSCP)}, admin, authz.Undetermined},
		"an RCP may deny":  {authz.Access{Identity: all, Unseen: unseen(authz.LayerRCP)}, pull, authz.Undetermined},
		"an endpoint policy may deny": {authz.Access{Identity: all, Unseen: unseen(authz.LayerEndpoint)}, pull,
			authz.Undetermined},
		"an identity policy may allow": {authz.Access{Unseen: unseen(authz.LayerIdentity)}, pull, authz.Undetermined},
		"… or deny": {authz.Access{Identity: all, Unseen: unseen(authz.LayerIdentity)}, pull,
			authz.Undetermined},
		"… and root users have none": {authz.Access{Unseen: unseen(authz.LayerIdentity, authz.LayerBoundary,
			authz.LayerSession)}, admin, authz.Allowed},
		"a boundary may deny": {authz.Access{Identity: all, Unseen: unseen(authz.LayerBoundary)}, pull,
			authz.Undetermined},
		"… and a Deny with NotPrincipal spares nobody who has one": {authz.Access{Identity: all, Unseen: unseen(authz.LayerBoundary),
			Resource: on(app, statementPolicy(t, `{"Effect":"Deny","NotPrincipal":{"AWS":["`+role+`","`+root+`"]},"Action":"*"}`))}, pull,
			authz.ExplicitDeny},
		"… whatever else is not seen": {authz.Access{Identity: all, Unseen: unseen(authz.LayerSCP),
			Resource: on(app, statementPolicy(t, `{"Effect":"Deny","NotPrincipal":{"AWS":["`+role+`","`+root+`"]},"Action":"*"}`))}, pull,
			authz.Undetermined},
		"a repository policy may deny": {authz.Access{Identity: all, Unseen: unseen(authz.LayerResource)}, pull,
			authz.Undetermined},
		"… or allow": {authz.Access{Identity: other, Unseen: unseen(authz.LayerResource)}, pull,
			authz.Undetermined},
		"… unless it was given": {authz.Access{Identity: all, Resource: on(app, nil),
			Unseen: unseen(authz.LayerResource)}, pull, authz.Allowed},
		"… and not that of another": {authz.Access{Identity: all, Resource: on(app+"2", nil),
			Unseen: unseen(authz.LayerResource)}, pull, authz.Undetermined},
		"… and is not asked about the token": {authz.Access{Identity: all, Unseen: unseen(authz.LayerResource)}, token, authz.Allowed},
		"nobody": {authz.Access{Identity: all, Unseen: unseen(authz.LayerIdentity)},
			authz.Request{Action: pull.Action, Resource: app}, authz.ImplicitDeny},
		"a layer that there is not": {authz.Access{Identity: all, Unseen: unseen(authz.LayerNone, authz.Layer(77))}, pull,
			authz.Allowed},
	} {
		t.Run(name, func(t *testing.T) {
			for _, tt.q.OpenContext = range []bool{false, true} {
				got := tt.access.Decide(tt.q)
				require.Equal(t, tt.want, got.Outcome, "%v", got)
				require.NotEmpty(t, got.Reasons)
				if got.Outcome == authz.Undetermined {
					require.Equal(t, authz.ClauseUnseen, got.Reasons[0].Clause)
					require.Contains(t, got.Reasons[0].String(), ": there is one that was not given")
					require.Empty(t, got.Missing)
				}
			}
		})
	}
}

// TestUnseenBlocks: no addition helps against what is not known.
func TestUnseenBlocks(t *testing.T) {
	t.Parallel()
	report := authz.Access{Unseen: []authz.Layer{authz.LayerSCP}}.Check(authz.Request{Principal: role},
		authz.Need{Action: "ecr:BatchGetImage", Resource: app})
	_, ok := report.Fixes()
	require.False(t, ok)
	require.Equal(t, []string{"service control policy: there is one that was not given"}, lines(report.Blockers()))
}

// TestUnseenAndUnknown: an answer can hang on both.
func TestUnseenAndUnknown(t *testing.T) {
	t.Parallel()
	p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}`)
	got := authz.Access{Identity: p, Unseen: []authz.Layer{authz.LayerRCP}}.Decide(authz.Request{Principal: role,
		Action: "ecr:BatchGetImage", Resource: app, OpenContext: true})
	require.Equal(t, authz.Undetermined, got.Outcome)
	require.Equal(t, []string{"aws:SourceVpce"}, got.Missing)
	require.Equal(t, []string{"identity policy, statement 0 hangs on what is not known: StringEquals aws:SourceVpce vpce-1",
		"resource control policy: there is one that was not given"}, lines(got.Reasons))
}

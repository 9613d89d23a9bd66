package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestOpenFold: behind the variable of an unknown key, letters are the same in any
// case too that only Unicode's folding knows, and of any length.
func TestOpenFold(t *testing.T) {
	t.Parallel()
	const key = "aws:PrincipalTag/team"
	for want, got := range map[string]string{
		"${aws:username}k":                     "ann\u212a",
		"${aws:username}\u212a":                "annk",
		"${aws:username}-\u00e9":               "ann-\u00c9",
		"k${aws:username}-\u00e9":              "\u212aann-\u00c9",
		"${aws:username}-\u00e9-${aws:userid}": "ann-\u00c9-1",
		"${aws:username}sss":                   "ann\u017fS\u017f",
	} {
		deny := iampolicy.Deny("*").On("*").When("StringEqualsIgnoreCase", key, want)
		p := compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On("*"), deny))
		q := authz.Request{Principal: user, Action: "ecr:PutImage", Resource: app, Context: keys(key, got)}
		open := q
		open.OpenContext = true
		require.Equal(t, authz.Undetermined, authz.Access{Identity: p}.Decide(open).Outcome, want)
		require.Equal(t, authz.Undetermined, p.Decide(open).Outcome, want)
		q.Context["aws:username"], q.Context["aws:userid"] = []string{"ann"}, []string{"1"}
		require.Equal(t, authz.ExplicitDeny, p.Decide(q).Outcome, want)
	}
}

// TestOpenFoldOfValue: so are they where the letters come from the value of a known
// key, and another condition names the key's value as it is.
func TestOpenFoldOfValue(t *testing.T) {
	t.Parallel()
	const key, team = "app:Team", "aws:PrincipalTag/team"
	for known, got := range map[string]string{"\u00c9": "\u00e9", "\u00e9": "\u00c9", "K": "\u212a", "\u017f": "S"} {
		deny := iampolicy.Deny("*").On("*").When("StringEquals", key, got).When("StringEqualsIgnoreCase", key, "${"+team+"}")
		p := compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On("*"), deny))
		q := authz.Request{Action: "ecr:PutImage", Resource: app, Context: keys(team, known), OpenContext: true}
		require.Equal(t, authz.Undetermined, p.Decide(q).Outcome, known)
		q.Context = keys(team, known, key, got)
		require.Equal(t, authz.ExplicitDeny, p.Decide(q).Outcome, known)
	}
}

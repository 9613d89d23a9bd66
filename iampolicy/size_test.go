package iampolicy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

func TestSize(t *testing.T) {
	d := iampolicy.ECSPull()
	spaced := iampolicy.NewDocument(iampolicy.Allow("a:B").Named("ECR Repository é"))
	plain := len(`{"Version":"2012-10-17","Statement":[{"Sid":"ECR Repository e","Effect":"Allow","Action":"a:B"}]}`)
	for _, c := range []struct {
		kind        iampolicy.PolicyKind
		name        string
		limit       int
		countsSpace bool
	}{
		{iampolicy.KindIdentity, "identity", 6144, false},
		{iampolicy.KindRepository, "repository", 10240, true},
		{iampolicy.KindRegistry, "registry", 10240, true},
		{iampolicy.KindTrust, "trust", 2048, false},
		{iampolicy.KindBoundary, "boundary", 6144, false},
		{iampolicy.KindSession, "session", 2048, true},
		{iampolicy.KindEndpoint, "endpoint", 20480, true},
		{iampolicy.KindSCP, "scp", 5120, true},
		{iampolicy.KindRCP, "rcp", 5120, true},
		{iampolicy.PolicyKind(200), "unknown", 0, true},
	} {
		require.Equal(t, c.name, c.kind.String())
		require.Equal(t, c.limit, c.kind.SizeLimit(), c.name)
		require.Equal(t, 194, d.Size(c.kind), c.name)
		want := plain
		if !c.countsSpace {
			want -= 2
		}
		require.Equal(t, want, spaced.Size(c.kind), "%s: characters, not bytes", c.name)
	}
	require.Equal(t, 2, iampolicy.TextSize([]byte("{ \t\r\n}"), iampolicy.KindIdentity))
	require.Equal(t, 6, iampolicy.TextSize([]byte("{ \t\r\n}"), iampolicy.KindRepository))
	require.Zero(t, iampolicy.TextSize(nil, iampolicy.KindIdentity))
}

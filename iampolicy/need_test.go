package iampolicy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

func TestPullNeeds(t *testing.T) {
	needs := iampolicy.PullNeeds(ecrref.MustParse("111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"))
	type row struct {
		action, resource string
		level            iampolicy.Level
	}
	var got []row
	for _, n := range needs {
		require.NotEmpty(t, n.Why)
		got = append(got, row{n.Action, n.Resource, n.Level})
	}
	repository := "arn:aws-cn:ecr:cn-north-1:111122223333:repository/team/app"
	require.Equal(t, []row{
		{"ecr:GetAuthorizationToken", "*", iampolicy.Required},
		{"ecr:BatchGetImage", repository, iampolicy.Required},
		{"ecr:GetDownloadUrlForLayer", repository, iampolicy.Required},
		{"ecr:BatchCheckLayerAvailability", repository, iampolicy.Recommended},
	}, got)
}

func TestPullNeedsPublic(t *testing.T) {
	require.Empty(t, iampolicy.PullNeeds(ecrref.MustParse("public.ecr.aws/nginx/nginx:1.27")))
}

// TestPullNeedsZero: nobody may pull an image that is none, not even root.
func TestPullNeedsZero(t *testing.T) {
	report := iampolicy.Access{}.Check(iampolicy.Request{Principal: root}, iampolicy.PullNeeds(ecrref.Ref{})...)
	require.False(t, report.OK())
	require.Len(t, report.Missing(), 4)
	_, ok := report.Fixes()
	require.False(t, ok)
	require.NotEmpty(t, report.Blockers())
}

func TestStrings(t *testing.T) {
	for want, got := range map[string]interface{ String() string }{
		"required": iampolicy.Required, "recommended": iampolicy.Recommended, "optional": iampolicy.Optional, "Level(?)": iampolicy.Level(9),
		"ImplicitDeny": iampolicy.ImplicitDeny, "ExplicitDeny": iampolicy.ExplicitDeny, "Undetermined": iampolicy.Undetermined,
		"Allowed": iampolicy.Allowed, "Outcome(?)": iampolicy.Outcome(9), "policy": iampolicy.LayerNone, "identity policy": iampolicy.LayerIdentity,
		"endpoint policy": iampolicy.LayerEndpoint, "Layer(99)": iampolicy.Layer(99),
	} {
		require.Equal(t, want, got.String())
	}
}

package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

func TestPullNeeds(t *testing.T) {
	needs := authz.PullNeeds(
		ecrref.MustParse(
			"111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
		),
	)
	type row struct {
		action, resource string
		level            authz.Level
	}
	var got []row
	for _, n := range needs {
		require.NotEmpty(t, n.Why)
		got = append(got, row{n.Action, n.Resource, n.Level})
	}
	repository := "arn:aws-cn:ecr:cn-north-1:111122223333:repository/team/app"
	require.Equal(t, []row{
		{"ecr:GetAuthorizationToken", "*", authz.Required},
		{"ecr:BatchGetImage", repository, authz.Required},
		{"ecr:GetDownloadUrlForLayer", repository, authz.Required},
		{"ecr:BatchCheckLayerAvailability", repository, authz.Recommended},
	}, got)
}

func TestPullNeedsPublic(t *testing.T) {
	require.Empty(t, authz.PullNeeds(ecrref.MustParse("public.ecr.aws/nginx/nginx:1.27")))
}

// TestPullNeedsZero: nobody may pull an image that is none, not even root.
func TestPullNeedsZero(t *testing.T) {
	report := authz.Access{}.Check(authz.Request{Principal: root}, authz.PullNeeds(ecrref.Ref{})...)
	require.False(t, report.OK())
	require.Len(t, report.Missing(), 4)
	_, ok := report.Fixes()
	require.False(t, ok)
	require.NotEmpty(t, report.Blockers())
}

func TestStrings(t *testing.T) {
	for want, got := range map[string]interface{ String() string }{
		"required": authz.Required, "recommended": authz.Recommended, "optional": authz.Optional, "Level(?)": authz.Level(3),
		"ImplicitDeny": authz.ImplicitDeny, "ExplicitDeny": authz.ExplicitDeny, "Undetermined": authz.Undetermined,
		"Allowed": authz.Allowed, "Outcome(?)": authz.Outcome(4), "policy": authz.LayerNone, "identity policy": authz.LayerIdentity,
		"endpoint policy": authz.LayerEndpoint, "Layer(8)": authz.Layer(8),
	} {
		require.Equal(t, want, got.String())
	}
}

var image = ecrref.MustParse("111122223333.dkr.ecr.us-east-1.amazonaws.com/app:v1")

// TestNeedContext: what a need's request never has is known, whatever the caller's context says.
func TestNeedContext(t *testing.T) {
	t.Parallel()
	p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*",`+
		`"Condition":{"StringNotEquals":{"ecr:ResourceTag/team":"app"}}}`)
	for name, tt := range map[string]struct {
		from map[string][]string
		want []authz.Outcome // token, image
	}{
		"unknown":                   {nil, []authz.Outcome{authz.ExplicitDeny, authz.Undetermined}},
		"the repository's tag":      {keys("ecr:ResourceTag/team", "app"), []authz.Outcome{authz.ExplicitDeny, authz.Allowed}},
		"the tag of another team":   {keys("ECR:resourcetag/Team", "web"), []authz.Outcome{authz.ExplicitDeny, authz.ExplicitDeny}},
		"a family that looks alike": {map[string][]string{"ecr:ResourceTag": nil}, []authz.Outcome{authz.ExplicitDeny, authz.Undetermined}},
		"the family, known of all": {map[string][]string{"ecr:ResourceTag/${TagKey}": nil}, []authz.Outcome{authz.ExplicitDeny,
			authz.ExplicitDeny}},
		"the family, with one known": {map[string][]string{"ecr:ResourceTag/${TagKey}": nil, "ecr:ResourceTag/team": {"app"}},
			[]authz.Outcome{authz.ExplicitDeny, authz.Allowed}},
	} {
		t.Run(name, func(t *testing.T) {
			needs := authz.PullNeeds(image)[:2]
			report := authz.Access{Identity: p}.Check(authz.Request{Principal: role, Context: tt.from, OpenContext: true}, needs...)
			require.Equal(t, tt.want, []authz.Outcome{report.Results[0].Decision.Outcome, report.Results[1].Decision.Outcome})
		})
	}
}

package recipe_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
)

// TestPushSignedProfile: a signing profile is named by its ARN.
func TestPushSignedProfile(t *testing.T) {
	t.Parallel()
	image := ecrref.MustParse("123456789012.dkr.ecr.us-west-2.amazonaws.com/app")
	_, err := recipe.PushSigned("profile", image)
	require.ErrorContains(t, err, `recipe.PushSigned "profile": not an ARN of signer`)
	_, err = recipe.PushSigned("arn:aws:signer:us-west-2:123456789012:/signing-profiles/p", image)
	require.NoError(t, err)
	_, err = recipe.PushSigned("arn:aws:signer:us-west-2:123456789012:/signing-profiles/p", ecrref.Ref{})
	require.ErrorContains(t, err, "recipe.PushSigned: image 0 is the zero Ref")
}

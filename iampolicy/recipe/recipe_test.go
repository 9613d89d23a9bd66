package recipe_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
)

// publishedKinds are the kinds as policies.json names them.
var publishedKinds = map[string]iampolicy.PolicyKind{
	"identity": iampolicy.KindIdentity, "repository": iampolicy.KindRepository, "registry": iampolicy.KindRegistry,
	"trust": iampolicy.KindTrust, "vpc-endpoint": iampolicy.KindEndpoint, "rcp": iampolicy.KindRCP, "scp": iampolicy.KindSCP,
}

// notRecipes are the published policies that the catalogue leaves out.
var notRecipes = map[string]string{
	"push-scoped":             "the guide's text of 2022: push-scoped-current has replaced it",
	"scp-no-presigned-layers": "breaks every pull by an untagged principal: a thing to diagnose, not to emit",
}

// placeholders are what AWS prints where the recipes want a value that can exist.
var placeholders = strings.NewReplacer(
	"prod-region-starport", "prod-us-west-2-starport",
	"arn:aws:iam::1234567890:role", "arn:aws:iam::111122223333:role",
)

// TestRecipes holds every recipe, with its sample arguments, against the policy
// that AWS prints: the same JSON value, lists as lists.
func TestRecipes(t *testing.T) {
	seen := 0
	for _, p := range policytest.ReadPolicies(t) {
		r, found := recipe.Lookup(p.ID)
		_, managed := recipe.Managed(p.ID)
		if managed || notRecipes[p.ID] != "" {
			require.False(t, found, p.ID)
			continue
		}
		require.True(t, found, "%s is not in the catalogue", p.ID)
		require.Equal(t, publishedKinds[p.Kind], r.Kind, p.ID)
		require.Equal(t, p.Source, r.Source, p.ID)
		want := iampolicy.MustParse(placeholders.Replace(string(p.Policy)))
		require.Equal(t, want.String(), r.Sample().String(), p.ID)
		seen++
	}
	require.Equal(t, 46-14-len(notRecipes), seen)
}

func TestRecipeCatalogue(t *testing.T) {
	ids := map[string]bool{}
	for r := range recipe.All() {
		require.False(t, ids[r.ID], r.ID)
		ids[r.ID] = true
		require.NoError(t, r.Sample().Validate(), r.ID)
		require.LessOrEqual(t, r.Sample().Size(r.Kind), r.Kind.SizeLimit(), r.ID)
		require.NotEmpty(t, r.About, r.ID)
	}
	require.Len(t, ids, len(slices.Collect(recipe.All())))
	_, found := recipe.Lookup("no-such-recipe")
	require.False(t, found)
	require.Equal(t, iampolicy.Document{}, recipe.Recipe{}.Sample())
}

// TestStop: a loop over a table may break off.
func TestStop(t *testing.T) {
	t.Parallel()
	n := 0
	for range recipe.All() {
		n++
		break
	}
	for range recipe.ManagedPolicies() {
		n++
		break
	}
	require.Equal(t, 2, n)
}

// TestRecipesOurs keeps the samples that no source prints.
func TestRecipesOurs(t *testing.T) {
	var b strings.Builder
	for r := range recipe.All() {
		if r.Source == "" {
			b.WriteString(r.ID + "\t" + r.Sample().String() + "\n")
		}
	}
	golden.File(t, "testdata/recipes.golden", []byte(b.String()))
}

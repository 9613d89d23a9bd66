package agentver_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// corpusCase is one hand-checked text with the parse it must have.
type corpusCase struct {
	Kind, In            string
	OK                  bool
	Major, Minor, Patch int
	Pre, Build          string
	Canonical           string
	Name, Release       string
	Dist, Arch          string
	Hash                string
	Dirty               bool
	Edition             string
	CanonicalDocker     string `json:"canonical_docker"`
	Why                 string
}

func corpus(t *testing.T, kind string, want int) []corpusCase {
	t.Helper()
	b, err := os.ReadFile("testdata/versions.json")
	require.NoError(t, err)
	var all, some []corpusCase
	require.NoError(t, json.Unmarshal(b, &all))
	for _, c := range all {
		if c.Kind == kind {
			some = append(some, c)
		}
	}
	require.Len(t, some, want, kind)
	return some
}

func TestCorpusVersions(t *testing.T) {
	t.Parallel()
	for _, c := range corpus(t, "version", 19) {
		v, err := agentver.Parse(c.In)
		if !c.OK {
			assert.Error(t, err, "%q: %s", c.In, c.Why)
			var pe *agentver.ParseError
			if !assert.ErrorAs(t, err, &pe) {
				continue
			}
			assert.NotEmpty(t, pe.Hint, c.In)
			continue
		}
		assert.NoError(t, err, c.Why)
		assert.Equal(t, []any{c.Major, c.Minor, c.Patch, c.Pre, c.Build, c.Canonical},
			[]any{v.Major(), v.Minor(), v.Patch(), v.Prerelease(), v.Build(), v.String()}, c.In)
	}
}

func TestCorpusPlatforms(t *testing.T) {
	t.Parallel()
	for _, c := range corpus(t, "platform", 1) {
		p, err := agentver.ParsePlatform(c.In)
		assert.NoError(t, err, c.Why)
		assert.Equal(t, []any{c.Major, c.Minor, c.Patch, c.Canonical}, []any{p.Major(), p.Minor(), p.Patch(), p.String()}, c.In)
	}
}

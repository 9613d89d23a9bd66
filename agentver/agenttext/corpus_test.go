package agenttext_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
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
	b, err := os.ReadFile("../testdata/versions.json")
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

func TestCorpusAgentStrings(t *testing.T) {
	t.Parallel()
	for _, kind := range []struct {
		name string
		want int
	}{{"agent-string", 5}, {"artifact", 3}} {
		for _, c := range corpus(t, kind.name, kind.want) {
			a, err := agenttext.Parse(c.In)
			assert.Equal(t, c.OK, err == nil, "%q: %s: %v", c.In, c.Why, err)
			assert.Equal(t, []any{c.Major, c.Minor, c.Patch, c.Pre, c.Build, c.Canonical, c.Hash, c.Dirty, c.Arch},
				[]any{a.Version.Major(), a.Version.Minor(), a.Version.Patch(), a.Version.Prerelease(), a.Version.Build(),
					a.Version.String(), a.Hash, a.Dirty, a.Arch}, c.In)
		}
	}
}

func TestCorpusPackages(t *testing.T) {
	t.Parallel()
	for _, c := range corpus(t, "package", 3) {
		p, err := agenttext.ParsePackage(c.In)
		assert.NoError(t, err, c.Why)
		v := p.Agent()
		assert.Equal(t, []any{c.Major, c.Minor, c.Patch, c.Name, c.Release, c.Dist, c.Arch, c.Canonical},
			[]any{v.Major(), v.Minor(), v.Patch(), p.Name(), p.Release(), p.Dist(), p.Arch(), p.VersionRelease()}, c.In)
		a, err := agenttext.Parse(c.In)
		assert.NoError(t, err)
		assert.Equal(t, v, a.Version)
	}
}

func TestCorpusDocker(t *testing.T) {
	t.Parallel()
	for _, c := range corpus(t, "docker", 1) {
		d, err := agenttext.ParseDocker(c.In)
		assert.NoError(t, err, c.Why)
		assert.Equal(t, []any{c.Major, c.Minor, c.Patch, c.Pre, c.Edition, c.CanonicalDocker},
			[]any{d.Major(), d.Minor(), d.Patch(), d.Prerelease(), d.Edition(), d.String()}, c.In)
		_, err = agenttext.Parse(c.In)
		assert.ErrorContains(t, err, "Docker version")
	}
}

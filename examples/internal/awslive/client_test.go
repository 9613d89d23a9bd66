package awslive_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/mototest"
	"github.com/stretchr/testify/require"
)

// TestSilent: the SDK says nothing on standard error, here of an answer that is
// cut off.
func TestSilent(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"__type":"ThrottlingException","message":"x"}`)
	}))
	defer server.Close()
	mototest.Env(t, server.URL)
	name := filepath.Join(t.TempDir(), "stderr")
	file, err := os.Create(name)
	require.NoError(t, err)
	stderr := os.Stderr
	os.Stderr = file
	_, err = open(t).TaskDefinition(t.Context(), "web")
	os.Stderr = stderr
	require.NoError(t, file.Close())
	require.Error(t, err)
	said, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Empty(t, string(said))
}

// TestPolicyRegion: a policy says which registry it is of.
func TestPolicyRegion(t *testing.T) {
	fake(t, map[string][]answer{
		"GetRepositoryPolicy": {{200, `{"policyText":"{\"Statement\":[]}"}`}},
		"GetRegistryPolicy":   {{200, `{"policyText":"{\"Statement\":[]}"}`}},
		"GetCallerIdentity":   {{200, `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`}},
	})
	ref := ecrref.MustParse(image)
	p, ok, err := open(t).RepositoryPolicy(t.Context(), ref.Repository())
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, []string{"team/app", "123456789012", "eu-west-1"}, []string{p.Repository, p.RegistryID, p.Region})
	p, ok, err = open(t).RegistryPolicy(t.Context(), ref.Registry())
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, []string{"", "123456789012", "eu-west-1"}, []string{p.Repository, p.RegistryID, p.Region})
}

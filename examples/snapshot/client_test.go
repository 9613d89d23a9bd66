package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

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
	r := take(t, "-task-definition", "web")
	os.Stderr = stderr
	require.NoError(t, file.Close())
	require.Equal(t, 3, r.code)
	said, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Empty(t, string(said))
}

// TestRegionAndProfile: what can be known before AWS is asked is an input error.
func TestRegionAndProfile(t *testing.T) {
	fake(t, nil)
	t.Setenv("AWS_REGION", "")
	t.Setenv("AWS_DEFAULT_REGION", "")
	for _, row := range []struct {
		args []string
		want string
	}{
		{[]string{"-cluster", "c"}, "snapshot: no region: pass -region or set AWS_REGION\n"},
		{[]string{"-cluster", "c", "-profile", "nobody"}, "snapshot: there is no AWS profile nobody: aws configure list-profiles prints all\n"},
		{[]string{"-cluster", "arn:aws:ecs:eu-west-1:123456789012:cluster/c", "-region", "us-east-1"},
			"snapshot: arn:aws:ecs:eu-west-1:123456789012:cluster/c is in eu-west-1, and the region is us-east-1: pass -region eu-west-1\n"},
	} {
		r := take(t, row.args...)
		require.Equal(t, 2, r.code, row.args)
		require.Equal(t, row.want, r.stderr)
	}
	require.Equal(t, "eu-west-1", take(t, "-cluster", "c", "-region", "eu-west-1").out.Region)
}

// TestUsage: exit 2, and the remedy.
func TestUsage(t *testing.T) {
	fake(t, nil)
	for _, row := range []struct {
		args []string
		want string
	}{
		{nil, "what to ask for?"},
		{[]string{"web"}, "write -task-definition web"},
		{[]string{"-service", "s"}, "-service needs -cluster NAME"},
		{[]string{"-cluster", "c", "-timeout", "0s"}, "-timeout 0s"},
		{[]string{"-task", "nosuch.json"}, "nosuch.json"},
		{[]string{"-nosuch"}, "snapshot -h explains"},
	} {
		r := take(t, row.args...)
		require.Equal(t, 2, r.code, row.args)
		require.Contains(t, r.stderr, row.want)
	}
	r := run([]string{"-h"}, nil, os.NewFile(0, os.DevNull), os.Stderr)
	require.Equal(t, 0, r)
}

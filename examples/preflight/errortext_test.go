package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestExplainError: messages as they are printed, with names filled in, and a
// word of what each means.
func TestExplainError(t *testing.T) {
	const user = "User: arn:aws:sts::123456789012:assumed-role/exec/abc is not authorized to perform: "
	for _, row := range []struct{ text, message, fix string }{
		{"CannotPullContainerError: Error response from daemon: pull access denied for " + image1 + ", repository does not exist or may require 'docker login': denied: " + user +
			"ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:123456789012:repository/team/app because no identity-based policy allows the ecr:BatchGetImage action",
			"no identity-based policy allows ecr:BatchGetImage", "policy of the role"},
		{"denied: " + user + "ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:1:repository/a because no resource-based policy allows the ecr:BatchGetImage action",
			"no resource-based policy", "repository policy"},
		{"AccessDeniedException: " + user + "ecr:GetAuthorizationToken on resource: * because no VPC endpoint policy allows the ecr:GetAuthorizationToken action",
			"no VPC endpoint policy", "VPC endpoint"},
		{"AccessDeniedException: " + user + "ecr:GetAuthorizationToken on resource: * because no permissions boundary allows the ecr:GetAuthorizationToken action",
			"no permissions boundary", "boundary"},
		{user + "ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:1:repository/a with an explicit deny in a service control policy",
			"is denied by a statement with Effect Deny in a service control policy", "nothing that is added helps"},
		{"AccessDeniedException: " + user + "ecr:GetAuthorizationToken on resource: *", "may not call ecr:GetAuthorizationToken on *", "policy of the role"},
		{"CannotPullContainerError: API error (404): repository 123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app not found", "missing", ""},
		{"CannotPullContainerError: Error response from daemon: manifest for " + image1 + " not found: manifest unknown: Requested image not found", "tag or digest missing", ""},
		{"CannotPullECRContainerError: ecr auth: AuthorizationData is malformed for 123456789012.dkr-ecr.us-east-1.on.aws/app:v1", "1.95.0", "agent >= 1.95.0"},
		{"The task can’t pull the image. CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'", "architecture", "cpuArchitecture"},
		{"write /var/lib/docker/tmp/GetImageBlob123456: no space left on device", "full", ""},
		{"CannotPullContainerError: context canceled", "cancelled", ""},
	} {
		f, ok := explainError(row.text)
		require.True(t, ok, row.text)
		require.Contains(t, f.Message, row.message, row.text)
		require.Contains(t, f.Fix, row.fix, row.text)
		require.Equal(t, note, f.Severity)
	}
	_, ok := explainError("something else entirely")
	require.False(t, ok)
}

// TestEveryPullErrorIsMatched: each known message, with something in place of
// what varies, is matched to itself or to a row with the same cause.
func TestEveryPullErrorIsMatched(t *testing.T) {
	known := loadPullErrors()
	require.Len(t, known, 39)
	for _, e := range known {
		if len(fragments(plain(e.pattern()))) == 0 {
			continue // nothing but variable parts: "(v<api>) - <err>"
		}
		text := variable.ReplaceAllString(e.pattern(), "x1")
		f, ok := explainError(text)
		require.True(t, ok, text)
		if !denial.MatchString(text) {
			require.Equal(t, e.Cause, f.Message, text)
		}
	}
}

func TestErrorFlag(t *testing.T) {
	code, r, _ := answer(t, "", "-error", "no basic auth credentials")
	require.Equal(t, 0, code)
	require.Equal(t, []string{"pull-error"}, notes(r))
	code, _, _ = answer(t, "", "-error", "gibberish")
	require.Equal(t, 3, code)
	code, r, _ = answer(t, task("FARGATE", image1), "-task", "-", "-error", "context canceled")
	require.Equal(t, 3, code)
	require.Contains(t, strings.Join(notes(r), " "), "pull-error")
}

package awslive_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awslive"
	"github.com/seed-293f0d42/ecrkit/examples/internal/mototest"
	"github.com/stretchr/testify/require"
)

func TestOpenNeedsRegion(t *testing.T) {
	mototest.Env(t, "http://127.0.0.1:1")
	t.Setenv("AWS_REGION", "")
	t.Setenv("AWS_DEFAULT_REGION", "")
	_, err := awslive.Open(t.Context(), "", "")
	require.EqualError(t, err, "no region: pass -region or set AWS_REGION")
	c, err := awslive.Open(t.Context(), "eu-west-1", "")
	require.NoError(t, err)
	require.Equal(t, "eu-west-1", c.Region())
	_, err = awslive.Open(t.Context(), "", "nobody")
	require.ErrorContains(t, err, "nobody")
}

func TestErrors(t *testing.T) {
	for _, row := range []struct {
		status           int
		body             string
		denied, notFound bool
		want             string
		why              string
	}{
		{400, `{"__type":"AccessDeniedException","message":"User: u is not authorized to perform: ecs:DescribeTaskDefinition"}`, true, false,
			"ecs:DescribeTaskDefinition web: these credentials may not: User: u is not authorized to perform: ecs:DescribeTaskDefinition", "permission"},
		{400, `{"__type":"ClientException","message":"Unable to describe task definition."}`, false, true,
			"ecs:DescribeTaskDefinition web: ClientException: Unable to describe task definition.", "AWS says there is none"},
		{400, `{"__type":"ClientException","message":"Something else."}`, false, false,
			"ecs:DescribeTaskDefinition web: ClientException: Something else.", "ClientException means many things"},
		{400, `{"__type":"ExpiredTokenException","message":"The security token included in the request is expired"}`, false, false,
			"ecs:DescribeTaskDefinition web: the credentials are expired or wrong (ExpiredTokenException): log in again", "a missing login is not a missing permission"},
		{400, `{"__type":"UnrecognizedClientException","message":"x"}`, false, false,
			"ecs:DescribeTaskDefinition web: the credentials are expired or wrong (UnrecognizedClientException): log in again", "unknown key"},
	} {
		fake(t, map[string][]answer{"DescribeTaskDefinition": {{row.status, row.body}}})
		_, err := open(t).TaskDefinition(t.Context(), "web")
		var e *awslive.Error
		require.ErrorAs(t, err, &e, row.why)
		require.Equal(t, row.denied, e.Denied(), row.why)
		require.Equal(t, row.notFound, e.NotFound(), row.why)
		require.Equal(t, row.want, err.Error(), row.why)
		require.Equal(t, "ecs:DescribeTaskDefinition", e.Action, row.why)
		require.Equal(t, "web", e.Resource, row.why)
	}
}

// TestThrottled: a call that AWS refused for its rate is made again.
func TestThrottled(t *testing.T) {
	seen := fake(t, map[string][]answer{"GetRepositoryPolicy": {
		{400, `{"__type":"ThrottlingException","message":"Rate exceeded"}`},
		{200, `{"policyText":"{\"Statement\":[]}"}`},
	}})
	repo := ecrref.MustParse(image).Repository()
	_, ok, err := open(t).RepositoryPolicy(t.Context(), repo)
	require.NoError(t, err)
	require.True(t, ok)
	require.Len(t, *seen, 2)
}

func TestNoCredentials(t *testing.T) {
	mototest.Env(t, "http://127.0.0.1:1")
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	_, err := open(t).Account(t.Context())
	require.EqualError(t, err, "sts:GetCallerIdentity: no AWS credentials: set AWS_PROFILE, or run aws configure or aws sso login")
}

// TestAssumeRoleDenied: when the profile's role cannot be assumed, the missing
// permission is sts:AssumeRole and not that of the question.
func TestAssumeRoleDenied(t *testing.T) {
	fake(t, map[string][]answer{"AssumeRole": {{403, `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>`}}})
	file := filepath.Join(t.TempDir(), "config")
	require.NoError(t, os.WriteFile(file, []byte("[profile r]\nrole_arn = arn:aws:iam::123456789012:role/r\ncredential_source = Environment\n"), 0o600))
	t.Setenv("AWS_ENDPOINT_URL_STS", os.Getenv("AWS_ENDPOINT_URL")) // AWS_ENDPOINT_URL alone is not heeded here
	t.Setenv("AWS_CONFIG_FILE", file)
	c, err := awslive.Open(t.Context(), "", "r")
	require.NoError(t, err)
	_, err = c.TaskDefinition(t.Context(), "web")
	var e *awslive.Error
	require.ErrorAs(t, err, &e)
	require.True(t, e.Denied(), err)
	require.EqualError(t, err, "sts:AssumeRole: these credentials may not: no")
}

func TestTimeout(t *testing.T) {
	mototest.Env(t, "http://127.0.0.1:1")
	ctx, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	_, err := open(t).TaskDefinition(ctx, "web")
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.ErrorContains(t, err, "ecs:DescribeTaskDefinition web: no answer in time")
}

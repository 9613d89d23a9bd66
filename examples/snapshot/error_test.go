package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/seed-293f0d42/ecrkit/examples/internal/mototest"
	"github.com/stretchr/testify/require"
)

func TestErrors(t *testing.T) {
	for _, row := range []struct {
		body   string
		exit   int
		absent bool
		allow  string
		want   string
		why    string
	}{
		{`{"__type":"AccessDeniedException","message":"User: u is not authorized to perform: ecs:DescribeTaskDefinition"}`, 3, false,
			"ecs:DescribeTaskDefinition",
			"the task definition web is not known, because these credentials may not call ecs:DescribeTaskDefinition: User: u is not " +
				"authorized to perform: ecs:DescribeTaskDefinition", "permission"},
		{`{"__type":"ClientException","message":"Unable to describe task definition."}`, 1, true, "",
			"there is no task definition web in us-east-1 of account 123456789012 (AWS says: Unable to describe task definition.): check the " +
				"name, -region and -profile", "AWS says there is none"},
		{`{"__type":"ClientException","message":"Something else."}`, 3, false, "",
			"the task definition web is not known, because AWS answered ecs:DescribeTaskDefinition with ClientException: Something else.",
			"ClientException means many things"},
		{`{"__type":"ExpiredTokenException","message":"The security token included in the request is expired"}`, 3, false, "",
			"the task definition web is not known, because the AWS credentials are expired or wrong, or not made for this region " +
				"(ExpiredTokenException): log in again, or check -profile and -region", "a missing login is not a missing permission"},
		{`{"__type":"UnrecognizedClientException","message":"x"}`, 3, false, "",
			"the task definition web is not known, because the AWS credentials are expired or wrong, or not made for this region " +
				"(UnrecognizedClientException): log in again, or check -profile and -region", "unknown key"},
		{`{"__type":"ThrottlingException","message":"Rate exceeded"}`, 3, false, "",
			"the task definition web is not known, because AWS wants fewer calls of ecs:DescribeTaskDefinition (ThrottlingException): try " +
				"again in a minute", "throttled every time"},
		{`<html>`, 3, false, "",
			"the task definition web is not known, because", "something else than AWS answers"},
	} {
		fake(t, map[string][]answer{"DescribeTaskDefinition": {{400, row.body}}})
		r := take(t, "-task-definition", "web")
		require.Equal(t, row.exit, r.code, row.why)
		gaps := r.out.Unanswered
		if row.absent {
			gaps = r.out.Absent
		}
		require.Len(t, gaps, 1, row.why)
		require.True(t, strings.HasPrefix(gaps[0].Message, row.want), "%s: %s", row.why, gaps[0].Message)
		require.Equal(t, "snapshot: "+gaps[0].Message+"\n", r.stderr, row.why)
		require.Equal(t, []string{askTaskDefinition, "web", "ecs:DescribeTaskDefinition", row.allow},
			[]string{gaps[0].Question, gaps[0].Resource, gaps[0].Action, gaps[0].Allow}, row.why)
	}
}

// TestPortal: a proxy or a portal that answers in place of AWS.
func TestPortal(t *testing.T) {
	fake(t, map[string][]answer{"DescribeTaskDefinition": {{200, "<html>please log in</html>"}}})
	r := take(t, "-task-definition", "web")
	require.Equal(t, 3, r.code)
	require.Equal(t, unreadable, r.out.Unanswered[0].Code)
	require.Contains(t, r.stderr, "is not known, because what answered ecs:DescribeTaskDefinition is not AWS, or was cut off: ")
}

// TestThrottled: a call that AWS refused for its rate is made again.
func TestThrottled(t *testing.T) {
	seen := fake(t, map[string][]answer{"DescribeTaskDefinition": {
		{400, `{"__type":"ThrottlingException","message":"Rate exceeded"}`},
		task("nginx", "")[0],
	}})
	r := take(t, "-task-definition", "web")
	require.Equal(t, 0, r.code, r.stderr)
	require.Len(t, r.read.Tasks, 1)
	require.Len(t, callsOf(*seen, "DescribeTaskDefinition"), 2)
}

// TestLogin: credentials that do not work are told in one sentence, and no
// question is put with them.
func TestLogin(t *testing.T) {
	const sentence = "the AWS credentials are expired or wrong, or not made for this region (ExpiredToken): log in again, or check " +
		"-profile and -region"
	seen := fake(t, map[string][]answer{"GetCallerIdentity": expired})
	r := take(t, "-task-definition", "web", "-cluster", "c")
	require.Equal(t, 3, r.code)
	require.Equal(t, "snapshot: "+sentence+"\n", r.stderr)
	require.Len(t, *seen, 1)
	require.Equal(t, "the task definition web is not known, because "+sentence, about(r.out.Unanswered, askTaskDefinition)[0].Message)
	require.Len(t, about(r.out.Unanswered, askInstances), 1, "what was asked for is not known")
	require.Nil(t, r.out.CallerIdentity)
}

func TestNoCredentials(t *testing.T) {
	mototest.Env(t, "http://127.0.0.1:1")
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	r := take(t, "-cluster", "c")
	require.Equal(t, 3, r.code)
	require.Equal(t, "snapshot: there are no AWS credentials: pass -profile, set AWS_PROFILE, or run aws configure or aws sso login\n",
		r.stderr)
	require.Equal(t, noCredentials, r.out.Unanswered[0].Code)
}

// TestCredentialProcess: a profile whose credentials cannot be had.
func TestCredentialProcess(t *testing.T) {
	r := takeWithProfile(t, "credential_process = false\n", nil)
	require.Equal(t, 3, r.code)
	require.Regexp(t, `^snapshot: the AWS credentials cannot be had \(.*\): log in again, for example with aws sso login\n$`, r.stderr)
}

// TestAssumeRoleDenied: when the profile's role cannot be assumed, the missing
// permission is sts:AssumeRole and not that of the question.
func TestAssumeRoleDenied(t *testing.T) {
	r := takeWithProfile(t, "role_arn = arn:aws:iam::123456789012:role/r\ncredential_source = Environment\n",
		map[string][]answer{"AssumeRole": denied})
	require.Equal(t, 3, r.code)
	require.Equal(t, "snapshot: these credentials may not call sts:AssumeRole: not authorized\n", r.stderr)
	g := about(r.out.Unanswered, askTaskDefinition)[0]
	require.Equal(t, []string{"sts:AssumeRole", "sts:AssumeRole"}, []string{g.Action, g.Allow})
}

func takeWithProfile(t *testing.T, lines string, answers map[string][]answer) taken {
	fake(t, answers)
	file := filepath.Join(t.TempDir(), "config")
	require.NoError(t, os.WriteFile(file, []byte("[profile r]\n"+lines), 0o600))
	t.Setenv("AWS_ENDPOINT_URL_STS", os.Getenv("AWS_ENDPOINT_URL")) // AWS_ENDPOINT_URL alone is not heeded here
	t.Setenv("AWS_CONFIG_FILE", file)
	return take(t, "-profile", "r", "-task-definition", "web")
}

// TestBlackHole: who never answers is given up.
func TestBlackHole(t *testing.T) {
	done := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-done }))
	defer server.Close()
	defer close(done)
	mototest.Env(t, server.URL)
	start := time.Now()
	r := take(t, "-task-definition", "web", "-timeout", "300ms")
	require.Less(t, time.Since(start), callTimeout)
	require.Equal(t, 3, r.code)
	g := about(r.out.Unanswered, askTaskDefinition)[0]
	require.Equal(t, noAnswer, g.Code)
	require.Equal(t, "the task definition web is not known, because the time was up before AWS answered ecs:DescribeTaskDefinition: "+
		"check the network, or pass a longer -timeout", g.Message)
}

// TestNobodyThere: a port that nobody listens on.
func TestNobodyThere(t *testing.T) {
	mototest.Env(t, "http://127.0.0.1:1")
	r := take(t, "-cluster", "c")
	require.Equal(t, 3, r.code)
	require.Contains(t, r.stderr, "is not known, because AWS cannot be reached for ecs:ListContainerInstances: dial tcp 127.0.0.1:1: "+
		"connect: connection refused\n")
}

// TestNoAnswer: the sentences of a network that does not answer.
func TestNoAnswer(t *testing.T) {
	for _, row := range []struct {
		err  error
		want string
	}{
		{errTimeUp, "the time was up before AWS answered ecs:X: check the network, or pass a longer -timeout"},
		{context.DeadlineExceeded, "AWS did not answer ecs:X within 15s: check the network"},
		{&net.DNSError{Name: "ecs.us-east-9.amazonaws.com", IsNotFound: true},
			"there is no host ecs.us-east-9.amazonaws.com: check -region and the network"},
		{&net.DNSError{Name: "ecs.us-east-1.amazonaws.com", Err: "server misbehaving"}, "AWS cannot be reached for ecs:X: "},
		{errors.New("odd"), "AWS cannot be reached for ecs:X: odd"},
	} {
		f := &failure{"ecs:X", noAnswer, row.err}
		require.True(t, strings.HasPrefix(f.because(), row.want), f.because())
	}
}

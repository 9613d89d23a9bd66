package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func readTestJSON(t *testing.T, file string, v any) {
	text, err := os.ReadFile("testdata/pull-errors/" + file)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, v), file)
}

type wildMessage struct {
	Row, Text, Source string
	Says              []string
}

func wildMessages(t *testing.T) (wild []wildMessage) {
	readTestJSON(t, "wild.json", &wild)
	require.Equal(t, 111, len(wild))
	return wild
}

// TestWildMessages: each row explains a message that somebody met, and says what
// in it matters.
func TestWildMessages(t *testing.T) {
	met := map[string]bool{}
	for _, m := range wildMessages(t) {
		row, _, ok := findPullError(plain(m.Text))
		require.True(t, ok, m.Text)
		require.Equal(t, m.Row, row.Name, m.Text)
		f, ok := explainError(m.Text)
		require.True(t, ok)
		require.Equal(t, note, f.Severity)
		require.Equal(t, "-error", f.Where.Pointer)
		for _, word := range m.Says {
			require.Contains(t, f.Message+"\n"+f.Fix, word, m.Text)
		}
		require.NotEmpty(t, m.Source)
		met[row.Name] = true
	}
	for _, row := range loadPullErrors() {
		require.True(t, met[row.Name], "no message in wild.json is explained by %s", row.Name)
	}
}

// TestWordingSurvivesCopying: a console, a log, a terminal and a chat change
// letters, quotes, spaces and what stands around the message.
func TestWordingSurvivesCopying(t *testing.T) {
	for _, m := range wildMessages(t) {
		for _, copied := range []string{
			strings.ToUpper(m.Text),
			strings.ReplaceAll(m.Text, " ", "\r\n\t  "),
			strings.ReplaceAll(m.Text, " ", "\u00a0"),
			strings.ReplaceAll(strings.ReplaceAll(m.Text, "'", "’"), `"`, "“"),
			strings.ReplaceAll(strings.ReplaceAll(m.Text, "\n", `\n`), `"`, `\"`),
			strings.NewReplacer("1 time(s)", "12 time(s)").Replace(m.Text),
			"\x1b[31m" + m.Text + "\x1b[0m",
		} {
			row, _, ok := findPullError(plain(copied))
			require.True(t, ok, copied)
			require.Equal(t, m.Row, row.Name, copied)
		}
		if around := "STOPPED (Task failed to start): web: " + m.Text + "\n(retry 3 of 3) at 2026-05-01T10:00:00Z"; m.Text != "toomanyrequests" {
			row, _, ok := findPullError(plain(around))
			require.True(t, ok, around)
			require.Equal(t, m.Row, row.Name, around)
		}
	}
}

// TestKnownMessages: every message that ECS is known to print leads to an answer,
// as it stands in the source and with names filled in.
func TestKnownMessages(t *testing.T) {
	var known []struct{ Error, Message string }
	readTestJSON(t, "messages.json", &known)
	require.Len(t, known, 39)
	fill := strings.NewReplacer("<image>", image1, "<n>", "3", "<arn>", "arn:aws:sts::123456789012:assumed-role/exec/abc",
		"<repo arn>", "arn:aws:ecr:us-east-1:123456789012:repository/app", "<acct>", "123456789012", "<region>", "us-east-1",
		"<repo>", "team", "<host>", "123456789012.dkr.ecr.us-east-1.amazonaws.com", "<tag>", "v1", "<ip>", "10.0.0.1",
		"<ref>", image1, "<digest>", "sha256:0", "<err>", "EOF", "<src>", image1, "<dst>", "app:v1", "<d>", "5m0s", "<api>", "1.44",
		"<daemon error>", "EOF", "<...>", "403", "<layer url>", "https://prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com/x?y", "<id>", "0a1b")
	for _, m := range known {
		for _, wording := range strings.Split(m.Message, " / ") {
			for _, text := range []string{m.Error + ": " + wording, fill.Replace(m.Error + ": " + wording), fill.Replace(wording)} {
				if wording == "" && text == "" {
					continue // the row without a message: its error is the text
				}
				f, ok := explainError(text)
				require.True(t, ok, text)
				require.NotEmpty(t, f.Fix, text)
			}
		}
	}
}

// TestUnrelatedText: nothing is explained that is not about a pull.
func TestUnrelatedText(t *testing.T) {
	unrelated := []string{
		"something else entirely",
		"Essential container in task exited",
		"OutOfMemoryError: Container killed due to memory usage",
		"Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0a1b)",
		"Scaling activity initiated by (deployment ecs-svc/1234567890123456789)",
		"CannotStartContainerError: Error response from daemon: failed to create task for container: exec: \"/app\": permission denied",
		"CannotStartContainerError: Error response from daemon: driver failed programming external connectivity: port is already allocated",
		"dial tcp 10.0.0.5:5432: i/o timeout",
		"Get \"https://api.example.com/v2/users\": dial tcp 203.0.113.9:443: i/o timeout",
		"Get \"https://api.example.com/v2/users\": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)",
		"GET https://api.example.com/v2/orders: 401 Unauthorized",
		"GET https://example.com/index.html: 403 Forbidden",
		"upstream returned 429 Too Many Requests",
		"(TooManyRequests) The server is busy.",
		"ThrottlingException: Rate exceeded",
		"rpc error: code = Canceled desc = context canceled",
		"context deadline exceeded",
		"write /data/db.sqlite: no space left on device",
		"User: arn:aws:sts::123456789012:assumed-role/app/x is not authorized to perform: dynamodb:Query on resource: arn:aws:dynamodb:us-east-1:123456789012:table/t because no identity-based policy allows the dynamodb:Query action",
		"User: arn:aws:sts::123456789012:assumed-role/app/x is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::data/x\" with an explicit deny in a resource-based policy",
		"An error occurred (AccessDenied) when calling the AssumeRole operation: Access denied",
		"Login failed: incorrect username or password",
		"Your session token has expired",
		"fatal: invalid reference: main",
		"lookup db.internal on 10.0.0.2:53: no such host",
		"x509: certificate signed by unknown authority",
		"404 page not found",
		"repository 'https://github.com/acme/app.git/' not found",
		"Unable to assume the service linked role for Elasticsearch",
		"service web was unable to place a task because no container instance met all of its requirements. The closest matching container-instance 0a1b has insufficient memory available.",
		"ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream",
		"Timeout waiting for EBS volume attachment to complete.",
		"reason: attribute 'x' is missing",
		"panic: runtime error: index out of range [3] with length 3",
		"<image>", "…", "^", "$", "\xff\xfe", "<", "AWS:@", "://@",
	}
	for _, text := range unrelated {
		f, ok := explainError(text)
		require.False(t, ok, "%s was taken for: %s", text, f.Message)
		require.NotEmpty(t, f.Message)
	}
}

// TestCredentialsAreNotRepeated: whatever row explains a message, a login in it
// stays out of the answer, and the answer stays the same.
func TestCredentialsAreNotRepeated(t *testing.T) {
	logins := strings.NewReplacer("https://", "https://AWS:eyJwYXls/b2FkIjoi+Z==@", " 123456789012.dkr", " AWS:eyJwYXls/b2FkIjoi+Z==@123456789012.dkr")
	with := 0
	for _, m := range wildMessages(t) {
		text := logins.Replace(m.Text)
		f, ok := explainError(text)
		require.True(t, ok, text)
		require.NotContains(t, f.Message+f.Fix, "eyJ", text)
		require.NotContains(t, f.Message+f.Fix, "Security-Token", text)
		require.NotContains(t, f.Message+f.Fix, "\x1b", text)
		plainly, _ := explainError(m.Text)
		require.Equal(t, plainly, f, text)
		if text != m.Text {
			with++
		}
	}
	require.Greater(t, with, 20)
	const digest = "sha256:5de487da52320ad9978f3a7a4f6700910342956c7dcb3b6f955222b4cccbd600"
	require.Equal(t, "for aws:v1@"+digest, plain("for aws:v1@"+digest), "a tag and a digest are no login")
}

// TestPullErrorRows: the file says all that the program relies on.
func TestPullErrorRows(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range loadPullErrors() {
		require.False(t, seen[row.Name], row.Name)
		seen[row.Name] = true
		require.NotEmpty(t, row.Match, row.Name)
		require.NotEmpty(t, row.Do, row.Name)
		require.NotEmpty(t, row.Source, row.Name)
		require.True(t, strings.HasSuffix(row.Means, "."), "%s: a sentence", row.Name)
		require.NotContains(t, row.Means, "\n", row.Name)
		for _, text := range append([]string{row.Means, row.Do}, row.Match...) {
			for _, m := range special.FindAllStringSubmatch(text, -1) {
				if m[1] != "" {
					require.Contains(t, details, m[1], "%s: %s", row.Name, text)
				}
			}
		}
		for _, wording := range row.Match {
			require.NotPanics(t, func() { compile(plain(wording)) }, wording)
		}
	}
	require.Len(t, seen, 86)
}

// TestLongText: long input is read to its end, in time linear in its length.
func TestLongText(t *testing.T) {
	for _, part := range []string{"failed to resolve ref ", "https://1.dkr.ecr.", "is not authorized to perform: ecr:", "AWS:", "a", "…"} {
		f, ok := explainError(strings.Repeat(part, 100_000/len(part)) + " manifest unknown")
		require.True(t, ok, part)
		require.NotEmpty(t, f.Fix)
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

func BenchmarkExplainError(b *testing.B) {
	text := strings.Repeat("failed to resolve ref https://1.dkr.ecr. ", 2500) // no row matches 100 KB
	b.SetBytes(int64(len(text)))
	for range b.N {
		explainError(text)
	}
}

// FuzzExplainError: every text gets an answer that a terminal can show.
func FuzzExplainError(f *testing.F) {
	f.Add("failed to resolve ref AWS:eyJ@<image>: … not found")
	f.Add("User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: ecr:BatchGetImage on resource: *")
	f.Fuzz(func(t *testing.T, text string) {
		answer, _ := explainError(text)
		require.NotEmpty(t, answer.Message)
		require.NotEmpty(t, answer.Fix)
		require.NotContains(t, answer.Message+answer.Fix, "\x1b")
	})
}

package pullerror

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const image1 = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1"

func readTestJSON(t *testing.T, file string, v any) {
	text, err := os.ReadFile("testdata/" + file)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, v), file)
}

type wildMessage struct {
	Row, Text, Source string
	Says, Not         []string
}

func wildMessages(t *testing.T) (wild []wildMessage) {
	readTestJSON(t, "wild.json", &wild)
	require.Equal(t, 235, len(wild))
	return wild
}

// TestWildMessages: each row explains a message that somebody met, says what in it
// matters, and blames nothing that is not at fault.
func TestWildMessages(t *testing.T) {
	met := map[string]bool{}
	for _, m := range wildMessages(t) {
		a := Explain(m.Text)
		assert.Equal(t, m.Row, a.Name, m.Text)
		for _, word := range m.Says {
			assert.Contains(t, a.Means+"\n"+a.Do, word, m.Text)
		}
		for _, word := range m.Not {
			assert.NotContains(t, a.Means+"\n"+a.Do, word, m.Text)
		}
		assert.NotEmpty(t, m.Source, m.Text)
		met[a.Name] = true
	}
	for _, row := range loadCauses() {
		assert.True(t, met[row.Name], "no message in wild.json is explained by %s", row.Name)
	}
}

// TestWordingSurvivesCopying: a console, a log, a terminal and a chat change
// letters, quotes, spaces and what stands around the message.
func TestWordingSurvivesCopying(t *testing.T) {
	const before, after = "STOPPED (Task failed to start): web: ", "\n(retry 3 of 3) at 2026-05-01T10:00:00Z"
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
			assert.Equal(t, m.Row, Explain(copied).Name, copied)
		}
		if around := before + m.Text + after; standsInside(m.Text) {
			assert.Equal(t, m.Row, Explain(around).Name, around)
		}
	}
}

// standsInside reports whether a message can be told inside another text. What
// ends before its reason, or is a single word, cannot.
func standsInside(text string) bool {
	return text != "toomanyrequests" && !isCut(plain(text)) && !strings.HasSuffix(text, "arn:aws:sts::123456789012")
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
		"<daemon error>", "EOF", "<...>", "403",
		"<layer url>", "https://prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com/x?y", "<id>", "0a1b")
	for _, m := range known {
		for _, wording := range strings.Split(m.Message, " / ") {
			for _, text := range []string{m.Error + ": " + wording, fill.Replace(m.Error + ": " + wording), fill.Replace(wording)} {
				if wording == "" && text == "" {
					continue // the row without a message: its error is the text
				}
				a := Explain(text)
				assert.True(t, a.Known(), text)
				assert.NotEmpty(t, a.Do, text)
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
		"Get \"https://api.example.com/v2/users\": net/http: request canceled while waiting for connection (Client.Timeout exceeded " +
			"while awaiting headers)",
		"GET https://api.example.com/v2/orders: 401 Unauthorized",
		"GET https://example.com/index.html: 403 Forbidden",
		"upstream returned 429 Too Many Requests",
		"(TooManyRequests) The server is busy.",
		"ThrottlingException: Rate exceeded",
		"rpc error: code = Canceled desc = context canceled",
		"context deadline exceeded",
		"write /data/db.sqlite: no space left on device",
		"User: arn:aws:sts::123456789012:assumed-role/app/x is not authorized to perform: dynamodb:Query " +
			"on resource: arn:aws:dynamodb:us-east-1:123456789012:table/t because no identity-based policy allows the dynamodb:Query action",
		"User: arn:aws:sts::123456789012:assumed-role/app/x is not authorized to perform: s3:PutObject on resource: " +
			"\"arn:aws:s3:::data/x\" with an explicit deny in a resource-based policy",
		"An error occurred (AccessDenied) when calling the AssumeRole operation: Access denied",
		"Login failed: incorrect username or password",
		"Your session token has expired",
		"fatal: invalid reference: main",
		"lookup db.internal on 10.0.0.2:53: no such host",
		"x509: certificate signed by unknown authority",
		"Post \"https://secretsmanager.us-east-1.amazonaws.com/\": tls: failed to verify certificate: x509: certificate signed by unknown " +
			"authority",
		"Get \"https://data.s3.us-east-1.amazonaws.com/x\": x509: certificate signed by unknown authority",
		"ExpiredTokenException: The security token included in the request is expired",
		"NoCredentialProviders: no valid providers in chain. Deprecated.",
		"devmapper: Thin Pool has 2042 free data blocks which is less than minimum required 4454 free data blocks",
		"404 page not found",
		"repository 'https://github.com/acme/app.git/' not found",
		"Unable to assume the service linked role for Elasticsearch",
		"service web was unable to place a task because no container instance met all of its requirements. " +
			"The closest matching container-instance 0a1b has insufficient memory available.",
		"ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: " +
			"failed to create Cloudwatch log stream",
		"Timeout waiting for EBS volume attachment to complete.",
		"reason: attribute 'x' is missing",
		"panic: runtime error: index out of range [3] with length 3",
		"json: invalid character '<' looking for beginning of value",
		"ResourceNotFoundException: Requested resource not found: Table: users not found",
		"archive/tar: invalid tar header",
		"received unexpected HTTP status: 503 Service Unavailable",
		"InvalidParameterException: Invalid parameter at 'imageTag' failed to satisfy constraint",
		"Error: image asset logo.png not found",
		"MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.",
		"<image>", "…", "^", "$", "\xff\xfe", "<", "AWS:@", "://@",
	}
	for _, text := range unrelated {
		a := Explain(text)
		assert.False(t, a.Known(), "%s was taken for: %s", text, a.Means)
		assert.NotEmpty(t, a.Means)
	}
}

// TestUnknownMessages: what no row knows is taken apart, and the rest asked for.
func TestUnknownMessages(t *testing.T) {
	for _, row := range []struct{ text, says, why string }{
		{"CannotPullContainerError: API error (404): ", "Docker's status 404", "the status of an old Docker"},
		{"CannotPullContainerError: API error (404): ", "cut off", "it ends with a colon"},
		{"CannotPullContainerError: weather in https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/app/manifests/v1",
			"a private registry in ECR", "a host that is ECR"},
		{"CannotPullContainerError: weather in https://production.cloudflare.docker.com/registry-v2/docker/x",
			"where Docker Hub keeps layers", "a host that is not ECR"},
		{"ResourceInitializationError: failed to validate logger args: weather", "log driver", "a step that is no pull"},
		{"ResourceInitializationError: failed to validate logger args: weather", "does not concern the image", "and asks nothing of the image"},
		{"something else entirely", "describe-tasks", "where the whole message stands"},
	} {
		a := Explain(row.text)
		assert.False(t, a.Known(), row.text)
		assert.Contains(t, a.Means+"\n"+a.Do, row.says, row.why)
	}
}

// TestParts: a message is taken apart the same way whatever stands around it.
func TestParts(t *testing.T) {
	for _, row := range []struct{ text, part, want, why string }{
		{"Head \"https://registry-1.docker.io/v2/acme/api/manifests/1\": EOF", "service", "hub", "Docker Hub's registry"},
		{"Head \"https://registry-1.docker.io/v2/acme/api/manifests/1\": EOF", "object", "manifest", "the path tells"},
		{"Get https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/app/blobs/sha256:ab: EOF", "object", "layer", "the path tells"},
		{"Get https://d5l0dvt14r5h8.cloudfront.net/x: EOF", "service", "cloudfront", "where the public gallery keeps layers"},
		{"Get https://d5l0dvt14r5h8.cloudfront.net/x: EOF", "object", "layer", "nothing else is kept there"},
		{"failed, see https://docs.aws.amazon.com/ecr: Get https://ghcr.io/v2/: EOF", "host", "ghcr.io", "a page is not what failed"},
		{"failed: Get https://ghcr.io/v2/: EOF, see https://docs.aws.amazon.com/ecr", "host", "ghcr.io", "nor at the end"},
		{"https://123456789012.dkr-ecr.us-east-1.on.aws/v2/app/manifests/1", "form", "dual-stack", "its host"},
		{"failed to resolve ref shop/cart:1: not found", "service", "hub", "no host is Docker Hub"},
		{"failed to resolve ref localhost/cart:1: not found", "service", "other", "and this is one"},
		{"API error (500): x", "docker", "500", "old Docker's own, not the registry's"},
		{"API error (500): Get https://ghcr.io/v2/: EOF", "status", "", "which the registry did not send"},
		{"Service: Ecr, Status Code: 400", "status", "400", "CloudFormation"},
		{"/v2/app/manifests/v1: 405 Method Not Allowed", "status", "405", "containerd"},
		{"StatusCode: 0, request send failed", "status", "", "no answer has no status"},
		{"An error occurred (X) when calling the SetRepositoryPolicy operation: y", "operation", "SetRepositoryPolicy", "the AWS CLI"},
		{"operation error ECR: GetAuthorizationToken, exceeded maximum", "operation", "GetAuthorizationToken", "the SDK for Go"},
		{"failed to resolve ref " + image1 + "@sha256:" + strings.Repeat("a", 64) + ": not found", "by", "digest", "pinned"},
		{"failed to resolve ref " + image1 + ": not found", "by", "", "by its tag"},
		{"unable to retrieve secret from asm: x", "phase", "secret", "not the login, though the message names it too"},
		{"unable to pull secrets or registry auth: unable to retrieve ecr registry auth: x", "phase", "token", "the login"},
		{"CannotPullContainerError: failed to register layer: x", "phase", "layer", "unpacking"},
		{"failed to validate logger args: x", "phase", "log", "logs"},
		{"pull image manifest has been retried 1 time(s): x", "phase", "manifest", "the manifest"},
	} {
		assert.Equal(t, row.want, takeApart(plain(row.text))[row.part], "%s of %s: %s", row.part, row.text, row.why)
	}
}

// TestCredentialsAreNotRepeated: whatever row explains a message, a login in it
// stays out of the answer, and the answer stays the same.
func TestCredentialsAreNotRepeated(t *testing.T) {
	logins := strings.NewReplacer("https://", "https://AWS:eyJwYXls/b2FkIjoi+Z==@",
		" 123456789012.dkr", " AWS:eyJwYXls/b2FkIjoi+Z==@123456789012.dkr")
	with := 0
	for _, m := range wildMessages(t) {
		text := logins.Replace(m.Text)
		a := Explain(text)
		for _, secret := range []string{"eyJ", "Security-Token", "\x1b"} {
			assert.NotContains(t, a.Means+a.Do+a.Parts.String(), secret, text)
		}
		assert.Equal(t, Explain(m.Text), a, text)
		if text != m.Text {
			with++
		}
	}
	require.Greater(t, with, 20)
	const digest = "sha256:5de487da52320ad9978f3a7a4f6700910342956c7dcb3b6f955222b4cccbd600"
	require.Equal(t, "for aws:v1@"+digest, plain("for aws:v1@"+digest), "a tag and a digest are no login")
}

// TestCauses: the file says all that the program relies on.
func TestCauses(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range loadCauses() {
		assert.False(t, seen[row.Name], row.Name)
		seen[row.Name] = true
		assert.True(t, len(row.Match)+len(row.When) > 0, row.Name)
		assert.NotEmpty(t, row.Do, row.Name)
		assert.NotEmpty(t, row.Source, row.Name)
		assert.True(t, strings.HasSuffix(row.Means, "."), "%s: a sentence", row.Name)
		assert.NotContains(t, row.Means, "\n", row.Name)
		for _, text := range append([]string{row.Means, row.Do}, row.Match...) {
			for _, m := range special.FindAllStringSubmatch(text, -1) {
				if m[1] != "" {
					assert.Contains(t, details, m[1], "%s: %s", row.Name, text)
				}
			}
		}
		for _, wording := range row.Match {
			assert.NotPanics(t, func() { compile(plain(wording)) }, wording)
		}
		for part, want := range row.When {
			for _, value := range strings.Split(strings.TrimPrefix(want, "!"), "|") {
				assert.True(t, isValue(part, value), "%s: no part %s is ever %q", row.Name, part, value)
			}
		}
	}
	require.Len(t, seen, 174)
}

// isValue reports whether takeApart can give a part this value.
func isValue(part, value string) bool {
	switch part {
	case "service":
		for _, s := range services {
			if s.name == value {
				return true
			}
		}
		return value == "" || value == "other"
	case "object":
		return value == "manifest" || value == "layer" || value == ""
	case "by":
		return value == "digest" || value == ""
	case "form":
		return value == "dual-stack" || value == ""
	case "phase":
		return value == "" || phaseWords[value] != ""
	case "status":
		return len(value) == 3 || value == ""
	case "operation", "error", "exception", "action":
		return true
	}
	return false
}

// TestLongText: long input is read to its end, in time linear in its length.
func TestLongText(t *testing.T) {
	for _, part := range []string{"failed to resolve ref ", "https://1.dkr.ecr.", "is not authorized to perform: ecr:", "AWS:", "a", "…"} {
		a := Explain(strings.Repeat(part, 100_000/len(part)) + " manifest unknown")
		assert.True(t, a.Known(), part)
		assert.NotEmpty(t, a.Do)
	}
}

func BenchmarkExplain(b *testing.B) {
	text := strings.Repeat("failed to resolve ref https://1.dkr.ecr. ", 2500) // no row matches 100 KB
	b.SetBytes(int64(len(text)))
	for range b.N {
		Explain(text)
	}
}

// FuzzExplain: every text gets an answer that a terminal can show.
func FuzzExplain(f *testing.F) {
	f.Add("failed to resolve ref AWS:eyJ@<image>: … not found")
	f.Add("User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: ecr:BatchGetImage on resource: *")
	f.Fuzz(func(t *testing.T, text string) {
		a := Explain(text)
		require.NotEmpty(t, a.Means)
		require.NotEmpty(t, a.Do)
		require.NotContains(t, a.Means+a.Do, "\x1b")
	})
}

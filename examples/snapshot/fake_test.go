package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/mototest"
	"github.com/stretchr/testify/require"
)

// answer is what the fake says to one call: a status and a body.
type answer struct {
	status int
	body   string
}

// call is one call that the fake has seen.
type call struct{ operation, body, region string }

// fake answers by the name of the operation ("DescribeImages"), one answer after
// the other; the last one is repeated. What it has no answer for is refused, but
// for the owner of the credentials, who is in account 123456789012.
func fake(t *testing.T, answers map[string][]answer) *[]call {
	var seen []call
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		op := operation(r.Header.Get("X-Amz-Target"), string(body))
		seen = append(seen, call{op, string(body), signedFor(r)})
		list := answers[op]
		switch {
		case len(list) == 0 && op == "GetCallerIdentity":
			list = identity
		case len(list) == 0 && r.Header.Get("X-Amz-Target") == "":
			list = denied
		case len(list) == 0:
			list = refused
		case len(list) > 1:
			answers[op] = list[1:]
		}
		w.WriteHeader(list[0].status)
		_, _ = io.WriteString(w, list[0].body)
	}))
	t.Cleanup(server.Close)
	mototest.Env(t, server.URL)
	return &seen
}

// operation is in a header of the JSON protocols and in the body of the others.
func operation(target, body string) string {
	if _, op, ok := strings.Cut(target, "."); ok {
		return op
	}
	_, op, _ := strings.Cut(body, "Action=")
	op, _, _ = strings.Cut(op, "&")
	return op
}

// signedFor is the region that a call is signed for.
func signedFor(r *http.Request) string {
	parts := strings.Split(r.Header.Get("Authorization"), "/")
	if len(parts) < 3 {
		return ""
	}
	return parts[2]
}

// callsOf returns the bodies of the calls of one operation.
func callsOf(seen []call, operation string) []string {
	var bodies []string
	for _, c := range seen {
		if c.operation == operation {
			bodies = append(bodies, c.body)
		}
	}
	return bodies
}

func xml(op, body string) answer {
	return answer{200, "<" + op + "Response><" + op + "Result>" + body + "</" + op + "Result></" + op + "Response>"}
}

func owner(account string) []answer {
	return []answer{xml("GetCallerIdentity", "<Account>"+account+"</Account><Arn>arn:aws:iam::"+account+":user/u</Arn>")}
}

var (
	identity = owner("123456789012")
	denied   = []answer{{403, `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not ` +
		`authorized</Message></Error></ErrorResponse>`}}
	expired = []answer{{403, `<ErrorResponse><Error><Code>ExpiredToken</Code><Message>x</Message></Error></ErrorResponse>`}}
	refused = []answer{{400, `{"__type":"AccessDeniedException","message":"not authorized"}`}}
)

// task is what the fake describes: a task definition with one image.
func task(image, role string) []answer {
	return []answer{{200, `{"taskDefinition":{"taskDefinitionArn":"arn:aws:ecs:us-east-1:123456789012:task-definition/web:1",` +
		`"family":"web","executionRoleArn":"` + role +
		`","containerDefinitions":[{"name":"app","image":"` + image + `","environment":[{"name":"PASSWORD","value":"hunter2"}],` +
		`"command":["--token=hunter2"]}]}}`}}
}

// taken is one run of the program.
type taken struct {
	code   int
	out    snapshot
	text   string
	stderr string
	read   awsfile.Snapshot // as the other programs read it
}

// take runs the program and reads its output twice: as it was written, and as the
// other programs read it.
func take(t *testing.T, args ...string) taken {
	t.Helper()
	var out, errs bytes.Buffer
	r := taken{code: run(args, strings.NewReader(""), &out, &errs)}
	r.text, r.stderr = out.String(), errs.String()
	if r.code == 2 {
		require.Empty(t, r.text)
		return r
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &r.out), r.text)
	f, err := awsfile.Parse("snapshot.json", out.Bytes())
	require.NoError(t, err)
	r.read, err = awsfile.ParseSnapshot(f)
	require.NoError(t, err, r.text)
	return r
}

// about returns the gaps of one kind of question.
func about(gaps []gap, question string) []gap {
	var found []gap
	for _, g := range gaps {
		if g.Question == question {
			found = append(found, g)
		}
	}
	return found
}

package awslive_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awslive"
	"github.com/seed-293f0d42/ecrkit/examples/internal/mototest"
	"github.com/stretchr/testify/require"
)

// answer is what the fake says to one call: a status and a body.
type answer struct {
	status int
	body   string
}

// fake answers the operations that moto cannot, by name ("DescribeImages"), one
// answer after the other; the last one is repeated. It returns the bodies seen.
func fake(t *testing.T, answers map[string][]answer) *[]string {
	var seen []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		seen = append(seen, string(body))
		op := operation(r.Header.Get("X-Amz-Target"), string(body))
		list := answers[op]
		if len(list) == 0 {
			t.Errorf("unexpected call of %s", op)
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		if len(list) > 1 {
			answers[op] = list[1:]
		}
		w.WriteHeader(list[0].status)
		io.WriteString(w, list[0].body)
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

func open(t *testing.T) awslive.Client {
	t.Helper()
	c, err := awslive.Open(t.Context(), "", "")
	require.NoError(t, err)
	return c
}

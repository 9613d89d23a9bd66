package answer_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
	"github.com/stretchr/testify/require"
)

// row is one of a conformance suite of the core packages.
type row struct{ ID, Input string }

func suite(t *testing.T, file string, least int) (rows []row) {
	t.Helper()
	data, err := os.ReadFile("../../../../" + file)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &rows))
	require.GreaterOrEqual(t, len(rows), least)
	return rows
}

// unlikePreflight lists the rows of which the page and preflight say different things,
// each with the reason.
var unlikePreflight = map[string]string{
	"placeholder-digest": "ecrref knows it for a placeholder; preflight fails it, as it is no digest",
	"two-documents":      "the page takes the documents of a role one after the other; preflight takes one a file",
	"public-api":         "ecrref knows the host for an API; to preflight it is a registry like any other",
}

// TestReferences: of every image of the suite the page says what preflight says.
func TestReferences(t *testing.T) {
	t.Parallel()
	program := buildPreflight(t)
	if program == "" {
		t.Skip("-short leaves out the comparison with preflight, which has to be built")
	}
	for _, r := range suite(t, "ecrref/testdata/conformance/references.json", 200) {
		if r.Input == "" {
			continue // the page waits for an image
		}
		quoted, err := json.Marshal([]map[string]string{{"name": "app", "image": r.Input}})
		require.NoError(t, err)
		got := answer.Ask(answer.Input{Image: string(quoted), Policy: pull, Launch: "FARGATE"})
		want, says := askPreflight(t, program, string(quoted), []string{pull}, "", "FARGATE")
		if (got.Verdict == want) != (unlikePreflight[r.ID] == "") {
			t.Errorf("%s: %q: the page says %s, preflight %q\n%+v\n%s", r.ID, r.Input, got.Verdict, want, got.Findings, says)
		}
	}
}

// TestDocuments: of a role with each document of the suite, and one that lets it pull,
// the page says what preflight says. What preflight cannot read, the page leaves
// undecided, or fails because AWS refuses it.
func TestDocuments(t *testing.T) {
	t.Parallel()
	program := buildPreflight(t)
	if program == "" {
		t.Skip("-short leaves out the comparison with preflight, which has to be built")
	}
	unread := 0
	for _, r := range suite(t, "iampolicy/testdata/conformance/documents.json", 50) {
		got := answer.Ask(answer.Input{Image: image, Policy: pull + "\n" + r.Input, Launch: "FARGATE"})
		want, says := askPreflight(t, program, image, []string{pull, " " + r.Input}, "", "FARGATE")
		if want == "" {
			unread++
			if (got.Verdict == answer.CanPull) != (unlikePreflight[r.ID] != "") {
				t.Errorf("%s: the page says %s, preflight cannot read it\n%s\n%s", r.ID, got.Verdict, r.Input, says)
			}
		} else if got.Verdict != want {
			t.Errorf("%s: the page says %s, preflight %q\n%s\n%+v\n%s", r.ID, got.Verdict, want, r.Input, got.Findings, says)
		}
	}
	require.Greater(t, unread, 10)
}

package iampolicy_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
)

// publishedKinds maps the kinds of testdata/source/policies.json.
var publishedKinds = map[string]iampolicy.PolicyKind{
	"identity":     iampolicy.KindIdentity,
	"aws-managed":  iampolicy.KindIdentity,
	"repository":   iampolicy.KindRepository,
	"registry":     iampolicy.KindRegistry,
	"trust":        iampolicy.KindTrust,
	"vpc-endpoint": iampolicy.KindEndpoint,
	"scp":          iampolicy.KindSCP,
	"rcp":          iampolicy.KindRCP,
}

// published is one policy of AWS's guides or of AWS itself.
type published struct {
	ID, Kind string
	Policy   iampolicy.Document
}

func publishedPolicies(t *testing.T) (list []published) {
	t.Helper()
	b := []byte(read(t, "testdata/source/policies.json"))
	require.NoError(t, json.Unmarshal(b, &list))
	require.Len(t, list, 46)
	return list
}

// publishedReasons says why Lint is right to find something in a policy that
// AWS publishes. A finding without a reason here is a false alarm.
var publishedReasons = map[string]string{
	"_": "",
}

// TestLintPublished lists every finding in what AWS publishes, with its reason.
func TestLintPublished(t *testing.T) {
	var out strings.Builder
	used := map[string]bool{}
	for _, p := range publishedPolicies(t) {
		kind, ok := publishedKinds[p.Kind]
		require.True(t, ok, p.Kind)
		for _, f := range iampolicy.Lint(p.Policy, kind) {
			key := p.ID + " " + string(f.Code)
			require.NotEmpty(t, publishedReasons[key], "no reason for %s: %s", key, f)
			used[key] = true
			fmt.Fprintf(&out, "%s (%s)\n  %s\n  kept because %s\n", p.ID, p.Kind, f, publishedReasons[key])
		}
	}
	for key := range publishedReasons {
		require.True(t, used[key], "%s is no longer found", key)
	}
	golden.File(t, "testdata/lint_published.golden", []byte(out.String()))
}

// managedPolicies returns AWS's managed policies from the Python package moto,
// which carries them all.
func managedPolicies(t testing.TB) map[string]iampolicy.Document {
	t.Helper()
	const script = `import json; from moto.iam.aws_managed_policies import aws_managed_policies_data as d
print(json.dumps({k: v["Document"] for k, v in json.loads(d).items()}))`
	out, err := exec.Command("python3", "-c", script).Output()
	if err != nil {
		t.Skipf("python3 cannot import moto, which carries AWS's managed policies: %v", err)
	}
	raw := map[string]json.RawMessage{}
	require.NoError(t, json.Unmarshal(out, &raw))
	docs := map[string]iampolicy.Document{}
	for name, b := range raw {
		d, err := iampolicy.Parse(b)
		require.NoError(t, err, name)
		docs[name] = d
	}
	return docs
}

func TestLintManaged(t *testing.T) {
	docs := managedPolicies(t)
	require.GreaterOrEqual(t, len(docs), 1400)
	count := map[iampolicy.Code]int{}
	for name, d := range docs {
		for _, f := range iampolicy.Lint(d, iampolicy.KindIdentity) {
			count[f.Code]++
			if f.Severity == iampolicy.SeverityError || strings.HasPrefix(string(f.Code), "ECR") || f.Severity == iampolicy.SeverityWarning {
				t.Log(name, f)
			}
		}
	}
	t.Log(count)
}

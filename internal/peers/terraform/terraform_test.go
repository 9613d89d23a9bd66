package terraform_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/stretchr/testify/require"
)

const goldens = "../../../examples/policygen/testdata/golden/"

// TestPolicies: HashiCorp's parser takes every configuration, and what it makes
// of the policies in it are policies.
func TestPolicies(t *testing.T) {
	files, err := filepath.Glob(goldens + "*.tf")
	require.NoError(t, err)
	require.Len(t, files, 4)
	for _, name := range files {
		for _, policy := range policies(t, name) {
			_, err := iampolicy.Parse([]byte(policy))
			require.NoError(t, err, name)
		}
	}
}

// TestSamePolicies: Terraform sees the policies of -format json, one by one.
func TestSamePolicies(t *testing.T) {
	data, err := os.ReadFile(goldens + "task.json")
	require.NoError(t, err)
	var docs []struct{ Policy json.RawMessage }
	require.NoError(t, json.Unmarshal(data, &docs))
	got := policies(t, goldens+"task.tf")
	require.Len(t, docs, 6)
	require.Len(t, got, len(docs))
	for i, d := range docs {
		require.JSONEq(t, string(d.Policy), got[i])
	}
}

// policies returns the values of the attributes that are called policy.
func policies(t *testing.T, name string) []string {
	f, diags := hclparse.NewParser().ParseHCLFile(name)
	require.False(t, diags.HasErrors(), diags)
	var texts []string
	for _, b := range f.Body.(*hclsyntax.Body).Blocks {
		if policy, ok := b.Body.Attributes["policy"]; ok {
			value, diags := policy.Expr.Value(nil)
			require.False(t, diags.HasErrors(), diags)
			texts = append(texts, value.AsString())
		}
	}
	require.NotEmpty(t, texts, name)
	return texts
}

// TestPolicyVariables: IAM's ${…} stands doubled in a heredoc, and comes out single.
func TestPolicyVariables(t *testing.T) {
	expr, diags := hclsyntax.ParseExpression([]byte("<<-P\n  \"$${aws:username} %%{x}\"\n  P\n"), "f", hcl.InitialPos)
	require.False(t, diags.HasErrors(), diags)
	value, diags := expr.Value(nil)
	require.False(t, diags.HasErrors(), diags)
	require.Equal(t, "\"${aws:username} %{x}\"\n", value.AsString())
}

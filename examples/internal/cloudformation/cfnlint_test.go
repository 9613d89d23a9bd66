package cloudformation_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
	"github.com/stretchr/testify/require"
)

// cfnLintScript resolves every call of a function below Resources as cfn-lint does,
// and prints for each its place and the values that it may have.
const cfnLintScript = `
import json, sys
from cfnlint.context.context import create_context_for_template
from cfnlint.decode.cfn_yaml import load
from cfnlint.jsonschema import CfnTemplateValidator
from cfnlint.template import Template

def calls(value, at):
    if isinstance(value, dict):
        if len(value) == 1 and (list(value)[0] == "Ref" or list(value)[0].startswith("Fn::")):
            yield at, value
        for key, inner in value.items():
            yield from calls(inner, at + "/" + str(key).replace("~", "~0").replace("/", "~1"))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from calls(inner, at + "/" + str(i))

out = []
for text in json.load(sys.stdin):
    if isinstance(text, str):
        text = load(text)
    cfn = Template("", text, ["us-east-1"])
    context = create_context_for_template(cfn).evolve(regions=["us-east-1"], resolve_pseudo_parameters=True)
    validator = CfnTemplateValidator({}).evolve(cfn=cfn, context=context)
    found = {}
    for at, call in calls(text["Resources"], "/Resources"):
        values = []
        for value, _, err in validator.resolve_value(call):
            if err is None and value not in values:
                values.append(value)
        found[at] = values
    out.append(found)
print(json.dumps(out))
`

// asCFNLint is the deployment that cfn-lint takes for granted.
var asCFNLint = cloudformation.Deployment{Account: "123456789012", Region: "us-east-1"}

// TestCFNLint holds random expressions and the templates of all programs' test data
// against cfn-lint, an independent implementation. It knows which values a call may
// have: ours, where it is known, has to be one of them, and is the only one where
// everything is given. Of a call that cfn-lint does not resolve, such as Fn::Base64,
// it says nothing.
func TestCFNLint(t *testing.T) {
	if testing.Short() {
		t.Skip("leaves out the comparison with cfn-lint, which takes seconds")
	}
	python, err := exec.LookPath("python3")
	if err != nil || exec.Command(python, "-c", "import cfnlint.jsonschema").Run() != nil {
		t.Skip("cfn-lint is not installed: pip install cfn-lint==1.51.0")
	}
	var texts []string // JSON of a template, or of the name of a file
	var roots []*tree.Node
	r := rand.New(rand.NewSource(2))
	for range 400 {
		text := fmt.Sprintf(`{"Parameters":{"Name":{"Type":"String","Default":"app","AllowedValues":["app"]},
			"Other":{"Type":"String","Default":"a:b:c","AllowedValues":["a:b:c"]}},
			"Mappings":{"M":{"us-east-1":{"k":"east"},"app":{"k":"mapped"}}},
			"Conditions":{"Yes":{"Fn::Equals":[{"Ref":"Name"},"app"]},"No":{"Fn::Not":[{"Condition":"Yes"}]},
				"Both":{"Fn::And":[{"Condition":"Yes"},{"Condition":"No"}]},"Either":{"Fn::Or":[{"Condition":"No"},{"Condition":"Yes"}]}},
			"Resources":{"Value":{"Type":"AWS::Test","Properties":{"V":%s}}}}`, expression(r, 3))
		texts, roots = append(texts, text), append(roots, parse(t, text))
	}
	expressions := len(texts)
	for _, name := range templateFiles(t) {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		if root := parse(t, string(data)); root.Get("Resources") != nil { // no other YAML, such as pre-commit's
			texts, roots = append(texts, fmt.Sprintf("%q", name)), append(roots, root)
		}
	}
	require.Greater(t, len(texts), expressions+8)
	compared := 0
	for i, answer := range cfnLint(t, python, texts) {
		template := cloudformation.New(roots[i], asCFNLint)
		for at, values := range answer {
			v := template.Value(roots[i].At(at))
			if len(values) == 0 || v == nil || len(v.AllGaps()) > 0 {
				continue
			}
			compared++
			require.True(t, slices.ContainsFunc(values, func(want any) bool { return sameValue(t, v, want) }),
				"%s %s: %s, cfn-lint has %v", texts[i], at, v.AppendJSON(nil), values)
			if i < expressions {
				require.Len(t, values, 1, "%s %s", texts[i], at)
			}
		}
	}
	require.Greater(t, compared, 2500)
}

// templateFiles are the files of all programs' test data that may be templates.
func templateFiles(t *testing.T) (names []string) {
	for _, pattern := range []string{"../../*/testdata/*.yaml", "../../*/testdata/golden/*.template.json"} {
		found, err := filepath.Glob(pattern)
		require.NoError(t, err)
		names = append(names, found...)
	}
	return names
}

func cfnLint(t *testing.T, python string, texts []string) (answers []map[string][]any) {
	cmd := exec.Command(python, "-c", cfnLintScript)
	cmd.Stdin = strings.NewReader("[" + strings.Join(texts, ",") + "]")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	output, err := cmd.Output()
	require.NoError(t, err, errs.String())
	require.NoError(t, json.Unmarshal(output, &answers))
	require.Len(t, answers, len(texts))
	return answers
}

// sameValue compares texts as texts, since CloudFormation knows no other scalars.
func sameValue(t *testing.T, v *tree.Node, want any) bool {
	if v.Is(tree.String) {
		return v.Text == fmt.Sprint(want)
	}
	text, err := json.Marshal(want)
	require.NoError(t, err)
	return string(v.AppendJSON(nil)) == string(text)
}

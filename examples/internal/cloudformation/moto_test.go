package cloudformation_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os/exec"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/stretchr/testify/require"
)

// motoScript evaluates templates as moto does and prints the property V of the
// resource Value of each.
const motoScript = `
import json, sys, logging
logging.disable(logging.CRITICAL)
from moto.cloudformation.parsing import ResourceMap, clean_json
out = []
for template in json.load(sys.stdin):
    m = ResourceMap("id", "stack", {}, {}, "us-east-1", "111122223333", template, {})
    m.load()
    out.append(clean_json(template["Resources"]["Value"]["Properties"]["V"], m))
print(json.dumps(out))
`

// TestMoto holds random expressions against moto, an independent implementation.
// moto does not trim list parameters and takes ${!x} apart in its own way, so the
// expressions hold neither.
func TestMoto(t *testing.T) {
	if testing.Short() {
		t.Skip("leaves out the comparison with moto, which takes seconds")
	}
	python, err := exec.LookPath("python3")
	if err != nil || exec.Command(python, "-c", "import moto.cloudformation.parsing").Run() != nil {
		t.Skip("moto is not installed: pip install 'moto[cloudformation]'")
	}
	r := rand.New(rand.NewSource(1))
	var templates []string
	for range 400 {
		templates = append(templates, fmt.Sprintf(`{"Parameters":{"Name":{"Type":"String","Default":"app"},
			"Other":{"Type":"String","Default":"a:b:c"}},
			"Mappings":{"M":{"us-east-1":{"k":"east"},"app":{"k":"mapped"}}},
			"Conditions":{"Yes":{"Fn::Equals":[{"Ref":"Name"},"app"]},"No":{"Fn::Not":[{"Condition":"Yes"}]},
				"Both":{"Fn::And":[{"Condition":"Yes"},{"Condition":"No"}]},"Either":{"Fn::Or":[{"Condition":"No"},{"Condition":"Yes"}]}},
			"Resources":{"Value":{"Type":"AWS::Test","Properties":{"V":%s}}}}`, expression(r, 4)))
	}
	cmd := exec.Command(python, "-c", motoScript)
	cmd.Stdin = strings.NewReader("[" + strings.Join(templates, ",") + "]")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	output, err := cmd.Output()
	require.NoError(t, err, errs.String())
	var want []any
	require.NoError(t, json.Unmarshal(output, &want))
	require.Len(t, want, len(templates))
	for i, text := range templates {
		template := cloudformation.New(parse(t, text), given)
		v := template.Resources("AWS::Test")[0].Property("V")
		require.Empty(t, template.Problems, text)
		require.Equal(t, fmt.Sprint(want[i]), v.Text, text)
	}
}

// expression is a random value that is a text.
func expression(r *rand.Rand, depth int) string {
	if depth == 0 {
		return []string{`"x"`, `"a:b"`, `{"Ref":"Name"}`, `{"Ref":"AWS::Region"}`, `{"Ref":"AWS::AccountId"}`, `{"Ref":"Other"}`}[r.Intn(6)]
	}
	e := func() string { return expression(r, depth-1) }
	list := func() string { return "[" + e() + "," + e() + "," + e() + "]" }
	switch r.Intn(8) {
	case 0:
		return fmt.Sprintf(`{"Fn::Join":["%s",%s]}`, []string{"", ":", "-"}[r.Intn(3)], list())
	case 1:
		return fmt.Sprintf(`{"Fn::Join":["/",{"Fn::Split":[":",%s]}]}`, e())
	case 2:
		return fmt.Sprintf(`{"Fn::Select":[%d,%s]}`, r.Intn(3), list())
	case 3:
		return fmt.Sprintf(`{"Fn::Select":["0",{"Fn::Split":["%s",%s]}]}`, []string{":", "-", "a"}[r.Intn(3)], e())
	case 4:
		return fmt.Sprintf(`{"Fn::If":["%s",%s,%s]}`, []string{"Yes", "No", "Both", "Either"}[r.Intn(4)], e(), e())
	case 5:
		return fmt.Sprintf(`{"Fn::FindInMap":["M",%s,"k"]}`, []string{`"app"`, `{"Ref":"AWS::Region"}`, `{"Ref":"Name"}`}[r.Intn(3)])
	case 6:
		return fmt.Sprintf(`{"Fn::Sub":["${Mine}/${Name}:${AWS::Region}-$x {y}",{"Mine":%s}]}`, e())
	}
	return fmt.Sprintf(`{"Fn::Base64":%s}`, e())
}

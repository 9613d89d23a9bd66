package cloudformation_test

import (
	"slices"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
	"github.com/stretchr/testify/require"
)

// TestImportValue: an export of a template that is given together with this one is
// joined, and any other is a gap that names it.
func TestImportValue(t *testing.T) {
	const network = `
Parameters: {Tag: {Type: String}, Kind: {Type: String, AllowedValues: [a, b]}}
Conditions: {Never: !Equals [x, y], Open: !Equals [!Ref Tag, v1]}
Resources: {Repo: {Type: AWS::ECR::Repository, Properties: {RepositoryName: team/app}}}
Outputs:
  A: {Value: !GetAtt Repo.RepositoryUri, Export: {Name: repo}}
  B: {Value: !Sub 'x:${Tag}', Export: {Name: !Sub '${AWS::Region}-tagged'}}
  C: {Value: c, Condition: Never, Export: {Name: never}}
  D: {Value: d, Condition: Open, Export: {Name: open}}
  E: {Value: !ImportValue repo-back, Export: {Name: back}}
  F: {Value: one, Export: {Name: twice}}
  G: {Value: two, Export: {Name: twice}}
  H: {Value: !If [Open, h, i], Export: {Name: asks}}
  I: {Value: no export}
  J: {Value: j, Export: {Name: !Sub '${AWS::StackName}-j'}}
  K: {Value: [list], Export: {Name: list}}
`
	const outputs = `
Outputs:
  Back: {Value: !ImportValue back, Export: {Name: repo-back}}
  Own: {Value: own, Export: {Name: own}}
`
	for _, row := range []struct{ call, text, why string }{
		{"!ImportValue repo", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/app", ""},
		{"{'Fn::ImportValue': {'Fn::Sub': '${AWS::Region}-tagged'}}", "x:${Tag}", "in the export eu-west-1-tagged, the parameter Tag has no " +
			"default"},
		{"!Sub ['${R}:1', {R: !ImportValue repo}]", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/app:1", ""},
		{"!ImportValue never", "${Fn::ImportValue}", "it is the export never of another stack"},
		{"!ImportValue open", "${Fn::ImportValue}", "whether there is the export open hangs on the condition Open"},
		{"!ImportValue back", "${Fn::ImportValue}", "it is the export back of another stack"}, // which imports it from here
		{"!ImportValue twice", "${Fn::ImportValue}", "it is the export twice of another stack"},
		{"!ImportValue elsewhere", "${Fn::ImportValue}", "it is the export elsewhere of another stack"},
		{"!ImportValue own", "${Fn::ImportValue}", "it is the export own of another stack"}, // a stack does not import from itself
		{"!ImportValue list", "${Fn::ImportValue}", "it is the export list of another stack"},
		{"!ImportValue net-j", "${Fn::ImportValue}", "it is the export net-j of another stack"}, // the name of the stack is not known
	} {
		root := parse(t, "Resources: {T: {Type: T, Properties: {V: "+row.call+"}}}"+outputs)
		with := cloudformation.Deployment{Account: "111122223333", Region: "eu-west-1", Together: []*tree.Node{parse(t, network), root,
			parse(t, "values: {}")}}
		template := cloudformation.New(root, with)
		v := template.Resources("T")[0].Property("V")
		require.Equal(t, row.text, v.Text, row.call)
		if row.why == "" {
			require.Empty(t, v.Gaps, row.call)
			continue
		}
		require.Contains(t, v.Gaps[0].Why, row.why, row.call)
		require.Same(t, root, rootOf(v.Gaps[0].Node, root), "places are those of the import")
	}
	root := parse(t, "Resources: {T: {Type: T, Properties: {V: !ImportValue asks}}}")
	template := cloudformation.New(root, cloudformation.Deployment{Together: []*tree.Node{parse(t, network)}})
	template.Resources("T")[0].Property("V")
	require.True(
		t,
		slices.ContainsFunc(template.Opens, func(o cloudformation.Open) bool { return o.Key == "${Tag}" }),
		"what the export compares, the import hangs on",
	)
}

// rootOf is root where a node stands in it.
func rootOf(n, root *tree.Node) *tree.Node {
	if at := root.At(n.Pointer()); at != nil && at.Line == n.Line && at.Column == n.Column {
		return root
	}
	return nil
}

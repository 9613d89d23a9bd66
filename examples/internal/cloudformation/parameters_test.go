package cloudformation_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
	"github.com/stretchr/testify/require"
)

func parse(t *testing.T, data string) *tree.Node {
	t.Helper()
	root, err := tree.Parse([]byte(data))
	require.NoError(t, err)
	return root
}

// TestParseParameters: the forms in which tools take parameters.
func TestParseParameters(t *testing.T) {
	for _, row := range []struct {
		in, why  string
		values   map[string]string
		previous []string
	}{
		{`[{"ParameterKey":"A","ParameterValue":"x"},{"ParameterKey":"B","UsePreviousValue":true}]`, "aws cloudformation create-stack",
			map[string]string{"A": "x"}, []string{"B"}},
		{`{"Parameters":{"A":"x","L":["a","b"]},"Tags":{"t":"u"}}`, "CodePipeline", map[string]string{"A": "x", "L": "a,b"}, nil},
		{`["A=x","B=y=z"]`, "aws cloudformation deploy", map[string]string{"A": "x", "B": "y=z"}, nil},
		{"A: x\nN: 7\n", "the parameters alone, in YAML", map[string]string{"A": "x", "N": "7"}, nil},
	} {
		got, err := cloudformation.ParseParameters(parse(t, row.in))
		require.NoError(t, err, row.why)
		require.Equal(t, row.values, got.Values, row.why)
		require.Equal(t, row.previous, got.Previous, row.why)
	}
	for in, want := range map[string]string{
		`[{"ParameterValue":"x"}]`:                          "line 1: this parameter has no ParameterKey",
		`[{"ParameterKey":"A"}]`:                            "the parameter A has no value that is a text",
		`{"Parameters":{"A":{"b":"c"}}}`:                    "the parameter A has no value that is a text",
		`{"Parameters":["A"]}`:                              "this is no file of parameters",
		`[{"ParameterKey":"A","ParameterValue":{"x":"y"}}]`: "the parameter A has no value",
	} {
		_, err := cloudformation.ParseParameters(parse(t, in))
		require.ErrorContains(t, err, want, in)
	}
}

// TestCheckParameters: the rules of a declaration, and that a secret is not shown.
func TestCheckParameters(t *testing.T) {
	for _, row := range []struct{ declared, value, want string }{
		{"{Type: String, AllowedValues: [a, b]}", "c", `"c" is not one of a, b`},
		{"{Type: String, AllowedValues: [a, b]}", "b", ""},
		{"{Type: Number, AllowedValues: [1, 2]}", "2", ""},
		{"{Type: String, AllowedPattern: '[a-z]+'}", "abc1", "does not match"},
		{"{Type: String, AllowedPattern: '[a-z]+'}", "abc", ""},
		{"{Type: String, AllowedPattern: '(?<name>x'}", "abc", ""},
		{"{Type: String, MinLength: 2, MaxLength: 3}", "äöü", ""},
		{"{Type: String, MinLength: 2}", "a", "shorter or longer"},
		{"{Type: String, MaxLength: 2}", "abc", "shorter or longer"},
		{"{Type: Number}", "x", "is not a number"},
		{"{Type: Number, MinValue: 1, MaxValue: 5}", "6", "less or more"},
		{"{Type: Number, MinValue: 1, MaxValue: 5}", "5", ""},
		{"{Type: CommaDelimitedList, AllowedValues: [a, b]}", "a, b", ""},
		{"{Type: CommaDelimitedList, AllowedValues: [a, b]}", "a,c", `"c" is not one of`},
		{"{Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: [a]}", "/b", ""},
		{"{Type: String, NoEcho: true, AllowedPattern: '[a-z]+'}", "hidden1", "its value is not among those that the template allows"},
	} {
		err := cloudformation.CheckParameters(parse(t, "Parameters: {P: "+row.declared+"}"), map[string]string{"P": row.value})
		if row.want == "" {
			require.NoError(t, err, row.declared)
			continue
		}
		require.ErrorContains(t, err, row.want, row.declared)
		require.NotContains(t, err.Error(), "hidden1")
	}
}

func TestCheckNames(t *testing.T) {
	a, b := parse(t, "Parameters: {Image: {}, Tag: {}}"), parse(t, "Parameters: {Role: {}}")
	require.NoError(t, cloudformation.CheckNames([]*tree.Node{a, b}, map[string]string{"Tag": "", "Role": ""}))
	require.ErrorContains(t, cloudformation.CheckNames([]*tree.Node{a, b}, map[string]string{"Imgae": ""}), "did you mean Image?")
	require.ErrorContains(t, cloudformation.CheckNames([]*tree.Node{a}, map[string]string{"Unlike": ""}), "there is Image, Tag")
	require.ErrorContains(t, cloudformation.CheckNames(nil, map[string]string{"Tag": ""}), "no template that could have it")
}

// TestGiven: what is passed stands over the default, and the previous value of a
// stack is not known.
func TestGiven(t *testing.T) {
	with := given
	with.Parameters = map[string]string{"Name": "passed", "Parts": "x , y"}
	v, _ := value(t, "!Join ['-', [!Ref Name, !Join ['+', !Ref Parts]]]", with)
	require.Equal(t, "passed-x+y", v.Text)
	with.Previous = []string{"Name"}
	v, _ = value(t, "!Ref Name", with)
	require.Contains(t, v.Gaps[0].Why, "keeps the value that the stack has")
}

func treeParse(data string) (*tree.Node, error) { return tree.Parse([]byte(data)) }

package cloudformation_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/stretchr/testify/require"
)

func ids(rs []cloudformation.Resource) []string {
	var out []string
	for _, r := range rs {
		out = append(out, r.ID)
	}
	return out
}

// TestConditionsOnResources: one that does not hold takes the resource away; one
// that is open leaves it, and says so.
func TestConditionsOnResources(t *testing.T) {
	template := cloudformation.New(parse(t, `
Parameters: {E: {Type: String}}
Conditions: {Open: !Equals [!Ref E, x], No: !Equals [a, b]}
Resources:
  A: {Type: T}
  B: {Type: T, Condition: No}
  C: {Type: T, Condition: Open}
  D: {Type: U}
`), cloudformation.Deployment{})
	rs := template.Resources("T")
	require.Equal(t, []string{"A", "C"}, ids(rs))
	require.Empty(t, rs[0].Unsure())
	require.Contains(t, rs[1].Unsure()[0].Why, "hangs on the condition Open")
}

// TestForEach: loops over resources and properties, within each other, over lists
// that parameters hold. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
func TestForEach(t *testing.T) {
	template := cloudformation.New(parse(t, `
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList, Default: 'a,b-c'}, Free: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Outer:
    - N
    - !Ref Names
    - R&{N}:
        Type: T
        Properties:
          V: !Sub 'x-${N}-${AWS::Region}'
          W: !Ref N
          Fn::ForEach::Inner: [I, [1, 2], {'P${I}': !Sub '${N}${I}'}]
  Fn::ForEach::Open:
    - N
    - !Ref Free
    - S${N}: {Type: T}
`), cloudformation.Deployment{Region: "eu-west-1"})
	rs := template.Resources("T")
	require.Equal(t, []string{"Ra", "Rbc"}, ids(rs))
	require.Equal(t, "x-b-c-eu-west-1", rs[1].Property("V").Text)
	require.Equal(t, `{"V":"x-b-c-eu-west-1","W":"b-c","P1":"b-c1","P2":"b-c2"}`, string(rs[1].Properties().AppendJSON(nil)))
	require.Len(t, template.Loops(), 1)
	require.Equal(t, "Fn::ForEach::Open", template.Loops()[0].Key)
}

func TestMacros(t *testing.T) {
	for transform, want := range map[string]int{
		"AWS::Serverless-2016-10-31": 0, "AWS::LanguageExtensions": 0, "[AWS::LanguageExtensions, Mine]": 1, "Mine": 1,
		"{Name: AWS::Include, Parameters: {Location: x}}": 1,
	} {
		template := cloudformation.New(parse(t, "Transform: "+transform+"\nResources: {A: {Type: T}}"), cloudformation.Deployment{})
		require.Len(t, template.Macros(), want, transform)
	}
}

// TestEndless: what refers to itself or multiplies ends, with a problem or a gap.
func TestEndless(t *testing.T) {
	for _, row := range []struct{ why, in string }{
		{"names of each other", "Resources: {A: {Type: AWS::ECR::Repository, Properties: {RepositoryName: !Ref B}}, " +
			"B: {Type: AWS::ECR::Repository, Properties: {RepositoryName: !Ref A}}, " +
			"T: {Type: T, Properties: {V: !Ref A}}}"},
		{"conditions of each other", "Conditions: {A: !Condition B, B: !Not [!Condition A]}\n" +
			"Resources: {T: {Type: T, Properties: {V: !If [A, x, y]}}}"},
	} {
		template := cloudformation.New(parse(t, row.in), given)
		require.NotEmpty(t, template.Resources("T")[0].Property("V").Gaps, row.why)
		require.NotEmpty(t, template.Problems, row.why)
	}
	doubling := "x"
	for range 40 {
		doubling = "{'Fn::Sub': ['${A}${A}', {A: " + doubling + "}]}"
	}
	template := cloudformation.New(parse(t, "Resources: {T: {Type: T, Properties: {V: "+doubling+"}}}"), given)
	require.NotEmpty(t, template.Resources("T")[0].Property("V").Gaps)
	loops := "{V: x}"
	for _, name := range []string{"A", "B", "C", "D", "E", "F"} {
		loops = "{'Fn::ForEach::" + name + "': [" + name + ", [0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19], " + loops + "]}"
	}
	template = cloudformation.New(parse(t, "Resources: {T: {Type: T, Properties: "+loops+"}}"), given)
	template.Resources("T")[0].Properties()
	require.NotEmpty(t, template.Problems)
}

func FuzzTemplate(f *testing.F) {
	f.Add(around)
	f.Add("Resources: {A: &a {Type: T, Properties: {V: !Sub ['${B}', {B: !If [C, !Ref A, x]}]}}, B: *a}\n" +
		"Conditions: {C: !Equals [!Ref A, !FindInMap [M, a, b]]}")
	f.Add(`{"Resources":{"Fn::ForEach::X":["N",["a"],{"R${N}":{"Type":"T","Properties":{"V":{"Fn::Join":["",[{"Ref":"N"}]]}}}}]}}`)
	f.Fuzz(func(t *testing.T, data string) {
		root, err := treeParse(data)
		if err != nil {
			return
		}
		for _, with := range []cloudformation.Deployment{{}, given} {
			template := cloudformation.New(root, with)
			for _, r := range template.Resources("T", "Test", "AWS::IAM::Role", "AWS::ECR::Repository", "AWS::ECS::TaskDefinition") {
				for _, gap := range r.Properties().AllGaps() {
					if gap.Why == "" || gap.Tell == "" || gap.Node == nil {
						t.Errorf("a gap without a reason: %+v", gap)
					}
				}
				r.Ref()
				r.GetAtt("Arn")
				r.Unsure()
			}
			template.Macros()
		}
	})
}

package cloudformation_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
	"github.com/stretchr/testify/require"
)

// around is a template around a value under test.
const around = `
Parameters:
  Name: {Type: String, Default: app}
  Free: {Type: String}
  Parts: {Type: CommaDelimitedList, Default: 'team , app'}
  Ports: {Type: 'List<Number>', Default: '80,443'}
  Size: {Type: Number, Default: 3}
  Env: {Type: String, AllowedValues: [dev, prod]}
  Secret: {Type: String, NoEcho: true, Default: hidden}
  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /app/image}
  Wrong: {Type: String, Default: x, AllowedValues: [y]}
Mappings:
  Images: {us-east-1: {Image: nginx, List: [a, b]}, eu-west-1: {Image: busybox}}
Conditions:
  Yes: !Equals [!Ref Name, app]
  No: !Not [!Condition Yes]
  Both: !And [!Condition Yes, !Condition Yes, !Not [!Condition No]]
  Either: !Or [!Condition No, !Condition Yes]
  IsFree: !Equals [!Ref Free, x]
  FreeOrYes: !Or [!Condition IsFree, !Condition Yes]
  FreeAndNo: !And [!Condition IsFree, !Condition No]
  HasSecret: !Not [!Equals [!Ref Secret, '']]
  Loop: !Condition Loop
  Same: !Equals [!Ref Free, !Ref Free]
  Imports: !Equals [!ImportValue a, !ImportValue b]
Resources:
  Role: {Type: AWS::IAM::Role, Properties: {Path: /x/, RoleName: r}}
  Anonymous: {Type: AWS::IAM::Role}
  Repo: {Type: AWS::ECR::Repository, Properties: {RepositoryName: !Sub 'team/${Name}'}}
  Fresh: {Type: AWS::ECR::Repository}
  Policy: {Type: AWS::IAM::ManagedPolicy, Properties: {ManagedPolicyName: p}}
  Gone: {Type: AWS::ECR::Repository, Condition: No}
  Nested: {Type: AWS::CloudFormation::Stack}
  Bucket: {Type: AWS::S3::Bucket}
  Value: {Type: Test, Properties: {V: VALUE}}
`

func value(t *testing.T, expression string, with cloudformation.Deployment) (*tree.Node, *cloudformation.Template) {
	t.Helper()
	root, err := tree.Parse([]byte(strings.Replace(around, "VALUE", expression, 1)))
	require.NoError(t, err, expression)
	template := cloudformation.New(root, with)
	return template.Resources("Test")[0].Property("V"), template
}

var given = cloudformation.Deployment{Account: "111122223333", Region: "us-east-1", StackName: "stack"}

// TestFunctions: what each function gives, by the pages of the template reference
// that bear its name.
func TestFunctions(t *testing.T) {
	for _, row := range []struct{ expression, want, why string }{
		{"!Ref Name", "app", "a default"},
		{"!Ref Size", "3", "a number"},
		{"!Ref 'AWS::AccountId'", "111122223333", "pseudo parameters"},
		{"!Ref 'AWS::Partition'", "aws", "follows from the region"},
		{"!Ref 'AWS::URLSuffix'", "amazonaws.com", "follows from the region"},
		{"!Ref 'AWS::StackName'", "stack", ""},
		{"!Ref Role", "r", "Ref of a role is its name"},
		{"!GetAtt Role.Arn", "arn:aws:iam::111122223333:role/x/r", "with its path"},
		{"{'Fn::GetAtt': [Role, Arn]}", "arn:aws:iam::111122223333:role/x/r", "the long form"},
		{"!Ref Policy", "arn:aws:iam::111122223333:policy/p", "Ref of a managed policy is its ARN"},
		{"!Ref Repo", "team/app", "Ref of a repository is its name"},
		{"!GetAtt Repo.Arn", "arn:aws:ecr:us-east-1:111122223333:repository/team/app", ""},
		{"!GetAtt Repo.RepositoryUri", "111122223333.dkr.ecr.us-east-1.amazonaws.com/team/app", ""},
		{"!Sub '${Name}-${AWS::Region}'", "app-us-east-1", "parameters and pseudo parameters"},
		{"!Sub '${Role.Arn}'", "arn:aws:iam::111122223333:role/x/r", "with a dot it is an attribute"},
		{"!Sub '${!Name}-${Name}'", "${Name}-app", "the exclamation mark keeps the text"},
		{"!Sub ['${A}-${Name}', {A: !Ref Size}]", "3-app", "the map comes first"},
		{"!Sub ['${Name}', {Name: other}]", "other", "over a parameter of the same name"},
		{"!Sub '$Name $ {Name} ${'", "$Name $ {Name} ${", "what is no variable stays"},
		{"!Sub ['${A.B}', {A.B: dotted}]", "dotted", "a key of the map may hold a dot"},
		{"!Join ['/', [a, !Ref Name, 1, true]]", "a/app/1/true", "numbers and Booleans are texts"},
		{"!Join ['/', !Ref Parts]", "team/app", "the members of a list parameter are trimmed"},
		{"!Join ['-', !Split ['|', 'a|b||c']]", "a-b--c", "empty parts count"},
		{"!Join ['', []]", "", "nothing to join"},
		{"!Join ['', [a, !Ref 'AWS::NoValue', b]]", "ab", "NoValue is not there"},
		{"!Select [1, !Ref Parts]", "app", "counted from 0"},
		{"!Select ['1', [a, b]]", "b", "the index may be a text"},
		{"!Select [!Select [0, [1, 0]], [a, b]]", "b", "or a function"},
		{"!Select [1, !Ref Ports]", "443", "a list of numbers"},
		{"!Select [3, !Split [':', !GetAtt Repo.Arn]]", "us-east-1", "as CDK takes the region"},
		{"!FindInMap [Images, !Ref 'AWS::Region', Image]", "nginx", ""},
		{"!Select [1, !FindInMap [Images, us-east-1, List]]", "b", "a mapping holds lists"},
		{"!FindInMap [Images, us-east-1, None, {DefaultValue: d}]", "d", "AWS::LanguageExtensions"},
		{"!If [Yes, a, b]", "a", ""}, {"!If [No, a, b]", "b", ""}, {"!If [Both, a, b]", "a", "And"}, {"!If [Either, a, b]", "a", "Or"},
		{"!If [FreeOrYes, a, b]", "a", "one side decides an Or"},
		{"!If [FreeAndNo, a, b]", "b", "one side decides an And"},
		{"!If [HasSecret, a, b]", "a", "a secret is compared, not shown"},
		{"!If [Same, a, b]", "a", "a value equals itself"},
		{"!Base64 abc", "YWJj", ""},
		{"!Base64 {'Fn::Sub': '${Name}'}", "YXBw", "of a function"},
		{"!Length [a, b]", "2", "AWS::LanguageExtensions"},
		{"{'Fn::ToJsonString': {a: !Ref Name, b: [1]}}", `{"a":"app","b":["1"]}`, "AWS::LanguageExtensions"},
	} {
		v, template := value(t, row.expression, given)
		require.Empty(t, template.Problems, row.expression)
		require.Empty(t, v.Gaps, "%s: %v", row.expression, v.Gaps)
		require.Equal(t, row.want, v.Text, "%s (%s)", row.expression, row.why)
	}
}

// TestGaps: what is not known says why, and what would tell it.
func TestGaps(t *testing.T) {
	for _, row := range []struct{ expression, text, why, tell string }{
		{"!Ref Free", "${Free}", "the parameter Free has no default", "pass -parameter Free=VALUE"},
		{"!Ref Env", "${Env}", "the parameter Env has no default", "pass -parameter Env=VALUE"},
		{"!Ref Secret", "${Secret}", "has NoEcho", "aws ecs describe-task-definition"},
		{"!Ref Stored", "${Stored}", "the SSM parameter /app/image, which is read", "aws ecs describe-task-definition"},
		{"!Ref Wrong", "${Wrong}", `"x" is not one of y`, "pass -parameter Wrong=VALUE"},
		{"!Sub 'a-${Free}-${Name}'", "a-${Free}-app", "has no default", "-parameter Free"},
		{"!Join ['/', [a, !Ref Free]]", "a/${Free}", "has no default", "-parameter Free"},
		{"!Join ['/', !Split [',', !Ref Free]]", "${Fn::Join}", "has no default", "-parameter Free"},
		{"!Select [1, !Split [':', !Sub 'a:b:${Free}']]", "b", "", ""},
		{"!Select [2, !Split [':', !Sub 'a:b:${Free}']]", "${Fn::Select}", "has no default", "-parameter Free"},
		{"!ImportValue x", "${Fn::ImportValue}", "the export x of another stack", "give the template that exports x"},
		{"!Sub ['${A}', {A: !ImportValue x}]", "${Fn::ImportValue}", "the export x", "list-exports"},
		{"'{{resolve:ssm:/a/b:1}}'", "{{resolve:ssm:/a/b:1}}", "the SSM parameter /a/b:1", "aws ecs describe-task-definition"},
		{"!Sub 'x/{{resolve:secretsmanager:s}}'", "x/{{resolve:secretsmanager:s}}", "a secret of Secrets Manager", ""},
		{"!GetAtt Nested.Outputs.X", "${Nested.Outputs.X}", "an output of the nested stack Nested", "the template of the nested stack"},
		{"!GetAtt Bucket.Arn", "${Bucket.Arn}", "when Bucket (AWS::S3::Bucket) is made", ""},
		{"!If [IsFree, a, b]", "${Fn::If}", "the condition IsFree", "-parameter"},
		{"!If [Imports, a, b]", "${Fn::If}", "the condition Imports", ""},
		{"!Select [0, !GetAZs '']", "${Fn::Select}", "when the stack is deployed", ""},
		{"!Transform {Name: Mine}", "${Fn::Transform}", "the macro Mine writes this", "--template-stage Processed"},
		{"!FindInMap [Images, !Ref Free, Image]", "${Fn::FindInMap}", "has no default", "-parameter Free"},
		{"!Ref 'AWS::StackId'", "${AWS::StackId}", "when the stack is deployed", ""},
		{"!Base64 {Ref: Free}", "${Fn::Base64}", "has no default", "-parameter Free"},
	} {
		v, template := value(t, row.expression, given)
		require.Empty(t, template.Problems, row.expression)
		require.Equal(t, row.text, v.Text, row.expression)
		if row.why == "" && row.tell == "" {
			require.Empty(t, v.Gaps, row.expression)
			continue
		}
		require.Len(t, v.Gaps, 1, row.expression)
		require.Contains(t, v.Gaps[0].Why, row.why, row.expression)
		require.Contains(t, v.Gaps[0].Tell, row.tell, row.expression)
		require.Positive(t, v.Gaps[0].Node.Line, row.expression)
	}
}

// TestNothingKnown: without account and region the pseudo parameters are gaps, and
// everything that is made of them.
func TestNothingKnown(t *testing.T) {
	for expression, want := range map[string]string{
		"!Ref 'AWS::AccountId'":      "${AWS::AccountId}",
		"!GetAtt Repo.RepositoryUri": "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/team/app",
		"!GetAtt Role.Arn":           "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x/r",
	} {
		v, template := value(t, expression, cloudformation.Deployment{})
		require.Equal(t, want, v.Text)
		require.NotEmpty(t, v.Gaps)
		require.NotEmpty(t, template.Opens)
	}
}

// TestProblems: what CloudFormation refuses is a gap and a problem, never a value.
func TestProblems(t *testing.T) {
	for expression, want := range map[string]string{
		"!Ref Nothing":                        "there is no parameter or resource Nothing",
		"!Ref 'AWS::Nothing'":                 "there is no pseudo parameter AWS::Nothing",
		"!GetAtt Nothing.Arn":                 "there is no resource Nothing",
		"!Ref Gone":                           "Gone is not made, as the condition No does not hold",
		"!FindInMap [Images, nowhere, Image]": `Mappings.Images has no key "nowhere"`,
		"!FindInMap [None, a, b]":             `Mappings has no key "None"`,
		"!Select [9, [a]]":                    "the list has no item 9",
		"!Select [-1, [a]]":                   "the list has no item -1",
		"!Select [x, [a]]":                    "Fn::Select takes",
		"!Join [a]":                           "Fn::Join takes",
		"!Join ['', [[a]]]":                   "Fn::Join takes a list of strings",
		"!Split ['', a]":                      "Fn::Split takes",
		"!Sub ['${L}', {L: [a]}]":             "${L} in Fn::Sub is not a string",
		"!Sub [a]":                            "Fn::Sub takes",
		"!If [Nothing, a, b]":                 "there is no condition Nothing",
		"!If [Loop, a, b]":                    "the condition Loop hangs on itself",
		"!If [Yes, a]":                        "Fn::If takes",
		"!Frobnicate x":                       "CloudFormation has no function Fn::Frobnicate",
		"!GetAtt Role":                        "Fn::GetAtt takes",
		"!Ref [a]":                            "Ref takes",
		"!Length x":                           "Fn::Length takes",
	} {
		v, template := value(t, expression, given)
		require.NotEmpty(t, template.Problems, expression)
		require.Contains(t, template.Problems[0].Text, want, expression)
		require.NotEmpty(t, v.AllGaps(), expression)
	}
}

// TestGenerated: names that CloudFormation makes up differ, and those of
// repositories are in lower case.
func TestGenerated(t *testing.T) {
	role, _ := value(t, "!Ref Anonymous", given)
	require.Regexp(t, `^stack-Anonymous-[A-Z0-9]{12}$`, role.Text)
	repository, _ := value(t, "!Ref Fresh", given)
	require.Regexp(t, `^stack-fresh-[a-z0-9]{12}$`, repository.Text)
}

// TestAssume: what the template compares with known values can be tried out.
func TestAssume(t *testing.T) {
	for _, row := range []struct {
		expression, key, value, want string
		values                       []string
		closed                       bool
	}{
		{"!If [IsFree, a, b]", "${Free}", "x", "a", []string{"x"}, false},
		{"!If [IsFree, a, b]", "${Free}", "other", "b", []string{"x"}, false},
		{"!Ref Env", "${Env}", "prod", "prod", []string{"dev", "prod"}, true},
		{"!FindInMap [Images, !Ref Free, Image]", "${Free}", "eu-west-1", "busybox", []string{"us-east-1", "eu-west-1"}, true},
		{"!If [Imports, a, b]", "the condition Imports", "false", "b", []string{"true", "false"}, true},
	} {
		_, open := value(t, row.expression, given)
		require.Len(t, open.Opens, 1, row.expression)
		require.Equal(t, row.key, open.Opens[0].Key)
		require.Equal(t, row.values, open.Opens[0].Values)
		require.Equal(t, row.closed, open.Opens[0].Closed, row.expression)
		with := given
		with.Assume = map[string]string{row.key: row.value}
		v, _ := value(t, row.expression, with)
		require.Equal(t, row.want, v.Text, row.expression)
	}
}

// TestNoValue: a property that is AWS::NoValue is not there.
func TestNoValue(t *testing.T) {
	v, _ := value(t, "!If [Yes, !Ref 'AWS::NoValue', a]", given)
	require.Nil(t, v)
	v, _ = value(t, "{A: !Ref 'AWS::NoValue', B: [x, !Ref 'AWS::NoValue']}", given)
	require.Equal(t, `{"B":["x"]}`, string(v.AppendJSON(nil)))
}

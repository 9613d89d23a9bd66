package awsfile_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/stretchr/testify/require"
)

// TestUnknownStatements: a statement of which a part is not known counts as wide as
// it can be, or not at all; the truth lies between.
func TestUnknownStatements(t *testing.T) {
	for _, row := range []struct{ why, statement, generous, strict string }{
		{"Allow on an unknown resource", "{Effect: Allow, Action: 'ecr:*', Resource: !Ref P}",
			`{"Effect":"Allow","Action":"ecr:*","Resource":"*"}`, `{"Effect":"Allow","NotAction":"*","Resource":"*"}`},
		{"Deny on an unknown resource", "{Effect: Deny, Action: 'ecr:*', Resource: !Ref P}",
			`{"Effect":"Allow","NotAction":"*","Resource":"*"}`, `{"Effect":"Deny","Action":"ecr:*","Resource":"*"}`},
		{"a part of the resource", "{Effect: Allow, Action: 'ecr:*', Resource: [!Sub 'arn:aws:ecr:*:*:repository/${P}']}",
			`{"Effect":"Allow","Action":"ecr:*","Resource":["arn:aws:ecr:*:*:repository/*"]}`,
			`{"Effect":"Allow","NotAction":"*","Resource":"*"}`},
		{"an exception that is not known", "{Effect: Allow, Action: 'ecr:*', NotResource: !Ref P}",
			`{"Effect":"Allow","Action":"ecr:*","Resource":"*"}`, `{"Effect":"Allow","NotAction":"*","Resource":"*"}`},
		{"a condition that is not known",
			"{Effect: Allow, Action: 'ecr:*', Resource: '*', Condition: {StringEquals: {'aws:SourceVpc': !Ref P, 'aws:x': y}}}",
			`{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":{"aws:x":"y"}}}`,
			`{"Effect":"Allow","NotAction":"*","Resource":"*"}`},
		{"the whole statement", "!Ref P", `{"Effect":"Allow","Action":"*","Resource":"*"}`, `{"Effect":"Deny","Action":"*","Resource":"*"}`},
		{"an effect that is not known", "{Effect: !Ref P, Action: 'ecr:*', Resource: '*'}",
			`{"Effect":"Allow","Action":"*","Resource":"*"}`, `{"Effect":"Deny","Action":"*","Resource":"*"}`},
		{"everything known", "{Effect: Allow, Action: 'ecr:*', Resource: '*'}",
			`{"Effect":"Allow","Action":"ecr:*","Resource":"*"}`, `{"Effect":"Allow","Action":"ecr:*","Resource":"*"}`},
	} {
		f, err := awsfile.Parse("t.yaml",
			[]byte("Parameters: {P: {Type: String}}\nResources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"+
				"      Policies: [{PolicyName: p, PolicyDocument: {Version: '2012-10-17', Statement: ["+row.statement+"]}}]\n"))
		require.NoError(t, err)
		for generous, want := range map[bool]string{true: row.generous, false: row.strict} {
			stack, err := awsfile.Read(f, awsfile.Deployment{Generous: generous})
			require.NoError(t, err, row.why)
			got := stack.Roles[0].Policies[0].Document.String()
			require.Equal(t, `{"Version":"2012-10-17","Statement":[`+want+`]}`, got, "%s, generous %t", row.why, generous)
			require.Equal(t, row.generous != row.strict, len(stack.PolicyGaps) > 0, row.why)
		}
	}
}

// TestPolicyInYAML: an error in a policy names the line of the template.
func TestPolicyInYAML(t *testing.T) {
	f, err := awsfile.Parse("t.yaml", []byte("Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      Policies:\n"+
		"        - PolicyName: p\n          PolicyDocument:\n            Statement:\n"+
		"              - Effect: Permit\n                Action: '*'\n"))
	require.NoError(t, err)
	_, err = awsfile.Read(f, awsfile.Deployment{})
	require.ErrorContains(t, err, "t.yaml:9: ")
}

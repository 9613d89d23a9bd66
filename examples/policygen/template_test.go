package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTemplates: what a template says of its images, and what the flags add.
func TestTemplates(t *testing.T) {
	template := func(image string) string {
		return "Parameters: {Tag: {Type: String}, Repo: {Type: String, Default: team/app}, Hub: {Type: String, Default: 'nginx:1'}}\n" +
			"Resources:\n  R: {Type: AWS::IAM::Role, Properties: {}}\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n" +
			"      ExecutionRoleArn: !GetAtt R.Arn\n      ContainerDefinitions: [{Name: a, Image: " + image + "}]\n"
	}
	own := "!Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/${Repo}:${Tag}'"
	for _, row := range []struct {
		why, image, args string
		exit             int
		out, errs        string
	}{
		{"outside ECR by a default: no role is asked for", "!Ref Hub", "", 0, "[]", "is not in Amazon ECR"},
		{"outside ECR whatever the tag", "!Sub 'quay.io/a/b:${Tag}'", "", 0, "[]", "is not in Amazon ECR"},
		{"public whatever the tag", "!Sub 'public.ecr.aws/nginx/nginx:${Tag}'", "", 0, "[]", "everyone may pull it"},
		{"account and region are missing", own, "", 3, "[]", "pass -account ID"},
		{"with both; the tag does not matter", own, "-account 111122223333 -region us-east-1 -principal arn:aws:iam::111122223333:role/x", 0,
			"arn:aws:ecr:us-east-1:111122223333:repository/team/app", ""},
		{"another repository", own,
			"-account 111122223333 -region cn-north-1 -parameter Repo=x/y -principal arn:aws-cn:iam::111122223333:role/x", 0,
			"arn:aws-cn:ecr:cn-north-1:111122223333:repository/x/y", ""},
		{"the same from a file", own,
			"-account 111122223333 -region us-east-1 -parameters params.json -principal arn:aws:iam::111122223333:role/x", 0,
			"arn:aws:ecr:us-east-1:111122223333:repository/x/z", ""},
		{"no such parameter", own, "-parameter Rep=x", 2, "", "did you mean Repo?"},
		{"wrong whatever the tag", "!Sub '111122223333.dkr.ecr.us-east-1.amazonaws.com/Team:${Tag}'", "", 1, "[]",
			"cannot be pulled by anyone"},
		{"anywhere", "!Ref Tag", "", 3, "[]", "the parameter Tag has no default; pass -parameter Tag=VALUE"},
	} {
		t.Run(row.why, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "t.yaml")
			require.NoError(t, os.WriteFile(file, []byte(template(row.image)), 0o600))
			t.Chdir(filepath.Dir(file))
			require.NoError(t, os.WriteFile("params.json", []byte(`[{"ParameterKey": "Repo", "ParameterValue": "x/z"}]`), 0o600))
			var out, errs bytes.Buffer
			code := run(append(strings.Fields(row.args), file), nil, &out, &errs)
			require.Equal(t, row.exit, code, out.String()+errs.String())
			require.Contains(t, out.String(), row.out)
			require.Contains(t, errs.String(), row.errs)
		})
	}
}

package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPatterns: a template with one image, before and after. Every other byte stays.
func TestPatterns(t *testing.T) {
	yaml := "Resources:\r\n  T:\r\n    Type: AWS::ECS::TaskDefinition\r\n    Properties:\r\n      ContainerDefinitions: [{Name: ä, Image:" +
		" IMAGE}] # note\r\n"
	json := `{"Resources":{"T":{"Type":"AWS::ECS::TaskDefinition","Properties":{"ContainerDefinitions":[{"Name":"ä", "Image" : IMAGE }]}}}}`
	for _, row := range []struct{ why, file, args, old, want string }{
		{"literal", yaml, "-tag v2", "nginx:1", "nginx:v2"},
		{"single quotes", yaml, "-tag v2", "'nginx:1'", "'nginx:v2'"},
		{"double quotes", yaml, "-tag v2", `"nginx:1"`, `"nginx:v2"`},
		{"Sub, account and region", yaml, "-tag v2", "!Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/a:v1'",
			"!Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/a:v2'"},
		{"Sub without tag", yaml, "-tag v2", "!Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/a'",
			"!Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/a:v2'"},
		{"Sub of the URI of a repository", yaml, "-tag v2", "!Sub '${Repo.RepositoryUri}:v1'", "!Sub '${Repo.RepositoryUri}:v2'"},
		{"Sub with a map", yaml, "-tag v2", "!Sub ['${U}:v1', {U: !GetAtt R.RepositoryUri}]", "!Sub ['${U}:v2', {U: !GetAtt R.RepositoryUri}]"},
		{"Sub, digest", yaml, "-digest " + digestA, "!Sub '${U}/a:v1'", "!Sub '${U}/a@" + digestA + "'"},
		{"Sub, digest replaced by tag", yaml, "-tag v2", "!Sub '${U}/a@" + digestA + "'", "!Sub '${U}/a:v2'"},
		{"Join that ends in the tag", json, "-tag v2", `{"Fn::Join":["",[{"Ref":"R"},"/a:v1"]]}`, `{"Fn::Join":["",[{"Ref":"R"},"/a:v2"]]}`},
		{"Join that ends in colon and tag", json, "-tag v2", `{"Fn::Join":["",[{"Ref":"R"},":v1"]]}`, `{"Fn::Join":["",[{"Ref":"R"},":v2"]]}`},
		{"long form in JSON", json, "-tag v2", `{"Fn::Sub":"${U}/a:v1"}`, `{"Fn::Sub":"${U}/a:v2"}`},
		{"behind a condition", yaml, "-tag v2", "!If [C, !Sub '${U}/a:v1', nginx]", ""},
		{"the whole, with its tag", yaml, "-image nginx:2", "!Sub '${U}/a:v1'", `"nginx:2"`},
		{"the tag is a variable", yaml, "-tag v2", "!Sub '${U}/a:${Tag}'", ""},
		{"a variable may hold the tag", yaml, "-tag v2", "!Sub '${U}'", ""},
		{"a parameter", yaml, "-tag v2", "!Ref Image", ""},
		{"over lines", yaml, "-tag v2", "'nginx:\r\n  1'", ""},
		{"a tag that is none", yaml, "-tag v2!", "!Sub '${U}/a:v1'", ""},
	} {
		t.Run(row.why, func(t *testing.T) {
			in, want := strings.Replace(row.file, "IMAGE", row.old, 1), strings.Replace(row.file, "IMAGE", row.want, 1)
			code, out, report := call(in, append(strings.Fields(row.args), "-")...)
			if row.want == "" {
				require.Equal(t, 2, code, out)
				require.Empty(t, out)
				return
			}
			require.Zero(t, code, report)
			require.Equal(t, want, out)
		})
	}
}

package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// plainTask is a template whose role may pull its image.
var plainTask = short.Replace(`Parameters: {Doc: {Type: String}}
Resources:
  Exec: {Type: AWS::IAM::Role, Properties: {TRUST, ManagedPolicyArns: ['MANAGED']}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions: [{Name: app, Image: !Sub 'OWN/team/app:v1'}]
`)

// TestPresumed: what an answer takes for absent, beside the VPC endpoints that a
// template makes.
func TestPresumed(t *testing.T) {
	anyone := "Effect: Allow, Principal: '*', Resource: '*', Action: "
	for _, row := range []struct {
		why, endpoint, args string
		exit                int
		presumed            string // "" is nothing about endpoints
		says                string
	}{
		{"no endpoint", "", "", 0, "no VPC endpoint policy (-endpoint-policy, -s3-endpoint-policy)", ""},
		{"one without a policy has the default", "SERVICE", "", 0,
			"no VPC endpoint policy but the default of the endpoint at t.yaml:10, which lets everything through (-endpoint-policy", ""},
		{"so has one of S3", "S3SERVICE", "", 0, "but the default of the endpoint at t.yaml:10, which lets everything through", ""},
		{"one whose policy has been read", "SERVICE, DOCUMENT[{" + anyone + "'*'}]}", "", 0,
			"no VPC endpoint policy but that of the endpoint at t.yaml:10 (", ""},
		{"one whose policy lets no pull through", "SERVICE, DOCUMENT[{" + anyone + "'ecr:Describe*'}]}", "", 3,
			"but that of the endpoint at t.yaml:10 (",
			"hangs on whether the pull goes through a VPC endpoint of the template\n  none: it can be pulled\n  t.yaml:10: it will fail"},
		{"one whose policy is not known", "SERVICE, PolicyDocument: !Ref Doc", "", 3,
			"but that of the endpoint at t.yaml:10, of which a part is not known (",
			"the parameter Doc has no default (with whether the pull goes through a VPC endpoint of the template: t.yaml:10)\n" +
				"  as wide as they can be: it can be pulled\n  as narrow: it will fail"},
		{"an endpoint of another service", "ServiceName: !Sub 'com.amazonaws.${AWS::Region}.logs'", "", 0,
			"no VPC endpoint policy (-endpoint-policy, -s3-endpoint-policy)", ""},
		{"the policy of the endpoint was given", "SERVICE", "-endpoint-policy e.json", 0, "", ""},
	} {
		t.Run(row.why, func(t *testing.T) {
			t.Chdir(t.TempDir())
			template := plainTask
			if row.endpoint != "" {
				template += "  E: {Type: AWS::EC2::VPCEndpoint, Properties: {" + short.Replace(row.endpoint) + "}}\n"
			}
			require.NoError(t, os.WriteFile("t.yaml", []byte(template), 0o600))
			require.NoError(t, os.WriteFile("e.json",
				[]byte(`{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}`), 0o600))
			code, r, errs := answer(t, "", append(strings.Fields(row.args), "-task", "t.yaml")...)
			require.Equal(t, row.exit, code, "%s %v", errs, r.Findings)
			var text, about string
			for _, f := range r.Findings {
				text += f.Message
			}
			for _, p := range r.Presumed {
				if strings.Contains(p, "endpoint") {
					about += p
				}
			}
			require.Contains(t, text, row.says)
			require.Contains(t, about, row.presumed)
			require.Equal(t, row.presumed == "", about == "", about)
		})
	}
}

// TestPresumedPartition: where a file is written for some partitions and the region is
// not known, the answer says for which it holds.
func TestPresumedPartition(t *testing.T) {
	const open = "${AWS::AccountId}.dkr.ecr.${AWS::Region}."
	allow := func(image string) string {
		return short.Replace("Resources:\n  Exec: {Type: AWS::IAM::Role, Properties: {TRUST, POLICY[ALL]}}]}}\n" +
			"  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      RequiresCompatibilities: [FARGATE]\n" +
			"      ExecutionRoleArn: !GetAtt Exec.Arn\n      ContainerDefinitions: [{Name: app, Image: !Sub '" + image + "'}]\n")
	}
	for _, row := range []struct{ why, image, args, presumed string }{
		{"a suffix typed", open + "amazonaws.com/app:v1", "",
			"a region of the partition aws or aws-us-gov, which the files are written for (-region)"},
		{"the suffix of China", open + "amazonaws.com.cn/app:v1", "",
			"a region of the partition aws-cn, which the files are written for (-region)"},
		{"the suffix of the deployment", open + "${AWS::URLSuffix}/app:v1", "", ""},
		{"the region given", open + "amazonaws.com/app:v1", "-region us-east-1", ""},
		{"a host written out", "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1", "-account 123456789012", ""},
	} {
		t.Run(row.why, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, "t.yaml", allow(row.image))
			code, r, errs := answer(t, "", append(strings.Fields(row.args), "-task", "t.yaml")...)
			require.Zero(t, code, "%s %v", errs, r.Findings)
			about := ""
			for _, p := range r.Presumed {
				if strings.Contains(p, "partition") {
					about += p
				}
			}
			require.Equal(t, row.presumed, about)
		})
	}
}

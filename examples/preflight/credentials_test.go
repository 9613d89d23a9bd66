package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCredentials: whether the execution role may read the secret with the login of
// another registry, however the secret is named.
func TestCredentials(t *testing.T) {
	template := func(secret, resource, parameter string) string {
		return short.Replace(`Resources:
  Cred: {Type: AWS::SecretsManager::Secret, Properties: {` + secret + `}}
  Exec:
    Type: AWS::IAM::Role
    Properties:
      TRUST
      POLICY[{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: ` + resource + `}]}}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: !GetAtt Exec.Arn
      ContainerDefinitions: [{Name: app, Image: 'registry.example.com/app:v1', RepositoryCredentials: {CredentialsParameter: ` +
			parameter + `}}]
`)
	}
	definition := func(arn, resource, secret string) string {
		return `{"family":"web",` + arn + `"executionRoleArn":"` + roleA + `","requiresCompatibilities":["FARGATE"],"containerDefinitions":[` +
			`{"name":"app","image":"registry.example.com/app:v1","repositoryCredentials":{"credentialsParameter":"` + secret + `"}}]} ` +
			allow(`{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"`+resource+`"}`)
	}
	const (
		secrets = "arn:aws:secretsmanager:us-east-1:123456789012:secret:"
		taskIn  = `"taskDefinitionArn":"` + taskARN + `",`
		own     = "!Sub 'arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:"
	)
	for _, row := range []struct {
		why, file, args string
		exit            int
		says            string
	}{
		{"a secret of the template", template("", "!Ref Cred", "!Ref Cred"), "", 0, ""},
		{"by its Id", template("", "!Ref Cred", "!GetAtt Cred.Id"), "", 0, ""},
		{"by the name that is made up for it, which begins with its id", template("", own+"Cred-*'", "!Ref Cred"), "", 0, ""},
		{"not by that of the stack", template("", own+"${AWS::StackName}-*'", "!Ref Cred"), "", 1,
			`"Resource":{"Fn::Sub":"${Cred}"}`},
		{"by its name", template("Name: hub", own+"hub-??????'", "!Ref Cred"), "", 0, ""},
		{"by a name with the stack's in it", template("Name: !Sub '${AWS::StackName}-hub'", own+"${AWS::StackName}-hub-??????'", "!Ref Cred"),
			"", 0, ""},
		{"all secrets", template("", own+"*'", "!Ref Cred"), "", 0, ""},
		{"another secret", template("Name: hub", own+"other-??????'", "!Ref Cred"), "", 1,
			"secretsmanager:GetSecretValue on ${Cred} is not allowed"},
		{"in another region", template("", "'arn:aws:secretsmanager:eu-west-1:123456789012:secret:*'", "!Ref Cred"),
			"-account 123456789012 -region us-east-1", 1, "is not allowed"},
		{"a name alone", template("Name: hub", "!Ref Cred", "hub"), "", 0, ""},
		{"a name alone, of another", template("Name: hub", "!Ref Cred", "hub2"), "", 1, "secret:hub2-?????? is not allowed"},
		{"a definition with the whole ARN", definition("", secrets+"hub-??????", secrets+"hub-aB1cD2"), "", 0, ""},
		{"with the ARN but for its end", definition("", secrets+"hub-??????", secrets+"hub"), "", 0, ""},
		{"of which the policy has one end", definition("", secrets+"hub-aB1cD2", secrets+"hub"), "", 1, "is not allowed"},
		{"a name, in the account and region of the definition", definition(taskIn, secrets+"hub-*", "hub"), "", 0, ""},
		{"a name, in another region", definition(taskIn, strings.Replace(secrets, "us-east-1", "eu-west-1", 1)+"hub-*", "hub"), "", 1, ""},
		{"a name, of which the region is not known", definition("", "arn:aws:s3:::x", "hub"), "", 0, ""},
		{"a name, with -region", definition("", "arn:aws:s3:::x", "hub"), "-region us-east-1", 1, "secret:hub-?????? is not allowed"},
	} {
		t.Run(row.why, func(t *testing.T) {
			t.Chdir(t.TempDir())
			args := append(strings.Fields(row.args), "-task", "t")
			if task, policy, isJSON := strings.Cut(row.file, "} {"); isJSON {
				row.file, args = task+"}", append(args, "-policy", "p")
				require.NoError(t, os.WriteFile("p", []byte("{"+policy), 0o600))
			}
			require.NoError(t, os.WriteFile("t", []byte(row.file), 0o600))
			code, r, errs := answer(t, "", args...)
			require.Equal(t, row.exit, code, "%s %v", errs, r.Findings)
			var text string
			for _, f := range r.Findings {
				text += f.Message + "\n" + f.Fix + "\n"
			}
			require.Contains(t, text, row.says)
		})
	}
}

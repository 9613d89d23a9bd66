package awsfile_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
)

// FuzzRead: no file makes the readers panic, and every gap has a reason.
func FuzzRead(f *testing.F) {
	f.Add(`{"Resources":{"T":{"Type":"AWS::ECS::TaskDefinition","Properties":{"ContainerDefinitions":[{"Image":{"Ref":"X"}}]}}}}`)
	f.Add("Resources:\n  R: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: [!Ref P], Policies: !Ref Q}}\n" +
		"  P: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref R]}}\n")
	f.Add(`{"planned_values":{"root_module":{"resources":[{"address":"aws_iam_role.a","type":"aws_iam_role","name":"a","values":{}}]}},` +
		`"resource_changes":[{"address":"aws_iam_role.a","change":{"after_unknown":{"arn":true}}}]}`)
	f.Add(`{"values":{"root_module":{"child_modules":[{"address":"module.a[\"b\"]",` +
		`"resources":[{"type":"aws_ecs_task_definition","values":{"container_definitions":"[{}]"}}]}]}}}`)
	f.Fuzz(func(t *testing.T, data string) {
		file, err := awsfile.Parse("f", []byte(data))
		if err != nil {
			return
		}
		for _, d := range []awsfile.Deployment{{}, {Generous: true, Deployment: cloudformation.Deployment{Account: "123456789012",
			Region: "us-east-1", StackName: "s"}}} {
			stack, err := awsfile.Read(file, d)
			if err != nil {
				continue
			}
			for _, task := range stack.Tasks {
				for _, c := range task.Containers {
					awsfile.ReadOpen(c.Image)
					for _, g := range c.Image.Gaps {
						if g.Why == "" || g.Tell == "" {
							t.Errorf("a gap without a reason: %+v", g)
						}
					}
				}
			}
			stack.Texts(func(...string) {})
		}
	})
}

package lint_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

func ExampleRun() {
	d := iampolicy.MustParse(`{
		"Version": "2012-10-17",
		"Statement": {
			"Effect": "Allow",
			"Action": ["ecr:GetAuthorizationToken", "ecr:BatchGetImages"],
			"Resource": "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1"
		}
	}`)
	for _, f := range lint.Run(d, iampolicy.KindIdentity) {
		fmt.Println(f.Severity, f.Code, f.Pointer)
		fmt.Println("   ", f.Fix)
	}
	// Output:
	// error ECR_TOKEN_SCOPED_TO_ARN /Statement/Action/0
	//     move it to a statement with "Resource": "*"
	// error INVALID_ACTION /Statement/Action/1
	//     write "ecr:BatchGetImage"
	// error ECR_URI_AS_RESOURCE /Statement/Resource
	//     write "arn:aws:ecr:us-east-1:123456789012:repository/app"
}

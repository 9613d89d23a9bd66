package iampolicy_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

func ExampleLint() {
	d := iampolicy.MustParse(`{
		"Version": "2012-10-17",
		"Statement": {
			"Effect": "Allow",
			"Action": ["ecr:GetAuthorizationToken", "ecr:BatchGetImages"],
			"Resource": "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1"
		}
	}`)
	for _, f := range iampolicy.Lint(d, iampolicy.KindIdentity) {
		fmt.Println(f.Severity, f.Code, f.Pointer)
		fmt.Println("   ", f.Fix)
	}
	// Output:
	// error INVALID_ACTION /Statement/Action/1
	//     write "ecr:BatchGetImage"
	// error ECR_URI_AS_RESOURCE /Statement/Resource
	//     write "arn:aws:ecr:us-east-1:123456789012:repository/app"
	// error ECR_TOKEN_SCOPED_TO_ARN /Statement/Action/0
	//     move it to a statement with "Resource": "*"
}

// A repository policy as it was written, and as ECR returns it.
func ExampleEquivalent() {
	written := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[
		{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}`)
	returned := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":
		{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["ecr:GetDownloadUrlForLayer","ecr:BatchGetImage"]}}`)
	fmt.Println(iampolicy.Equivalent(written, returned))
	// Output: true
}

func ExampleDiff() {
	before := iampolicy.ECSPull()
	after := iampolicy.NewDocument(
		iampolicy.Allow("ecr:GetAuthorizationToken").On("*"),
		iampolicy.Allow("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer").On("arn:aws:ecr:us-east-1:111122223333:repository/team/*"),
		iampolicy.Allow("ecr:BatchCheckLayerAvailability", "ecr:PutImage").On("*"),
	)
	for _, c := range iampolicy.Diff(before, after) {
		fmt.Println(c)
	}
	// Output:
	// ecr:BatchGetImage, ecr:GetDownloadUrlForLayer on arn:aws:ecr:us-east-1:123456789012:repository/app, *: Allowed -> ImplicitDeny
	// ecr:PutImage on any resource: ImplicitDeny -> Allowed
}

package compare_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
)

// A repository policy as it was written, and as ECR returns it.
func ExampleEquivalent() {
	written := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[
		{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}`)
	returned := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":
		{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["ecr:GetDownloadUrlForLayer","ecr:BatchGetImage"]}}`)
	fmt.Println(compare.Equivalent(written, returned))
	// Output: true
}

func ExampleDiff() {
	before := iampolicy.ECSPull()
	after := iampolicy.NewDocument(
		iampolicy.Allow("ecr:GetAuthorizationToken").On("*"),
		iampolicy.Allow("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer").On("arn:aws:ecr:us-east-1:111122223333:repository/team/*"),
		iampolicy.Allow("ecr:BatchCheckLayerAvailability", "ecr:PutImage").On("*"),
	)
	for _, c := range compare.Diff(before, after) {
		fmt.Println(c)
	}
	// Output:
	// ecr:BatchGetImage, ecr:GetDownloadUrlForLayer on arn:aws:ecr:us-east-1:123456789012:repository/app, *: Allowed -> ImplicitDeny
	// ecr:PutImage on any resource: ImplicitDeny -> Allowed
}

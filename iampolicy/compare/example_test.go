package compare_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
)

// A repository policy as it was written, and as ECR returns it.
func ExampleEquivalent() {
	written := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[
		{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":"111122223333"},
		 "Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}`)
	returned := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":
		{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},
		 "Action":["ecr:GetDownloadUrlForLayer","ecr:BatchGetImage"]}}`)
	fmt.Println(compare.Equivalent(written, returned))
	// Output: true
}

func ExampleDiff() {
	before := iampolicy.ECSPull()
	after := iampolicy.NewDocument(
		iampolicy.Allow("ecr:GetAuthorizationToken").On("*"),
		iampolicy.Allow("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer").
			On("arn:aws:ecr:us-east-1:111122223333:repository/team/*"),
		iampolicy.Allow("ecr:BatchCheckLayerAvailability", "ecr:PutImage").On("*"),
	)
	for _, c := range compare.Diff(before, after) { // String says the same on one line
		fmt.Println(c.Actions, "on", c.Resources)
		fmt.Println(c.From, "->", c.To)
	}
	// Output:
	// [ecr:BatchGetImage ecr:GetDownloadUrlForLayer] on [arn:aws:ecr:us-east-1:123456789012:repository/app *]
	// Allowed -> ImplicitDeny
	// [ecr:PutImage] on [arn:aws:ecr:us-east-1:123456789012:repository/app *]
	// ImplicitDeny -> Allowed
}

// A change to the policy of a build role, as CI sees it before it is applied.
func ExampleAdded() {
	const team = "arn:aws:ecr:us-east-1:111122223333:repository/team/"
	before := iampolicy.NewDocument(iampolicy.Allow("ecr:BatchGetImage", "ecr:PutImage").On(team + "app"))
	after := iampolicy.NewDocument(iampolicy.Allow("ecr:BatchGetImage").On(team+"app", team+"base"))
	changes, known := compare.Added(before, after)
	for _, c := range changes {
		fmt.Println(c)
	}
	fmt.Println("all:", known)
	// Output:
	// ecr:BatchGetImage on arn:aws:ecr:us-east-1:111122223333:repository/team/base: ImplicitDeny -> Allowed
	// all: true
}

// May the holder of this policy delete an image of the production repositories?
func ExampleGrants() {
	d := iampolicy.NewDocument(
		iampolicy.Allow("ecr:Batch*").On("arn:aws:ecr:us-east-1:111122223333:repository/*"),
	)
	witness, granted, known := compare.Grants(d,
		[]string{"ecr:BatchDeleteImage", "ecr:DeleteRepository"},
		[]string{"arn:aws:ecr:*:111122223333:repository/prod/*"})
	fmt.Println(granted, known)
	fmt.Println(witness)
	// Output:
	// true true
	// ecr:BatchDeleteImage on arn:aws:ecr:us-east-1:111122223333:repository/prod/app: ImplicitDeny -> Allowed
}

package authz_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

func ExampleAccess_Check() {
	doc, err := iampolicy.Parse([]byte(`{"Version": "2012-10-17", "Statement": [
		{"Effect": "Allow", "Action": "ecr:BatchGetImage",
		 "Resource": "arn:aws:ecr:*:111122223333:repository/team/*"}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	policy, err := authz.Compile(doc)
	if err != nil {
		fmt.Println(err)
		return
	}
	image := ecrref.MustParse("111122223333.dkr.ecr.us-west-2.amazonaws.com/team/app:v1")
	role := authz.Request{Principal: "arn:aws:iam::111122223333:role/ecsTaskExecutionRole"}
	report := authz.Access{Identity: policy}.Check(role, authz.PullNeeds(image)...)
	fmt.Println(report.OK())
	fixes, ok := report.Fixes()
	for _, fix := range fixes {
		for _, s := range fix.Add.Statement.Items {
			fmt.Println(fix.Kind, s.Action.Items)
			fmt.Println("on", s.Resource.Items)
		}
	}
	if !ok { // no addition helps: these are in the way
		fmt.Println(report.Blockers())
	}
	// Output:
	// false
	// identity [ecr:GetAuthorizationToken]
	// on [*]
	// identity [ecr:GetDownloadUrlForLayer ecr:BatchCheckLayerAvailability]
	// on [arn:aws:ecr:us-west-2:111122223333:repository/team/app]
}

// ExampleAccess_Check_repository asks about images of two accounts at once. Each
// repository policy speaks of its own repository; images of the public gallery
// need no permission.
func ExampleAccess_Check_repository() {
	pull, err := authz.Compile(iampolicy.ECSPull())
	if err != nil {
		fmt.Println(err)
		return
	}
	share := iampolicy.Allow("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
	shared, err := authz.Compile(iampolicy.NewDocument(share.For(iampolicy.AWS("111122223333"))))
	if err != nil {
		fmt.Println(err)
		return
	}
	access := authz.Access{Identity: pull, Resource: []authz.ResourcePolicy{
		{On: "arn:aws:ecr:us-east-1:444455556666:repository/shared/app", Policy: shared},
	}}
	var needs []authz.Need
	for _, image := range []string{
		"444455556666.dkr.ecr.us-east-1.amazonaws.com/shared/app:v1",
		"444455556666.dkr.ecr.us-east-1.amazonaws.com/web:v1",
		"public.ecr.aws/nginx/nginx:1.27",
	} {
		ref, err := ecrref.Parse(image)
		if err != nil { // an image of another registry, which ECR's permissions say nothing about
			continue
		}
		needs = append(needs, authz.PullNeeds(ref)...) // none for the public gallery
	}
	role := authz.Request{Principal: "arn:aws:iam::111122223333:role/ecsTaskExecutionRole"}
	report := access.Check(role, needs...)
	for _, r := range report.Results {
		if r.Need.Level == authz.Required && r.Decision.Outcome != authz.Allowed {
			fmt.Println(r.Need.Action, "on", r.Need.Resource)
		}
	}
	// Output:
	// ecr:BatchGetImage on arn:aws:ecr:us-east-1:444455556666:repository/web
	// ecr:GetDownloadUrlForLayer on arn:aws:ecr:us-east-1:444455556666:repository/web
}

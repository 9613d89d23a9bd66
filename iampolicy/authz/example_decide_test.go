package authz_test

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

func ExamplePolicy_Decide() {
	pull, err := authz.Compile(iampolicy.ECSPull())
	if err != nil {
		fmt.Println(err)
		return
	}
	repository := "arn:aws:ecr:us-east-1:111122223333:repository/app"
	for _, action := range []string{"ecr:BatchGetImage", "ecr:PutImage"} {
		d := pull.Decide(authz.Request{Action: action, Resource: repository})
		fmt.Println(d.Outcome, d.Reasons)
	}
	// Output:
	// Allowed [policy, statement 0 allows it]
	// ImplicitDeny [policy: no statement allows the action]
}

// ExampleAccess_Decide_reasons shows what each statement lacks.
func ExampleAccess_Decide_reasons() {
	p, err := authz.Compile(iampolicy.MustParse(`{"Version": "2012-10-17", "Statement": [
		{"Sid": "Token", "Effect": "Allow", "Action": "ecr:GetAuthorizationToken",
		 "Resource": "arn:aws:ecr:us-east-1:111122223333:repository/app"},
		{"Sid": "Pull", "Effect": "Allow", "Action": "ecr:Batch*",
		 "Resource": "arn:aws:ecr:eu-west-1:111122223333:repository/app"},
		{"Sid": "FromVPC", "Effect": "Allow", "Action": "ecr:*",
		 "Resource": "arn:aws:ecr:*:*:repository/app",
		 "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"}}}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	role := authz.Access{Identity: p}
	for _, request := range []authz.Request{
		{Action: "ecr:GetAuthorizationToken", Resource: "*"},
		{Action: "ecr:BatchGetImage", Resource: "arn:aws:ecr:us-east-1:111122223333:repository/app"},
	} {
		request.Principal = "arn:aws:iam::111122223333:role/pull"
		for _, why := range role.Decide(request).Reasons { // String says the same in a sentence
			fmt.Println(why.SID, "wants", why.Want)
			fmt.Println("the request has", why.Got)
		}
	}
	// Output:
	// Token wants arn:aws:ecr:us-east-1:111122223333:repository/app
	// the request has *
	// FromVPC wants arn:aws:ecr:*:*:repository/app
	// the request has *
	// Pull wants arn:aws:ecr:eu-west-1:111122223333:repository/app
	// the request has arn:aws:ecr:us-east-1:111122223333:repository/app
	// FromVPC wants vpce-0a1b2c3d
	// the request has no value for the key
}

func ExampleAccess_Decide() {
	identity, _ := authz.Compile(iampolicy.ECSPull())
	boundary, _ := authz.Compile(iampolicy.NewDocument(
		iampolicy.Allow("*").On("*"),
		iampolicy.Deny("ecr:GetDownloadUrlForLayer").On("*").Named("VPCOnly").
			When("StringNotEquals", "aws:SourceVpc", "vpc-1"),
	))
	access := authz.Access{Identity: identity, Boundary: boundary}
	request := authz.Request{
		Principal: "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
		Action:    "ecr:GetDownloadUrlForLayer",
		Resource:  "arn:aws:ecr:us-east-1:111122223333:repository/app",
	}
	fmt.Println(access.Decide(request)) // the keys that are not given are absent

	request.OpenContext = true // the keys that are not given are unknown
	d := access.Decide(request)
	fmt.Println(d.Outcome, d.Missing)
	fmt.Println(d.Reasons[0])
	// Output:
	// {ExplicitDeny [permissions boundary, statement 1 (VPCOnly) denies it] []}
	// Undetermined [aws:SourceVpc]
	// permissions boundary, statement 1 (VPCOnly) hangs on what is not known: StringNotEquals aws:SourceVpc vpc-1
}

func ExampleReport_Fixes() {
	// The role may fetch a token and images, but in the wrong region; and the
	// repository, which is in another account, does not know the role.
	identity, _ := authz.Compile(iampolicy.NewDocument(
		iampolicy.Allow("ecr:GetAuthorizationToken").On("*"),
		iampolicy.Allow("ecr:Batch*", "ecr:GetDownloadUrlForLayer").
			On("arn:aws:ecr:eu-west-1:444455556666:repository/app"),
	))
	image := ecrref.MustParse("444455556666.dkr.ecr.us-east-1.amazonaws.com/app:v1")
	role := authz.Request{Principal: "arn:aws:iam::111122223333:role/ecsTaskExecutionRole"}

	report := authz.Access{Identity: identity}.Check(role, authz.PullNeeds(image)...)
	for _, need := range report.Missing() {
		fmt.Println("missing:", need.Action, need.Level)
	}
	fixes, ok := report.Fixes()
	fmt.Println(ok)
	for _, fix := range fixes {
		fmt.Println("for the", fix.Kind, "policy:")
		for _, s := range fix.Add.Statement.Items {
			fmt.Println(s.Principal.AWS.Items, s.Resource.Items)
			fmt.Println(s.Action.Items)
		}
	}
	// Output:
	// missing: ecr:BatchGetImage required
	// missing: ecr:GetDownloadUrlForLayer required
	// missing: ecr:BatchCheckLayerAvailability recommended
	// true
	// for the identity policy:
	// [] [arn:aws:ecr:us-east-1:444455556666:repository/app]
	// [ecr:BatchGetImage ecr:GetDownloadUrlForLayer ecr:BatchCheckLayerAvailability]
	// for the repository policy:
	// [arn:aws:iam::111122223333:role/ecsTaskExecutionRole] []
	// [ecr:BatchGetImage ecr:GetDownloadUrlForLayer ecr:BatchCheckLayerAvailability]
}

func ExampleReport_Blockers() {
	identity, _ := authz.Compile(iampolicy.ECSPull())
	guardrail, _ := authz.Compile(iampolicy.NewDocument(
		iampolicy.Allow("*").On("*"),
		iampolicy.Deny("ecr:GetDownloadUrlForLayer").On("*").Named("NoPresignedLayers"),
	))
	access := authz.Access{Identity: identity, SCP: []*authz.Policy{guardrail}}
	role := authz.Request{Principal: "arn:aws:iam::111122223333:role/ecsTaskExecutionRole"}
	image := ecrref.MustParse("111122223333.dkr.ecr.us-east-1.amazonaws.com/app:v1")
	report := access.Check(role, authz.PullNeeds(image)...)
	_, ok := report.Fixes()
	fmt.Println(ok)
	for _, why := range report.Blockers() {
		fmt.Println(why.Layer, why.Statement, why.SID, why.Effect)
		change, _, _ := strings.Cut(why.Change, "{") // statements follow
		fmt.Println(change)
	}
	// Output:
	// false
	// service control policy 1 NoPresignedLayers Deny
	// to spare this and nothing else write in its place
}

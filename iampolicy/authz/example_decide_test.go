package authz_test

import (
	"fmt"

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
	for _, why := range role.Decide(authz.Request{Principal: "arn:aws:iam::111122223333:role/pull", Action: "ecr:GetAuthorizationToken",
		Resource: "*"}).Reasons {
		fmt.Println(why)
	}
	for _, why := range role.Decide(authz.Request{Principal: "arn:aws:iam::111122223333:role/pull", Action: "ecr:BatchGetImage",
		Resource: "arn:aws:ecr:us-east-1:111122223333:repository/app"}).Reasons {
		fmt.Println(why)
	}
	// Output:
	// identity policy, statement 0 (Token): Resource arn:aws:ecr:us-east-1:111122223333:repository/app does not cover *: the action is about no single resource and needs Resource "*"
	// identity policy, statement 2 (FromVPC): Resource arn:aws:ecr:*:*:repository/app does not cover *: the action is about no single resource and needs Resource "*"
	// identity policy, statement 1 (Pull): Resource arn:aws:ecr:eu-west-1:111122223333:repository/app does not cover arn:aws:ecr:us-east-1:111122223333:repository/app: the region differs
	// identity policy, statement 2 (FromVPC): StringEquals aws:SourceVpce wants vpce-0a1b2c3d, the request has no value for the key
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
	fmt.Println(d.Outcome, d.Missing, d.Reasons)
	// Output:
	// {ExplicitDeny [permissions boundary, statement 1 (VPCOnly) denies it] []}
	// Undetermined [aws:SourceVpc] [permissions boundary, statement 1 (VPCOnly) hangs on what is not known: StringNotEquals aws:SourceVpc vpc-1]
}

func ExampleReport_Fixes() {
	// The role may fetch a token and images, but in the wrong region; and the
	// repository, which is in another account, does not know the role.
	identity, _ := authz.Compile(iampolicy.NewDocument(
		iampolicy.Allow("ecr:GetAuthorizationToken").On("*"),
		iampolicy.Allow("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability").
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
		fmt.Printf("%v: %s\n", fix.Kind, fix.Add.AppendJSON(nil))
	}
	// Output:
	// missing: ecr:BatchGetImage required
	// missing: ecr:GetDownloadUrlForLayer required
	// missing: ecr:BatchCheckLayerAvailability recommended
	// true
	// identity: {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:BatchCheckLayerAvailability"],"Resource":"arn:aws:ecr:us-east-1:444455556666:repository/app"}]}
	// repository: {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/ecsTaskExecutionRole"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:BatchCheckLayerAvailability"]}]}
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
	fmt.Println(ok, report.Blockers())
	// Output:
	// false [service control policy, statement 1 (NoPresignedLayers) denies it; to spare this and nothing else write in its place {"Sid":"NoPresignedLayers","Effect":"Deny","Action":"ecr:GetDownloadUrlForLayer","Resource":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/ecsTaskExecutionRole"}}}, {"Effect":"Deny","Action":"ecr:GetDownloadUrlForLayer","NotResource":"arn:aws:ecr:us-east-1:111122223333:repository/app"}]
}

package authz_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// From the text of a role's policy to the text that lets it pull.
func ExampleFix() {
	text := []byte(`{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"}
]}`)
	doc, err := iampolicy.Parse(text)
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
	fixes, ok := report.Fixes()
	if !ok { // no addition helps: these are in the way
		fmt.Println(report.Blockers())
		return
	}
	for _, fix := range fixes { // here all of them are of Kind KindIdentity: for the role
		for _, s := range fix.Add.Statement.Items {
			if text, err = iampolicy.AddStatement(text, s); err != nil {
				fmt.Println(err)
				return
			}
		}
	}
	fmt.Printf("%s\n", text)
	// Output:
	// {"Version": "2012-10-17", "Statement": [
	//   {"Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"},
	//   {"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:BatchCheckLayerAvailability"],"Resource":"arn:aws:ecr:us-west-2:111122223333:repository/team/app"}
	// ]}
}

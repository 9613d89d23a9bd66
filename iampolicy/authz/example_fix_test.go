package authz_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// A fix is a document: add its statements to the text of the policy, which keeps
// every other byte, and ask again.
func ExampleFix() {
	text := []byte(`{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], "Resource": "*"}
  ]
}`)
	image := ecrref.MustParse("111122223333.dkr.ecr.us-east-1.amazonaws.com/app:v1")
	role := authz.Request{Principal: "arn:aws:iam::111122223333:role/ecsTaskExecutionRole"}
	check := func() authz.Report {
		policy, err := authz.Compile(iampolicy.MustParse(string(text)))
		if err != nil {
			panic(err)
		}
		return authz.Access{Identity: policy}.Check(role, authz.PullNeeds(image)...)
	}

	fixes, _ := check().Fixes()
	for _, fix := range fixes {
		for _, s := range fix.Add.Statement.Items {
			if after, err := iampolicy.AddStatement(text, s); err == nil && fix.Kind == iampolicy.KindIdentity {
				text = after
			}
		}
	}
	fmt.Printf("%s\n", text)
	fmt.Println(check().OK())
	// Output:
	// {
	//   "Version": "2012-10-17",
	//   "Statement": [
	//     {"Effect": "Allow", "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], "Resource": "*"},
	//     {"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},
	//     {"Effect":"Allow","Action":"ecr:BatchCheckLayerAvailability","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/app"}
	//   ]
	// }
	// true
}

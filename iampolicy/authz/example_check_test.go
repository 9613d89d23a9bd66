package authz_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

func ExampleAccess_Check() {
	doc, err := iampolicy.Parse([]byte(`{"Version": "2012-10-17", "Statement": [
		{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "arn:aws:ecr:*:111122223333:repository/team/*"}]}`))
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
	fixes, _ := report.Fixes()
	for _, fix := range fixes {
		fmt.Println(fix.Kind, fix.Add)
	}
	// Output:
	// false
	// identity {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},{"Effect":"Allow","Action":["ecr:GetDownloadUrlForLayer","ecr:BatchCheckLayerAvailability"],"Resource":"arn:aws:ecr:us-west-2:111122223333:repository/team/app"}]}
}

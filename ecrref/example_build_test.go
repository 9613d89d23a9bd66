package ecrref_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

func ExampleParseRepository() {
	r, err := ecrref.ParseRepository("123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app")
	fmt.Println(r.Name(), err)
	arn, _ := r.ARN()
	fmt.Println(arn)
	_, err = ecrref.ParseRepository("123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1")
	fmt.Println(err.(*ecrref.ParseError).Msg)
	// Output:
	// team/app <nil>
	// arn:aws:ecr:us-east-1:123456789012:repository/team/app
	// a repository has no tag and no digest
}

func ExamplePublicRegistry() {
	nginx, err := ecrref.PublicRegistry().Repository("nginx/nginx")
	fmt.Println(nginx, err)
	fmt.Println(nginx.Alias(), nginx.Name())
	// Output:
	// public.ecr.aws/nginx/nginx <nil>
	// nginx nginx
}

// The same image, by another host.
func ExampleRef_WithFIPS() {
	ref := ecrref.MustParse("123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1")
	fmt.Println(ref.WithFIPS(true))
	fmt.Println(ref.WithDualStack(true))
	// Output:
	// 123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/app:v1 <nil>
	// 123456789012.dkr-ecr.us-east-1.on.aws/app:v1 <nil>
}

// The same region of another account, by the FIPS host.
func ExampleRegistry_WithAccountID() {
	g, _ := ecrref.PrivateRegistry("123456789012", "us-gov-west-1")
	other, err := g.WithAccountID("111122223333")
	fmt.Println(other, err)
	fmt.Println(other.WithFIPS(true))
	// Output:
	// 111122223333.dkr.ecr.us-gov-west-1.amazonaws.com <nil>
	// 111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com <nil>
}

func ExamplePartitions() {
	for p := range ecrref.Partitions() {
		fmt.Println(p.ID, p.Suffix)
	}
	// Output:
	// aws amazonaws.com
	// aws-cn amazonaws.com.cn
	// aws-eusc amazonaws.eu
	// aws-iso c2s.ic.gov
	// aws-iso-b sc2s.sgov.gov
	// aws-iso-e cloud.adc-e.uk
	// aws-iso-f csp.hci.ic.gov
	// aws-us-gov amazonaws.com
}

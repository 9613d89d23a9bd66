package ecrref_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

func ExampleParse() {
	ref, err := ecrref.Parse("123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app:v1.2.0")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(ref.Registry().AccountID(), ref.Registry().Region(), ref.Repository().Name(), ref.Tag())
	// Output: 123456789012 us-west-2 team/app v1.2.0
}

func ExampleParse_public() {
	ref := ecrref.MustParse("public.ecr.aws/docker/library/alpine:3.22")
	fmt.Println(ref.Registry().Kind(), ref.Repository().Alias(), ref.Repository().Name())
	// Output: public docker library/alpine
}

func ExampleParseError() {
	_, err := ecrref.Parse("123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:v1")
	var e *ecrref.ParseError
	if errors.As(err, &e) {
		fmt.Println(e.Input)
		fmt.Println(strings.Repeat(" ", e.Offset) + "^ " + e.Msg)
		fmt.Println(e.Hint)
	}
	// Output:
	// 123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:v1
	//                                              ^ the host suffix for cn-north-1 is amazonaws.com.cn
	// write 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app:v1
}

func ExampleParseAny() {
	for _, s := range []string{
		"https://123456789012.DKR.ECR.us-west-2.amazonaws.com/app:v1",
		"arn:aws-cn:ecr:cn-north-1:123456789012:repository/team/app",
		"ecr.aws/arn:aws:ecr:us-west-2:123456789012:repository/app:v1",
		"nginx:latest",
	} {
		ref, err := ecrref.ParseAny(s)
		var e *ecrref.ParseError
		if errors.As(err, &e) {
			fmt.Println(e.Msg, e.NotECR)
			continue
		}
		fmt.Println(ref)
	}
	// Output:
	// 123456789012.dkr.ecr.us-west-2.amazonaws.com/app:v1
	// 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app
	// 123456789012.dkr.ecr.us-west-2.amazonaws.com/app:v1
	// "nginx" is not the host of an ECR registry true
}

func ExampleParseARN() {
	repo, err := ecrref.ParseARN("arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/team/app")
	fmt.Println(repo, err)
	arn, ok := repo.ARN()
	fmt.Println(arn, ok)
	// Output:
	// 123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/team/app <nil>
	// arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/team/app true
}

func ExampleParseRegistry() {
	reg, err := ecrref.ParseRegistry("123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu")
	fmt.Println(reg.AccountID(), reg.Region(), reg.Partition(), err)
	// Output: 123456789012 eusc-de-east-1 aws-eusc <nil>
}

func ExampleParseRegistryAny() {
	// the proxyEndpoint that GetAuthorizationToken returns
	reg, err := ecrref.ParseRegistryAny("https://123456789012.dkr.ecr.us-west-2.amazonaws.com")
	fmt.Println(reg, err)
	// Output: 123456789012.dkr.ecr.us-west-2.amazonaws.com <nil>
}

func ExamplePrivateRegistry() {
	reg, err := ecrref.PrivateRegistry("123456789012", "cn-north-1")
	if err != nil {
		fmt.Println(err)
		return
	}
	repo, err := reg.Repository("team/app")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(repo.WithTag("v1"))
	// Output: 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app:v1 <nil>
}

func ExampleRef_WithRegistry() {
	ref := ecrref.MustParse("123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app:v1")
	reg, err := ref.Registry().WithRegion("eu-central-1")
	if err == nil {
		reg, err = reg.WithDualStack(true)
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(ref.WithRegistry(reg))
	// Output: 123456789012.dkr-ecr.eu-central-1.on.aws/team/app:v1 <nil>
}

func ExampleRef_WithDigest() {
	ref := ecrref.MustParse("public.ecr.aws/nginx/nginx:1.29")
	digest := "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	pinned, err := ref.WithDigest(digest)
	fmt.Println(pinned.Tag(), err)
	fmt.Println(pinned.Digest())
	fmt.Println(pinned.WithoutDigest() == ref)
	// Output:
	// 1.29 <nil>
	// sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
	// true
}

func ExampleRef_CheckECS() {
	name := strings.Repeat("a", 240)
	ref := ecrref.MustParse("123456789012.dkr.ecr.us-west-2.amazonaws.com/" + name + ":v1")
	var e *ecrref.ParseError
	fmt.Println(errors.As(ref.CheckECS(), &e), e.Msg)
	// Output: true ECS takes at most 255 characters, not counting a digest
}

func ExampleRef_UnmarshalText() {
	var task struct{ Image ecrref.Ref }
	text := `{"Image": "123456789012.dkr.ecr.us-west-2.amazonaws.com/app:v1"}`
	err := json.Unmarshal([]byte(text), &task)
	fmt.Println(task.Image.Tag(), err)
	// Output: v1 <nil>
}

func ExampleLookupRegion() {
	fmt.Println(ecrref.LookupRegion("us-gov-west-1"))
	fmt.Println(ecrref.LookupRegion("us-west-9"))
	// Output:
	// {us-gov-west-1 aws-us-gov true} true
	// {  false} false
}

package agentver_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

func ExampleParse() {
	v, err := agentver.Parse("1.7.0")
	fmt.Println(v, err)
	_, err = agentver.Parse("1.7")
	fmt.Println(err)
	// Output:
	// 1.7.0 <nil>
	// agentver.Parse "1.7": three numbers are needed at byte 3; write 1.7.0 if that is what is meant
}

func ExampleVersion_Compare() {
	fmt.Println(agentver.MustParse("1.9.0").Compare(agentver.MustParse("1.10.0")))
	fmt.Println(agentver.MustParse("1.14.0-1.windows.1").Compare(agentver.MustParse("1.14.0")))
	// Output:
	// -1
	// -1
}

func ExampleFeature_Check() {
	pull, _ := agentver.LookupFeature(agentver.ECRPull)
	fmt.Println(pull.Check(agentver.MustParse("1.6.0"), agentver.Linux))
	fmt.Println(pull.Check(agentver.MustParse("1.105.1"), agentver.Linux))
	fmt.Println(pull.Check(agentver.Version{}, agentver.Linux)) // nobody reported a version
	// Output:
	// too old
	// supported
	// unknown
}

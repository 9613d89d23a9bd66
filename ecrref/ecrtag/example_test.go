package ecrtag_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/ecrref/ecrtag"
)

func ExampleCheckFilters() {
	fmt.Println(ecrtag.CheckFilters("latest", "dev-*"))
	fmt.Println(ecrtag.CheckFilters("*-*-*"))
	// Output:
	// <nil>
	// ecrtag.CheckFilters "*-*-*": a tag filter has at most two *
}

// The tag of a signature names the image that is signed.
func ExampleCutReferrers() {
	tag := "sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.sig"
	digest, suffix, ok := ecrtag.CutReferrers(tag)
	fmt.Println(digest, suffix, ok)
	_, _, ok = ecrtag.CutReferrers("v1.2")
	fmt.Println(ok)
	// Output:
	// sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 .sig true
	// false
}

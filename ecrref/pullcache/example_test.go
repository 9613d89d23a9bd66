package pullcache_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/ecrref/pullcache"
)

func ExampleDefaultPrefix() {
	fmt.Println(pullcache.DefaultPrefix("registry-1.docker.io"))
	fmt.Println(pullcache.DefaultPrefix("quay.io"))
	// Output:
	// docker-hub true
	// quay true
}

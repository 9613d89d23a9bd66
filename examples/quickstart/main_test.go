package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func Example_main() {
	main()
	// Output:
	// image:      team/app in us-east-1
	// permission: 0 missing
	// agent:      1.101.0 is supported
}

func TestShort(t *testing.T) {
	src, err := os.ReadFile("main.go")
	require.NoError(t, err)
	require.Less(t, strings.Count(string(src), "\n"), 60)
}

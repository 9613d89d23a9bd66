package main

import (
	"context"
	_ "embed"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The terms of ecrkit, and those of Go, which stand in for a file that a distribution
// may have put elsewhere.
var (
	//go:embed license/ecrkit.txt
	ecrkitLicense string
	//go:embed license/go.txt
	goLicense string
)

// licenses are the terms of all that the page is made of. Whoever puts it on a host
// passes on ecrkit and parts of the Go distribution that built it, and the terms of both
// have to go with them.
func licenses(ctx context.Context) []byte {
	ofGo := goLicense
	if root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output(); err == nil {
		if text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "LICENSE")); err == nil {
			ofGo = string(text)
		}
	}
	return []byte("This page is made of ecrkit, https://github.com/seed-293f0d42/ecrkit, under the terms that come first, and of\n" +
		"the runtime, the standard library and wasm_exec.js of Go, https://go.dev, under those that come second.\n\n" +
		"---- ecrkit: all files but wasm_exec.js ----\n\n" + strings.Trim(ecrkitLicense, "\n") +
		"\n\n---- Go: wasm_exec.js, and parts of ecrkit.wasm.gz ----\n\n" + strings.Trim(ofGo, "\n") + "\n")
}

package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
)

const (
	module      = "github.com/seed-293f0d42/ecrkit/examples"
	wasmPackage = module + "/web/wasm"
)

// buildWasm builds the part of the page that is WebAssembly, compressed.
func buildWasm(ctx context.Context) ([]byte, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, errors.New("the page is built with the go command, and there is none in PATH: " +
			"install Go 1.24 or later from https://go.dev/dl")
	}
	dir, err := os.MkdirTemp("", "ecrkit-web-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if !isReachable(ctx) {
		if err := writeModule(dir); err != nil {
			return nil, err
		}
	}
	file := filepath.Join(dir, "page.wasm")
	if err := build(ctx, moduleDir(dir), file); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return compressed(data)
}

// isReachable reports whether the working directory is in a module or workspace that
// has the source, as a clone of the repository is.
func isReachable(ctx context.Context) bool {
	cmd := exec.CommandContext(ctx, "go", "list", "-f", "{{.ImportPath}}", wasmPackage)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	return cmd.Run() == nil
}

// writeModule writes a module that requires the version of which this program is, so
// that the go command finds the source where it has found that of the program.
func writeModule(dir string) error {
	info, ok := debug.ReadBuildInfo()
	if !ok || !strings.HasPrefix(info.Main.Version, "v") {
		return errors.New("the source of the page is not here: run web in a clone of the repository, " +
			"or install a released version with go install " + module + "/web@latest")
	}
	text := fmt.Sprintf("module page\n\ngo 1.24\n\nrequire %s %s\n", module, info.Main.Version)
	return os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o600)
}

// moduleDir is where to run the go command: in the module that writeModule wrote, or
// where the program runs.
func moduleDir(dir string) string {
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		return dir
	}
	return ""
}

// build calls the go command. Without inlining the packages of ecrkit are smaller, and
// fast enough for what a person types.
func build(ctx context.Context, dir, file string) error {
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-gcflags=github.com/seed-293f0d42/ecrkit/...=-l", "-o", file}
	if dir != "" {
		args = append(args, "-mod=mod")
	}
	cmd := exec.CommandContext(ctx, "go", append(args, wasmPackage)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if dir != "" {
		cmd.Env = append(cmd.Env, "GOWORK=off")
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		hint := ""
		if dir != "" {
			hint = "\nIt was to be built from the released version of this program; in a clone of the repository it is built from what is there."
		}
		return fmt.Errorf("the page could not be built: %w\n%s%s", err, bytes.TrimSpace(out), hint)
	}
	return nil
}

func compressed(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close() // before Bytes: it writes the end
	return b.Bytes(), err
}

// wasmExec returns the script of the Go distribution that runs such a program. It
// belongs to the compiler that built it, so it is not kept in the repository.
func wasmExec(ctx context.Context) ([]byte, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	file := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js")
	script, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%w: Go 1.24 or later has it; your distribution may have a package of its own for it", err)
	}
	return script, nil
}

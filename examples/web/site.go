package main

import (
	"context"
	"embed"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

//go:embed page
var page embed.FS

// site is every file of the page by its name. They lie side by side, and refer to each
// other by name alone, so that they work below any path of any host.
type site map[string][]byte

// pageFiles are those that are written by hand.
var pageFiles = []string{"index.html", "page.css", "page.js"}

func newSite(ctx context.Context) (site, error) {
	s := site{}
	for _, name := range pageFiles {
		data, err := page.ReadFile("page/" + name)
		if err != nil {
			return nil, err
		}
		s[name] = data
	}
	s["LICENSE.txt"] = licenses(ctx)
	var err error
	if s["wasm_exec.js"], err = wasmExec(ctx); err != nil {
		return nil, err
	}
	s["ecrkit.wasm.gz"], err = buildWasm(ctx)
	return s, err
}

// write writes the files into a folder, and makes it if it is not there.
func (s site) write(dir string, stdout io.Writer) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(s)) {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, s[name], 0o644); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "%s  %d bytes\n", file, len(s[name]))
	}
	return nil
}

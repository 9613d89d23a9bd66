package main

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every explained change is one that the package has, and has a reason.
func TestSurvivors(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	for _, root := range []string{"ecrref", "iampolicy", "agentver", "internal"} {
		require.NoError(t, filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if strings.HasSuffix(path, page) {
				testSurvivors(t, "./"+strings.TrimSuffix(path, "/"+page))
			}
			return err
		}))
	}
}

func testSurvivors(t *testing.T, path string) {
	p := load(path)
	mutants, _ := p.rewrite(regexp.MustCompile(""))
	known := map[string]bool{}
	for _, m := range mutants {
		known[m.String()] = true
	}
	list := p.explained()
	if len(list) == 0 {
		t.Errorf("%s: %s lists nothing", path, page)
	}
	for change, reason := range list {
		if !known[change] {
			t.Errorf("%s: no such change: %s", path, change)
		}
		if len(reason) < 10 {
			t.Errorf("%s: no reason: %s: %q", path, change, reason)
		}
	}
}

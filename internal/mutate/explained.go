package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// page is the file of a package that lists the changes which no test can notice,
// each as "- `FILE` `FUNCTION`: `WAS` → `IS`: reason". An item may take several lines.
const page = "testdata/survivors.md"

// explained reads the list of a package: each change, as String names it, with the reason.
// A package without one explains nothing.
func (p *goPackage) explained() map[string]string {
	text, err := os.ReadFile(filepath.Join(p.Dir, page))
	if !errors.Is(err, fs.ErrNotExist) {
		check(err)
	}
	list := map[string]string{}
	for i, item := range strings.Split("\n"+string(text), "\n- ") {
		if i == 0 { // what stands before the list
			continue
		}
		item, _, _ = strings.Cut(item, "\n\n")
		change, reason := cutReason(strings.Join(strings.Fields(item), " "))
		list[change] = reason
	}
	return list
}

// cutReason takes the reason off an item. The change ends with code between backquotes, or with "left out".
func cutReason(item string) (change, reason string) {
	arrow := strings.Index(item, "` → ")
	if arrow < 0 {
		return item, ""
	}
	end := arrow + len("` → ")
	mark := "left out: "
	if strings.HasPrefix(item[end:], "`") {
		mark = "`: "
	}
	i := strings.Index(item[end:], mark)
	if i < 0 {
		return item, ""
	}
	end += i + len(mark)
	return item[:end-len(": ")], item[end:]
}

package report

import (
	"path/filepath"
	"strings"
)

// relative is a path as seen from the working directory, which in a workflow is
// the root of the repository. What is not below it keeps its path.
func relative(file string) string {
	if filepath.IsAbs(file) {
		if here, err := filepath.Abs("."); err == nil {
			if rel, err := filepath.Rel(here, file); err == nil && !strings.HasPrefix(rel, "..") {
				file = rel
			}
		}
	}
	return filepath.ToSlash(filepath.Clean(file))
}

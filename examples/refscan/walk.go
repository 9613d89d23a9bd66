package main

import (
	"io/fs"
	"os"
	"path/filepath"
)

// path searches what an argument names: standard input, a file or a tree. A
// symbolic link is followed here, and nowhere else.
func (s *scan) path(path string) {
	if path == "-" {
		s.stream("-", s.stdin)
		return
	}
	switch info, err := os.Stat(path); {
	case err != nil:
		s.fail(err)
	case info.IsDir():
		s.tree(path)
	default:
		s.file(path)
	}
}

// tree searches the regular files below root. The separator at its end makes
// WalkDir look behind a link.
func (s *scan) tree(root string) {
	top := root + string(filepath.Separator)
	_ = filepath.WalkDir(top, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			s.fail(err)
		case e.IsDir() && e.Name() == ".git" && path != top:
			return filepath.SkipDir
		case e.Type().IsRegular():
			s.file(path)
		}
		return nil // one unreadable place does not end the scan
	})
}

func (s *scan) file(name string) {
	f, err := os.Open(name)
	if err != nil {
		s.fail(err)
		return
	}
	defer f.Close()
	s.stream(name, f)
}

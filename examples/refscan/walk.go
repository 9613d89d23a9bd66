package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// walk names the files of all paths, in order.
func (s *scan) walk() {
	s.next = newTask(s)
	for _, path := range s.paths {
		s.path(path)
	}
	s.send()
	close(s.search)
	close(s.order)
}

// path names what an argument stands for: standard input, a file or the files
// of a tree. A symbolic link is followed here, and nowhere else.
func (s *scan) path(path string) {
	if path == "-" {
		s.file(path)
		return
	}
	switch info, err := os.Stat(path); {
	case err != nil:
		s.unreadable(missing(path, err))
	case info.IsDir():
		s.tree(path)
	default:
		s.file(path)
	}
}

// missing adds to the error of a path that is not there what may be meant.
func missing(path string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return cli.NotFound(path, err, nil)
}

// tree names the regular files below root. The separator at its end makes
// WalkDir look behind a link.
func (s *scan) tree(root string) {
	top := root + string(filepath.Separator)
	_ = filepath.WalkDir(top, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			s.unreadable(err)
		case e.IsDir() && e.Name() == ".git" && path != top:
			return filepath.SkipDir
		case e.Type().IsRegular():
			s.file(path)
		}
		return nil // one unreadable place does not end the scan
	})
}

// batch is how many files a task holds: handing over one small file costs as
// much as searching it.
const batch = 32

// file hands a file to the workers.
func (s *scan) file(name string) {
	s.next.names = append(s.next.names, name)
	if len(s.next.names) == batch {
		s.send()
	}
}

func (s *scan) send() {
	s.order <- s.next
	s.search <- s.next
	s.next = newTask(s)
}

func (s *scan) unreadable(err error) {
	s.next.errs = append(s.next.errs, err)
}

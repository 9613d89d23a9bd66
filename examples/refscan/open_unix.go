//go:build unix

package main

import (
	"io"
	"io/fs"
	"syscall"
)

// file is an open file. An os.File tries first whether it can be waited for,
// which costs as much as reading a small file does.
type file int

func open(name string) (io.ReadCloser, error) {
	fd, err := retry(func() (int, error) { return syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC, 0) })
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return file(fd), nil
}

func (f file) Read(p []byte) (int, error) {
	n, err := retry(func() (int, error) { return syscall.Read(int(f), p) })
	switch {
	case err != nil:
		return 0, err
	case n == 0 && len(p) > 0:
		return 0, io.EOF
	}
	return n, nil
}

func (f file) Close() error { return syscall.Close(int(f)) }

// retry calls again what a signal has interrupted.
func retry(call func() (int, error)) (int, error) {
	for {
		if n, err := call(); err != syscall.EINTR {
			return n, err
		}
	}
}

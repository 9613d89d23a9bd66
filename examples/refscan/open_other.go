//go:build !unix

package main

import (
	"io"
	"os"
)

func open(name string) (io.ReadCloser, error) { return os.Open(name) }

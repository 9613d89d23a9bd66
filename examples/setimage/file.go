package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// name is what messages call the file.
func (o options) name() string {
	if o.file == "-" {
		return "standard input"
	}
	return cli.Printable(o.file)
}

func (o options) read(stdin io.Reader) ([]byte, error) {
	in := cli.Input{Stdin: stdin}
	_, data, err := in.Read(o.file)
	return data, err
}

func (o options) write(old, data []byte, stdout io.Writer) error {
	switch {
	case !o.inPlace:
		_, err := stdout.Write(data)
		return err
	case bytes.Equal(old, data):
		return nil
	}
	return overwrite(o.file, old, data)
}

// overwrite writes into the file that is there, so that its owner, its mode and
// its links, hard and symbolic, stay. It puts the old contents back where the
// new ones cannot be written whole.
func overwrite(name string, old, data []byte) error {
	if err := checkWritable(name); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	if err = contents(f, data); err != nil {
		return errors.Join(err, contents(f, old))
	}
	return f.Close()
}

// checkWritable refuses a file that is marked as read-only, also to root, whom
// the system lets through.
func checkWritable(name string) error {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("-w: %s is no regular file", cli.Printable(name))
	case info.Mode().Perm()&0o222 == 0:
		return fmt.Errorf("-w: %s is read-only: make it writable, or leave -w out", cli.Printable(name))
	}
	return nil
}

// contents makes data the contents of f.
func contents(f *os.File, data []byte) error {
	if _, err := f.WriteAt(data, 0); err != nil {
		return err
	}
	return f.Truncate(int64(len(data)))
}

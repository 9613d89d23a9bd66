package main

import (
	"io"
	"os"
	"path/filepath"

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
	if o.file == "-" {
		return io.ReadAll(stdin)
	}
	return os.ReadFile(o.file)
}

func (o options) write(data []byte, changed bool, stdout io.Writer) error {
	if !o.inPlace {
		_, err := stdout.Write(data)
		return err
	}
	if !changed {
		return nil
	}
	return replaceFile(o.file, data)
}

// replaceFile writes beside the file and renames, so that a reader sees the old
// or the new one whole. It keeps the mode, and a symbolic link stays a link.
func replaceFile(name string, data []byte) error {
	name, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(name), ".setimage-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(data)
	if err := firstError(err, temp.Chmod(info.Mode().Perm()), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), name)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

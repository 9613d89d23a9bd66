package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
)

// Input reads the files that arguments name; "-" is standard input, once.
type Input struct {
	Stdin    io.Reader
	ReadFile func(name string) ([]byte, error) // nil is os.ReadFile
	Known    iter.Seq[string]                  // what a name can be beside a file, for "did you mean"; nil is nothing
	used     bool
}

// ErrTwoStdins is the error for a second "-" among the arguments.
var ErrTwoStdins = errors.New("- stands for standard input and can be given once")

// Read returns the contents of a file, and the name by which messages call it. A
// file without contents is an error.
func (in *Input) Read(name string) (shown string, data []byte, err error) {
	if name == "-" {
		shown = "stdin"
		data, err = in.readStdin()
	} else {
		shown = Printable(name)
		data, err = in.readFile(name)
	}
	if err == nil && len(bytes.TrimSpace(data)) == 0 {
		err = fmt.Errorf("%s is empty", shown)
	}
	return shown, data, err
}

func (in *Input) readStdin() ([]byte, error) {
	if in.used {
		return nil, ErrTwoStdins
	}
	in.used = true
	return io.ReadAll(in.Stdin)
}

func (in *Input) readFile(name string) ([]byte, error) {
	read := os.ReadFile
	if in.ReadFile != nil {
		read = in.ReadFile
	}
	data, err := read(name)
	if errors.Is(err, fs.ErrNotExist) {
		err = NotFound(name, err, in.Known)
	}
	return data, err
}

// NotFound adds to the error of a file that is not there what was probably
// meant: a file beside it, or one of the known names, which may be nil.
func NotFound(name string, err error, known iter.Seq[string]) error {
	dir, base := filepath.Split(name)
	entries, _ := os.ReadDir(filepath.Clean(dir + "."))
	names := map[string]bool{}
	for _, e := range entries {
		names[e.Name()] = true
	}
	meant := didYouMean(dir, base, maps.Keys(names))
	if meant == "" && known != nil {
		meant = DidYouMean(name, known)
	}
	if meant == "" {
		return err
	}
	return fmt.Errorf("%w%s", err, meant)
}

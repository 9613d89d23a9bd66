// Package cli holds what the command lines of the programs have in common.
package cli

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// Exit codes of every program.
const (
	OK        = 0
	Found     = 1 // something will fail
	Usage     = 2 // wrong flag or unreadable input
	Undecided = 3
)

// Help returns the text of -h: what the program is for, and its flags.
func Help(head string, fs *flag.FlagSet) string {
	var b strings.Builder
	b.WriteString(head)
	fs.VisitAll(func(f *flag.Flag) {
		name, text := flag.UnquoteUsage(f)
		fmt.Fprintf(&b, "  %s\n        %s\n", strings.TrimSpace("-"+f.Name+" "+name), strings.ReplaceAll(text, "\n", "\n        "))
	})
	return b.String()
}

// Input reads the files that arguments name; "-" is standard input, once.
type Input struct {
	Stdin    io.Reader
	ReadFile func(name string) ([]byte, error) // nil is os.ReadFile
	used     bool
}

// Read returns the contents of a file, and the name by which messages call it.
func (in *Input) Read(name string) (shown string, data []byte, err error) {
	if name != "-" {
		read := os.ReadFile
		if in.ReadFile != nil {
			read = in.ReadFile
		}
		data, err = read(name)
		return Printable(name), data, err
	}
	if in.used {
		return "", nil, fmt.Errorf("- stands for standard input and can be given once")
	}
	in.used = true
	data, err = io.ReadAll(in.Stdin)
	return "stdin", data, err
}

// Paint colours text for a terminal; the zero Paint leaves text alone.
type Paint bool

// Colours of a Paint.
const (
	Red    = "31"
	Green  = "32"
	Yellow = "33"
	Dim    = "2"
)

// PaintFor paints when w is a terminal that knows colours and NO_COLOR is not set.
func PaintFor(w io.Writer) Paint {
	return Paint(IsTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb")
}

// IsTerminal reports whether a person watches w.
func IsTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// In returns text in a colour.
func (p Paint) In(colour, text string) string {
	if !p {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

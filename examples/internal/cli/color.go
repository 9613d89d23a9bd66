package cli

import (
	"errors"
	"flag"
	"io"
	"os"
)

// Color is the value of -color. The zero Color is auto: colours for a terminal
// that shows them, unless NO_COLOR is set.
type Color string

// AddTo adds the flag -color.
func (c *Color) AddTo(fs *flag.FlagSet) {
	fs.Var(c, "color", "`WHEN` to use colours: auto (on a terminal, unless NO_COLOR is set), always or never")
}

func (c *Color) String() string { return string(*c) }

// Set takes auto, always or never.
func (c *Color) Set(s string) error {
	switch s {
	case "auto", "always", "never":
		*c = Color(s)
		return nil
	}
	return errors.New("write auto, always or never")
}

// For returns the Paint for a writer.
func (c Color) For(w io.Writer) Paint {
	switch c {
	case "always":
		return true
	case "never":
		return false
	}
	return Paint(IsTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb")
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

// In returns text in a colour.
func (p Paint) In(colour, text string) string {
	if !p {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

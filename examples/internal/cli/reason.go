package cli

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/hint"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// Reason is the text of an error for somebody at a command line: what the
// library found wrong stands there with what to write instead, without the name
// of the Go function and the offset in its input. The name of a file is shown
// without what would drive a terminal, or a password should it be an image. What
// other errors add around it, such as the place in a file, stays. The Reason of
// nil is "".
func Reason(err error) string {
	if err == nil {
		return ""
	}
	if reason, ok := ofKnown(err); ok {
		return reason
	}
	text := err.Error()
	for _, inner := range wrapped(err) {
		text = strings.Replace(text, inner.Error(), Reason(inner), 1)
	}
	return text
}

// ofKnown words the typed errors of the three packages, and those about files.
func ofKnown(err error) (string, bool) {
	switch e := err.(type) {
	case *ecrref.ParseError:
		return join(e.Msg, "; ", hint.Plain(e.Hint)), true
	case *agentver.ParseError:
		return join(e.Msg, "; ", hint.Plain(e.Hint)), true
	case *iampolicy.ParseError:
		return join(e.Pointer, ": ", join(e.Msg, "; ", hint.Plain(e.Hint))), true
	case *fs.PathError:
		return shownPath(e.Path) + fileReason(e), true
	}
	return "", false
}

// fileReason says what is wrong with a file, behind its name.
func fileReason(e *fs.PathError) string {
	switch {
	case errors.Is(e, fs.ErrNotExist):
		return ": no such file"
	case errors.Is(e, syscall.EISDIR):
		return " is a directory, not a file"
	}
	return ": " + e.Err.Error()
}

// shownPath is the name of a file, or of an image that was taken for one: a
// password has its user before it, and node_modules/@scope has none.
func shownPath(path string) string {
	if user, _, ok := strings.Cut(path, "@"); ok && strings.Contains(user, ":") {
		path = Redact(path)
	}
	return Printable(path)
}

// wrapped returns the errors right below err.
func wrapped(err error) []error {
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		return e.Unwrap()
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			return []error{inner}
		}
	}
	return nil
}

// join puts a separator between two texts where both are there.
func join(a, separator, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + separator + b
}

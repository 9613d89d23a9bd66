// Package awsfile reads the files that people hold their AWS configuration in:
// task definitions in every shape that tools print, policies, account details
// and container instances. It knows shapes and places; what they mean for a
// pull is for the programs.
package awsfile

import (
	"bytes"
	"fmt"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// File is a document with the name that messages call it by.
type File struct {
	Name string
	Data []byte
	Root *tree.Node
}

// Parse reads a JSON or YAML document. Errors begin with the name.
func Parse(name string, data []byte) (File, error) {
	root, err := tree.Parse(data)
	if err == nil {
		return File{Name: name, Data: data, Root: root}, nil
	}
	if what := nameOf(unreadable, source{name: name, text: string(data), err: err}); what != "" {
		return File{}, fmt.Errorf("%s: %w; %s", name, err, what)
	}
	return File{}, fmt.Errorf("%s: %w", name, err)
}

// IsJSON reports whether the file is JSON, and not YAML.
func (f File) IsJSON() bool {
	text := bytes.TrimSpace(f.Data)
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// Where is a place in a file. The zero Where is no place.
type Where struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`    // from 1; 0 is unknown
	Column  int    `json:"column,omitempty"`  // from 1, in bytes; 0 is unknown
	Pointer string `json:"pointer,omitempty"` // RFC 6901
}

func (w Where) String() string {
	switch {
	case w.File == "":
		return w.Pointer
	case w.Line == 0:
		return w.File
	}
	return fmt.Sprintf("%s:%d", w.File, w.Line)
}

// String is a text of a file with its place. What is not known of it stands in
// Value as ${…}, and Gaps says why. The zero String is an absent text.
type String struct {
	Value string
	Where Where
	Gaps  []Gap

	Sensitive bool // must not be shown
}

// Gap is a part of a text that the file does not tell.
type Gap struct {
	Text  string // how it stands in the Value, such as ${Tag}
	Why   string // why it is not known
	Tell  string // what would tell it, such as "pass -parameter Tag=VALUE"
	Where Where
}

// At returns the place of a node; an absent node gives the file alone.
func (f File) At(n *tree.Node) Where {
	if n == nil {
		return Where{File: f.Name}
	}
	return Where{File: f.Name, Line: n.Line, Column: n.Column, Pointer: n.Pointer()}
}

// Errorf returns an error that begins with the place of a node.
func (f File) Errorf(n *tree.Node, format string, args ...any) error {
	return fmt.Errorf("%s: %s", f.At(n), fmt.Sprintf(format, args...))
}

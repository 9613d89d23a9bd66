// Package tree reads JSON and YAML into nodes that know where they stand: line
// and column for a person, the JSON pointer for a program, and the bytes, so that
// one value can be replaced and every other byte left alone.
package tree

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/encoding"
)

// Kind is the JSON type of a Node. The zero Kind is Null.
type Kind uint8

// The kinds of Node.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

func (k Kind) String() string {
	return [...]string{"null", "a Boolean", "a number", "a string", "a list", "an object"}[k]
}

// Node is one value of a document. A nil *Node is an absent value: every method
// may be called on it.
type Node struct {
	Kind       Kind
	Text       string   // the decoded string, the number as spelled, "true" or "false"
	Members    []Member // of an Object, in the order of the text
	Items      []*Node  // of an Array
	Line       int      // from 1
	Column     int      // from 1, in bytes
	Start, End int      // byte offsets; End is 0 where YAML does not show it: lists, mappings, block scalars
	Gaps       []Gap    // what is not known of Text; a document as read has none

	parent *Node  // nil for the document itself
	step   string // the key or number by which parent holds the node
}

// Member is one key of an Object with its value. Start is the byte offset of the
// key.
type Member struct {
	Key   string
	Value *Node
	Start int
}

// Gap is a part of a text that the file does not tell.
type Gap struct {
	Text string // how it stands in the text, such as ${Tag}
	Why  string // why it is not known
	Tell string // what would tell it, such as "pass -parameter Tag=VALUE"
	Node *Node  // where it comes from
}

// Error says where a document could not be read. Line and Column count from 1,
// Column in bytes; they are 0 where the place is not known.
type Error struct {
	Line, Column int
	Msg, Hint    string
	IsDuplicate  bool // a key stands twice: the document is JSON or YAML by its grammar
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&b, "line %d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ", column %d", e.Column)
		}
		b.WriteString(": ")
	}
	b.WriteString(e.Msg)
	if e.Hint != "" {
		b.WriteString(": " + e.Hint)
	}
	return b.String()
}

// duplicate is about a key that stood in the line first before.
func duplicate(line, column int, key, kind string, first int) *Error {
	return &Error{Line: line, Column: column, IsDuplicate: true, Hint: "remove one of them",
		Msg: fmt.Sprintf("the key %q stands twice in one %s, first in line %d", key, kind, first)}
}

// Parse reads one document: JSON when its first character is { or [, else YAML.
func Parse(data []byte) (*Node, error) {
	switch text := bytes.TrimLeft(data, " \t\r\n\ufeff"); {
	case len(text) == 0:
		return nil, &Error{Msg: "the file is empty"}
	case encoding.IsUTF16(data):
		return nil, &Error{Msg: "the file is UTF-16", Hint: encoding.Hint}
	case text[0] == '{', text[0] == '[':
		return parseJSON(data)
	}
	return parseYAML(data)
}

// Get returns the value of the member key, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, m := range n.Members {
		if m.Key == key {
			return m.Value
		}
	}
	return nil
}

// Path returns Get(keys[0]).Get(keys[1]) and so on.
func (n *Node) Path(keys ...string) *Node {
	for _, k := range keys {
		n = n.Get(k)
	}
	return n
}

// Pointer returns the JSON pointer (RFC 6901) of the node in its document.
func (n *Node) Pointer() string {
	if n == nil || n.parent == nil {
		return ""
	}
	return n.parent.Pointer() + "/" + escape.Replace(n.step)
}

var (
	escape   = strings.NewReplacer("~", "~0", "/", "~1")
	unescape = strings.NewReplacer("~1", "/", "~0", "~")
)

// At returns the value that the JSON pointer names, or nil.
func (n *Node) At(pointer string) *Node {
	for pointer != "" && n != nil {
		if pointer[0] != '/' {
			return nil
		}
		step, _, _ := strings.Cut(pointer[1:], "/")
		n = n.child(unescape.Replace(step))
		pointer = pointer[1+len(step):]
	}
	return n
}

// child returns what the node holds by a key or a number, or nil.
func (n *Node) child(step string) *Node {
	if n.Kind != Array {
		return n.Get(step)
	}
	if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.Items) {
		return n.Items[i]
	}
	return nil
}

// WithText returns a string in the place of n, with what is not known of it.
func (n *Node) WithText(text string, gaps ...Gap) *Node {
	c := n.inPlace(String)
	c.Text, c.Gaps = text, gaps
	if n != nil {
		c.Start, c.End = n.Start, n.End
	}
	return c
}

// WithItems returns a list in the place of n. Gaps say that items may follow
// which are not known.
func (n *Node) WithItems(items []*Node, gaps ...Gap) *Node {
	c := n.inPlace(Array)
	c.Items, c.Gaps = items, gaps
	return c
}

// WithMembers returns an object in the place of n.
func (n *Node) WithMembers(members []Member) *Node {
	c := n.inPlace(Object)
	c.Members = members
	return c
}

// inPlace returns a node that stands where n does, nowhere for nil. It has no bytes
// of its own.
func (n *Node) inPlace(k Kind) *Node {
	if n == nil {
		return &Node{Kind: k}
	}
	return &Node{Kind: k, Line: n.Line, Column: n.Column, parent: n.parent, step: n.step}
}

// IsGap reports whether nothing is known of the value.
func (n *Node) IsGap() bool { return n.Is(String) && len(n.Gaps) == 1 && n.Gaps[0].Text == n.Text }

// AllGaps returns the gaps of the node and of everything in it.
func (n *Node) AllGaps() []Gap { return n.appendGaps(nil) }

func (n *Node) appendGaps(gaps []Gap) []Gap {
	if n == nil {
		return gaps
	}
	gaps = append(gaps, n.Gaps...)
	for _, item := range n.Items {
		gaps = item.appendGaps(gaps)
	}
	for _, m := range n.Members {
		gaps = m.Value.appendGaps(gaps)
	}
	return gaps
}

// Is reports whether the node is present and of kind k.
func (n *Node) Is(k Kind) bool { return n != nil && n.Kind == k }

// Str returns the text of a string, and "" for everything else.
func (n *Node) Str() string {
	if n.Is(String) {
		return n.Text
	}
	return ""
}

// List returns the items of an array, and nil for everything else.
func (n *Node) List() []*Node {
	if n.Is(Array) {
		return n.Items
	}
	return nil
}

// MemberList returns the members of an object, and nil for everything else.
func (n *Node) MemberList() []Member {
	if n.Is(Object) {
		return n.Members
	}
	return nil
}

// Strings returns the texts of those items that are strings.
func (n *Node) Strings() []string {
	var s []string
	for _, item := range n.List() {
		if item.Is(String) {
			s = append(s, item.Text)
		}
	}
	return s
}

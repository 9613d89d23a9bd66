package tree

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxNodes bounds what aliases may expand to.
const maxNodes = 1 << 20

// yamlReader turns YAML nodes into Nodes. CloudFormation's short tags become
// the long form that JSON templates use: !Sub x is {"Fn::Sub": x}.
type yamlReader struct {
	data  []byte
	lines []int // the offset at which each line begins
	nodes int
}

func parseYAML(data []byte) (*Node, error) {
	var doc, more yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(data))
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF), err == nil && len(doc.Content) == 0:
		return nil, &Error{Msg: "the file holds no value"}
	case err != nil:
		return nil, yamlError(err)
	}
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, &Error{Line: more.Line, Msg: "there is a second YAML document (---)", Hint: "one file holds one document"}
	}
	return (&yamlReader{data: data, lines: lineStarts(data)}).value(doc.Content[0], nil, "", 0)
}

var yamlLine = regexp.MustCompile(`line (\d+): `)

func yamlError(err error) error {
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	e := &Error{Msg: "neither JSON nor YAML: " + yamlLine.ReplaceAllString(msg, "")}
	if m := yamlLine.FindStringSubmatch(msg); m != nil {
		e.Line, _ = strconv.Atoi(m[1])
	}
	return e
}

func (r *yamlReader) value(y *yaml.Node, parent *Node, step string, depth int) (*Node, error) {
	r.nodes++
	if r.nodes > maxNodes || depth > maxDepth {
		return nil, &Error{Line: y.Line, Msg: "the YAML is too large or too deep", Hint: "are there aliases that refer to each other?"}
	}
	if y.Kind == yaml.AliasNode {
		return r.value(y.Alias, parent, step, depth+1)
	}
	if name, ok := intrinsic(y.Tag); ok {
		return r.intrinsic(y, name, r.node(y, parent, step), depth)
	}
	n := r.node(y, parent, step)
	switch y.Kind {
	case yaml.MappingNode:
		return n, r.mapping(n, y, depth)
	case yaml.SequenceNode:
		return n, r.sequence(n, y, depth)
	}
	n.End = r.scalarEnd(y, n.Start)
	return n, scalar(n, y)
}

// node makes a Node in the place of y. A tag or an anchor before a scalar is not
// part of it.
func (r *yamlReader) node(y *yaml.Node, parent *Node, step string) *Node {
	start := r.offset(y)
	if y.Kind == yaml.ScalarNode {
		start = r.skipProperties(start)
	}
	line := sort.SearchInts(r.lines, start+1)
	return &Node{Line: line, Column: start - r.lines[line-1] + 1, Start: start, parent: parent, step: step}
}

// intrinsic returns the long name of a CloudFormation short tag.
func intrinsic(tag string) (string, bool) {
	name, ok := strings.CutPrefix(tag, "!")
	switch {
	case !ok || name == "" || strings.HasPrefix(name, "!"):
		return "", false
	case name == "Ref", name == "Condition":
		return name, true
	}
	return "Fn::" + name, true
}

func (r *yamlReader) intrinsic(y *yaml.Node, name string, n *Node, depth int) (*Node, error) {
	plain := *y
	plain.Tag = ""
	if y.Kind == yaml.ScalarNode {
		plain.Tag = "!!str"
	}
	v, err := r.value(&plain, n, name, depth+1)
	if err != nil {
		return nil, err
	}
	n.Kind, n.Members = Object, []Member{{Key: name, Value: v, Start: v.Start}}
	if y.Kind == yaml.ScalarNode { // from the tag to the end of what it tags
		n.Start, n.End = r.offset(y), v.End
	}
	return n, nil
}

func (r *yamlReader) mapping(n *Node, y *yaml.Node, depth int) error {
	n.Kind = Object
	seen := map[string]int{} // key -> line
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		if key.Tag == "!!merge" {
			return &Error{Line: key.Line, Column: key.Column, Msg: "merge keys (<<) are not read",
				Hint: "write the keys out, or convert the file to JSON with a tool that knows them"}
		}
		if first := seen[key.Value]; first > 0 {
			return duplicate(key.Line, key.Column, key.Value, "mapping", first)
		}
		seen[key.Value] = key.Line
		v, err := r.value(y.Content[i+1], n, key.Value, depth+1)
		if err != nil {
			return err
		}
		n.Members = append(n.Members, Member{Key: key.Value, Value: v, Start: r.offset(key)})
	}
	return nil
}

func (r *yamlReader) sequence(n *Node, y *yaml.Node, depth int) error {
	n.Kind = Array
	for i, item := range y.Content {
		v, err := r.value(item, n, strconv.Itoa(i), depth+1)
		if err != nil {
			return err
		}
		n.Items = append(n.Items, v)
	}
	return nil
}

func scalar(n *Node, y *yaml.Node) error {
	n.Text = y.Value
	switch y.ShortTag() {
	case "!!null":
		n.Kind, n.Text = Null, ""
	case "!!bool":
		n.Kind = Bool
		var b bool
		if err := y.Decode(&b); err != nil {
			return yamlError(err)
		}
		n.Text = strconv.FormatBool(b)
	case "!!int", "!!float":
		n.Kind = Number
	default:
		n.Kind = String
	}
	return nil
}

package tree

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// maxDepth is far above what any AWS document needs.
const maxDepth = 200

// jsonReader wraps the standard tokenizer and adds what it leaves out: where
// each token starts, and that a key may stand only once in an object.
type jsonReader struct {
	data   []byte
	dec    *json.Decoder
	bom    int // bytes before the first that the decoder sees
	line   int
	begin  int // the offset at which that line begins
	lineAt int // the offset up to which newlines have been counted into line
}

func parseJSON(data []byte) (*Node, error) {
	body := bytes.TrimPrefix(data, []byte("\ufeff"))
	r := &jsonReader{
		data:  data,
		dec:   json.NewDecoder(bytes.NewReader(body)),
		bom:   len(data) - len(body),
		begin: len(data) - len(body),
		line:  1,
	}
	r.dec.UseNumber()
	n, err := r.value(nil, "", 0)
	if err != nil {
		return nil, err
	}
	if _, err := r.dec.Token(); !errors.Is(err, io.EOF) {
		return nil, r.errorAt(r.next(), "there is text after the JSON value", "one file holds one document")
	}
	return n, nil
}

// next returns the offset at which the next token starts.
func (r *jsonReader) next() int {
	i := r.bom + int(r.dec.InputOffset())
	for i < len(r.data) && bytes.IndexByte([]byte(" \t\r\n,:"), r.data[i]) >= 0 {
		i++
	}
	return i
}

func (r *jsonReader) offset() int { return r.bom + int(r.dec.InputOffset()) }

// place returns line and column of an offset. It counts forward: offsets are
// asked for in rising order.
func (r *jsonReader) place(offset int) (line, column int) {
	between := r.data[r.lineAt:offset]
	if i := bytes.LastIndexByte(between, '\n'); i >= 0 {
		r.line += bytes.Count(between, []byte("\n"))
		r.begin = r.lineAt + i + 1
	}
	r.lineAt = offset
	return r.line, offset - r.begin + 1
}

func (r *jsonReader) value(parent *Node, step string, depth int) (*Node, error) {
	start := r.next()
	if depth > maxDepth {
		return nil, r.errorAt(start, fmt.Sprintf("nested more than %d deep", maxDepth), "")
	}
	tok, err := r.dec.Token()
	if err != nil {
		return nil, r.syntaxError(err)
	}
	n := &Node{parent: parent, step: step, Start: start}
	n.Line, n.Column = r.place(start)
	if err := r.fill(n, tok, depth); err != nil {
		return nil, err
	}
	n.End = r.offset()
	return n, nil
}

func (r *jsonReader) fill(n *Node, tok json.Token, depth int) error {
	switch tok := tok.(type) {
	case json.Delim:
		if tok == '{' {
			return r.object(n, depth)
		}
		return r.array(n, depth)
	case string:
		n.Kind, n.Text = String, tok
	case json.Number:
		n.Kind, n.Text = Number, tok.String()
	case bool:
		n.Kind, n.Text = Bool, fmt.Sprint(tok)
	}
	return nil
}

func (r *jsonReader) object(n *Node, depth int) error {
	n.Kind = Object
	seen := map[string]int{} // key -> line
	for r.dec.More() {
		at := r.next()
		tok, err := r.dec.Token()
		if err != nil {
			return r.syntaxError(err)
		}
		key, _ := tok.(string)
		if first := seen[key]; first > 0 {
			line, column := r.place(at)
			return duplicate(line, column, key, "object", first)
		}
		seen[key], _ = r.place(at)
		v, err := r.value(n, key, depth+1)
		if err != nil {
			return err
		}
		n.Members = append(n.Members, Member{Key: key, Value: v, Start: at})
	}
	return r.end()
}

func (r *jsonReader) array(n *Node, depth int) error {
	n.Kind = Array
	for r.dec.More() {
		v, err := r.value(n, strconv.Itoa(len(n.Items)), depth+1)
		if err != nil {
			return err
		}
		n.Items = append(n.Items, v)
	}
	return r.end()
}

func (r *jsonReader) end() error {
	if _, err := r.dec.Token(); err != nil {
		return r.syntaxError(err)
	}
	return nil
}

func (r *jsonReader) syntaxError(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return r.errorAt(len(r.data), "the JSON ends too early", "was the file cut off?")
	case errors.As(err, &syntax) && syntax.Error() == "unexpected end of JSON input":
		return r.errorAt(len(r.data), "the JSON ends too early", "was the file cut off?")
	case errors.As(err, &syntax):
		// Offset is the last byte read, or the end of the token before.
		return r.errorAt(max(r.next(), r.bom+int(syntax.Offset)-1), "not JSON: "+syntax.Error(), "")
	}
	return r.errorAt(r.next(), "not JSON: "+err.Error(), "")
}

func (r *jsonReader) errorAt(offset int, msg, hint string) *Error {
	offset = min(offset, len(r.data))
	before := r.data[:offset]
	return &Error{
		Line:   1 + bytes.Count(before, []byte("\n")),
		Column: offset - bytes.LastIndexByte(before, '\n'),
		Msg:    msg, Hint: hint,
	}
}

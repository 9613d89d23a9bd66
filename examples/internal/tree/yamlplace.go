package tree

import (
	"bytes"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// lineStarts lists the offsets at which lines begin. A byte order mark is not
// part of the first.
func lineStarts(data []byte) []int {
	starts := []int{len(data) - len(bytes.TrimPrefix(data, []byte("\ufeff")))}
	for i, b := range data {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// offset turns the line and the column of a YAML node, which counts characters,
// into a byte offset.
func (r *yamlReader) offset(y *yaml.Node) int {
	if y.Line < 1 || y.Line > len(r.lines) {
		return len(r.data)
	}
	at := r.lines[y.Line-1]
	for range y.Column - 1 {
		if at >= len(r.data) {
			break
		}
		_, size := utf8.DecodeRune(r.data[at:])
		at += size
	}
	return at
}

// skipProperties steps over the tags and anchors that stand before a scalar.
func (r *yamlReader) skipProperties(at int) int {
	for at < len(r.data) && (r.data[at] == '!' || r.data[at] == '&') {
		for at < len(r.data) && bytes.IndexByte([]byte(" \t\r\n,]}"), r.data[at]) < 0 {
			at++
		}
		for at < len(r.data) && bytes.IndexByte([]byte(" \t\r\n"), r.data[at]) >= 0 {
			at++
		}
	}
	return at
}

// scalarEnd returns where a scalar ends that starts at an offset, and 0 for one
// that cannot be replaced as it stands: a block, or one that runs over lines.
func (r *yamlReader) scalarEnd(y *yaml.Node, start int) int {
	rest := r.data[min(start, len(r.data)):]
	switch {
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return 0
	case y.Style&yaml.DoubleQuotedStyle != 0:
		return r.quotedEnd(start, '"')
	case y.Style&yaml.SingleQuotedStyle != 0:
		return r.quotedEnd(start, '\'')
	case y.Value != "" && bytes.HasPrefix(rest, []byte(y.Value)):
		return start + len(y.Value)
	}
	return 0
}

func (r *yamlReader) quotedEnd(start int, quote byte) int {
	if start >= len(r.data) || r.data[start] != quote {
		return 0
	}
	for i := start + 1; i < len(r.data); i++ {
		switch c := r.data[i]; {
		case c == '\\' && quote == '"':
			i++
		case c == quote && quote == '\'' && i+1 < len(r.data) && r.data[i+1] == quote:
			i++
		case c == quote:
			return i + 1
		}
	}
	return 0
}

package iampolicy

import "github.com/seed-293f0d42/ecrkit/internal/jsonscan"

// writer appends JSON; it puts a comma before every element but the first.
type writer struct {
	b     []byte
	comma bool
}

func (w *writer) element() {
	if w.comma {
		w.b = append(w.b, ',')
	}
	w.comma = true
}

func (w *writer) open(c byte)  { w.b = append(w.b, c); w.comma = false }
func (w *writer) close(c byte) { w.b = append(w.b, c); w.comma = true }

// name starts a member that the grammar names; its value is no element of its own.
func (w *writer) name(name string) {
	w.element()
	w.b = append(jsonscan.AppendString(w.b, name), ':')
	w.comma = false
}

// key is name for the operators and keys of conditions, which may be any text.
func (w *writer) key(key string) {
	w.element()
	w.b = append(jsonscan.AppendString(w.b, key), ':')
	w.comma = false
}

func (w *writer) member(name, value string) {
	w.name(name)
	w.string(value)
}

func (w *writer) string(s string) {
	w.element()
	w.b = jsonscan.AppendString(w.b, s)
}

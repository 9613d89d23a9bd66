package iampolicy

import (
	"slices"
	"strconv"

	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
)

// SizeError says that a document is too large for its kind and cannot be split.
// The zero SizeError is not meaningful.
type SizeError struct {
	Kind        PolicyKind
	Statement   int // index of the statement that is too large by itself, -1 if it is the document
	Size, Limit int // in characters, as Document.Size counts them
}

// Error returns kind, size and limit on one line.
func (e *SizeError) Error() string {
	what := "the document"
	if e.Statement >= 0 {
		what = "statement " + strconv.Itoa(e.Statement) + " by itself"
	}
	return "iampolicy: " + what + " has " + strconv.Itoa(e.Size) + " characters, a policy of kind " +
		e.Kind.String() + " may have " + strconv.Itoa(e.Limit) + "; name fewer resources, or use wildcards"
}

// Split returns documents that fit the limit of the kind and mean the same
// when all of them are attached: d alone if it fits. Statements keep their
// order as far as filling the documents allows; one that is too large by itself
// becomes several, of which the first keeps the Sid.
//
// Managed policies, SCPs and RCPs can be attached side by side. Of the other
// kinds there can be one only, and a document that is too large for it is a
// *SizeError; so is a statement that no cut makes small enough. An invalid
// document is a *DocumentError.
func (d Document) Split(kind PolicyKind) ([]Document, error) {
	if err := d.Validate(); err != nil {
		return nil, err
	}
	limit := kind.SizeLimit()
	if size := d.Size(kind); size <= limit {
		return []Document{d}, nil
	} else if kind != KindIdentity && kind != KindSCP && kind != KindRCP {
		return nil, &SizeError{kind, -1, size, limit}
	}
	p := packer{kind: kind, frame: d.frame()}
	p.room = limit - p.frame.Size(kind)
	for i := range d.Statement.Items {
		if err := p.add(&d.Statement.Items[i]); err != nil {
			err.Statement = i
			return nil, err
		}
	}
	return p.docs, nil
}

// frame returns d without its statements.
func (d Document) frame() Document {
	d.Statement = OneOrMany[Statement]{Items: []Statement{}}
	return d
}

// packer puts each statement into the first document that has room for it.
type packer struct {
	kind  PolicyKind
	frame Document
	room  int // in an empty document
	docs  []Document
	left  []int // room left in each of docs
}

func (p *packer) size(s *Statement) int { return TextSize(s.AppendJSON(nil), p.kind) }

// add packs s, if need be in parts: a union of lists is what several
// statements mean.
func (p *packer) add(s *Statement) *SizeError {
	size := p.size(s)
	if size <= p.room {
		p.pack(s, size)
		return nil
	}
	list := p.longest(s)
	n := len(list(s).Items)
	if n < 2 {
		return &SizeError{p.kind, 0, p.frame.Size(p.kind) + size, p.kind.SizeLimit()}
	}
	if n = p.fitting(s, list); n == 0 {
		n = len(list(s).Items) / 2 // the other list is too long as well
	}
	first, rest := cut(s, list, n)
	if err := p.add(first); err != nil {
		return err
	}
	return p.add(rest)
}

// longest returns the list of s to cut: of those with two items or more the
// one with the longer text.
func (p *packer) longest(s *Statement) func(*Statement) *OneOrMany[string] {
	actions, resources := p.listSize(s.Action), p.listSize(s.Resource)
	if len(s.Resource.Items) < 2 || len(s.Action.Items) > 1 && actions > resources {
		return (*Statement).actionList
	}
	return (*Statement).resourceList
}

func (p *packer) listSize(v OneOrMany[string]) (n int) {
	for _, item := range v.Items {
		n += p.itemSize(item)
	}
	return n
}

// itemSize is the size of an item with a comma.
func (p *packer) itemSize(item string) int {
	return TextSize(jsonscan.AppendString(nil, item), p.kind) + 1
}

// fitting returns how many items of the list fit an empty document beside the
// rest of s, but never all.
func (p *packer) fitting(s *Statement, list func(*Statement) *OneOrMany[string]) (n int) {
	empty := *s
	*list(&empty) = OneOrMany[string]{Items: []string{}}
	room := p.room - p.size(&empty) + 1 // the first item has no comma
	items := list(s).Items
	for n < len(items)-1 {
		if room -= p.itemSize(items[n]); room < 0 {
			break
		}
		n++
	}
	return n
}

// cut returns s with n items of the list, and s with the others.
func cut(s *Statement, list func(*Statement) *OneOrMany[string], n int) (first, rest *Statement) {
	a, b := *s, *s
	*list(&a), *list(&b) = oneOrMany(list(s).Items[:n]), oneOrMany(list(s).Items[n:])
	b.SID, b.EmptySID = "", false
	return &a, &b
}

// pack puts s, which fits an empty document, where there is room.
func (p *packer) pack(s *Statement, size int) {
	i := slices.IndexFunc(p.left, func(left int) bool { return size+1 <= left }) // with a comma
	if i < 0 {
		i = len(p.docs)
		p.docs, p.left = append(p.docs, p.frame), append(p.left, p.room+1) // the first has none
	}
	p.docs[i].Statement.Items = append(p.docs[i].Statement.Items, *s)
	p.left[i] -= size + 1
}

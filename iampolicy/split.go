package iampolicy

import (
	"slices"
	"strconv"
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
// [*SizeError]; so is a statement that no cut makes small enough, and what fills
// more than 250 documents. An invalid document is a [*DocumentError].
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
		size := p.add(&d.Statement.Items[i])
		switch {
		case len(p.docs) > maxSplit:
			return nil, &SizeError{kind, -1, d.Size(kind), limit}
		case size > limit:
			return nil, &SizeError{kind, i, size, limit}
		}
	}
	return p.docs, nil
}

// maxSplit is how many documents Split returns at most: ten times what can be
// attached to a role. It bounds the work on a statement with many actions and
// many resources, of which each pair may need a document.
const maxSplit = 250

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

// add packs s, if need be in parts. It returns the size of a document with the
// largest part, which is too large if no cut makes it small enough.
func (p *packer) add(s *Statement) (size int) {
	size = p.size(s)
	if size > p.room {
		return p.frame.Size(p.kind) + newCutter(p, s).add()
	}
	p.pack(s, size)
	return 0
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

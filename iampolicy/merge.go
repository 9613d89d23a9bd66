package iampolicy

import (
	"fmt"
	"strings"
)

// Merge returns one document that means what the documents mean when they are
// attached together. A statement that is there already is left out, and a Sid
// that is there already is taken off the later statement, since AWS wants Sids
// to be unique. The ID is the first that is set. The work is in proportion to
// the documents.
//
// An invalid document is an error, and so is no document at all. Versions mix
// only where that changes nothing: not if an older document (2008-10-17, or
// without a Version) holds "${", which begins a variable in 2012-10-17.
func Merge(docs ...Document) (Document, error) {
	version, err := commonVersion(docs)
	if err != nil {
		return Document{}, err
	}
	m := merger{sids: map[string]bool{}, texts: map[string]bool{}}
	m.doc.Version = version
	for i := range docs {
		m.add(&docs[i])
	}
	if err := m.doc.Validate(); err != nil {
		return Document{}, err
	}
	return m.doc, nil
}

// commonVersion checks the documents and returns the Version of them all.
func commonVersion(docs []Document) (version Version, err error) {
	for i, d := range docs {
		if err := d.Validate(); err != nil {
			return "", fmt.Errorf("iampolicy.Merge: document %d: %w", i, err)
		}
		if i == 0 || d.Version == Version2012 {
			version = d.Version
		}
	}
	for i, d := range docs {
		if version == Version2012 && d.Version != Version2012 && strings.Contains(d.String(), "${") {
			return "", fmt.Errorf("iampolicy.Merge: document %d holds \"${\", which its Version %q takes literally "+
				"and 2012-10-17 for a variable; keep the documents apart", i, d.Version)
		}
	}
	return version, nil
}

// merger collects statements.
type merger struct {
	doc         Document
	sids, texts map[string]bool
}

func (m *merger) add(d *Document) {
	if m.doc.ID == "" {
		m.doc.ID = d.ID
	}
	if m.doc.Statement.Items == nil {
		m.doc.Statement.Items = []Statement{}
	}
	for _, s := range d.Statement.Items {
		text := s.String()
		if m.texts[text] {
			continue
		}
		m.texts[text] = true
		if m.sids[s.SID] {
			s.SID = ""
		}
		m.sids[s.SID] = s.SID != ""
		m.doc.Statement.Items = append(m.doc.Statement.Items, s)
	}
}

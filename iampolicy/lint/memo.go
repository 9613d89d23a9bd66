package lint

// memo keeps what checks ask of the whole document, each worked out when it is asked
// for first, so that every element costs the same.
type memo struct {
	sids   map[string]string // Sid to the pointer of the first statement that has it
	texts  map[string]string // clauses to the pointer of the first statement
	onStar map[string]bool   // token actions that are allowed on "*"
	pull   *pullHalves
	lambda map[string]bool // see pullers
	words  map[string][]actionWords
	meant  map[string]string // misspelled action or key to the one that was meant
}

func (m *memo) firstWithSID(l *linter) map[string]string {
	if m.sids == nil {
		m.sids = firsts(l, func(s *statement) string { return s.SID })
	}
	return m.sids
}

func (m *memo) firstWithClauses(l *linter) map[string]string {
	if m.texts == nil {
		m.texts = firsts(l, func(s *statement) string { return clauses(s.Statement) })
	}
	return m.texts
}

// firsts maps what text says of each statement to the pointer of the first of which
// it says so.
func firsts(l *linter, text func(*statement) string) map[string]string {
	first := make(map[string]string, len(l.statements))
	for i := range l.statements {
		s := &l.statements[i]
		if t := text(s); first[t] == "" {
			first[t] = s.at
		}
	}
	return first
}

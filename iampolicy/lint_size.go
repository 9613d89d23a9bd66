package iampolicy

// size compares the document's length with what AWS takes.
func (l *linter) size() {}

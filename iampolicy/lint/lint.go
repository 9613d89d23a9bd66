package lint

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Finding is one thing about a document that [Run] would change.
type Finding struct {
	Code     Code
	Severity Severity
	Pointer  string // RFC 6901 pointer to the value in the document, "" for the whole document
	Message  string // what is wrong and what comes of it
	Fix      string // what to write instead; never empty
}

// String returns the finding on one line, such as
//
//	suggestion EMPTY_SID_VALUE at /Statement/0/Sid: Sid is empty; name the statement or leave "Sid" out
func (f Finding) String() string {
	at := ""
	if f.Pointer != "" {
		at = " at " + f.Pointer
	}
	return f.Severity.String() + " " + string(f.Code) + at + ": " + f.Message + "; " + f.Fix
}

// Run reports what is wrong or doubtful in d when it is attached as a policy of the
// given kind, in the order of the document. It never changes a decision: a document
// with findings may do what its author wants, and one without findings may not.
// Documents that [iampolicy.Parse] would refuse are welcome, and so is the zero
// Document. An unknown kind is judged by the checks that concern every kind.
func Run(d iampolicy.Document, kind iampolicy.PolicyKind) []Finding {
	l := newLinter(&d, kind)
	l.walk()
	return l.findings
}

// workLimit bounds the length of all pointers together, in bytes. What comparing actions
// with each other may cost is bounded in package match.
const workLimit = 1 << 26

// linter holds the document and what was found in it.
type linter struct {
	doc        *iampolicy.Document
	kind       iampolicy.PolicyKind
	statements []statement
	checks     []*Check // those that concern the kind
	check      *Check   // the one that looks at an element now
	findings   []Finding
	memo       memo
	looks      int        // of a check at an element
	comparing  match.Work // of actions with each other
	pointers   int        // bytes in the pointers of the findings
}

func newLinter(d *iampolicy.Document, kind iampolicy.PolicyKind) *linter {
	l := &linter{doc: d, kind: kind}
	for i := range checks {
		if checks[i].concerns(kind) {
			l.checks = append(l.checks, &checks[i])
		}
	}
	l.statements = make([]statement, len(d.Statement.Items))
	for i := range l.statements {
		l.statements[i] = newStatement(l, i)
	}
	return l
}

// report adds a finding of the check that looks now.
func (l *linter) report(at, message, fix string) {
	if l.pointers += len(at); l.pointers <= workLimit {
		l.findings = append(l.findings, Finding{l.check.Code, l.check.Severity, at, message, fix})
	}
}

// workLimitReached says that not everything was compared.
func workLimitReached(l *linter) {
	if l.comparing.IsSpent() || l.pointers > workLimit {
		l.findings = append(l.findings, Finding{l.check.Code, l.check.Severity, "",
			"the document asks for more work than Run does, so findings may be missing", "split it, or shorten its longest lists"})
	}
}

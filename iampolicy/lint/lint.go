package lint

import (
	"strconv"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// Finding is one thing about a document that Run would change.
type Finding struct {
	Code     Code
	Severity Severity
	Pointer  string // RFC 6901 pointer to the value in the document, "" for the whole document
	Message  string // what is wrong and what comes of it
	Fix      string // what to write instead; never empty
}

// String returns the finding on one line:
//
//	error ECR_TOKEN_SCOPED_TO_ARN at /Statement/0/Action/1: ecr:GetAuthorizationToken has no resource type: on ARNs it neither allows nor denies anything; move it to a statement with "Resource": "*"
func (f Finding) String() string {
	at := ""
	if f.Pointer != "" {
		at = " at " + f.Pointer
	}
	return f.Severity.String() + " " + string(f.Code) + at + ": " + f.Message + "; " + f.Fix
}

// Run reports what is wrong or doubtful in d when it is attached as a policy
// of the given kind, in the order of the document. It never changes a decision:
// a document with findings may do what its author wants, and one without
// findings may not. Documents that iampolicy.Parse would refuse are welcome, and so is
// the zero Document. An unknown kind is judged by the rules that all share.
//
// Codes, their severities and what they mean are listed by Checks. Where IAM
// Access Analyzer has a code for a finding, Run uses it.
func Run(d iampolicy.Document, kind iampolicy.PolicyKind) []Finding {
	l := &linter{doc: &d, kind: kind}
	l.document()
	l.eachStatement(statementLinter.statement)
	l.together()
	return l.findings
}

// linter holds the document and what was found in it.
type linter struct {
	doc      *iampolicy.Document
	kind     iampolicy.PolicyKind
	findings []Finding
	words    map[string][]actionWords // of the actions of each service; see actionsOf
}

func (l *linter) add(code Code, pointer, message, fix string) {
	l.findings = append(l.findings, Finding{code, code.severity(), pointer, message, fix})
}

// document checks what is said once in a document.
func (l *linter) document() {
	l.version()
	l.id()
	l.size()
	if len(l.doc.Statement.Items) == 0 {
		l.add("MISSING_STATEMENT", "", "the document has no statement and decides nothing", `add a "Statement"`)
	}
}

// together checks what only shows when the statements are read together.
func (l *linter) together() {
	l.uniqueSIDs()
	l.redundantStatements()
	l.tokenScoped()
	l.tokenNotCovered()
	l.pullComplete()
	l.lambdaPair()
}

// statementLinter is a linter at one statement.
type statementLinter struct {
	*linter
	*iampolicy.Statement
	at string // pointer to the statement
}

// eachStatement calls do with a linter at every statement.
func (l *linter) eachStatement(do func(statementLinter)) {
	for i := range l.doc.Statement.Items {
		do(statementLinter{linter: l, Statement: &l.doc.Statement.Items[i], at: itemPointer("", "Statement", l.doc.Statement, i)})
	}
}

// statement checks one statement by itself.
func (s statementLinter) statement() {
	s.elements()
	s.sid()
	s.principals()
	s.actions()
	s.resources()
	s.conditions()
	s.variables()
	s.security()
	s.repository()
}

// each calls check with the pointer and the text of every item of a member.
func (s statementLinter) each(member string, list iampolicy.OneOrMany[string], check func(at, text string)) {
	for i, text := range list.Items {
		check(itemPointer(s.at, member, list, i), text)
	}
}

// eachAction, eachResource and eachCondition go over a member and its negation.
func (s statementLinter) eachAction(check func(at, text string)) {
	s.each("Action", s.Action, check)
	s.each("NotAction", s.NotAction, check)
}

func (s statementLinter) eachResource(check func(at, text string)) {
	s.each("Resource", s.Resource, check)
	s.each("NotResource", s.NotResource, check)
}

func (s statementLinter) eachCondition(check func(at string, c iampolicy.Condition)) {
	for _, c := range s.Condition {
		check(s.at+"/Condition/"+escapePointer(c.Operator)+"/"+escapePointer(c.Key), c)
	}
}

// itemPointer points to item i of a member that may be written bare.
func itemPointer[T any](base, member string, list iampolicy.OneOrMany[T], i int) string {
	p := base + "/" + member
	if list.Single && len(list.Items) == 1 {
		return p
	}
	return p + "/" + strconv.Itoa(i)
}

package lint

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// version checks Version. A missing one means 2008-10-17.
func (l *linter) version() {
	switch v := l.doc.Version; {
	case v == "":
		l.add("MISSING_VERSION", "", "without Version the policy language is that of 2008-10-17", `add "Version": "2012-10-17"`)
	case v != iampolicy.Version2008 && v != iampolicy.Version2012:
		l.add("INVALID_VERSION", "/Version", "there is no version "+match.Quote(string(v))+" of the policy language", `write "2012-10-17"`)
	case v == iampolicy.Version2008 && l.kind == iampolicy.KindRCP:
		l.add("INVALID_VERSION", "/Version", "a resource control policy must have the version of 2012", `write "2012-10-17"`)
	}
}

// id checks Id, which only resource policies have by the grammar.
func (l *linter) id() {
	switch l.kind {
	case iampolicy.KindIdentity, iampolicy.KindBoundary, iampolicy.KindSession, iampolicy.KindSCP:
		if l.doc.ID != "" || l.doc.EmptyID {
			l.add("ID_IN_IDENTITY_POLICY", "/Id", "Id belongs in resource policies", `leave "Id" out`)
		}
	}
}

// elements checks that the statement has every element once: it or its negation.
func (s statementLinter) elements() {
	s.effect()
	s.oneOf("Action", s.Action.Items, s.NotAction.Items)
	s.oneOf("Resource", s.Resource.Items, s.NotResource.Items)
	s.notBoth("Principal", !s.Principal.IsZero(), !s.NotPrincipal.IsZero())
	if s.Action.Items == nil && s.NotAction.Items == nil {
		s.add("MISSING_ACTION", s.at, "the statement is about no action", `add "Action"`)
	}
	if s.Resource.Items == nil && s.NotResource.Items == nil && s.takesResource() {
		s.add("MISSING_RESOURCE", s.at, "the statement is about no resource", `add "Resource": "*" or the ARNs it is about`)
	}
}

func (s statementLinter) effect() {
	switch e := s.Effect; {
	case e == "":
		s.add("MISSING_EFFECT", s.at, "the statement does not say Allow or Deny", `add "Effect"`)
	case e != iampolicy.EffectAllow && e != iampolicy.EffectDeny:
		s.add("INVALID_EFFECT", s.at+"/Effect", "there is no effect "+match.Quote(string(e)), `write "Allow" or "Deny", spelled so`)
	case e == iampolicy.EffectAllow && s.kind == iampolicy.KindRCP && !s.isFullAccess():
		s.add("INVALID_EFFECT", s.at+"/Effect", "a resource control policy can only deny", `write "Deny", or "Allow" for "*" on "*" alone`)
	}
}

// isFullAccess reports whether the statement is that of RCPFullAWSAccess.
func (s statementLinter) isFullAccess() bool {
	return slices.Equal(s.Action.Items, []string{"*"}) && slices.Equal(s.Resource.Items, []string{"*"}) && s.Principal.IsAnyone()
}

// oneOf checks a list element and its negation.
func (s statementLinter) oneOf(name string, items, not []string) {
	s.notBoth(name, items != nil, not != nil)
	for _, m := range []struct {
		name  string
		items []string
	}{{name, items}, {"Not" + name, not}} {
		if m.items != nil && len(m.items) == 0 {
			s.add(Code("EMPTY_ARRAY_"+strings.ToUpper(name)), s.at+"/"+m.name, m.name+" is an empty list", "fill it or leave the statement out")
		}
	}
}

func (s statementLinter) notBoth(name string, is, not bool) {
	if is && not {
		s.add("UNSUPPORTED_ELEMENT_COMBINATION", s.at, name+" and Not"+name+" exclude each other", "split the statement in two or drop one")
	}
}

// sid checks Sid. IAM takes letters and digits; services take more, and ECR
// itself prints Sids with spaces.
func (s statementLinter) sid() {
	if s.SID == "" && s.EmptySID {
		s.add("EMPTY_SID_VALUE", s.at+"/Sid", "Sid is empty", `name the statement or leave "Sid" out`)
	}
	if bad := strings.IndexFunc(s.SID, notAlphanumeric); bad >= 0 && s.sidIsIAMs() {
		s.add("UNSUPPORTED_SID", s.at+"/Sid", "IAM takes no "+match.Quote(firstChar(s.SID[bad:]))+" in a Sid", "write "+literal(strings.Map(onlyAlphanumeric, s.SID)))
	}
}

func notAlphanumeric(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
}

func onlyAlphanumeric(r rune) rune {
	if notAlphanumeric(r) {
		return -1
	}
	return r
}

// sidIsIAMs reports whether IAM or Organizations stores the policy.
func (l *linter) sidIsIAMs() bool {
	return l.kind != iampolicy.KindRepository && l.kind != iampolicy.KindRegistry && l.kind != iampolicy.KindEndpoint
}

// uniqueSIDs looks for two statements with one Sid.
func (l *linter) uniqueSIDs() {
	code := Code("UNIQUE_SIDS_RECOMMENDED")
	if l.sidIsIAMs() {
		code = "UNIQUE_SIDS_REQUIRED"
	}
	items := l.doc.Statement.Items
	for i, s := range items {
		if s.SID != "" && slices.ContainsFunc(items[:i], func(e iampolicy.Statement) bool { return e.SID == s.SID }) {
			l.add(code, itemPointer("", "Statement", l.doc.Statement, i)+"/Sid", "an earlier statement is called "+match.Quote(s.SID)+" too", "rename one of them")
		}
	}
}

package lint

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// What a document and a statement are made of:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html

func missingVersion(l *linter) {
	if l.doc.Version == "" {
		l.report("", "without Version the policy language is that of 2008-10-17", `add "Version": "2012-10-17"`)
	}
}

func invalidVersion(l *linter) {
	switch v := l.doc.Version; {
	case v == "" || v == iampolicy.Version2012:
	case v != iampolicy.Version2008:
		l.report("/Version", "there is no version "+quote.Text(string(v))+" of the policy language", `write "2012-10-17"`)
	case l.kind == iampolicy.KindRCP:
		l.report("/Version", "a resource control policy must have the version of 2012", `write "2012-10-17"`)
	}
}

func idInIdentityPolicy(l *linter) {
	if l.doc.ID != "" || l.doc.EmptyID {
		l.report("/Id", "Id belongs in resource policies", `leave "Id" out`)
	}
}

func missingStatement(l *linter) {
	if len(l.statements) == 0 {
		l.report("", "the document has no statement and decides nothing", `add a "Statement"`)
	}
}

func missingEffect(s *statement) {
	if s.Effect == "" {
		s.report(s.at, "the statement does not say Allow or Deny", `add "Effect"`)
	}
}

func invalidEffect(s *statement) {
	switch e := s.Effect; {
	case e == "" || e == iampolicy.EffectDeny:
	case e != iampolicy.EffectAllow:
		s.report(s.at+"/Effect", "there is no effect "+quote.Text(string(e)), `write "Allow" or "Deny", spelled so`)
	case s.kind == iampolicy.KindRCP && !s.isFullAccess():
		s.report(s.at+"/Effect", "a resource control policy can only deny", `write "Deny", or "Allow" for "*" on "*" alone`)
	}
}

// isFullAccess reports whether the statement is that of RCPFullAWSAccess.
func (s *statement) isFullAccess() bool {
	return slices.Equal(s.Action.Items, []string{"*"}) && slices.Equal(s.Resource.Items, []string{"*"}) && s.Principal.IsAnyone()
}

func missingAction(s *statement) {
	if s.Action.Items == nil && s.NotAction.Items == nil {
		s.report(s.at, "the statement is about no action", `add "Action"`)
	}
}

func missingResource(s *statement) {
	if s.Resource.Items == nil && s.NotResource.Items == nil {
		s.report(s.at, "the statement is about no resource", `add "Resource": "*" or the ARNs it is about`)
	}
}

func emptyAction(s *statement) {
	s.noEmptyList("Action", s.Action.Items)
	s.noEmptyList("NotAction", s.NotAction.Items)
}

func emptyResource(s *statement) {
	s.noEmptyList("Resource", s.Resource.Items)
	s.noEmptyList("NotResource", s.NotResource.Items)
}

func (s *statement) noEmptyList(name string, items []string) {
	if items != nil && len(items) == 0 {
		s.report(s.at+"/"+name, name+" is an empty list", "fill it or leave the statement out")
	}
}

func elementAndNegation(s *statement) {
	s.notBoth("Action", s.Action.Items != nil, s.NotAction.Items != nil)
	s.notBoth("Resource", s.Resource.Items != nil, s.NotResource.Items != nil)
	s.notBoth("Principal", !s.Principal.IsZero(), !s.NotPrincipal.IsZero())
}

func (s *statement) notBoth(name string, is, not bool) {
	if is && not {
		s.report(s.at, name+" and Not"+name+" exclude each other", "split the statement in two or drop one")
	}
}

func resourceInRepositoryPolicy(s *statement) {
	s.noResource("a repository policy is about its repository, and ECR refuses a resource in it")
}

func resourceInTrustPolicy(s *statement) { s.noResource("a trust policy is about its role") }

// noResource reports Resource and NotResource where the policy takes none.
func (s *statement) noResource(why string) {
	if s.Resource.Items != nil {
		s.report(s.at+"/Resource", why, `leave "Resource" out`)
	}
	if s.NotResource.Items != nil {
		s.report(s.at+"/NotResource", why, `leave "NotResource" out`)
	}
}

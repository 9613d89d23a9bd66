package lint

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// invalidAction checks that an action of ECR exists. Of other services only the form
// is known.
func invalidAction(a *action) {
	switch {
	case a.form == actionMalformed:
		a.report(a.at, quote.Text(a.text)+` is not of the form service:Name`, a.didYouMean(a.text))
	case a.form != actionOfECR || a.matchesKnown():
	case a.service == "ecr-public" && a.isPull(a.name):
		a.report(a.at, a.doesNotExist()+"; pulling from the public gallery takes no such permission",
			`drop it; "ecr-public:GetAuthorizationToken" and "sts:GetServiceBearerToken" are enough`)
	default:
		a.report(a.at, a.doesNotExist(), a.didYouMean(a.text))
	}
}

func (a *action) doesNotExist() string {
	if match.HasWildcard(a.text) {
		return "no action of " + a.service + " matches " + quote.Text(a.text)
	}
	return quote.Text(a.text) + " does not exist in " + iampolicy.ActionsEdition
}

// matchesKnown reports whether an action of the table fits the pattern.
func (a *action) matchesKnown() bool {
	if !match.HasWildcard(a.text) {
		_, ok := iampolicy.LookupAction(a.text)
		return ok
	}
	least := len(a.text) - strings.Count(a.text, "*")
	for known := range iampolicy.Actions() {
		if len(known.Name) >= least && a.pattern.MatchAction(known.Name) {
			return true
		}
	}
	return false
}

// isPull reports whether the name, which ECR Public does not have, is or seems to be
// an action of the private registry, where one that sounds like a pull is meant at
// most.
func (l *linter) isPull(name string) bool {
	if _, ok := iampolicy.LookupAction("ecr:" + name); ok {
		return true
	}
	n := l.nearest("ecr:" + name)
	return n == iampolicy.ECRBatchGetImage || n == iampolicy.ECRGetDownloadUrlForLayer
}

// didYouMean returns the fix for a misspelled action.
func (l *linter) didYouMean(action string) string {
	if n := l.nearest(action); n != "" {
		return "write " + quote.Text(n)
	}
	return "look the name up in the Service Authorization Reference"
}

// unknownService reports a service that is not ECR and looks like it.
func unknownService(a *action) {
	if a.form == actionOther && strings.HasPrefix(a.service, "ecr") {
		a.report(a.at, "there is no service "+quote.Text(a.service), a.didYouMean(a.text))
	}
}

func wildcardInService(a *action) {
	if a.form == actionServices {
		a.report(a.at, "a wildcard before the colon covers services to come", "name the services")
	}
}

// covers reports whether the statement is about an action.
func (s *statement) covers(action string) bool {
	isAbout := func(p *match.ActionPattern) bool { return p.MatchAction(action) }
	return slices.ContainsFunc(s.actions, isAbout) || s.NotAction.Items != nil && !slices.ContainsFunc(s.notActions, isAbout)
}

// grants reports whether some statement for which in holds allows an action, by any
// pattern and under any condition.
func (l *linter) grants(action string, in func(*statement) bool) bool {
	for i := range l.statements {
		if s := &l.statements[i]; s.allows() && s.covers(action) && in(s) {
			return true
		}
	}
	return false
}

func anywhere(*statement) bool { return true }

func unscoped(s *statement) bool { return !s.scoped() }

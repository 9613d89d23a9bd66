package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// trustFix is the command that stores the trust policy with the least change that
// lets the service in. Conditions that are there stay.
func (j *job) trustFix(t trusting) string {
	for _, candidate := range j.trustCandidates(t.service) {
		if !isStorable(candidate, iampolicy.KindTrust) || !j.letsIn(candidate, t.service) {
			continue
		}
		if j.role.made {
			return "write as its trust policy: " + candidate.String()
		}
		name := "ROLE"
		if j.role.name() != "" {
			name = cli.ShellQuote(j.role.name())
		}
		return fmt.Sprintf("aws iam update-assume-role-policy --role-name %s --policy-document %s\n(this replaces the whole trust policy)",
			name, cli.ShellQuote(candidate.String()))
	}
	return "take the service out of the statement that denies; nothing that is added helps against a deny"
}

// letsIn reports whether a trust policy lets the service in, or leaves that open.
func (j *job) letsIn(trust iampolicy.Document, service string) bool {
	policy, err := compileTrust(trust)
	if err != nil {
		return false
	}
	outcome := j.decideTrust(policy, trust, j.trustRequest(service)).Outcome
	return outcome == authz.Allowed || outcome == authz.Undetermined
}

// trustCandidates are trust policies with one change each, the smallest first: a
// condition corrected, the service named beside another, a statement added. What IAM
// does not store is left out; a policy of which it stores nothing is written anew.
func (j *job) trustCandidates(service string) (list []iampolicy.Document) {
	d := j.role.trust.Document
	d.Statement.Items = slices.Clone(d.Statement.Items)
	for i, s := range d.Statement.Items {
		if s.Effect == iampolicy.EffectAllow {
			d.Statement.Items[i].Principal = named(s.Principal, service)
		}
	}
	for i, s := range d.Statement.Items {
		if s.Effect != iampolicy.EffectAllow {
			continue
		}
		list = append(list, withStatement(d, i, j.conditioned(s, service)), withStatement(d, i, j.conditioned(alsoFor(s, service), service)))
	}
	own := iampolicy.Allow("sts:AssumeRole").For(iampolicy.Service(service))
	added := d
	added.Statement.Items = append(slices.Clone(d.Statement.Items), own)
	added.Statement.Single = false
	list = append(list, added)
	if !isStorable(d, iampolicy.KindTrust) {
		list = append(list, iampolicy.NewDocument(own))
	}
	return list
}

// named puts the service in the place of "*", where IAM takes no wildcard.
func named(p iampolicy.Principal, service string) iampolicy.Principal {
	if p.Any {
		return iampolicy.Service(service)
	}
	if slices.Contains(p.Service.Items, "*") {
		p.Service = iampolicy.Service(service).Service
	}
	return p
}

func withStatement(d iampolicy.Document, i int, s iampolicy.Statement) iampolicy.Document {
	d.Statement.Items = slices.Clone(d.Statement.Items)
	d.Statement.Items[i] = s
	return d
}

// alsoFor names a service beside those that the statement names.
func alsoFor(s iampolicy.Statement, service string) iampolicy.Statement {
	if len(s.Principal.Service.Items) > 0 && !slices.Contains(s.Principal.Service.Items, service) {
		s.Principal.Service = iampolicy.OneOrMany[string]{Items: append(slices.Clone(s.Principal.Service.Items), service)}
	}
	return s
}

// conditioned corrects what the conditions ask of the task: its own account, and an
// ARN that ECS sends.
func (j *job) conditioned(s iampolicy.Statement, service string) iampolicy.Statement {
	account := j.role.account()
	var kept []iampolicy.Condition
	for _, c := range s.Condition {
		switch {
		case strings.EqualFold(c.Key, "aws:SourceAccount") && account != "":
			c.Values = oneValue(account)
		case service == tasksService && j.isNeverSent(c):
			c.Operator, c.Values = "ArnLike", oneValue(j.sent(c.Values.Items[0].Text))
		}
		kept = append(kept, c)
	}
	s.Condition = kept
	return s
}

func oneValue(text string) iampolicy.OneOrMany[iampolicy.Scalar] {
	return iampolicy.OneOrMany[iampolicy.Scalar]{Items: []iampolicy.Scalar{{Text: text}}, Single: true}
}

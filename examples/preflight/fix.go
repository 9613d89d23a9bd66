package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// additions is what to add so that the pull is allowed: commands that can be pasted,
// or statements where the policy that they go into was not given as a whole. What a
// policy allows that AWS refuses has only to be corrected there.
func (q *question) additions() string {
	var needs []authz.Need
	for _, r := range q.report.Results {
		if r.Decision.Outcome == authz.ImplicitDeny {
			needs = append(needs, r.Need)
		}
	}
	var texts []string
	corrected, where := q.corrected()
	report := corrected.check(needs)
	if where != "" && len(report.Missing()) < len(needs) {
		texts = append(texts, "correct the policy that AWS refuses ("+where+"), which is about this")
	}
	fixes, ok := report.Fixes()
	if !ok || where != "" && report.OK() { // what is only recommended is no reason for a second policy
		return strings.Join(texts, "\n")
	}
	for _, fix := range fixes {
		texts = append(texts, q.addition(fix))
	}
	return strings.Join(texts, "\n")
}

// corrected is the question with the policies of the role that AWS refuses, as they
// are meant, and the place of the first; "" where there is none.
func (q *question) corrected() (question, string) {
	other, where := *q, ""
	var all []awsfile.Policy
	for _, p := range q.role.policies {
		if !q.in.isInForce(p, iampolicy.KindIdentity) {
			p.Document, where = meant(p.Document), cmp.Or(where, p.Where.String())
		}
		all = append(all, p)
	}
	identity, err := compilePolicies(all)
	if where == "" || err != nil {
		return *q, ""
	}
	other.access.Identity = identity
	return other, where
}

// meant is a document in which a missing Resource is every one, and the URI of a
// repository its ARN, as the remedies of the two say.
func meant(d iampolicy.Document) iampolicy.Document {
	d.Statement.Items = slices.Clone(d.Statement.Items)
	for i := range d.Statement.Items {
		s := &d.Statement.Items[i]
		if len(s.Resource.Items)+len(s.NotResource.Items) == 0 {
			s.Resource = iampolicy.OneOrMany[string]{Items: []string{"*"}}
		}
		s.Resource.Items = slices.Clone(s.Resource.Items)
		for k, text := range s.Resource.Items {
			if repository, err := ecrref.ParseRepository(text); err == nil {
				s.Resource.Items[k], _ = repository.ARN()
			}
		}
	}
	return d
}

// addition says how to add a fix: to a role as one more inline policy, to a
// repository or registry by storing its policy anew, and to any other policy as
// statements.
func (q *question) addition(fix authz.Fix) string {
	switch {
	case fix.Kind == iampolicy.KindIdentity && q.role.name() != "":
		return fmt.Sprintf("aws iam put-role-policy --role-name %s --policy-name %s --policy-document %s",
			cli.ShellQuote(q.role.name()), q.policyName(fix.Add.String()), cli.ShellQuote(fix.Add.String()))
	case fix.Kind == iampolicy.KindRepository && len(q.repository) < 2:
		return q.storeRepositoryPolicy(whole(q.repository, fix.Add))
	}
	var statements []string
	for _, s := range fix.Add.Statement.Items {
		statements = append(statements, s.String())
	}
	if b := q.inForce.boundary; fix.Kind == iampolicy.KindBoundary && len(b) == 1 && b[0].Managed {
		return fmt.Sprintf("AWS manages the permissions boundary %s, so nobody else can change it: set another, which allows as well %s",
			b[0].Name, strings.Join(statements, ", "))
	}
	return fmt.Sprintf("add to the %s: %s", kindNames[fix.Kind], strings.Join(statements, ", "))
}

// whole is a policy with statements added, as it has to be stored.
func whole(ps []awsfile.Policy, add iampolicy.Document) iampolicy.Document {
	if len(ps) == 0 {
		return add
	}
	d := ps[0].Document
	d.Statement = iampolicy.OneOrMany[iampolicy.Statement]{Items: slices.Concat(d.Statement.Items, add.Statement.Items)}
	return d
}

// storeRepositoryPolicy is the command for the policy of the image's repository.
func (q *question) storeRepositoryPolicy(d iampolicy.Document) string {
	repository := q.pull.ref.Repository()
	return fmt.Sprintf("aws ecr set-repository-policy --registry-id %s --region %s --repository-name %s --policy-text %s\n"+
		"(run by account %s; this replaces the whole repository policy)", repository.Registry().AccountID(), repository.Registry().Region(),
		repository.Name(), cli.ShellQuote(d.String()), repository.Registry().AccountID())
}

// policyName is a name for one more inline policy of the role. put-role-policy
// replaces a policy of the same name, so it is one that the role does not have and
// that no other fix writes.
func (q *question) policyName(document string) string {
	first := "ecr-pull-" + strings.ReplaceAll(q.pull.ref.Repository().Name(), "/", "-")
	first = first[:min(len(first), 120)]
	for n, name := 2, first; ; n++ {
		there := slices.ContainsFunc(q.role.policies, func(p awsfile.Policy) bool { return p.Name == name })
		key := q.role.arn + " " + name
		if other, taken := q.job.in.policyNames[key]; !there && (!taken || other == document) {
			q.job.in.policyNames[key] = document
			return name
		}
		name = fmt.Sprintf("%s-%d", first, n)
	}
}

var kindNames = map[iampolicy.PolicyKind]string{
	iampolicy.KindIdentity:   "role's policy",
	iampolicy.KindRepository: "repository policy",
	iampolicy.KindRegistry:   "registry policy",
	iampolicy.KindBoundary:   "permissions boundary",
	iampolicy.KindSession:    "session policy",
	iampolicy.KindEndpoint:   "endpoint policy",
	iampolicy.KindSCP:        "service control policy",
	iampolicy.KindRCP:        "resource control policy",
}

// sparing says how to change the statements that deny, as nothing that is added
// helps against them: one line a statement.
func (q *question) sparing() string {
	var order, detach []string
	for _, c := range q.report.Changes() {
		if p, _ := q.policyOf(c.Deny); p.Managed {
			detach = append(detach, "detach "+p.Name+": AWS manages it, so nobody else can change it")
			continue
		}
		order = append(order, fmt.Sprintf("in statement %d of %s: %s", c.Deny.Statement, q.whereOf(c.Deny), c.Deny.Change))
	}
	if order == nil && detach == nil {
		return "take the role or the repository out of the statement that denies; nothing that is added helps against a deny"
	}
	return strings.Join(slices.Concat(sorted(detach), order), "\n")
}

// sparePrincipal: a Deny with NotPrincipal hits whoever is not named with role,
// account and session; a condition says the same in one line.
func (q *question) sparePrincipal() string {
	role := q.role.principal(q.pull.ref)
	account := strings.SplitN(role, ":", 6)
	root := strings.Join(append(slices.Clone(account[:5]), "root"), ":")
	return fmt.Sprintf("write \"Principal\": \"*\" with the Condition {\"ArnNotEquals\": {\"aws:PrincipalArn\": %q}} "+
		"in place of NotPrincipal, or name the role, its account (%s) and the session in NotPrincipal", role, root)
}

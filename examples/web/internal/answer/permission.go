package answer

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// judgePolicy decides for each image whether the role may pull it.
func (t *task) judgePolicy(p *policies) {
	t.add(p.findings...)
	if !t.needsRole() {
		return
	}
	if !p.given {
		f := Finding{Severity: Warning, Field: FieldPolicy, Message: "no policy of the role that pulls was given",
			Fix: "paste the policies of the role; it needs at least this one"}
		if least, err := iampolicy.Pull(t.private()...); err == nil {
			f.Paste = least.String()
		}
		t.add(f)
		return
	}
	t.judgeOwners(p.owners)
	decided := map[ecrref.Ref][]Finding{}
	for _, c := range t.containers {
		if c.origin != privateECR {
			continue
		}
		before := len(c.findings)
		for _, f := range decided[c.ref] {
			c.add(f.Severity, f)
		}
		if _, ok := decided[c.ref]; !ok {
			t.judgePull(c, p)
			decided[c.ref] = c.findings[before:]
		}
	}
}

// judgePull decides for one image. Where its repository is in another account, the
// policy of the repository, which nobody has given, is taken to allow the pull, and a
// warning says so: what the role's own policies refuse is then still an error.
func (t *task) judgePull(c *container, p *policies) {
	otherPartition, otherAccount := t.puller.crosses(c.ref)
	if otherPartition {
		c.add(Failure, Finding{Fix: "copy the image to a registry in the partition of the role",
			Message: "the image is in partition " + c.ref.Registry().Partition() + " and " + t.puller.arn +
				" is not: no permission reaches across"})
		return
	}
	if !p.usable {
		return // it is said already, and what the rest allows is not the answer
	}
	q := question{task: t, container: c, given: p, access: authz.Access{Identity: p.compiled}}
	if otherAccount {
		q.warnOfRepository()
		arn, _ := c.ref.Repository().ARN()
		anything, _ := authz.Compile(iampolicy.NewDocument(iampolicy.Allow("ecr:*").For(iampolicy.AWS(t.puller.arn))))
		q.access.Resource = []authz.ResourcePolicy{{On: arn, Policy: anything}}
	}
	q.report = q.check(authz.PullNeeds(c.ref))
	q.say()
}

// question is what one container asks: may the role pull this image?
type question struct {
	*task
	container *container
	given     *policies
	access    authz.Access
	report    authz.Report
}

// warnOfRepository says what the policy of the repository has to hold.
func (q *question) warnOfRepository() {
	fixes, _ := q.access.Check(q.request(), authz.PullNeeds(q.container.ref)...).Fixes()
	paste := ""
	for _, f := range fixes {
		if f.Kind == iampolicy.KindRepository {
			paste = f.Add.String()
		}
	}
	registry := q.container.ref.Registry()
	q.container.add(Warning, Finding{Field: FieldPolicy, Paste: paste,
		Message: q.container.ref.Repository().String() + " is in account " + registry.AccountID() +
			", and so its repository policy has to allow " + q.puller.arn,
		Fix: "ask account " + registry.AccountID() + " for its repository policy; these statements have to be in it"})
}

// say turns the decisions into findings, one for each fate.
func (q *question) say() {
	var missing, denied, open, lacking []authz.Result
	for _, r := range q.report.Results {
		outcome := r.Decision.Outcome
		switch {
		case outcome == authz.Allowed:
		case r.Need.Level != authz.Required:
			lacking = append(lacking, r)
		case outcome == authz.Undetermined:
			open = append(open, r)
		case outcome == authz.ExplicitDeny:
			denied = append(denied, r)
		default:
			missing = append(missing, r)
		}
	}
	q.add(Failure, "is not allowed", missing, Finding{Paste: q.additions(missing),
		Fix: "add these statements to the role's policies"})
	q.add(Failure, "is denied", denied, Finding{Fix: q.changes(denied)})
	q.add(Warning, "is undecided", open, Finding{Fix: q.tells(open)})
	if q.report.OK() {
		q.add(Note, "is not allowed; AWS lists it, but a pull does not need it", lacking, Finding{})
	}
	if q.report.OK() && !q.puller.open {
		q.container.add(Note, Finding{Field: FieldPolicy, Message: "the policies allow the pull of " + q.container.ref.String()})
	}
}

// add reports results of one fate, if there are any.
func (q *question) add(s Severity, says string, results []authz.Result, f Finding) {
	if len(results) == 0 {
		return
	}
	var lines []string
	seen := map[string]bool{}
	for _, r := range results {
		lines = append(lines, r.Need.Action+" on "+r.Need.Resource+" "+says)
		for _, reason := range r.Decision.Reasons {
			if text := reason.String(); reason.Layer != authz.LayerResource && !seen[text] {
				seen[text] = true
				f.Why = append(f.Why, text)
			}
		}
	}
	f.Why = firstOf(f.Why)
	f.Field, f.Message = FieldPolicy, strings.Join(lines, "\n")
	q.container.add(s, f)
}

// firstOf cuts a list that is too long to be read.
func firstOf(lines []string) []string {
	const most = 20
	if len(lines) <= most {
		return lines
	}
	return append(lines[:most:most], "and "+strconv.Itoa(len(lines)-most)+" more")
}

// additions are the smallest statements that grant what is missing.
func (q *question) additions(missing []authz.Result) string {
	var needs []authz.Need
	for _, r := range q.report.Results {
		if r.Decision.Outcome == authz.ImplicitDeny {
			needs = append(needs, r.Need)
		}
	}
	if len(missing) == 0 {
		return ""
	}
	fixes, ok := q.check(needs).Fixes()
	if !ok || len(fixes) != 1 || fixes[0].Kind != iampolicy.KindIdentity {
		return ""
	}
	return fixes[0].Add.String()
}

// changes says what to change in the statements that deny.
func (q *question) changes(denied []authz.Result) string {
	reasons := 0
	for _, r := range denied {
		reasons += len(r.Decision.Reasons)
	}
	switch {
	case reasons == 0:
		return ""
	case reasons > 200: // how to change so many is a list that nobody reads
		return "take the pull out of every statement that denies it"
	}
	var list []string
	seen := map[string]bool{"": true}
	for _, r := range q.report.Blockers() {
		if !seen[r.Change] {
			seen[r.Change] = true
			list = append(list, r.Change)
		}
	}
	return strings.Join(firstOf(list), "\n")
}

// check decides needs. Keys that no such request holds are known to be absent after
// all, where an answer hangs on them.
func (q *question) check(needs []authz.Need) authz.Report {
	request := q.request()
	needs = slices.Clone(needs)
	for i, n := range needs {
		if n.Resource == "*" {
			needs[i].Context = q.loginContext(n)
		}
	}
	report := q.access.Check(request, needs...)
	for _, key := range missingKeys(report.Results) {
		if isForeign(key) {
			request.Context[key] = nil
		}
	}
	if report = q.access.Check(request, needs...); slices.Contains(missingKeys(report.Results), mfaPresent) {
		return q.withoutMFA(request, needs)
	}
	return report
}

// missingKeys lists the keys that decisions hang on, in lower case.
func missingKeys(results []authz.Result) (keys []string) {
	for _, r := range results {
		for _, key := range r.Decision.Missing {
			keys = append(keys, strings.ToLower(key))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

const mfaPresent = "aws:multifactorauthpresent"

// withoutMFA decides for the session of a service, which nobody has confirmed with a
// second factor. AWS's pages say of the key both that it is absent there and that it
// is false: a need that has one answer for both has that, and any other stays open.
func (q *question) withoutMFA(request authz.Request, needs []authz.Need) authz.Report {
	absent, isFalse := withKey(needs, mfaPresent), withKey(needs, mfaPresent, "false")
	a, f := q.access.Check(request, absent...), q.access.Check(request, isFalse...)
	for i := range needs {
		if a.Results[i].Decision.Outcome != f.Results[i].Decision.Outcome {
			isFalse[i] = needs[i]
		}
	}
	return q.access.Check(request, isFalse...)
}

// withKey returns needs in whose contexts a key has values; without any it is known to
// be absent.
func withKey(needs []authz.Need, key string, values ...string) []authz.Need {
	needs = slices.Clone(needs)
	for i, n := range needs {
		context := maps.Clone(n.Context)
		if context == nil {
			context = map[string][]string{}
		}
		context[key] = values
		needs[i].Context = context
	}
	return needs
}

// isForeign reports whether a condition key is one of another service, so that it is
// never in a request to ECR, or of a call that sends tags. Keys of identity providers
// have a host name before the colon, those of instanceKeys hold for every service, and
// what has no colon is no key but a placeholder.
func isForeign(key string) bool {
	service, _, ok := strings.Cut(key, ":")
	switch {
	case slices.Contains(instanceKeys, key):
		return false
	case key == "aws:tagkeys", strings.HasPrefix(key, "aws:requesttag/"):
		return true
	}
	return ok && service != "aws" && service != "ecr" && !strings.Contains(service, ".")
}

// instanceKeys are of the credentials that an instance gets for its own role. A role
// that ECS hands to a task has none of them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/amazon-ec2-keys.html
var instanceKeys = []string{"ec2:sourceinstancearn", "ec2:roledelivery", "aws:ec2instancesourcevpc", "aws:ec2instancesourceprivateipv4"}

// request is the role's question, with the condition keys that are known: the pull is
// a call over TLS by a session of the role, which ECS has opened.
func (q *question) request() authz.Request {
	registry := q.container.ref.Registry()
	context := map[string][]string{
		"aws:requestedregion":       {registry.Region()},
		"aws:resourceaccount":       {registry.AccountID()},
		"aws:securetransport":       {"true"},
		"aws:principaltype":         {"AssumedRole"},
		"aws:principalisawsservice": {"false"},
		"aws:viaawsservice":         {"false"},
	}
	for key := range absentKeys() {
		context[key] = nil
	}
	if q.isTaskRole() {
		for _, key := range instanceKeys {
			context[key] = nil
		}
	}
	if _, account, ok := accountOf(q.puller.arn); ok {
		context["aws:principalaccount"] = []string{account}
	}
	if q.puller.isNamed {
		context["aws:principalarn"] = []string{q.puller.arn}
	}
	return authz.Request{Principal: q.puller.principal(q.container.ref), Context: context, OpenContext: true}
}

// isTaskRole reports whether ECS hands the role to the task, so that it is none of an
// instance.
func (t *task) isTaskRole() bool {
	onInstance := func(l string) bool { return !slices.Contains(needsExecutionRole, l) }
	return t.role.isGiven() || len(t.launch) > 0 && !slices.ContainsFunc(t.launch, onInstance)
}

// absentKeys yields the keys that only calls of services, users and federated sessions
// have: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
func absentKeys() func(yield func(string) bool) {
	return slices.Values([]string{
		"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths",
		"aws:principalservicename", "aws:principalservicenameslist",
		"aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:referer",
		"aws:multifactorauthage", "aws:username", "aws:federatedprovider",
	})
}

// loginContext is what is known of the login beside that: it is about the role's own
// account, and on Fargate does not pass the task's VPC endpoint:
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
func (q *question) loginContext(n authz.Need) map[string][]string {
	context := map[string][]string{}
	maps.Copy(context, n.Context)
	if _, account, ok := accountOf(q.puller.arn); ok {
		context["aws:resourceaccount"] = []string{account}
	}
	if slices.Contains(q.launch, "FARGATE") {
		context["aws:sourcevpc"], context["aws:sourcevpce"] = nil, nil
	}
	return context
}

package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// question is what one container asks: may the role pull this image, by all
// policies that stand between the two?
type question struct {
	*job
	pull       *pull
	access     authz.Access
	repository []awsfile.Policy // policies of the image's repository that were given
	registry   []awsfile.Policy // and of its registry
	isGiven    bool             // the repository policy was given, though AWS may refuse it
	as         string           // who asks, in place of the role; "" is the role
	guess      bool             // they tell roles apart, and which role pulls is not known
	assumed    bool             // the repository policy was not given and is taken to allow the pull
	report     authz.Report
	sessions   map[string]authz.Decision // by action: where the role may, and a session that is not named perhaps not
}

// compile makes the policies ready that are the same for all images.
func (j *job) compile() error {
	var err error
	compile := func(ps []awsfile.Policy) *authz.Policy {
		policy, failed := compilePolicies(ps)
		if err == nil {
			err = failed
		}
		return policy
	}
	if j.in.unusable != nil {
		return j.in.unusable
	}
	p := &j.inForce
	p.identity = j.in.inForce(j.role.policies, iampolicy.KindIdentity)
	p.boundary = j.in.limiting(j.role.boundary, iampolicy.KindBoundary)
	p.endpoint = j.in.limiting(ofECR(j.in.endpoint), iampolicy.KindEndpoint)
	p.scps = j.in.levels(j.in.scps, iampolicy.KindSCP, completed)
	p.rcps = j.in.levels(j.in.rcps, iampolicy.KindRCP, nil)
	j.access.Unseen = j.in.unseenLayers()
	j.access.Identity, j.access.Boundary, j.access.Endpoint = compile(p.identity), compile(p.boundary), compile(p.endpoint)
	j.caller = compile(j.in.inForce(j.in.caller, iampolicy.KindIdentity))
	j.s3Endpoint = compile(j.in.limiting(j.in.s3Endpoint, iampolicy.KindEndpoint))
	for _, level := range p.scps {
		j.access.SCP = append(j.access.SCP, compile(level))
	}
	for _, level := range p.rcps {
		j.access.RCP = append(j.access.RCP, compile(level))
	}
	return err
}

// usable returns an error for a policy that cannot be evaluated, whether or not a
// pull hangs on it.
func usable(ps []givenPolicy) error {
	for _, p := range ps {
		if _, err := compilePolicies([]awsfile.Policy{p.Policy}); err != nil && p.kind != iampolicy.KindTrust {
			return err
		}
	}
	return nil
}

// policies are those that count, in the order in which they were compiled.
type policies struct {
	identity, boundary, endpoint []awsfile.Policy
	scps, rcps                   [][]awsfile.Policy
}

// levels are the levels that limit anything, each completed.
func (in *input) levels(
	given [][]awsfile.Policy,
	kind iampolicy.PolicyKind,
	complete func([]awsfile.Policy) []awsfile.Policy,
) [][]awsfile.Policy {
	var list [][]awsfile.Policy
	for _, level := range given {
		level = in.limiting(level, kind)
		if complete != nil {
			level = complete(level)
		}
		if level != nil {
			list = append(list, level)
		}
	}
	return list
}

// compilePolicies returns nil for nil. Of several it also compiles each alone, so
// that an error names the file.
func compilePolicies(ps []awsfile.Policy) (*authz.Policy, error) {
	if ps == nil {
		return nil, nil
	}
	var docs []iampolicy.Document
	for _, p := range ps {
		alone, err := authz.Compile(p.Document)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Where, err)
		}
		if len(ps) == 1 {
			return alone, nil
		}
		docs = append(docs, p.Document)
	}
	return authz.Compile(docs...)
}

// ask adds the resource policies of the image and decides. Where the repository
// policy of another account was not given, it is taken to allow the pull, and a
// warning says so: what all the others refuse is then still an error.
func (j *job) ask(p *pull) (*question, error) {
	q := &question{job: j, pull: p, access: j.access, repository: j.ofRepository(p),
		registry: j.in.inForce(j.ofRegistry(p), iampolicy.KindRegistry)}
	q.isGiven = len(q.repository) > 0
	q.repository = j.in.inForce(q.repository, iampolicy.KindRepository)
	if err := q.attach(); err != nil {
		return nil, err
	}
	q.guess = !j.role.isNamed && slices.ContainsFunc(q.resource(), tellsRolesApart)
	q.report = q.check(authz.PullNeeds(p.ref))
	q.askSession()
	if q.guess || q.isGiven || j.in.noPolicy[repositoryID(p.ref)] || !j.isCrossAccount(p) || q.report.OK() {
		return q, nil
	}
	q.assumed = true
	anything, err := authz.Compile(iampolicy.NewDocument(iampolicy.Allow("ecr:*").For(iampolicy.AWS(j.role.arn))))
	q.access.Resource = append(q.access.Resource, authz.ResourcePolicy{On: repositoryID(p.ref), Policy: anything})
	q.report = q.check(authz.PullNeeds(p.ref))
	return q, err
}

// attach adds the policies of the image's repository and registry to what decides.
func (q *question) attach() error {
	add := func(on string, ps []awsfile.Policy) error {
		for _, policy := range ps {
			compiled, err := compilePolicies([]awsfile.Policy{policy})
			if err != nil {
				return err
			}
			q.access.Resource = append(q.access.Resource, authz.ResourcePolicy{On: on, Policy: compiled})
		}
		return nil
	}
	g := q.pull.ref.Registry()
	return errors.Join(add(repositoryID(q.pull.ref), q.repository),
		add(fmt.Sprintf("arn:%s:ecr:%s:%s:*", g.Partition(), g.Region(), g.AccountID()), q.registry))
}

// askSession asks again for a session of the role, as the pull is made by one whose
// name nobody knows before. A Deny with NotPrincipal spares the role it names, and
// AWS's pages do not agree on whether it spares such a session.
func (q *question) askSession() {
	if !slices.ContainsFunc(q.resource(), excludes) {
		return
	}
	m := roleARN.FindStringSubmatch(q.role.arn)
	if m == nil {
		return
	}
	session := *q
	session.as = fmt.Sprintf("arn:%s:sts::%s:assumed-role/%s/%s", m[1], m[2], q.role.name(), "a-session-of-the-role")
	q.sessions = map[string]authz.Decision{}
	for _, r := range session.check(authz.PullNeeds(q.pull.ref)).Results {
		isOpen := slices.ContainsFunc(r.Decision.Reasons, func(r authz.Reason) bool { return r.Clause == authz.ClauseSession })
		if isOpen || r.Decision.Outcome == authz.ExplicitDeny {
			q.sessions[r.Need.Action] = r.Decision
		}
	}
}

// excludes reports whether a policy denies all but those it names.
func excludes(policy awsfile.Policy) bool {
	return slices.ContainsFunc(policy.Document.Statement.Items, func(s iampolicy.Statement) bool { return !s.NotPrincipal.IsZero() })
}

// resource lists the policies of the resource in the order of access.Resource.
func (q *question) resource() []awsfile.Policy { return slices.Concat(q.repository, q.registry) }

// isCrossAccount reports whether the image is known to be in another account than
// the role.
func (j *job) isCrossAccount(p *pull) bool {
	account := j.role.account()
	return account != "" && account != p.ref.Registry().AccountID()
}

// tellsRolesApart reports whether a policy names a caller that is no account.
func tellsRolesApart(policy awsfile.Policy) bool {
	return slices.ContainsFunc(policy.Document.Statement.Items, func(s iampolicy.Statement) bool {
		return slices.ContainsFunc(slices.Concat(s.Principal.AWS.Items, s.NotPrincipal.AWS.Items), func(id string) bool {
			return strings.Contains(id, ":role/") || strings.Contains(id, ":assumed-role/") || strings.Contains(id, ":user/")
		})
	})
}

// check decides needs, each in a context of its own. Keys that no such request
// holds are known to be absent after all, where an answer hangs on them.
func (q *question) check(needs []authz.Need) authz.Report {
	request := q.request(q.pull.ref)
	if q.as != "" {
		request.Principal = q.as
	}
	needs = q.inContext(needs)
	report := q.access.Check(request, needs...)
	foreign := slices.DeleteFunc(missingKeys(report.Results), func(key string) bool { return !isForeign(key, needs) })
	for _, key := range foreign {
		request.Context[strings.ToLower(key)] = nil
	}
	if len(foreign) > 0 {
		report = q.access.Check(request, needs...)
	}
	if hangsOn(report, sourceIP) && q.asksForPrivate() {
		needs = q.fromOutside(request, needs)
		report = q.access.Check(request, needs...)
	}
	if hangsOn(report, mfaPresent) {
		return q.withoutMFA(request, needs)
	}
	return report
}

// hangsOn reports whether an answer hangs on a key.
func hangsOn(report authz.Report, key string) bool {
	return slices.ContainsFunc(missingKeys(report.Results), func(k string) bool { return strings.EqualFold(k, key) })
}

// inContext adds to each need what is known of its request alone.
func (q *question) inContext(needs []authz.Need) []authz.Need {
	needs = slices.Clone(needs)
	for i, need := range needs {
		if need.Resource == "*" {
			needs[i] = with(need, q.loginContext())
		}
	}
	return needs
}

// with returns a need in whose context keys have values; a key without any is known
// to be absent.
func with(need authz.Need, context map[string][]string) authz.Need {
	own := maps.Clone(need.Context)
	if own == nil {
		own = map[string][]string{}
	}
	maps.Copy(own, context)
	need.Context = own
	return need
}

// withoutMFA decides for the session of a service, which nobody has confirmed with a
// second factor. AWS's pages say of the key both that it is absent there and that it
// is false: a need that has one answer for both has that, and any other stays open.
func (q *question) withoutMFA(request authz.Request, needs []authz.Need) authz.Report {
	absent, isFalse := slices.Clone(needs), slices.Clone(needs)
	for i, need := range needs {
		absent[i] = with(need, map[string][]string{mfaPresent: nil})
		isFalse[i] = with(need, map[string][]string{mfaPresent: {"false"}})
	}
	a, f := q.access.Check(request, absent...), q.access.Check(request, isFalse...)
	for i := range needs {
		if a.Results[i].Decision.Outcome != f.Results[i].Decision.Outcome {
			isFalse[i] = needs[i]
		}
	}
	return q.access.Check(request, isFalse...)
}

const mfaPresent = "aws:multifactorauthpresent"

// missingKeys lists the condition keys that decisions hang on, each once whatever
// its case.
func missingKeys(results []authz.Result) []string {
	var keys []string
	for _, r := range results {
		keys = append(keys, r.Decision.Missing...)
	}
	slices.SortFunc(keys, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return slices.CompactFunc(keys, strings.EqualFold)
}

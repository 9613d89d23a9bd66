package main

import (
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
	guess      bool             // they tell roles apart, and which role pulls is not known
	assumed    bool             // the repository policy was not given and is taken to allow the pull
	report     authz.Report
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
	for _, p := range j.in.given() {
		if _, failed := compilePolicies([]awsfile.Policy{p.Policy}); failed != nil && p.kind != iampolicy.KindTrust {
			return failed
		}
	}
	p := &j.inForce
	p.identity = j.in.inForce(j.role.policies, iampolicy.KindIdentity)
	p.boundary = j.in.limiting(j.role.boundary, iampolicy.KindBoundary)
	p.endpoint = j.in.limiting(ofECR(j.in.endpoint), iampolicy.KindEndpoint)
	p.scps = j.in.levels(j.in.scps, iampolicy.KindSCP, completed)
	p.rcps = j.in.levels(j.in.rcps, iampolicy.KindRCP, nil)
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

// policies are those that count, in the order in which they were compiled.
type policies struct {
	identity, boundary, endpoint []awsfile.Policy
	scps, rcps                   [][]awsfile.Policy
}

// levels are the levels that limit anything, each completed.
func (in *input) levels(given [][]awsfile.Policy, kind iampolicy.PolicyKind, complete func([]awsfile.Policy) []awsfile.Policy) [][]awsfile.Policy {
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

// compilePolicies returns nil for nil. It also compiles each policy alone, so
// that an error names the file.
func compilePolicies(ps []awsfile.Policy) (*authz.Policy, error) {
	if ps == nil {
		return nil, nil
	}
	var docs []iampolicy.Document
	for _, p := range ps {
		if _, err := authz.Compile(p.Document); err != nil {
			return nil, fmt.Errorf("%s: %w", p.Where, err)
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
	for _, policy := range q.resource() {
		compiled, err := compilePolicies([]awsfile.Policy{policy})
		if err != nil {
			return nil, err
		}
		q.access.Resource = append(q.access.Resource, compiled)
	}
	q.guess = !j.role.isNamed && slices.ContainsFunc(q.resource(), tellsRolesApart)
	q.report = q.check(authz.PullNeeds(p.ref))
	if q.guess || q.isGiven || j.in.noPolicy[repositoryID(p.ref)] || !j.isCrossAccount(p) || q.report.OK() {
		return q, nil
	}
	q.assumed = true
	any, err := authz.Compile(iampolicy.NewDocument(iampolicy.Allow("ecr:*").For(iampolicy.AWS(j.role.arn))))
	q.access.Resource = append(q.access.Resource, any)
	q.report = q.check(authz.PullNeeds(p.ref))
	return q, err
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

// check decides needs: the login, which is about no resource, and what is about the
// image. The report is that of the needs in a context of their own.
func (q *question) check(needs []authz.Need) authz.Report {
	image, login := q.request(q.pull.ref), q.tokenRequest(q.pull.ref)
	report := q.access.Check(image)
	for _, need := range needs {
		request := image
		if need.Resource == "*" {
			request = login
		}
		report.Results = append(report.Results, q.checkOne(request, need)...)
	}
	return report
}

// checkOne decides one need. Keys that the request cannot hold are known to be
// absent after all, where an answer hangs on them.
func (q *question) checkOne(request authz.Request, need authz.Need) []authz.Result {
	results := q.access.Check(request, need).Results
	missing := missingKeys(results)
	absent := slices.DeleteFunc(slices.Clone(missing), func(key string) bool { return !isAbsent(key, need) })
	if len(absent) > 0 {
		for _, key := range absent {
			request = with(request, key, nil)
		}
		results = q.access.Check(request, need).Results
		missing = missingKeys(results)
	}
	if !slices.ContainsFunc(missing, isMFA) {
		return results
	}
	return q.withoutMFA(request, need, results)
}

// withoutMFA decides for the session of a service, which nobody has confirmed with a
// second factor. AWS's pages say of the key both that it is absent there and that it
// is false: the answer is that of both, or stays open.
func (q *question) withoutMFA(request authz.Request, need authz.Need, open []authz.Result) []authz.Result {
	asAbsent := q.access.Check(with(request, mfaPresent, nil), need).Results
	asFalse := q.access.Check(with(request, mfaPresent, []string{"false"}), need).Results
	for i := range asFalse {
		if asAbsent[i].Decision.Outcome != asFalse[i].Decision.Outcome {
			return open
		}
	}
	return asFalse
}

const mfaPresent = "aws:multifactorauthpresent"

func isMFA(key string) bool { return strings.EqualFold(key, mfaPresent) }

// with returns a request in whose context a key has values; without any it is known
// to be absent.
func with(request authz.Request, key string, values []string) authz.Request {
	request.Context = maps.Clone(request.Context)
	request.Context[strings.ToLower(key)] = values
	return request
}

// missingKeys lists the condition keys that decisions hang on.
func missingKeys(results []authz.Result) []string {
	var keys []string
	for _, r := range results {
		keys = append(keys, r.Decision.Missing...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

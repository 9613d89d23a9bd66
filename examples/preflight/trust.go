package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// tasksService is how ECS calls itself where it uses a role for a task.
const tasksService = "ecs-tasks.amazonaws.com"

// trusted are the services that may have to assume the role: ECS for an execution
// role, EC2 for the role of an instance profile, by either of the names that EC2
// has in China. One is enough.
func (j *job) trusted() []string {
	onInstance := func(launch string) bool { return !slices.Contains(needsExecutionRole, launch) }
	types := j.launchTypes()
	if j.task.ExecutionRoleARN.Value == "" && len(types) == 0 && j.in.roleARN != "" {
		return []string{tasksService, "ec2.amazonaws.com", "ec2.amazonaws.com.cn"}
	}
	if j.task.ExecutionRoleARN.Value != "" || j.task.ContainersOnly || len(types) > 0 && !slices.ContainsFunc(types, onInstance) {
		return []string{tasksService}
	}
	return []string{"ec2.amazonaws.com", "ec2.amazonaws.com.cn"}
}

// trusting is what a trust policy says to the services that may use the role: the
// best answer that one of them gets.
type trusting struct {
	service  string
	decision authz.Decision
}

// trust decides whether the role may be used. It is not ok when nothing is known of
// the trust policy, and an error when the policy decides nothing.
func (j *job) trust() (best trusting, ok bool, err error) {
	if j.role.trust == nil {
		return best, false, nil
	}
	policy, err := compileTrust(j.role.trust.Document)
	if err != nil {
		return best, false, err
	}
	for i, service := range j.trusted() {
		request := j.trustRequest(service)
		d := j.decideTrust(policy, j.role.trust.Document, request)
		if i == 0 || d.Outcome > best.decision.Outcome && d.Outcome != authz.ExplicitDeny {
			best = trusting{service, d}
		}
	}
	return best, true, nil
}

// everyAccount stands for "AWS": "*" in a trust policy, in words that no principal has.
const everyAccount = `"*" (every account, user and role, and no service)`

// compileTrust makes a trust policy ready. "AWS": "*" lets no service in: that is
// for accounts and for what is in them, and a service has to be named. "*" alone,
// which IAM does not store, is read in the same way.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
func compileTrust(d iampolicy.Document) (*authz.Policy, error) {
	d.Statement.Items = slices.Clone(d.Statement.Items)
	for i, s := range d.Statement.Items {
		if s.Effect == iampolicy.EffectAllow {
			d.Statement.Items[i].Principal = withoutServices(s.Principal)
		}
	}
	return authz.Compile(d)
}

// withoutServices names in words whoever "*" stands for.
func withoutServices(p iampolicy.Principal) iampolicy.Principal {
	if p.Any {
		return iampolicy.AWS(everyAccount)
	}
	p.AWS.Items = slices.Clone(p.AWS.Items)
	for i, id := range p.AWS.Items {
		if id == "*" {
			p.AWS.Items[i] = everyAccount
		}
	}
	return p
}

// trustRequest is what the service asks: it says of the task its account.
func (j *job) trustRequest(service string) authz.Request {
	request := authz.Request{Principal: service, Action: "sts:AssumeRole", Resource: j.role.arn,
		Context: serviceContext(service), OpenContext: true}
	if account := j.role.account(); account != "" {
		request.Context["aws:sourceaccount"] = []string{account}
		request.Context["aws:resourceaccount"] = []string{account}
	}
	for key, values := range j.in.context {
		request.Context[key] = values
	}
	return request
}

// serviceContext is what is known of a service that calls for itself. It is in no
// organization, has no user, no MFA device and no identity provider, and no service of
// AWS's sends an external ID: that is between customers.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
func serviceContext(service string) map[string][]string {
	return map[string][]string{
		"aws:principalisawsservice": {"true"}, "aws:principalservicename": {service},
		"aws:securetransport": {"true"}, "aws:viaawsservice": {"false"},
		"aws:principalorgid": nil, "aws:principalorgpaths": nil, "aws:username": nil, "aws:federatedprovider": nil,
		"aws:multifactorauthpresent": nil, "aws:multifactorauthage": nil, "aws:tokenissuetime": nil,
		"aws:calledvia": nil, "aws:calledviafirst": nil, "aws:calledvialast": nil, "sts:externalid": nil,
	}
}

func trustMissing(j *job) []finding {
	t, ok, err := j.trust()
	switch {
	case err != nil:
		return say(failure, j.role.trust.Where, "correct the trust policy", "%s", err)
	case !ok || t.decision.Outcome == authz.Allowed || t.decision.Outcome == authz.Undetermined && !j.trustsClusters(t.service):
		return nil
	case j.trustsClusters(t.service):
		return say(failure, j.role.trust.Where, "compare aws:SourceArn with arn:aws:ecs:REGION:ACCOUNT:* by ArnLike:\n"+j.trustFix(t),
			"the trust policy of %s asks for the ARN of a cluster in aws:SourceArn, and ECS never sends one: "+
				"it sends that of the task or service", j.role.arn)
	}
	return say(failure, j.role.trust.Where, j.trustFix(t),
		"the trust policy of %s does not let %s use it%s", j.role.arn, t.service, j.trustReasons(t))
}

// trustReasons says for each statement why it does not let the service in.
func (j *job) trustReasons(t trusting) string {
	var b strings.Builder
	for _, r := range t.decision.Reasons {
		fmt.Fprintf(&b, "\n  %s (%s)", strings.TrimPrefix(r.String(), "resource policy, "), j.role.trust.StatementAt(r.Statement))
	}
	return b.String()
}

// trustsClusters reports whether every way into the role asks for the ARN of a
// cluster: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
func (j *job) trustsClusters(service string) bool {
	if service != tasksService {
		return false
	}
	found := false
	for _, s := range j.role.trust.Document.Statement.Items {
		if s.Effect != iampolicy.EffectAllow {
			continue
		}
		if !slices.ContainsFunc(s.Condition, asksForCluster) {
			return false
		}
		found = true
	}
	return found
}

func trustUndecided(j *job) []finding {
	if j.role.trust == nil && j.role.isNamed && j.in.roles[j.role.arn].found {
		return j.role.say(warning, "pass account details that hold AssumeRolePolicyDocument", "the trust policy of %s is not known", j.role.arn)
	}
	t, ok, err := j.trust()
	if err != nil || !ok || t.decision.Outcome != authz.Undetermined || j.trustsClusters(t.service) {
		return nil
	}
	return say(warning, j.role.trust.Where, j.trustHint(t),
		"whether %s may use %s hangs on %s", t.service, j.role.arn, strings.Join(t.decision.Missing, ", "))
}

// trustHint says what would tell: of aws:SourceArn the region mostly does.
func (j *job) trustHint(t trusting) string {
	hint := contextHint(t.decision.Missing)
	isSourceARN := func(key string) bool { return strings.EqualFold(key, "aws:SourceArn") }
	if t.service == tasksService && slices.ContainsFunc(t.decision.Missing, isSourceARN) && j.in.given.Region == "" {
		hint = "pass -region REGION with the region of the cluster, or\n" + hint
	}
	return hint
}

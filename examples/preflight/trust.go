package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// trustedServices are those that may have to assume the role: ECS for an
// execution role, EC2 for the role of an instance profile, by either of the
// names that EC2 has in China. One is enough.
func trustedServices(in input, t awsfile.TaskDefinition) []string {
	onInstance := func(launch string) bool { return !slices.Contains(needsExecutionRole, launch) }
	types := launchTypes(in, t)
	if t.ExecutionRoleARN.Value == "" && len(types) == 0 && in.roleARN != "" {
		return []string{"ecs-tasks.amazonaws.com", "ec2.amazonaws.com", "ec2.amazonaws.com.cn"}
	}
	if t.ExecutionRoleARN.Value != "" || t.ContainersOnly || len(types) > 0 && !slices.ContainsFunc(types, onInstance) {
		return []string{"ecs-tasks.amazonaws.com"}
	}
	return []string{"ec2.amazonaws.com", "ec2.amazonaws.com.cn"}
}

// checkTrust says whether the service may use the role.
func (p *puller) checkTrust(in input, t awsfile.TaskDefinition) []finding {
	if p.trust == nil && in.roles[p.arn].found {
		return p.say("trust-undecided", warning, "pass account details that hold AssumeRolePolicyDocument", "the trust policy of %s is not known", p.arn)
	}
	if p.trust == nil {
		return nil
	}
	trust, err := authz.Compile(p.trust.Document)
	if err != nil {
		return []finding{{"trust-missing", failure, "", p.trust.Where, err.Error(), ""}}
	}
	services := trustedServices(in, t)
	var open []string
	for _, service := range services {
		switch outcome, missing := p.assumedBy(trust, service, in, t); outcome {
		case authz.Allowed:
			return nil
		case authz.Undetermined:
			open = append(open, missing...)
		}
	}
	if open != nil {
		return []finding{{"trust-undecided", warning, "", p.trust.Where,
			fmt.Sprintf("whether %s may use %s hangs on %s", services[0], p.arn, strings.Join(open, ", ")), contextHint(open)}}
	}
	return []finding{{"trust-missing", failure, "", p.trust.Where,
		fmt.Sprintf("the trust policy of %s does not let %s use it", p.arn, services[0]),
		"add to the trust policy: " + iampolicy.Allow("sts:AssumeRole").For(iampolicy.Service(services[0])).String()}}
}

// assumedBy decides with what the service says of the task: its account, and an
// ARN below it. Of that ARN only the beginning is known, so the answer has to be
// the same for any end.
func (p *puller) assumedBy(trust *authz.Policy, service string, in input, t awsfile.TaskDefinition) (authz.Outcome, []string) {
	request := authz.Request{Principal: service, Action: "sts:AssumeRole", Resource: p.arn, Context: map[string][]string{}, OpenContext: true}
	if m := roleARN.FindStringSubmatch(p.arn); m != nil {
		request.Context["aws:sourceaccount"] = []string{m[2]}
	}
	for key, values := range in.context {
		request.Context[key] = values
	}
	d := trust.Decide(request)
	parts := strings.SplitN(t.ARN, ":", 6)
	if d.Outcome != authz.Undetermined || len(parts) != 6 || !allowsOnly(p.trust.Document) {
		return d.Outcome, d.Missing
	}
	for _, end := range []string{"task/cluster/0123456789abcdef", "service/cluster/name", "~"} {
		request.Context["aws:sourcearn"] = []string{strings.Join(append(parts[:5:5], end), ":")}
		if o := trust.Decide(request); o.Outcome != authz.Allowed {
			return d.Outcome, d.Missing
		}
	}
	return authz.Allowed, nil
}

// allowsOnly reports whether a document neither denies nor excludes: then a value
// that stands for many can only be too narrow for it.
func allowsOnly(d iampolicy.Document) bool {
	return !slices.ContainsFunc(d.Statement.Items, func(s iampolicy.Statement) bool {
		return s.Effect == iampolicy.EffectDeny || slices.ContainsFunc(s.Condition, func(c iampolicy.Condition) bool {
			return strings.Contains(strings.ToLower(c.Operator), "not") || strings.EqualFold(c.Operator, "Null")
		})
	})
}

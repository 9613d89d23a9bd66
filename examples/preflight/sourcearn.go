package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// ECS says in aws:SourceArn for what it uses a role: the ARN of the task or service,
// of which the beginning is known, and never that of a cluster.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html

// taskARNs stand for the ARNs that ECS sends: of a task, a service or anything else
// but a cluster below the account and region of the task.
var taskARNs = []string{"task/CLUSTER/ID", "service/CLUSTER/NAME", "~"}

// decideTrust decides with what the service says of the task: its account, and an
// ARN below it. Of that ARN only the beginning is known, so the answer has to be the
// same for any end; where the policy asks for another beginning, it is for all. What
// another service sends nobody says.
func (j *job) decideTrust(trust *authz.Policy, d iampolicy.Document, request authz.Request) authz.Decision {
	role := authz.Access{Resource: []authz.ResourcePolicy{{On: j.role.arn, Policy: trust}}}
	open := role.Decide(request)
	if request.Principal != tasksService || open.Outcome != authz.Undetermined || j.role.account() == "" || !allowsOnly(d) {
		return open
	}
	if _, given := request.Context["aws:sourcearn"]; given {
		return open
	}
	ends := taskARNs
	if j.asksForNone(d) {
		ends = taskARNs[:1]
	}
	var decided authz.Decision
	for _, end := range ends {
		request.Context["aws:sourcearn"] = []string{j.taskPrefix() + end}
		if decided = role.Decide(request); decided.Outcome != authz.Allowed && len(ends) > 1 {
			return open
		}
	}
	return decided
}

// anyRegion stands for the region of a task of which the region is not known: no
// policy names it.
const anyRegion = "REGION"

// taskPrefix begins every ARN that ECS sends for the task.
func (j *job) taskPrefix() string {
	if parts := strings.SplitN(j.task.ARN, ":", 6); len(parts) == 6 {
		return strings.Join(parts[:5], ":") + ":"
	}
	region := cmp.Or(j.in.given.Region, anyRegion)
	return fmt.Sprintf("arn:%s:ecs:%s:%s:", partitionOfRole(j.role.arn), region, j.role.account())
}

// partitionOfRole is the partition in the ARN of a role.
func partitionOfRole(arn string) string {
	_, rest, _ := strings.Cut(arn, ":")
	partition, _, _ := strings.Cut(rest, ":")
	return partition
}

// allowsOnly reports whether a document neither denies nor excludes by aws:SourceArn:
// then a value that stands for many can only be too narrow for it. That ECS sends one
// is certain, so what asks for that alone is decided by any.
func allowsOnly(d iampolicy.Document) bool {
	return !slices.ContainsFunc(d.Statement.Items, func(s iampolicy.Statement) bool {
		return slices.ContainsFunc(s.Condition, func(c iampolicy.Condition) bool {
			isNegated := s.Effect == iampolicy.EffectDeny || strings.Contains(strings.ToLower(c.Operator), "not")
			return isNegated && namesSourceARN(c) && !isNull(c)
		})
	})
}

// namesSourceARN reports whether a condition hangs on the ARN, as its key or as a
// variable in its values.
func namesSourceARN(c iampolicy.Condition) bool {
	return isSourceARN(c) || slices.ContainsFunc(c.Values.Items, func(v iampolicy.Scalar) bool {
		return strings.Contains(strings.ToLower(v.Text), "aws:sourcearn")
	})
}

func isNull(c iampolicy.Condition) bool { return strings.EqualFold(c.Operator, "Null") }

// asksForNone reports whether no condition on aws:SourceArn holds for any ARN that
// ECS sends.
func (j *job) asksForNone(d iampolicy.Document) bool {
	return !slices.ContainsFunc(d.Statement.Items, func(s iampolicy.Statement) bool {
		return slices.ContainsFunc(s.Condition, func(c iampolicy.Condition) bool { return isSourceARN(c) && !j.isNeverSent(c) })
	})
}

func isSourceARN(c iampolicy.Condition) bool { return strings.EqualFold(c.Key, "aws:SourceArn") }

// isNeverSent reports whether a condition asks for ARNs of which ECS sends none for
// the task: another account, another region, or a cluster.
func (j *job) isNeverSent(c iampolicy.Condition) bool {
	if isNull(c) {
		return isSourceARN(c) && !slices.ContainsFunc(c.Values.Items, func(v iampolicy.Scalar) bool { return v.Text == "false" })
	}
	return asksForCluster(c) || isSourceARN(c) && !strings.Contains(strings.ToLower(c.Operator), "not") && len(c.Values.Items) > 0 &&
		!slices.ContainsFunc(c.Values.Items, func(v iampolicy.Scalar) bool {
			return j.sent(v.Text) == v.Text && !isWildcardAsText(c.Operator, v.Text)
		})
}

// isWildcardAsText reports whether an operator compares a wildcard as it stands: no ARN
// holds one.
func isWildcardAsText(operator, value string) bool {
	return strings.Contains(strings.ToLower(operator), "stringequals") && strings.ContainsAny(value, "*?")
}

// sent is a pattern with the beginning that the ARNs of the task have: what of it fits
// stays as it is.
func (j *job) sent(pattern string) string {
	if head, _, isCluster := strings.Cut(pattern, ":cluster/"); isCluster {
		pattern = head + ":*"
	}
	parts, known := strings.SplitN(pattern, ":", 6), strings.Split(j.taskPrefix(), ":")
	certain, _, _ := strings.Cut(j.taskPrefix(), anyRegion)
	switch {
	case strings.Contains(pattern, "${"), len(parts) < 6 && mayBegin(pattern, certain):
		return pattern
	case len(parts) < 6:
		return strings.Replace(j.taskPrefix(), anyRegion, "*", 1) + "*"
	}
	fits := true
	for i := range parts[:5] {
		if known[i] != anyRegion && !covers(parts[i], known[i]) {
			parts[i], fits = known[i], false
		}
	}
	if !fits && !strings.Contains(parts[5], "*") { // nobody knows the ARN of a task before it runs
		parts[5] = "*"
	}
	return strings.Join(parts, ":")
}

// mayBegin reports whether a pattern matches a text that begins like this.
func mayBegin(pattern, prefix string) bool {
	for i := range prefix {
		switch {
		case i >= len(pattern):
			return false
		case pattern[i] == '*':
			return true
		case pattern[i] != '?' && pattern[i] != prefix[i]:
			return false
		}
	}
	return true
}

// covers reports whether a pattern of IAM's matches a text.
func covers(pattern, text string) bool {
	quoted := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
	return regexp.MustCompile("^(?:" + quoted + ")$").MatchString(text)
}

func asksForCluster(c iampolicy.Condition) bool {
	if !strings.EqualFold(c.Key, "aws:SourceArn") || strings.Contains(strings.ToLower(c.Operator), "not") || len(c.Values.Items) == 0 {
		return false
	}
	return !slices.ContainsFunc(c.Values.Items, func(v iampolicy.Scalar) bool { return !strings.Contains(v.Text, ":cluster/") })
}

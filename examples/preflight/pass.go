package main

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// passRole says whether whoever starts the task may hand the role to ECS.
func passRole(j *job) []finding {
	match, service := roleARN.FindStringSubmatch(j.role.arn), j.trusted()[0]
	if j.in.caller == nil || match == nil || !j.role.isNamed || !strings.HasPrefix(service, "ecs") {
		return nil
	}
	context := map[string][]string{"iam:passedtoservice": {service}}
	for key, values := range j.in.context {
		context[key] = values
	}
	d := authz.Access{Identity: j.caller}.Decide(authz.Request{
		Principal: makeRole(match[1], match[2], "the-caller"),
		Action:    "iam:PassRole", Resource: j.role.arn, Context: context, OpenContext: true,
	})
	switch d.Outcome {
	case authz.Allowed:
		return nil
	case authz.Undetermined:
		return j.role.say(warning, contextHint(d.Missing), "whether the caller may pass %s to %s hangs on %s",
			j.role.arn, service, strings.Join(d.Missing, ", "))
	}
	return j.role.say(failure, "add to the caller's policy: "+iampolicy.NewDocument(iampolicy.Allow("iam:PassRole").On(j.role.arn).
		When("StringEquals", "iam:PassedToService", service)).String(),
		"the caller may not call iam:PassRole on %s%s", j.role.arn, plainReasons(d))
}

// plainReasons lists the reasons of a decision about a policy whose place is plain.
func plainReasons(d authz.Decision) string {
	var b strings.Builder
	for _, r := range d.Reasons {
		fmt.Fprintf(&b, "\n  %s", r)
	}
	return b.String()
}

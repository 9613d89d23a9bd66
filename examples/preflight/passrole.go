package main

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// checkPassRole says whether whoever starts the task may hand the role to ECS.
func checkPassRole(in input, role puller, service string) ([]finding, error) {
	match := roleARN.FindStringSubmatch(role.arn)
	if in.caller == nil || match == nil || !role.isNamed || !strings.HasPrefix(service, "ecs") {
		return nil, nil
	}
	caller, err := compilePolicies(in.caller)
	if err != nil {
		return nil, err
	}
	context := map[string][]string{"iam:passedtoservice": {service}}
	for key, values := range in.context {
		context[key] = values
	}
	d := authz.Access{Identity: caller}.Decide(authz.Request{
		Principal: fmt.Sprintf("arn:%s:iam::%s:role/the-caller", match[1], match[2]),
		Action:    "iam:PassRole", Resource: role.arn, Context: context, OpenContext: true,
	})
	switch d.Outcome {
	case authz.Allowed:
		return nil, nil
	case authz.Undetermined:
		return []finding{{"pass-role", warning, "", role.where,
			fmt.Sprintf("whether the caller may pass %s to %s hangs on %s", role.arn, service, strings.Join(d.Missing, ", ")), contextHint(d.Missing)}}, nil
	}
	return []finding{{"pass-role", failure, "", role.where,
		fmt.Sprintf("the caller may not call iam:PassRole on %s", role.arn),
		"add to the caller's policy: " + iampolicy.NewDocument(iampolicy.Allow("iam:PassRole").On(role.arn).
			When("StringEquals", "iam:PassedToService", service)).String()}}, nil
}

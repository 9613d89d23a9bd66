package main

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// checkCredentials judges the credentials of an image outside ECR: the agent
// reads them with the execution role. The pull itself is outside the question.
func (p permissions) checkCredentials(c pulled) []finding {
	secret := c.Credentials.Value
	if !strings.Contains(secret, ":secretsmanager:") {
		return nil // a bare name: which secret it is, only ECS knows
	}
	request := authz.Request{Principal: p.role.arn, Action: "secretsmanager:GetSecretValue", Resource: secret,
		Context: p.in.context, OpenContext: true}
	severity, says := failure, "is not allowed"
	d := p.access.Decide(request)
	switch {
	case p.role.arn == "":
		return nil
	case d.Outcome == authz.Allowed:
		return nil
	case d.Outcome == authz.Undetermined, !p.role.complete:
		severity, says = warning, "is not decided"
	}
	return []finding{{"credentials-unreadable", severity, c.Name, c.Credentials.Where,
		fmt.Sprintf("secretsmanager:GetSecretValue on %s %s%s", secret, says, question{permissions: p}.why(d)),
		"add to the role's policy: " + iampolicy.NewDocument(iampolicy.Allow("secretsmanager:GetSecretValue").On(secret)).String()}}
}

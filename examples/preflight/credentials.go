package main

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

func credentialsOnECR(_ *job, p *pull) []finding {
	if !p.isECR() || p.Credentials.Value == "" {
		return nil
	}
	return say(warning, p.Credentials.Where, "remove repositoryCredentials",
		"with repositoryCredentials the agent logs in with that secret, not with the role; a token of ECR's in it is good for 12 hours")
}

// credentialsUnreadable judges the credentials of an image outside ECR: the agent
// reads them with the execution role. The pull itself is outside the question.
func credentialsUnreadable(j *job, p *pull) []finding {
	secret := p.Credentials.Value
	if p.isPrivate() || j.role.policies == nil || j.role.arn == "" || !strings.Contains(secret, ":secretsmanager:") {
		return nil // a bare name: which secret it is, only ECS knows
	}
	request := authz.Request{Principal: j.role.arn, Action: "secretsmanager:GetSecretValue", Resource: secret,
		Context: j.in.context, OpenContext: true}
	s, says := failure, "is not allowed"
	d := j.access.Decide(request)
	switch {
	case d.Outcome == authz.Allowed:
		return nil
	case d.Outcome == authz.Undetermined, !j.role.complete:
		s, says = warning, "is not decided"
	}
	why := (&question{job: j, pull: p, access: j.access}).why(authz.Result{Request: request, Decision: d})
	read := iampolicy.NewDocument(iampolicy.Allow("secretsmanager:GetSecretValue").On(secret))
	return say(s, p.Credentials.Where, "add to the role's policy: "+read.String(),
		"secretsmanager:GetSecretValue on %s %s%s", secret, says, why)
}

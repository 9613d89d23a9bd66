package main

import (
	"fmt"
	"regexp"
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

// secretOf is the ARN of the secret with the credentials, "" where it is not known. A
// name is of a secret in the account and region of the task. Secrets Manager adds a
// hyphen and six characters, which here are question marks where they are not known:
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html
func (j *job) secretOf(p *pull) string {
	secret := p.Credentials.Value
	switch {
	case strings.Contains(secret, ":secretsmanager:") && endsAtRandom.MatchString(secret):
		return secret
	case strings.Contains(secret, ":secretsmanager:"):
		return j.in.withEnd(secret)
	case secret == "" || strings.ContainsAny(secret, "${}<>: ") || j.taskRegion() == "" || j.role.account() == "":
		return ""
	}
	return j.in.withEnd(fmt.Sprintf("arn:%s:secretsmanager:%s:%s:secret:%s",
		partitionOfRole(j.role.arn), j.taskRegion(), j.role.account(), secret))
}

// withEnd adds its end to the ARN of a secret: that of a secret which the files make,
// or any.
func (in *input) withEnd(arn string) string {
	for _, s := range in.secrets {
		if endsAtRandom.ReplaceAllString(s.ARN.Value, "") == arn {
			return s.ARN.Value
		}
	}
	return arn + anyEnd
}

var endsAtRandom = regexp.MustCompile(`-[A-Za-z0-9]{6}$`)

// anyEnd stands for what Secrets Manager adds to a name: in a policy it matches all of
// it, in a request it is like nothing that a policy names.
const anyEnd = "-??????"

// taskRegion is the region of the task, "" where it is not known.
func (j *job) taskRegion() string {
	if parts := strings.SplitN(j.task.ARN, ":", 6); len(parts) == 6 {
		return parts[3]
	}
	return j.in.given.Region
}

// credentialsUnreadable judges the credentials of an image outside ECR: the agent
// reads them with the execution role. The pull itself is outside the question.
func credentialsUnreadable(j *job, p *pull) []finding {
	secret := j.secretOf(p)
	if p.isPrivate() || j.role.policies == nil || j.role.arn == "" || secret == "" {
		return nil
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

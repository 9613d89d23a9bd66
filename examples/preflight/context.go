package main

import (
	"maps"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// request is the role's question, without action and resource.
func (p permissions) request(ref ecrref.Ref) iampolicy.Request {
	return iampolicy.Request{Principal: p.role.principal(ref), Context: p.contextFor(ref), OpenContext: true}
}

// tokenRequest is the same for the login. It is about no resource, so keys of a
// resource are absent; and on Fargate it does not pass the task's VPC endpoint:
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
func (p permissions) tokenRequest(ref ecrref.Ref) iampolicy.Request {
	q := p.request(ref)
	for key := range q.Context {
		if isResourceKey(key) || p.fargate && isNetworkKey(key) {
			q.Context[key] = nil
		}
	}
	for _, key := range []string{"aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths"} {
		q.Context[key] = nil
	}
	if p.fargate {
		q.Context["aws:SourceVpc"], q.Context["aws:SourceVpce"] = nil, nil
	}
	return q
}

func isResourceKey(key string) bool {
	key = strings.ToLower(key)
	return strings.HasPrefix(key, "aws:resource") || strings.HasPrefix(key, "ecr:resourcetag/")
}

func isNetworkKey(key string) bool {
	return strings.EqualFold(key, "aws:SourceVpc") || strings.EqualFold(key, "aws:SourceVpce")
}

// derivedKeys are condition keys that follow from the image: they differ from one
// to the next and cannot be given.
var derivedKeys = []string{"aws:RequestedRegion", "aws:ResourceAccount", "aws:SecureTransport", "aws:ViaAWSService", "aws:PrincipalIsAWSService"}

// contextFor returns the condition keys that are known. The pull is a call over
// TLS by a session of the role.
func (p permissions) contextFor(ref ecrref.Ref) map[string][]string {
	context := map[string][]string{}
	for key, values := range p.in.context {
		context[strings.ToLower(key)] = values
	}
	maps.Copy(context, map[string][]string{
		"aws:requestedregion":       {ref.Registry().Region()},
		"aws:resourceaccount":       {ref.Registry().AccountID()},
		"aws:securetransport":       {"true"},
		"aws:principaltype":         {"AssumedRole"},
		"aws:principalisawsservice": {"false"},
		"aws:viaawsservice":         {"false"},
	})
	if m := roleARN.FindStringSubmatch(p.role.arn); m != nil {
		context["aws:principalaccount"] = []string{m[2]}
		if p.role.isNamed {
			context["aws:principalarn"] = []string{p.role.arn}
		}
	}
	return context
}

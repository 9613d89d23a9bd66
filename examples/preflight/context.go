package main

import (
	"maps"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// request is the role's question, without action and resource.
func (p permissions) request(ref ecrref.Ref) authz.Request {
	return authz.Request{Principal: p.role.principal(ref), Context: p.contextFor(ref), OpenContext: true}
}

// tokenRequest is the same for the login. It is about no resource, so keys of a
// resource are absent; and on Fargate it does not pass the task's VPC endpoint:
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
func (p permissions) tokenRequest(ref ecrref.Ref) authz.Request {
	q := p.request(ref)
	for key := range q.Context {
		if isResourceKey(key) || p.fargate && isNetworkKey(key) {
			q.Context[key] = nil
		}
	}
	if p.fargate {
		q.Context["aws:sourcevpc"], q.Context["aws:sourcevpce"] = nil, nil
	}
	if m := roleARN.FindStringSubmatch(p.role.arn); m != nil {
		q.Context["aws:resourceaccount"] = []string{m[2]}
	}
	return q
}

func isResourceKey(key string) bool {
	return strings.HasPrefix(key, "aws:resourcetag/") || strings.HasPrefix(key, "ecr:resourcetag/")
}

// isForeignKey reports whether a key belongs to a service that is not ECR. Keys
// of identity providers have a host name before the colon.
func isForeignKey(key string) bool {
	service, _, ok := strings.Cut(strings.ToLower(key), ":")
	return ok && service != "aws" && service != "ecr" && !strings.Contains(service, ".")
}

func isNetworkKey(key string) bool {
	return key == "aws:sourcevpc" || key == "aws:sourcevpce"
}

// derivedKeys are condition keys that follow from the image: they differ from one
// to the next and cannot be given.
var derivedKeys = []string{"aws:RequestedRegion", "aws:ResourceAccount", "aws:SecureTransport", "aws:ViaAWSService", "aws:PrincipalIsAWSService"}

// contextFor returns the condition keys that are known. The pull is a call over
// TLS by a session of the role.
func (p permissions) contextFor(ref ecrref.Ref) map[string][]string {
	context := map[string][]string{}
	for key, values := range p.in.context {
		context[key] = values
	}
	maps.Copy(context, map[string][]string{
		"aws:requestedregion":       {ref.Registry().Region()},
		"aws:resourceaccount":       {ref.Registry().AccountID()},
		"aws:securetransport":       {"true"},
		"aws:principaltype":         {"AssumedRole"},
		"aws:principalisawsservice": {"false"},
		"aws:viaawsservice":         {"false"},
		// Only a service that calls for itself says what it calls for.
		"aws:sourceaccount": nil, "aws:sourcearn": nil, "aws:sourceorgid": nil, "aws:sourceorgpaths": nil,
	})
	if m := roleARN.FindStringSubmatch(p.role.arn); m != nil {
		context["aws:principalaccount"] = []string{m[2]}
		if p.role.isNamed {
			context["aws:principalarn"] = []string{p.role.arn}
		}
	}
	return context
}

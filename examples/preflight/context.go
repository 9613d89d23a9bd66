package main

import (
	"maps"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// request is the role's question, without action and resource.
func (j *job) request(ref ecrref.Ref) authz.Request {
	return authz.Request{Principal: j.role.principal(ref), Context: j.contextFor(ref), OpenContext: true}
}

// tokenRequest is the same for the login. It is about no resource, so keys of a
// resource are absent; and on Fargate it does not pass the task's VPC endpoint:
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
func (j *job) tokenRequest(ref ecrref.Ref) authz.Request {
	q := j.request(ref)
	for key := range q.Context {
		if isResourceKey(key) || j.runsOnFargate() && isNetworkKey(key) {
			q.Context[key] = nil
		}
	}
	if j.runsOnFargate() {
		q.Context["aws:sourcevpc"], q.Context["aws:sourcevpce"] = nil, nil
	}
	if m := roleARN.FindStringSubmatch(j.role.arn); m != nil {
		q.Context["aws:resourceaccount"] = []string{m[2]}
	}
	return q
}

func isResourceKey(key string) bool {
	return strings.HasPrefix(key, "aws:resourcetag/") || strings.HasPrefix(key, "ecr:resourcetag/")
}

// isAbsent reports whether a request for the need never holds a key: one of a
// service that is not the need's, and with the login, which is about no resource,
// one of a resource. Keys of identity providers have a host name before the colon.
func isAbsent(key string, need authz.Need) bool {
	key = strings.ToLower(key)
	if need.Resource == "*" && isResourceKey(key) {
		return true
	}
	service, _, ok := strings.Cut(key, ":")
	own, _, _ := strings.Cut(need.Action, ":")
	return ok && service != "aws" && service != own && !strings.Contains(service, ".")
}

func isNetworkKey(key string) bool {
	return key == "aws:sourcevpc" || key == "aws:sourcevpce"
}

// derivedKeys are condition keys that follow from the image: they differ from one
// to the next and cannot be given.
var derivedKeys = []string{"aws:RequestedRegion", "aws:ResourceAccount", "aws:SecureTransport",
	"aws:ViaAWSService", "aws:PrincipalIsAWSService"}

// contextFor returns the condition keys that are known. The pull is a call over
// TLS by a session of the role.
func (j *job) contextFor(ref ecrref.Ref) map[string][]string {
	context := map[string][]string{}
	for key, values := range j.in.context {
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
		"aws:principalservicename": nil, "aws:principalservicenameslist": nil,
		// Nobody calls for the agent, and the session of a service has no user and no
		// identity provider:
		// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
		"aws:calledvia": nil, "aws:calledviafirst": nil, "aws:calledvialast": nil, "aws:referer": nil,
		"aws:multifactorauthage": nil, "aws:username": nil, "aws:federatedprovider": nil,
	})
	if m := roleARN.FindStringSubmatch(j.role.arn); m != nil {
		context["aws:principalaccount"] = []string{m[2]}
		if j.role.isNamed {
			context["aws:principalarn"] = []string{j.role.arn}
		}
	}
	return context
}

package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// request is the role's question, without action and resource.
func (j *job) request(ref ecrref.Ref) authz.Request {
	return authz.Request{Principal: j.role.principal(ref), Context: j.contextFor(ref), OpenContext: true}
}

// loginContext is what is known of the login beside that: it is about the role's own
// account, and on Fargate does not pass the task's VPC endpoint. That it is about no
// resource is said by the need.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
func (j *job) loginContext() map[string][]string {
	context := map[string][]string{}
	if account := j.role.account(); account != "" {
		context["aws:resourceaccount"] = []string{account}
	}
	if j.runsOnFargate() {
		context["aws:sourcevpc"], context["aws:sourcevpce"] = nil, nil
	}
	for key := range j.in.context {
		if isResourceKey(key) {
			context[key] = nil
		}
	}
	return context
}

func isResourceKey(key string) bool {
	return strings.HasPrefix(key, "aws:resourcetag/") || strings.HasPrefix(key, "ecr:resourcetag/")
}

// isForeign reports whether a request for the needs never holds a key, because it is
// one of another service, or of a call that sends tags. Keys of identity providers have
// a host name before the colon, and those of instanceKeys hold for every service.
func isForeign(key string, needs []authz.Need) bool {
	key = strings.ToLower(key)
	service, _, ok := strings.Cut(key, ":")
	asks := func(prefix string) bool {
		return slices.ContainsFunc(needs, func(n authz.Need) bool { return strings.HasPrefix(n.Action, prefix) })
	}
	switch {
	case slices.Contains(instanceKeys, key):
		return false
	case key == "aws:tagkeys", strings.HasPrefix(key, "aws:requesttag/"):
		return !asks(iampolicy.ECRCreateRepository)
	}
	return ok && service != "aws" && !strings.Contains(service, ".") && !asks(service+":")
}

// instanceKeys are of the credentials that an instance gets for its own role. A role
// that ECS hands to a task has none of them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/amazon-ec2-keys.html
var instanceKeys = []string{"ec2:sourceinstancearn", "ec2:roledelivery", "aws:ec2instancesourcevpc", "aws:ec2instancesourceprivateipv4"}

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
	if j.role.arn != "" && len(j.trusted()) == 1 { // by ECS for the task
		for _, key := range instanceKeys {
			context[key] = nil
		}
	}
	if m := roleARN.FindStringSubmatch(j.role.arn); m != nil {
		context["aws:principalaccount"] = []string{m[2]}
		if j.role.isNamed {
			context["aws:principalarn"] = []string{j.role.arn}
		}
	}
	return context
}

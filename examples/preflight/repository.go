package main

import (
	"fmt"
	"slices"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/published"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// boundTo splits policies of a kind into those that belong to an image and those
// that do not say which of several they belong to.
func (j *job) boundTo(p *pull, ps []awsfile.Policy, bind binder) (ours, ambiguous []awsfile.Policy) {
	for _, policy := range ps {
		is, isAmbiguous := bind(policy, p.ref, j.in.privateImages())
		if is {
			ours = append(ours, policy)
		}
		if isAmbiguous {
			ambiguous = append(ambiguous, policy)
		}
	}
	return ours, ambiguous
}

type binder func(awsfile.Policy, ecrref.Ref, []ecrref.Ref) (ours, ambiguous bool)

// ofRepository is the policy of the image's repository. A repository has one: of
// several none counts.
func (j *job) ofRepository(p *pull) []awsfile.Policy {
	if ours, _ := j.boundTo(p, j.in.repository, bind); len(ours) < 2 {
		return ours
	}
	return nil
}

func (j *job) ofRegistry(p *pull) []awsfile.Policy {
	ours, _ := j.boundTo(p, j.in.registry, bindRegistry)
	return ours
}

func repositoryPolicyMissing(j *job, p *pull) []finding {
	if p.question == nil || !p.question.assumed || repositoryPolicyAmbiguous(j, p) != nil {
		return nil
	}
	if _, ofAWS := published.In(p.ref.Registry().AccountID()); ofAWS {
		return nil
	}
	repository := p.ref.Repository()
	account, region := repository.Registry().AccountID(), repository.Registry().Region()
	return p.at(warning, fmt.Sprintf("pass -repository-policy FILE with the output of\n"+
		"aws ecr get-repository-policy --registry-id %s --region %s --repository-name %s\n"+
		"(only somebody of account %s can run this)", account, region, repository.Name(), account),
		"%s is in account %s, and so its repository policy has to allow %s", repository, account, j.role.arn)
}

// repositoryPolicyAmbiguous: a policy must never count for two repositories.
func repositoryPolicyAmbiguous(j *job, p *pull) (fs []finding) {
	if p.question == nil {
		return nil
	}
	ours, ambiguous := j.boundTo(p, j.in.repository, bind)
	for _, policy := range ambiguous {
		fs = append(fs, say(warning, policy.Where, "pass -repository-policy "+repositoryID(p.ref)+"="+fileOf(policy),
			"images of several repositories are asked for, and this policy does not say which one it belongs to")...)
	}
	if len(ours) > 1 {
		fs = append(fs, say(warning, ours[1].Where, "say with REPOSITORY=FILE which repository each belongs to",
			"several policies were given for %s, and a repository has one", p.ref.Repository())...)
	}
	_, ambiguous = j.boundTo(p, j.in.registry, bindRegistry)
	for _, policy := range ambiguous {
		fs = append(fs, say(warning, policy.Where, "run preflight for the images of each account and region apart",
			"images of several registries are asked for, and this policy does not say which one it belongs to")...)
	}
	return fs
}

// fileOf is the name of a policy's file as a shell takes it.
func fileOf(policy awsfile.Policy) string {
	if policy.Where.File == "stdin" {
		return "FILE"
	}
	return cli.ShellQuote(policy.Where.File)
}

// repositoryPolicyUnused notes repository policies that belong to no image.
func repositoryPolicyUnused(in *input) (fs []finding) {
	for _, policy := range in.repository {
		used := policy.Repository == "" || slices.ContainsFunc(in.privateImages(), func(ref ecrref.Ref) bool {
			return fitsRegistry(policy, ref) && fitsRepository(policy, ref)
		})
		if !used {
			fs = append(fs, say(warning, policy.Where, "check the name of the repository, or leave the policy out",
				"no image is in the repository %s of this policy", policy.Repository)...)
		}
	}
	return fs
}

// registryActions are what a registry policy grants in scope V1, where it knows
// nothing of pulls: https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
var registryActions = []string{"ecr:ReplicateImage", "ecr:BatchImportUpstreamImage", "ecr:CreateRepository"}

// registryScope: a pull that hangs on a registry policy works in scope V2 only.
func registryScope(j *job, p *pull) []finding {
	if p.question == nil || len(p.question.registry) == 0 || !p.question.report.OK() || !j.isCrossAccount(p) {
		return nil
	}
	without := *p.question
	without.access.Resource = without.access.Resource[:len(without.repository)]
	if without.report = without.check(authz.PullNeeds(p.ref)); without.report.OK() {
		return nil
	}
	return say(note, p.question.registry[0].Where,
		"aws ecr put-account-setting --name REGISTRY_POLICY_SCOPE --value V2\n(run by account "+p.ref.Registry().AccountID()+
			"; get-account-setting says what it is), or allow the pull in the repository policy",
		"the pull is allowed by a registry policy alone, and that counts only where the scope of the registry's policy is V2: "+
			"in V1 it knows only %s", quoted(registryActions))
}

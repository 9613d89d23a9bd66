package main

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// A resource policy belongs to one repository, or one registry, of one account
// in one region. The AWS CLI prints only a part of that, and a bare document
// nothing, so a policy is bound to what it can belong to among the images.

// bind says whether a repository policy is of the image's repository. It is
// ambiguous when images of several repositories fit what the policy says.
func bind(policy awsfile.Policy, ref ecrref.Ref, all []ecrref.Ref) (ours, ambiguous bool) {
	return bound(ref, all, func(r ecrref.Ref) bool { return fitsRegistry(policy, r) && fitsRepository(policy, r) }, repositoryID)
}

// bindRegistry does the same for a registry policy.
func bindRegistry(policy awsfile.Policy, ref ecrref.Ref, all []ecrref.Ref) (ours, ambiguous bool) {
	return bound(ref, all, func(r ecrref.Ref) bool { return fitsRegistry(policy, r) }, registryID)
}

func bound(ref ecrref.Ref, all []ecrref.Ref, fits func(ecrref.Ref) bool, id func(ecrref.Ref) string) (ours, ambiguous bool) {
	if !fits(ref) {
		return false, false
	}
	for _, other := range all {
		if fits(other) && id(other) != id(ref) {
			return false, true
		}
	}
	return true, false
}

func fitsRegistry(policy awsfile.Policy, ref ecrref.Ref) bool {
	return isOfRegistry(policy, ref.Registry().AccountID(), ref.Registry().Region())
}

func isOfRegistry(policy awsfile.Policy, account, region string) bool {
	return isOf(policy.RegistryID, account) && isOf(policy.Region, region)
}

func fitsRepository(policy awsfile.Policy, ref ecrref.Ref) bool {
	return policy.Repository == "" || policy.Repository == ref.Repository().Name()
}

// repositoryID names the repository whatever the form of its host.
func repositoryID(ref ecrref.Ref) string {
	arn, _ := ref.Repository().ARN()
	return arn
}

func registryID(ref ecrref.Ref) string {
	return ref.Registry().AccountID() + "/" + ref.Registry().Region()
}

// nameRepository applies the REPOSITORY of -repository-policy REPOSITORY=FILE: a
// name, a URI or an ARN. It must not contradict what the file itself says.
func nameRepository(p *awsfile.Policy, name string) error {
	named := awsfile.Policy{Repository: name}
	if repo, err := parseRepository(name); err == nil {
		named = awsfile.Policy{Repository: repo.Name(), RegistryID: repo.Registry().AccountID(), Region: repo.Registry().Region()}
	}
	for _, part := range []struct {
		given string
		file  *string
	}{{named.Repository, &p.Repository}, {named.RegistryID, &p.RegistryID}, {named.Region, &p.Region}} {
		if part.given != "" && *part.file != "" && part.given != *part.file {
			return fmt.Errorf("-repository-policy %s=%s: the file says that it is of %s", name, p.Where.File, *part.file)
		}
		if part.given != "" {
			*part.file = part.given
		}
	}
	return nil
}

func parseRepository(name string) (ecrref.Repository, error) {
	if strings.HasPrefix(name, "arn:") {
		return ecrref.ParseARN(name)
	}
	return ecrref.ParseRepository(name)
}

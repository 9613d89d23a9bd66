package recipe

import (
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// PullFromVPC is iampolicy.Pull on condition that the request comes through a VPC, a VPC
// endpoint, or both; one of them may be "". The login is free of the condition:
// on Fargate it does not come through the task's own network.
func PullFromVPC(vpc, endpoint string, refs ...ecrref.Ref) (iampolicy.Document, error) {
	if err := checkVPC("PullFromVPC", vpc, endpoint); err != nil {
		return iampolicy.Document{}, err
	}
	groups, err := repositories("PullFromVPC", iampolicy.Pull, refs)
	if err != nil {
		return iampolicy.Document{}, err
	}
	return pullFromVPC(groups, vpc, endpoint), nil
}

// TaskExecution is the policy of a task execution role: iampolicy.Pull, writing to the
// CloudWatch log groups (ARNs) and reading the secrets as TaskSecrets does.
// Either list may be empty.
func TaskExecution(refs []ecrref.Ref, logGroups, secrets []string) (iampolicy.Document, error) {
	d, err := iampolicy.Pull(refs...)
	if err != nil {
		return iampolicy.Document{}, of("TaskExecution", err)
	}
	return taskExecution(d, logGroups, secrets)
}

// PushSigned is iampolicy.Push where ECR signs each image with the AWS Signer profile (ARN).
func PushSigned(profile string, refs ...ecrref.Ref) (iampolicy.Document, error) {
	if err := checkARNs("PushSigned", "signer", "/signing-profiles/", []string{profile}); err != nil {
		return iampolicy.Document{}, err
	}
	groups, err := repositories("PushSigned", iampolicy.Push, refs)
	if err != nil {
		return iampolicy.Document{}, err
	}
	return pushSigned(groups, profile), nil
}

// PullThroughCache is iampolicy.Pull for images that a pull through cache rule may have
// to fetch first: it also allows the import, and creating the repository.
func PullThroughCache(refs ...ecrref.Ref) (iampolicy.Document, error) {
	groups, err := repositories("PullThroughCache", iampolicy.Pull, refs)
	if err != nil {
		return iampolicy.Document{}, err
	}
	return pullThroughCache(groups), nil
}

// PullThroughCachePrefix is PullThroughCache for everything below the prefixes
// of cache rules, such as "ecr-public"; "ROOT" is the whole registry.
func PullThroughCachePrefix(registry ecrref.Registry, prefixes ...string) (iampolicy.Document, error) {
	resources, err := belowPrefixes("PullThroughCachePrefix", registry, prefixes)
	if err != nil {
		return iampolicy.Document{}, err
	}
	return pullThroughCache([][]string{resources}), nil
}

// PullThroughCacheRegistry is the registry policy that lets accounts, roles and
// users import images below the prefixes of cache rules.
func PullThroughCacheRegistry(registry ecrref.Registry, principals []string, prefixes ...string) (iampolicy.Document, error) {
	resources, err := belowPrefixes("PullThroughCacheRegistry", registry, prefixes)
	if err == nil {
		err = checkPrincipals("PullThroughCacheRegistry", principals)
	}
	if err != nil {
		return iampolicy.Document{}, err
	}
	return pullThroughCacheRegistry(principals, resources), nil
}

// PullThroughCacheUpstream is the registry policy of an upstream ECR registry
// that lets the cache of other accounts pull from it.
func PullThroughCacheUpstream(upstream ecrref.Registry, accounts ...string) (iampolicy.Document, error) {
	prefix, err := repositoryPrefix("PullThroughCacheUpstream", upstream)
	if err == nil {
		err = checkAccounts("PullThroughCacheUpstream", accounts)
	}
	if err != nil {
		return iampolicy.Document{}, err
	}
	return pullThroughCacheUpstream(rootARNs(upstream.Partition(), accounts), []string{prefix + "*"}), nil
}

// Replication is the registry policy that lets other accounts replicate their
// images into the registry.
func Replication(registry ecrref.Registry, accounts ...string) (iampolicy.Document, error) {
	prefix, err := repositoryPrefix("Replication", registry)
	if err == nil {
		err = checkAccounts("Replication", accounts)
	}
	if err != nil {
		return iampolicy.Document{}, err
	}
	return replication(rootARNs(registry.Partition(), accounts), []string{prefix + "*"}), nil
}

// RepositoryLambdaFrom is the repository policy that lets AWS Lambda pull for
// functions of other accounts in the region of the repository. Who creates a
// function needs an identity policy such as iampolicy.Pull as well.
func RepositoryLambdaFrom(region string, accounts ...string) (iampolicy.Document, error) {
	partition, err := partitionIn("RepositoryLambdaFrom", region)
	if err == nil {
		err = checkAccounts("RepositoryLambdaFrom", accounts)
	}
	if err != nil {
		return iampolicy.Document{}, err
	}
	return repositoryLambdaFrom(partition, region, accounts), nil
}

// TrustECSTasksFrom is TrustECSTasks for the tasks of given accounts in one
// region only, so that no other account can make ECS use the role.
func TrustECSTasksFrom(region string, accounts ...string) (iampolicy.Document, error) {
	partition, err := partitionIn("TrustECSTasksFrom", region)
	if err == nil {
		err = checkAccounts("TrustECSTasksFrom", accounts)
	}
	if err != nil {
		return iampolicy.Document{}, err
	}
	return trustECSTasksFrom(partition, region, accounts), nil
}

// EndpointLayers is the policy of the VPC gateway endpoint of S3 that lets
// image layers of the regions through, and nothing else.
func EndpointLayers(regions ...string) (iampolicy.Document, error) {
	if err := checkSome("EndpointLayers", "region", regions); err != nil {
		return iampolicy.Document{}, err
	}
	buckets := make([]string, len(regions))
	for i, region := range regions {
		partition, err := partitionIn("EndpointLayers", region)
		if err != nil {
			return iampolicy.Document{}, err
		}
		buckets[i] = layerBucket(partition, region)
	}
	return endpointLayers(buckets), nil
}

// repositoryPrefix is what the ARNs of all repositories of a registry begin with.
func repositoryPrefix(recipe string, g ecrref.Registry) (string, error) {
	if g.Kind() != ecrref.Private {
		return "", recipeError(recipe, g.String(), "not a private registry", "give one from ecrref.PrivateRegistry")
	}
	return "arn:" + g.Partition() + ":ecr:" + g.Region() + ":" + g.AccountID() + ":repository/", nil
}

// belowPrefixes returns the ARNs that match all repositories of cache rules.
func belowPrefixes(recipe string, g ecrref.Registry, prefixes []string) ([]string, error) {
	owner, err := repositoryPrefix(recipe, g)
	if err != nil {
		return nil, err
	}
	resources := make([]string, len(prefixes))
	for i, p := range prefixes {
		switch _, err := g.Repository(p + "/x"); {
		case p == "ROOT":
			resources[i] = owner + "*"
		case err != nil:
			return nil, recipeError(recipe, p, "not the prefix of a cache rule", `give one without slashes at its ends, such as "ecr-public", or "ROOT"`)
		default:
			resources[i] = owner + p + "/*"
		}
	}
	return resources, checkSome(recipe, "prefix", prefixes)
}

// partitionIn returns the partition of a region.
func partitionIn(recipe, region string) (string, error) {
	g, err := ecrref.PrivateRegistry(sampleAccount, region)
	if err != nil {
		return "", recipeError(recipe, region, "not an AWS region", "give one such as us-west-2")
	}
	return g.Partition(), nil
}

// sampleRegistry is the registry of the guides' samples.
func sampleRegistry(region string) ecrref.Registry {
	g, _ := ecrref.PrivateRegistry(sampleAccount, region)
	return g
}

// sampleRef is an image of the guides' samples.
func sampleRef() ecrref.Ref {
	repository, _ := sampleRegistry("us-west-2").Repository("my-repo")
	return repository.Ref()
}

func sampleRefs() []ecrref.Ref { return []ecrref.Ref{sampleRef()} }

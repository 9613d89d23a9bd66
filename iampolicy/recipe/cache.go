package recipe

import (
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// Pull through cache rules copy images of other registries into one's own. The
// caller of a pull needs more than [iampolicy.Pull], and ECR itself needs a role where the
// upstream is ECR too.

// PullThroughCache is [iampolicy.Pull] for images that a pull through cache rule may have
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

// cacheActions are the actions of a pull that may be the first of its image.
var cacheActions = []string{
	iampolicy.ECRBatchCheckLayerAvailability, iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer,
	iampolicy.ECRBatchImportUpstreamImage, iampolicy.ECRCreateRepository,
}

func pullThroughCache(groups [][]string) iampolicy.Document {
	return iampolicy.NewDocument(append(allowEach(groups, cacheActions...), allowLogin())...)
}

// PullThroughCacheSecret is the policy that lets a role read the secrets with the
// credentials of upstream registries. ECR takes only secrets whose names begin
// with "ecr-pullthroughcache/". ECR's own service-linked role may read all of
// those already (AWSECRPullThroughCache_ServiceRolePolicy).
func PullThroughCacheSecret(arns ...string) (iampolicy.Document, error) {
	if err := checkARNs("PullThroughCacheSecret", "secretsmanager", "secret:ecr-pullthroughcache/", arns); err != nil {
		return iampolicy.Document{}, err
	}
	return iampolicy.NewDocument(iampolicy.Allow("secretsmanager:GetSecretValue").On(arns...)), nil
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
	return iampolicy.NewDocument(iampolicy.Allow(iampolicy.ECRCreateRepository, iampolicy.ECRBatchImportUpstreamImage).
		On(resources...).For(iampolicy.AWS(principals...)).Named("PullThroughCacheFromReadOnlyRole")), nil
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
	return iampolicy.NewDocument(iampolicy.Allow(
		iampolicy.ECRBatchGetImage,
		iampolicy.ECRGetDownloadUrlForLayer,
		iampolicy.ECRBatchImportUpstreamImage,
		iampolicy.ECRGetImageCopyStatus,
	).On(prefix + "*").For(iampolicy.AWS(rootARNs(upstream.Partition(), accounts)...))), nil
}

// PullThroughCacheRole is the policy of the role with which ECR pulls from
// another ECR registry into its cache. [TrustPullThroughCache] is its trust policy.
func PullThroughCacheRole() iampolicy.Document {
	return iampolicy.NewDocument(iampolicy.Allow(
		iampolicy.ECRGetDownloadUrlForLayer,
		iampolicy.ECRGetAuthorizationToken,
		iampolicy.ECRBatchImportUpstreamImage,
		iampolicy.ECRBatchGetImage,
		iampolicy.ECRGetImageCopyStatus,
		iampolicy.ECRInitiateLayerUpload,
		iampolicy.ECRUploadLayerPart,
		iampolicy.ECRCompleteLayerUpload,
		iampolicy.ECRPutImage,
	).On("*").Named("VisualEditor0"))
}

// TrustPullThroughCache is the trust policy of the role with [PullThroughCacheRole].
func TrustPullThroughCache() iampolicy.Document {
	return iampolicy.NewDocument(iampolicy.Allow("sts:AssumeRole").For(iampolicy.Service("pullthroughcache.ecr.amazonaws.com")))
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
			return nil, recipeError(recipe, p, "not the prefix of a cache rule",
				`give one without slashes at its ends, such as "ecr-public", or "ROOT"`)
		default:
			resources[i] = owner + p + "/*"
		}
	}
	return resources, checkSome(recipe, "prefix", prefixes)
}

package recipe

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// Pull through cache rules copy images of other registries into one's own. The
// caller of a pull needs more than iampolicy.Pull, and ECR itself needs a role where the
// upstream is ECR too.

// cacheActions are the actions of a pull that may be the first of its image.
var cacheActions = []string{
	iampolicy.ECRBatchCheckLayerAvailability, iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer, iampolicy.ECRBatchImportUpstreamImage, iampolicy.ECRCreateRepository,
}

func pullThroughCache(groups [][]string) iampolicy.Document {
	return iampolicy.NewDocument(append(allowEach(groups, cacheActions...), allowLogin())...)
}

func pullThroughCacheRegistry(principals, resources []string) iampolicy.Document {
	return iampolicy.NewDocument(iampolicy.Allow(iampolicy.ECRCreateRepository, iampolicy.ECRBatchImportUpstreamImage).
		On(resources...).For(iampolicy.AWS(principals...)).Named("PullThroughCacheFromReadOnlyRole"))
}

// PullThroughCacheSecret lets its holder read the secrets with the
// credentials of upstream registries. ECR takes only secrets whose names begin
// with "ecr-pullthroughcache/". ECR's own service-linked role may read all of
// those already (AWSECRPullThroughCache_ServiceRolePolicy).
func PullThroughCacheSecret(arns ...string) (iampolicy.Document, error) {
	if err := checkARNs("PullThroughCacheSecret", "secretsmanager", "secret:ecr-pullthroughcache/", arns); err != nil {
		return iampolicy.Document{}, err
	}
	return iampolicy.NewDocument(iampolicy.Allow("secretsmanager:GetSecretValue").On(arns...)), nil
}

// PullThroughCacheRole is the policy of the role with which ECR pulls from
// another ECR registry into its cache. TrustPullThroughCache is its trust policy.
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

func pullThroughCacheUpstream(principals, resources []string) iampolicy.Document {
	return iampolicy.NewDocument(iampolicy.Allow(iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer, iampolicy.ECRBatchImportUpstreamImage, iampolicy.ECRGetImageCopyStatus).
		On(resources...).For(iampolicy.AWS(principals...)))
}

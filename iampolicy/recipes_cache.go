package iampolicy

// Pull through cache rules copy images of other registries into one's own. The
// caller of a pull needs more than Pull, and ECR itself needs a role where the
// upstream is ECR too.

// cacheActions are the actions of a pull that may be the first of its image.
var cacheActions = []string{
	ECRBatchCheckLayerAvailability, ECRBatchGetImage, ECRGetDownloadUrlForLayer, ECRBatchImportUpstreamImage, ECRCreateRepository,
}

func pullThroughCache(groups [][]string) Document {
	return NewDocument(append(allowEach(groups, cacheActions...), allowLogin())...)
}

func pullThroughCacheRegistry(principals, resources []string) Document {
	return NewDocument(Allow(ECRCreateRepository, ECRBatchImportUpstreamImage).
		On(resources...).For(AWS(principals...)).Named("PullThroughCacheFromReadOnlyRole"))
}

// PullThroughCacheSecret lets its holder read the secrets with the
// credentials of upstream registries. ECR takes only secrets whose names begin
// with "ecr-pullthroughcache/". ECR's own service-linked role may read all of
// those already (AWSECRPullThroughCache_ServiceRolePolicy).
func PullThroughCacheSecret(arns ...string) (Document, error) {
	if err := checkARNs("PullThroughCacheSecret", "secretsmanager", "secret:ecr-pullthroughcache/", arns); err != nil {
		return Document{}, err
	}
	return NewDocument(Allow("secretsmanager:GetSecretValue").On(arns...)), nil
}

// PullThroughCacheRole is the policy of the role with which ECR pulls from
// another ECR registry into its cache. TrustPullThroughCache is its trust policy.
func PullThroughCacheRole() Document {
	return NewDocument(Allow(
		ECRGetDownloadUrlForLayer,
		ECRGetAuthorizationToken,
		ECRBatchImportUpstreamImage,
		ECRBatchGetImage,
		ECRGetImageCopyStatus,
		ECRInitiateLayerUpload,
		ECRUploadLayerPart,
		ECRCompleteLayerUpload,
		ECRPutImage,
	).On("*").Named("VisualEditor0"))
}

func pullThroughCacheUpstream(principals, resources []string) Document {
	return NewDocument(Allow(ECRBatchGetImage, ECRGetDownloadUrlForLayer, ECRBatchImportUpstreamImage, ECRGetImageCopyStatus).
		On(resources...).For(AWS(principals...)))
}

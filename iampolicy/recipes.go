package iampolicy

// ECSPull is the policy that Amazon ECS needs to pull images from Amazon ECR,
// as AWS prints it in "Using Amazon ECR images with Amazon ECS" (ECR user
// guide): 194 bytes in compact form. It allows the four actions on every
// repository; Pull allows them on those of given images only.
func ECSPull() Document {
	return NewDocument(Allow(
		ECRBatchCheckLayerAvailability,
		ECRBatchGetImage,
		ECRGetDownloadUrlForLayer,
		ECRGetAuthorizationToken,
	).On("*"))
}

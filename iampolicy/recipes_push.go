package iampolicy

// PushAll lets its holder push images to every repository, as AWS prints it in
// "IAM permissions for pushing an image" (ECR user guide). Push allows it on
// the repositories of given images only.
func PushAll() Document {
	return NewDocument(Allow(
		ECRCompleteLayerUpload,
		ECRGetAuthorizationToken,
		ECRUploadLayerPart,
		ECRInitiateLayerUpload,
		ECRBatchCheckLayerAvailability,
		ECRPutImage,
	).On("*"))
}

// pushSigned is the guide's policy for managed signing; it leaves BatchGetImage out.
func pushSigned(groups [][]string, profile string) Document {
	statements := allowEach(groups, ECRCompleteLayerUpload, ECRUploadLayerPart, ECRInitiateLayerUpload, ECRBatchCheckLayerAvailability, ECRPutImage)
	statements[0] = statements[0].Named("UploadSignaturePermissions")
	sign := Allow("signer:SignPayload").On(profile).Named("SignPermissions")
	return NewDocument(append(statements, sign, allowLogin())...)
}

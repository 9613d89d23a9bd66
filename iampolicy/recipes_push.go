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

// pushActions are the actions of a push after the login. The guide has added
// ecr:BatchGetImage, which reads the manifest that is there.
var pushActions = []string{
	ECRCompleteLayerUpload, ECRUploadLayerPart, ECRInitiateLayerUpload, ECRBatchCheckLayerAvailability, ECRPutImage, ECRBatchGetImage,
}

func push(groups [][]string) Document {
	return NewDocument(append(onEach(groups, pushActions...), login())...)
}

// pushSigned is the guide's policy for managed signing; it leaves BatchGetImage out.
func pushSigned(groups [][]string, profile string) Document {
	statements := onEach(groups, pushActions[:5]...)
	statements[0] = statements[0].Named("UploadSignaturePermissions")
	sign := Allow("signer:SignPayload").On(profile).Named("SignPermissions")
	return NewDocument(append(statements, sign, login())...)
}

package recipe

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// PushAll lets its holder push images to every repository, as AWS prints it in
// "IAM permissions for pushing an image" (ECR user guide). iampolicy.Push allows it on
// the repositories of given images only.
func PushAll() iampolicy.Document {
	return iampolicy.NewDocument(iampolicy.Allow(
		iampolicy.ECRCompleteLayerUpload,
		iampolicy.ECRGetAuthorizationToken,
		iampolicy.ECRUploadLayerPart,
		iampolicy.ECRInitiateLayerUpload,
		iampolicy.ECRBatchCheckLayerAvailability,
		iampolicy.ECRPutImage,
	).On("*"))
}

// pushSigned is the guide's policy for managed signing; it leaves BatchGetImage out.
func pushSigned(groups [][]string, profile string) iampolicy.Document {
	statements := allowEach(groups, iampolicy.ECRCompleteLayerUpload, iampolicy.ECRUploadLayerPart, iampolicy.ECRInitiateLayerUpload, iampolicy.ECRBatchCheckLayerAvailability, iampolicy.ECRPutImage)
	statements[0] = statements[0].Named("UploadSignaturePermissions")
	sign := iampolicy.Allow("signer:SignPayload").On(profile).Named("SignPermissions")
	return iampolicy.NewDocument(append(statements, sign, allowLogin())...)
}

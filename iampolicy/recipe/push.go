package recipe

import (
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// PushAll is the policy that lets a role push images to every repository, as AWS prints it in
// "IAM permissions for pushing an image" (ECR user guide). [iampolicy.Push] allows it on
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

// PushSigned is [iampolicy.Push] where ECR signs each image with the AWS Signer profile
// (ARN). As in the guide to managed signing, BatchGetImage is not allowed.
func PushSigned(profile string, refs ...ecrref.Ref) (iampolicy.Document, error) {
	if err := checkARNs("PushSigned", "signer", "/signing-profiles/", []string{profile}); err != nil {
		return iampolicy.Document{}, err
	}
	groups, err := repositories("PushSigned", iampolicy.Push, refs)
	if err != nil {
		return iampolicy.Document{}, err
	}
	statements := allowEach(groups,
		iampolicy.ECRCompleteLayerUpload,
		iampolicy.ECRUploadLayerPart,
		iampolicy.ECRInitiateLayerUpload,
		iampolicy.ECRBatchCheckLayerAvailability,
		iampolicy.ECRPutImage,
	)
	statements[0] = statements[0].Named("UploadSignaturePermissions")
	sign := iampolicy.Allow("signer:SignPayload").On(profile).Named("SignPermissions")
	return iampolicy.NewDocument(append(statements, sign, allowLogin())...), nil
}

package recipe

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// The samples of the VPC endpoint guide have no Version, and neither have these.

// EndpointPull is the policy of the VPC endpoints ecr.api and ecr.dkr that lets
// only the given accounts, roles and users pull through them.
func EndpointPull(principals ...string) (iampolicy.Document, error) {
	if err := checkPrincipals("EndpointPull", principals); err != nil {
		return iampolicy.Document{}, err
	}
	d := iampolicy.NewDocument(iampolicy.Allow(iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer, iampolicy.ECRGetAuthorizationToken).
		On("*").For(iampolicy.AWS(principals...)).Named("AllowPull"))
	d.Version = ""
	return d, nil
}

// endpointLayers takes the ARNs of layer buckets.
func endpointLayers(buckets []string) iampolicy.Document {
	s := iampolicy.Allow("s3:GetObject").On(buckets...).For(iampolicy.Anyone()).Named("Access-to-specific-bucket-only")
	s.Action, s.Resource = asList(s.Action), asList(s.Resource)
	d := iampolicy.NewDocument(s)
	d.Version = ""
	return d
}

// layerBucket is where ECR keeps the layers of images in a region: a pull
// downloads them from S3 by presigned URL.
func layerBucket(partition, region string) string {
	return "arn:" + partition + ":s3:::prod-" + region + "-starport-layer-bucket/*"
}

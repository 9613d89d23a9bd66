package iampolicy

// The samples of the VPC endpoint guide have no Version, and neither have these.

// EndpointPull is the policy of the VPC endpoints ecr.api and ecr.dkr that lets
// only the given accounts, roles and users pull through them.
func EndpointPull(principals ...string) (Document, error) {
	if err := checkPrincipals("EndpointPull", principals); err != nil {
		return Document{}, err
	}
	d := NewDocument(Allow(ECRBatchGetImage, ECRGetDownloadUrlForLayer, ECRGetAuthorizationToken).
		On("*").For(AWS(principals...)).Named("AllowPull"))
	d.Version = ""
	return d, nil
}

// endpointLayers takes the ARNs of layer buckets.
func endpointLayers(buckets []string) Document {
	s := Allow("s3:GetObject").On(buckets...).For(Anyone()).Named("Access-to-specific-bucket-only")
	s.Action, s.Resource = asList(s.Action), asList(s.Resource)
	d := NewDocument(s)
	d.Version = ""
	return d
}

// layerBucket is where ECR keeps the layers of images in a region: a pull
// downloads them from S3 by presigned URL.
func layerBucket(partition, region string) string {
	return "arn:" + partition + ":s3:::prod-" + region + "-starport-layer-bucket/*"
}

package recipe

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// The samples of the VPC endpoint guide have no Version, and neither have these.

// EndpointPull is the policy of the VPC endpoints ecr.api and ecr.dkr that lets
// only the given accounts, roles and users pull through them.
func EndpointPull(principals ...string) (iampolicy.Document, error) {
	if err := checkPrincipals("EndpointPull", principals); err != nil {
		return iampolicy.Document{}, err
	}
	d := iampolicy.NewDocument(iampolicy.Allow(iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer,
		iampolicy.ECRGetAuthorizationToken).
		On("*").For(iampolicy.AWS(principals...)).Named("AllowPull"))
	d.Version = ""
	return d, nil
}

// EndpointLayers is the policy of the VPC gateway endpoint of S3 that lets
// image layers of the regions through, and nothing else.
func EndpointLayers(regions ...string) (iampolicy.Document, error) {
	if err := checkSome("EndpointLayers", "region", regions); err != nil {
		return iampolicy.Document{}, err
	}
	buckets := make([]string, len(regions))
	for i, region := range regions {
		partition, err := partitionIn("EndpointLayers", region)
		if err != nil {
			return iampolicy.Document{}, err
		}
		// A pull downloads the layers from this bucket by presigned URL.
		buckets[i] = "arn:" + partition + ":s3:::prod-" + region + "-starport-layer-bucket/*"
	}
	s := iampolicy.Allow("s3:GetObject").On(buckets...).For(iampolicy.Anyone()).Named("Access-to-specific-bucket-only")
	s.Action, s.Resource = asList(s.Action), asList(s.Resource)
	d := iampolicy.NewDocument(s)
	d.Version = ""
	return d, nil
}

package awsfile_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/stretchr/testify/require"
)

func TestLooksLikeECR(t *testing.T) {
	for image, want := range map[string]bool{
		"123456789012.dkr.ecr.us-east-1.amazonaws.com/app":              true,
		"https://123456789012.dkr.ecr.us-east-1.amazonaws.com/app":      true,
		"11111111111.DKR.ECR.us-east-1.amazonaws.com/app":               true,
		"123456789012.dkr-ecr.us-east-1.on.aws/app":                     true,
		"123456789012.ecr.us-east-1.amazonaws.com/app":                  true,
		"123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.example/app": true,
		"public.ecr.aws/app":                                true,
		"gallery.ecr.aws/nginx/nginx:1":                     true,
		"https://gallery.ecr.aws/nginx/nginx":               true,
		"ecr.aws.example/nginx":                             false,
		"arn:aws:ecr:us-east-1:123456789012:repository/app": true,
		"nginx":                      false,
		"localhost:5000/app":         false,
		"docker.io/acme/x.dkr.ecr.y": false,
		"evil.example/123456789012.dkr.ecr.us-east-1.amazonaws.com/app":      false,
		"000000000000.dkr.ecr.us-east-1.localhost.localstack.cloud:4566/app": false,
		"000000000000.dkr.ecr.us-east-1.localhost:5100/app":                  false,
		"": false,
	} {
		require.Equal(t, want, awsfile.LooksLikeECR(image), image)
	}
}

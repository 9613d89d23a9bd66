package main

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/stretchr/testify/require"
)

// TestCertain: a mistake in front of a placeholder is one whatever the placeholder will
// be, and nothing is one that the placeholder may still make right.
func TestCertain(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		image string
		want  origin
		why   string
	}{
		{"12345678901.dkr.ecr.us-east-1.amazonaws.com/app:${TAG}", malformed, "a digit is lost"},
		{"123456789012.dkr.ecr.us-east-1.amazon.com/app:${TAG}", malformed, "the suffix"},
		{"123456789012.dkr.ecr.us-east-1.amazon.com/${APP}", malformed, "the suffix, and nothing of the path is known"},
		{"123456789012.dkr.ecr.us-east-1.amazon.com/app@${DIGEST}", malformed, "the suffix, with a digest"},
		{"123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:__TAG__", malformed, "the suffix of another partition, and a mark"},
		{"12345678901.dkr.ecr.us-east-1.amazonaws.com/app:{{ .Tag }}", malformed, "another template language"},
		{"123456789012.dkr.ecr.us-east-1.amazonaws.com/App:${TAG}", malformed, "the name in front of an open tag"},
		{"https://123456789012.dkr.ecr.us-east-1.amazonaws.com/app:${TAG}", malformed, "a scheme"},
		{"123456789012.dkr.ecr.us-east-1.amazonaws.com/app:${TAG}", privateECR, "nothing is wrong"},
		{"123456789012.dkr.ecr.us-east-1.amazonaws.com/app:${TAG:-v1}", privateECR, "a default"},
		{"123456789012.dkr.ecr.us-east-1.amazonaws.com/app@sha256:${DIGEST}", unresolved, "an open digest"},
		{"123456789012.dkr.ecr.us-east-1.amazonaws.com/app@@TAG@", unresolved, "a mark in an odd place"},
		{"123456789012.dkr.ecr.us-east-1.amazonaws.com/${TEAM}/app", privateECR, "an open name"},
		{"123456789012.dkr.ecr.${REGION}.amazon.com/app", unresolved, "an open host"},
		{"${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/app:v1", unresolved, "an open account"},
		{"ACCOUNT.dkr.ecr.us-east-1.amazonaws.com/app:${TAG}", unresolved, "documentation"},
		{"123456789012.dkr.ecr.REGION.amazonaws.com/app:${TAG}", unresolved, "documentation"},
		{"aws_account_id.dkr.ecr.region.amazonaws.com/app:${TAG}", unresolved, "documentation"},
		{"registry.example/app:${TAG}", unresolved, "another registry"},
	} {
		p := readImage(awsfile.Container{Image: awsfile.String{Value: row.image}})
		require.Equal(t, row.want, p.origin, "%s: %s", row.why, row.image)
	}
}

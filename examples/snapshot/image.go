package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecr/types"
	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// imagesAnswer is what aws ecr describe-images prints.
type imagesAnswer struct {
	ImageDetails []imageDetail `json:"imageDetails"`
}

type imageDetail struct {
	RegistryID             *string           `json:"registryId,omitempty"`
	RepositoryName         *string           `json:"repositoryName,omitempty"`
	ImageDigest            *string           `json:"imageDigest,omitempty"`
	ImageTags              []string          `json:"imageTags,omitempty"`
	ImageSizeInBytes       *int64            `json:"imageSizeInBytes,omitempty"`
	ImageManifestMediaType *string           `json:"imageManifestMediaType,omitempty"`
	ArtifactMediaType      *string           `json:"artifactMediaType,omitempty"`
	ImageStatus            types.ImageStatus `json:"imageStatus,omitempty"`
}

// ecr returns a client for the region of a private registry, which need not be
// the region of the task.
func (c *collector) ecr(registry ecrref.Registry) *ecr.Client {
	return ecr.NewFromConfig(c.cfg, func(o *ecr.Options) { o.Region = registry.Region() })
}

// imageDetails asks for the image that a reference names, and for its platforms.
func (c *collector) imageDetails(ctx context.Context, ref ecrref.Ref) {
	answer, err := c.describeImage(ctx, ref)
	if c.out.lacks(askImage, ref.String(), "image "+ref.String(), err) {
		return
	}
	put(&c.out.Images, ref.String(), answer)
	if d := answer.ImageDetails[0]; isIndex(aws.ToString(d.ImageManifestMediaType)) {
		manifest, err := c.manifest(ctx, ref, d)
		if !c.out.lacks(askPlatforms, ref.String(), "list of platforms of the image "+ref.String(), err) {
			put(&c.out.Manifests, ref.String(), manifest)
		}
	}
}

// describeImage asks by the digest where the reference has one, as a pull does,
// else by its tag, and without either by the tag latest, as ECS does.
func (c *collector) describeImage(ctx context.Context, ref ecrref.Ref) (imagesAnswer, error) {
	if err := c.reachable(ref.Registry(), "ecr:DescribeImages"); err != nil {
		return imagesAnswer{}, err
	}
	client := c.ecr(ref.Registry())
	in := &ecr.DescribeImagesInput{
		RegistryId:     aws.String(ref.Registry().AccountID()),
		RepositoryName: aws.String(ref.Repository().Name()),
		ImageIds:       []types.ImageIdentifier{imageID(ref)},
	}
	out, err := ask(ctx, client.DescribeImages, in)
	if err != nil && asFailure(err).code == "ImageNotFoundException" {
		return c.archived(ctx, client, in, err)
	}
	if err != nil {
		return imagesAnswer{}, err
	}
	return imageOf(out)
}

// archived looks for an image among those that DescribeImages leaves out unless
// it is told otherwise. When that tells nothing new, the first answer stands.
func (c *collector) archived(ctx context.Context, client *ecr.Client, in *ecr.DescribeImagesInput, notFound error) (imagesAnswer, error) {
	in.Filter = &types.DescribeImagesFilter{ImageStatus: types.ImageStatusFilterAny}
	out, err := ask(ctx, client.DescribeImages, in)
	if err != nil || len(out.ImageDetails) == 0 {
		return imagesAnswer{}, notFound
	}
	return imageOf(out)
}

func imageOf(out *ecr.DescribeImagesOutput) (imagesAnswer, error) {
	if len(out.ImageDetails) != 1 {
		return imagesAnswer{}, fail("ecr:DescribeImages", unreadable, "ECR described %d images in place of one", len(out.ImageDetails))
	}
	d := out.ImageDetails[0]
	return imagesAnswer{[]imageDetail{{
		d.RegistryId, d.RepositoryName, d.ImageDigest, d.ImageTags, d.ImageSizeInBytes,
		d.ImageManifestMediaType, d.ArtifactMediaType, d.ImageStatus,
	}}}, nil
}

func imageID(ref ecrref.Ref) types.ImageIdentifier {
	switch {
	case ref.Digest() != "":
		return types.ImageIdentifier{ImageDigest: aws.String(ref.Digest())}
	case ref.Tag() != "":
		return types.ImageIdentifier{ImageTag: aws.String(ref.Tag())}
	}
	return types.ImageIdentifier{ImageTag: aws.String("latest")}
}

// isIndex reports whether a manifest is a list of images, one for each platform.
func isIndex(mediaType string) bool {
	return strings.HasSuffix(mediaType, ".image.index.v1+json") || strings.HasSuffix(mediaType, ".manifest.list.v2+json")
}

// manifestsAnswer is what aws ecr batch-get-image prints.
type manifestsAnswer struct {
	Images   []manifest `json:"images"`
	Failures []struct{} `json:"failures"`
}

type manifest struct {
	RegistryID             *string    `json:"registryId,omitempty"`
	RepositoryName         *string    `json:"repositoryName,omitempty"`
	ImageID                manifestID `json:"imageId"`
	ImageManifest          *string    `json:"imageManifest,omitempty"`
	ImageManifestMediaType *string    `json:"imageManifestMediaType,omitempty"`
}

type manifestID struct {
	ImageDigest *string `json:"imageDigest,omitempty"`
}

// manifest asks for the index of an image, which lists its platforms. A single
// image has its platform in a blob, which is not asked for. ECR records the call
// as a pull of the index.
func (c *collector) manifest(ctx context.Context, ref ecrref.Ref, d imageDetail) (manifestsAnswer, error) {
	out, err := ask(ctx, c.ecr(ref.Registry()).BatchGetImage, &ecr.BatchGetImageInput{
		RegistryId:         aws.String(ref.Registry().AccountID()),
		RepositoryName:     aws.String(ref.Repository().Name()),
		ImageIds:           []types.ImageIdentifier{{ImageDigest: d.ImageDigest}},
		AcceptedMediaTypes: []string{aws.ToString(d.ImageManifestMediaType)},
	})
	if err != nil {
		return manifestsAnswer{}, err
	}
	if len(out.Images) != 1 {
		return manifestsAnswer{}, noManifest(out.Failures)
	}
	m := out.Images[0]
	if !json.Valid([]byte(aws.ToString(m.ImageManifest))) {
		return manifestsAnswer{}, fail("ecr:BatchGetImage", unreadable, "the manifest is not JSON")
	}
	index := manifest{m.RegistryId, m.RepositoryName, manifestID{d.ImageDigest}, m.ImageManifest, m.ImageManifestMediaType}
	return manifestsAnswer{[]manifest{index}, []struct{}{}}, nil
}

func noManifest(fs []types.ImageFailure) error {
	f := fail("ecr:BatchGetImage", unreadable, "ECR answered without an image")
	if len(fs) > 0 {
		f.code, f.err = string(fs[0].FailureCode), errors.New(aws.ToString(fs[0].FailureReason))
	}
	return f
}

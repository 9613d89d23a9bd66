package awslive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecr/types"
	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// Image is what ECR knows of one image.
type Image struct {
	Digest       string
	Status       string // ACTIVE, ARCHIVED or ACTIVATING; "" when ECR did not say
	SizeInBytes  int64  // compressed; of an index 0
	MediaType    string // of the manifest
	ArtifactType string // media type of the config; "" when ECR did not say
}

// IsIndex reports whether the image is a list of images, one for each platform.
func (i Image) IsIndex() bool {
	return strings.HasSuffix(i.MediaType, ".image.index.v1+json") || strings.HasSuffix(i.MediaType, ".manifest.list.v2+json")
}

// ecr returns a client for the region of a private registry, which need not be
// the region of the task.
func (c Client) ecr(g ecrref.Registry) (*ecr.Client, error) {
	if g.Kind() != ecrref.Private {
		return nil, fmt.Errorf("%s is not a private registry: awslive asks only those", g)
	}
	return ecr.NewFromConfig(c.cfg, func(o *ecr.Options) { o.Region = g.Region() }), nil
}

// Image asks for the image that a reference names: by its digest where it has
// one, as a pull does, else by its tag, and without either by the tag latest,
// as ECS does. An image or repository that does not exist is a NotFound Error.
func (c Client) Image(ctx context.Context, ref ecrref.Ref) (Image, error) {
	client, err := c.ecr(ref.Registry())
	if err != nil {
		return Image{}, err
	}
	in := &ecr.DescribeImagesInput{
		RegistryId:     aws.String(ref.Registry().AccountID()),
		RepositoryName: aws.String(ref.Repository().Name()),
		ImageIds:       []types.ImageIdentifier{imageID(ref)},
	}
	out, err := ask(ctx, ref.String(), client.DescribeImages, in)
	if code(err) == "ImageNotFoundException" {
		return c.archived(ctx, client, in, ref, err)
	}
	if err != nil {
		return Image{}, err
	}
	return image(ref, out)
}

// archived looks for an image among those that DescribeImages leaves out unless
// it is told otherwise. When that tells nothing new, the first answer stands.
func (c Client) archived(ctx context.Context, client *ecr.Client, in *ecr.DescribeImagesInput, ref ecrref.Ref, notFound error) (Image, error) {
	in.Filter = &types.DescribeImagesFilter{ImageStatus: types.ImageStatusFilterAny}
	out, err := ask(ctx, ref.String(), client.DescribeImages, in)
	if err != nil || len(out.ImageDetails) == 0 {
		return Image{}, notFound
	}
	return image(ref, out)
}

func image(ref ecrref.Ref, out *ecr.DescribeImagesOutput) (Image, error) {
	if len(out.ImageDetails) != 1 {
		return Image{}, fmt.Errorf("ecr:DescribeImages %s: %d images, want 1", ref, len(out.ImageDetails))
	}
	d := out.ImageDetails[0]
	return Image{
		Digest:       aws.ToString(d.ImageDigest),
		Status:       string(d.ImageStatus),
		SizeInBytes:  aws.ToInt64(d.ImageSizeInBytes),
		MediaType:    aws.ToString(d.ImageManifestMediaType),
		ArtifactType: aws.ToString(d.ArtifactMediaType),
	}, nil
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

// Platform is what an image runs on, as the OCI names it: linux and amd64.
type Platform struct{ OS, Architecture, Variant string }

// Platforms asks for the platforms of an image that Image described. It knows
// only those that an index lists: a single image has its platform in a blob, and
// then known is false.
//
// It calls BatchGetImage, which ECR records as a pull of the index.
func (c Client) Platforms(ctx context.Context, ref ecrref.Ref, i Image) (platforms []Platform, known bool, err error) {
	if !i.IsIndex() {
		return nil, false, nil
	}
	client, err := c.ecr(ref.Registry())
	if err != nil {
		return nil, false, err
	}
	out, err := ask(ctx, ref.String(), client.BatchGetImage, &ecr.BatchGetImageInput{
		RegistryId:         aws.String(ref.Registry().AccountID()),
		RepositoryName:     aws.String(ref.Repository().Name()),
		ImageIds:           []types.ImageIdentifier{{ImageDigest: aws.String(i.Digest)}},
		AcceptedMediaTypes: []string{i.MediaType},
	})
	if err != nil {
		return nil, false, err
	}
	if len(out.Images) != 1 {
		return nil, false, fmt.Errorf("ecr:BatchGetImage %s: %s", ref, failures(out.Failures))
	}
	return indexPlatforms(aws.ToString(out.Images[0].ImageManifest))
}

func failures(fs []types.ImageFailure) string {
	var b strings.Builder
	b.WriteString("no image")
	for _, f := range fs {
		fmt.Fprintf(&b, "; %s: %s", f.FailureCode, aws.ToString(f.FailureReason))
	}
	return b.String()
}

// indexPlatforms reads the platforms of an index. Attestations stand in it as
// images for an unknown platform; nobody runs those.
func indexPlatforms(manifest string) ([]Platform, bool, error) {
	var index struct {
		Manifests []struct{ Platform *Platform }
	}
	if err := json.Unmarshal([]byte(manifest), &index); err != nil {
		return nil, false, fmt.Errorf("image index: %w", err)
	}
	var platforms []Platform
	for _, m := range index.Manifests {
		switch {
		case m.Platform == nil:
			return nil, false, nil
		case m.Platform.OS != "unknown":
			platforms = append(platforms, *m.Platform)
		}
	}
	return platforms, len(platforms) > 0, nil
}

func code(err error) string {
	if e := (*Error)(nil); errors.As(err, &e) {
		return e.Code
	}
	return ""
}

package awsfile

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// Image is what ECR says of one image.
type Image struct {
	Where     Where
	Ref       string   // the reference that was asked for
	Status    string   // ACTIVE, ARCHIVED or ACTIVATING; "" when ECR did not say
	Artifact  string   // media type of the config; "" when ECR did not say
	Platforms []string // such as linux/amd64; nil is not known
}

// snapshotImages reads describe-images of each reference, with the platforms that
// batch-get-image shows of an index. A single image has its platform in a blob.
func (f File) snapshotImages(s *Snapshot) error {
	err := f.each("images", func(ref string, answer File) error {
		details := answer.Root.Get("imageDetails").List()
		if len(details) != 1 {
			return f.Errorf(answer.Root, "%s has %d imageDetails, not one", ref, len(details))
		}
		d := details[0]
		s.Images = append(s.Images, Image{f.At(d), ref, d.Get("imageStatus").Str(), d.Get("artifactMediaType").Str(), nil})
		return nil
	})
	if err != nil {
		return err
	}
	return f.each("manifests", func(ref string, answer File) error {
		i := slices.IndexFunc(s.Images, func(i Image) bool { return i.Ref == ref })
		images := answer.Root.Get("images").List()
		if i < 0 || len(images) != 1 {
			return f.Errorf(answer.Root, "%s has %d manifests, and images is to have it too", ref, len(images))
		}
		index, err := tree.Parse([]byte(images[0].Get("imageManifest").Str()))
		if err != nil {
			return f.Errorf(images[0], "the manifest of %s cannot be read: %v", ref, err)
		}
		s.Images[i].Platforms = platforms(index)
		return nil
	})
}

// platforms lists the platforms of an index, nil when one of them is not said.
// Attestations stand in it as images for an unknown platform; nobody runs those.
func platforms(index *tree.Node) []string {
	var ps []string
	for _, m := range index.Get("manifests").List() {
		os, cpu := m.Path("platform", "os").Str(), m.Path("platform", "architecture").Str()
		switch {
		case os == "" || cpu == "":
			return nil
		case os != "unknown":
			ps = append(ps, strings.Join([]string{os, cpu}, "/"))
		}
	}
	return ps
}

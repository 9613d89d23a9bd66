// Package reading asks libraries what they read in a text, in words that are
// the same for all of them.
package reading

import (
	"strings"

	"github.com/awslabs/amazon-ecr-credential-helper/ecr-login/api"
	containerd "github.com/containerd/containerd/v2/pkg/reference"
	"github.com/distribution/reference"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/regclient/regclient/types/ref"
	"oras.land/oras-go/v2/registry"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// Parts are the parts of a reference that some library tells.
type Parts struct {
	Kind, Host, Account, Region, Partition string
	FIPS, DualStack                        bool
	Path, Name, Alias, Tag, Digest, ARN    string
}

// A ReferencePeer is a library that reads references.
type ReferencePeer struct {
	Name, Function, Module string
	KnowsECR               bool
	Tells                  func(Parts) Parts // the parts that it tells
	Read                   func(string) (Parts, error)
}

// ReferencePeers has the library that is measured first.
var ReferencePeers = []ReferencePeer{
	{"ecrkit", "ecrref.ParseAny", "github.com/seed-293f0d42/ecrkit", true, func(p Parts) Parts { return p }, readECRRef},
	{"ecr-login", "api.ExtractRegistry", "github.com/awslabs/amazon-ecr-credential-helper/ecr-login", true, registryOnly, readECRLogin},
	{"distribution", "reference.ParseNormalizedNamed", "github.com/distribution/reference", false, imageOnly, readDistribution},
	{"containerd", "reference.Parse", "github.com/containerd/containerd/v2", false, imageOnly, readContainerd},
	{"ggcr", "name.ParseReference", "github.com/google/go-containerregistry", false, imageOnly, readGGCR},
	{"regclient", "ref.New", "github.com/regclient/regclient", false, imageOnly, readRegclient},
	{"oras", "registry.ParseReference", "oras.land/oras-go/v2", false, imageOnly, readORAS},
}

func registryOnly(p Parts) Parts {
	return Parts{Kind: p.Kind, Account: p.Account, Region: p.Region, FIPS: p.FIPS}
}

func imageOnly(p Parts) Parts {
	return Parts{Host: p.Host, Path: p.Path, Tag: p.Tag, Digest: p.Digest}
}

func readECRRef(s string) (Parts, error) {
	r, err := ecrref.ParseAny(s)
	if err != nil {
		return Parts{}, err
	}
	reg, repo := r.Registry(), r.Repository()
	arn, _ := repo.ARN()
	kind := "private"
	if reg.Kind() == ecrref.Public {
		kind = "public"
	}
	return Parts{kind, reg.Host(), reg.AccountID(), reg.Region(), reg.Partition(), reg.IsFIPS(), reg.IsDualStack(),
		repo.Path(), repo.Name(), repo.Alias(), r.Tag(), r.Digest(), arn}, nil
}

func readECRLogin(s string) (Parts, error) {
	r, err := api.ExtractRegistry(s)
	if err != nil {
		return Parts{}, err
	}
	if r.Service == api.ServiceECRPublic {
		return Parts{Kind: "public"}, nil
	}
	return Parts{Kind: "private", Account: r.ID, Region: r.Region, FIPS: r.FIPS}, nil
}

func readDistribution(s string) (Parts, error) {
	r, err := reference.ParseNormalizedNamed(s)
	if err != nil {
		return Parts{}, err
	}
	p := Parts{Host: reference.Domain(r), Path: reference.Path(r)}
	if t, ok := r.(reference.Tagged); ok {
		p.Tag = t.Tag()
	}
	if d, ok := r.(reference.Digested); ok {
		p.Digest = d.Digest().String()
	}
	return p, nil
}

func readContainerd(s string) (Parts, error) {
	r, err := containerd.Parse(s)
	if err != nil {
		return Parts{}, err
	}
	tag, digest, _ := strings.Cut(r.Object, "@")
	return Parts{Host: r.Hostname(), Path: strings.TrimPrefix(strings.TrimPrefix(r.Locator, r.Hostname()), "/"), Tag: tag, Digest: digest}, nil
}

func readGGCR(s string) (Parts, error) {
	r, err := name.ParseReference(s)
	if err != nil {
		return Parts{}, err
	}
	p := Parts{Host: r.Context().RegistryStr(), Path: r.Context().RepositoryStr()}
	if d, ok := r.(name.Digest); ok {
		p.Digest = d.DigestStr()
	} else {
		p.Tag = r.Identifier()
	}
	return p, nil
}

func readRegclient(s string) (Parts, error) {
	r, err := ref.New(s)
	return Parts{Host: r.Registry, Path: r.Repository, Tag: r.Tag, Digest: r.Digest}, err
}

func readORAS(s string) (Parts, error) {
	r, err := registry.ParseReference(s)
	if err != nil {
		return Parts{}, err
	}
	p := Parts{Host: r.Registry, Path: r.Repository}
	if r.ValidateReferenceAsDigest() == nil {
		p.Digest = r.Reference
	} else {
		p.Tag = r.Reference
	}
	return p, nil
}

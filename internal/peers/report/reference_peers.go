package main

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

// A referencePeer is a library that reads references.
type referencePeer struct {
	tool
	knowsECR bool
	tells    func(parts) parts // the parts that it tells
	read     func(string) (parts, error)
}

// referencePeers has the library that is measured first.
var referencePeers = []referencePeer{
	{tool{"ecrkit", "ecrref.ParseAny", "github.com/seed-293f0d42/ecrkit"}, true, func(p parts) parts { return p }, readECRRef},
	{tool{"ecr-login", "api.ExtractRegistry", "github.com/awslabs/amazon-ecr-credential-helper/ecr-login"}, true, registryOnly, readECRLogin},
	{tool{"distribution", "reference.ParseNormalizedNamed", "github.com/distribution/reference"}, false, imageOnly, readDistribution},
	{tool{"containerd", "reference.Parse", "github.com/containerd/containerd/v2"}, false, imageOnly, readContainerd},
	{tool{"ggcr", "name.ParseReference", "github.com/google/go-containerregistry"}, false, imageOnly, readGGCR},
	{tool{"regclient", "ref.New", "github.com/regclient/regclient"}, false, imageOnly, readRegclient},
	{tool{"oras", "registry.ParseReference", "oras.land/oras-go/v2"}, false, imageOnly, readORAS},
}

func registryOnly(p parts) parts {
	return parts{Kind: p.Kind, Account: p.Account, Region: p.Region, FIPS: p.FIPS}
}

func imageOnly(p parts) parts {
	return parts{Host: p.Host, Path: p.Path, Tag: p.Tag, Digest: p.Digest}
}

func readECRRef(s string) (parts, error) {
	r, err := ecrref.ParseAny(s)
	if err != nil {
		return parts{}, err
	}
	reg, repo := r.Registry(), r.Repository()
	arn, _ := repo.ARN()
	kind := "private"
	if reg.Kind() == ecrref.Public {
		kind = "public"
	}
	return parts{kind, reg.Host(), reg.AccountID(), reg.Region(), reg.Partition(), reg.IsFIPS(), reg.IsDualStack(),
		repo.Path(), repo.Name(), repo.Alias(), r.Tag(), r.Digest(), arn}, nil
}

func readECRLogin(s string) (parts, error) {
	r, err := api.ExtractRegistry(s)
	if err != nil {
		return parts{}, err
	}
	if r.Service == api.ServiceECRPublic {
		return parts{Kind: "public"}, nil
	}
	return parts{Kind: "private", Account: r.ID, Region: r.Region, FIPS: r.FIPS}, nil
}

func readDistribution(s string) (parts, error) {
	r, err := reference.ParseNormalizedNamed(s)
	if err != nil {
		return parts{}, err
	}
	p := parts{Host: reference.Domain(r), Path: reference.Path(r)}
	if t, ok := r.(reference.Tagged); ok {
		p.Tag = t.Tag()
	}
	if d, ok := r.(reference.Digested); ok {
		p.Digest = d.Digest().String()
	}
	return p, nil
}

func readContainerd(s string) (parts, error) {
	r, err := containerd.Parse(s)
	if err != nil {
		return parts{}, err
	}
	tag, digest, _ := strings.Cut(r.Object, "@")
	return parts{Host: r.Hostname(), Path: strings.TrimPrefix(strings.TrimPrefix(r.Locator, r.Hostname()), "/"), Tag: tag, Digest: digest}, nil
}

func readGGCR(s string) (parts, error) {
	r, err := name.ParseReference(s)
	if err != nil {
		return parts{}, err
	}
	p := parts{Host: r.Context().RegistryStr(), Path: r.Context().RepositoryStr()}
	if d, ok := r.(name.Digest); ok {
		p.Digest = d.DigestStr()
	} else {
		p.Tag = r.Identifier()
	}
	return p, nil
}

func readRegclient(s string) (parts, error) {
	r, err := ref.New(s)
	return parts{Host: r.Registry, Path: r.Repository, Tag: r.Tag, Digest: r.Digest}, err
}

func readORAS(s string) (parts, error) {
	r, err := registry.ParseReference(s)
	if err != nil {
		return parts{}, err
	}
	p := parts{Host: r.Registry, Path: r.Repository}
	if r.ValidateReferenceAsDigest() == nil {
		p.Digest = r.Reference
	} else {
		p.Tag = r.Reference
	}
	return p, nil
}

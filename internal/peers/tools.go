//go:build peers_pin

package peers

import (
	_ "github.com/Masterminds/semver/v3"
	_ "github.com/awslabs/amazon-ecr-credential-helper/ecr-login/api"
	_ "github.com/blang/semver/v4"
	_ "github.com/coreos/go-semver/semver"
	_ "github.com/distribution/reference"
	_ "github.com/google/go-containerregistry/pkg/name"
	_ "github.com/google/go-containerregistry/pkg/registry"
	_ "github.com/google/go-containerregistry/pkg/v1/remote"
	_ "github.com/hashicorp/awspolicyequivalence"
	_ "github.com/hashicorp/go-version"
	_ "github.com/minio/pkg/v3/policy"
	_ "github.com/regclient/regclient/types/ref"
	_ "github.com/seed-293f0d42/ecrkit/ecrref"
	_ "golang.org/x/mod/semver"
	_ "oras.land/oras-go/v2/registry"
)

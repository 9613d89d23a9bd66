package agenttext

import (
	"cmp"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// DockerVersion is the version of a Docker engine, such as 20.10.13 or
// 18.06.1-ce. It is not a Semantic Version: months are written with two digits
// and -ce names an edition, not a pre-release.
//
// The zero DockerVersion is invalid and sorts first.
type DockerVersion struct {
	text string
	core agentver.Version // its three numbers, without leading zeros
}

// Prefixes that AWS writes before a Docker version.
const (
	versionInfoPrefix   = "DockerVersion: " // versionInfo.dockerVersion
	dockerVersionPrefix = "Docker version " // docker --version, ecs_runtime_version
	buildInfix          = ", build "        // docker --version
	editionSuffix       = " (Docker CE)"    // table of ECS-optimized Windows AMIs
)

// ParseDocker reads a Docker version as Docker or AWS writes it:
//
//	20.10.13                             docker version
//	DockerVersion: 20.10.13              versionInfo.dockerVersion
//	Docker version 18.06.1-ce            ecs_runtime_version of an AMI
//	Docker version 20.10.13, build a224  docker --version
//	20.10.21 (Docker CE)                 table of ECS-optimized Windows AMIs
//
// that is, three numbers, where leading zeros are part of the text, and then
// what may follow in a Semantic Version. An agent that runs on containerd
// reports the word containerd, which is no Docker version.
func ParseDocker(s string) (DockerVersion, error) {
	t := unwrapDocker(s)
	v, ok := scanVersion(t)
	if !ok {
		v, ok = scanVersion(withoutZeros(t))
	}
	if !ok || t[0] == 'v' {
		return DockerVersion{}, explainDocker(s)
	}
	return DockerVersion{t, v.Core()}, nil
}

// withoutZeros returns s without the leading zeros of its three numbers: 18.6.1-ce
// for 18.06.1-ce.
func withoutZeros(s string) string {
	numbers := strings.SplitN(s, ".", 3)
	for i, n := range numbers {
		trimmed := strings.TrimLeft(n, "0")
		if len(trimmed) < len(n) && spanDigits(trimmed) == 0 {
			trimmed = "0" + trimmed
		}
		numbers[i] = trimmed
	}
	return strings.Join(numbers, ".")
}

// unwrapDocker takes off what AWS and Docker write around a version.
func unwrapDocker(s string) string {
	if t, ok := strings.CutPrefix(s, versionInfoPrefix); ok {
		return t
	}
	if t, ok := strings.CutPrefix(s, dockerVersionPrefix); ok {
		if version, build, _ := strings.Cut(t, buildInfix); isBuild(build) {
			return version
		}
		return t
	}
	return strings.TrimSuffix(s, editionSuffix)
}

// isBuild reports whether s is what docker --version prints as its build: a
// commit, or the version of a package, in one word.
func isBuild(s string) bool { return s != "" && leading(s, "._+~:/") == s }

func explainDocker(s string) error {
	const function = "agenttext.ParseDocker"
	switch unwrapDocker(s) {
	case "":
		return newError(function, s, len(s), "no version", hintDockerForms)
	case "containerd":
		return newError(function, s, 0, "containerd, which an agent reports in place of a Docker version", "there is no Docker version to read")
	}
	return newError(function, s, 0, "not a Docker version", hintDockerForms)
}

const hintDockerForms = "write 20.10.13, DockerVersion: 20.10.13 or 18.06.1-ce"

// IsValid reports whether d is a version, that is, not the zero DockerVersion.
func (d DockerVersion) IsValid() bool { return d.text != "" }

// String returns the version as Docker writes it, zeros included: "18.06.1-ce".
func (d DockerVersion) String() string { return d.text }

// Major returns the first number: 18 for 18.06.1-ce.
func (d DockerVersion) Major() int { return d.core.Major() }

// Minor returns the second number: 6 for 18.06.1-ce.
func (d DockerVersion) Minor() int { return d.core.Minor() }

// Patch returns the third number: 1 for 18.06.1-ce.
func (d DockerVersion) Patch() int { return d.core.Patch() }

// Edition returns "ce" for the Community Edition, "ee" for the Enterprise
// Edition, "cs" for the older commercial engine and "" when d names none, as
// newer ones do not.
func (d DockerVersion) Edition() string {
	word, _, _ := strings.Cut(d.suffix(), "-")
	switch edition := strings.TrimRight(word, "0123456789"); edition {
	case "ce", "ee", "cs":
		return edition
	}
	return ""
}

// Prerelease returns the pre-release of d, such as rc1 for 17.06.0-ce-rc1, or
// "". Other suffixes, such as the 16 of 17.06.2-ee-16, are later builds of a release.
func (d DockerVersion) Prerelease() string {
	for word := range strings.SplitSeq(d.suffix(), "-") {
		for _, name := range [...]string{"alpha", "beta", "dev", "rc", "tp"} {
			if strings.HasPrefix(word, name) {
				return word
			}
		}
	}
	return ""
}

// suffix returns what follows the numbers, without build metadata: ce-rc1.
func (d DockerVersion) suffix() string {
	text, _, _ := strings.Cut(d.text, "+")
	_, suffix, _ := strings.Cut(text, "-")
	return suffix
}

// Compare returns -1, 0 or +1 as d is older than, level with or newer than e. A
// pre-release comes before its release; editions and later builds are level.
func (d DockerVersion) Compare(e DockerVersion) int {
	return cmp.Or(d.core.Compare(e.core), comparePrerelease(d.Prerelease(), e.Prerelease()))
}

// comparePrerelease orders two pre-releases as Semantic Versioning does; none at
// all is the newest.
func comparePrerelease(x, y string) int {
	if x == y {
		return 0
	}
	return prerelease(x).Compare(prerelease(y))
}

func prerelease(s string) agentver.Version {
	v, _ := scanVersion(strings.TrimSuffix("0.0.0-"+s, "-"))
	return v
}

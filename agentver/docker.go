package agentver

import (
	"cmp"
	"strconv"
	"strings"
)

// DockerVersion is the version of a Docker engine, such as 20.10.13 or
// 18.06.1-ce. It is not a Semantic Version: months are written with two digits
// and -ce names an edition, not a pre-release.
//
// The zero DockerVersion is invalid and sorts first.
type DockerVersion struct {
	text                string
	major, minor, patch int
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
	var d DockerVersion
	d.text = t
	ok := true
	for i, n := range []*int{&d.major, &d.minor, &d.patch} {
		if i > 0 {
			t, ok = strings.CutPrefix(t, ".")
		}
		if ok {
			*n, t, ok = cutPadded(t)
		}
		if !ok {
			return DockerVersion{}, explainDocker(s)
		}
	}
	if !scanSuffix(t, 0, 0) {
		return DockerVersion{}, explainDocker(s)
	}
	return d, nil
}

// unwrapDocker takes off what AWS and Docker write around a version.
func unwrapDocker(s string) string {
	if t, ok := strings.CutPrefix(s, versionInfoPrefix); ok {
		return t
	}
	if t, ok := strings.CutPrefix(s, dockerVersionPrefix); ok {
		if version, build, ok := strings.Cut(t, buildInfix); ok && isBuild(build) {
			return version
		}
		return t
	}
	return strings.TrimSuffix(s, editionSuffix)
}

// isBuild reports whether s is what docker --version prints as its build: a
// commit, or the version of a package, in one word.
func isBuild(s string) bool { return s != "" && leading(s, "._+~:/") == s }

// cutPadded reads the number that s begins with; it may have leading zeros.
func cutPadded(s string) (n int, rest string, ok bool) {
	t := strings.TrimLeft(s, "0")
	if len(t) < len(s) && (t == "" || !isDigit(t[0])) {
		return 0, t, true
	}
	n, end := scanNumber(t, 0)
	if end == noNumber {
		return 0, s, false
	}
	return n, t[end:], true
}

func explainDocker(s string) error {
	e := &ParseError{Func: "ParseDocker", Input: s, Msg: "not a Docker version", Hint: "write 20.10.13, DockerVersion: 20.10.13 or 18.06.1-ce"}
	switch unwrapDocker(s) {
	case "":
		e.Msg, e.Offset = "no version", len(s)
	case "containerd":
		e.Msg, e.Hint = "containerd, which an agent reports in place of a Docker version", "there is no Docker version to read"
	}
	return e
}

// IsValid reports whether d is a version, that is, not the zero DockerVersion.
func (d DockerVersion) IsValid() bool { return d.text != "" }

// String returns the version as Docker writes it, zeros included: "18.06.1-ce".
func (d DockerVersion) String() string { return d.text }

// Major returns the first number: 18 for 18.06.1-ce.
func (d DockerVersion) Major() int { return d.major }

// Minor returns the second number: 6 for 18.06.1-ce.
func (d DockerVersion) Minor() int { return d.minor }

// Patch returns the third number: 1 for 18.06.1-ce.
func (d DockerVersion) Patch() int { return d.patch }

// Edition returns "ce" for the Community Edition, "ee" for the Enterprise
// Edition, "cs" for the older commercial engine and "" when d names none, as
// newer ones do not.
func (d DockerVersion) Edition() string {
	word, _ := cutWord(d.suffix())
	switch edition := strings.TrimRight(word, "0123456789"); edition {
	case "ce", "ee", "cs":
		return edition
	}
	return ""
}

// Prerelease returns the pre-release of d, such as rc1 for 17.06.0-ce-rc1, or
// "". Other suffixes, such as the 16 of 17.06.2-ee-16, are later builds of a release.
func (d DockerVersion) Prerelease() string {
	for word, rest := cutWord(d.suffix()); word != ""; word, rest = cutWord(rest) {
		for _, name := range [...]string{"alpha", "beta", "dev", "rc", "tp"} {
			if strings.HasPrefix(word, name) {
				return word
			}
		}
	}
	return ""
}

// suffix returns what follows the numbers, without build metadata: -ce-rc1.
func (d DockerVersion) suffix() string {
	text, _, _ := strings.Cut(d.text, "+")
	if hyphen := strings.IndexByte(text, '-'); hyphen >= 0 {
		return text[hyphen:]
	}
	return ""
}

// cutWord reads the word after the hyphen that s begins with.
func cutWord(s string) (word, rest string) {
	s = strings.TrimPrefix(s, "-")
	if end := strings.IndexByte(s, '-'); end >= 0 {
		return s[:end], s[end:]
	}
	return s, ""
}

// Compare returns -1, 0 or +1 as d is older than, level with or newer than e. A
// pre-release comes before its release; editions and later builds are level.
func (d DockerVersion) Compare(e DockerVersion) int {
	switch {
	case d.IsValid() != e.IsValid():
		return cmp.Compare(len(d.text), len(e.text))
	case d.major != e.major:
		return cmp.Compare(d.major, e.major)
	case d.minor != e.minor:
		return cmp.Compare(d.minor, e.minor)
	case d.patch != e.patch:
		return cmp.Compare(d.patch, e.patch)
	}
	return comparePrerelease(d.Prerelease(), e.Prerelease())
}

// DockerAPI is a version of the Docker remote API, such as 1.19. It has two
// numbers, and 1.9 is older than 1.19. The zero DockerAPI stands for none.
type DockerAPI struct{ Major, Minor int }

// String returns a with a dot between its numbers.
func (a DockerAPI) String() string { return strconv.Itoa(a.Major) + "." + strconv.Itoa(a.Minor) }

// Compare returns -1, 0 or +1 as a is older than, the same as or newer than b.
func (a DockerAPI) Compare(b DockerAPI) int {
	return cmp.Or(cmp.Compare(a.Major, b.Major), cmp.Compare(a.Minor, b.Minor))
}

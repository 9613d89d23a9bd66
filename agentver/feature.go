package agentver

import (
	"iter"
	"slices"
	"strings"
)

// ECRPull is the id of the feature that this module is about: an agent that can
// pull images from private Amazon ECR repositories. It needs agent 1.7.0.
const ECRPull = "ecr-pull"

// Feature is something that only newer agents can do. Get one from
// [LookupFeature], [FeatureByAttribute] or [Features].
//
// A Feature can be compared with ==. The zero Feature is none: its Check is
// always Unknown.
type Feature struct {
	row        *featureRow
	advertised bool // counts from where it is advertised, which is later
}

// featureRow is one row of the generated table.
type featureRow struct {
	id, title         string
	attributes        []string
	linux, windows    Version // documented minimum; zero where no agent will do
	code              Version
	initMin           string
	dockerMin         string
	dockerAPI         DockerAPI
	platform          string
	notExternal       bool
	floor             bool
	config, note      string
	confidence        string
	windowsConfidence string
	sources           []string
}

// LookupFeature returns the feature with the given id, such as "ecr-pull".
func LookupFeature(id string) (Feature, bool) {
	i, ok := slices.BinarySearchFunc(featureTable[:], id, func(row featureRow, id string) int {
		return strings.Compare(row.id, id)
	})
	if !ok {
		return Feature{}, false
	}
	return Feature{row: &featureTable[i]}, true
}

// Features yields every feature of the table, in the order of their ids.
func Features() iter.Seq[Feature] {
	return func(yield func(Feature) bool) {
		for i := range featureTable {
			if !yield(Feature{row: &featureTable[i]}) {
				return
			}
		}
	}
}

// noFeature is the row of the zero Feature.
var noFeature featureRow

func (f Feature) get() *featureRow {
	if f.row == nil {
		return &noFeature
	}
	return f.row
}

// Since returns the oldest agent that has f on the given operating system: as
// AWS documents it, or else as the agent's changelog or code says. It returns
// false where no agent has it, and for an unknown operating system or feature.
// What [Feature.Advertised] returned counts from where it is advertised.
func (f Feature) Since(os OS) (Version, bool) {
	var v Version
	switch {
	case f.row == nil:
	case os == Linux:
		v = f.row.linux
	case os == Windows:
		v = f.row.windows
	}
	if f.advertised && v.IsValid() && v.Compare(f.row.code) < 0 {
		v = f.row.code
	}
	return v, v.IsValid()
}

// Check reports whether agent v on the given operating system has f. A version
// that the table has never heard of is fine: it is compared, not looked up.
//
// Supported says that the version allows f. Whether an instance offers it also
// depends on its configuration, Docker and host; the instance says so by
// advertising an attribute, see [Feature.Attributes].
//
// A floor, see [Feature.IsFloor], is Supported by every agent: older ones do not
// have the requirement, and for newer ones it is the host that has to meet it.
func (f Feature) Check(v Version, os OS) Status {
	if f.row == nil || !v.IsValid() || !os.IsValid() {
		return Unknown
	}
	since, ok := f.Since(os)
	switch {
	case !ok:
		return Unavailable
	case v.Compare(since) < 0 && !f.IsFloor():
		return TooOld
	}
	return Supported
}

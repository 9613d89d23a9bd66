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
	row        uint16 // of the tables; row 0 is empty
	advertised bool   // counts from where it is advertised, which is later
}

// featureRow is a row of the generated table of what decides. What is only told
// about a feature stands in the same row of infoTable, so that a program that does
// not ask for it does not carry it.
type featureRow struct {
	id             string
	attributes     string  // one a line
	linux, windows Version // documented minimum; zero where no agent will do
	code           Version
	floor          bool
	broken         []span
}

// span is the versions in which a feature does not work: from one up to the one
// that mended it.
type span struct{ from, mended Version }

// Pull returns the feature [ECRPull]: an agent that can pull images from private
// Amazon ECR repositories.
func Pull() Feature {
	f, _ := LookupFeature(ECRPull)
	return f
}

// LookupFeature returns the feature with the given id, such as "ecr-pull". Features
// yields all of them, and go run ./examples/fleet -features prints their ids and titles:
// ECS Exec, for one, is "execute-command". For every Feature f but the zero one
// LookupFeature(f.String()) is f.
func LookupFeature(id string) (Feature, bool) {
	i, ok := slices.BinarySearchFunc(featureTable[:], id, func(row featureRow, id string) int {
		return strings.Compare(row.id, id)
	})
	if ok && i > 0 {
		return Feature{row: uint16(i)}, true
	}
	if f, ok := FeatureByAttribute(id); ok && f.String() == id {
		return f, true
	}
	return Feature{}, false
}

// Features yields every feature of the table, in the order of their ids.
func Features() iter.Seq[Feature] {
	return func(yield func(Feature) bool) {
		for i := 1; i < len(featureTable); i++ {
			if !yield(Feature{row: uint16(i)}) {
				return
			}
		}
	}
}

func (f Feature) get() *featureRow { return &featureTable[f.row] }

// Since returns the oldest agent that has f on the given operating system: as
// AWS documents it, or else as the agent's changelog or code says. It returns
// false where no agent has it, and for an unknown operating system or feature.
// What [Feature.Advertised] returned counts from where it is advertised.
func (f Feature) Since(os OS) (Version, bool) {
	var v Version
	switch os {
	case Linux:
		v = f.get().linux
	case Windows:
		v = f.get().windows
	}
	if f.advertised && v.IsValid() && v.Compare(f.get().code) < 0 {
		v = f.get().code
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
// Broken says that v has f, but with a mistake that keeps it from working, and
// that newer agents do not have: see [Feature.MendedIn].
//
// A floor, see [Feature.IsFloor], is Supported by every agent: older ones do not
// have the requirement, and for newer ones it is the host that has to meet it.
func (f Feature) Check(v Version, os OS) Status {
	if f.row == 0 || !v.IsValid() || !os.IsValid() {
		return Unknown
	}
	since, ok := f.Since(os)
	if !ok {
		return Unavailable
	}
	if v.Compare(since) < 0 && !f.IsFloor() {
		return TooOld
	}
	if _, broken := f.MendedIn(v); broken {
		return Broken
	}
	return Supported
}

// MendedIn returns the agent in which f works again if it is broken in agent v. It
// returns false where f is not broken.
func (f Feature) MendedIn(v Version) (Version, bool) {
	for _, s := range f.get().broken {
		if v.Compare(s.from) >= 0 && v.Compare(s.mended) < 0 {
			return s.mended, true
		}
	}
	return Version{}, false
}

package agentver

import (
	"iter"
	"strings"
)

// featureInfo is what is told about a feature, a row of the generated infoTable.
type featureInfo struct {
	title             string
	initMin           string
	dockerAPI         DockerAPI
	platform          string
	notExternal       bool
	config, note      string
	confidence        confidence
	windowsConfidence confidence // none: as above
	sources           string     // one a line
}

func (f Feature) info() *featureInfo { return &infoTable[f.row] }

// ID returns the stable name of f, such as "ecr-pull".
func (f Feature) ID() string { return f.get().id }

// String returns the id of f; for what [Feature.Advertised] returned, where that is
// another Feature, the name of the attribute; "" for the zero Feature.
func (f Feature) String() string {
	if f.advertised {
		first, _, _ := strings.Cut(f.get().attributes, "\n")
		return first
	}
	return f.ID()
}

// Title returns what f is, in a few words.
func (f Feature) Title() string { return f.info().title }

// Attributes yields the ECS attributes by which an instance advertises f, such
// as com.amazonaws.ecs.capability.ecr-auth. Most features have one, many none.
// What varies in a name is written ${…} and stands at its end.
func (f Feature) Attributes() iter.Seq[string] { return lines(f.get().attributes) }

// CodeSince returns the first release whose capability code has an attribute of
// f, on any operating system. It is mostly the documented minimum that
// [Feature.Since] returns, sometimes an older release (AWS documents agents in
// which the feature works well), and for firelens-buffer-limit a newer one. It
// returns false when f has no attribute or its first release is not known.
func (f Feature) CodeSince() (Version, bool) {
	v := f.get().code
	return v, v.IsValid()
}

// InitSince returns the version and release of the oldest ecs-init package with
// which f works, such as "1.15.0-4"; "" when AWS names none.
func (f Feature) InitSince() string { return f.info().initMin }

// DockerAPI returns the oldest Docker remote API with which the agent offers f,
// such as 1.19. It returns false when any will do.
func (f Feature) DockerAPI() (DockerAPI, bool) {
	api := f.info().dockerAPI
	return api, api != DockerAPI{}
}

// PlatformSince returns the oldest Fargate platform version for Linux that has
// f. It returns false when AWS names none, which says nothing about Fargate.
func (f Feature) PlatformSince() (Platform, bool) {
	p, err := ParsePlatform(f.info().platform)
	return p, err == nil
}

// NotOnExternal reports whether external instances (ECS Anywhere) never have f.
func (f Feature) NotOnExternal() bool { return f.info().notExternal }

// Advertised returns f as a task that requires its attribute sees it: the same,
// but where the attribute came later than the feature, Since, and all that goes by
// it, counts from the attribute. That is so for firelens-buffer-limit alone; such a
// Feature is not == to the one that [LookupFeature] returns for its id, and has the
// name of the attribute for its text.
func (f Feature) Advertised() Feature {
	row := f.get()
	late := func(since Version) bool { return since.IsValid() && since.Compare(row.code) < 0 }
	f.advertised = late(row.linux) || late(row.windows)
	return f
}

// IsFloor reports whether f is a requirement that newer agents have rather than
// something that they can do: agent 1.20.0 dropped Docker before 1.9.0. No agent
// is too old for it; [Feature.Since] is the first that has the requirement.
func (f Feature) IsFloor() bool { return f.get().floor }

// Config returns the agent setting that f needs, "" when none is known.
func (f Feature) Config() string { return f.info().config }

// Note returns what else there is to know, such as where sources disagree.
func (f Feature) Note() string { return f.info().note }

// confidence is how sure the table is of a minimum.
type confidence uint8

const (
	low confidence = 1 + iota
	medium
	high
)

// Confidence returns how sure the table is of the minimum on an operating
// system: "high", "medium" or "low"; "" for an unknown one.
func (f Feature) Confidence(os OS) string {
	c := f.info().confidence
	if f.info().windowsConfidence != 0 && os == Windows {
		c = f.info().windowsConfidence
	}
	if !os.IsValid() {
		c = 0
	}
	return [...]string{"", low: "low", medium: "medium", high: "high"}[c]
}

// Sources yields the public sources of the row; none for the zero Feature.
func (f Feature) Sources() iter.Seq[string] { return lines(f.info().sources) }

// lines yields the lines of a text, none of "".
func lines(text string) iter.Seq[string] {
	if text == "" {
		return func(func(string) bool) {}
	}
	return strings.SplitSeq(text, "\n")
}

package agentver

import "iter"

// CheckAll reports whether agent v on the given operating system has every one
// of the features: Unknown as [Feature.Check] says it, else Unavailable if one is,
// else TooOld if one needs a newer agent, else Broken if one is, else Supported.
// Without features it is Unknown, since nothing was asked.
func CheckAll(v Version, os OS, features ...Feature) Status {
	worst := Unknown
	for i, f := range features {
		s := f.Check(v, os)
		if s == Unknown {
			return Unknown
		}
		if i == 0 || severity[s] > severity[worst] {
			worst = s
		}
	}
	return worst
}

var severity = [...]uint8{Supported: 0, Broken: 1, TooOld: 2, Unavailable: 3}

// Minimum returns the oldest agent that has every one of the features, none of them
// broken, on the given operating system, as [Feature.Since] has it; for those that [FeaturesOf]
// returned that is the agent that advertises them. It returns false when one of
// them is not to be had there, or is the zero Feature, and when there are none. A
// floor, see [Feature.IsFloor], is met by the oldest agent there is.
func Minimum(os OS, features ...Feature) (Version, bool) {
	var v Version
	for _, f := range features {
		since, ok := f.Since(os)
		switch {
		case !ok:
			return Version{}, false
		case f.IsFloor():
			since = oldestAgent()
		}
		if since.Compare(v) > 0 {
			v = since
		}
	}
	return v, v.IsValid()
}

// oldestAgent returns the oldest release of the table.
func oldestAgent() Version { return releaseTable[0].version }

// Lacking yields the features that agent v on the given operating system is too
// old for, or that are broken in it, in the order of their ids. It yields nothing when the version or the
// operating system is unknown, for then nothing is known to be lacking: ask
// [Version.IsValid] first.
func Lacking(v Version, os OS) iter.Seq[Feature] {
	return func(yield func(Feature) bool) {
		for f := range Features() {
			s := f.Check(v, os)
			if (s == TooOld || s == Broken) && !yield(f) {
				return
			}
		}
	}
}

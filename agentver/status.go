package agentver

import "strconv"

// Status answers whether an agent can do something.
// The zero Status is Unknown, which is no permission to go on.
type Status uint8

// The answers.
const (
	Unknown     Status = iota // no version or operating system was given, or no such feature is known
	TooOld                    // a newer agent can; never said of a floor, see Feature.IsFloor
	Supported                 // the version allows it; configuration and host may still stand in the way
	Unavailable               // no agent on this operating system can
	Broken                    // this version should, but has a mistake: see Feature.MendedIn
)

// String returns the answer in words: "unknown", "too old", "supported",
// "unavailable" or "broken".
func (s Status) String() string {
	switch s {
	case Unknown:
		return "unknown"
	case TooOld:
		return "too old"
	case Supported:
		return "supported"
	case Unavailable:
		return "unavailable"
	case Broken:
		return "broken"
	}
	return "status " + strconv.Itoa(int(s))
}

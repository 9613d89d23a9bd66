package fleet

import (
	"cmp"
	"iter"
	"slices"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// Fleet is the summary of many instances. The zero Fleet has none.
type Fleet struct {
	Instances    int        // how many there are
	Supported    int        // how many have every feature
	TooOld       int        // how many need a newer agent
	Unavailable  int        // how many will never do, for their operating system
	Broken       int        // how many have a version in which a feature is broken, see agentver.Broken
	Unknown      int        // how many have no version, or no operating system where it matters
	Unreadable   int        // of Unknown, those whose AgentVersion is not empty but no version
	Disconnected int        // how many of all are disconnected
	Idle         int        // can take no tasks, see Instance.CanTakeTasks; with those disconnected
	Versions     []Bucket   // how many have which version, oldest version first
	Worst        []Offender // at most 10, oldest version first
}

// Bucket counts instances that are alike.
type Bucket struct {
	Version   agentver.Version // zero for no or an unreadable version
	OS        agentver.OS
	Status    agentver.Status
	Instances int
}

// Offender is an instance that is too old, broken or will never do.
type Offender struct {
	Instance Instance
	Version  agentver.Version
	Status   agentver.Status
}

// maxWorst is how many offenders a summary names.
const maxWorst = 10

// Survey checks every instance for every feature, as [agentver.CheckAll] does, with one
// exception: an agent that lacks a feature on each operating system lacks it on one that
// the text does not name, so that its instance is too old and not unknown. It returns
// a summary: counts that add up, a histogram of versions, and the worst
// offenders: those with the oldest agents, at most 10, oldest first and otherwise in
// the order they came in. A [agentver.Feature.TooOldQuery] finds all that are too old. There
// is none for those that will never do: they are all instances of an operating
// system, which "attribute:ecs.os-type == windows" finds.
//
// No sequence, nil, is an empty one.
//
// It reads instances once and keeps none but the worst, so that a fleet may be
// of any size; memory grows with the number of different versions only.
func Survey(instances iter.Seq[Instance], features ...agentver.Feature) Fleet {
	return SurveyFunc(instances, func(v agentver.Version, os agentver.OS) agentver.Status { return checkAll(v, os, features) })
}

// checkAll is agentver.CheckAll that also knows who lacks a feature wherever it runs. What
// an agent has wherever it runs is no reason to call an instance fine that does not say.
func checkAll(v agentver.Version, os agentver.OS, features []agentver.Feature) agentver.Status {
	if os.IsValid() {
		return agentver.CheckAll(v, os, features...)
	}
	linux, windows := agentver.CheckAll(v, agentver.Linux, features...), agentver.CheckAll(v, agentver.Windows, features...)
	switch {
	case !isOffence(linux) || !isOffence(windows):
		return agentver.Unknown
	case linux == windows:
		return linux
	}
	return agentver.TooOld
}

func isOffence(s agentver.Status) bool {
	return s == agentver.TooOld || s == agentver.Unavailable || s == agentver.Broken
}

// SurveyFunc is Survey with a judgement of the caller's: check is asked once for
// each version and operating system that occur; the zero Version is one that nobody
// reported or that cannot be read. Without a judgement, nil, everything is unknown.
func SurveyFunc(instances iter.Seq[Instance], check func(agentver.Version, agentver.OS) agentver.Status) Fleet {
	s := survey{check: check, index: map[kind]int{}}
	if instances == nil {
		instances = func(func(Instance) bool) {}
	}
	if check == nil {
		s.check = func(agentver.Version, agentver.OS) agentver.Status { return agentver.Unknown }
	}
	for in := range instances {
		s.add(in)
	}
	return s.finish()
}

// survey is a Fleet in the making.
type survey struct {
	check func(agentver.Version, agentver.OS) agentver.Status
	index map[kind]int // into fleet.Versions
	fleet Fleet
}

// kind is what instances in a bucket have in common, as reported.
type kind struct {
	agentVersion string
	os           agentver.OS
}

func (s *survey) add(in Instance) {
	i, seen := s.index[kind{in.AgentVersion, in.OS}]
	if !seen {
		i = s.bucket(in)
	}
	b := &s.fleet.Versions[i]
	b.Instances++
	if in.Disconnected {
		s.fleet.Disconnected++
	}
	if !in.CanTakeTasks() {
		s.fleet.Idle++
	}
	if in.AgentVersion != "" && !b.Version.IsValid() {
		s.fleet.Unreadable++
	}
	if isOffence(b.Status) {
		s.offend(Offender{in, b.Version, b.Status})
	}
}

// maxRemembered bounds how many texts a survey remembers the bucket of.
const maxRemembered = 1 << 14

// bucket returns the index of the bucket for an instance whose text is not
// remembered. Unreadable texts share a bucket, so that they do not pile up.
func (s *survey) bucket(in Instance) int {
	v, err := agentver.Parse(in.AgentVersion)
	shared := kind{in.AgentVersion, in.OS}
	if err != nil {
		shared.agentVersion = ""
	}
	i, seen := s.index[shared]
	if !seen {
		i = len(s.fleet.Versions)
		s.index[shared] = i
		s.fleet.Versions = append(s.fleet.Versions, Bucket{v, in.OS, s.check(v, in.OS), 0})
	}
	if len(s.index) < maxRemembered {
		s.index[kind{in.AgentVersion, in.OS}] = i
	}
	return i
}

// offend puts o in its place among the worst, if it is one of them.
func (s *survey) offend(o Offender) {
	worst := s.fleet.Worst
	i := len(worst)
	for i > 0 && o.Version.Compare(worst[i-1].Version) < 0 {
		i--
	}
	switch {
	case len(worst) < maxWorst:
		s.fleet.Worst = slices.Insert(worst, i, o)
	case i < maxWorst:
		copy(worst[i+1:], worst[i:])
		worst[i] = o
	}
}

// finish sorts the histogram, joins what was spelled in two ways (v1.7.0 and
// 1.7.0), and adds up.
func (s *survey) finish() Fleet {
	f := &s.fleet
	slices.SortFunc(f.Versions, func(a, b Bucket) int {
		return cmp.Or(a.Version.Compare(b.Version), cmp.Compare(a.Version.String(), b.Version.String()), cmp.Compare(a.OS, b.OS))
	})
	joined := f.Versions[:0]
	for _, b := range f.Versions {
		if n := len(joined); n > 0 && joined[n-1].Version == b.Version && joined[n-1].OS == b.OS {
			joined[n-1].Instances += b.Instances
		} else {
			joined = append(joined, b)
		}
		f.count(b)
	}
	f.Versions = joined
	return *f
}

func (f *Fleet) count(b Bucket) {
	f.Instances += b.Instances
	switch b.Status {
	case agentver.Supported:
		f.Supported += b.Instances
	case agentver.TooOld:
		f.TooOld += b.Instances
	case agentver.Unavailable:
		f.Unavailable += b.Instances
	case agentver.Broken:
		f.Broken += b.Instances
	default:
		f.Unknown += b.Instances
	}
}

// Status is the answer for the fleet as a whole: Supported when every instance
// is, else the worst that is certain: Unavailable, TooOld, Broken, Unknown. A fleet without
// instances is Unknown.
func (f Fleet) Status() agentver.Status {
	switch {
	case f.Unavailable > 0:
		return agentver.Unavailable
	case f.TooOld > 0:
		return agentver.TooOld
	case f.Broken > 0:
		return agentver.Broken
	case f.Unknown > 0 || f.Instances == 0 || f.Supported != f.Instances:
		return agentver.Unknown
	}
	return agentver.Supported
}

// OK reports whether every instance has every feature, and there is one.
func (f Fleet) OK() bool { return f.Status() == agentver.Supported }

// Oldest returns the oldest version in the fleet, false when none is known.
func (f Fleet) Oldest() (agentver.Version, bool) {
	for _, b := range f.Versions {
		if b.Version.IsValid() {
			return b.Version, true
		}
	}
	return agentver.Version{}, false
}

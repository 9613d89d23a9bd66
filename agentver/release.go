package agentver

import (
	"iter"
	"slices"
	"strings"
)

// Release is a published agent, with what is known of it. The table is advisory:
// an agent that it does not know is as good as one that it does.
// The zero Release is none.
type Release struct{ row *releaseRow }

type releaseRow struct {
	version Version
	date    string // 2015-12-09
	commit  string // 8 hexadecimal digits
	ami     string // version of the first ECS-optimized Amazon Linux AMI
	source  string // of the date
}

var noRelease releaseRow

func (r Release) get() *releaseRow {
	if r.row == nil {
		return &noRelease
	}
	return r.row
}

// IsValid reports whether r is a release.
func (r Release) IsValid() bool { return r.row != nil }

// Version returns the version of r.
func (r Release) Version() Version { return r.get().version }

// String returns the version of r as text, "" for the zero Release.
func (r Release) String() string { return r.Version().String() }

// Date returns the day of r as time.DateOnly writes it, such as "2015-12-09"; ""
// for the zero Release. For most releases it is the date of the git tag, see
// [Release.DateSource].
func (r Release) Date() string { return r.get().date }

// DateSource returns where the date of r comes from.
func (r Release) DateSource() string { return r.get().source }

// Commit returns the first 8 digits of the commit that r was built from, the
// agentHash of its instances; "" when it is not known.
func (r Release) Commit() string { return r.get().commit }

// FirstAMI returns the version, such as 20260707, of the first ECS-optimized
// Amazon Linux AMI that has r; "" when none is known.
func (r Release) FirstAMI() string { return r.get().ami }

// Releases yields the known releases, oldest first. A version newer than the last
// of them is newer than the table, not wrong.
func Releases() iter.Seq[Release] {
	return func(yield func(Release) bool) {
		for i := range releaseTable {
			if !yield(Release{&releaseTable[i]}) {
				return
			}
		}
	}
}

// Latest returns the newest release that the table knows; AWS may have published
// newer ones since [ReleasesEdition].
func Latest() Release { return Release{&releaseTable[len(releaseTable)-1]} }

// LookupRelease returns the release of v, whose build metadata does not matter.
func LookupRelease(v Version) (Release, bool) {
	i, ok := slices.BinarySearchFunc(releaseTable[:], v, func(row releaseRow, v Version) int {
		return row.version.Compare(v)
	})
	if !ok {
		return Release{}, false
	}
	return Release{&releaseTable[i]}, true
}

// ReleaseByCommit returns the release that was built from the commit with the
// given hash, of which 7 to 40 lower-case digits are needed and the first 8 are
// known. An agent reports its hash, and its images are also tagged with it. It
// returns false for what is no hash, when no release is known, and when more than
// one is: 1.67.0 and 1.67.1 have the same commit.
func ReleaseByCommit(hash string) (found Release, ok bool) {
	if !isHash(hash) {
		return Release{}, false
	}
	hash = hash[:min(len(hash), 8)]
	for r := range Releases() {
		if !strings.HasPrefix(r.Commit(), hash) {
			continue
		}
		if ok {
			return Release{}, false
		}
		found, ok = r, true
	}
	return found, ok
}

// Behind returns how many known releases are newer than v; previews such as
// 1.14.0-1.windows.1 do not count. It returns false where the table cannot tell:
// for a version newer than [Latest], of which it has not heard, and for the zero
// Version. [Version.IsValid] tells the two apart.
func Behind(v Version) (releases int, ok bool) {
	if !v.IsValid() || v.Compare(Latest().Version()) > 0 {
		return 0, false
	}
	for r := range Releases() {
		if w := r.Version(); w.Compare(v) > 0 && w.Prerelease() == "" {
			releases++
		}
	}
	return releases, true
}

// isHash reports whether s may be a commit, abbreviated or not.
func isHash(s string) bool {
	return len(s) >= 7 && len(s) <= 40 && strings.Trim(s, "0123456789abcdef") == ""
}

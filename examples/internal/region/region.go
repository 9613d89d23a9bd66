// Package region tells a region that is new from one that is misspelled.
package region

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// IsNew reports whether the table does not have a region, and has one of another
// number in the same place: such a region is most likely new.
func IsNew(name string) bool {
	if isKnown(name) {
		return false
	}
	place := name[:strings.LastIndexByte(name, '-')+1]
	for _, number := range "123456789" {
		if isKnown(place + string(number)) {
			return true
		}
	}
	return false
}

// Meant returns the region of the table that a name was most likely meant to be: one
// that is a letter away, or two that stand in the wrong order. It is "" for a region
// of the table, for a new one, and where none is near.
func Meant(name string) string {
	if len(name) > maxName || isKnown(name) || IsNew(name) {
		return ""
	}
	for i := range len(name) + 1 {
		for _, other := range edits(name[:i], name[i:]) {
			if isKnown(other) {
				return other
			}
		}
	}
	return ""
}

// IsMisspelled reports whether a name was meant to be another region beyond doubt: its
// country is right, and the direction is a letter away from that of a region there.
func IsMisspelled(name string) bool {
	country, _, _ := strings.Cut(name, "-")
	return strings.HasPrefix(Meant(name), country+"-")
}

// maxName is more than any name of a region has.
const maxName = 64

func isKnown(name string) bool {
	_, known := ecrref.LookupRegion(name)
	return known
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789-"

// edits are the names that one mistake at the end of before makes.
func edits(before, behind string) (names []string) {
	if len(behind) > 1 {
		names = append(names, before+behind[1:2]+behind[:1]+behind[2:])
	}
	if behind != "" {
		names = append(names, before+behind[1:])
	}
	for _, letter := range letters {
		names = append(names, before+string(letter)+behind)
		if behind != "" {
			names = append(names, before+string(letter)+behind[1:])
		}
	}
	return names
}

package iampolicy

import (
	"iter"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// KeyInfo is what AWS documents about one condition key: a global one, such as
// aws:SourceIp, or one of the services that a pull has to do with (ecr,
// ecr-public, ecs, iam, sts). The zero KeyInfo is no key.
type KeyInfo struct {
	// Name is the key as AWS spells it. A name that ends in a placeholder, such as
	// "aws:ResourceTag/${TagKey}", stands for every key that begins so.
	Name string
	Type KeyType
	// Multivalued says that a request may hold several values for the key. It asks
	// for ForAllValues or ForAnyValue, and as a policy variable it never resolves.
	Multivalued bool
	Instead     string // what AWS says to use in its place; "" for a key that is not deprecated
	Source      string // the page that lists the key
}

// KeyType is the type of a key's values. The zero KeyType is unknown.
type KeyType uint8

// The types of condition keys. aws:EpochTime, of KeyDate, also takes Numeric
// operators, and KeyARN also takes String operators.
const (
	KeyString KeyType = iota + 1
	KeyARN
	KeyBool
	KeyDate
	KeyNumeric
	KeyIPAddress
)

var keyTypes = [...]string{"unknown", "String", "ARN", "Bool", "Date", "Numeric", "IPAddress"}

// String returns the type as AWS's Service Authorization Reference names it, and
// "unknown" for a number that is no type.
func (t KeyType) String() string {
	if int(t) >= len(keyTypes) {
		t = 0
	}
	return keyTypes[t]
}

// Keys yields every known key, sorted by name in lower case.
func Keys() iter.Seq[KeyInfo] {
	return func(yield func(KeyInfo) bool) {
		for _, k := range keyTable {
			if !yield(k) {
				return
			}
		}
	}
}

// LookupKey returns what is known about the key called name, in any case.
// "aws:ResourceTag/team" is found as "aws:ResourceTag/${TagKey}". A key that the
// table does not hold may still exist: it may be newer than [KeysEdition], or of
// another service.
func LookupKey(name string) (KeyInfo, bool) {
	fixed, tag := cutTag(name)
	i, ok := slices.BinarySearchFunc(keyTable[:], fixed, func(k KeyInfo, fixed string) int {
		known, _ := cutTag(k.Name)
		return match.CompareFold(known, fixed)
	})
	if !ok {
		return KeyInfo{}, false
	}
	if _, placeholder := cutTag(keyTable[i].Name); (tag == "") != (placeholder == "") {
		return KeyInfo{}, false
	}
	return keyTable[i], true
}

// cutTag cuts a name behind its slash: what follows is a tag, or the placeholder
// of one.
func cutTag(name string) (fixed, tag string) {
	i := strings.IndexByte(name, '/') + 1
	if i == 0 {
		return name, ""
	}
	return name[:i], name[i:]
}

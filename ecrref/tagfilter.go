package ecrref

import (
	"strconv"
	"strings"
)

const (
	maxTagFilter  = 128
	maxTagFilters = 5
	maxWildcards  = 2
)

// MatchTagFilter reports whether a filter of a repository's tag mutability
// setting (imageTagMutabilityExclusionFilters, type WILDCARD) covers a tag. A *
// stands for any characters, none too; all else, capitals too, for itself:
//
//	MatchTagFilter("latest", "latest")     true
//	MatchTagFilter("v*.*", "v1.2-rc")      true
//	MatchTagFilter("dev", "dev-1")         false: "dev*" would cover it
//
// A text with other characters than a filter may hold, or more than 128, covers
// no tag, and a text that is no tag is covered by no filter. How many * there
// are does not matter here: that ECR takes two at most, which
// [CheckTagFilters] holds filters to, the API does not state.
//
// With IMMUTABLE_WITH_EXCLUSION the tags that a filter covers can be moved to
// another image; with MUTABLE_WITH_EXCLUSION they are those that cannot.
func MatchTagFilter(filter, tag string) bool {
	if end, p := scanTag(tag, 0); p != none || end != len(tag) || checkTagFilter(filter) != nil {
		return false
	}
	head, rest, wild := strings.Cut(filter, "*")
	if !wild {
		return tag == filter
	}
	if !strings.HasPrefix(tag, head) {
		return false
	}
	tag = tag[len(head):]
	for {
		part, more, wild := strings.Cut(rest, "*")
		if !wild {
			return strings.HasSuffix(tag, part)
		}
		at := strings.Index(tag, part)
		if at < 0 {
			return false
		}
		tag, rest = tag[at+len(part):], more
	}
}

// CheckTagFilters returns what ECR would refuse in the tag filters of one
// repository, as a [*ParseError]: there are 1 to 5, each of 1 to 128 letters,
// digits and . _ - *, at most two of them *.
//
// Sources: ImageTagMutabilityExclusionFilter in the ECR API (2025-07) for the
// characters and lengths; the limit of two * stands in the validation of
// terraform-provider-aws only.
func CheckTagFilters(filters ...string) error {
	if n := len(filters); n == 0 || n > maxTagFilters {
		return &ParseError{Func: "CheckTagFilters", Part: PartTag, Msg: strconv.Itoa(n) + " tag filters", Hint: "a repository has 1 to 5"}
	}
	for _, filter := range filters {
		if err := checkTagFilter(filter); err != nil {
			return err
		}
		if at := nthByte(filter, '*', maxWildcards+1); at >= 0 {
			return tagFilterError(filter, at, "a tag filter has at most two *")
		}
	}
	return nil
}

func checkTagFilter(filter string) error {
	if filter == "" {
		return tagFilterError(filter, 0, "the tag filter is empty")
	}
	for i := range len(filter) {
		if filter[i] != '*' && class[filter[i]]&tagMore == 0 {
			return tagFilterError(filter, i, "a tag filter holds letters, digits and . _ - *")
		}
		if i == maxTagFilter {
			return tagFilterError(filter, i, "a tag filter has at most 128 characters")
		}
	}
	return nil
}

func tagFilterError(filter string, offset int, msg string) error {
	return ruleError("CheckTagFilters", filter, offset, PartTag, msg, "")
}

// nthByte returns the place of the nth c in s, or -1.
func nthByte(s string, c byte, n int) int {
	for i := range len(s) {
		if s[i] == c {
			if n--; n == 0 {
				return i
			}
		}
	}
	return -1
}

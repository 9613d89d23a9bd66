package ecrtag

import (
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

const (
	maxLength    = 128 // of a tag and of a filter
	maxFilters   = 5
	maxWildcards = 2
)

// MatchFilter reports whether a filter of a repository's tag mutability
// setting (imageTagMutabilityExclusionFilters, type WILDCARD) covers a tag. A *
// stands for any characters, none too; all else, capitals too, for itself:
//
//	MatchFilter("latest", "latest")     true
//	MatchFilter("v*.*", "v1.2-rc")      true
//	MatchFilter("dev", "dev-1")         false: "dev*" would cover it
//
// A text with other characters than a filter may hold, or more than 128, covers
// no tag, and a text that is no tag is covered by no filter. How many * there
// are does not matter here: that ECR takes two at most, which
// [CheckFilters] holds filters to, the API does not state.
//
// With IMMUTABLE_WITH_EXCLUSION the tags that a filter covers can be moved to
// another image; with MUTABLE_WITH_EXCLUSION they are those that cannot.
func MatchFilter(filter, tag string) bool {
	if !isTag(tag) || checkFilter(filter) != nil {
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

// CheckFilters returns what ECR would refuse in the tag filters of one
// repository, as a [*ecrref.ParseError]: there are 1 to 5, each of 1 to 128 letters,
// digits and . _ - *, at most two of them *.
//
// Sources: ImageTagMutabilityExclusionFilter in the ECR API (2025-07) for the
// characters and lengths; the limit of two * stands in the validation of
// terraform-provider-aws only.
func CheckFilters(filters ...string) error {
	if n := len(filters); n == 0 || n > maxFilters {
		return &ecrref.ParseError{Package: "ecrtag", Func: "CheckFilters", Part: ecrref.PartTag, Msg: strconv.Itoa(n) + " tag filters",
			Hint: "a repository has 1 to 5"}
	}
	for _, filter := range filters {
		if err := checkFilter(filter); err != nil {
			return err
		}
		if at := nthByte(filter, '*', maxWildcards+1); at >= 0 {
			return filterError(filter, at, "a tag filter has at most two *")
		}
	}
	return nil
}

func checkFilter(filter string) error {
	if filter == "" {
		return filterError(filter, 0, "the tag filter is empty")
	}
	for i := range len(filter) {
		if filter[i] != '*' && !inTag(filter[i]) {
			return filterError(filter, i, "a tag filter holds letters, digits and . _ - *")
		}
		if i == maxLength {
			return filterError(filter, i, "a tag filter has at most 128 characters")
		}
	}
	return nil
}

func filterError(filter string, offset int, msg string) error {
	safe := redact.Text(filter)
	return &ecrref.ParseError{Package: "ecrtag", Func: "CheckFilters", Input: safe.Text, Offset: min(offset, safe.At), Part: ecrref.PartTag,
		Msg: msg}
}

// isTag reports whether s is a tag, by the rule that package ecrref documents.
func isTag(s string) bool {
	if s == "" || len(s) > maxLength || s[0] == '.' || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		if !inTag(s[i]) {
			return false
		}
	}
	return true
}

// inTag reports whether a tag may hold c behind its first character.
func inTag(c byte) bool {
	letter := c | 0x20
	return '0' <= c && c <= '9' || 'a' <= letter && letter <= 'z' || c == '_' || c == '.' || c == '-'
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

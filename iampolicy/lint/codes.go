package lint

import (
	"cmp"
	"slices"
)

// Code names what a Finding is about. Codes do not change; most are those of
// IAM Access Analyzer, and those that only this package has begin with ECR_
// where they are about Amazon ECR.
type Code string

// Severity says how much a Finding matters, in Access Analyzer's words.
// Greater is worse; the zero Severity is unknown.
type Severity uint8

// The severities.
const (
	SeveritySuggestion Severity = iota + 1 // could be said better
	SeverityWarning                        // probably does not do what it seems to
	SeveritySecurity                       // allows more than one should
	SeverityError                          // AWS refuses it, or it does nothing
)

// String returns "suggestion", "warning", "security", "error" or "unknown".
func (s Severity) String() string {
	switch s {
	case SeveritySuggestion:
		return "suggestion"
	case SeverityWarning:
		return "warning"
	case SeveritySecurity:
		return "security"
	case SeverityError:
		return "error"
	}
	return "unknown"
}

// Check is one thing that Run looks for.
type Check struct {
	Code     Code
	Severity Severity
	Doc      string // one line
}

// Checks returns everything that Run looks for, sorted by code.
func Checks() []Check { return slices.Clone(checks[:]) }

// severity returns the severity of a code, unknown for a code that is not one of Checks.
func (c Code) severity() Severity {
	i, ok := slices.BinarySearchFunc(checks[:], c, func(k Check, c Code) int { return cmp.Compare(k.Code, c) })
	if !ok {
		return 0
	}
	return checks[i].Severity
}

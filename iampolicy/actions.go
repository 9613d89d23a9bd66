package iampolicy

import (
	"iter"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// ActionInfo is what AWS's Service Authorization Reference says about one
// action of Amazon ECR or Amazon ECR Public. The zero ActionInfo is no action.
type ActionInfo struct {
	Name         string // as AWS spells it, "ecr:BatchGetImage"
	Access       AccessLevel
	ResourceType string // "repository", "registry", or "" when the action has none
	keys         string // condition keys with a space between them
}

// WildcardOnly reports whether the action has no resource type, so that only a
// statement whose Resource matches "*" can grant or deny it.
func (a ActionInfo) WildcardOnly() bool { return a.ResourceType == "" }

// ConditionKeys yields the service's condition keys that a request for the
// action can carry, those of its resource type included. A tag key ends in
// "${TagKey}". Global keys such as aws:SourceIp are not listed.
func (a ActionInfo) ConditionKeys() iter.Seq[string] { return strings.FieldsSeq(a.keys) }

// AccessLevel is a set of AWS's access levels. Most actions have one, tagging
// and permission actions are Write too. The zero AccessLevel is unknown.
type AccessLevel uint8

// AWS's access levels.
const (
	AccessList AccessLevel = 1 << iota
	AccessRead
	AccessWrite
	AccessTagging
	AccessPermissions
)

var accessLevels = [...]string{"List", "Read", "Write", "Tagging", "Permissions management"}

// String returns AWS's words, such as "Write, Tagging", and "unknown" for zero.
func (l AccessLevel) String() string {
	var names []string
	for i, name := range accessLevels {
		if l&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	if names == nil {
		return "unknown"
	}
	return strings.Join(names, ", ")
}

// Actions yields every known action, sorted by name in lower case.
func Actions() iter.Seq[ActionInfo] {
	return func(yield func(ActionInfo) bool) {
		for _, a := range actionTable {
			if !yield(a) {
				return
			}
		}
	}
}

// LookupAction returns what is known about the action called name, in any
// case, without wildcards. An action that the table does not hold may still
// exist: it may be newer than ActionsEdition, or of another service.
func LookupAction(name string) (ActionInfo, bool) {
	i, ok := slices.BinarySearchFunc(actionTable[:], name, func(a ActionInfo, name string) int {
		return match.CompareFold(a.Name, name)
	})
	if !ok {
		return ActionInfo{}, false
	}
	return actionTable[i], true
}

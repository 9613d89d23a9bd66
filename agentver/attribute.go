package agentver

import (
	"slices"
	"strings"
)

// attributeRow leads from an attribute to a row of featureTable. A name that
// ends in a dot stands for every name that goes on after the dot.
type attributeRow struct {
	name    string
	feature uint16
}

// FeatureByAttribute returns the feature that an instance advertises with the
// given ECS attribute, such as com.amazonaws.ecs.capability.ecr-auth. It tells
// which agent is missing when a task cannot be placed for want of an attribute, so
// the feature counts from where it is advertised, see [Feature.Advertised].
//
// Where features share an attribute it is the first of them: that for
// ecs.capability.fsxWindowsFileServer is fsx-windows, not fsx-windows-awsvpc, whose
// agent is newer and which an instance does not advertise apart.
//
// Attributes that are no capability of the agent, such as ecs.instance-type, and
// those newer than the table return false.
func FeatureByAttribute(name string) (Feature, bool) {
	if i, ok := findAttribute(name); ok && !strings.HasSuffix(name, ".") {
		return Feature{row: i}.Advertised(), true
	}
	for end := len(name) - 1; end > 0; end-- {
		if name[end-1] != '.' {
			continue
		}
		if i, ok := findAttribute(name[:end]); ok {
			return Feature{row: i}.Advertised(), true
		}
	}
	return Feature{}, false
}

func findAttribute(name string) (feature uint16, ok bool) {
	i, ok := slices.BinarySearchFunc(attributeTable[:], name, func(row attributeRow, name string) int {
		return strings.Compare(row.name, name)
	})
	if !ok {
		return 0, false
	}
	return attributeTable[i].feature, true
}

// FeaturesOf returns the features that a task definition needs, given the names
// of its requiresAttributes, each feature once and in the order of the names, and
// each from where it is advertised on, as [FeatureByAttribute] returns it.
// Names that [FeatureByAttribute] does not know are returned as unknown: no
// version says anything about them, only an instance that advertises them.
func FeaturesOf(attributes []string) (features []Feature, unknown []string) {
	for _, name := range attributes {
		f, ok := FeatureByAttribute(name)
		switch {
		case !ok:
			unknown = append(unknown, name)
		case !slices.Contains(features, f):
			features = append(features, f)
		}
	}
	return features, unknown
}

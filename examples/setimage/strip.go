package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// describeOnly are the members that describe-task-definition prints and
// register-task-definition refuses: those of TaskDefinition in the ECS API that
// RegisterTaskDefinitionInput does not have (a test compares with the SDK).
var describeOnly = []string{
	"compatibilities", "deleteRequestedAt", "deregisteredAt", "registeredAt", "registeredBy",
	"requiresAttributes", "revision", "status", "taskDefinitionArn",
}

// strip returns the edits that make the output of describe-task-definition the
// input of register-task-definition, if that is asked for.
func strip(f awsfile.File, o options) ([]edit, []string, error) {
	inner := f.Root.Get("taskDefinition")
	switch {
	case !o.strip:
		return nil, nil, nil
	case f.Root.Get("containerDefinitions") != nil:
		return stripParts(f, members(f.Root.Members, isDescribeOnly), nil)
	case inner.Get("containerDefinitions") == nil:
		return nil, nil, fmt.Errorf("%s: -strip is for what aws ecs describe-task-definition prints, this is another kind of file", f.Name)
	case inner.Get("tags") != nil && hasFreeTag(f.Root.Get("tags")):
		return nil, nil, f.Errorf(inner.Get("tags"), "there are tags in the task definition and beside it: remove one of them")
	}
	parts, braces := unwrap(f.Root, inner)
	return stripParts(f, parts, braces)
}

// unwrap takes away the braces of the inner object, not those of the wrapper, so
// that the tags beside the task definition come to stand inside.
func unwrap(root, inner *tree.Node) (parts []part, braces []edit) {
	for i, m := range root.Members {
		if m.Value != inner {
			parts = append(parts, members(root.Members[i:i+1], isNoTags)...)
			continue
		}
		start := m.Start
		if i == 0 {
			start = root.Start + 1
		}
		last := inner.Members[len(inner.Members)-1]
		braces = []edit{{start: start, end: inner.Start + 1}, {start: last.Value.End, end: inner.End}}
		parts = append(parts, members(inner.Members, isDescribeOnly)...)
	}
	return parts, braces
}

func isDescribeOnly(m tree.Member) bool { return slices.Contains(describeOnly, m.Key) }

// isNoTags reports whether a member beside the task definition has to go: all
// but tags that can be registered.
func isNoTags(m tree.Member) bool { return m.Key != "tags" || !hasFreeTag(m.Value) }

func hasFreeTag(tags *tree.Node) bool {
	return slices.ContainsFunc(tags.List(), func(tag *tree.Node) bool { return !isReserved(tag) })
}

// isReserved reports whether AWS has set a tag: the prefix aws: in any case is
// its own, and a request that carries it is refused.
func isReserved(tag *tree.Node) bool {
	return strings.HasPrefix(strings.ToLower(tag.Get("key").Str()), "aws:")
}

// stripParts removes the parts that have to go, and the reserved among the tags.
func stripParts(f awsfile.File, parts []part, edits []edit) ([]edit, []string, error) {
	edits = append(edits, remove(parts)...)
	var report []string
	if names := dropped(parts); len(names) > 0 {
		report = append(report, fmt.Sprintf("%s: removed %s", f.Name, strings.Join(names, ", ")))
	}
	for _, tags := range []*tree.Node{f.Root.Get("tags"), f.Root.Path("taskDefinition", "tags")} {
		list := items(tags.List(), isReserved)
		edits = append(edits, remove(list)...)
		for _, key := range dropped(list) {
			report = append(report, fmt.Sprintf("%s: removed the tag %s: AWS reserves the prefix aws:", f.Name, key))
		}
	}
	if len(edits) == 0 {
		report = append(report, f.Name+": nothing to strip")
	}
	return edits, report, nil
}

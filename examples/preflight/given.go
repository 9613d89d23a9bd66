package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// notEvaluated names the kinds of policy that were not given: each could deny.
func notEvaluated(in input) []finding {
	var kinds []string
	for _, kind := range []struct {
		name, flag string
		given      bool
	}{
		{"service control", "-scp", in.scps != nil},
		{"resource control", "-rcp", in.rcps != nil},
		{"VPC endpoint", "-endpoint-policy", in.endpoint != nil},
	} {
		if !kind.given {
			kinds = append(kinds, kind.name+" policies ("+kind.flag+")")
		}
	}
	if kinds == nil {
		return nil
	}
	return []finding{{"not-evaluated", note, "", awsfile.Where{}, "not given, and could still deny: " + strings.Join(kinds, ", "), ""}}
}

// asksPermissions reports whether an image was judged for which they count.
func (r report) asksPermissions() bool {
	return slices.ContainsFunc(r.Images, func(i image) bool {
		ref, err := ecrref.Parse(i.Image)
		return err == nil && ref.Registry().Kind() == ecrref.Private
	})
}

// checkUnused notes repository policies that belong to no image.
func checkUnused(in input) []finding {
	var fs []finding
	for _, policy := range in.repository {
		used := policy.Repository == "" || slices.ContainsFunc(in.privateImages(), func(ref ecrref.Ref) bool {
			return fitsRegistry(policy, ref) && fitsRepository(policy, ref)
		})
		if !used {
			fs = append(fs, finding{"repository-policy-unused", warning, "", policy.Where,
				fmt.Sprintf("no image is in the repository %s of this policy", policy.Repository), "check the name of the repository, or leave the policy out"})
		}
	}
	return fs
}

// checkLaunchType compares -launch-type with the task definition.
func checkLaunchType(in input, t awsfile.TaskDefinition) []finding {
	if in.launchType == "" || len(t.LaunchTypes) == 0 || slices.Contains(t.LaunchTypes, in.launchType) {
		return nil
	}
	return []finding{{"launch-type-mismatch", failure, "", t.Where,
		fmt.Sprintf("the task definition is for %s, and -launch-type says %s", strings.Join(t.LaunchTypes, ", "), in.launchType),
		"leave out -launch-type, or add " + in.launchType + " to requiresCompatibilities"}}
}

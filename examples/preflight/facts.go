package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// checkFacts judges what AWS says of an image. Without -live it says nothing.
func checkFacts(in input, t awsfile.TaskDefinition, c pulled) []finding {
	f, known := in.facts[c.ref]
	at := func(rule, fix, format string, args ...any) []finding {
		return []finding{{rule, failure, c.Name, c.Image.Where, fmt.Sprintf(format, args...), fix}}
	}
	switch want := wantedPlatform(t); {
	case !known:
		return nil
	case f.missing != "":
		return at("image-missing", "push the image, or name one that exists", "%s", f.missing)
	case f.archived:
		return at("image-archived", "restore the image from the archive first", "%s is archived, and an archived image cannot be pulled", c.ref)
	case f.platforms != nil && want != "" && !slices.Contains(f.platforms, want):
		return at("image-platform", "build the image for "+want+" too, or change runtimePlatform", "the task runs on %s and the image has %s", want, strings.Join(f.platforms, ", "))
	}
	return nil
}

// wantedPlatform is the platform of the task in OCI terms, or "" where the task
// leaves it open. Fargate runs linux/amd64 unless told otherwise.
func wantedPlatform(t awsfile.TaskDefinition) string {
	os, cpu := "linux", map[string]string{"X86_64": "amd64", "ARM64": "arm64"}[t.CPUArchitecture.Value]
	if wantsWindows(t) {
		os = "windows"
	}
	if cpu == "" && slices.Equal(t.LaunchTypes, []string{"FARGATE"}) && t.CPUArchitecture.Value == "" {
		cpu = "amd64"
	}
	if cpu == "" {
		return ""
	}
	return os + "/" + cpu
}

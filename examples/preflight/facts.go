package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// checkFacts judges what AWS says of an image. Without -snapshot it says nothing.
// An image that is missing under a cache rule may come with the first pull.
func checkFacts(in input, t awsfile.TaskDefinition, c pulled, cached bool) []finding {
	f, known := in.facts[c.ref]
	at := func(rule string, s severity, fix, format string, args ...any) []finding {
		return []finding{{rule, s, c.Name, c.Image.Where, fmt.Sprintf(format, args...), fix}}
	}
	switch want := wantedPlatform(t); {
	case !known && in.asked:
		return at("image-unknown", warning, "take the snapshot with -task FILE", "the snapshot says nothing of %s", c.ref)
	case !known:
		return nil
	case f.missing != "" && cached:
		return at("image-missing", warning, "", "%s; a pull-through cache rule may bring it with the first pull", f.missing)
	case f.missing != "":
		return at("image-missing", failure, "push the image, or name one that exists", "%s", f.missing)
	case f.status == "ARCHIVED":
		return at("image-archived", failure, "restore the image from the archive first", "%s is archived, and an archived image cannot be pulled", c.ref)
	case f.status != "" && f.status != "ACTIVE":
		return at("image-archived", warning, "wait until it is ACTIVE", "the status of %s is %s", c.ref, f.status)
	case f.artifact != "" && !strings.Contains(f.artifact, "image.config") && !strings.Contains(f.artifact, "container.image"):
		return at("image-platform", warning, "name a container image", "%s holds %s, which is no container image", c.ref, f.artifact)
	case f.platforms != nil && want != "" && !slices.Contains(f.platforms, want):
		return at("image-platform", failure, "build the image for "+want+" too, or change runtimePlatform", "the task runs on %s and the image has %s", want, strings.Join(f.platforms, ", "))
	case f.unknown:
		return at("image-unknown", warning, "", "AWS did not tell everything of %s", c.ref)
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

package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// What AWS says of an image is known only where AWS was asked. Each rule speaks
// where those before it have nothing to say.

// imageMissing: an image that is missing under a cache rule may come with the first
// pull.
func imageMissing(j *job, p *pull) []finding {
	f := j.factsOf(p)
	switch {
	case f.missing == "":
		return nil
	case j.mayBeCached(p.ref):
		return p.at(warning, "pull the image once with a role that may fetch it",
			"%s; a pull-through cache rule may bring it with the first pull", f.missing)
	}
	return p.at(failure, "push the image, or name one that exists", "%s", f.missing)
}

// factsOf is what AWS says of a private image; the zero facts say nothing.
func (j *job) factsOf(p *pull) facts {
	if !p.isPrivate() {
		return facts{}
	}
	return j.in.facts[p.ref]
}

func imageArchived(j *job, p *pull) []finding {
	switch f := j.factsOf(p); {
	case f.missing != "", f.status == "", f.status == "ACTIVE":
		return nil
	case f.status == "ARCHIVED":
		return p.at(failure, restore(p.ref), "%s is archived, and an archived image cannot be pulled", p.ref)
	default:
		return p.at(warning, "wait until it is ACTIVE", "the status of %s is %s", p.ref, f.status)
	}
}

// restore is the command that brings an image back from the archive.
func restore(ref ecrref.Ref) string {
	id := "imageTag=" + ref.Tag()
	if ref.Digest() != "" {
		id = "imageDigest=" + ref.Digest()
	}
	g := ref.Registry()
	return fmt.Sprintf("restore the image, and wait until its status is ACTIVE:\n"+
		"aws ecr update-image-storage-class --registry-id %s --region %s --repository-name %s --image-id %s --target-storage-class STANDARD",
		g.AccountID(), g.Region(), ref.Repository().Name(), id)
}

// isThere reports whether nothing that AWS says of the image keeps it from a pull.
func (f facts) isThere() bool { return f.missing == "" && (f.status == "" || f.status == "ACTIVE") }

func imagePlatform(j *job, p *pull) []finding {
	f, want := j.factsOf(p), wantedPlatform(j.task)
	switch {
	case !f.isThere():
		return nil
	case f.isOther():
		return p.at(warning, "name a container image", "%s holds %s, which is no container image", p.ref, f.artifact)
	case f.lacks(want):
		return p.at(failure, "build the image for "+want+" too, or change runtimePlatform",
			"the task runs on %s and the image has %s", want, strings.Join(f.platforms, ", "))
	}
	return nil
}

// isOther reports whether the artifact is no container image.
func (f facts) isOther() bool {
	return f.artifact != "" && !strings.Contains(f.artifact, "image.config") && !strings.Contains(f.artifact, "container.image")
}

func (f facts) lacks(platform string) bool {
	return f.platforms != nil && platform != "" && !slices.Contains(f.platforms, platform)
}

func imageUnknown(j *job, p *pull) []finding {
	f := j.factsOf(p)
	if _, known := j.in.facts[p.ref]; p.isPrivate() && !known && j.in.asked {
		return p.at(warning, "take the snapshot with -task FILE", "the snapshot says nothing of %s", p.ref)
	}
	if !f.unknown || !f.isThere() || f.isOther() || f.lacks(wantedPlatform(j.task)) {
		return nil
	}
	return p.at(warning, "allow the caller what it was refused, or look with aws ecr describe-images",
		"AWS did not tell everything of %s", p.ref)
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

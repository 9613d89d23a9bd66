package main

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/region"
)

func fipsUnavailable(_ *job, p *pull) []finding {
	if !p.isECR() || !p.ref.Registry().IsFIPS() {
		return nil
	}
	info, known := ecrref.LookupRegion(p.ref.Registry().Region())
	if !known || info.FIPS {
		return nil
	}
	return p.at(failure, "write "+withoutFIPS(p.ref), "%s has no FIPS endpoint for ECR, so this host does not exist", info.Name)
}

func withoutFIPS(ref ecrref.Ref) string {
	g, err := ref.Registry().WithFIPS(false)
	if err != nil {
		return ""
	}
	plain, _ := ref.WithRegistry(g)
	return plain.String()
}

func dualStackHost(_ *job, p *pull) []finding {
	if !p.isPrivate() || p.hasGaps() || !p.ref.Registry().IsDualStack() {
		return nil
	}
	return p.at(note, "", "the dual-stack host is not reached through VPC interface endpoints: "+
		"the task needs a route to the internet, IPv4 or IPv6")
}

// regionUnknown judges a region that the table does not know: a higher number in a
// place that it knows is most likely new, anything else a typing error.
func regionUnknown(_ *job, p *pull) []finding {
	if !p.isPrivate() || p.hasGaps() {
		return nil
	}
	name := p.ref.Registry().Region()
	if _, known := ecrref.LookupRegion(name); known {
		return nil
	}
	s := warning
	if region.IsNew(name) {
		s = note
	}
	return p.at(s, "check the name of the region", "%s", noRegion(name))
}

// regionUnknownGiven judges what -region names.
func regionUnknownGiven(in *input) []finding {
	name := in.given.Region
	if _, known := ecrref.LookupRegion(name); known || name == "" {
		return nil
	}
	return say(note, awsfile.Where{Pointer: "-region"}, "check the name of the region", "%s", noRegion(name))
}

func noRegion(name string) string {
	text := fmt.Sprintf("there is no region %s in the table of %s", name, ecrref.RegionsEdition)
	if meant := region.Meant(name); meant != "" {
		text += "; did you mean " + meant + "?"
	}
	return text
}

func regionDiffers(j *job, p *pull) []finding {
	parts := strings.SplitN(j.task.ARN, ":", 6)
	if !p.isPrivate() || len(parts) != 6 || parts[3] == p.ref.Registry().Region() {
		return nil
	}
	return p.at(note, "", "the image is in %s and the task in %s: each pull crosses regions, and needs a route there",
		p.ref.Registry().Region(), parts[3])
}

func partitionMismatch(j *job, p *pull) []finding {
	if !p.isPrivate() || !j.role.crossesPartition(p.ref) {
		return nil
	}
	return p.at(failure, "copy the image to a registry in the partition of the role",
		"the image is in partition %s and %s is not: no permission reaches across", p.ref.Registry().Partition(), j.role.arn)
}

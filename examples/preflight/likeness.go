package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// attempts are the trials that were made, by what makes them different.
type attempts map[string]trial

// key tells deployments apart.
func (d deployment) key() string {
	return fmt.Sprint(d.account, " ", d.region, " ", d.stackName, " ", d.assume, " ", d.generous, " ", d.endpoint, " ", d.s3Endpoint)
}

// tellsRegionsApart reports whether a policy has a pattern that covers some regions
// and not others, or a condition on the region.
func tellsRegionsApart(text string) bool {
	if strings.Contains(strings.ToLower(text), "requestedregion") {
		return true
	}
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "arn:")
		if !found {
			return false
		}
		rest = after
		fields := strings.SplitN(after, ":", 4)
		if len(fields) == 4 && fields[2] != "*" && strings.ContainsAny(fields[2], "*?") {
			return true
		}
	}
}

// likeness is the same for deployments that differ in nothing but the name of the
// region, and so have the same answer. It is "" where a policy has patterns that
// tell regions apart.
func (in input) likeness(d deployment, stacks []awsfile.Stack) string {
	said := slices.Clone(stacks)
	for i := range said {
		said[i].Opens = nil // they say what to try, not what is
	}
	region, known := ecrref.LookupRegion(d.region)
	if !known || in.given.Region != "" {
		return ""
	}
	encoded, err := json.Marshal(said)
	text := string(encoded)
	if err != nil || tellsRegionsApart(text) || tellsRegionsApart(in.textOfGiven()) {
		return ""
	}
	d.region = d.partition()
	return fmt.Sprint(d.key(), region.FIPS) + strings.ReplaceAll(text, region.Name, "\x00")
}

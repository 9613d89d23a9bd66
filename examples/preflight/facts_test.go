package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestFacts: what AWS says of an image that is there.
func TestFacts(t *testing.T) {
	const size = `"imageSizeInBytes": 2,`
	for _, row := range []struct {
		adds  string
		exit  int
		rules []string
		says  string
		why   string
	}{
		{`"imageStatus": "ACTIVE",`, 0, []string{}, "", "as most are"},
		{`"imageStatus": "ARCHIVED",`, 1, []string{"error image-archived"}, "restore the image", "an archived image cannot be pulled"},
		{`"imageStatus": "ACTIVATING",`, 3, []string{"warning image-archived"}, "wait until it is ACTIVE", "it comes back"},
		{`"artifactMediaType": "application/vnd.cncf.helm.config.v1+json",`, 3, []string{"warning image-platform"},
			"no container image", "a chart"},
		{`"artifactMediaType": "application/vnd.oci.image.config.v1+json",`, 0, []string{}, "", "an image"},
	} {
		code, r, errs := answer(t, edit(t, size, size+row.adds), "-snapshot", "-")
		assert.Empty(t, errs, row.why)
		assert.Equal(t, row.exit, code, row.why)
		assert.Equal(t, row.rules, decisive(r), row.why)
		for _, f := range r.Findings {
			if f.Severity != note {
				assert.Contains(t, f.Message+f.Fix, row.says, row.why)
			}
		}
	}
}

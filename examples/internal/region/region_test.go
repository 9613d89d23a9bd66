package region_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/region"
	"github.com/stretchr/testify/require"
)

func TestRegion(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, meant       string
		isNew, misspelled bool
		why               string
	}{
		{"us-east-1", "", false, false, "known"},
		{"us-esat-1", "us-east-1", false, true, "two letters in the wrong order"},
		{"eu-centrl-1", "eu-central-1", false, true, "a letter is lost"},
		{"eu-centraal-1", "eu-central-1", false, true, "a letter too many"},
		{"us-wost-2", "us-west-2", false, true, "another letter"},
		{"us-gov-wset-1", "us-gov-west-1", false, true, "another partition"},
		{"su-east-1", "us-east-1", false, false, "a country may be new"},
		{"us-east-9", "", true, false, "a new number"},
		{"nz-south-1", "", false, false, "near nothing"},
		{"", "", false, false, "nothing"},
		{strings.Repeat("a", 1<<20), "", false, false, "no name"},
	} {
		require.Equal(t, row.meant, region.Meant(row.name), row.why)
		require.Equal(t, row.isNew, region.IsNew(row.name), row.why)
		require.Equal(t, row.misspelled, region.IsMisspelled(row.name), row.why)
	}
}

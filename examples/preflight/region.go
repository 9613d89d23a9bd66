package main

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// checkRegion judges a region that the table does not know: a higher number in a
// place that it knows is most likely new, anything else a typing error.
func checkRegion(c awsfile.Container, ref ecrref.Ref) []finding {
	name := ref.Registry().Region()
	if _, known := ecrref.LookupRegion(name); known || ref.Registry().Kind() != ecrref.Private {
		return nil
	}
	f := finding{"region-unknown", warning, c.Name, c.Image.Where,
		fmt.Sprintf("there is no region %s in the table of %s", name, ecrref.RegionsEdition), "check the name of the region"}
	place := name[:strings.LastIndexByte(name, '-')+1]
	for _, number := range "123456789" {
		if _, known := ecrref.LookupRegion(place + string(number)); known {
			f.Severity = note
		}
	}
	return []finding{f}
}

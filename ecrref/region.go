package ecrref

import "slices"

// A RegionInfo is what the table of this edition (see [RegionsEdition]) knows
// about a region.
type RegionInfo struct {
	Name      string // as in the host, such as "eu-central-1"
	Partition string // such as "aws"
	FIPS      bool   // the region has a FIPS registry endpoint
}

// LookupRegion returns what the table knows about a region. A region that is
// not in the table may exist all the same: AWS adds regions faster than
// programs are rebuilt. [Parse] accepts every region that has the shape of its
// partition and asks the table nothing.
func LookupRegion(name string) (info RegionInfo, known bool) {
	i, known := slices.BinarySearchFunc(regions[:], name, func(r regionRow, name string) int {
		return compare(r.name, name)
	})
	if !known {
		return RegionInfo{}, false
	}
	r := regions[i]
	return RegionInfo{r.name, partitions[r.partition].id, r.fips}, true
}

type regionRow struct {
	name      string
	partition partition
	fips      bool
}

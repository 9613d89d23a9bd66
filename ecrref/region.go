package ecrref

import "iter"

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
	low, high := 0, len(regions)
	for low < high {
		if mid := (low + high) / 2; regions[mid].name < name {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low == len(regions) || regions[low].name != name {
		return RegionInfo{}, false
	}
	r := regions[low]
	return RegionInfo{r.name, partitions[r.partition].ID, r.fips}, true
}

// RegionPartition returns the ID of the partition whose regions have the shape
// of region, such as "aws-cn" for "cn-north-9"; ok is false if none has. It asks
// no list, so a region may have a shape and not exist.
func RegionPartition(region string) (id string, ok bool) {
	part, end, p := scanRegion(region, 0)
	if p != none || end < len(region) {
		return "", false
	}
	return partitions[part].ID, true
}

// A PartitionInfo is what the table of this edition knows about a partition.
type PartitionInfo struct {
	ID              string // such as "aws-cn"
	Suffix          string // of IPv4 hosts of registries and most services: "amazonaws.com.cn"
	DualStackSuffix string // of the dual-stack hosts of registries, such as "on.amazonwebservices.com.cn"
	FIPS            bool   // there are FIPS hosts of registries
}

// Partitions yields every partition, in the order of their IDs.
func Partitions() iter.Seq[PartitionInfo] {
	return func(yield func(PartitionInfo) bool) {
		for _, info := range partitions[1:] {
			if !yield(info) {
				return
			}
		}
	}
}

type regionRow struct {
	name      string
	partition partition
	fips      bool
}

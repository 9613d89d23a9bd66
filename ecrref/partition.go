package ecrref

// A partition is an index into the table of partitions; zero is none.
type partition uint8

// form says which endpoint of a registry a host names.
type form uint8

const (
	formFIPS form = 1 << iota
	formDualStack
	formPublic
)

// A layout says what the host at the start of a text is. It is a function of
// the text, so values with the same text are equal.
type layout struct {
	partition partition
	form      form
	region    uint8 // end of the region
	host      uint8 // end of the host
}

// suffix returns the DNS suffix that belongs to the partition and form.
func (l layout) suffix() (string, problem) {
	info := &partitions[l.partition]
	switch {
	case l.form&formFIPS != 0 && !info.FIPS:
		return "", noFIPS
	case l.form&formDualStack != 0:
		return info.DualStackSuffix, none
	}
	return info.Suffix, none
}

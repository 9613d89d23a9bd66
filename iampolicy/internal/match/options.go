package match

import (
	"net/netip"
	"slices"
)

// maxOptions bounds the ways in which the conditions on one key can turn out.
const maxOptions = 1 << 10

// KeyOptions lists all ways in which the conditions on one unknown key can turn
// out together: bit i says whether conditions[i] holds. It is nil if there are
// too many to list.
//
// The key may be absent, or have one value, or, if a condition has a set
// operator, several. What one value can be is worked out for each type that the
// conditions compare (text, numbers, dates, addresses) and exact for that type;
// where a key is compared as more than one type, all combinations count.
func KeyOptions(conditions []*Condition, in Context, work *Work) []uint64 {
	found := textMasks(conditions, in, work)
	for _, masks := range [][]uint64{numberMasks(conditions), dateMasks(conditions), addrMasks(conditions)} {
		found = combine(found, masks)
	}
	if len(found) > maxOptions {
		return nil
	}
	options := passing(conditions, found)
	if hasSetOperator(conditions) {
		options = lists(conditions, options)
	}
	if options == nil || len(options) > maxOptions {
		return nil
	}
	return unique(append(options, absent(conditions, in)))
}

// combine pairs each mask of a with each of b, unless a has too many.
func combine(a, b []uint64) []uint64 {
	if len(a) > maxOptions {
		return a // there are too many already
	}
	var list []uint64
	for _, x := range a {
		for _, y := range b {
			list = append(list, x|y)
		}
	}
	return unique(list)
}

func unique(masks []uint64) []uint64 {
	slices.Sort(masks)
	return slices.Compact(masks)
}

// absent is how the conditions turn out when the key is absent.
func absent(conditions []*Condition, in Context) (mask uint64) {
	for i, c := range conditions {
		if c.Met(nil, in) {
			mask |= 1 << i
		}
	}
	return mask
}

// passing turns masks of values found into masks of conditions that one value passes.
func passing(conditions []*Condition, found []uint64) (list []uint64) {
	for _, f := range found {
		var mask uint64
		for i, c := range conditions {
			if c.passesMask(f>>i&1 == 1) {
				mask |= 1 << i
			}
		}
		list = append(list, mask)
	}
	return unique(list)
}

func (c *Condition) passesMask(found bool) bool {
	switch {
	case c.Family == FamilyNull:
		return c.null(false)
	case c.isEmpty():
		return false
	}
	return found != c.Negated
}

func hasSetOperator(conditions []*Condition) bool {
	return slices.ContainsFunc(conditions, func(c *Condition) bool { return c.quantifier != OneValue })
}

// lists adds what lists of several values make of the conditions: "all" holds
// if it holds for each, "any" if for one. It is nil if there are too many.
func lists(conditions []*Condition, single []uint64) []uint64 {
	var all uint64
	for i, c := range conditions {
		if c.quantifier == AllValues || c.quantifier == OneValue && c.cautious == AllValues {
			all |= 1 << i
		}
	}
	list := slices.Clone(single)
	for i := 0; i < len(list); i++ {
		for _, s := range single {
			if both := (list[i]|s)&^all | list[i]&s&all; !slices.Contains(list, both) {
				list = append(list, both)
			}
		}
		if len(list) > maxOptions {
			return nil
		}
	}
	return list
}

// numberMasks lists the conditions that a value finds a number in: at each of
// their numbers, between two of them, outside, and when it is no number.
func numberMasks(conditions []*Condition) []uint64 {
	var points []number
	for _, c := range conditions {
		points = append(points, c.numbers...)
	}
	compare := func(a, b number) int { return a.compare(&b) }
	slices.SortFunc(points, compare)
	points = slices.CompactFunc(points, func(a, b number) bool { return compare(a, b) == 0 })
	return lineMasks(conditions, len(points), func(c *Condition, place int) bool {
		return slices.ContainsFunc(c.numbers, func(n number) bool {
			at, _ := slices.BinarySearchFunc(points, n, compare)
			return c.relation.holds(place - (2*at + 1))
		})
	})
}

func dateMasks(conditions []*Condition) []uint64 {
	var points []instant
	for _, c := range conditions {
		points = append(points, c.dates...)
	}
	slices.SortFunc(points, instant.compare)
	points = slices.Compact(points)
	return lineMasks(conditions, len(points), func(c *Condition, place int) bool {
		return slices.ContainsFunc(c.dates, func(t instant) bool {
			at, _ := slices.BinarySearchFunc(points, t, instant.compare)
			return c.relation.holds(place - (2*at + 1))
		})
	})
}

// lineMasks walks the places of a line with n points: 2i+1 is point i, and the
// even places are before, between and behind the points.
func lineMasks(conditions []*Condition, n int, finds func(c *Condition, place int) bool) []uint64 {
	masks := []uint64{0} // not on the line at all
	for place := 0; n > 0 && place <= 2*n; place++ {
		var mask uint64
		for i, c := range conditions {
			if finds(c, place) {
				mask |= 1 << i
			}
		}
		masks = append(masks, mask)
	}
	return unique(masks)
}

// addrMasks does the same for addresses: a range begins or ends only at its own
// two ends, so one address from each end on stands for all.
func addrMasks(conditions []*Condition) []uint64 {
	addrs := []netip.Addr{netip.IPv4Unspecified(), netip.IPv6Unspecified()}
	for _, c := range conditions {
		for _, p := range c.prefixes {
			addrs = append(addrs, p.Addr(), behind(p))
		}
	}
	masks := []uint64{0}
	for _, a := range addrs {
		var mask uint64
		for i, c := range conditions {
			if slices.ContainsFunc(c.prefixes, func(p netip.Prefix) bool { return p.Contains(a) }) {
				mask |= 1 << i
			}
		}
		masks = append(masks, mask)
	}
	return unique(masks)
}

// behind is the first address behind a range; the zero Addr if there is none.
func behind(p netip.Prefix) netip.Addr {
	b := p.Addr().AsSlice()
	for i := p.Bits(); i < len(b)*8; i++ {
		b[i/8] |= 1 << (7 - i%8)
	}
	last, _ := netip.AddrFromSlice(b)
	return last.Next()
}

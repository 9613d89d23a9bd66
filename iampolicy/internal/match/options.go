package match

import (
	"net/netip"
	"slices"
)

// maxOptions bounds the ways in which the conditions on one key can turn out.
const maxOptions = 1 << 10

// KeyOptions lists all ways in which the conditions on one unknown key can turn
// out together: bit i says whether conditions[i] holds. There are 64 at most. It
// is nil if there are too many ways to list. The steps are added to work.
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
	if options == nil {
		return nil
	}
	return unique(append(options, absent(conditions, in)))
}

// combine pairs each mask of a with each of b, unless there are too many. In b is the
// empty mask.
func combine(a, b []uint64) []uint64 {
	switch {
	case len(b) == 1 || len(a) > maxOptions:
		return a // it adds nothing, or there are too many already
	case len(b) > maxOptions:
		return b
	}
	list := make([]uint64, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			list = append(list, x|y)
		}
	}
	return unique(list)
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
	case c.empty:
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
	list, seen := slices.Clone(single), map[uint64]bool{}
	for _, s := range single {
		seen[s] = true
	}
	for i := 0; i < len(list); i++ {
		for _, s := range single {
			if both := (list[i]|s)&^all | list[i]&s&all; !seen[both] {
				seen[both] = true
				list = append(list, both)
			}
		}
		if len(list) > maxOptions {
			return nil
		}
	}
	return list
}

// textMasks lists the sets of conditions in which one text can find a value,
// exactly. Where that is too much work, all sets are listed in which conditions
// with the same values stand together.
func textMasks(conditions []*Condition, in Context, work *Work) []uint64 {
	if globs, owner, ok := textGlobs(conditions, in, work); ok {
		if masks, ok := masksOf(globs, owner, work); ok {
			return masks
		}
	}
	return anyMasks(conditions)
}

// textGlobs lists the patterns of the conditions, and of which one each is. It is
// not ok for case folding outside ASCII, which is not worked out, or if there is
// too much.
func textGlobs(conditions []*Condition, in Context, work *Work) (globs []Glob, owner []int, ok bool) {
	add := func(i int, g Glob, resolved bool) {
		if resolved {
			globs, owner = append(globs, g), append(owner, i)
		}
	}
	for i, c := range conditions {
		if !c.isText() {
			continue
		}
		for j := range c.Patterns {
			p := &c.Patterns[j]
			if !work.add(len(p.Text)) {
				return nil, nil, false
			}
			g, resolved := GlobOfPattern(p, false, in)
			if p.unicode && !g.isASCII() {
				return nil, nil, false
			}
			add(i, g, resolved && (c.Family != familyARN || g.isARN()))
		}
		for j := range c.ARNs {
			if !work.add(len(c.ARNs[j].Text)) {
				return nil, nil, false
			}
			g, resolved := GlobOfARN(&c.ARNs[j], in)
			add(i, g, resolved)
		}
	}
	return globs, owner, true
}

// isText reports whether the condition compares its key as text.
func (c *Condition) isText() bool { return c.Family != FamilyNull && len(c.Patterns)+len(c.ARNs) > 0 }

// anyMasks lists all sets in which conditions with the same values, whose
// operators are the same but for their negation, stand together.
func anyMasks(conditions []*Condition) []uint64 {
	masks := []uint64{0}
	for _, c := range conditions {
		if !c.isText() {
			continue
		}
		var group uint64
		for j, d := range conditions {
			if d.Family == c.Family && d.same == c.same {
				group |= 1 << j
			}
		}
		masks = combine(masks, []uint64{0, group})
	}
	return masks
}

// numberMasks lists the conditions that a value finds a number in: at each of
// their numbers, between two of them, outside, and when it is no number.
func numberMasks(conditions []*Condition) []uint64 {
	compare := func(a, b number) int { return a.compare(&b) }
	return pointMasks(conditions, func(c *Condition) []number { return c.numbers }, compare)
}

func dateMasks(conditions []*Condition) []uint64 {
	return pointMasks(conditions, func(c *Condition) []instant { return c.dates }, instant.compare)
}

// pointMasks walks the places of a line with n points: 2i+1 is point i, and the
// even places are before, between and behind the points.
func pointMasks[T any](conditions []*Condition, of func(*Condition) []T, compare func(a, b T) int) []uint64 {
	points := sortedPoints(conditions, of, compare)
	last := 2 * len(points)
	return lineMasks(conditions, last+1, func(c *Condition, mark func(from, to int)) {
		for _, v := range of(c) {
			at, _ := slices.BinarySearchFunc(points, v, compare)
			switch place := 2*at + 1; c.relation {
			case less:
				mark(0, place-1)
			case lessOrEqual:
				mark(0, place)
			case greater:
				mark(place+1, last)
			case greaterOrEqual:
				mark(place, last)
			default:
				mark(place, place)
			}
		}
	})
}

func sortedPoints[T any](conditions []*Condition, of func(*Condition) []T, compare func(a, b T) int) (points []T) {
	for _, c := range conditions {
		points = append(points, of(c)...)
	}
	slices.SortFunc(points, compare)
	return slices.CompactFunc(points, func(a, b T) bool { return compare(a, b) == 0 })
}

// addrMasks does the same for addresses: a range begins or ends only at its own
// two ends, so one address from each end on stands for all.
func addrMasks(conditions []*Condition) []uint64 {
	ends := func(c *Condition) (list []netip.Addr) {
		for _, p := range c.prefixes {
			list = append(list, p.Addr(), lastAddr(p).Next())
		}
		return list
	}
	points := sortedPoints(conditions, ends, netip.Addr.Compare)
	return lineMasks(conditions, len(points), func(c *Condition, mark func(from, to int)) {
		for _, p := range c.prefixes {
			from, _ := slices.BinarySearchFunc(points, p.Addr(), netip.Addr.Compare)
			to, _ := slices.BinarySearchFunc(points, lastAddr(p).Next(), netip.Addr.Compare)
			if !lastAddr(p).Next().IsValid() { // nothing is behind it but longer addresses
				to, _ = slices.BinarySearchFunc(points, p.Addr().BitLen()+1, func(a netip.Addr, bits int) int { return a.BitLen() - bits })
			}
			mark(from, to-1)
		}
	})
}

// lineMasks lists the sets of conditions that find each place of a line, and the
// empty one for what is not on the line at all. Each condition marks the places
// that it finds, from one to another.
func lineMasks(conditions []*Condition, places int, each func(c *Condition, mark func(from, to int))) []uint64 {
	masks := make([]uint64, places+1)
	changes := make([]int, places+1)
	for i, c := range conditions {
		clear(changes)
		each(c, func(from, to int) {
			changes[from]++
			changes[to+1]--
		})
		for place, depth := 0, 0; place < places; place++ {
			if depth += changes[place]; depth > 0 {
				masks[place] |= 1 << i
			}
		}
	}
	return unique(masks)
}

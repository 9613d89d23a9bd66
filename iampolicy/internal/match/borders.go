package match

import (
	"math/big"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Around returns values on and beside the borders of a condition's dates and
// addresses.
func (c *Condition) Around() []string {
	var list []string
	for _, t := range c.dates {
		list = append(list, t.text(0), t.text(-time.Second), t.text(time.Second), t.text(-1), t.text(1))
	}
	for _, p := range c.prefixes {
		list = append(list, aroundPrefix(p)...)
	}
	return list
}

// Size is how many values the condition has, and how many tokens they have beside.
func (c *Condition) Size() (values, tokens int) {
	for i := range c.Patterns {
		tokens += len(c.Patterns[i].Tokens)
	}
	for i := range c.ARNs {
		tokens += c.ARNs[i].Size()
	}
	return len(c.Patterns) + len(c.ARNs) + len(c.numbers) + len(c.dates) + len(c.prefixes), tokens
}

// Size is how many tokens the pattern has.
func (p *ARNPattern) Size() (tokens int) {
	if p.Parts != nil {
		for i := range p.Parts {
			tokens += len(p.Parts[i].Tokens)
		}
	}
	return tokens
}

// text writes the instant, moved by d, as a request would have it: as a date, if
// its year has four digits.
func (t instant) text(d time.Duration) string {
	u := time.Unix(t.seconds, int64(t.nanos)).Add(d).UTC()
	switch year := u.Year(); {
	case year < 0:
		v := instant{u.Unix(), int32(u.Nanosecond())}.negated()
		return "-" + epoch(time.Unix(v.seconds, int64(v.nanos)))
	case year > 9999:
		return epoch(u)
	}
	return u.Format(time.RFC3339Nano)
}

// epoch writes seconds since 1970.
func epoch(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) + t.Format(".999999999") }

// aroundPrefix returns the first and the last address of a range, and the ones
// before and behind it.
func aroundPrefix(p netip.Prefix) []string {
	first, last := p.Addr(), lastAddr(p)
	list := []string{first.String(), last.String()}
	for _, a := range []netip.Addr{first.Prev(), last.Next()} {
		if a.IsValid() {
			list = append(list, a.String())
		}
	}
	return list
}

func lastAddr(p netip.Prefix) netip.Addr {
	b := p.Addr().AsSlice()
	for i := p.Bits(); i < len(b)*8; i++ {
		b[i/8] |= 0x80 >> (i % 8)
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}

// BetweenNumbers returns the numbers of the conditions, one between each two
// neighbours, one below and one above them all. It is not exact if a number is
// too long for that.
func BetweenNumbers(list []*Condition) (texts []string, exact bool) {
	var borders []*big.Rat
	exact = true
	for _, c := range list {
		for i := range c.numbers {
			r, ok := c.numbers[i].rat()
			if exact = exact && ok; ok {
				borders = append(borders, r)
			}
		}
	}
	slices.SortFunc(borders, (*big.Rat).Cmp)
	for i, r := range borders {
		texts = append(texts, decimal(r))
		if i > 0 {
			middle := new(big.Rat).Add(borders[i-1], r)
			texts = append(texts, decimal(middle.Mul(middle, big.NewRat(1, 2))))
		}
	}
	if len(borders) > 0 {
		one := big.NewRat(1, 1)
		texts = append(texts, decimal(new(big.Rat).Sub(borders[0], one)), decimal(new(big.Rat).Add(borders[len(borders)-1], one)))
	}
	return texts, exact
}

// maxDigits is the length of the numbers that BetweenNumbers computes with.
const maxDigits = 40

// rat returns the number as a fraction.
func (n *number) rat() (*big.Rat, bool) {
	if n.len() > maxDigits || n.point > maxDigits || n.point < -maxDigits {
		return nil, false
	}
	text := "0." + n.whole + n.fraction + "e" + strconv.Itoa(n.point)
	if n.negative {
		text = "-" + text
	}
	return new(big.Rat).SetString(text)
}

// decimal writes r without zeros at the end.
func decimal(r *big.Rat) string {
	text := r.FloatString(2*maxDigits + 1)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}

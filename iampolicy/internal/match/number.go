package match

import (
	"strconv"
	"strings"
)

// number is a decimal of any precision: 0.d1d2d3… times ten to the point,
// where the digits are those of whole and then of fraction, without zeros at
// the start and the end. Zero has no digits.
type number struct {
	negative        bool
	whole, fraction string
	point           int
}

// ParseNumber reads a decimal with an optional sign, fraction and exponent of
// at most nine digits. Text that is no number compares as nothing at all.
func ParseNumber(s string) (n number, ok bool) {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		n.negative, s = s[0] == '-', s[1:]
	}
	mantissa, exponent, hasExponent := cutExponent(s)
	whole, fraction, hasPoint := strings.Cut(mantissa, ".")
	if !isDigits(whole) || hasPoint && !isDigits(fraction) {
		return number{}, false
	}
	if hasExponent {
		if n.point, ok = parseExponent(exponent); !ok {
			return number{}, false
		}
	}
	return n.trimmed(whole, fraction), true
}

func (n number) trimmed(whole, fraction string) number {
	whole = strings.TrimLeft(whole, "0")
	n.point += len(whole)
	if whole == "" {
		digits := strings.TrimLeft(fraction, "0")
		n.point -= len(fraction) - len(digits)
		fraction = digits
	}
	fraction = strings.TrimRight(fraction, "0")
	if fraction == "" {
		whole = strings.TrimRight(whole, "0")
	}
	if whole == "" && fraction == "" {
		return number{} // zero has no sign
	}
	n.whole, n.fraction = whole, fraction
	return n
}

func cutExponent(s string) (mantissa, exponent string, found bool) {
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

func parseExponent(s string) (int, bool) {
	digits := s
	if s != "" && (s[0] == '-' || s[0] == '+') {
		digits = s[1:]
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && len(digits) <= 9
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// compare returns -1, 0 or 1.
func (n *number) compare(m *number) int {
	switch a, b := n.sign(), m.sign(); {
	case a < b:
		return -1
	case a > b:
		return 1
	case a < 0:
		return m.compareSize(n)
	}
	return n.compareSize(m)
}

func (n *number) sign() int {
	switch {
	case n.len() == 0:
		return 0
	case n.negative:
		return -1
	}
	return 1
}

// compareSize compares without the sign.
func (n *number) compareSize(m *number) int {
	if n.point != m.point {
		return sign(n.point - m.point)
	}
	for i := range min(n.len(), m.len()) {
		if a, b := n.digit(i), m.digit(i); a != b {
			return sign(int(a) - int(b))
		}
	}
	return sign(n.len() - m.len())
}

func (n *number) len() int { return len(n.whole) + len(n.fraction) }

func (n *number) digit(i int) byte {
	if i < len(n.whole) {
		return n.whole[i]
	}
	return n.fraction[i-len(n.whole)]
}

func sign(i int) int {
	switch {
	case i < 0:
		return -1
	case i > 0:
		return 1
	}
	return 0
}

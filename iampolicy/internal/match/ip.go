package match

import (
	"net/netip"
	"strings"
)

// ParsePrefix reads an address or a range in CIDR notation. An address alone
// is a range of one; an IPv4 address that IPv6 wraps (::ffff:192.0.2.1) is
// IPv4. Bits behind the prefix length are ignored.
func ParsePrefix(s string) (netip.Prefix, bool) {
	if !strings.Contains(s, "/") {
		a, ok := parseAddr(s)
		return netip.PrefixFrom(a, a.BitLen()), ok
	}
	p, err := netip.ParsePrefix(s)
	if err != nil {
		return netip.Prefix{}, false
	}
	if p.Addr().Is4In6() && p.Bits() >= 96 {
		p = netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-96)
	}
	return p.Masked(), true
}

// parseAddr reads the address of a request. Zones are no part of it.
func parseAddr(s string) (netip.Addr, bool) {
	if strings.Contains(s, "%") {
		return netip.Addr{}, false
	}
	a, err := netip.ParseAddr(s)
	return a.Unmap(), err == nil
}

package lint

import (
	"net/netip"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

func noRange(v *value) {
	if _, ok := match.ParsePrefix(v.text); !ok && strings.HasSuffix(v.op.base, "ipaddress") && !match.HasVariable(v.text) {
		v.report(v.at(), quote.Text(v.text)+" is not a range of IP addresses", "write a range such as 203.0.113.0/24")
	}
}

func bitsBehindPrefix(v *value) {
	if !strings.HasSuffix(v.op.base, "ipaddress") {
		return
	}
	masked, _ := match.ParsePrefix(v.text)
	if p, _ := netip.ParsePrefix(v.text); p != p.Masked() {
		v.report(v.at(), "bits of "+v.text+" behind the prefix length are ignored", "write "+literal(masked.String()))
	}
}

// AWS sees the public address of a request that does not come through a VPC endpoint,
// and no aws:SourceIp otherwise.

func privateAddress(c *condition) {
	if private, all := c.privateSources(); private > 0 && private == all && c.op.base == "ipaddress" {
		c.report(c.at(), "AWS sees public addresses only, so the condition never holds", privateFix)
	}
}

func privateNotAddress(c *condition) {
	if private, all := c.privateSources(); private > 0 && private == all && c.op.base == "notipaddress" {
		c.report(c.at(), "AWS sees public addresses only, so the condition always holds", privateFix)
	}
}

func somePrivate(c *condition) {
	if private, all := c.privateSources(); private > 0 && private < all && c.op.base == "ipaddress" {
		c.report(c.at(), "some of the addresses are private, and AWS sees public ones only", privateFix)
	}
}

func somePrivateNot(c *condition) {
	if private, all := c.privateSources(); private > 0 && private < all && c.op.base == "notipaddress" {
		c.report(c.at(), "some of the addresses are private, and AWS sees public ones only", privateFix)
	}
}

const privateFix = "use the public addresses, or aws:VpcSourceIp with aws:SourceVpc"

// privateSources counts the private addresses that aws:SourceIp is compared with.
func (c *condition) privateSources() (private, all int) {
	if c.name != "aws:sourceip" {
		return 0, 0
	}
	for _, v := range c.Values.Items {
		if p, _ := match.ParsePrefix(v.Text); isPrivate(p) {
			private++
		}
	}
	return private, len(c.Values.Items)
}

// isPrivate reports whether all addresses of a range are private: whether it is in
// 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918) or fc00::/7 (RFC 4193).
func isPrivate(p netip.Prefix) bool {
	least := 7 // of IPv6
	if a := p.Addr(); a.Is4() {
		least = map[byte]int{10: 8, 172: 12, 192: 16}[a.As4()[0]]
	}
	return p.Addr().IsPrivate() && p.Bits() >= least
}

package main

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

const sourceIP = "aws:sourceip"

// anyAddress stands for the public address of a request: it is for documentation, and
// is compared with private ranges alone.
const anyAddress = "192.0.2.1"

// fromOutside decides where policies ask for private addresses. AWS sees the public
// address of a request, and none at all of one through a VPC endpoint, so that neither
// is in a private range: a need that has one answer for both has that.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
func (q *question) fromOutside(request authz.Request, needs []authz.Need) []authz.Need {
	absent, public := slices.Clone(needs), slices.Clone(needs)
	for i, need := range needs {
		absent[i] = with(need, map[string][]string{sourceIP: nil})
		public[i] = with(need, map[string][]string{sourceIP: {anyAddress}})
	}
	a, p := q.access.Check(request, absent...), q.access.Check(request, public...)
	for i := range needs {
		if a.Results[i].Decision.Outcome != p.Results[i].Decision.Outcome {
			absent[i] = needs[i]
		}
	}
	return absent
}

// asksForPrivate reports whether every address that the policies ask for is private.
func (q *question) asksForPrivate() bool {
	p := q.inForce
	all := slices.Concat(p.identity, p.boundary, p.endpoint, q.repository, q.registry, slices.Concat(p.scps...), slices.Concat(p.rcps...))
	return !slices.ContainsFunc(all, func(policy awsfile.Policy) bool {
		return slices.ContainsFunc(policy.Document.Statement.Items, asksForPublic)
	})
}

func asksForPublic(s iampolicy.Statement) bool {
	return slices.ContainsFunc(s.Condition, func(c iampolicy.Condition) bool {
		return strings.EqualFold(c.Key, sourceIP) && !strings.EqualFold(c.Operator, "Null") &&
			slices.ContainsFunc(c.Values.Items, func(v iampolicy.Scalar) bool { return !isPrivate(v.Text) })
	})
}

// privateRanges are the addresses that no request has on the internet.
var privateRanges = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("169.254.0.0/16"), netip.MustParsePrefix("127.0.0.0/8"),
	netip.MustParsePrefix("fc00::/7"), netip.MustParsePrefix("fe80::/10"),
}

// isPrivate reports whether an address or range is within the private ones.
func isPrivate(text string) bool {
	r, err := netip.ParsePrefix(text)
	if err != nil {
		address, err := netip.ParseAddr(text)
		if err != nil {
			return false
		}
		r = netip.PrefixFrom(address, address.BitLen())
	}
	return slices.ContainsFunc(privateRanges, func(p netip.Prefix) bool { return p.Bits() <= r.Bits() && p.Contains(r.Addr()) })
}

package ecrref

import "strings"

// A Kind says whether a registry is private or the public gallery.
type Kind uint8

const (
	Private Kind = iota + 1 // the registry of one account in one region
	Public                  // the Amazon ECR Public Gallery
)

// String returns "private", "public" or, for any other value, "invalid".
func (k Kind) String() string {
	switch k {
	case Private:
		return "private"
	case Public:
		return "public"
	}
	return "invalid"
}

// A Registry is an ECR registry as one of its hosts names it: the private
// registry of an account in a region, or the public gallery.
//
// Two registries are == exactly when their hosts are equal; the IPv4, FIPS and
// dual-stack hosts of one registry are different values. The zero Registry is
// invalid: its accessors return zero values, its transforms return errors.
type Registry struct {
	text string
	lay  layout
}

// ParseRegistry parses the host of a registry, without a scheme, a port or
// anything after it. The error is a [*ParseError].
func ParseRegistry(host string) (Registry, error) {
	lay, end, p := scanHost(host)
	if p == none && end < len(host) {
		p = afterHost
		if host[end] == '/' {
			p = afterRegistry
		}
	}
	if p != none {
		return Registry{}, parseRegistry.err(host, end, p)
	}
	return Registry{host, lay}, nil
}

var parseRegistry = entry{name: "ParseRegistry", scan: hostOnly, host: true}

// hostOnly scans a host without saying what it tells.
func hostOnly(s string) (int, problem) {
	_, end, p := scanHost(s)
	return end, p
}

// PrivateRegistry returns the private registry of an account in a region, by
// its IPv4 host. The account ID has 12 digits; the region has the shape of a
// region of some partition, whether or not a table knows it.
func PrivateRegistry(accountID, region string) (Registry, error) {
	return privateRegistry("PrivateRegistry", nil, accountID, region, 0)
}

func privateRegistry(name string, hints []hint, accountID, region string, f form) (Registry, error) {
	end, p := scanAccount(accountID)
	if end < len(accountID) {
		p = badAccount
	}
	if p != none {
		return Registry{}, (&entry{name: name, scan: scanAccount}).err(accountID, end, p)
	}
	part, end, p := scanRegion(region, 0)
	if p == none && end < len(region) {
		p = afterRegion
	}
	host, lay := "", layout{}
	if p == none {
		if host, lay, p = privateHost(accountID, region, part, f); p != none {
			_, end, p = fipsStop(region, 0, p)
		}
	}
	if p != none {
		return Registry{}, (&entry{name: name, scan: regionOnly, hints: hints}).err(region, end, p)
	}
	return Registry{host, lay}, nil
}

// regionOnly scans a region without saying what it tells.
func regionOnly(s string) (int, problem) {
	_, end, p := scanRegion(s, 0)
	return end, p
}

// privateHost returns the host of that form. The account and the region are checked.
func privateHost(accountID, region string, part partition, f form) (string, layout, problem) {
	suffix, p := layout{partition: part, form: f}.suffix()
	if p != none {
		return "", layout{}, p
	}
	host := accountID + services[f] + region + "." + suffix
	return host, layout{part, f, uint8(len(host) - len(suffix) - 1), uint8(len(host))}, none
}

// PublicRegistry returns the Amazon ECR Public Gallery, public.ecr.aws.
func PublicRegistry() Registry {
	return Registry{publicHost, layout{partition: partitionAWS, form: formPublic, host: uint8(len(publicHost))}}
}

// IsValid reports whether g is a registry and not the zero Registry.
func (g Registry) IsValid() bool { return g.text != "" }

// Kind returns Private or Public, and 0 for the zero Registry.
func (g Registry) Kind() Kind {
	switch {
	case !g.IsValid():
		return 0
	case g.lay.form&formPublic != 0:
		return Public
	}
	return Private
}

// Host returns the host, such as "123456789012.dkr.ecr.us-west-2.amazonaws.com".
func (g Registry) Host() string { return g.text }

// AccountID returns the 12-digit ID of the account that owns a private
// registry, and "" for the public gallery: an alias does not tell its owner.
func (g Registry) AccountID() string {
	if g.Kind() != Private {
		return ""
	}
	return g.text[:accountLen]
}

// Region returns the region of a private registry, and "" for the public
// gallery, which has none; see [Registry.APIRegion].
func (g Registry) Region() string {
	if g.Kind() != Private {
		return ""
	}
	return g.text[accountLen+len(services[g.lay.form]) : g.lay.region]
}

// APIRegion returns the region whose ECR API is asked about the registry and
// for a token: that of a private registry, and us-east-1 for the public gallery,
// whose API is there only. It is "" for the zero Registry.
func (g Registry) APIRegion() string {
	if g.Kind() == Public {
		return "us-east-1"
	}
	return g.Region()
}

// Partition returns the ID of the partition, such as "aws" or "aws-cn".
func (g Registry) Partition() string { return partitions[g.lay.partition].ID }

// IsFIPS reports whether the host is a FIPS 140 endpoint.
func (g Registry) IsFIPS() bool { return g.lay.form&formFIPS != 0 }

// IsDualStack reports whether the host answers over IPv6 as well as IPv4.
func (g Registry) IsDualStack() bool { return g.lay.form&formDualStack != 0 }

// Repository returns the repository of that name in g. For the public gallery
// the name begins with the alias: "nginx/nginx".
func (g Registry) Repository(name string) (Repository, error) {
	r, end, p := g.repository(name)
	if p != none {
		return Repository{}, g.nameEntry().err(name, end, p)
	}
	return r, nil
}

func (g Registry) repository(name string) (Repository, int, problem) {
	if !g.IsValid() {
		return Repository{}, 0, zeroValue
	}
	end, p := scanPath(name, 0, g.lay.form)
	if p == none && end < len(name) {
		p = afterName
	}
	if p != none {
		return Repository{}, end, p
	}
	return Repository{g.text + "/" + name, g.lay}, end, none
}

// nameEntry takes the name of a repository of g: alone, but also corrects one
// that is written with its host.
func (g Registry) nameEntry() *entry {
	if !g.IsValid() { // takes no name
		return &entry{name: "Registry.Repository"}
	}
	return &entry{
		name: "Registry.Repository",
		scan: func(s string) (int, problem) { return scanPath(s, 0, g.lay.form) },
		mend: func(s string) string { return strings.TrimLeft(nameIn(g, s), "/") },
	}
}

// nameIn returns the name of the repository of g that s names by its host as
// well, s where there is no host, and "" for another registry or what begins as
// one and is none. The public gallery has neither account nor region.
func nameIn(g Registry, s string) string {
	text := withLowerHost(s)
	lay, end, p := scanHost(text)
	if p != none || !has(text, end, '/') {
		if beginsLikeRegistry(text) {
			return ""
		}
		return s
	}
	other := Registry{text[:end], lay}
	if other.AccountID() != g.AccountID() || other.Region() != g.Region() {
		return ""
	}
	return s[end+1:]
}

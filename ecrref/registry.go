package ecrref

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
		return Registry{}, newError("ParseRegistry", host, end, p)
	}
	return Registry{host, lay}, nil
}

// ParseRegistryAny parses what AWS and container tools write for a registry:
// the host in any case, also as the URL that GetAuthorizationToken returns,
// "https://host" or "https://host/". It is to [ParseRegistry] what [ParseAny]
// is to [Parse], and as strict in everything else.
func ParseRegistryAny(s string) (Registry, error) {
	const url = "https://"
	start := 0
	if len(s) >= len(url) && lowerASCII(s[:len(url)]) == url {
		start = len(url)
	}
	host := withLowerHost(s[start:])
	lay, end, p := scanHost(host)
	switch rest := host[end:]; {
	case p != none && start == 0:
		end = max(end, common(lowerASCII(s[:min(len(s), len(url))]), url))
	case p != none || rest == "":
	case rest[0] != '/':
		p = afterHost
	case start == 0 || len(rest) > 1:
		p = afterRegistry
	}
	if p != none {
		return Registry{}, newError("ParseRegistryAny", s, start+end, p)
	}
	return Registry{host[:end], lay}, nil
}

// PrivateRegistry returns the private registry of an account in a region, by
// its IPv4 host. The account ID has 12 digits; the region has the shape of a
// region of some partition, whether or not a table knows it.
func PrivateRegistry(accountID, region string) (Registry, error) {
	return privateRegistry("PrivateRegistry", accountID, region, 0)
}

func privateRegistry(fn, accountID, region string, f form) (Registry, error) {
	end, p := scanAccount(accountID)
	if p == none && end < len(accountID) {
		p = badAccount
	}
	if p != none {
		return Registry{}, newError(fn, accountID, end, p)
	}
	part, end, p := scanRegion(region, 0)
	if p == none && end < len(region) {
		p = afterRegion
	}
	if p != none {
		return Registry{}, newError(fn, region, end, p)
	}
	suffix, p := layout{partition: part, form: f}.suffix()
	if p != none {
		return Registry{}, newError(fn, region, 0, p)
	}
	host := accountID + services[f] + region + "." + suffix
	end = len(host) - len(suffix) - 1
	return Registry{host, layout{part, f, uint8(end), uint8(len(host))}}, nil
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
// gallery, which has none (its API is in us-east-1).
func (g Registry) Region() string {
	if g.Kind() != Private {
		return ""
	}
	return g.text[accountLen+len(services[g.lay.form]) : g.lay.region]
}

// Partition returns the ID of the partition, such as "aws" or "aws-cn".
func (g Registry) Partition() string { return partitions[g.lay.partition].id }

// IsFIPS reports whether the host is a FIPS 140 endpoint.
func (g Registry) IsFIPS() bool { return g.lay.form&formFIPS != 0 }

// IsDualStack reports whether the host answers over IPv6 as well as IPv4.
func (g Registry) IsDualStack() bool { return g.lay.form&formDualStack != 0 }

// Repository returns the repository of that name in g. For the public gallery
// the name begins with the alias: "nginx/nginx".
func (g Registry) Repository(name string) (Repository, error) {
	return g.repository("Registry.Repository", name)
}

func (g Registry) repository(fn, name string) (Repository, error) {
	if !g.IsValid() {
		return Repository{}, newError(fn, name, 0, zeroValue)
	}
	end, p := scanPath(name, 0, g.lay.form)
	if p == none && end < len(name) {
		p = afterName
	}
	if p != none {
		return Repository{}, newErrorIn(g, fn, name, end, p)
	}
	return Repository{g.text + "/" + name, g.lay}, nil
}

package ecrref_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// The slow parser is the second witness: regular expressions that AWS
// publishes, put together from the endpoint data, and no byte loops. It shares
// no code with the package.

const (
	newName   = `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*` // ecr, RepositoryName, 2026-02-25
	oldName   = `(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*`          // ecr-public, RepositoryName
	aliasName = `[a-z][a-z0-9]+(?:[._-][a-z0-9]+)*`                                       // ecr-public, RegistryAliasName
)

var (
	newNamePattern = regexp.MustCompile(`^(?:` + newName + `)$`)
	oldNamePattern = regexp.MustCompile(`^(?:` + oldName + `)$`)
	aliasPattern   = regexp.MustCompile(`^(?:` + aliasName + `)$`)
	tagPattern     = regexp.MustCompile(`^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$`) // OCI distribution specification
	digestPattern  = regexp.MustCompile(`^sha256:[a-f0-9]{64}$`)               // OCI image specification
	regionType     = regexp.MustCompile(`^[0-9a-z-]{2,25}$`)                   // ecr, Region
	arnPattern     = regexp.MustCompile(`^arn:([a-z-]+):ecr:([a-z0-9-]+):([0-9]{12}):repository/(.*)$`)
)

// fields is everything that a reference says.
type fields struct {
	kind                             ecrref.Kind
	account, region, partition, host string
	fips, dualStack                  bool
	alias, name                      string
	tag, digest                      string
}

func fieldsOf(r ecrref.Ref) fields {
	g, p := r.Registry(), r.Repository()
	return fields{g.Kind(), g.AccountID(), g.Region(), g.Partition(), g.Host(), g.IsFIPS(), g.IsDualStack(), p.Alias(), p.Name(), r.Tag(),
		r.Digest()}
}

// text puts the fields together again.
func (f fields) text() string {
	s := f.host + "/"
	if f.alias != "" {
		s += f.alias + "/"
	}
	s += f.name
	if f.tag != "" {
		s += ":" + f.tag
	}
	if f.digest != "" {
		s += "@" + f.digest
	}
	return s
}

type slowHost struct {
	pattern   *regexp.Regexp
	partition string
	fips      bool
	dualStack bool
}

type slowParser struct {
	hosts   []slowHost
	regions map[string]*regexp.Regexp
}

func newSlowParser(t testing.TB) slowParser {
	t.Helper()
	p := slowParser{regions: map[string]*regexp.Regexp{}}
	for _, part := range readPartitions(t) {
		shape := strings.ReplaceAll(strings.Trim(part.RegionRegex, "^$"), `\w`, "[a-z0-9]") // host names are lower case
		if part.ID == "aws" {
			shape = `(?:` + shape + `|[a-z]{2}-[a-z]+-[0-9]+)` // new regions, unless another partition has the shape
		}
		p.regions[part.ID] = regexp.MustCompile("^" + shape + "$")
		for _, h := range []struct {
			service, suffix string
			slowHost
		}{
			{"dkr.ecr", part.Outputs.DNSSuffix, slowHost{}},
			{"dkr.ecr-fips", part.Outputs.DNSSuffix, slowHost{fips: true}},
			{"dkr-ecr", strings.Replace(part.Outputs.DualStackDNSSuffix, "api.", "on.", 1), slowHost{dualStack: true}},
			{"dkr-ecr-fips", strings.Replace(part.Outputs.DualStackDNSSuffix, "api.", "on.", 1), slowHost{fips: true, dualStack: true}},
		} {
			if h.fips && part.ID == "aws-cn" {
				continue
			}
			h.partition = part.ID
			h.pattern = regexp.MustCompile(`^([0-9]{12})\.` + regexp.QuoteMeta(h.service) + `\.(` + shape + `)\.` + regexp.QuoteMeta(h.suffix) + `$`)
			p.hosts = append(p.hosts, h.slowHost)
		}
	}
	return p
}

func (p slowParser) host(host string) (f fields, ok bool) {
	f.host = host
	switch host {
	case "public.ecr.aws", "ecr-public.aws.com":
		f.kind, f.partition, f.dualStack = ecrref.Public, "aws", host == "ecr-public.aws.com"
		return f, true
	}
	for _, h := range p.hosts {
		if m := h.pattern.FindStringSubmatch(host); m != nil && regionType.MatchString(m[2]) && p.partitionOf(m[2]) == h.partition {
			f.kind, f.account, f.region, f.partition, f.fips, f.dualStack = ecrref.Private, m[1], m[2], h.partition, h.fips, h.dualStack
			return f, true
		}
	}
	return fields{}, false
}

// partitionOf returns the partition that has the shape of region, aws only
// where no other has it.
func (p slowParser) partitionOf(region string) string {
	for id, shape := range p.regions {
		if id != "aws" && shape.MatchString(region) {
			return id
		}
	}
	return "aws"
}

func within(s string, least, most int) bool { return len(s) >= least && len(s) <= most }

func (p slowParser) parse(s string) (fields, bool) {
	host, rest, ok := strings.Cut(s, "/")
	if !ok {
		return fields{}, false
	}
	f, ok := p.host(host)
	if !ok {
		return fields{}, false
	}
	rest, f.digest, ok = strings.Cut(rest, "@")
	if ok && !digestPattern.MatchString(f.digest) {
		return fields{}, false
	}
	f.name, f.tag, ok = strings.Cut(rest, ":")
	if ok && !tagPattern.MatchString(f.tag) {
		return fields{}, false
	}
	if f.kind == ecrref.Private {
		return f, within(f.name, 2, 256) && newNamePattern.MatchString(f.name)
	}
	f.alias, f.name, _ = strings.Cut(f.name, "/")
	return f, within(f.alias, 2, 50) && aliasPattern.MatchString(f.alias) && within(f.name, 2, 205) && oldNamePattern.MatchString(f.name)
}

func (p slowParser) parseARN(s string) (fields, bool) {
	m := arnPattern.FindStringSubmatch(s)
	if m == nil || p.regions[m[1]] == nil || !p.regions[m[1]].MatchString(m[2]) || p.partitionOf(m[2]) != m[1] ||
		!newNamePattern.MatchString(m[4]) {
		return fields{}, false
	}
	for _, part := range p.hosts {
		if part.partition == m[1] {
			suffix := part.pattern.String()
			suffix = strings.ReplaceAll(suffix[strings.LastIndex(suffix, `)\.`)+3:len(suffix)-1], `\`, "")
			return p.parse(m[3] + ".dkr.ecr." + m[2] + "." + suffix + "/" + m[4])
		}
	}
	return fields{}, false
}

var anySchemes = regexp.MustCompile(`^(?i:https|docker|docker-pullable|oci)://`)

func (p slowParser) parseAny(s string) (fields, bool) {
	if n := len("ecr.aws/"); len(s) >= n && strings.ToLower(s[:n]) == "ecr.aws/" {
		arn, digest, hasDigest := strings.Cut(s[n:], "@")
		head, name, ok := strings.Cut(arn, ":repository/")
		name, tag, hasTag := strings.Cut(name, ":")
		f, found := p.parseARN(head + ":repository/" + name)
		ambiguous := len(tag) == 64 && strings.HasSuffix("/"+name, "/sha256")
		if !ok || !found || ambiguous || hasTag && !tagPattern.MatchString(tag) || hasDigest && !digestPattern.MatchString(digest) {
			return fields{}, false
		}
		f.tag, f.digest = tag, digest
		return f, true
	}
	if strings.HasPrefix(s, "arn:") {
		i := strings.LastIndex(s, "/sha256:")
		if i < 0 {
			return p.parseARN(s)
		}
		f, ok := p.parseARN(s[:i])
		f.digest = s[i+1:]
		return f, ok && digestPattern.MatchString(f.digest)
	}
	scheme := anySchemes.FindString(s)
	host, rest, _ := strings.Cut(s[len(scheme):], "/")
	for _, c := range host {
		if c >= 0x80 {
			return fields{}, false
		}
	}
	if strings.EqualFold(scheme, "https://") && strings.HasPrefix(rest, "v2/") {
		return fields{}, false
	}
	return p.parse(strings.ToLower(host) + "/" + rest)
}

var serverURL = regexp.MustCompile(`^(?i:https)://([^/]+)(?:/|/v2|/v2/[0-9A-Za-z._/:-]*)?$`)

// parseRegistryAny returns the fields of the registry alone.
func (p slowParser) parseRegistryAny(s string) (fields, bool) {
	host := s
	if m := serverURL.FindStringSubmatch(s); m != nil {
		host = m[1]
	}
	if strings.IndexFunc(host, func(r rune) bool { return r >= 0x80 }) < 0 {
		if f, ok := p.host(strings.ToLower(host)); ok {
			return f, true
		}
	}
	f, ok := p.parseAny(s)
	f.alias, f.name, f.tag, f.digest = "", "", "", ""
	return f, ok
}

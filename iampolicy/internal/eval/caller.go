package eval

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Caller is who makes the request, read from Request.Principal.
type Caller struct {
	Kind               callerKind
	Text               string // as the request gives it
	Partition, Account string // of an IAM principal
	Role               string // callerSession: the role's name, which has no path here
}

type callerKind uint8

const (
	CallerUnknown   callerKind = iota // empty or malformed: nobody grants it anything
	CallerRoot                        // arn:aws:iam::123456789012:root
	callerUser                        // arn:aws:iam::123456789012:user/path/name
	CallerRole                        // arn:aws:iam::123456789012:role/path/name
	CallerSession                     // arn:aws:sts::123456789012:assumed-role/name/session
	callerFederated                   // arn:aws:sts::123456789012:federated-user/name
	CallerService                     // lambda.amazonaws.com
	CallerProvider                    // accounts.google.com, or arn:aws:iam::123456789012:saml-provider/name
)

// IsIAM reports whether the caller belongs to an account.
func (c *Caller) IsIAM() bool { return c.Kind != CallerUnknown && !c.IsOutside() }

// IsOutside reports whether only policies of resources speak of the caller.
func (c *Caller) IsOutside() bool { return c.Kind == CallerService || c.Kind == CallerProvider }

// mayBeBounded reports whether the caller is of a kind that a permissions
// boundary can be attached to.
func (c *Caller) mayBeBounded() bool { return c.IsIAM() && c.Kind != CallerRoot }

// NewCaller reads the principal of a request.
func NewCaller(principal string) Caller {
	if isHost(principal) {
		return Caller{Kind: hostKind(principal), Text: principal}
	}
	a, _ := match.SplitARN(principal)
	if a[0] != "arn" || a[1] == "" || a[3] != "" || !match.IsAccountID(a[4]) || strings.ContainsAny(principal, "*? \t\r\n") {
		return Caller{Text: principal} // no name has a wildcard or white space: it is a pattern or text by mistake
	}
	c := Caller{Text: principal, Partition: a[1], Account: a[4]}
	if c.Kind, c.Role = callerResource(a[2], a[5]); !c.IsIAM() {
		c.Account = "" // a provider is none of its account's principals
	}
	return c
}

// callerResource reads the service and the last part of a principal's ARN.
func callerResource(service, resource string) (kind callerKind, role string) {
	if service == "iam" && resource == "root" {
		return CallerRoot, ""
	}
	typ, name, _ := strings.Cut(resource, "/")
	switch {
	case name == "" || name[len(name)-1] == '/':
		return CallerUnknown, ""
	case service == "iam" && typ == "user":
		return callerUser, ""
	case service == "iam" && typ == "role":
		return CallerRole, ""
	case service == "iam" && (typ == "saml-provider" || typ == "oidc-provider"):
		return CallerProvider, ""
	case service != "sts":
		return CallerUnknown, ""
	}
	return sessionResource(typ, name)
}

// sessionResource reads the name of a session. It has no path: that of the role is
// not in the ARN.
func sessionResource(typ, name string) (kind callerKind, role string) {
	role, session, isTwo := strings.Cut(name, "/")
	switch {
	case typ == "federated-user" && !isTwo:
		return callerFederated, ""
	case typ == "assumed-role" && role != "" && isTwo && !strings.Contains(session, "/"):
		return CallerSession, role
	}
	return CallerUnknown, ""
}

// isHost reports whether s looks like the name of a service or identity provider.
func isHost(s string) bool {
	for i := range len(s) {
		c := match.Lower(s[i])
		if ('a' > c || c > 'z') && ('0' > c || c > '9') && c != '.' && c != '-' {
			return false
		}
	}
	dot := strings.IndexByte(s, '.')
	return dot > 0 && dot < len(s)-1
}

// hostKind tells a service, whose host name is AWS's, from an identity provider.
func hostKind(host string) callerKind {
	if _, isPool := match.CutPrefixFold(host, "cognito-identity"); isPool || match.EqualFold(host, "www.amazon.com") {
		return CallerProvider
	}
	if isBelow(host, "aws.internal") || isBelow(host, "amazon.com") {
		return CallerService
	}
	for p := range ecrref.Partitions() {
		if isBelow(host, p.Suffix) {
			return CallerService
		}
	}
	return CallerProvider
}

func isBelow(host, domain string) bool {
	n := len(host) - len(domain) - 1
	return n > 0 && host[n] == '.' && match.EqualFold(host[n+1:], domain)
}

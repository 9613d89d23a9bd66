package iampolicy

import "strings"

// caller is who makes the request, read from Request.Principal.
type caller struct {
	kind               callerKind
	text               string // as the request gives it
	partition, account string // of an IAM principal
	role               string // callerSession: the role's name, which has no path here
}

type callerKind uint8

const (
	callerUnknown   callerKind = iota // empty or malformed: nobody grants it anything
	callerRoot                        // arn:aws:iam::123456789012:root
	callerUser                        // arn:aws:iam::123456789012:user/path/name
	callerRole                        // arn:aws:iam::123456789012:role/path/name
	callerSession                     // arn:aws:sts::123456789012:assumed-role/name/session
	callerFederated                   // arn:aws:sts::123456789012:federated-user/name
	callerService                     // lambda.amazonaws.com
	callerProvider                    // accounts.google.com, or arn:aws:iam::123456789012:saml-provider/name
)

// isIAM reports whether the caller belongs to an account.
func (c *caller) isIAM() bool { return c.kind != callerUnknown && !c.isOutside() }

// isOutside reports whether only policies of resources speak of the caller.
func (c *caller) isOutside() bool { return c.kind == callerService || c.kind == callerProvider }

// mayBeBounded reports whether the caller is of a kind that a permissions
// boundary can be attached to.
func (c *caller) mayBeBounded() bool { return c.isIAM() && c.kind != callerRoot }

func newCaller(principal string) caller {
	a, ok := splitARN(principal)
	switch {
	case !ok && isHost(principal):
		return caller{kind: hostKind(principal), text: principal}
	case !ok || a[0] != "arn" || a[1] == "" || a[3] != "" || !isAccountID(a[4]) || hasWildcard(principal):
		return caller{text: principal} // no name has a wildcard: it is a pattern by mistake
	}
	c := caller{text: principal, partition: a[1], account: a[4]}
	if c.kind, c.role = callerResource(a[2], a[5]); !c.isIAM() {
		c.account = "" // a provider is none of its account's principals
	}
	return c
}

// callerResource reads the service and the last part of a principal's ARN.
func callerResource(service, resource string) (kind callerKind, role string) {
	if service == "iam" && resource == "root" {
		return callerRoot, ""
	}
	typ, name, _ := strings.Cut(resource, "/")
	switch {
	case name == "":
		return callerUnknown, ""
	case service == "iam" && typ == "user":
		return callerUser, ""
	case service == "iam" && typ == "role":
		return callerRole, ""
	case service == "iam" && (typ == "saml-provider" || typ == "oidc-provider"):
		return callerProvider, ""
	case service == "sts" && typ == "federated-user":
		return callerFederated, ""
	case service == "sts" && typ == "assumed-role":
		role, session, _ := strings.Cut(name, "/")
		if role != "" && session != "" {
			return callerSession, role
		}
	}
	return callerUnknown, ""
}

// isHost reports whether s looks like the name of a service or identity provider.
func isHost(s string) bool {
	for i := range len(s) {
		c := lower(s[i])
		if ('a' > c || c > 'z') && ('0' > c || c > '9') && c != '.' && c != '-' {
			return false
		}
	}
	dot := strings.IndexByte(s, '.')
	return dot > 0 && dot < len(s)-1
}

// hostKind tells a service, whose host name is AWS's, from an identity provider.
func hostKind(host string) callerKind {
	if _, isPool := cutPrefixFold(host, "cognito-identity"); isPool || equalFold(host, "www.amazon.com") {
		return callerProvider
	}
	for _, suffix := range serviceSuffixes {
		if n := len(host) - len(suffix); n > 0 && equalFold(host[n:], suffix) {
			return callerService
		}
	}
	return callerProvider
}

// serviceSuffixes end the host names of services: the DNS suffixes of the
// partitions, and two more that AWS uses.
var serviceSuffixes = [...]string{".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".c2s.ic.gov",
	".sc2s.sgov.gov", ".cloud.adc-e.uk", ".csp.hci.ic.gov", ".aws.internal", ".amazon.com"}

func isAccountID(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 12
}

// strength is how directly a Principal names the caller, which decides what an
// Allow in a resource policy is worth.
type strength uint8

const (
	strengthNone    strength = iota
	strengthAccount          // the caller's account: its identity policies decide
	strengthRole             // the caller's role: a grant within boundary and session policy
	strengthDirect           // the caller itself, or everyone: a grant
)

// principalClause is Principal or NotPrincipal of a statement.
type principalClause struct {
	absent, not bool
	any         bool // "*"
	entries     []principalEntry
}

// principalEntry is one principal that a clause names.
type principalEntry struct {
	text               string
	partition, account string // of an account or role
	isAccount          bool   // every principal of the account
	role               string // the last element of a role's path
	member             principalMember
}

// principalMember is the member of a Principal that an entry stands in. It
// says what kind of caller the entry can name.
type principalMember uint8

const (
	memberAny principalMember = iota // not known: any kind
	memberAWS
	memberService
	memberFederated
	memberCanonicalUser
)

// admits reports whether an entry of the member can name a caller of the kind.
// Nobody calls ECR as a canonical user, which is a name for an account in S3.
func (m principalMember) admits(k callerKind) bool {
	switch m {
	case memberAWS:
		return k != callerUnknown && k != callerService && k != callerProvider
	case memberService:
		return k == callerService
	case memberFederated:
		return k == callerProvider
	}
	return m == memberAny && k != callerUnknown
}

func newPrincipalClause(s *Statement) principalClause {
	switch {
	case !s.Principal.IsZero():
		return principalEntries(&s.Principal)
	case !s.NotPrincipal.IsZero():
		c := principalEntries(&s.NotPrincipal)
		c.not = true
		return c
	}
	return principalClause{absent: true}
}

func principalEntries(p *Principal) principalClause {
	c := principalClause{any: p.Any}
	for _, s := range p.AWS.Items {
		if s == "*" {
			c.any = true
			continue
		}
		e := newPrincipalEntry(s)
		e.member = memberAWS
		c.entries = append(c.entries, e)
	}
	c.add(memberService, p.Service.Items)
	c.add(memberFederated, p.Federated.Items)
	c.add(memberCanonicalUser, p.CanonicalUser.Items)
	return c
}

func (p *principalClause) add(m principalMember, texts []string) {
	for _, s := range texts {
		p.entries = append(p.entries, principalEntry{text: s, member: m})
	}
}

// newPrincipalEntry reads an entry of the member AWS, or of one not known.
func newPrincipalEntry(s string) principalEntry {
	if isAccountID(s) {
		return principalEntry{text: s, account: s, isAccount: true}
	}
	e := principalEntry{text: s}
	switch c := newCaller(s); c.kind {
	case callerRoot:
		e.partition, e.account, e.isAccount = c.partition, c.account, true
	case callerRole:
		e.partition, e.account = c.partition, c.account
		e.role = s[strings.LastIndexByte(s, '/')+1:]
	}
	return e
}

// strength is how directly the clause, a Principal, names c.
func (p *principalClause) strength(c *caller) strength {
	if p.any {
		return strengthDirect
	}
	best := strengthNone
	for i := range p.entries {
		best = max(best, p.entries[i].strength(c))
	}
	return best
}

func (e *principalEntry) strength(c *caller) strength {
	switch {
	case !e.member.admits(c.kind):
		return strengthNone
	case e.isAccount:
		return e.accountStrength(c)
	case e.text == c.text && c.kind == callerRole:
		return strengthRole
	case e.text == c.text:
		return strengthDirect
	case c.kind == callerSession && e.role == c.role && e.account == c.account && e.partition == c.partition:
		return strengthRole // role names are unique in an account, whatever their path
	}
	return strengthNone
}

func (e *principalEntry) accountStrength(c *caller) strength {
	switch {
	case e.account != c.account || e.partition != "" && e.partition != c.partition:
		return strengthNone
	case c.kind == callerRoot:
		return strengthDirect
	}
	return strengthAccount
}

// exempts reports whether the clause, a NotPrincipal, leaves c alone. AWS
// checks the account and the caller one after the other, so both must be named
// (IAM guide, NotPrincipal: "you must also specify the account ARN"), and says
// that a user or role with a permissions boundary is never exempt.
func (p *principalClause) exempts(c *caller, boundary bool) bool {
	if p.any {
		return true
	}
	account, named := !c.isIAM(), false
	for i := range p.entries {
		s := p.entries[i].strength(c)
		account = account || p.entries[i].isAccount && s > strengthNone
		named = named || s > strengthAccount
	}
	return account && named && !(boundary && c.mayBeBounded())
}

// mentions reports whether the clause names c in any way.
func (p *principalClause) mentions(c *caller) bool { return p.strength(c) > strengthNone }

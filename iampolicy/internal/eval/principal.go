package eval

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// Strength is how directly a Principal names the caller, which decides what an
// Allow in a resource policy is worth.
type Strength uint8

const (
	StrengthNone    Strength = iota
	StrengthAccount          // the caller's account: its identity policies decide
	StrengthRole             // the caller's role: a grant within boundary and session policy
	StrengthDirect           // the caller itself, or everyone: a grant
)

// PrincipalClause is Principal or NotPrincipal of a statement.
type PrincipalClause struct {
	Absent, Not bool
	Any         bool // "*"
	Entries     []PrincipalEntry
}

// PrincipalEntry is one principal that a clause names.
type PrincipalEntry struct {
	Text               string
	Partition, Account string // of an account or role
	IsAccount          bool   // every principal of the account
	Role               string // the last element of a role's path
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
		return k != CallerUnknown && k != CallerService && k != CallerProvider
	case memberService:
		return k == CallerService
	case memberFederated:
		return k == CallerProvider
	}
	return m == memberAny && k != CallerUnknown
}

func newPrincipalClause(s *iampolicy.Statement) PrincipalClause {
	switch {
	case !s.Principal.IsZero():
		return PrincipalEntries(&s.Principal)
	case !s.NotPrincipal.IsZero():
		c := PrincipalEntries(&s.NotPrincipal)
		c.Not = true
		return c
	}
	return PrincipalClause{Absent: true}
}

// PrincipalEntries reads a Principal.
func PrincipalEntries(p *iampolicy.Principal) PrincipalClause {
	c := PrincipalClause{Any: p.Any}
	for _, s := range p.AWS.Items {
		if s == "*" {
			c.Any = true
			continue
		}
		e := NewPrincipalEntry(s)
		e.member = memberAWS
		c.Entries = append(c.Entries, e)
	}
	c.add(memberService, p.Service.Items)
	c.add(memberFederated, p.Federated.Items)
	c.add(memberCanonicalUser, p.CanonicalUser.Items)
	return c
}

func (p *PrincipalClause) add(m principalMember, texts []string) {
	for _, s := range texts {
		p.Entries = append(p.Entries, PrincipalEntry{Text: s, member: m})
	}
}

// NewPrincipalEntry reads an entry of the member AWS, or of one not known.
func NewPrincipalEntry(s string) PrincipalEntry {
	if match.IsAccountID(s) {
		return PrincipalEntry{Text: s, Account: s, IsAccount: true}
	}
	e := PrincipalEntry{Text: s}
	switch c := NewCaller(s); c.Kind {
	case CallerRoot:
		e.Partition, e.Account, e.IsAccount = c.Partition, c.Account, true
	case CallerRole:
		e.Partition, e.Account = c.Partition, c.Account
		e.Role = s[strings.LastIndexByte(s, '/')+1:]
	}
	return e
}

// Strength is how directly the clause, a Principal, names c.
func (p *PrincipalClause) Strength(c *Caller) Strength {
	if p.Any {
		return StrengthDirect
	}
	best := StrengthNone
	for i := range p.Entries {
		best = max(best, p.Entries[i].Strength(c))
	}
	return best
}

// Strength is how directly the entry names c.
func (e *PrincipalEntry) Strength(c *Caller) Strength {
	switch {
	case !e.member.admits(c.Kind):
		return StrengthNone
	case e.IsAccount:
		return e.accountStrength(c)
	case e.Text == c.Text && c.Kind == CallerRole:
		return StrengthRole
	case e.Text == c.Text:
		return StrengthDirect
	case c.Kind == CallerSession && e.Role == c.Role && e.Account == c.Account && e.Partition == c.Partition:
		return StrengthRole // role names are unique in an account, whatever their path
	}
	return StrengthNone
}

func (e *PrincipalEntry) accountStrength(c *Caller) Strength {
	switch {
	case e.Account != c.Account || e.Partition != "" && e.Partition != c.Partition:
		return StrengthNone
	case c.Kind == CallerRoot:
		return StrengthDirect
	}
	return StrengthAccount
}

// Exempts reports whether the clause, a NotPrincipal, leaves c alone. AWS
// checks the account and the caller one after the other, so both must be named
// (IAM guide, NotPrincipal: "you must also specify the account ARN"), of a session
// its role ("the assumed role user might be unable to access" otherwise), and says
// that a user or role with a permissions boundary is never exempt.
func (p *PrincipalClause) Exempts(c *Caller, boundary bool) bool {
	return p.Any || p.namesForExemption(c) && !(boundary && c.mayBeBounded())
}

func (p *PrincipalClause) namesForExemption(c *Caller) bool {
	account, named := !c.IsIAM(), false
	for i := range p.Entries {
		s := p.Entries[i].Strength(c)
		account = account || p.Entries[i].IsAccount && s > StrengthNone
		named = named || s == StrengthRole || s == StrengthDirect && c.Kind != CallerSession
	}
	return account && named
}

// LeavesUnnamed reports whether the clause, a NotPrincipal that exempts c, does so
// by the role of a session and does not name the session. AWS's pages do not agree
// on whether that is enough: the IAM guide recommends it, an article of S3's asks
// for the session too.
func (p *PrincipalClause) LeavesUnnamed(c *Caller) bool {
	return c.Kind == CallerSession && p.Strength(c) != StrengthDirect
}

// Mentions reports whether the clause names c in any way.
func (p *PrincipalClause) Mentions(c *Caller) bool { return p.Strength(c) > StrengthNone }

// NamedStrength is how directly a policy names the caller that names it as policies
// do: of a session the role.
func (c *Caller) NamedStrength() Strength {
	if c.Kind == CallerRole || c.Kind == CallerSession {
		return StrengthRole
	}
	return StrengthDirect
}

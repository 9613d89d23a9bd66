package iampolicy

import (
	"slices"
	"strconv"
	"strings"
)

// findCallers takes, for every principal that a statement names, those whom
// the name covers, and somebody whom nobody names. Principals that no caller
// can be, such as the ID of a deleted role, decide nothing; but to add or drop
// one is a change that no request shows, and so the space is not complete.
func (s *space) findCallers(a, b *Policy) {
	stranger := "arn:aws:iam::" + s.unnamedAccount() + ":role/stranger"
	if !s.namesCallers() {
		s.callers = []caller{newCaller(stranger)}
		return
	}
	seen := map[string]bool{}
	for _, t := range s.statements {
		for i := range t.principal.entries {
			for _, name := range s.coveredBy(&t.principal.entries[i]) {
				s.addCaller(seen, name)
			}
		}
	}
	s.addCaller(seen, stranger)
	s.addCaller(seen, "stranger.amazonaws.com")
	s.addCaller(seen, "")
	s.complete = s.complete && slices.Equal(nobodies(a), nobodies(b))
}

// namesCallers reports whether any statement has a principal.
func (s *space) namesCallers() bool {
	return slices.ContainsFunc(s.statements, func(t *statement) bool { return !t.principal.absent })
}

func (s *space) addCaller(seen map[string]bool, name string) {
	c := newCaller(name)
	key := c.partition + ":" + c.account + ":" + string(rune('0'+c.kind)) + ":"
	for _, t := range s.statements {
		p := &t.principal
		key += string([]byte{'0' + byte(p.strength(&c)), '0' + b2i(p.exempts(&c, false)), '0' + b2i(p.exempts(&c, true))})
	}
	if !seen[key] {
		seen[key] = true
		s.callers = append(s.callers, c)
	}
}

// coveredBy returns callers for an entry: itself, and one of each sort that it
// covers. A root user stands for its account, a session for its role.
func (s *space) coveredBy(e *principalEntry) []string {
	switch {
	case e.isAccount:
		account := ":" + e.account + ":"
		partition := s.partition(e)
		return []string{"arn:" + partition + ":iam:" + account + "root", "arn:" + partition + ":iam:" + account + "role/any", "arn:" + partition + ":sts:" + account + "assumed-role/any/session"}
	case e.role != "":
		return []string{e.text, "arn:" + e.partition + ":sts::" + e.account + ":assumed-role/" + e.role + "/session"}
	}
	return append([]string{e.text}, sessionOf(e.text)...)
}

// sessionOf returns another session of the role that an assumed role is of.
func sessionOf(name string) []string {
	c := newCaller(name)
	if c.kind != callerSession {
		return nil
	}
	return []string{"arn:" + c.partition + ":sts::" + c.account + ":assumed-role/" + c.role + "/other-session"}
}

// partition is the one that the entry names, or that another entry names for
// the same account, or aws: an account is in one partition only.
func (s *space) partition(e *principalEntry) string {
	if e.partition != "" {
		return e.partition
	}
	for _, t := range s.statements {
		for i := range t.principal.entries {
			if o := newCaller(t.principal.entries[i].text); o.account == e.account {
				return o.partition
			}
		}
	}
	return "aws"
}

// unnamedAccount returns an account that no statement mentions.
func (s *space) unnamedAccount() string {
	for account := 111111111111; ; account += 111111111111 {
		text := strconv.Itoa(account)
		if account > 888888888888 || !s.mentions(text) {
			return text
		}
	}
}

func (s *space) mentions(text string) bool {
	return slices.ContainsFunc(s.statements, func(t *statement) bool {
		return slices.ContainsFunc(t.principal.entries, func(e principalEntry) bool { return strings.Contains(e.text, text) })
	})
}

// nobodies returns the principals of p that no caller can be, in order.
func nobodies(p *Policy) []string {
	var list []string
	for i := range p.statements {
		for _, e := range p.statements[i].principal.entries {
			if c := newCaller(e.text); c.kind == callerUnknown && !e.isAccount {
				list = append(list, e.text)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

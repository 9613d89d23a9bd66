package iampolicy

import (
	"slices"
	"strconv"
	"strings"
)

// findCallers takes, for every principal that a statement names, those whom
// the name covers, and somebody whom nobody names.
func (s *space) findCallers() {
	if s.anyCaller = !s.namesCallers(); s.anyCaller {
		s.callers = []caller{newCaller("arn:aws:iam::123456789012:role/caller")}
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
	s.addCaller(seen, "arn:aws:iam::"+s.unnamedAccount()+":role/stranger")
	s.addCaller(seen, "stranger.amazonaws.com")
	s.addCaller(seen, "")
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
		return s.inAccount(e)
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

// inAccount returns a caller of each sort in the account, for every partition
// that the account may be in.
func (s *space) inAccount(e *principalEntry) (list []string) {
	for _, partition := range s.partitions(e) {
		arn, account := "arn:"+partition, ":"+e.account+":"
		list = append(list, arn+":iam:"+account+"root", arn+":iam:"+account+"role/any", arn+":sts:"+account+"assumed-role/any/session")
	}
	return list
}

// partitions are the one that the entry names, or for an ID aws and, if the
// documents are not about aws alone, those that they name and one more.
func (s *space) partitions(e *principalEntry) []string {
	switch {
	case e.partition != "":
		return []string{e.partition}
	case len(s.abroad) == 0:
		return []string{"aws"}
	}
	return append([]string{"aws", unnamedPartition(s.abroad)}, s.abroad...)
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

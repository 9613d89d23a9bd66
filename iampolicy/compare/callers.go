package compare

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
)

// findCallers takes, for every principal that a statement names, those whom
// the name covers, and somebody whom nobody names.
func (s *space) findCallers() {
	if s.anyCaller = !s.namesCallers(); s.anyCaller {
		s.callers = []eval.Caller{eval.NewCaller("arn:aws:iam::123456789012:role/caller")}
		return
	}
	seen := map[string]bool{}
	for _, t := range s.statements {
		for i := range t.Principal.Entries {
			for _, name := range s.coveredBy(&t.Principal.Entries[i]) {
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
	return slices.ContainsFunc(s.statements, func(t *eval.Statement) bool { return !t.Principal.Absent })
}

func (s *space) addCaller(seen map[string]bool, name string) {
	c := eval.NewCaller(name)
	key := c.Partition + ":" + c.Account + ":" + string(rune('0'+c.Kind)) + ":"
	for _, t := range s.statements {
		p := &t.Principal
		key += string([]byte{'0' + byte(p.Strength(&c)), '0' + b2i(p.Exempts(&c, false)), '0' + b2i(p.Exempts(&c, true))})
	}
	if !seen[key] {
		seen[key] = true
		s.callers = append(s.callers, c)
	}
}

// coveredBy returns callers for an entry: itself, and one of each sort that it
// covers. A root user stands for its account, a session for its role.
func (s *space) coveredBy(e *eval.PrincipalEntry) []string {
	switch {
	case e.IsAccount:
		return s.inAccount(e)
	case e.Role != "":
		return []string{e.Text, "arn:" + e.Partition + ":sts::" + e.Account + ":assumed-role/" + e.Role + "/session"}
	}
	return append([]string{e.Text}, sessionOf(e.Text)...)
}

// sessionOf returns another session of the role that an assumed role is of.
func sessionOf(name string) []string {
	c := eval.NewCaller(name)
	if c.Kind != eval.CallerSession {
		return nil
	}
	return []string{"arn:" + c.Partition + ":sts::" + c.Account + ":assumed-role/" + c.Role + "/other-session"}
}

// inAccount returns a caller of each sort in the account, for every partition
// that the account may be in.
func (s *space) inAccount(e *eval.PrincipalEntry) (list []string) {
	for _, partition := range s.partitions(e) {
		arn, account := "arn:"+partition, ":"+e.Account+":"
		list = append(list, arn+":iam:"+account+"root", arn+":iam:"+account+"role/any", arn+":sts:"+account+"assumed-role/any/session")
	}
	return list
}

// partitions are the one that the entry names, or for an ID aws and, if the
// documents are not about aws alone, those that they name and one more.
func (s *space) partitions(e *eval.PrincipalEntry) []string {
	switch {
	case e.Partition != "":
		return []string{e.Partition}
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
	return slices.ContainsFunc(s.statements, func(t *eval.Statement) bool {
		return slices.ContainsFunc(t.Principal.Entries, func(e eval.PrincipalEntry) bool { return strings.Contains(e.Text, text) })
	})
}

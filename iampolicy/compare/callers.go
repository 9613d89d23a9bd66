package compare

import (
	"slices"
	"strconv"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
)

// findCallers takes, for every principal that a statement names, those whom
// the name covers, and somebody whom nobody names.
func (f *field) findCallers() {
	partitions := f.c.homes
	if f.anyCaller = !f.namesCallers(); f.anyCaller {
		if !f.needsCaller() {
			partitions = partitions[:1]
		}
		for _, partition := range partitions {
			f.callers = append(f.callers, eval.NewCaller("arn:"+partition+":iam::123456789012:role/caller"))
		}
		return
	}
	seen, tried := map[string]bool{}, map[string]bool{}
	for _, t := range f.statements {
		for i := range t.Principal.Entries {
			for _, name := range coveredBy(&t.Principal.Entries[i], partitions) {
				if !tried[name] {
					f.addCaller(seen, name)
				}
				tried[name] = true
			}
		}
	}
	account := f.unnamedAccount()
	for _, partition := range partitions {
		f.addCaller(seen, "arn:"+partition+":iam::"+account+":role/stranger")
	}
	f.addCaller(seen, "stranger.amazonaws.com")
	f.addCaller(seen, "")
}

// namesCallers reports whether any statement has a principal.
func (f *field) namesCallers() bool {
	return slices.ContainsFunc(f.statements, func(t *eval.Statement) bool { return !t.Principal.Absent })
}

func (f *field) addCaller(seen map[string]bool, name string) {
	c := eval.NewCaller(name)
	key := []byte(c.Partition + ":" + c.Account + ":" + string(rune('0'+c.Kind)) + ":")
	for _, t := range f.statements {
		p := &t.Principal
		if !f.c.spend(1 + 3*len(p.Entries)) {
			return
		}
		key = append(key, '0'+byte(p.Strength(&c)), '0'+b2i(p.Exempts(&c, false))) // with a boundary the kind decides
	}
	if !seen[string(key)] {
		seen[string(key)] = true
		f.callers = append(f.callers, c)
	}
}

// coveredBy returns callers for an entry: itself, and one of each sort that it
// covers. A root user stands for its account, a session for its role.
func coveredBy(e *eval.PrincipalEntry, partitions []string) []string {
	switch {
	case e.IsAccount && e.Partition != "":
		return inAccount(e, e.Partition)
	case e.IsAccount:
		return inAccount(e, partitions...)
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
func inAccount(e *eval.PrincipalEntry, partitions ...string) (list []string) {
	for _, partition := range partitions {
		arn, account := "arn:"+partition, ":"+e.Account+":"
		list = append(list, arn+":iam:"+account+"root", arn+":iam:"+account+"role/any", arn+":sts:"+account+"assumed-role/any/session")
	}
	return list
}

// unnamedAccount returns an account that none of the callers found so far is of.
func (f *field) unnamedAccount() string {
	named := map[string]bool{}
	for i := range f.callers {
		named[f.callers[i].Account] = true
	}
	account := 111111111111
	for named[strconv.Itoa(account)] {
		account++
	}
	return strconv.Itoa(account)
}

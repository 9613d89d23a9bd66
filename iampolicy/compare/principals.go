package compare

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// name is a principal that a document names, under a member of Principal.
type name struct {
	text   string
	member int // index in membersOf, or one of those below
}

const (
	nobody      = 4 // Principal is there and names nobody
	noPrincipal = 5 // it is not there
)

// membersOf returns the members of a principal: AWS, Service, Federated, CanonicalUser.
func membersOf(p *iampolicy.Principal) [4]*iampolicy.OneOrMany[string] {
	return [...]*iampolicy.OneOrMany[string]{&p.AWS, &p.Service, &p.Federated, &p.CanonicalUser}
}

// isCaller reports whether the principal names a caller: everyone, an account, or
// one with that very name. The ID of a role that was deleted names none.
func (n name) isCaller() bool {
	if n.member == 0 && match.IsAccountID(n.text) {
		return true
	}
	var p iampolicy.Principal
	membersOf(&p)[n.member].Items = []string{n.text}
	entries, c := eval.PrincipalEntries(&p), eval.NewCaller(n.text)
	return entries.Mentions(&c)
}

// rootAccount returns the account that name stands for as a whole: name is its
// ID, which has no partition, or the ARN of its root user. "" if it is neither.
func rootAccount(name string) (account, partition string) {
	if match.IsAccountID(name) {
		return name, ""
	}
	const tail = ":root"
	n := len(name) - len(tail)
	if n < 12 || name[n:] != tail || !match.IsAccountID(name[n-12:n]) {
		return "", ""
	}
	if c := eval.NewCaller(name); c.Kind == eval.CallerRoot {
		return c.Account, c.Partition
	}
	return "", ""
}

// An account is in one partition. Its ID alone does not say in which: authz
// lets callers of the account in any partition pass. Documents about resources
// of one partition are of that partition, and so are the accounts they name;
// else the ID is the account in aws, unless something in the documents is of
// another partition: then it is what authz takes it for.

// namesByID reports whether d names an account by its ID.
func namesByID(d *iampolicy.Document) bool {
	for i := range d.Statement.Items {
		s := &d.Statement.Items[i]
		if slices.ContainsFunc(s.Principal.AWS.Items, match.IsAccountID) || slices.ContainsFunc(s.NotPrincipal.AWS.Items, match.IsAccountID) {
			return true
		}
	}
	return false
}

// partitions returns those in which the accounts of the documents may be: one, or
// aws, those that the documents name and one more.
func partitions(docs ...*iampolicy.Document) []string {
	resources, open := resourcePartitions(docs)
	if len(resources) == 1 && !open {
		return resources
	}
	list := append([]string{"aws"}, resources...)
	for _, d := range docs {
		for i := range d.Statement.Items {
			list = appendNamed(list, &d.Statement.Items[i])
		}
	}
	slices.Sort(list)
	if list = slices.Compact(list); len(list) == 1 {
		return list
	}
	return append(list, unnamedPartition(list))
}

// resourcePartitions returns the partitions of the resources, and whether there
// are resources in partitions that are not named.
func resourcePartitions(docs []*iampolicy.Document) (list []string, open bool) {
	for _, d := range docs {
		for i := range d.Statement.Items {
			s := &d.Statement.Items[i]
			list = appendPartitions(appendPartitions(list, s.Resource.Items...), s.NotResource.Items...)
			open = open || slices.ContainsFunc(s.Resource.Items, isInAnyPartition)
		}
	}
	return list, open
}

// isInAnyPartition reports whether a resource is an ARN with a wildcard for the
// partition, be it one that a Deny adds. "*" is not: it stands for what there is.
func isInAnyPartition(text string) bool {
	return slices.ContainsFunc(match.Completions(text, match.Plain), func(text string) bool {
		a, _ := match.SplitARN(text)
		return match.IsOpen(a[match.ARNPrefix]) || a[match.ARNPrefix] == "arn" && match.IsOpen(a[match.ARNPartition])
	})
}

// appendNamed appends the partitions of principals and of values.
func appendNamed(list []string, s *iampolicy.Statement) []string {
	for _, p := range [...]*iampolicy.Principal{&s.Principal, &s.NotPrincipal} {
		list = appendPartitions(appendPartitions(list, p.AWS.Items...), p.Federated.Items...)
	}
	for i := range s.Condition {
		for _, v := range s.Condition[i].Values.Items {
			list = appendPartitions(list, v.Text)
		}
	}
	return list
}

func appendPartitions(list []string, texts ...string) []string {
	for _, text := range texts {
		rest, ok := strings.CutPrefix(text, "arn:")
		if !ok {
			continue
		}
		partition, _, _ := strings.Cut(rest, ":") // the last part of an ARN that a Deny completes
		if partition != "" && !match.IsOpen(partition) && !slices.Contains(list, partition) {
			list = append(list, partition)
		}
	}
	return list
}

// unnamedPartition returns a partition that is not in the list.
func unnamedPartition(list []string) string {
	for p := range ecrref.Partitions() {
		if !slices.Contains(list, p.ID) {
			return p.ID
		}
	}
	return "aws-unnamed"
}

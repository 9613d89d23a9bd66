package compare

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// An account is in one partition. Its ID alone does not say in which: authz
// lets callers of the account in any partition pass. Equivalent takes an ID for
// the root ARN in aws, unless something in the documents is of another
// partition; then it takes the ID for what authz does.

// samePrincipal compares two names under "AWS", an ID as in partition aws.
func samePrincipal(a, b string) bool {
	if a == b {
		return true
	}
	account, partition := rootAccount(a)
	other, otherPartition := rootAccount(b)
	return account != "" && account == other && partition == otherPartition
}

// rootAccount returns the account that name stands for as a whole, and its
// partition: name is the account's ID or the ARN of its root user. "" if it is
// neither.
func rootAccount(name string) (account, partition string) {
	if match.IsAccountID(name) {
		return name, "aws"
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

// abroad returns the partitions beside aws that the documents speak of.
func abroad(a, b *iampolicy.Document) (list []string) {
	for _, d := range [...]*iampolicy.Document{a, b} {
		for i := range d.Statement.Items {
			list = appendAbroadOf(&d.Statement.Items[i], list)
		}
	}
	return list
}

func appendAbroadOf(s *iampolicy.Statement, list []string) []string {
	for _, p := range [...]*iampolicy.Principal{&s.Principal, &s.NotPrincipal} {
		list = appendAbroad(appendAbroad(list, p.AWS.Items...), p.Federated.Items...)
	}
	list = appendAbroad(appendAbroad(list, s.Resource.Items...), s.NotResource.Items...)
	for i := range s.Condition {
		for _, v := range s.Condition[i].Values.Items {
			list = appendAbroad(list, v.Text)
		}
	}
	return list
}

func appendAbroad(list []string, texts ...string) []string {
	for _, text := range texts {
		rest, ok := strings.CutPrefix(text, "arn:")
		if !ok || strings.HasPrefix(rest, "aws:") {
			continue
		}
		if partition, _, ok := strings.Cut(rest, ":"); ok && partition != "" && !match.IsOpen(partition) && !slices.Contains(list, partition) {
			list = append(list, partition)
		}
	}
	return list
}

// unnamedPartition returns a partition that is not in the list, nor aws.
func unnamedPartition(list []string) string {
	for p := range ecrref.Partitions() {
		if p.ID != "aws" && !slices.Contains(list, p.ID) {
			return p.ID
		}
	}
	return "aws-unnamed"
}

// sameAccounts reports whether a and b, which are made of the same clauses if
// IDs are in aws, are so wherever the accounts are.
func sameAccounts(a, b *iampolicy.Document) bool {
	if len(abroad(a, b)) == 0 {
		return true
	}
	a, b = inAnyPartition(a), inAnyPartition(b)
	s, _ := beyond(a, b)
	t, _ := beyond(b, a)
	return s == nil && t == nil
}

// inAnyPartition returns d with "*" as the partition of each account that is
// named by its ID alone, so that it is the same as no root ARN.
func inAnyPartition(d *iampolicy.Document) *iampolicy.Document {
	o := iampolicy.Document{Version: d.Version, Statement: iampolicy.OneOrMany[iampolicy.Statement]{Items: slices.Clone(d.Statement.Items)}}
	for i := range o.Statement.Items {
		s := &o.Statement.Items[i]
		s.Principal.AWS.Items = mapped(s.Principal.AWS.Items, anyPartition)
		s.NotPrincipal.AWS.Items = mapped(s.NotPrincipal.AWS.Items, anyPartition)
	}
	return &o
}

func anyPartition(name string) string {
	if match.IsAccountID(name) {
		return "arn:*:iam::" + name + ":root"
	}
	return name
}

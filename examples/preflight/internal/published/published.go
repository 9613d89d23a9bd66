// Package published knows the accounts in which AWS publishes images that every
// account may pull.
package published

import "slices"

// Publisher is an account of AWS with what it publishes there and where AWS says so.
// The repository policies of the account are AWS's own.
type Publisher struct{ Account, Name, Source string }

// In returns who publishes in an account; ok is false where the account is not
// known as one of AWS's.
func In(account string) (p Publisher, ok bool) {
	i := slices.IndexFunc(table, func(p Publisher) bool { return p.Account == account })
	if i < 0 {
		return Publisher{}, false
	}
	return table[i], true
}

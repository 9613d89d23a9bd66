package main

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// published is an account in which AWS publishes images that every account may
// pull: their repository policies are AWS's own.
type published struct{ account, publisher, source string }

// publisherOf returns what AWS publishes in an account.
func publisherOf(account string) (published, bool) {
	i := slices.IndexFunc(publishedTable, func(p published) bool { return p.account == account })
	if i < 0 {
		return published{}, false
	}
	return publishedTable[i], true
}

// isPublished reports whether AWS publishes an image.
func isPublished(ref ecrref.Ref) (published, bool) { return publisherOf(ref.Registry().AccountID()) }

// Package compare says whether two policy documents mean the same, and if not,
// what differs.
//
// Equivalent reports whether a and b decide every request alike. Diff lists the
// changes, each with a request as its witness that package authz decides
// differently by the one and by the other.
package compare

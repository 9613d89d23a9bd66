// Package compare says whether two policy documents mean the same, or what differs.
// It also says whether a document grants what it should not.
//
// [Equivalent] reports whether a and b decide every request alike. [Diff] lists the
// changes, each with a request as its witness that package authz decides
// differently by the one and by the other. [Added] lists what the second one allows
// and the first did not, and [Grants] says whether a document allows any of some
// actions on some resources.
//
// What both documents say in the same words is left out. Of the rest, each part of
// a request has finitely many kinds that the statements can tell apart: one example
// of each is put to package authz. What a comparison may cost is bounded, at about a
// second for documents of 1 MiB. Past the bound the answer is that it is not known:
// Equivalent is false, Diff has a Change whose From is its To and whose Note says so,
// and known is false.
package compare

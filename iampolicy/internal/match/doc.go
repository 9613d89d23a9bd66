// Package match compares texts as the policy language does: names without regard to
// case, patterns with wildcards and variables, ARNs part by part, the values of
// condition operators. It knows texts, no documents.
package match

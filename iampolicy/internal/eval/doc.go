// Package eval is the compiled policy: statements with their clauses made ready to
// be asked, an index that finds those about an action, and requests taken apart.
// What the clauses mean together, in which place, is decided in package authz.
package eval

// Package peers compares ecrkit with the libraries that users know: the same
// inputs, the same machine, one run. It is a module of its own so that none of
// these libraries reaches a program that imports ecrkit.
package peers

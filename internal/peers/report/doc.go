// Report runs the conformance suites of this repository with its own packages
// and with the libraries that other programs use, and prints who reads what, as
// Markdown. In internal/peers:
//
//	GOWORK=off go run ./report
//
// The result is docs/conformance.md. TestReport fails when a cell of it is no
// longer true, and writes it anew with -update.
package main

//go:build race

package main

// The race detector makes the search twenty times slower, and this is one goroutine.
func init() { longStream = 10_000_000 }

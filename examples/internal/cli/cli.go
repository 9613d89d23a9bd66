// Package cli holds what the command lines of the programs have in common: the
// layout of -h, flags, the words of an error, colours, and the terminal.
package cli

// Exit codes of every program.
const (
	OK        = 0
	Found     = 1 // something will fail
	Usage     = 2 // wrong flag or unreadable input
	Undecided = 3
)

// Package nearest finds the word that was most likely meant by another, for
// messages that ask "did you mean".
package nearest

import (
	"iter"
	"strings"
)

// Word returns the candidate that word was most likely meant to be, without
// regard to case: the one with the fewest letters to insert, delete or replace,
// at most most, or else one that begins with word. It is "" if there is none,
// and for the word "".
func Word(word string, most int, candidates iter.Seq[string]) string {
	best, least := "", most+1
	for c := range candidates {
		switch d := Distance(strings.ToLower(word), strings.ToLower(c)); {
		case word == "":
		case d < least:
			best, least = c, d
		case best == "" && len(word) > len(c)/2 && strings.HasPrefix(strings.ToLower(c), strings.ToLower(word)):
			best = c
		}
	}
	return best
}

// Distance counts the letters to insert, delete or replace that make a from b.
// It counts bytes, and takes len(a) times len(b) steps.
func Distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(row[j]+1, row[j+1]+1, replaced)
		}
	}
	return row[len(b)]
}

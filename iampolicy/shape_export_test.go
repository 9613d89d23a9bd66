package iampolicy

import "github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"

// MinimizeSteps minimizes the statements of d and counts the steps that comparing
// patterns took. There are match's 16 million at most.
func MinimizeSteps(d Document) int {
	var work match.Work
	minimize(d.Statement.Items, &work)
	return int(work)
}

package main

import (
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/pullerror"
)

// addError adds what the message of a failed pull means. The finding is a note: it
// explains, the other findings decide. Without a task there is nothing else to
// say, and a message that nobody knows leaves the answer open.
func (r *report) addError(text string) {
	a := pullerror.Explain(text)
	r.Findings = append(r.Findings,
		finding{Rule: "pull-error", Severity: note, Where: awsfile.Where{Pointer: "-error"}, Message: a.Means, Fix: a.Do})
	if !a.Known() && len(r.Images) == 0 {
		r.Verdict = undecided
	}
}

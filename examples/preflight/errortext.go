package main

import (
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/pullerror"
)

// pullError says what the message of a failed pull means. It is a note: it
// explains, the other findings decide. Without a task there is nothing else to say,
// and a message that nobody knows leaves the answer open.
func pullError(in *input) []finding {
	if in.errorText == "" {
		return nil
	}
	a := pullerror.Explain(in.errorText)
	s := note
	if !a.Known() && len(in.tasks) == 0 {
		s = warning
	}
	return say(s, awsfile.Where{Pointer: "-error"}, a.Do, "%s", a.Means)
}

package main

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
)

// The words of package report that the rules are written in.
type (
	finding  = report.Finding
	severity = report.Severity
	verdict  = report.Verdict
)

const (
	note    = report.Note
	warning = report.Warning
	failure = report.Failure

	outside   = report.Outside
	canPull   = report.CanPull
	undecided = report.Undecided
	willFail  = report.WillFail
)

// say returns one finding. Its rule and its container are set where the rule is
// run.
func say(s severity, where awsfile.Where, fix, format string, args ...any) []finding {
	return []finding{{Severity: s, Where: where, Fix: fix, Message: fmt.Sprintf(format, args...)}}
}

// exitCode is the exit status for the verdict over all images.
func exitCode(v verdict, strict bool) int {
	switch {
	case v == willFail, v == undecided && strict:
		return cli.Found
	case v == undecided:
		return cli.Undecided
	}
	return cli.OK
}

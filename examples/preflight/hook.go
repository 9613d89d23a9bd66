package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
)

// checkChanged answers for the files of a commit, each by itself: what hangs on
// another file must not hang on whether that one is in the commit too. Files without
// a task definition are left out, and told. An undecided answer passes.
func (o options) checkChanged(stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	all, texts := report.New(), map[string][]byte{}
	all.Verdict = outside
	var others []string
	var errs []error
	for _, name := range o.changed {
		data, err := os.ReadFile(name)
		if err == nil && !awsfile.IsCandidate(name, data) {
			others = append(others, cli.Printable(name))
			continue
		}
		o.tasks = list{name}
		r, more, err := o.answer(stdin)
		all.Join(r)
		maps.Copy(texts, more)
		errs = append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return 0, err
	}
	if len(others) > 0 {
		o.program().Tell(stderr, leftOut(others))
	}
	return o.hookCode(all.Verdict), o.write(stdout, all, texts)
}

func leftOut(others []string) string {
	const shown = 3
	names := strings.Join(others[:min(len(others), shown)], ", ")
	if more := len(others) - shown; more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	return report.Count(len(others), "file") + " without a task definition left out: " + names
}

// hookCode is the exit status in a commit hook.
func (o options) hookCode(v verdict) int {
	if v == undecided && !o.strict {
		return cli.OK
	}
	return exitCode(v, o.strict)
}

package main

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// loadSnapshot reads the task definitions that AWS gave. One that it did not give
// is left out, with a remark.
func (o options) loadSnapshot(in *input, files *cli.Input, name string) error {
	f, err := reader(files)(name)
	if err != nil {
		return err
	}
	s, err := awsfile.ParseSnapshot(f)
	if err != nil {
		return err
	}
	for _, t := range s.Tasks {
		o.addTask(in, t, nil)
	}
	left := false
	for _, q := range slices.Concat(s.Absent, s.Unanswered) {
		if slices.Contains([]string{"task-definition", "service"}, q.Kind) {
			in.note(cli.Undecided, "%s: %s", q.Where, q.Message)
			left = true
		}
	}
	if len(s.Tasks) == 0 && !left {
		return f.Errorf(f.Root, "the snapshot holds no task definition: take it with -task-definition NAME or -service NAME")
	}
	return nil
}

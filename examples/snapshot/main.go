// Snapshot asks AWS, read-only, for everything that the question needs whether
// Amazon ECS can pull the images of a task definition, and prints it as one JSON
// file, which preflight, fleet and policygen read.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parseOptions(args)
	if cli.Answered(err, stdout) {
		return cli.OK
	}
	if err == nil {
		var code int
		if code, err = o.take(stdin, stdout, stderr); err == nil {
			return code
		}
	}
	return o.program().Fail(stderr, err)
}

// take asks AWS and prints what it answered, even when that is not everything.
func (o options) take(stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	files, err := readTasks(stdin, o.files)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), o.timeout)
	defer cancel()
	cfg, err := openConfig(ctx, o.region, o.profile)
	if err != nil {
		return 0, err
	}
	now := time.Now().UTC().Truncate(time.Second)
	out := &snapshot{Version: awsfile.SnapshotVersion, Taken: now, Region: cfg.Region, Absent: []gap{}, Unanswered: []gap{}}
	if err := o.checkRegion(cfg.Region); err != nil {
		return 0, err
	}
	c := collector{cfg: cfg, out: out, progress: progressOn(stderr)}
	c.collect(ctx, o, files)
	out.explain(stderr)
	return out.exitCode(), out.write(stdout)
}

// readTasks reads the task definitions of local files.
func readTasks(stdin io.Reader, names []string) ([]awsfile.TaskDefinition, error) {
	in := cli.Input{Stdin: stdin}
	var all []awsfile.TaskDefinition
	for _, name := range names {
		shown, data, err := in.Read(name)
		if err != nil {
			return nil, err
		}
		f, err := awsfile.Parse(shown, data)
		if err != nil {
			return nil, err
		}
		tasks, err := awsfile.TaskDefinitions(f)
		if err != nil {
			return nil, err
		}
		all = append(all, tasks...)
	}
	return all, nil
}

// progressOn tells a person who waits at a terminal what AWS is asked.
func progressOn(w io.Writer) func(string, ...any) {
	if !cli.IsTerminal(w) {
		return func(string, ...any) {}
	}
	return func(format string, args ...any) {
		fmt.Fprintf(w, "asking AWS: "+format+"\n", args...)
	}
}

// explain says on standard error what the snapshot lacks, a sentence each, and
// only one when no credentials work.
func (s *snapshot) explain(w io.Writer) {
	if s.login != nil {
		fmt.Fprintf(w, "snapshot: %s\n", oneLine(s.login.because()))
		return
	}
	for _, g := range s.Absent {
		if g.isNamed() {
			fmt.Fprintf(w, "snapshot: %s\n", oneLine(g.Message))
		}
	}
	for _, g := range s.Unanswered {
		fmt.Fprintf(w, "snapshot: %s\n", oneLine(g.Message))
	}
}

func oneLine(text string) string { return cli.Printable(strings.Join(strings.Fields(text), " ")) }

// exitCode is the worst that is certain.
func (s *snapshot) exitCode() int {
	for _, g := range s.Absent {
		if g.isNamed() {
			return cli.Found
		}
	}
	if len(s.Unanswered) > 0 {
		return cli.Undecided
	}
	return cli.OK
}

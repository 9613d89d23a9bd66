package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
)

// parameters reads the values of -parameters and, over them, of -parameter.
func (l *loader) parameters(in *input, o options) error {
	in.given.Parameters = map[string]string{}
	for _, name := range o.parameterFiles {
		f, err := l.file(name)
		if err != nil {
			return err
		}
		given, err := cloudformation.ParseParameters(f.Root)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		given.AddTo(&in.given.Deployment)
	}
	for _, pair := range o.parameters {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || key == "" {
			return fmt.Errorf("-parameter %s: write KEY=VALUE", cli.Printable(pair))
		}
		in.given.Parameters[key] = value
	}
	return in.checkParameters()
}

// checkParameters refuses a parameter that no template has, and a value that one
// of them does not take.
func (in *input) checkParameters() error {
	var known []string
	for _, f := range in.files {
		known = append(known, cloudformation.ParameterNames(f.Root)...)
		if err := cloudformation.CheckParameters(f.Root, in.given.Parameters); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	for name := range in.given.Parameters {
		switch {
		case len(in.files) == 0:
			return fmt.Errorf("-parameter %s: no template was given that could have it", cli.Printable(name))
		case !slices.Contains(known, name):
			return fmt.Errorf("-parameter %s: no template has this parameter%s", cli.Printable(name), nearest(name, known))
		}
	}
	return nil
}

// nearest suggests the name that was meant.
func nearest(name string, known []string) string {
	best, distance := "", len(name)/2+2
	for _, k := range known {
		if d := edits(strings.ToLower(name), strings.ToLower(k)); d < distance {
			best, distance = k, d
		}
	}
	switch {
	case best != "":
		return "; did you mean " + best + "?"
	case len(known) == 0:
		return "; it has none"
	}
	return "; there is " + strings.Join(known, ", ")
}

// edits is the number of letters to insert, remove or replace between two words.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// checkTasks refuses input in which no file has a task definition.
func (in *input) checkTasks() error {
	if len(in.tasks) > 0 || len(in.files) == 0 {
		return nil
	}
	var err error
	for _, f := range in.files {
		if _, err = awsfile.TaskDefinitions(f, in.given); err == nil {
			return nil
		}
	}
	return err
}

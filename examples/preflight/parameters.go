package main

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// parameters reads what is given of the deployment.
func (l *loader) parameters(in *input, o options) error {
	var err error
	if in.given, err = o.deployed.Deployment(l.file); err != nil {
		return err
	}
	return in.checkParameters()
}

// checkParameters refuses a parameter that no template has, and a value that one
// of them does not take.
func (in *input) checkParameters() error {
	var roots []*tree.Node
	for _, f := range in.files {
		if err := cloudformation.CheckParameters(f.Root, in.given.Parameters); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		roots = append(roots, f.Root)
	}
	return cloudformation.CheckNames(roots, in.given.Parameters)
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

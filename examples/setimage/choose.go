package main

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// choose returns the one container that the options mean.
func choose(f awsfile.File, o options) (awsfile.Container, error) {
	tasks, err := awsfile.TaskDefinitions(f, awsfile.Deployment{})
	if err != nil {
		return awsfile.Container{}, err
	}
	var all, named []candidate
	for _, t := range tasks {
		if o.task == "" || o.task == t.Name {
			all = append(all, candidates(t)...)
		}
	}
	if len(all) == 0 {
		return awsfile.Container{}, fmt.Errorf("%s: no task definition is called %q, there is %s", f.Name, o.task, taskNames(tasks))
	}
	for _, c := range all {
		if o.container == "" || o.container == c.Name {
			named = append(named, c)
		}
	}
	if len(named) == 1 {
		return named[0].Container, nil
	}
	return awsfile.Container{}, fmt.Errorf("%s: %s", f.Name, whyNotOne(o, all, named))
}

// candidate is a container with the task definition that holds it.
type candidate struct {
	awsfile.Container
	task string
}

func candidates(t awsfile.TaskDefinition) []candidate {
	var cs []candidate
	for _, c := range t.Containers {
		cs = append(cs, candidate{c, t.Name})
	}
	return cs
}

func whyNotOne(o options, all, named []candidate) string {
	switch {
	case o.container == "":
		return "say which container with -container: there is " + names(all)
	case len(named) == 0:
		return fmt.Sprintf("no container is called %q, there is %s", o.container, names(all))
	case sameTask(named):
		return fmt.Sprintf("%d containers are called %q (lines %s): ECS refuses that, rename one", len(named), o.container, lines(named))
	}
	return fmt.Sprintf("%d task definitions hold a container %q: choose with -task %s", len(named), o.container, tasksOf(named))
}

func sameTask(cs []candidate) bool {
	for _, c := range cs[1:] {
		if c.task != cs[0].task {
			return false
		}
	}
	return true
}

func names(cs []candidate) string {
	return join(cs, ", ", func(c candidate) string { return cli.Printable(c.Name) })
}

func lines(cs []candidate) string {
	return join(cs, ", ", func(c candidate) string { return fmt.Sprint(c.Image.Where.Line) })
}

func tasksOf(cs []candidate) string {
	return join(cs, " or -task ", func(c candidate) string { return cli.ShellQuote(cli.Printable(c.task)) })
}

func taskNames(ts []awsfile.TaskDefinition) string {
	return join(ts, ", ", func(t awsfile.TaskDefinition) string { return cli.Printable(t.Name) })
}

func join[T any](list []T, sep string, text func(T) string) string {
	var texts []string
	for _, item := range list {
		texts = append(texts, text(item))
	}
	return strings.Join(texts, sep)
}

package main

import (
	"errors"
	"io"
	"slices"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// fleet is what the files hold.
type fleet struct {
	instances []awsfile.Instance
	failures  []awsfile.Failure
}

// load reads the outputs of describe-container-instances, and the snapshots.
func (o options) load(stdin io.Reader) (fleet, error) {
	var all fleet
	in := cli.Input{Stdin: stdin}
	for _, source := range []struct {
		names []string
		read  func(awsfile.File) (fleet, error)
	}{{o.files, readInstances}, {o.snapshots, readSnapshot}} {
		for _, name := range source.names {
			shown, data, err := in.Read(name)
			if err != nil {
				return fleet{}, err
			}
			f, err := awsfile.Parse(shown, data)
			if err != nil {
				return fleet{}, err
			}
			more, err := source.read(f)
			if err != nil {
				return fleet{}, err
			}
			all = fleet{append(all.instances, more.instances...), append(all.failures, more.failures...)}
		}
	}
	return all, nil
}

func readInstances(f awsfile.File) (fleet, error) {
	instances, failures, err := awsfile.Instances(f)
	return fleet{instances, failures}, err
}

// unanswered is what AWS did not say when the snapshot was taken.
type unanswered string

func (u unanswered) Error() string { return string(u) }

// readSnapshot reads the instances of every cluster in a snapshot. A cluster of
// which AWS did not tell makes the rest worth nothing: the answer is about all.
func readSnapshot(f awsfile.File) (fleet, error) {
	s, err := awsfile.ParseSnapshot(f)
	if err != nil {
		return fleet{}, err
	}
	for _, q := range slices.Concat(s.Absent, s.Unanswered) {
		switch {
		case q.Kind == "container-instances" && slices.Contains(s.Absent, q):
			return fleet{}, errors.New(q.Message)
		case q.Kind == "container-instances":
			return fleet{}, unanswered(q.Message)
		}
	}
	if s.Clusters == nil {
		return fleet{}, f.Errorf(f.Root, "the snapshot holds no container instances: take it with -cluster NAME")
	}
	return fleet{s.Instances, s.Failures}, nil
}

package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// instance is a container instance with its place in a file.
type instance struct {
	fleet.Instance
	where awsfile.Where
}

// load reads the outputs of describe-container-instances, and the snapshots.
func (o options) load(stdin io.Reader) ([]instance, error) {
	var all []instance
	in := cli.Input{Stdin: stdin}
	for _, source := range []struct {
		names []string
		read  func(name string, data []byte) ([]instance, error)
	}{{o.files, readInstances}, {o.snapshots, readSnapshot}} {
		for _, name := range source.names {
			shown, data, err := in.Read(name)
			if err != nil {
				return nil, err
			}
			more, err := source.read(shown, data)
			if err != nil {
				return nil, err
			}
			all = append(all, more...)
		}
	}
	return all, nil
}

func readInstances(name string, data []byte) ([]instance, error) {
	if !looksLikeJSON(data) || isSnapshot(data) {
		return readTree(name, data)
	}
	described, err := fleet.Parse(data)
	if e := (*agentver.ParseError)(nil); errors.As(err, &e) {
		return nil, fmt.Errorf("%s: line %d: %w", name, lineAt(data, e.Offset), err)
	}
	var all []instance
	line, seen := 1, 0
	for _, i := range described { // they come in the order of the text
		line, seen = line+lineAt(data[seen:], i.Offset-seen)-1, i.Offset
		all = append(all, instance{i, awsfile.Where{File: name, Line: line, Pointer: i.Pointer}})
	}
	return all, nil
}

func looksLikeJSON(data []byte) bool {
	text := strings.TrimLeft(string(data[:min(len(data), 1000)]), " \t\r\n")
	return text != "" && (text[0] == '{' || text[0] == '[')
}

// isSnapshot reports whether the first member is that of a snapshot, which
// readTree sends to -snapshot.
func isSnapshot(data []byte) bool {
	text := strings.TrimLeft(string(data[:min(len(data), 1000)]), "{ \t\r\n")
	return strings.HasPrefix(text, `"snapshot"`)
}

// lineAt returns the line of a byte, from 1.
func lineAt(data []byte, offset int) int {
	return 1 + strings.Count(string(data[:min(offset, len(data))]), "\n")
}

// readTree reads what aws --output yaml prints.
func readTree(name string, data []byte) ([]instance, error) {
	f, err := awsfile.Parse(name, data)
	if err != nil {
		return nil, err
	}
	described, failures, err := awsfile.Instances(f)
	return converted(described, failures), err
}

func converted(described []awsfile.Instance, failures []awsfile.Failure) []instance {
	var all []instance
	for _, i := range described {
		os, _ := agentver.OSFromAttribute(i.Attributes["ecs.os-type"])
		all = append(all, instance{fleet.Instance{
			ID: i.ARN, AgentVersion: i.AgentVersion.Value, OS: os, Status: i.Status,
			Disconnected: i.Connected != nil && !*i.Connected, Attributes: slices.Collect(maps.Keys(i.Attributes)),
		}, i.Where})
	}
	for _, f := range failures {
		all = append(all, instance{fleet.Instance{ID: f.ARN, Failure: f.Reason}, f.Where})
	}
	return all
}

// unanswered is what AWS did not say when the snapshot was taken.
type unanswered string

func (u unanswered) Error() string { return string(u) }

// readSnapshot reads the instances of every cluster in a snapshot. A cluster of
// which AWS did not tell makes the rest worth nothing: the answer is about all.
func readSnapshot(name string, data []byte) ([]instance, error) {
	f, err := awsfile.Parse(name, data)
	if err != nil {
		return nil, err
	}
	s, err := awsfile.ParseSnapshot(f)
	if err != nil {
		return nil, err
	}
	for _, q := range slices.Concat(s.Absent, s.Unanswered) {
		switch {
		case q.Kind == "container-instances" && slices.Contains(s.Absent, q):
			return nil, errors.New(q.Message)
		case q.Kind == "container-instances":
			return nil, unanswered(q.Message)
		}
	}
	if s.Clusters == nil {
		return nil, f.Errorf(f.Root, "the snapshot holds no container instances: take it with -cluster NAME")
	}
	return converted(s.Instances, s.Failures), nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awslive"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// instance is a container instance with its place in a file.
type instance struct {
	fleet.Instance
	where awsfile.Where
}

// instances come from AWS or from the files.
func (o options) instances(stdin io.Reader) ([]instance, error) {
	if o.live {
		return o.ask()
	}
	var all []instance
	in := cli.Input{Stdin: stdin}
	for _, name := range o.files {
		more, err := readInstances(&in, name)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

func (o options) ask() ([]instance, error) {
	ctx, cancel := context.WithTimeout(context.Background(), o.timeout)
	defer cancel()
	client, err := awslive.Open(ctx, o.region, o.profile)
	if err != nil {
		return nil, err
	}
	described, failures, err := client.Instances(ctx, o.cluster)
	if e := (*awslive.Error)(nil); errors.As(err, &e) && e.NotFound() {
		return nil, fmt.Errorf("there is no cluster %s in this account and region; look at -cluster, -region and -profile: %w", o.cluster, err)
	}
	return converted(described, failures), err
}

func readInstances(in *cli.Input, name string) ([]instance, error) {
	name, data, err := in.Read(name)
	if err != nil {
		return nil, err
	}
	if !looksLikeJSON(data) {
		return readYAML(name, data)
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

// lineAt returns the line of a byte, from 1.
func lineAt(data []byte, offset int) int {
	return 1 + strings.Count(string(data[:min(offset, len(data))]), "\n")
}

// readYAML reads what aws --output yaml prints.
func readYAML(name string, data []byte) ([]instance, error) {
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
		os, _ := agentver.ParseOS(strings.ToLower(i.Attributes["ecs.os-type"]))
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

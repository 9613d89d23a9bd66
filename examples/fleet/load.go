package main

import (
	"context"
	"io"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awslive"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// instances come from AWS or from the files.
func (o options) instances(stdin io.Reader) ([]awsfile.Instance, []awsfile.Failure, error) {
	if o.live {
		return o.ask()
	}
	var is []awsfile.Instance
	var fs []awsfile.Failure
	in := cli.Input{Stdin: stdin}
	for _, name := range o.files {
		moreInstances, moreFailures, err := readInstances(&in, name)
		if err != nil {
			return nil, nil, err
		}
		is, fs = append(is, moreInstances...), append(fs, moreFailures...)
	}
	return is, fs, nil
}

func (o options) ask() ([]awsfile.Instance, []awsfile.Failure, error) {
	ctx, cancel := context.WithTimeout(context.Background(), o.timeout)
	defer cancel()
	client, err := awslive.Open(ctx, o.region, o.profile)
	if err != nil {
		return nil, nil, err
	}
	return client.Instances(ctx, o.cluster)
}

func readInstances(in *cli.Input, name string) ([]awsfile.Instance, []awsfile.Failure, error) {
	name, data, err := in.Read(name)
	if err != nil {
		return nil, nil, err
	}
	f, err := awsfile.Parse(name, data)
	if err != nil {
		return nil, nil, err
	}
	return awsfile.Instances(f)
}

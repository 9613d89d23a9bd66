package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// loader reads the files that flags name; "-" is standard input, once.
type loader struct {
	stdin io.Reader
	used  bool
	read  func(name string) ([]byte, error)
}

func readDisk(name string) ([]byte, error) { return os.ReadFile(name) }

func (l *loader) file(name string) (awsfile.File, error) {
	if name != "-" {
		data, err := l.read(name)
		if err != nil {
			return awsfile.File{}, err
		}
		return awsfile.Parse(name, data)
	}
	if l.used {
		return awsfile.File{}, fmt.Errorf("- stands for standard input and can be given once")
	}
	l.used = true
	data, err := io.ReadAll(l.stdin)
	if err != nil {
		return awsfile.File{}, err
	}
	return awsfile.Parse("stdin", data)
}

// policies reads files of policies. The result is nil only without a name.
func (l *loader) policies(names []string) ([]awsfile.Policy, error) {
	var ps []awsfile.Policy
	for _, name := range names {
		f, err := l.file(name)
		if err != nil {
			return nil, err
		}
		more, err := awsfile.Policies(f)
		if err != nil {
			return nil, err
		}
		ps = append(ps, more...)
	}
	if len(names) > 0 && ps == nil {
		ps = []awsfile.Policy{}
	}
	return ps, nil
}

// repositoryPolicies reads FILE or REPOSITORY=FILE.
func (l *loader) repositoryPolicies(args []string) ([]awsfile.Policy, error) {
	var ps []awsfile.Policy
	for _, arg := range args {
		repository, name, named := strings.Cut(arg, "=")
		if !named {
			repository, name = "", arg
		}
		more, err := l.policies([]string{name})
		if err != nil {
			return nil, err
		}
		for i := range more {
			if named {
				more[i].Repository = repository
			}
		}
		ps = append(ps, more...)
	}
	return ps, nil
}

// levels reads one set of policies for each argument: the files of one level of
// an organisation, separated by commas.
func (l *loader) levels(args []string) ([][]awsfile.Policy, error) {
	var levels [][]awsfile.Policy
	for _, arg := range args {
		ps, err := l.policies(strings.Split(arg, ","))
		if err != nil {
			return nil, err
		}
		levels = append(levels, ps)
	}
	return levels, nil
}

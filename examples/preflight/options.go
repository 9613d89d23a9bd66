package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/deployflag"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
)

// options are the flags as given.
type options struct {
	tasks, policies, boundary, repository, registry, endpoint, s3Endpoint, scps, rcps, callers list
	context                                                                                    list
	deployed                                                                                   deployflag.Flags
	instances, account, launchType, roleARN, format, errorText                                 string
	cacheRules, snapshot, unseen                                                               string
	explain, strict, isSample, isHook                                                          bool
	changed                                                                                    []string // files of a commit, with isHook
	color                                                                                      cli.Color
}

// list is a flag that can be repeated.
type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

func parseOptions(args []string) (options, error) {
	var o options
	p := o.program()
	fs := p.Flags()
	rest, err := p.Parse(fs, args)
	if err != nil {
		return o, err
	}
	o.isSample = onlyOutputFlags(fs)
	o.launchType = strings.ToUpper(o.launchType)
	if o.isHook {
		o.changed, rest = rest, nil
	}
	return o, o.validate(fs, rest)
}

// onlyOutputFlags reports whether no flag says what to check.
func onlyOutputFlags(fs *flag.FlagSet) bool {
	only := true
	fs.Visit(func(f *flag.Flag) {
		only = only && slices.Contains([]string{"format", "color", "explain", "strict"}, f.Name)
	})
	return only
}

func isSet(fs *flag.FlagSet, name string) (set bool) {
	fs.Visit(func(f *flag.Flag) { set = set || f.Name == name })
	return set
}

func (o options) validate(fs *flag.FlagSet, rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("unexpected %q: files are given with flags, for example -task %s", rest[0], rest[0])
	case o.errorText == "" && isSet(fs, "error"):
		return errors.New("-error is empty: pass the text of the failed pull")
	case strings.HasPrefix(o.errorText, "-"):
		return fmt.Errorf("-error %s: that is a flag, and no text of a failed pull", o.errorText)
	case strings.HasPrefix(o.roleARN, "-"):
		return fmt.Errorf("-role-arn %s: that is a flag, and no ARN of a role", o.roleARN)
	case !slices.Contains(report.Formats, o.format):
		return fmt.Errorf("-format %s: write one of %s", o.format, strings.Join(report.Formats, ", "))
	case o.launchType != "" && !slices.Contains(awsfile.LaunchTypes, o.launchType):
		return fmt.Errorf("-launch-type %s: write one of %s", o.launchType, strings.Join(awsfile.LaunchTypes, ", "))
	case o.isHook && len(o.tasks) > 0:
		return errors.New("-hook checks the files behind the flags: leave out -task")
	case len(o.tasks) == 0 && o.snapshot == "" && !o.isSample && !o.isHook && o.errorText == "":
		return errors.New("-task is missing: which task definition? (-task FILE, -task - for standard input, or -snapshot FILE)")
	case o.account != "" && len(o.policies)+len(o.boundary) > 0:
		return errors.New("-account-details holds the policies and the boundary of the role: leave out -policy and -boundary")
	case len(o.endpoint) > 1:
		return errors.New("-endpoint-policy can be given once: ask for one endpoint after the other")
	case len(o.s3Endpoint) > 1:
		return errors.New("-s3-endpoint-policy can be given once: ask for one endpoint after the other")
	case o.unseenLayer() != "":
		return fmt.Errorf("-unseen %s: write one or more of %s, separated by commas", o.unseenLayer(), layerNames())
	case len(o.boundary) > 1:
		return errors.New("-boundary can be given once: a role has one permissions boundary")
	}
	return o.deployed.Check()
}

// unseenLayer returns what of -unseen names no layer.
func (o options) unseenLayer() string {
	for _, name := range o.unseenLayers() {
		if !slices.ContainsFunc(layers, func(l layer) bool { return l.name == name }) {
			return name
		}
	}
	return ""
}

func (o options) unseenLayers() []string {
	if o.unseen == "" {
		return nil
	}
	return strings.Split(o.unseen, ",")
}

// load reads everything that the options name.
func (o options) load(stdin io.Reader) (input, error) {
	l := &loader{cli.Input{Stdin: stdin, Known: awsfile.ManagedNames}, map[string][]byte{}}
	if o.isSample {
		l.ReadFile = sample.ReadFile
		o.tasks, o.policies, o.instances = list{"sample/task.json"}, list{"sample/policy.json"}, "sample/instances.json"
	}
	in := input{launchType: o.launchType, roleARN: o.roleARN, explain: o.explain, errorText: o.errorText, unseen: o.unseenLayers(),
		noPolicy: map[string]bool{}, facts: map[ecrref.Ref]facts{}, storedIn: map[string]bool{}, texts: l.texts}
	err := errors.Join(
		l.tasks(&in, o.tasks),
		l.parameters(&in, o),
		l.allPolicies(&in, o),
		l.account(&in, o.account),
		l.instances(&in, o.instances),
		l.cacheRules(&in, o.cacheRules),
		in.setContext(o.context),
	)
	if err == nil {
		err = in.checkTasks()
	}
	if err != nil {
		return in, err
	}
	return in, l.snapshot(&in, o.snapshot)
}

func (in *input) setContext(pairs []string) error {
	in.context = map[string][]string{}
	for _, pair := range pairs {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || key == "" {
			return fmt.Errorf("-context %s: write KEY=VALUE", pair)
		}
		if slices.ContainsFunc(derivedKeys, func(k string) bool { return strings.EqualFold(k, key) }) {
			return fmt.Errorf("-context %s: this key follows from the image, leave it out", pair)
		}
		key = strings.ToLower(key)
		if value == "" {
			in.context[key] = []string{} // known to be absent
			continue
		}
		in.context[key] = append(in.context[key], value)
	}
	return nil
}

package main

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
)

// maxDeployments bounds how many deployments are tried, and maxImages how many images
// are judged in all of them together: some seconds' work.
const (
	maxDeployments = 512
	maxImages      = 1 << 13
)

// maxRounds bounds how often something new may show.
const maxRounds = 10

// trial is the answer for one deployment.
type trial struct {
	at       []int // the value of each axis
	with     deployment
	report   report.Report
	images   map[imageKey]report.Image
	stacks   []awsfile.Stack
	problems []awsfile.Problem
	common   []bool            // of each finding of the report, whether all deployments have it
	show     *strings.Replacer // what stand-ins are shown as
	compare  *strings.Replacer // the same, and what the deployment has in common with the files
}

// tryAll tries all deployments. What is open may show only in some of them, so it
// goes on until nothing new shows.
func (in input) tryAll(base []awsfile.Stack) ([]trial, []axis, error) {
	axes, done := in.axes(base, nil), attempts{}
	for range maxRounds {
		if n := size(axes); n > maxDeployments || n*imagesOf(base) > maxImages {
			return in.tryFirst(axes)
		}
		trials, seen, err := in.try(axes, done)
		if err != nil {
			return nil, nil, err
		}
		more := in.axes(base, seen)
		if size(more) == size(axes) {
			return trials, axes, nil
		}
		axes = more
	}
	return in.tryFirst(axes)
}

// tryFirst tries one of too many deployments, and leaves the answer open.
func (in input) tryFirst(axes []axis) ([]trial, []axis, error) {
	t, err := in.tryOne(axes, make([]int, len(axes)), attempts{})
	t.report.Findings = append(t.report.Findings, tooMany(axes))
	leaveOpen(&t.report)
	return []trial{t}, axes, err
}

// size is the number of deployments that axes span.
func size(axes []axis) int {
	n := 1
	for _, a := range axes {
		n *= max(1, len(a.values))
	}
	return n
}

func imagesOf(stacks []awsfile.Stack) (n int) {
	for _, t := range tasksOf(stacks) {
		n += len(t.Containers)
	}
	return n
}

func tooMany(axes []axis) finding {
	var tells []string
	for _, a := range axes {
		if len(a.values) > 1 {
			tells = append(tells, a.tell)
		}
	}
	return finding{Rule: "deployment-unknown", Severity: warning,
		Message: "too much of the deployment is not known to try everything", Fix: strings.Join(sorted(tells), ", ")}
}

func (in input) try(axes []axis, done attempts) ([]trial, []awsfile.Stack, error) {
	var trials []trial
	var seen []awsfile.Stack
	at := make([]int, len(axes))
	for range size(axes) {
		t, err := in.tryOne(axes, at, done)
		if err != nil {
			return nil, nil, err
		}
		trials, seen = append(trials, t), append(seen, t.stacks...)
		for i := range at {
			if at[i]++; at[i] < len(axes[i].values) {
				break
			}
			at[i] = 0
		}
	}
	return trials, seen, nil
}

func (in input) tryOne(axes []axis, at []int, done attempts) (trial, error) {
	t := trial{at: slices.Clone(at), with: deployment{account: in.given.Account, region: in.given.Region, assume: map[string]string{}}}
	for i, a := range axes {
		if len(a.values) > 0 {
			a.set(&t.with, a.values[at[i]])
		}
	}
	key := t.with.key()
	if old, ok := done[key]; ok {
		old.at = t.at
		old.names(axes)
		return old, nil
	}
	one, stacks, err := in.deployed(t.with)
	if err != nil {
		return t, err
	}
	t.stacks = stacks
	likeness := in.likeness(t.with, stacks)
	if old, ok := done[likeness]; ok && likeness != "" {
		t.with, t.stacks, t.report = old.with, old.stacks, old.report
	} else if t.report, err = checkOne(one); err != nil {
		return t, err
	}
	for _, stack := range stacks {
		t.problems = append(t.problems, stack.Problems...)
	}
	done[key], done[likeness] = t, t
	if other := t.with; len(policyGaps(stacks)) == 0 { // all statements are known, so no other reading of them differs
		other.generous = !other.generous
		done[other.key()] = t
	}
	t.names(axes)
	return t, nil
}

// names says what stand-ins are shown as.
func (t *trial) names(axes []axis) {
	show := generated(t.stacks, t.with.stackName)
	for _, task := range tasksOf(t.stacks) {
		for _, c := range task.Containers {
			if c.Image.Sensitive {
				show = append(show, hidden(c.Image.Value)...)
			}
		}
	}
	compare := slices.Clone(show)
	for i, a := range axes {
		placeholder, value := placeholders[a.name], ""
		if placeholder == "" || len(a.values) == 0 {
			continue
		}
		value = a.values[t.at[i]]
		compare = append(compare, value, placeholder)
		if a.isStandIn(t.at[i]) {
			show = append(show, value, placeholder)
		}
	}
	compare = append(compare, "arn:"+t.with.partition()+":", "arn:aws:")
	t.show, t.compare = strings.NewReplacer(show...), strings.NewReplacer(compare...)
}

var placeholders = map[string]string{
	"the account that it is deployed in": "${AWS::AccountId}", "the region": "${AWS::Region}", "the name of the stack": "${AWS::StackName}",
}

func tasksOf(stacks []awsfile.Stack) []awsfile.TaskDefinition {
	var ts []awsfile.TaskDefinition
	for _, stack := range stacks {
		ts = append(ts, stack.Tasks...)
	}
	return ts
}

// possible leaves out the deployments that CloudFormation or ECS refuses, unless
// it refuses all.
func possible(trials []trial) []trial {
	for _, refused := range []func(trial) bool{
		func(t trial) bool { return len(t.problems) > 0 },
		func(t trial) bool { return has(t.report, "role-other-account") },
	} {
		if kept := slices.DeleteFunc(slices.Clone(trials), refused); len(kept) > 0 {
			trials = kept
		}
	}
	return trials
}

func has(r report.Report, rule string) bool {
	return slices.ContainsFunc(r.Findings, func(f finding) bool { return f.Rule == rule })
}

// leaveOpen makes an answer undecided that hangs on what was not tried.
func leaveOpen(r *report.Report) {
	r.Verdict = undecided
	for i := range r.Images {
		r.Images[i].Verdict = undecided
	}
}

package main

import (
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// finding is one thing that decides, or leaves open, whether an image can be
// pulled, with what to do about it.
type finding struct {
	Rule      string        `json:"rule"`
	Severity  severity      `json:"severity"`
	Container string        `json:"container,omitempty"` // "" when it concerns the whole task
	Where     awsfile.Where `json:"where"`
	Message   string        `json:"message"`
	Fix       string        `json:"fix"` // what to write or run; "" when nothing has to change
}

// severity says what a finding means for the verdict, and nothing else: an error
// makes a pull fail, a warning leaves it undecided, a note changes nothing.
type severity uint8

const (
	note severity = iota
	warning
	failure
)

func (s severity) String() string { return [...]string{"note", "warning", "error"}[s] }

// MarshalText makes JSON hold the name.
func (s severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// verdict is the answer for one image or for all of them.
type verdict uint8

const (
	outside verdict = iota // not in ECR: nothing to decide
	canPull
	undecided
	willFail
)

func (v verdict) String() string {
	return [...]string{"nothing-to-decide", "can-pull", "undecided", "will-fail"}[v]
}

// MarshalText makes JSON hold the name.
func (v verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// exitCode is the exit status for the verdict over all images.
func (v verdict) exitCode(strict bool) int {
	switch {
	case v == willFail, v == undecided && strict:
		return cli.Found
	case v == undecided:
		return cli.Undecided
	}
	return cli.OK
}

// judge returns the verdict that findings leave of a verdict without any.
func judge(v verdict, fs []finding) verdict {
	for _, f := range fs {
		switch {
		case f.Severity == failure:
			return willFail
		case f.Severity == warning:
			v = undecided
		}
	}
	return v
}

// image is the answer for one container.
type image struct {
	Task      string        `json:"task,omitempty"`
	Container string        `json:"container,omitempty"`
	Image     string        `json:"image"`
	Verdict   verdict       `json:"verdict"`
	Where     awsfile.Where `json:"where"`
}

// report is the whole answer; its JSON is the output of -format json.
type report struct {
	Schema   int       `json:"schema"`
	Verdict  verdict   `json:"verdict"`
	Images   []image   `json:"images"`
	Findings []finding `json:"findings"`
}

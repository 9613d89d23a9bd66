package main

import (
	"encoding/json"
	"io"

	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// report is the whole answer; its JSON is the output of -format json.
type report struct {
	Schema   int      `json:"schema"`
	Need     string   `json:"need"`
	Verdict  status   `json:"verdict"`
	Counts   counts   `json:"counts"`
	Versions []bucket `json:"versions"` // oldest first
	Worst    []string `json:"worst"`    // the ARNs of the offenders with the oldest agents
	Query    string   `json:"query,omitempty"`
	Rows     []row    `json:"instances"` // worst first

	list bool // print every row
}

type counts struct {
	Instances     int `json:"instances"`
	Supported     int `json:"supported"`
	TooOld        int `json:"tooOld"`
	Unavailable   int `json:"unavailable"`
	Broken        int `json:"broken"`
	NotAdvertised int `json:"notAdvertised"`
	Unknown       int `json:"unknown"`
	Idle          int `json:"idle"` // of all, those that can take no tasks: draining or disconnected
}

// bucket counts the instances with one version; "" is none that can be read.
type bucket struct {
	Agent     string `json:"agentVersion"`
	Instances int    `json:"instances"`
}

// maxWorst is how many offenders are named.
const maxWorst = 10

func newReport(n need, rows []row) report {
	r := report{Schema: 1, Need: n.String(), Rows: rows, Worst: []string{}, Query: query(n, rows)}
	notAdvertising := 0
	for _, row := range rows {
		if row.Status.isOffender() && len(r.Worst) < maxWorst {
			r.Worst = append(r.Worst, row.ARN)
		}
		if row.Status == notAdvertised {
			notAdvertising++
		}
	}
	f := fleet.SurveyFunc(func(yield func(fleet.Instance) bool) {
		for _, row := range rows {
			if !yield(row.instance.Instance) {
				return
			}
		}
	}, n.check)
	r.Versions = histogram(f)
	r.Counts = counts{
		f.Instances, f.Supported - notAdvertising, f.TooOld, f.Unavailable, f.Broken, notAdvertising, f.Unknown, f.Idle,
	}
	r.Verdict = verdict(f, notAdvertising)
	return r
}

// verdict is the worst that is certain. A fleet without instances is unknown, and
// so is one in which none can take a task.
func verdict(f fleet.Fleet, notAdvertising int) status {
	s := ofVersion(f.Status())
	switch {
	case s < notAdvertised:
		return s
	case notAdvertising > 0:
		return notAdvertised
	case f.Idle == f.Instances:
		return unknown
	}
	return s
}

func (r report) exitCode() int {
	switch {
	case r.Verdict.isOffender():
		return cli.Found
	case r.Verdict == unknown:
		return cli.Undecided
	}
	return cli.OK
}

// histogram joins the operating systems of a version.
func histogram(f fleet.Fleet) []bucket {
	buckets := []bucket{}
	for _, v := range f.Versions {
		if n := len(buckets); n == 0 || buckets[n-1].Agent != v.Version.String() {
			buckets = append(buckets, bucket{Agent: v.Version.String()})
		}
		buckets[len(buckets)-1].Instances += v.Instances
	}
	return buckets
}

func (r report) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

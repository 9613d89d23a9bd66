package main

import (
	"encoding/json"
	"io"
	"slices"

	"github.com/seed-293f0d42/ecrkit/agentver"
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
}

type counts struct {
	Instances     int `json:"instances"`
	Supported     int `json:"supported"`
	TooOld        int `json:"tooOld"`
	Unavailable   int `json:"unavailable"`
	NotAdvertised int `json:"notAdvertised"`
	Unknown       int `json:"unknown"`
}

// bucket counts the instances with one version; "" is none that can be read.
type bucket struct {
	Agent     string `json:"agentVersion"`
	Instances int    `json:"instances"`

	version agentver.Version
}

// maxWorst is how many offenders are named.
const maxWorst = 10

func newReport(n need, rows []row) report {
	r := report{Schema: 1, Need: n.String(), Rows: rows, Worst: []string{}, Versions: histogram(rows), Query: query(n, rows)}
	for _, row := range rows {
		r.Counts.add(row.Status)
		if row.Status.isOffender() && len(r.Worst) < maxWorst {
			r.Worst = append(r.Worst, row.ARN)
		}
	}
	r.Verdict = r.Counts.verdict()
	return r
}

func (c *counts) add(s status) {
	c.Instances++
	switch s {
	case supported:
		c.Supported++
	case tooOld:
		c.TooOld++
	case unavailable:
		c.Unavailable++
	case notAdvertised:
		c.NotAdvertised++
	default:
		c.Unknown++
	}
}

// verdict is the worst that is certain. A fleet without instances is unknown.
func (c counts) verdict() status {
	switch {
	case c.TooOld > 0:
		return tooOld
	case c.Unavailable > 0:
		return unavailable
	case c.NotAdvertised > 0:
		return notAdvertised
	case c.Unknown > 0 || c.Supported == 0:
		return unknown
	}
	return supported
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

func histogram(rows []row) []bucket {
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b row) int { return a.version.Compare(b.version) })
	buckets := []bucket{}
	for _, r := range sorted {
		if n := len(buckets); n == 0 || buckets[n-1].version != r.version {
			buckets = append(buckets, bucket{Agent: r.version.String(), version: r.version})
		}
		buckets[len(buckets)-1].Instances++
	}
	return buckets
}

func (r report) writeJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

package main

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// query returns the expression of the ECS cluster query language that selects
// the offenders, "" when there are none.
//
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
func query(n need, rows []row) string {
	var terms []string
	anywhere := queryAnywhere(n, rows)
	if anywhere != "" {
		terms = append(terms, anywhere)
	}
	for _, os := range []agentver.OS{agentver.Linux, agentver.Windows} {
		if q := queryOn(n, os, rows); q != "" && (anywhere == "" || q != anywhere && q != anywhere+on(os)) {
			terms = append(terms, q)
		}
	}
	if q, ok := n.feature.BrokenQuery(); ok && lacks(rows, broken, "") {
		terms = append(terms, q)
	}
	if q := withoutAttribute(n.feature); q != "" && lacks(rows, notAdvertised, "") {
		terms = append(terms, q)
	}
	terms = slices.Compact(terms)
	if len(terms) == 1 {
		return terms[0]
	}
	for i := range terms {
		terms[i] = "(" + terms[i] + ")"
	}
	return strings.Join(terms, " or ")
}

// queryAnywhere selects those that are too old and do not say what they run: whose agent
// is older than what either operating system needs. No attribute is asked for, since they
// may not have it.
func queryAnywhere(n need, rows []row) string {
	if !lacks(rows, tooOld, "unknown") {
		return ""
	}
	linux, _ := n.olderQuery(agentver.Linux)
	windows, _ := n.olderQuery(agentver.Windows)
	onLinux, isOnLinux := n.since(agentver.Linux)
	onWindows, isOnWindows := n.since(agentver.Windows)
	if isOnWindows && (!isOnLinux || onWindows.Compare(onLinux) < 0) {
		return windows
	}
	return linux
}

func on(os agentver.OS) string { return " and attribute:ecs.os-type == " + os.String() }

// queryOn selects the offenders of one operating system. The operating system is
// part of it only where the other one has another minimum.
func queryOn(n need, os agentver.OS, rows []row) string {
	older, ok := n.olderQuery(os)
	switch {
	case lacks(rows, unavailable, os.String()):
		return strings.TrimPrefix(on(os), " and ")
	case !ok, !lacks(rows, tooOld, os.String()) && !lacks(rows, tooOld, "unknown"):
		return ""
	case n.sinceText(agentver.Linux) == n.sinceText(agentver.Windows):
		return older
	}
	return older + on(os)
}

// olderQuery selects the agents that are too old, false where none will do.
func (n need) olderQuery(os agentver.OS) (string, bool) {
	if !n.min.IsValid() {
		return n.feature.TooOldQuery(os)
	}
	c, err := agentver.ParseConstraint("< " + n.min.String())
	return c.ClusterQuery(), err == nil
}

// withoutAttribute selects the instances that advertise none of the feature's
// attributes. What varies in a name cannot be asked for.
func withoutAttribute(f agentver.Feature) string {
	var terms []string
	for name := range f.Attributes() {
		if !strings.Contains(name, "${") {
			terms = append(terms, "attribute:"+name+" !exists")
		}
	}
	return strings.Join(terms, " and ")
}

// lacks reports whether an instance has the status, on an operating system or,
// with "", on any.
func lacks(rows []row, s status, os string) bool {
	return slices.ContainsFunc(rows, func(r row) bool { return r.Status == s && (os == "" || r.OS == os) })
}

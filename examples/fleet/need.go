package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// need is what every agent is measured against: a feature, or else a version.
type need struct {
	feature agentver.Feature
	min     agentver.Version
}

func newNeed(feature, min string) (need, error) {
	if min != "" {
		v, err := agentver.Parse(min)
		if err != nil {
			return need{}, fmt.Errorf("-min %s: %w", min, err)
		}
		return need{min: v}, nil
	}
	if feature == "" {
		return need{feature: agentver.Pull()}, nil
	}
	f, ok := agentver.LookupFeature(feature)
	if !ok {
		f, ok = agentver.FeatureByAttribute(feature)
	}
	if !ok {
		return need{}, fmt.Errorf("-feature %s is not known%s (fleet -features prints all)", cli.Printable(feature), similar(feature))
	}
	return need{feature: f}, nil
}

// similar names the features whose id or title holds the text, or the one whose
// id or attribute is written like it.
func similar(text string) string {
	var ids []string
	asWords := func(s string) string { return strings.ReplaceAll(strings.ToLower(s), "-", " ") }
	for f := range agentver.Features() {
		if strings.Contains(asWords(f.ID()+" "+f.Title()), asWords(text)) {
			ids = append(ids, f.ID())
		}
	}
	if len(ids) == 0 {
		return cli.DidYouMean(text, names)
	}
	return "; did you mean " + strings.Join(ids, ", ") + "?"
}

// names yields what -feature takes.
func names(yield func(string) bool) {
	for f := range agentver.Features() {
		if !yield(f.ID()) {
			return
		}
		for attribute := range f.Attributes() {
			if !yield(attribute) {
				return
			}
		}
	}
}

// since returns the oldest agent that will do, false where none will.
func (n need) since(os agentver.OS) (agentver.Version, bool) {
	if n.min.IsValid() {
		return n.min, true
	}
	return n.feature.Since(os)
}

// check measures one agent. Where the operating system is not known, the answer
// is known all the same if it is one for both.
func (n need) check(v agentver.Version, os agentver.OS) agentver.Status {
	if os.IsValid() {
		return n.checkOn(v, os)
	}
	linux, windows := n.checkOn(v, agentver.Linux), n.checkOn(v, agentver.Windows)
	switch {
	case linux == windows:
		return linux
	case linux == agentver.Supported, windows == agentver.Supported:
		return agentver.Unknown
	}
	return agentver.TooOld
}

func (n need) checkOn(v agentver.Version, os agentver.OS) agentver.Status {
	switch {
	case !n.min.IsValid():
		return n.feature.Check(v, os)
	case !v.IsValid():
		return agentver.Unknown
	case v.Compare(n.min) < 0:
		return agentver.TooOld
	}
	return agentver.Supported
}

// String says what is needed: "ecr-pull: agent 1.7.0 or later on linux, 1.14.0 on windows".
func (n need) String() string {
	if n.min.IsValid() {
		return n.agent(0)
	}
	return n.feature.String() + ": " + n.agent(0)
}

// agent says which agent will do on an operating system, or on both.
func (n need) agent(os agentver.OS) string {
	linux, windows := n.sinceText(agentver.Linux), n.sinceText(agentver.Windows)
	switch {
	case os.IsValid():
		return "agent " + n.sinceText(os) + " or later"
	case linux == windows:
		return "agent " + linux + " or later"
	}
	return "agent " + linux + " or later on linux, " + windows + " on windows"
}

func (n need) sinceText(os agentver.OS) string {
	if v, ok := n.since(os); ok {
		return v.String()
	}
	return "none"
}

func listFeatures(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "FEATURE\tLINUX\tWINDOWS\tWHAT")
	for f := range agentver.Features() {
		n := need{feature: f}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", f, n.sinceText(agentver.Linux), n.sinceText(agentver.Windows), f.Title())
	}
	return t.Flush()
}

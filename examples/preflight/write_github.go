package main

import (
	"fmt"
	"io"
	"strings"
)

// GitHub Actions' workflow commands: one annotation a finding.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
var (
	githubLevels   = map[severity]string{note: "notice", warning: "warning", failure: "error"}
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func writeGitHub(w io.Writer, r report) error {
	for _, f := range r.Findings {
		properties := "title=" + githubProperty.Replace(f.Rule)
		if f.Where.File != "" {
			properties = "file=" + githubProperty.Replace(f.Where.File) + "," + properties
		}
		if f.Where.Line > 0 {
			properties += fmt.Sprintf(",line=%d", f.Where.Line)
		}
		if _, err := fmt.Fprintf(w, "::%s %s::%s\n", githubLevels[f.Severity], properties, githubText.Replace(f.sentence())); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, r.sum())
	return err
}

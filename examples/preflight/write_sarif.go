package main

import (
	"encoding/json"
	"io"
	"net/url"
)

// The part of SARIF 2.1.0 that code scanning services read.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string    `json:"id"`
		ShortDescription sarifText `json:"shortDescription"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine int `json:"startLine"`
	}
	sarifLogical struct {
		FullyQualifiedName string `json:"fullyQualifiedName"`
	}
)

func writeSARIF(w io.Writer, r report) error {
	run := sarifRun{Tool: sarifTool{sarifDriver{Name: "ecrkit preflight"}}, Results: []sarifResult{}}
	for _, rule := range rules {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{rule.id, sarifText{rule.summary}})
	}
	for _, f := range r.Findings {
		run.Results = append(run.Results, sarifOf(f))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

func sarifOf(f finding) sarifResult {
	res := sarifResult{RuleID: f.Rule, Level: f.Severity.String(), Message: sarifText{f.sentence()}}
	if f.Where.File == "" {
		return res
	}
	loc := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: f.Where.File}).EscapedPath()}}}
	if f.Where.Line > 0 {
		loc.Physical.Region = &sarifRegion{f.Where.Line}
	}
	if f.Where.Pointer != "" {
		loc.Logical = []sarifLogical{{f.Where.Pointer}}
	}
	res.Locations = []sarifLocation{loc}
	return res
}

// sentence is the message with its remedy.
func (f finding) sentence() string {
	if f.Fix == "" {
		return f.Message
	}
	return f.Message + "\nfix: " + f.Fix
}

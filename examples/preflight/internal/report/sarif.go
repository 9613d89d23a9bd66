package report

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/url"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

const (
	home      = "https://github.com/seed-293f0d42/ecrkit/blob/main/examples/preflight/README.md"
	sarifHome = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
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
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string      `json:"id"`
		ShortDescription sarifText   `json:"shortDescription"`
		FullDescription  sarifText   `json:"fullDescription"`
		Help             sarifText   `json:"help"`
		HelpURI          string      `json:"helpUri"`
		Configuration    sarifConfig `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
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
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
	sarifLogical struct {
		FullyQualifiedName string `json:"fullyQualifiedName"`
	}
)

// writeSARIF prints what GitHub's code scanning takes: every result has a place,
// and paths are relative.
func (r Report) writeSARIF(w io.Writer, p Page, rules []Rule) error {
	driver := sarifDriver{Name: "ecrkit preflight", Version: cli.Version(), InformationURI: home, Rules: []sarifRule{}}
	index := map[string]int{}
	for i, rule := range rules {
		index[rule.ID] = i
		driver.Rules = append(driver.Rules, sarifRuleOf(rule))
	}
	results := []sarifResult{}
	for _, f := range r.Findings {
		results = append(results, p.sarifOf(f, index[f.Rule], r.somewhere()))
	}
	return encode(w, sarifLog{Schema: sarifHome, Version: "2.1.0", Runs: []sarifRun{{sarifTool{driver}, "utf16CodeUnits", results}}})
}

func sarifRuleOf(rule Rule) sarifRule {
	sentence := sarifText{strings.ToUpper(rule.Doc[:1]) + rule.Doc[1:] + "."}
	return sarifRule{rule.ID, sentence, sentence, sentence, home + "#rules", sarifConfig{rule.Severity.String()}}
}

func (p Page) sarifOf(f Finding, index int, somewhere awsfile.Where) sarifResult {
	at := f.Where
	if !isFile(at) {
		at = somewhere
	}
	loc := sarifLocation{Physical: sarifPhysical{
		Artifact: sarifArtifact{(&url.URL{Path: relative(at.File)}).EscapedPath()},
		Region:   sarifRegion{max(at.Line, 1), p.column(at)},
	}}
	if f.Where.Pointer != "" {
		loc.Logical = []sarifLogical{{f.Where.Pointer}}
	}
	return sarifResult{f.Rule, index, f.Severity.String(), sarifText{f.sentence()}, []sarifLocation{loc},
		map[string]string{"preflight/v1": fingerprint(f)}}
}

// somewhere is where a finding is shown that is in no file, such as one about a
// flag: where the first image stands, or else at the top of what was read.
func (r Report) somewhere() awsfile.Where {
	for _, i := range r.Images {
		if isFile(i.Where) {
			return i.Where
		}
	}
	for _, f := range r.Findings {
		if isFile(f.Where) {
			return awsfile.Where{File: f.Where.File}
		}
	}
	return awsfile.Where{File: "stdin"}
}

// fingerprint tells a finding from others wherever its line moves to.
func fingerprint(f Finding) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Rule, f.Container, relative(f.Where.File), f.Where.Pointer}, "\x00")))
	return hex.EncodeToString(sum[:16])
}

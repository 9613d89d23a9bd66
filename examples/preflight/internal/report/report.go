// Package report holds the answer of preflight, and writes it in each of its
// formats: text for a person, markdown for a job summary, JSON with a schema,
// SARIF for code scanning and annotations for GitHub workflows.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// Finding is one thing that decides, or leaves open, whether an image can be
// pulled, with what to do about it.
type Finding struct {
	Rule      string        `json:"rule"`
	Severity  Severity      `json:"severity"`
	Container string        `json:"container,omitempty"` // "" when it concerns the whole task
	Where     awsfile.Where `json:"where"`
	Message   string        `json:"message"`
	Fix       string        `json:"fix"`            // what to write or run; "" when nothing has to change
	Same      []string      `json:"same,omitempty"` // what else the finding holds for, such as other container instances
}

// Severity says what a finding means for the verdict, and nothing else: an error
// makes a pull fail, a warning leaves it undecided, a note changes nothing.
type Severity uint8

// Severities of findings.
const (
	Note Severity = iota
	Warning
	Failure
)

var severityNames = [...]string{"note", "warning", "error"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText makes JSON hold the name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the name.
func (s *Severity) UnmarshalText(b []byte) error {
	i := slices.Index(severityNames[:], string(b))
	*s = Severity(max(i, 0))
	return unknownName(i, b)
}

// Verdict is the answer for one image or for all of them.
type Verdict uint8

// Verdicts, from good to bad.
const (
	Outside Verdict = iota // not in ECR: nothing to decide
	CanPull
	Undecided
	WillFail
)

var verdictNames = [...]string{"nothing-to-decide", "can-pull", "undecided", "will-fail"}

func (v Verdict) String() string { return verdictNames[v] }

// MarshalText makes JSON hold the name.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads the name.
func (v *Verdict) UnmarshalText(b []byte) error {
	i := slices.Index(verdictNames[:], string(b))
	*v = Verdict(max(i, 0))
	return unknownName(i, b)
}

func unknownName(i int, b []byte) error {
	if i < 0 {
		return fmt.Errorf("no such name: %q", b)
	}
	return nil
}

// Judge returns the verdict that findings leave of a verdict without any.
func Judge(v Verdict, fs []Finding) Verdict {
	for _, f := range fs {
		switch {
		case f.Severity == Failure:
			return WillFail
		case f.Severity == Warning:
			v = Undecided
		}
	}
	return v
}

// Image is the answer for one container.
type Image struct {
	Task      string        `json:"task,omitempty"`
	Container string        `json:"container,omitempty"`
	Image     string        `json:"image"`
	Verdict   Verdict       `json:"verdict"`
	Where     awsfile.Where `json:"where"`
}

// Report is the whole answer; its JSON is the output of -format json.
type Report struct {
	Schema   int       `json:"schema"`
	Verdict  Verdict   `json:"verdict"`
	Presumed []string  `json:"presumed"` // what the answer takes for absent, such as a service control policy
	Images   []Image   `json:"images"`
	Findings []Finding `json:"findings"`

	said map[key]bool // of Findings
}

// Rule is a kind of finding, as the SARIF driver and the README list it.
type Rule struct {
	ID       string
	Severity Severity // the worst that the rule reports
	Doc      string
}

// New returns a report without images and findings.
func New() Report {
	return Report{Schema: 1, Verdict: CanPull, Presumed: []string{}, Images: []Image{}, Findings: []Finding{}}
}

// Add adds findings that are not there yet: what was said of a file as a whole is
// not said again for each container.
func (r *Report) Add(fs ...Finding) {
	if r.said == nil {
		r.said = map[key]bool{}
	}
	for _, f := range fs {
		if r.said[f.key("")] || r.said[f.key(f.Container)] {
			continue
		}
		r.said[f.key(f.Container)] = true
		r.Findings = append(r.Findings, f)
	}
}

// Join adds the answer for other tasks. The verdict is the worse one.
func (r *Report) Join(other Report) {
	r.Verdict = max(r.Verdict, other.Verdict)
	for _, p := range other.Presumed {
		if !slices.Contains(r.Presumed, p) {
			r.Presumed = append(r.Presumed, p)
		}
	}
	r.Images = append(r.Images, other.Images...)
	r.Add(other.Findings...)
	r.Sort()
}

// key tells a finding from others. A column does not.
type key struct {
	rule, container, file string
	line                  int
	pointer, message, fix string
}

// key is that of a finding; container is its own, or "".
func (f Finding) key(container string) key {
	return key{f.Rule, container, f.Where.File, f.Where.Line, f.Where.Pointer, f.Message, f.Fix}
}

// Sort puts what decides first. Among findings of one severity the order stays.
func (r *Report) Sort() {
	slices.SortStableFunc(r.Findings, func(a, b Finding) int { return cmp.Compare(b.Severity, a.Severity) })
}

// sentence is the message with its remedy.
func (f Finding) sentence() string {
	text := f.Message
	if len(f.Same) > 0 {
		text += "\n" + f.others()
	}
	if f.Fix != "" {
		text += "\nfix: " + f.Fix
	}
	return text
}

// others says what else a finding holds for. A long list is cut: the JSON has all.
func (f Finding) others() string {
	const shown = 3
	list := strings.Join(f.Same[:min(len(f.Same), shown)], ", ")
	if more := len(f.Same) - shown; more > 0 {
		list += fmt.Sprintf(" and %d more (-format json lists them)", more)
	}
	return fmt.Sprintf("the same for %s: %s", Count(len(f.Same), "other"), list)
}

// Count returns a number with its noun.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

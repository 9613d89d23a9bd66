package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// pullErrors are the messages of failed pulls, collected from the source of the
// ECS agent, its documentation and reports; each row names its source.
//
//go:embed data/pull-errors.json
var pullErrors []byte

// pullError is a known message. In Message, <…> and … stand for what varies, and
// " / " parts two wordings.
type pullError struct{ Error, Message, Cause, Preflight string }

// addError adds what the message of a failed pull means. Without a task there is
// nothing else to say, and a message that nobody knows leaves the answer open.
func (r *report) addError(text string) {
	f, known := explainError(text)
	r.Findings = append(r.Findings, f)
	if !known && len(r.Images) == 0 {
		r.Verdict = undecided
	}
}

// explainError says what the text of a failed pull means. The finding is a note:
// it explains, the other findings decide.
func explainError(text string) (finding, bool) {
	at := awsfile.Where{Pointer: "-error"}
	if f, ok := explainDenial(text); ok {
		f.Where = at
		return f, true
	}
	best, score := pullError{}, 0
	for _, known := range loadPullErrors() {
		if s := known.score(text); s > score {
			best, score = known, s
		}
	}
	if score == 0 {
		return finding{"pull-error", note, "", at, "this message is not among the known ones", "check everything else: -task, -policy, -instances"}, false
	}
	return finding{"pull-error", note, "", at, best.Cause, best.Preflight}, true
}

func loadPullErrors() []pullError {
	var known []pullError
	if err := json.Unmarshal(pullErrors, &known); err != nil {
		panic(err) // the file is part of the program
	}
	return known
}

// score is the number of characters that text shares with the message, or 0
// when a part of the message is missing.
func (e pullError) score(text string) int {
	best := 0
	for _, wording := range strings.Split(e.pattern(), " / ") {
		best = max(best, matched(plain(text), fragments(plain(wording))))
	}
	return best
}

// pattern is the message, or the error's own text for the row that has no message.
func (e pullError) pattern() string {
	if e.Message == "" {
		return e.Error
	}
	return e.Message
}

// plain folds case and the typographic apostrophes that newer agents print.
func plain(s string) string {
	return strings.NewReplacer("’", "'", "“", `"`, "”", `"`, `\\n`, " ", `\n`, " ", "\n", " ").Replace(strings.ToLower(s))
}

var variable = regexp.MustCompile(`<[^<>]*>|\.\.\.|…`)

// fragments are the fixed parts of a message, without those too short to mean
// anything alone.
func fragments(message string) []string {
	var fixed []string
	for _, part := range variable.Split(message, -1) {
		if part = strings.Trim(part, ` "':,()`); len(part) > 3 {
			fixed = append(fixed, part)
		}
	}
	return fixed
}

// matched returns the length of all parts when they stand in text in order.
func matched(text string, parts []string) int {
	n := 0
	for _, part := range parts {
		i := strings.Index(text, part)
		if i < 0 {
			return 0
		}
		text, n = text[i+len(part):], n+len(part)
	}
	return n
}

// How IAM words a refusal, and how it names the kind of policy to blame.
var (
	denial       = regexp.MustCompile(`(?i)not authorized to perform: ([\w:-]+) on resource: ([^\s,]+)`)
	notAllowed   = regexp.MustCompile(`(?i)because no ([a-z -]+?) allows`)
	explicitDeny = regexp.MustCompile(`(?i)with an explicit deny in an? ([a-z -]+)`)
)

// remedies say what to change for each kind of policy that IAM names.
var remedies = map[string]string{
	"identity-based policy":   "allow it in a policy of the role that pulls",
	"resource-based policy":   "allow the role in the repository policy, in the image's account",
	"vpc endpoint policy":     "allow it in the policy of the VPC endpoint",
	"service control policy":  "allow it in the organisation's service control policies",
	"resource control policy": "allow it in the organisation's resource control policies",
	"session policy":          "allow it in the session policy",
	"permissions boundary":    "allow it in the role's permissions boundary",
}

func explainDenial(text string) (finding, bool) {
	m := denial.FindStringSubmatch(text)
	if m == nil {
		return finding{}, false
	}
	f := finding{Rule: "pull-error", Severity: note,
		Message: fmt.Sprintf("the caller may not call %s on %s", m[1], m[2]),
		Fix:     "allow it in a policy of the role that pulls, and for another account's image in the repository policy too"}
	if why := notAllowed.FindStringSubmatch(text); why != nil {
		f.Message = fmt.Sprintf("no %s allows %s on %s", why[1], m[1], m[2])
		f.Fix = remedies[strings.ToLower(why[1])]
	}
	if why := explicitDeny.FindStringSubmatch(text); why != nil {
		f.Message = fmt.Sprintf("%s on %s is denied by a statement with Effect Deny in a %s", m[1], m[2], strings.TrimSpace(why[1]))
		f.Fix = "take the role or the repository out of that statement; nothing that is added helps against a deny"
	}
	return f, true
}

// Package answer decides whether Amazon ECS can pull an image from Amazon ECR, by
// three texts that somebody has typed or pasted: an image or a task definition, the
// policies of the role that pulls, and the version of the container agent.
//
// It is what examples/web runs in the browser, so it is kept light: no file, no
// network, no clock, no package fmt. Its words and verdicts are those of
// examples/preflight, which reads more (templates, repository policies, service
// control policies) and knows less of where a person is looking.
//
// What was not given is never taken for fine: without a policy, or an agent where one
// counts, the answer is undecided and says what is missing.
package answer

// Input holds the texts as they stand in the fields of the page.
type Input struct {
	Image  string // an image reference, or a task definition in JSON
	Policy string // policies of the role, one after the other; or names of policies that AWS manages
	Agent  string // any text in which AWS puts an agent version
	Launch string // where the task runs: one of LaunchTypes, or "" where the task definition says it
}

// Answer is what there is to say about an Input.
type Answer struct {
	Verdict  Verdict
	Sum      string   // the verdict in a sentence
	Presumed []string // what a good verdict takes for granted, since nobody was asked
	Images   []Image
	Findings []Finding // what decides first, at most 100
	More     int       // how many findings more there are
}

// Verdict is the answer in a word.
type Verdict string

// The verdicts: Waiting until there is an image, and those of preflight.
const (
	Waiting   Verdict = "waiting"
	Outside   Verdict = "nothing-to-decide"
	CanPull   Verdict = "can-pull"
	Undecided Verdict = "undecided"
	WillFail  Verdict = "will-fail"
)

// Image is the answer for one container.
type Image struct {
	Container string // "" for an image that stands alone
	Text      string // with REDACTED in place of what may be a secret
	Verdict   Verdict
}

// Severity says what a finding does to the verdict.
type Severity string

// An error makes a pull fail, a warning leaves it undecided, a note changes nothing.
const (
	Failure Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Field is the part of the Input that a finding is about.
type Field string

// The fields.
const (
	FieldImage  Field = "image"
	FieldPolicy Field = "policy"
	FieldAgent  Field = "agent"
)

// Finding is one thing that decides, or leaves open, whether an image can be pulled.
type Finding struct {
	Severity  Severity
	Field     Field
	Container string   // "" when it concerns all of them
	Message   string   // what was found
	Why       []string // the statements that decided, or came near
	Caret     *Caret   // where it is in the text, if it is at one place
	Fix       string   // what to do, in words
	Paste     string   // what to write, to be copied

	place place // of Caret, until the finding is one of those that are shown
}

// Ask answers.
func Ask(in Input) Answer {
	clean := Input{Image: withoutMark(in.Image), Policy: withoutMark(in.Policy), Agent: withoutMark(in.Agent), Launch: in.Launch}
	a := ask(clean)
	for _, field := range []struct {
		name          Field
		given, judged string
	}{{FieldImage, in.Image, clean.Image}, {FieldPolicy, in.Policy, clean.Policy}, {FieldAgent, in.Agent, clean.Agent}} {
		if field.given != field.judged {
			putBack(a.Findings, field.name)
		}
	}
	return a
}

func ask(in Input) Answer {
	t := readTask(in)
	if len(t.containers) == 0 && len(t.findings) == 0 {
		return waiting(in)
	}
	t.judgeRole()
	t.judgeAgent(in.Agent)
	t.judgePolicy(readPolicies(in.Policy))
	return t.answer()
}

// waiting says what is wrong with the other fields as long as there is no image.
func waiting(in Input) Answer {
	var t task
	a := Answer{Verdict: Waiting, Sum: "Paste an image or a task definition: nothing is decided yet."}
	t.add(readPolicies(in.Policy).findings...)
	t.readAgent(in.Agent, true)
	a.show(t.findings)
	return a
}

package answer_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/stretchr/testify/require"
)

// selected is the text of a field that a browser selects for a caret.
func selected(field string, c *answer.Caret) string {
	units := utf16.Encode([]rune(field))
	return string(utf16.Decode(units[c.Start:c.End]))
}

// TestCaret: the place of a fault, in every field and in every shape.
func TestCaret(t *testing.T) {
	t.Parallel()
	inImage := map[string]bool{"in a definition on one line": true, "with an escape": true} // where the column counts
	definition := "{\n  \"containerDefinitions\": [\n    {\"name\": \"😀\", \"image\": \"" + host + "/App:v1\"}\n  ]\n}"
	for _, row := range []struct {
		name         string
		in           answer.Input
		field        answer.Field
		line, column int
		at, before   string
		message, why string
	}{
		{"wrong suffix", answer.Input{Image: "123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:v1"}, answer.FieldImage, 1, 46, "/",
			"123456789012.dkr.ecr.cn-north-1.amazonaws.com", "the host suffix for cn-north-1 is amazonaws.com.cn", "behind what is right so far"},
		{"space around", answer.Input{Image: " \n" + host + "/App:v1\n"}, answer.FieldImage, 2, 46, "A", host + "/", "", "the field is trimmed"},
		{"at the end", answer.Input{Image: host + "/app:"}, answer.FieldImage, 1, 50, "", host + "/app:", "", "something is missing"},
		{"two images", answer.Input{Image: "\n" + image + "\r\n\r\n  nginx\n"}, answer.FieldImage, 4, 3, "n", "  ",
			"one image at a time: these are 2 lines, and none of them was judged", "the second line that holds something"},
		{"three images on a line", answer.Input{Image: image + " " + image + " " + image}, answer.FieldImage, 1, len(image) + 2,
			"1", image + " ",
			"one image at a time: these are 3 images, and none of them was judged", "the second image"},
		{"in a task definition", answer.Input{Image: definition}, answer.FieldImage, 3, 74, "A", host + "/", "", "line and column of the file"},
		{"in a definition on one line", answer.Input{Image: task("EC2", "", image, host+"/App:v1")}, answer.FieldImage, 1, 46, "A", host + "/",
			"", "a column of a hundred helps nobody"},
		{"with an escape", answer.Input{Image: strings.Replace(definition, "/App", `\/App`, 1)}, answer.FieldImage, 1, 46, "A", host + "/", "",
			"no place in the field, since the image is spelled in another way there"},
		{"broken JSON", answer.Input{Image: "[{\"name\": \"a\",\n\"image\" 1}]"}, answer.FieldImage, 2, 9, "1",
			"\"image\" ", "", "the parser's place"},
		{"effect", answer.Input{Image: image, Policy: "{\"Statement\":\n{\"Effect\":\"Permit\"}}"}, answer.FieldPolicy, 2, 11, "\"",
			"{\"Effect\":", "", "the place in the document is one in the field"},
		{"second policy", answer.Input{Image: image, Policy: pull + "\n{\"Effect\":1}"}, answer.FieldPolicy, 2, 2, "\"", "{", "",
			"behind the first"},
		{"unknown name", answer.Input{Image: image, Policy: managed + " Mine"}, answer.FieldPolicy, 1, len(managed) + 2, "M",
			managed + " ", "", "the name, not the field"},
		{"agent", answer.Input{Image: image, Agent: "1.x.0"}, answer.FieldAgent, 1, 3, "x", "1.", "", "where the version breaks off"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var found *answer.Finding
			for _, f := range answer.Ask(row.in).Findings {
				if f.Field == row.field && f.Caret != nil && found == nil {
					found = &f
				}
			}
			require.NotNil(t, found, row.why)
			c := found.Caret
			if c.Line != row.line || c.Column != row.column || c.At != row.at || c.Before != row.before {
				t.Errorf("%+v, want line %d, column %d, %q behind %q: %s", *c, row.line, row.column, row.at, row.before, row.why)
			}
			if row.message != "" && found.Message != row.message {
				t.Errorf("the message is %q, want %q", found.Message, row.message)
			}
			fields := map[answer.Field]string{answer.FieldImage: row.in.Image, answer.FieldPolicy: row.in.Policy, answer.FieldAgent: row.in.Agent}
			if c.Start >= 0 && selected(fields[row.field], c) != row.at {
				t.Errorf("the browser selects %q, want %q", selected(fields[row.field], c), row.at)
			}
			if c.InImage != inImage[row.name] {
				t.Errorf("the column counts in the image: %t: %s", c.InImage, row.why)
			}
			if row.name == "with an escape" && c.Start != -1 {
				t.Errorf("a place in the field: %d", c.Start)
			}
		})
	}
}

// TestPresumed: where the role lives is presumed only where nobody says it.
func TestPresumed(t *testing.T) {
	t.Parallel()
	ofTask := strings.Replace(
		task("FARGATE", "r", image),
		"{",
		`{"taskDefinitionArn":"arn:aws:ecs:us-east-1:210987654321:task-definition/t:1",`,
		1,
	)
	for _, row := range []struct{ image, want, why string }{
		{image, "a role of the image's account, 123456789012", "no role is named"},
		{task("FARGATE", "r", image), "a role of the image's account, 123456789012", "a role by its name"},
		{ofTask, "a role of the account of the task definition, 210987654321", "the definition has an account"},
		{task("FARGATE", role, image), "no repository policy that denies it", "a role by its ARN: nothing of it is presumed"},
	} {
		list := answer.Ask(answer.Input{Image: row.image, Policy: pull, Launch: "FARGATE"}).Presumed
		if len(list) == 0 || list[len(list)-1] != row.want {
			t.Errorf("presumed are %q, want %q at the end: %s", list, row.want, row.why)
		}
	}
}

// TestPastesHold: what the page says to write does what it promises.
func TestPastesHold(t *testing.T) {
	t.Parallel()
	images, statements := 0, 0
	for _, c := range cases {
		in := answer.Input{Image: c.image, Policy: strings.Join(c.policies, "\n"), Agent: c.agent, Launch: c.launch}
		for _, f := range answer.Ask(in).Findings {
			switch {
			case f.Paste == "" || strings.HasPrefix(f.Paste, `"`):
			case f.Field == answer.FieldImage:
				images++
				if _, err := ecrref.Parse(f.Paste); err != nil {
					t.Errorf("%s: write %s: %v", c.name, f.Paste, err)
				}
			default:
				statements++
				doc, err := iampolicy.Parse([]byte(f.Paste))
				require.NoError(t, err, c.name)
				if !doc.Statement.Items[0].Principal.IsZero() {
					continue // of the repository, which the page does not ask for
				}
				in.Policy += "\n" + f.Paste
				for _, f := range answer.Ask(in).Findings {
					if f.Field == answer.FieldPolicy && f.Severity == answer.Failure && strings.Contains(f.Message, "is not allowed") {
						t.Errorf("%s: with the fix: %s", c.name, f.Message)
					}
				}
			}
		}
	}
	require.Greater(t, images, 3)
	require.Greater(t, statements, 5)
}

// TestNothingSecretIsShown: the answer repeats no password of an image.
func TestNothingSecretIsShown(t *testing.T) {
	t.Parallel()
	for _, image := range []string{
		"AWS:hunter2@" + host + "/app:v1", "https://user:hunter2@" + host + "/app", "docker://x:hunter2@ghcr.io/app",
		`[{"name":"a","image":"AWS:hunter2@` + host + `/app:v1"}]`,
	} {
		text, err := json.Marshal(answer.Ask(answer.Input{Image: image}))
		require.NoError(t, err)
		require.NotContains(t, string(text), "hunter2", image)
	}
}

// FuzzAsk: no text makes it panic, nothing missing is fine, and every place lies in
// its field.
func FuzzAsk(f *testing.F) {
	for _, c := range cases {
		f.Add(c.image, strings.Join(c.policies, "\n"), c.agent, uint8(0))
	}
	f.Fuzz(func(t *testing.T, image, policy, agent string, launch uint8) {
		in := answer.Input{Image: image, Policy: policy, Agent: agent, Launch: append(answer.LaunchTypes, "")[int(launch)%5]}
		a := answer.Ask(in)
		fields := map[answer.Field]string{answer.FieldImage: image, answer.FieldPolicy: policy, answer.FieldAgent: agent}
		for _, f := range a.Findings {
			if c := f.Caret; c != nil && c.Start >= 0 && (c.End < c.Start || c.End > len(fields[f.Field])) {
				t.Errorf("place %d to %d in a field of %d bytes", c.Start, c.End, len(fields[f.Field]))
			}
		}
		private := strings.Contains(image, ".dkr") // the public gallery needs nothing
		if a.Verdict == answer.CanPull && private && !strings.Contains(image, "public") && strings.TrimSpace(policy) == "" {
			t.Errorf("%q can be pulled without a policy", image)
		}
		if a.Sum == "" || a.Verdict == "" {
			t.Error("no verdict")
		}
	})
}

// TestRegionMeant: a region that the table does not know is one with a slip, or new.
func TestRegionMeant(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ region, want, why string }{
		{"eu-cenrtal-1", "did you mean eu-central-1?", "two letters in the wrong order"},
		{"us-eest-1", "did you mean us-", "a letter away"},
		{"ap-southeast-9", "there is no region ap-southeast-9 in the table of ", "a new number: no guess"},
		{"nz-north-1", "there is no region nz-north-1 in the table of ", "nothing is near"},
	} {
		a := answer.Ask(answer.Input{Image: "123456789012.dkr.ecr." + row.region + ".amazonaws.com/app:v1"})
		require.Contains(t, messages(a), row.want, "%s: %s", row.why, row.region)
		require.Equal(t, strings.HasPrefix(row.want, "did"), strings.Contains(messages(a), "did you mean"), row.region)
	}
}

func messages(a answer.Answer) string {
	var all []string
	for _, f := range a.Findings {
		all = append(all, f.Message)
	}
	return strings.Join(all, "\n")
}

package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var someRules = []Rule{
	{"image-invalid", Failure, "the image reference is malformed"},
	{"policy-missing", Warning, "no policy was given"},
	{"tag-implicit", Note, "no tag and no digest"},
}

// reports are answers of every kind that the formats have to show.
func reports() map[string]Report {
	in := func(file string, line, column int, pointer string) awsfile.Where {
		return awsfile.Where{File: file, Line: line, Column: column, Pointer: pointer}
	}
	full := New()
	full.Verdict, full.Presumed = WillFail, []string{"no service control policy (-scp)"}
	full.Images = []Image{
		{"web", "app", "123456789012.dkr.ecr.us-east-1.amazonaws.com/app", WillFail,
			in("deploy/task.json", 3, 7, "/containerDefinitions/0/image")},
		{"web", "a|b`c", "nginx", Outside, in("deploy/task.json", 4, 7, "/containerDefinitions/1/image")},
	}
	full.Add(
		Finding{Rule: "image-invalid", Severity: Failure, Container: "app", Where: in("deploy/task.json", 3, 7, "/a"),
			Message: "one\ntwo: 100%, and <b>", Fix: "write `x`\n```\nand more"},
		Finding{Rule: "policy-missing", Severity: Warning, Where: in("", 0, 0, "-role-arn"), Message: "a flag is no place in a file"},
		Finding{Rule: "tag-implicit", Severity: Note, Where: in("stdin", 12, 3, "/a/0"), Message: "standard input is no file of the repository"},
		Finding{Rule: "tag-implicit", Severity: Note, Where: in("a b/ü#.json", 0, 0, ""), Message: "a name that a URI has to escape"},
		Finding{Rule: "tag-implicit", Severity: Note, Message: "nowhere", Same: []string{"i2", "i3", "i4", "i5", "i6"}},
	)
	stdin := New()
	stdin.Verdict = Undecided
	stdin.Add(Finding{Rule: "policy-missing", Severity: Warning, Where: in("stdin", 1, 1, ""), Message: "nothing but standard input"})
	return map[string]Report{"full": full, "empty": New(), "zero": {}, "stdin": stdin}
}

func written(t *testing.T, r Report, format string) string {
	var b bytes.Buffer
	require.NoError(t, r.Write(&b, format, Page{}, someRules))
	return b.String()
}

func compiled(t *testing.T, name string, text []byte) *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource(name, doc))
	s, err := c.Compile(name)
	require.NoError(t, err)
	return s
}

// TestColumn: SARIF and annotations count UTF-16 code units, JSON counts bytes.
func TestColumn(t *testing.T) {
	texts := map[string][]byte{"task.json": []byte("\ufeff{\"ä\": 1}\n{\"a𝄞\": \"é\", \"x\": 1}\r\n\t\xffz")}
	for _, row := range []struct {
		file         string
		line, column int
		want         int
		why          string
	}{
		{"task.json", 1, 2, 2, "nothing before it but a byte order mark, which is no part of the line"},
		{"task.json", 1, 8, 7, "ä has two bytes and one unit"},
		{"task.json", 2, 11, 9, "𝄞 has four bytes and two units"},
		{"task.json", 2, 16, 13, "both"},
		{"task.json", 3, 3, 3, "a byte that is no character counts as one"},
		{"task.json", 3, 9, 9, "behind the end of the line: as it is"},
		{"task.json", 9, 2, 2, "no such line"},
		{"task.json", 2, 0, 0, "no column"},
		{"other.json", 2, 5, 5, "the text is not known"},
	} {
		f := Finding{Rule: "tag-implicit", Where: awsfile.Where{File: row.file, Line: row.line, Column: row.column}, Message: "m"}
		r := New()
		r.Add(f)
		page := Page{Texts: texts}
		var sarif, github, plain strings.Builder
		require.NoError(t, r.Write(&sarif, "sarif", page, someRules))
		require.NoError(t, r.Write(&github, "github", page, someRules))
		require.NoError(t, r.Write(&plain, "json", page, someRules))
		assert.Contains(t, sarif.String(), `"columnKind": "utf16CodeUnits"`)
		if row.want == 0 {
			assert.NotContains(t, sarif.String()+github.String(), "startColumn", row.why)
			continue
		}
		assert.Contains(t, sarif.String(), fmt.Sprintf("\"startColumn\": %d\n", row.want), row.why)
		assert.Contains(t, github.String(), fmt.Sprintf(",col=%d,", row.want), row.why)
		assert.Contains(t, plain.String(), fmt.Sprintf("\"column\": %d\n", row.column), row.why)
	}
}

// TestSARIFIsValid holds the output against the schema of OASIS and against what
// GitHub's code scanning asks for beyond it:
// https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
// and the rules GH1001 to GH1007 of github.com/microsoft/sarif-sdk.
func TestSARIFIsValid(t *testing.T) {
	text, err := os.ReadFile("testdata/source/sarif-schema-2.1.0.json")
	require.NoError(t, err)
	schema := compiled(t, "sarif.json", text)
	for name, r := range reports() {
		t.Run(name, func(t *testing.T) {
			out := written(t, r, "sarif")
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
			require.NoError(t, err)
			assert.NoError(t, schema.Validate(doc))
			for _, fault := range githubFaults(t, out) {
				t.Error(fault)
			}
		})
	}
}

// githubFaults lists what GitHub would refuse or not show.
func githubFaults(t *testing.T, out string) (faults []string) {
	var log sarifLog
	require.NoError(t, json.Unmarshal([]byte(out), &log))
	fault := func(is bool, format string, args ...any) {
		if is {
			faults = append(faults, fmt.Sprintf(format, args...))
		}
	}
	fault(log.Version != "2.1.0", "version %q", log.Version)
	fault(len(log.Runs) != 1, "%d runs", len(log.Runs))
	driver := log.Runs[0].Tool.Driver
	fault(driver.Name == "" || driver.Version == "" || driver.InformationURI == "", "driver %v", driver)
	for _, rule := range driver.Rules {
		fault(rule.ID == "" || rule.ShortDescription.Text == "" || rule.FullDescription.Text == "" || rule.Help.Text == "", "rule %v", rule)
		fault(!strings.HasPrefix(rule.HelpURI, "https://"), "rule %s: help at %q", rule.ID, rule.HelpURI)
	}
	for i, result := range log.Runs[0].Results {
		fault(result.Message.Text == "", "result %d has no message", i)
		fault(driver.Rules[result.RuleIndex].ID != result.RuleID, "result %d: rule %s is not at %d", i, result.RuleID, result.RuleIndex)
		fault(len(result.Locations) == 0, "result %d has no location", i)
		fault(result.Fingerprints["preflight/v1"] == "", "result %d has no fingerprint", i)
		for _, l := range result.Locations {
			uri, err := url.Parse(l.Physical.Artifact.URI)
			fault(err != nil || uri.IsAbs() || uri.Path == "" || strings.HasPrefix(uri.Path, "/"),
				"result %d: %q is no relative URI", i, l.Physical.Artifact.URI)
			fault(l.Physical.Region.StartLine < 1, "result %d: line %d", i, l.Physical.Region.StartLine)
		}
	}
	return faults
}

// TestGitHubFaults: the check itself finds what is wrong.
func TestGitHubFaults(t *testing.T) {
	good := written(t, reports()["full"], "sarif")
	require.Empty(t, githubFaults(t, good))
	for _, row := range []struct{ old, new, why string }{
		{`"uri": "deploy/task.json"`, `"uri": "/home/me/deploy/task.json"`, "an absolute path"},
		{`"uri": "deploy/task.json"`, `"uri": ""`, "no path"},
		{`"startLine": 3`, `"startLine": 0`, "no line"},
		{`"version": "devel"`, `"version": ""`, "no version"},
		{`"ruleIndex": 1`, `"ruleIndex": 2`, "another rule"},
	} {
		bad := strings.Replace(good, row.old, row.new, 1)
		require.NotEqual(t, good, bad, row.why)
		assert.NotEmpty(t, githubFaults(t, bad), row.why)
	}
}

// TestSARIFPlaces: where each finding is shown.
func TestSARIFPlaces(t *testing.T) {
	var log sarifLog
	require.NoError(t, json.Unmarshal([]byte(written(t, reports()["full"], "sarif")), &log))
	want := []string{"deploy/task.json:3:7", "deploy/task.json:3:7", "deploy/task.json:3:7",
		"a%20b/%C3%BC%23.json:1:0", "deploy/task.json:3:7"}
	var got []string
	for _, r := range log.Runs[0].Results {
		p := r.Locations[0].Physical
		got = append(got, fmt.Sprintf("%s:%d:%d", p.Artifact.URI, p.Region.StartLine, p.Region.StartColumn))
	}
	require.Equal(t, want, got)
}

// TestJSONIsValid holds the output against the schema that is published, which takes
// nothing else.
func TestJSONIsValid(t *testing.T) {
	schema := compiled(t, "schema.json", Schema)
	for name, r := range reports() {
		if name == "zero" {
			continue // New makes the lists
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(written(t, r, "json")))
		require.NoError(t, err)
		assert.NoError(t, schema.Validate(doc), name)
	}
	good := written(t, reports()["full"], "json")
	for _, row := range []struct{ old, new, why string }{
		{`"verdict": "will-fail"`, `"verdict": "fails"`, "no verdict"},
		{`"severity": "note"`, `"severity": "info"`, "no severity"},
		{`"line": 3`, `"line": 0`, "no line"},
		{`"schema": 1`, `"schema": 2`, "another version"},
		{`"images":`, `"pictures":`, "no images"},
	} {
		bad := strings.Replace(good, row.old, row.new, 1)
		require.NotEqual(t, good, bad, row.why)
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(bad))
		require.NoError(t, err)
		assert.Error(t, schema.Validate(doc), row.why)
	}
}

// TestJSONRoundTrip: what is written is read back.
func TestJSONRoundTrip(t *testing.T) {
	for name, r := range reports() {
		var back Report
		require.NoError(t, json.Unmarshal([]byte(written(t, r, "json")), &back), name)
		r.said = nil
		assert.Equal(t, r, back, name)
	}
	var s Severity
	var v Verdict
	require.Error(t, s.UnmarshalText([]byte("info")))
	require.Error(t, v.UnmarshalText([]byte("fails")))
}

// TestGitHub: one line a finding, placed where there is a file.
func TestGitHub(t *testing.T) {
	require.Equal(t, strings.Join([]string{
		"::error file=deploy/task.json,line=3,col=7,title=image-invalid::one%0Atwo: 100%25, and <b>%0Afix: write `x`%0A```%0Aand more",
		"::warning title=policy-missing::a flag is no place in a file",
		"::notice title=tag-implicit::standard input is no file of the repository",
		"::notice file=a b/ü#.json,title=tag-implicit::a name that a URI has to escape",
		"::notice title=tag-implicit::nowhere%0Athe same for 5 others: i2, i3, i4 and 2 more (-format json lists them)",
		"Amazon ECS will not be able to pull 1 image: see the errors above.",
		"",
	}, "\n"), written(t, reports()["full"], "github"))
}

// TestMarkdown: nothing of a file begins a heading, a cell, a link or a tag.
func TestMarkdown(t *testing.T) {
	out := written(t, reports()["full"], "markdown")
	require.True(t, strings.HasPrefix(out, "### ❌ Amazon ECS will not be able to pull 1 image"), out)
	for _, want := range []string{"| ➖ | a\\|b\\`c | <code>nginx</code> | not in ECR |",
		"two: 100%, and &lt;b&gt;", "````\nwrite `x`\n```\nand more\n````"} {
		require.Contains(t, out, want)
	}
	require.NotContains(t, out, "<b>")
	for line := range strings.SplitSeq(out, "\n") {
		if strings.HasPrefix(line, "|") {
			assert.Equal(t, 5, strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"), line)
		}
	}
}

// TestAdd: what holds for all is not said again for each.
func TestAdd(t *testing.T) {
	r := Report{}
	f := Finding{Rule: "r", Message: "m"}
	of := func(container, message string) Finding {
		return Finding{Rule: "r", Container: container, Message: message}
	}
	r.Add(f, f, of("a", "m"), of("a", "n"), of("a", "n"), of("b", "n"))
	require.Equal(t, []Finding{f, of("a", "n"), of("b", "n")}, r.Findings)
}

// TestSum: the last line says once what the answer presumes.
func TestSum(t *testing.T) {
	presumed := []string{"no service control policy (-scp)", "no resource control policy (-rcp)"}
	image := []Image{{Verdict: CanPull}}
	for _, row := range []struct {
		r    Report
		want string
	}{
		{Report{Verdict: CanPull, Images: image, Presumed: presumed},
			"Amazon ECS can pull 1 image from Amazon ECR. Presumed: no service control policy (-scp), no resource control policy (-rcp)."},
		{Report{Verdict: CanPull, Images: image}, "Amazon ECS can pull 1 image from Amazon ECR."},
		{Report{Verdict: WillFail, Images: []Image{{Verdict: WillFail}, {Verdict: CanPull}}, Presumed: presumed},
			"Amazon ECS will not be able to pull 1 image: see the errors above."},
		{Report{Verdict: Outside, Images: []Image{{Verdict: Outside}}, Presumed: presumed}, "No image is in Amazon ECR: nothing to decide."},
		{Report{Verdict: Undecided, Images: image}, "Undecided: the warnings above say what is missing for an answer."},
		{Report{}, "No task definition was given, so nothing was decided."},
	} {
		assert.Equal(t, row.want, row.r.sum())
	}
}

// Package action_test runs the action as a runner of GitHub does, and the hooks as
// pre-commit does.
package action_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1"
	typo  = "123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:v1" // the suffix is amazonaws.com.cn
)

func task(image string) string {
	return `{"family": "web", "executionRoleArn": "arn:aws:iam::123456789012:role/x", "requiresCompatibilities": ["FARGATE"],
	"containerDefinitions": [{"name": "app", "image": "` + image + `"}]}`
}

// workspace is a repository with files for every answer.
func workspace(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"open.json": task(image), "typo.json": task(typo), "hub.json": task("nginx:1"), "broken.json": `{"containerDefinitions": [}`,
		"template.yaml":      read(t, "../preflight/testdata/template.yaml"),
		"token-on-arn.yaml":  read(t, "../preflight/testdata/token-on-arn.yaml"),
		"my policy.json":     read(t, "../preflight/testdata/pull-policy.json"),
		"docs/run.md":        "docker run " + image + "\n",
		"typos/Dockerfile":   "ARG X\nFROM " + typo + "\n",
		"typos/line\nbreak":  typo,
		"::error::x.json":    task(typo),
		"##[add-mask]x.json": `{"containerDefinitions": "##[add-mask]secret"}`,
	} {
		write(t, dir, name, text)
	}
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, name)
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o700))
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
}

type inputs = map[string]string

// TestAnswers: what a job does for each answer, and that what was found is told before it fails.
func TestAnswers(t *testing.T) {
	t.Parallel()
	dir := workspace(t)
	for _, row := range []struct {
		why         string
		in          inputs
		exit        int
		verdict     string
		annotations []string // what each begins with, in this order; more may follow
		summary     string
	}{
		{"a template that is right", inputs{"task": "template.yaml"}, 0, "can-pull", nil, "can pull 1 image"},
		{"a template that is wrong", inputs{"task": "token-on-arn.yaml"}, 1, "will-fail",
			[]string{"file=token-on-arn.yaml,line=25,col=35,title=permission-missing::ecr:GetAuthorizationToken"},
			"will not be able to pull 1 image"},
		{"both together", inputs{"task": "template.yaml\ntypo.json\n"}, 1, "will-fail",
			[]string{"file=typo.json,"}, "will not be able to pull 1 image"},
		{"of two with the same names inside, one that is right", inputs{"task": "template.yaml\ntoken-on-arn.yaml"}, 1, "will-fail",
			[]string{"file=token-on-arn.yaml,line=25,"}, "will not be able to pull 1 image"},
		{"something is missing", inputs{"task": "open.json"}, 3, "undecided",
			[]string{"file=open.json,line=1,col=39,title=policy-missing::"}, "Undecided: "},
		{"and that is accepted", inputs{"task": "open.json", "undecided": "pass"}, 0, "undecided",
			[]string{"file=open.json,line=1,col=39,title=policy-missing::"}, "Undecided: "},
		{"what is missing is given", inputs{"task": "open.json", "args": "-policy my policy.json\n\n-explain\n"}, 0, "can-pull",
			[]string{"file=open.json,line=2,col=52,title=permission-granted::"}, "can pull 1 image"},
		{"in the other way to write it", inputs{"task": "open.json", "args": "-policy=my policy.json"}, 0, "can-pull", nil, "can pull 1 image"},
		{"on two lines", inputs{"args": "-task\nopen.json\n-policy\nmy policy.json"}, 0, "can-pull", nil, "can pull 1 image"},
		{"undecided is no pass where something fails", inputs{"task": "typo.json", "undecided": "pass"}, 1, "will-fail",
			[]string{"file=typo.json,"}, "will not be able to pull 1 image"},
		{"no image in ECR", inputs{"task": "hub.json"}, 0, "nothing-to-decide", nil, "nothing to decide"},
		{"lines of Windows", inputs{"task": "template.yaml\r\n\r\n"}, 0, "can-pull", nil, "can pull 1 image"},

		{"a file that is not there", inputs{"task": "gone.json"}, 2, "", []string{"title=ecrkit::preflight could not"}, ""},
		{"a file that is broken", inputs{"task": "broken.json"}, 2, "", []string{"title=ecrkit::preflight could not"}, ""},
		{"a flag that is not there", inputs{"task": "open.json", "args": "-polcy=x"}, 2, "", []string{"title=ecrkit::preflight could not"}, ""},
		{"a flag without a value", inputs{"task": "template.yaml", "args": "-policy"}, 2, "", []string{"title=ecrkit::preflight could not"}, ""},
		{"a flag whose value is an empty line", inputs{"task": "open.json", "args": "-policy my policy.json\n-role-arn\n\n"}, 2, "",
			[]string{"title=ecrkit::preflight could not"}, ""},
		{"another, which takes any text", inputs{"task": "open.json", "args": "-policy my policy.json\n-error"}, 2, "",
			[]string{"title=ecrkit::preflight could not"}, ""},
		{"standard input, which a job has not", inputs{"task": "-"}, 2, "", []string{"title=ecrkit::preflight could not"}, ""},
		{"nothing at all", inputs{}, 2, "", []string{"title=ecrkit::nothing to check"}, ""},
		{"empty lines, as of a step without output", inputs{"task": "\n", "args": "\n", "scan": "\r\n"}, 2, "",
			[]string{"title=ecrkit::nothing to check"}, ""},
		{"flags that name nothing to check, and not its sample", inputs{"args": "-explain"}, 2, "",
			[]string{"title=ecrkit::preflight could not"}, ""},
		{"a flag with which nothing is checked", inputs{"task": "typo.json", "args": "-version"}, 2, "",
			[]string{"title=ecrkit::preflight checks nothing"}, ""},
		{"a hook checks no -task", inputs{"task": "typo.json", "args": "-hook"}, 1, "will-fail",
			[]string{"file=typo.json,"}, "will not be able to pull 1 image"},
		{"arguments behind the flags", inputs{"task": "typo.json", "args": "--"}, 2, "", []string{"title=ecrkit::preflight could not"}, ""},
		{"an answer that is none", inputs{"task": "typo.json", "undecided": "maybe"}, 2, "", []string{"title=ecrkit::undecided is neither"}, ""},

		{"an upload that is neither asked for nor not", inputs{"task": "typo.json", "sarif": "yes"}, 2, "",
			[]string{"title=ecrkit::sarif is neither"}, ""},

		{"no mistyped image", inputs{"scan": "docs"}, 0, "", nil, ""},
		{"a mistyped image", inputs{"scan": "docs\ntypos/Dockerfile"}, 1, "",
			[]string{"file=typos/Dockerfile,line=2,col=6::" + typo + ": the host suffix"},
			"\n### Mistyped images\n\n    typos/Dockerfile:2:6: " + typo},
		{"a folder that is not there", inputs{"scan": "gone\ntypos/Dockerfile"}, 2, "",
			[]string{"file=typos/Dockerfile,", "title=ecrkit::refscan could not"},
			"typos/Dockerfile"},
		{"a right template beside a mistyped image", inputs{"task": "template.yaml", "scan": "typos/Dockerfile"}, 1, "can-pull",
			[]string{"file=typos/Dockerfile,"}, "can pull 1 image"},
		{"an undecided one beside it", inputs{"task": "open.json", "scan": "typos/Dockerfile"}, 3, "undecided",
			[]string{"file=open.json,line=1,col=39,title=policy-missing::"}, "Undecided: "},
		{"an unreadable one beside it", inputs{"task": "gone.json", "scan": "typos/Dockerfile"}, 2, "",
			[]string{"title=ecrkit::preflight could not", "file=typos/Dockerfile,"}, "typos/Dockerfile"},
	} {
		t.Run(row.why, func(t *testing.T) {
			t.Parallel()
			j := run(t, dir, row.in)
			assert.Equal(t, row.exit, j.exit, j.log)
			assert.Equal(t, row.verdict, j.output("verdict"))
			assert.Contains(t, j.summary, row.summary)
			assert.Equal(t, row.summary == "", j.summary == "", j.summary)
			assert.Empty(t, j.uses, "Go is there, and nobody asked for an upload")
			got := j.annotations()
			require.GreaterOrEqual(t, len(got), len(row.annotations), j.log)
			for i, want := range row.annotations {
				assert.True(t, strings.HasPrefix(got[i], want), "annotation %d is %q, want %q", i, got[i], want)
			}
			if row.verdict == "" {
				assert.Empty(t, j.output("sarif"))
			} else {
				validateSARIF(t, j.output("sarif"))
			}
		})
	}
}

// validateSARIF holds a file against the schema of OASIS.
func validateSARIF(t *testing.T, name string) {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile("../preflight/internal/report/testdata/source/sarif-schema-2.1.0.json")
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(read(t, name)))
	require.NoError(t, err)
	require.NoError(t, schema.Validate(doc))
}

// TestUpload: the findings go to code scanning before the job fails, and only where that is asked for.
func TestUpload(t *testing.T) {
	t.Parallel()
	dir := workspace(t)
	for _, row := range []struct {
		in   inputs
		want bool
		why  string
	}{
		{inputs{"task": "token-on-arn.yaml", "sarif": "true"}, true, "a finding"},
		{inputs{"task": "template.yaml", "sarif": "true", "category": "prod"}, true, "one of several uploads"},
		{inputs{"task": "template.yaml", "sarif": "true"}, true, "no finding: the old ones are closed"},
		{inputs{"task": "template.yaml"}, false, "nobody asked"},
		{inputs{"task": "template.yaml", "sarif": "false"}, false, "somebody asked for none"},
		{inputs{"task": "gone.json", "sarif": "true"}, false, "nothing was checked"},
		{inputs{"scan": "typos", "sarif": "true"}, false, "refscan writes none"},
	} {
		j := run(t, dir, row.in)
		assert.Equal(t, row.want, j.uploaded != "", row.why)
		if row.want {
			assert.Equal(t, []string{"github/codeql-action/upload-sarif@v4"}, j.uses)
			assert.Equal(t, row.in["category"], j.category)
			validateSARIF(t, j.uploaded)
		}
	}
}

// TestSetUpGo: only a job without Go gets one.
func TestSetUpGo(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds the programs twice")
	}
	bare := t.TempDir() // a PATH without Go
	for _, name := range []string{"bash", "cat", "mktemp", "od", "sed", "tr"} {
		path, err := exec.LookPath(name)
		require.NoError(t, err)
		require.NoError(t, os.Symlink(path, filepath.Join(bare, name)))
	}
	dir := workspace(t)
	j := run(t, dir, inputs{"task": "template.yaml"}, "PATH="+bare)
	require.Zero(t, j.exit, j.log)
	require.Equal(t, []string{"actions/setup-go@v6"}, j.uses)
	// settings for the job's own module
	j = run(t, dir, inputs{"task": "template.yaml"}, "GOFLAGS=-mod=vendor", "GOWORK="+filepath.Join(dir, "go.work"), "GOTOOLCHAIN=local",
		"GOOS=plan9", "GOARCH=386", "GO111MODULE=off")
	require.Zero(t, j.exit, j.log)
	require.Empty(t, j.uses)
}

// TestProgramThatDoesNotRun: what a program cannot say itself is said for it.
func TestProgramThatDoesNotRun(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ script, want, why string }{
		{"echo broken >&2; exit 126", "did not run (exit code 126): the log says why", "a program for another machine"},
		{"kill -9 $$", "did not run (exit code 137): the log says why", "out of memory"},
		{"echo broken >&2; exit 2", "could not read what it was given: the log says what", "its own words"},
	} {
		for program, in := range map[string]inputs{"preflight": {"task": "template.yaml"}, "refscan": {"scan": "docs"}} {
			dir, bin := workspace(t), t.TempDir()
			write(t, bin, program, "#!/bin/sh\n"+row.script+"\n")
			require.NoError(t, os.Chmod(filepath.Join(bin, program), 0o700))
			j := runWith(t, bin, dir, in)
			assert.Equal(t, 2, j.exit, row.why)
			require.Len(t, j.annotations(), 1, j.log)
			assert.Contains(t, j.annotations()[0], program+" "+row.want, row.why)
			assert.Equal(t, strings.Contains(row.script, "broken"), strings.Contains(j.log, "broken\n"), j.log)
		}
	}
}

// TestNothingExecutes: names of files and inputs are never code, a flag or a command of the workflow.
func TestNothingExecutes(t *testing.T) {
	t.Parallel()
	for i, name := range []string{
		"my task.json", "$(touch executed).json", "`touch executed`.json", `'"; touch executed; '.json`, "a;touch executed.json",
		"${IFS}x.json", "*.json", "[a-z].json", "~.json", `back\slash.json`, "-strict", "-policy=x", "--", "#x.json", "!x.json", "ü.json",
		"::error::x.json", "%0A::error::x.json", " leading.json", "trailing.json ", "&&touch executed", "|touch executed", ">executed",
	} {
		if testing.Short() && i%4 != 1 {
			continue // three of four names
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := workspace(t)
			write(t, dir, name, task(typo))
			write(t, dir, "typos/"+name, typo)
			given := name
			if strings.HasPrefix(name, "-") {
				given = "./" + name
			}
			for _, in := range []inputs{{"task": name}, {"args": "-task=" + name}, {"args": "-task " + name}, {"scan": name},
				{"scan": "typos/" + name}} {
				j := run(t, dir, in)
				assert.Equal(t, 1, j.exit, "%v\n%s", in, j.log)
				assert.NotEmpty(t, j.annotations())
			}
			j := run(t, dir, inputs{"task": "open.json", "args": "-policy " + name}) // no policy
			assert.Equal(t, 2, j.exit, "%s\n%s", given, j.log)
			assert.Len(t, j.annotations(), 1)
			assert.NoFileExists(t, filepath.Join(dir, "executed"))
		})
	}
	dir := workspace(t)
	for _, in := range []inputs{
		{"undecided": "$(touch executed)", "task": "open.json"}, {"args": "$(touch executed)"}, {"args": "-error $(touch executed)"},
		{"sarif": "$(touch executed)", "task": "open.json"}, {"task": "##[add-mask]x.json"}, {"scan": "typos"}, {"scan": "gone\n::error::gone"},
	} {
		j := run(t, dir, in)
		j.annotations()
		assert.NotEmpty(t, j.log)
	}
	assert.NoFileExists(t, filepath.Join(dir, "executed"))
}

// TestLineBreakInName: a name that no input can hold is found in a folder.
func TestLineBreakInName(t *testing.T) {
	t.Parallel()
	j := run(t, workspace(t), inputs{"scan": "typos"})
	require.Equal(t, 1, j.exit)
	require.Len(t, j.annotations(), 2)
	require.Contains(t, j.summary, `    "typos/line\nbreak":1:1: `+typo)
}

// matcher is the pattern of matcher.json.
func matcher(t *testing.T) *regexp.Regexp {
	t.Helper()
	var file struct {
		ProblemMatcher []struct {
			Owner, Severity string
			Pattern         []struct {
				Regexp                      string
				File, Line, Column, Message int
			}
		}
	}
	require.NoError(t, json.Unmarshal([]byte(read(t, "matcher.json")), &file))
	p := file.ProblemMatcher[0].Pattern[0]
	require.Equal(t, []int{1, 2, 3, 4}, []int{p.File, p.Line, p.Column, p.Message})
	return regexp.MustCompile(p.Regexp)
}

// TestShellcheck: shellcheck has nothing to say of the scripts.
func TestShellcheck(t *testing.T) {
	t.Parallel()
	shellcheck := installed(t, "shellcheck")
	files := []string{"check.sh"}
	for _, s := range readAction(t).Runs.Steps {
		if s.Run == "" {
			continue
		}
		file := filepath.Join(t.TempDir(), "step.sh")
		require.NoError(t, os.WriteFile(file, []byte("#!/bin/bash\n"+s.Run), 0o600))
		files = append(files, file)
	}
	require.Len(t, files, 5)
	out, err := exec.Command(shellcheck, files...).CombinedOutput()
	require.NoError(t, err, string(out))
}

// installed returns a program that is no part of Go; a test without it skips, and CI has it.
func installed(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip(name + " is not installed; .ci/run says how")
	}
	return path
}

// TestActionlint: actionlint has nothing to say of the workflow of the README, whose inputs and
// outputs are those of action.yml.
func TestActionlint(t *testing.T) {
	t.Parallel()
	actionlint := installed(t, "actionlint")
	const remote = "seed-293f0d42/ecrkit/examples/action@v0.1.0"
	workflow := read(t, "testdata/deploy.yml")
	require.Equal(t, 1, strings.Count(workflow, remote))
	for _, row := range []struct {
		old, new string
		said     string
		why      string
	}{
		{"", "", "", "as it is"},
		{"scan:", "scann:", `input "scann" is not defined`, "an input that is not there"},
		{"outputs.verdict", "outputs.verdikt", `property "verdikt" is not defined`, "an output that is not there"},
	} {
		dir := t.TempDir()
		require.NoError(t, os.Mkdir(filepath.Join(dir, ".git"), 0o700))
		write(t, dir, "action/action.yml", read(t, "action.yml"))
		write(t, dir, ".github/workflows/deploy.yml", strings.Replace(strings.Replace(workflow, remote, "./action", 1), row.old, row.new, 1))
		cmd := exec.Command(actionlint, "-no-color", "-pyflakes=")
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		assert.Equal(t, row.said == "", err == nil, string(out))
		assert.Contains(t, string(out), row.said, row.why)
	}
}

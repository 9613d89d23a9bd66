package action_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// action is action.yml.
type action struct {
	Inputs  map[string]struct{ Description, Default string }
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []step
	}
}

type step struct {
	Name, ID, If, Uses, Shell, Run string
	With, Env                      map[string]string
}

func readAction(t *testing.T) (a action) {
	t.Helper()
	text, err := os.ReadFile("action.yml")
	require.NoError(t, err)
	dec := yaml.NewDecoder(bytes.NewReader(text))
	dec.KnownFields(false) // name and description
	require.NoError(t, dec.Decode(&a))
	return a
}

// job is what a job sees of the action: a runner in the few parts that action.yml uses.
type job struct {
	t         *testing.T
	workspace string
	temp      string
	inputs    map[string]string
	outputs   map[string]map[string]string // of each step
	programs  string                       // the folder of the programs, if not those of this repository
	env       []string

	exit     int
	log      string
	summary  string
	uses     []string // the actions that it used
	uploaded string   // the SARIF file
	category string   // of the upload
}

// run runs the action in a workspace as a job does that gives it the inputs.
func run(t *testing.T, workspace string, inputs map[string]string, env ...string) *job {
	t.Helper()
	return runWith(t, "", workspace, inputs, env...)
}

// runWith does so with the programs of a folder.
func runWith(t *testing.T, programs, workspace string, inputs map[string]string, env ...string) *job {
	t.Helper()
	a := readAction(t)
	j := &job{t: t, workspace: workspace, temp: t.TempDir(), inputs: map[string]string{}, outputs: map[string]map[string]string{},
		programs: programs, env: env}
	for name, in := range a.Inputs {
		j.inputs[name] = in.Default
	}
	for name, value := range inputs {
		require.Contains(t, a.Inputs, name)
		j.inputs[name] = value
	}
	for _, s := range a.Runs.Steps {
		if j.exit == 0 && j.holds(s.If) {
			j.step(s)
		}
	}
	j.outputs["job"] = map[string]string{}
	for name, out := range a.Outputs {
		j.outputs["job"][name] = j.value(out.Value)
	}
	return j
}

// output is an output of the action.
func (j *job) output(name string) string { return j.outputs["job"][name] }

// builder is the step that builds the programs. Only a job that sets its own
// environment builds them again.
const builder = "Build preflight and refscan"

func (j *job) step(s step) {
	switch {
	case s.Name == builder && j.env == nil:
		require.NoError(j.t, os.Symlink(cmp.Or(j.programs, built(j.t)), filepath.Join(j.temp, "ecrkit")))
	case s.Uses == "":
		j.script(s)
	case strings.HasPrefix(s.Uses, "actions/setup-go@"):
		j.uses = append(j.uses, s.Uses)
		j.env = append(j.env, "PATH="+os.Getenv("PATH"))
	case strings.HasPrefix(s.Uses, "github/codeql-action/upload-sarif@"):
		j.uses = append(j.uses, s.Uses)
		j.uploaded, j.category = j.value(s.With["sarif_file"]), j.value(s.With["category"])
	default:
		j.t.Fatalf("no part of this runner: %s", s.Uses)
	}
}

// programs is where the programs are, built once by the step that builds them.
var programs = struct {
	sync.Once
	dir string
}{}

// built is a folder of its own that holds the programs.
func built(t *testing.T) string {
	t.Helper()
	programs.Do(func() {
		for _, s := range readAction(t).Runs.Steps {
			if s.Name == builder {
				j := &job{t: t, workspace: t.TempDir(), temp: programs.dir, outputs: map[string]map[string]string{}}
				j.script(s)
				require.Zero(t, j.exit, j.log)
			}
		}
	})
	dir := t.TempDir()
	for _, name := range []string{"preflight", "refscan"} {
		require.NoError(t, os.Symlink(filepath.Join(programs.dir, "ecrkit", name), filepath.Join(dir, name)))
	}
	return dir
}

func TestMain(m *testing.M) {
	var err error
	if programs.dir, err = os.MkdirTemp("", "programs"); err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(programs.dir)
	os.Exit(code)
}

// script runs a step as GitHub's runner runs bash:
// https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstepsshell
func (j *job) script(s step) {
	j.t.Helper()
	require.Equal(j.t, "bash", s.Shell)
	require.NotContains(j.t, s.Run, "${{", "an input in a script is code: pass it with env")
	here, err := filepath.Abs(".")
	require.NoError(j.t, err)
	file := filepath.Join(j.temp, "script.sh")
	require.NoError(j.t, os.WriteFile(file, []byte(s.Run), 0o600))
	output, summary := j.file("output"), j.file("summary")
	cmd := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", file)
	cmd.Dir = j.workspace
	cmd.Env = append(os.Environ(), "GITHUB_WORKSPACE="+j.workspace, "GITHUB_ACTION_PATH="+here, "RUNNER_TEMP="+j.temp,
		"GITHUB_OUTPUT="+output, "GITHUB_STEP_SUMMARY="+summary)
	cmd.Env = append(cmd.Env, j.env...)
	for name, value := range s.Env {
		cmd.Env = append(cmd.Env, name+"="+j.value(value))
	}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		j.t.Fatal(err)
	}
	j.exit, j.log = cmd.ProcessState.ExitCode(), j.log+string(out)
	j.outputs[s.ID] = outputsOf(j.t, output)
	j.summary += read(j.t, summary)
}

// file makes an empty file for a step.
func (j *job) file(name string) string {
	name = filepath.Join(j.temp, name)
	require.NoError(j.t, os.WriteFile(name, nil, 0o600))
	return name
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(text)
}

// outputsOf reads a GITHUB_OUTPUT file, of which name=value is the only form here.
func outputsOf(t *testing.T, file string) map[string]string {
	t.Helper()
	set := map[string]string{}
	for _, line := range strings.Split(strings.TrimSuffix(read(t, file), "\n"), "\n") {
		if line == "" {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		require.True(t, ok, line)
		require.NotContains(t, name, "<<", line)
		set[name] = value
	}
	return set
}

var (
	expression = regexp.MustCompile(`^\$\{\{ (.*) \}\}$`)
	comparison = regexp.MustCompile(`^(\S+) (==|!=) '([^']*)'$`)
	variable   = regexp.MustCompile(`^(inputs)\.([a-z-]+)$|^steps\.([a-z-]+)\.outputs\.([a-z-]+)$`)
)

// value is a value of env, with or outputs: a text, or one variable alone.
func (j *job) value(text string) string {
	m := expression.FindStringSubmatch(text)
	if m == nil {
		require.NotContains(j.t, text, "${{", "no part of this runner")
		return text
	}
	return j.variable(m[1])
}

// holds reports whether a condition holds: comparisons of a variable and a text.
func (j *job) holds(condition string) bool {
	for _, part := range strings.Split(condition, " && ") {
		if part == "" {
			continue
		}
		m := comparison.FindStringSubmatch(part)
		require.NotNil(j.t, m, "no part of this runner: %s", part)
		if (j.variable(m[1]) == m[3]) != (m[2] == "==") {
			return false
		}
	}
	return true
}

func (j *job) variable(name string) string {
	m := variable.FindStringSubmatch(name)
	require.NotNil(j.t, m, "no part of this runner: %s", name)
	if m[1] == "inputs" {
		require.Contains(j.t, j.inputs, m[2])
		return j.inputs[m[2]]
	}
	return j.outputs[m[3]][m[4]]
}

// annotations reads the log as the runner does: which lines are commands, and which
// of the others the problem matchers take. A command that is none of ours fails.
// https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs
func (j *job) annotations() (list []string) {
	j.t.Helper()
	stopped, matching := "", false
	ours := []string{"error", "warning", "notice", "add-matcher", "remove-matcher", "stop-commands"}
	for _, line := range strings.Split(j.log, "\n") {
		name, rest, isCommand := command(line)
		switch {
		case stopped != "" && name == stopped:
			stopped = ""
		case stopped != "" && matching:
			if m := matcher(j.t).FindStringSubmatch(line); m != nil {
				list = append(list, fmt.Sprintf("file=%s,line=%s,col=%s::%s", m[1], m[2], m[3], m[4]))
			}
		case stopped != "" || !isCommand:
		case !slices.Contains(ours, name):
			j.t.Errorf("the log has a command of somebody else: %s", line)
		case name == "stop-commands":
			stopped = rest
		case name == "add-matcher", name == "remove-matcher":
			matching = name == "add-matcher"
		default:
			list = append(list, rest)
		}
	}
	require.Empty(j.t, stopped, "commands are stopped to the end of the log")
	return list
}

// command reads a line as "::name properties::message", and finds "##[name]" anywhere in it.
func command(line string) (name, rest string, ok bool) {
	if text, ok := strings.CutPrefix(strings.TrimLeft(line, " \t"), "::"); ok {
		head, message, ok := strings.Cut(text, "::")
		name, properties, _ := strings.Cut(head, " ")
		if properties != "" {
			message = properties + "::" + message
		}
		return name, message, ok
	}
	if _, old, ok := strings.Cut(line, "##["); ok {
		return "##[" + old, "", true
	}
	return "", "", false
}

package readme_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/seed-293f0d42/ecrkit/internal/golden"
	"github.com/stretchr/testify/require"
)

// withoutFlags are programs that have no command line.
var withoutFlags = []string{"quickstart"}

// programs returns the names of the programs with a command line.
func programs(t *testing.T) (names []string) {
	t.Helper()
	mains, err := filepath.Glob(root + "/examples/*/main.go")
	require.NoError(t, err)
	for _, main := range mains {
		if name := filepath.Base(filepath.Dir(main)); !slices.Contains(withoutFlags, name) {
			names = append(names, name)
		}
	}
	require.GreaterOrEqual(t, len(names), 5)
	return names
}

// call runs a program from the root of the repository, with a sample as input.
func call(t *testing.T, program string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = root
	cmd.Stdin = strings.NewReader(sample(t, program))
	var out, report strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &report
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), report.String()
}

// sample is what a program reads without complaint.
func sample(t *testing.T, program string) string {
	t.Helper()
	name := "task.json"
	if filepath.Base(program) == "fleet" {
		name = "instances.json"
	}
	text, err := os.ReadFile(filepath.Join(root, "examples/preflight/sample", name))
	require.NoError(t, err)
	return string(text)
}

// TestHelp: -h of every program has one layout, fits 80 columns and is kept.
func TestHelp(t *testing.T) {
	for _, name := range programs(t) {
		t.Run(name, func(t *testing.T) {
			code, help, report := call(t, filepath.Join(bin, name), "-h")
			require.Zero(t, code)
			require.Empty(t, report)
			require.True(t, strings.HasPrefix(help, name+" "), "it says first what it does")
			for i, line := range strings.Split(help, "\n") {
				if utf8.RuneCountInString(line) > 80 || strings.HasSuffix(line, " ") || strings.Contains(line, "\t") {
					t.Errorf("line %d does not fit: %q", i+1, line)
				}
			}
			at := 0
			for _, title := range []string{"\nUsage:\n  " + name + " ", "\nExamples:\n", "\nHelp:\n  -h ", "\n  -version " +
				"", "\nExit codes:\n  0  "} {
				next := strings.Index(help, title)
				if next < at {
					t.Errorf("%q is missing, or not behind what comes before it", title)
				}
				at = next
			}
			golden.File(t, filepath.Join("testdata/help", name+".txt"), []byte(help))
			if n := len(examples(help)); n < 3 || n > 5 {
				t.Errorf("%d examples, want 3 to 5", n)
			}
		})
	}
}

// examples returns the commands of a help text.
func examples(help string) []string {
	_, rest, _ := strings.Cut(help, "\nExamples:\n")
	rest, _, _ = strings.Cut(rest, "\n\n")
	var commands []string
	for _, text := range regexp.MustCompile(`(?m)^  \S.*:$`).Split(rest, -1) {
		if text = strings.TrimSpace(text); text != "" {
			commands = append(commands, text)
		}
	}
	return commands
}

// TestHelpExamples runs those commands of -h that need nothing but the repository:
// no AWS account, no cluster and no files of a user; and that end by themselves.
func TestHelpExamples(t *testing.T) {
	ran := 0
	for _, name := range programs(t) {
		_, help, _ := call(t, filepath.Join(bin, name), "-h")
		for _, command := range examples(help) {
			if !strings.Contains(command, "go run ./examples/"+name) {
				t.Errorf("%s: an example does not run the program: %s", name, command)
			}
			if strings.Contains(command, "aws ") || strings.Contains(command, "examples/snapshot") || strings.Contains(command, "kubectl ") ||
				needsFiles(command) || strings.Contains(command, "examples/web") && !strings.Contains(command, "-out") {
				continue // web serves until it is stopped
			}
			ran++
			cmd := exec.Command("bash", "-o", "pipefail", "-c", strings.ReplaceAll(command, "go run ./examples/", bin+"/"))
			cmd.Dir = root
			var report strings.Builder
			cmd.Stderr = &report
			var exit *exec.ExitError
			if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			if cmd.ProcessState.ExitCode() == 2 {
				t.Errorf("%s\n%s", command, report.String())
			}
		}
	}
	require.Greater(t, ran, 8, "examples that need nothing")
}

// needsFiles reports whether a command names a file that only users have.
func needsFiles(command string) bool {
	for _, word := range strings.Fields(command) {
		if ext := filepath.Ext(word); ext == ".json" || ext == ".yaml" {
			if _, err := os.Stat(filepath.Join(root, word)); err != nil {
				return true
			}
		}
	}
	return false
}

// TestOneWording: every program says the same of the same mistake.
func TestOneWording(t *testing.T) {
	dir := t.TempDir()
	empty, file := filepath.Join(dir, "empty.json"), filepath.Join(dir, "task.json")
	require.NoError(t, os.WriteFile(empty, nil, 0o600))
	require.NoError(t, os.WriteFile(file, []byte("{}"), 0o600))
	before := map[string][]string{ // what stands before the name of a file
		"preflight": {"-task"}, "setimage": {"-tag", "v2"}, "fleet": {}, "policygen": {}, "refscan": {}, "snapshot": {"-task"},
		"web": nil, // it reads no file
	}
	for _, name := range programs(t) {
		flags, known := before[name]
		require.True(t, known, "say how %s takes a file", name)
		for _, row := range []struct {
			args []string
			want string
			skip bool
			why  string
		}{
			{[]string{"-versoin"}, fmt.Sprintf("there is no flag -versoin; did you mean -version? (%s -h explains)", name), false, "a flag"},
			{append(slices.Clone(flags), dir+"/taks.json"), dir + "/taks.json: no such file; did you mean " +
				"" + file + "?", flags == nil, "a file that is not there"},
			{append(slices.Clone(flags), dir), dir + " is a directory, not a file", flags == nil || name == "refscan", "a directory"},
			{append(slices.Clone(flags), empty), empty + " is empty", flags == nil || name == "refscan", "an empty file"},
			{append(append(slices.Clone(flags), "-"), append(slices.Clone(flags), "-")...), "- stands for standard input and can be given once",
				flags == nil || name == "setimage", "standard input twice"},
		} {
			if row.skip {
				continue // it reads no file, or takes this one for what it is
			}
			code, out, report := call(t, filepath.Join(bin, name), row.args...)
			if code != 2 || out != "" || report != name+": "+row.want+"\n" {
				t.Errorf("%s %s exits with %d and says %q, want %q: %s", name, row.args, code, report, row.want, row.why)
			}
		}
		code, out, report := call(t, filepath.Join(bin, name), "-version")
		if code != 0 || report != "" || !strings.HasPrefix(out, name+" ") || strings.Count(out, "\n") != 1 {
			t.Errorf("%s -version exits with %d and says %q", name, code, out+report)
		}
	}
}

package readme_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/golden"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shown is a command with the output that stands below it.
var shown = regexp.MustCompile("(?ms)^```sh\n([^\n]+)\n```\n\n```text\n.*?^```$")

// TestOutputs: what a page shows below a command is what the command prints.
func TestOutputs(t *testing.T) {
	n := 0
	for _, file := range readmes(t) {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		got := shown.ReplaceAllStringFunc(string(text), func(block string) string {
			n++
			command := shown.FindStringSubmatch(block)[1]
			return "```sh\n" + command + "\n```\n\n```text\n" + strings.Trim(printed(command), "\n") + "\n```"
		})
		golden.File(t, file, []byte(got))
	}
	require.Equal(t, 6, n, "outputs that pages show")
}

// printed is what a command prints. Its exit code is TestCommands'.
func printed(command string) string {
	cmd := exec.Command("bash", "-c", strings.ReplaceAll(command, "go run ./examples/", bin+"/"))
	cmd.Dir = root
	out, _ := cmd.CombinedOutput()
	return string(out)
}

// TestDiffs: what a page shows as a change makes the one file the other.
func TestDiffs(t *testing.T) {
	n := 0
	for _, file := range readmes(t) {
		for _, block := range blocks(t, file, "diff") {
			n++
			lines := strings.Split(strings.TrimSpace(block), "\n")
			before, after := count(t, strings.TrimPrefix(lines[0], "--- ")), count(t, strings.TrimPrefix(lines[1], "+++ "))
			for _, line := range lines[2:] {
				switch line[0] {
				case '-':
					before[line[1:]]--
				case '+':
					before[line[1:]]++
				}
			}
			for line, n := range before {
				assert.Equal(t, after[line], n, "%s: %q", file, line)
			}
			for line, n := range after {
				assert.Equal(t, before[line], n, "%s: %q", file, line)
			}
		}
	}
	require.Equal(t, 2, n, "changes that pages show")
}

// count tells how often each line is in a file.
func count(t *testing.T, name string) map[string]int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	require.NoError(t, err)
	lines := map[string]int{}
	for _, line := range strings.Split(string(text), "\n") {
		lines[line]++
	}
	return lines
}

// TestPipelines: the configuration that pages show for pipelines is that of the files that the
// tests of examples/action run, or a part of it.
func TestPipelines(t *testing.T) {
	n := 0
	for _, file := range []string{root + "/docs/from-red-to-green.md", root + "/examples/action/README.md"} {
		for _, block := range blocks(t, file, "yaml") {
			n++
			within := 0
			for _, name := range []string{"deploy.yml", "pre-commit-config.yaml"} {
				text, err := os.ReadFile(root + "/examples/action/testdata/" + name)
				require.NoError(t, err)
				within += strings.Count(string(text), block)
			}
			assert.Equal(t, 1, within, "%s shows what no file of examples/action/testdata holds:\n%s", file, block)
		}
	}
	require.Equal(t, 4, n, "configurations that pages show")
}

// TestRedToGreen: the repository policy of the last step is the one that the fix of the step
// before it prints.
func TestRedToGreen(t *testing.T) {
	commands := blocks(t, root+"/docs/from-red-to-green.md", "sh")
	require.Len(t, commands, 5)
	_, fix, ok := strings.Cut(printed(commands[3]), "--policy-text '")
	require.True(t, ok)
	fix, _, _ = strings.Cut(fix, "'")
	text, err := os.ReadFile(root + "/docs/red-to-green/repository-2.json")
	require.NoError(t, err)
	require.Contains(t, string(text), `"policyText": "`+strings.ReplaceAll(fix, `"`, `\"`)+`"`)
}

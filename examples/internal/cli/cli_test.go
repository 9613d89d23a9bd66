package cli_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/stretchr/testify/require"
)

// TestHelp holds the layout: it fits 80 columns and reads from top to bottom.
func TestHelp(t *testing.T) {
	p := cli.Program{
		Name: "x", Does: "says in a sentence that is longer than eighty columns what it is for, and for whom.",
		Calls:    []string{"[flags] FILE..."},
		Examples: []cli.Example{{Does: "One file", Command: "x a"}, {Does: "Two", Command: "x a |\n  x -"}},
		Groups: []cli.Group{{Title: "What to read", Add: func(fs *flag.FlagSet) {
			fs.String("a", "", "read `FILE` or not, as it comes, and say in the next line what was read of it")
			fs.String("a-name-that-needs-a-line", "", "its `TEXT`\nin two lines")
		}}},
		Notes: []string{"A note:\n  with a table   that stays as it is"},
		Exits: []cli.Exit{{Code: 0, Means: "done"}, {Code: 2, Means: "not done"}},
	}
	require.Equal(t, `x says in a sentence that is longer than eighty columns what it is for, and for
whom.

Usage:
  x [flags] FILE...

Examples:
  One file:
    x a
  Two:
    x a |
      x -

What to read:
  -a FILE   read FILE or not, as it comes, and say in the next line what was
            read of it
  -a-name-that-needs-a-line TEXT
            its TEXT in two lines

Help:
  -h        print this text
  -version  print the version of the program

A note:
  with a table   that stays as it is

Exit codes:
  0  done
  2  not done
`, p.Help())
}

func TestInput(t *testing.T) {
	file := filepath.Join(t.TempDir(), "f")
	require.NoError(t, os.WriteFile(file, []byte("data"), 0o600))
	in := cli.Input{Stdin: strings.NewReader("piped")}
	name, data, err := in.Read(file)
	require.NoError(t, err)
	require.Equal(t, []string{file, "data"}, []string{name, string(data)})
	name, data, err = in.Read("-")
	require.NoError(t, err)
	require.Equal(t, []string{"stdin", "piped"}, []string{name, string(data)})
	_, _, err = in.Read("-")
	require.ErrorContains(t, err, "once")
	odd := cli.Input{ReadFile: func(string) ([]byte, error) { return []byte("data"), nil }}
	name, _, err = odd.Read("a\nb")
	require.NoError(t, err)
	require.Equal(t, `"a\nb"`, name, "for messages")
	_, _, err = in.Read(file + "x")
	require.ErrorIs(t, err, os.ErrNotExist)
}

// TestNotFound: what was probably meant stands behind what is missing.
func TestNotFound(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"task.json", "policy.json", "b\x1b.json"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("data"), 0o600))
	}
	in := cli.Input{Known: slices.Values([]string{"AdministratorAccess"})}
	for _, row := range []struct{ name, want, why string }{
		{dir + "/taks.json", dir + "/taks.json: no such file; did you mean " + dir + "/task.json?", "two letters in the wrong order"},
		{dir + "/Policy.json", dir + "/Policy.json: no such file; did you mean " + dir + "/policy.json?", "case"},
		{dir + "/x", dir + "/x: no such file", "near nothing"},
		{dir + "/none/task.json", dir + "/none/task.json: no such file", "no such directory either"},
		{"AdministratorAcess", "AdministratorAcess: no such file; did you mean AdministratorAccess?", "another kind of name"},
		{dir + "/b.json", dir + `/b.json: no such file; did you mean "` + dir + `/b\x1b.json"?`, "a name that drives the terminal"},
		{dir, dir + " is a directory, not a file", "no file"},
	} {
		_, _, err := in.Read(row.name)
		require.Equal(t, row.want, cli.Reason(err), row.why)
	}
}

// TestEmpty: nothing is no input.
func TestEmpty(t *testing.T) {
	file := filepath.Join(t.TempDir(), "f")
	require.NoError(t, os.WriteFile(file, []byte(" \n"), 0o600))
	in := cli.Input{Stdin: strings.NewReader("")}
	_, _, err := in.Read(file)
	require.EqualError(t, err, file+" is empty")
	_, _, err = in.Read("-")
	require.EqualError(t, err, "stdin is empty")
}

func TestColor(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	require.Equal(t, "x", cli.Paint(false).In(cli.Red, "x"))
	require.Equal(t, "\x1b[31mx\x1b[0m", cli.Paint(true).In(cli.Red, "x"))
	file, err := os.Create(filepath.Join(t.TempDir(), "f"))
	require.NoError(t, err)
	defer file.Close()
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	require.NoError(t, err)
	defer null.Close()
	for _, w := range []io.Writer{file, null, &bytes.Buffer{}} {
		require.False(t, bool(cli.Color("").For(w)), "no terminal")
		require.False(t, bool(cli.Color("auto").For(w)), "no terminal")
		require.True(t, bool(cli.Color("always").For(w)))
		require.Zero(t, cli.Width(w))
	}
}

// TestCaret: the caret stands under the byte that Parse points at.
func TestCaret(t *testing.T) {
	for _, row := range []struct {
		image string
		width int
		want  string
		why   string
	}{
		{"1234567890123.dkr.ecr.us-east-1.amazonaws.com/app", 0, "1234567890123.dkr.ecr.us-east-1.amazonaws.com/app\n       " +
			"     ^", "the thirteenth digit"},
		{"123456789012.dkr.ecr.us-east-1.amazonaws.com/tEam", 0, "123456789012.dkr.ecr.us-east-1.amazonaws.com/tEam\n" + strings.Repeat(" ", 46) + "^", "the path"},
		{"123456789012.dkr.ecr.us-east-1.amazonaws.com/é\x1b", 0, `123456789012.dkr.ecr.us-east-1.amazonaws.com/é\x1b` + "\n" + strings.Repeat(" ", 45) + "^", "odd letters"},
		{"123456789012.dkr.ecr.us-east-1.amazonaws.com/tEam", 20, "…aws.com/tEam\n" + strings.Repeat(" ", 10) + "^", "a narrow terminal"},
	} {
		_, err := ecrref.Parse(row.image)
		var p *ecrref.ParseError
		require.ErrorAs(t, err, &p)
		require.Equal(t, row.want, cli.Caret(p, row.width), row.why)
	}
}

// TestCaretFits: whatever the image, the caret is inside the width and the input.
func TestCaretFits(t *testing.T) {
	for at := range 300 {
		p := &ecrref.ParseError{Input: strings.Repeat("é", 150), Offset: at}
		for _, line := range strings.Split(cli.Caret(p, 40), "\n") {
			require.LessOrEqual(t, utf8.RuneCountInString(line), 41, "the caret may stand behind the last letter")
		}
	}
	require.Equal(t, "x\n ^", cli.Caret(&ecrref.ParseError{Input: "x", Offset: 99}, 0))
}

func TestWrap(t *testing.T) {
	for _, row := range []struct {
		text  string
		width int
		want  string
		why   string
	}{
		{"a b c", 0, "a b c", "no terminal"},
		{"aa bb cc", 5, "aa bb\ncc", "between words"},
		{"aaaaaaa b", 5, "aaaaaaa\nb", "a word is never broken"},
		{"éé éé é", 5, "éé éé\né", "letters count, not bytes"},
		{"aa bb cc\n  aa bb cc", 5, "aa bb\ncc\n  aa bb cc", "what is to be pasted stays"},
		{"", 5, "", "nothing"},
		{"aa\n\nbb", 5, "aa\n\nbb", "an empty line"},
	} {
		require.Equal(t, row.want, cli.Wrap(row.text, row.width), row.why)
	}
	require.Equal(t, "aaaa bbbb cccc dddd\n  eeee\n  ff", cli.Hang("aaaa bbbb cccc dddd eeee\nff", "  ", 21))
	require.Equal(t, "a b\n  c", cli.Hang("a b\nc", "  ", 0))
}

package cli_test

import (
	"os/exec"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/stretchr/testify/require"
)

func TestShellQuote(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"", "''"},
		{"team_a/app-1.2:v@x", "team_a/app-1.2:v@x"},
		{"a b", "'a b'"},
		{"$(id)", "'$(id)'"},
		{"it's", `'it'\''s'`},
		{"~", "'~'"},
		{"é", "'é'"},
	} {
		require.Equal(t, row.want, cli.ShellQuote(row.text))
	}
}

// TestShellQuoteInShell has a shell read every ASCII character back.
func TestShellQuoteInShell(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("sh is not installed")
	}
	script, want := "", ""
	for c := 1; c < 128; c++ {
		word := string(rune(c)) + "*'" + string(rune(c))
		script += "printf '%s|' " + cli.ShellQuote(string(rune(c))) + " " + cli.ShellQuote(word) + "\n"
		want += string(rune(c)) + "|" + word + "|"
	}
	out, err := exec.Command(shell, "-c", script).Output()
	require.NoError(t, err)
	require.Equal(t, want, string(out))
}

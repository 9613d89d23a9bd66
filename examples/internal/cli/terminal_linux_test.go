package cli_test

import (
	"errors"
	"io"
	"os"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/pty"
	"github.com/stretchr/testify/require"
)

// open returns both ends of a terminal.
func open(t *testing.T, columns int) (screen, terminal *os.File) {
	t.Helper()
	screen, terminal, err := pty.Open(columns)
	require.NoError(t, err)
	t.Cleanup(func() { _, _ = screen.Close(), terminal.Close() })
	return screen, terminal
}

// TestColorOnTerminal: a terminal has colours unless somebody objects.
func TestColorOnTerminal(t *testing.T) {
	_, terminal := open(t, 80)
	for _, row := range []struct {
		color         cli.Color
		noColor, term string
		want          bool
		why           string
	}{
		{"", "", "xterm", true, "a terminal"},
		{"auto", "", "xterm", true, "the same, said"},
		{"", "1", "xterm", false, "NO_COLOR"},
		{"", "", "dumb", false, "a terminal that would show the codes"},
		{"always", "1", "dumb", true, "the flag is nearer than the environment"},
		{"never", "", "xterm", false, "the flag"},
	} {
		t.Setenv("NO_COLOR", row.noColor)
		t.Setenv("TERM", row.term)
		require.Equal(t, row.want, bool(row.color.For(terminal)), row.why)
	}
}

// TestTellWraps: an error wraps at the width of the terminal that it goes to.
func TestTellWraps(t *testing.T) {
	screen, terminal := open(t, 20)
	require.Equal(t, 20, cli.Width(terminal))
	require.Equal(t, cli.Usage, cli.Program{Name: "x"}.Fail(terminal, errors.New("one two three four five six")))
	require.NoError(t, terminal.Close())
	shown, _ := io.ReadAll(screen) // ends with an error, as the other end is closed
	require.Equal(t, "x: one two three\r\nfour five six\r\n", string(shown))
}

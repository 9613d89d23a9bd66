package cli_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/stretchr/testify/require"
)

func TestHelp(t *testing.T) {
	fs := flag.NewFlagSet("x", flag.ContinueOnError)
	fs.String("a", "", "read `FILE`\nor not")
	fs.Bool("b", false, "dry run")
	require.Equal(t, "head\n  -a FILE\n        read FILE\n        or not\n  -b\n        dry run\n", cli.Help("head\n", fs))
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
	odd := cli.Input{ReadFile: func(string) ([]byte, error) { return nil, nil }}
	name, _, err = odd.Read("a\nb")
	require.NoError(t, err)
	require.Equal(t, `"a\nb"`, name, "for messages")
	_, _, err = in.Read(file + "x")
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestPaint(t *testing.T) {
	require.Equal(t, "x", cli.Paint(false).In(cli.Red, "x"))
	require.Equal(t, "\x1b[31mx\x1b[0m", cli.Paint(true).In(cli.Red, "x"))
	require.False(t, bool(cli.PaintFor(&bytes.Buffer{})), "no terminal")
	file, err := os.Create(filepath.Join(t.TempDir(), "f"))
	require.NoError(t, err)
	defer file.Close()
	require.False(t, bool(cli.PaintFor(file)), "a file is no terminal")
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	require.NoError(t, err)
	defer null.Close()
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "dumb")
	require.False(t, bool(cli.PaintFor(null)), "a terminal that would show the codes")
	t.Setenv("TERM", "xterm")
	require.True(t, bool(cli.PaintFor(null)), "a character device, as a terminal is")
	t.Setenv("NO_COLOR", "1")
	require.False(t, bool(cli.PaintFor(null)))
}

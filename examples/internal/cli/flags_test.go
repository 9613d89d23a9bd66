package cli_test

import (
	"flag"
	"io"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/stretchr/testify/require"
)

func TestParse(t *testing.T) {
	for _, row := range []struct{ args, names, min, why string }{
		{"", "", "", "nothing"},
		{"-min 1 a b", "a b", "1", "flags first"},
		{"a b -min 1", "a b", "1", "flags last"},
		{"a -min=1 b", "a b", "1", "flags between"},
		{"a - -min 1", "a -", "1", "standard input is a name"},
		{"-- a -min 1", "a", "1", "-- changes nothing, as no name begins with -"},
		{"-min -- a", "a", "--", "a value, not the end of the flags"},
	} {
		names, min, err := parse(row.args)
		require.NoError(t, err, row.why)
		require.Equal(t, row.names, names, row.why)
		require.Equal(t, row.min, min, row.why)
	}
}

func TestParseErrors(t *testing.T) {
	for _, row := range []struct{ args, want, why string }{
		{"-bogus", "not defined: -bogus (x -h explains)", "no such flag"},
		{"a -bogus", "not defined: -bogus (x -h explains)", "nor behind a name"},
		{"a -min", "flag needs an argument: -min (x -h explains)", "nothing behind it"},
		{"-- -min", "a file called -min is written ./-min (x -h explains)", "no name begins with -"},
	} {
		_, _, err := parse(row.args)
		require.ErrorContains(t, err, row.want, row.why)
	}
	_, _, err := parse("a -h")
	require.Equal(t, flag.ErrHelp, err, "no explanation of where the explanation is")
}

func parse(args string) (names, min string, err error) {
	fs := flag.NewFlagSet("x", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&min, "min", "", "")
	list, err := cli.Parse(fs, strings.Fields(args))
	return strings.Join(list, " "), min, err
}

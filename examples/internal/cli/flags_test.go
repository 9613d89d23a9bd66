package cli_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
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
		{"-bogus", "there is no flag -bogus (x -h explains)", "no such flag"},
		{"a -bogus", "there is no flag -bogus (x -h explains)", "nor behind a name"},
		{"-mni 1", "there is no flag -mni; did you mean -min? (x -h explains)", "two letters in the wrong order"},
		{"-MIN 1", "there is no flag -MIN; did you mean -min? (x -h explains)", "case counts"},
		{"--timeot 1s", "there is no flag -timeot; did you mean -timeout? (x -h explains)", "two hyphens"},
		{"-bo\x1b[2J", `there is no flag -"bo\x1b[2J" (x -h explains)`, "the terminal is left alone"},
		{"a -min", "-min needs a value behind it: VERSION (x -h explains)", "nothing behind it"},
		{"-timeout soon", "-timeout soon: that is no DURATION, such as 30s (x -h explains)", "no duration"},
		{"-dry=perhaps", "-dry stands alone: leave out =perhaps (x -h explains)", "a flag without a value"},
		{"-color red", "-color red: write auto, always or never (x -h explains)", "a value that a flag refuses"},
		{"-- -min", "a file called -min is written ./-min (x -h explains)", "no name begins with -"},
	} {
		_, _, err := parse(row.args)
		require.ErrorContains(t, err, row.want, row.why)
	}
	_, _, err := parse("a -h")
	require.Equal(t, cli.Answer(program(new(string)).Help()), err, "no explanation of where the explanation is")
	_, _, err = parse("a -version -bogus")
	require.ErrorContains(t, err, "-bogus", "what is wrong comes first")
	_, _, err = parse("-version a")
	require.IsType(t, cli.Answer(""), err)
}

// TestAnswered: the text that was asked for is the output, and no failure.
func TestAnswered(t *testing.T) {
	var out bytes.Buffer
	require.True(t, cli.Answered(fmt.Errorf("x: %w", cli.Answer("text\n")), &out))
	require.Equal(t, "text\n", out.String())
	require.False(t, cli.Answered(errors.New("no answer"), &out))
	require.False(t, cli.Answered(nil, &out))
	require.Equal(t, "text\n", out.String())
}

// program has a flag of each kind.
func program(min *string) cli.Program {
	return cli.Program{Name: "x", Does: "does it.", Groups: []cli.Group{{Title: "Flags", Add: func(fs *flag.FlagSet) {
		fs.StringVar(min, "min", "", "the oldest `VERSION`")
		fs.Duration("timeout", 0, "`DURATION` at most")
		fs.Bool("dry", false, "do nothing")
		new(cli.Color).AddTo(fs)
	}}}}
}

func parse(args string) (names, min string, err error) {
	p := program(&min)
	list, err := p.Parse(p.Flags(), strings.Fields(args))
	return strings.Join(list, " "), min, err
}

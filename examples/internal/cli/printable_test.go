package cli_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/stretchr/testify/require"
)

func TestPrintable(t *testing.T) {
	for _, row := range []struct{ text, want, why string }{
		{"", "", "nothing"},
		{`a b/"é".json`, `a b/"é".json`, "what is printed as it is stays"},
		{"a\nb", `"a\nb"`, "a line of its own"},
		{"a\tb", `"a\tb"`, "a column of its own"},
		{"\x1b[2J", `"\x1b[2J"`, "the terminal"},
		{"a\x9b2J", `"a\x9b2J"`, "the terminal, in 8 bits"},
		{"a\u0085b\u2028", `"a\u0085b\u2028"`, "lines of Unicode"},
		{"a\u202eb", `"a\u202eb"`, "text that runs backwards"},
	} {
		require.Equal(t, row.want, cli.Printable(row.text), row.why)
	}
}

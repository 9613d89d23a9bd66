package quote_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

func TestText(t *testing.T) {
	t.Parallel()
	sixty := strings.Repeat("x", 60)
	for _, c := range []struct{ text, want, why string }{
		{"", `""`, "nothing"},
		{"a\n", `"a\n"`, "a message stays on one line"},
		{sixty, `"` + sixty + `"`, "as much as a message repeats"},
		{sixty + "x", `"` + sixty + `"…`, "one byte more"},
	} {
		if got := quote.Text(c.text); got != c.want {
			t.Errorf("Text(%q) = %s, want %s: %s", c.text, got, c.want, c.why)
		}
	}
}

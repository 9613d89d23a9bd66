package quote_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

func TestText(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 60)
	for _, tt := range []struct{ s, want, why string }{
		{"", `""`, "nothing is visible too"},
		{"a\"\n", `"a\"\n"`, "on one line"},
		{long, `"` + long + `"`, "as long as it may be"},
		{long + "b", `"` + long + `"…`, "a long one in part"},
		{long[1:] + "é", `"` + long[1:] + `"…`, "no character is cut in two"},
		{strings.Repeat("\x80", 99), `"` + strings.Repeat(`\x80`, 56) + `"…`, "bytes in which no character begins"},
	} {
		if got := quote.Text(tt.s); got != tt.want {
			t.Errorf("Text(%q) = %s, want %s: %s", tt.s, got, tt.want, tt.why)
		}
	}
}

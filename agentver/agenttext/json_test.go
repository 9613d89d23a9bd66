package agenttext_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

// TestJSONEscapes: the same text, however JSON spells it.
func TestJSONEscapes(t *testing.T) {
	t.Parallel()
	const text = "Amazon ECS Agent - v1.30.0 (*02ff320c)"
	want := agent("1.30.0", "*02ff320c", agenttext.FormDescription)
	var lower, upper strings.Builder
	for _, r := range text {
		fmt.Fprintf(&lower, `\u%04x`, r)
		fmt.Fprintf(&upper, `\u%04X`, r)
	}
	for _, spelled := range []string{
		text, lower.String(), upper.String(),
		`\"\\\/\b\f\n\r\t ` + text,
		`\ud83d\ude00` + text + ` \uD83D\uDE00`,
		`\ud83d` + text,       // half a character
		`\ud83d\u0041` + text, // half a character before another
		`\ud83d\ud83d\ude00` + text,
		`\ude00` + text,
		"\xff" + text, // not UTF-8, which encoding/json takes too
		"\u00e9" + text,
	} {
		got, err := agenttext.Parse(`{"Version":"` + spelled + `"}`)
		assert.NoError(t, err, spelled)
		assert.Equal(t, want, got, spelled)
	}
}

// TestJSONAgainstStandardLibrary: encoding/json is the second witness of what is
// JSON and what is not.
func TestJSONAgainstStandardLibrary(t *testing.T) {
	t.Parallel()
	broken := 0
	values := []string{
		`1`, `-1`, `0`, `-0`, `01`, `-`, `+1`, `1.`, `1.5`, `.5`, `1.5.5`, `1e9`, `1E+9`, `1e-9`, `1e`, `1e+`, `1e9.5`, `0x1`,
		`1_0`, `NaN`, `Infinity`,
		`true`, `false`, `null`, `True`, `nul`, `nulls`, `truefalse`, ``, `,`,
		`""`, `"a`, `a"`, `'a'`, `"\u"`, `"\u00"`, `"\u00g0"`, `"\u+123"`, `"\x41"`, `"\'"`, `"\"`, `"\\"`, "\"\t\"", "\"\n\"",
		"\"\x00\"", "\"\x7f\"", `"\u0000"`,
		`"é\n` + "\x01" + `"`, `"\n\`, `"\ud83d\u"`, `"\ud83d\`,
		`{}`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, `{"a":1 "b":2}`, `{a:1}`, `{1:1}`, `{"a":1}}`, `{"a":1]`,
		`{"a":{"a":[{}]}}`, `{"\u0061":1}`, `{null:1}`,
		`[]`, `[1,]`, `[,1]`, `[1 2]`, `[1}`, `[[[]]]`, `[1]]`, "\ufeff1", "[\v]", "[\u00a0]", "/* */1", "1//",
	}
	for _, v := range values {
		s := `{"x":` + v + `}`
		_, err := agenttext.Parse(s)
		assert.Error(t, err)
		isBroken := strings.Contains(err.Error(), "broken JSON")
		assert.Equal(t, !jsonValues(s), isBroken, "%q: %v", s, err)
		if isBroken {
			broken++
		}
	}
	require.Equal(t, 56, broken)
	require.Len(t, values, 76)
}

// TestJSONDepth: nesting is limited, so that no text can exhaust the stack.
func TestJSONDepth(t *testing.T) {
	t.Parallel()
	nest := func(n int) string {
		return strings.Repeat(`{"a":`, n) + `{"versionInfo":{"agentVersion":"1.7.0"}}` + strings.Repeat("}", n)
	}
	a, err := agenttext.Parse(nest(50))
	require.NoError(t, err)
	require.Equal(t, "1.7.0", a.Version.String())
	_, err = agenttext.Parse(nest(200))
	require.ErrorContains(t, err, "100 levels")

	list := func(n int, s string) string { return strings.Repeat("[", n) + s + strings.Repeat("]", n) }
	for _, levels := range []int{100, 101} { // strings are levels too
		for _, s := range []string{
			nest(levels - 2), list(levels, `"1.7.0"`),
			strings.Repeat(`{"a":`, 50) + quote(nest(levels-53)) + strings.Repeat("}", 50),
			list(50, quote(list(levels-51, `"1.7.0"`))), list(50, quote(quote(list(levels-52, `"1.7.0"`)))),
		} {
			_, err := agenttext.Parse(s)
			require.Equal(t, levels == 100, err == nil, "%d levels: %s: %v", levels, s, err)
		}
	}
}

package agentver_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// TestErrorText: what an error prints, of each part.
func TestErrorText(t *testing.T) {
	t.Parallel()
	x := strings.Repeat("x", 200)
	for _, c := range []struct {
		err  agentver.ParseError
		want string
		why  string
	}{
		{agentver.ParseError{}, ` "": `, "the zero error"},
		{agentver.ParseError{Func: "Parse", Input: "a", Msg: "m"}, `agentver.Parse "a": m`, "a function of this package, and the first byte"},
		{agentver.ParseError{Func: "agenttext.Parse", Input: "ab", Offset: 1, Msg: "m", Hint: "h"}, `agenttext.Parse "ab": m at byte 1; h`,
			"a function of another package"},
		{agentver.ParseError{Func: "Parse", Input: x[:100]}, `agentver.Parse "` + x[:100] + `": `, "as long as an input may be"},
		{agentver.ParseError{Func: "Parse", Input: x[:101]}, `agentver.Parse "` + x[:100] + `…": `, "a byte longer"},
		{agentver.ParseError{Func: "Parse", Input: x[:99] + "éx"}, `agentver.Parse "` + x[:99] + `…": `, "no character is cut in two"},
		{agentver.ParseError{Func: "Parse", Input: strings.Repeat("\x80", 101)}, `agentver.Parse "…": `, "no character anywhere"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("%s: %q, want %q", c.why, got, c.want)
		}
	}
	require.Equal(t, []string{"text", "build metadata", "part 6"},
		[]string{agentver.PartText.String(), agentver.PartBuild.String(), agentver.Part(6).String()})
}

// TestErrorWords: what each kind of fault is called, and what to write instead.
func TestErrorWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, msg, hint string }{
		{"1.07.0", "leading zero in the minor number", "write 7"},
		{"1.7.0-01", "leading zero in a pre-release number", "write 1"},
		{"1.7.0-\x80", "unexpected '\ufffd'", "only ASCII"},
		{"1.7.0-", "empty pre-release identifier", "write something"},
		{"1.7.0.1", "four numbers", "an agent version has three"},
		{"1.7.0.x", "unexpected '.'", "a version ends here"},
		{"1.7-rc", "unexpected '-'", "write 1.7.0"},
		{"1.7+b", "unexpected '+'", "write 1.7.0"},
	} {
		_, err := agentver.Parse(c.in)
		var e *agentver.ParseError
		require.ErrorAs(t, err, &e, c.in)
		if e.Msg != c.msg || !strings.HasPrefix(e.Hint, c.hint) {
			t.Errorf("Parse(%q): %s; %s, want %s; %s", c.in, e.Msg, e.Hint, c.msg, c.hint)
		}
	}
	_, err := agentver.ParsePlatform("")
	require.ErrorContains(t, err, "no platform version; ECS takes LATEST")
	_, err = agentver.Parse(" password=hunter2 ")
	require.ErrorContains(t, err, "trim it")
	require.NotContains(t, err.Error(), "hunter2")
}

// TestNothingToLookUp: what there is none of is not found, and has no confidence.
func TestNothingToLookUp(t *testing.T) {
	t.Parallel()
	_, ok := agentver.LookupFeature("")
	require.False(t, ok, "the zero Feature has no id")
	require.Equal(t, []string{"", "high"}, []string{agentver.Pull().Confidence(0), agentver.Pull().Confidence(agentver.Linux)})
}

// TestStatusText: each status is read as it is written.
func TestStatusText(t *testing.T) {
	t.Parallel()
	for want := agentver.Unknown; want <= agentver.Broken; want++ {
		text, err := want.MarshalText()
		require.NoError(t, err)
		var got agentver.Status
		require.NoError(t, got.UnmarshalText(text))
		require.Equal(t, want, got)
	}
}

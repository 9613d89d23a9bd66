package match_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// TestParseInstant: what package time would take and the W3C profile does not,
// and the other way round.
func TestParseInstant(t *testing.T) {
	for text, want := range map[string]string{
		"2026-07-01T12:00:00Z": "2026-07-01T12:00:00Z", "2026-07-01T12:00Z": "2026-07-01T12:00:00Z", "2026": "2026-01-01T00:00:00Z",
		"2026-07-01T12:00:00.25+01:30": "2026-07-01T10:30:00.25Z", "2026-07-01T24:00Z": "2026-07-02T00:00:00Z",
		"2026-07-01T24:00:00.0-01:00":    "2026-07-02T01:00:00Z",
		"2026-07-01T12:00:00.123456789Z": "2026-07-01T12:00:00.123456789Z", "0000-01-01": "0000-01-01T00:00:00Z",
		"9999999999999999": "", "1.5": "1970-01-01T00:00:01.5Z", "1.123456789": "1970-01-01T00:00:01.123456789Z", "1.1234567890": "", "1.": "",
		"1.x": "", "-0.25": "1969-12-31T23:59:59.75Z", "-1.25": "1969-12-31T23:59:58.75Z", "-": "", "abcd-01": "", "-123-01": "",
		"2026-07-01T24:00": "", "2026-07-01T12:00:00+09x00": "", "2026-07-01T12:00:00 09:00": "", "2026-07-01T12:00:00.5xZ": "",
		"2026-07-01T12:00:005Z": "", "2026-07-01T+09:00": "",
		"2026-07-01T1:00Z": "", "2026-07-01T12:00:00,5Z": "", "2026-07-01T12:00:00.1234567890Z": "", "2026-07-01T12:00:00.Z": "",
		"2026-07-01T12:00.5Z":       "",
		"2026-07-01T12:00:00+24:00": "", "2026-07-01T12:00:00+0100": "", "2026-07-01T24:00:01Z": "", "2026-07-01T24:01Z": "",
		"2026-07-01T24Z": "", "2026-07-01TZ": "",
		"2026-07-01T12:00:60Z": "", "2026-07-01T12:00:00z": "", "2026-07-01T12:00:00": "", "2026-07T12:00Z": "", "2026-02-30": "",
		"2026-7-01": "", "2026-07-01T": "",
		"2026-07-01T12:00:00Z+01:00": "", "2026-07-01T-1:00Z": "", " 2026": "",
	} {
		got, ok := match.ParseInstant(text)
		require.Equal(t, want != "", ok, text)
		if ok {
			at, err := time.Parse(time.RFC3339Nano, want)
			require.NoError(t, err)
			require.Equal(t, fmt.Sprint(match.InstantOf(at)), fmt.Sprint(got), text)
			require.Zero(t, testing.AllocsPerRun(10, func() { match.ParseInstant(text) }), text)
		}
	}
	_, ok := match.ParseInstant("999999999999999")
	require.True(t, ok, "fifteen digits, in the year 31,690,708")
}

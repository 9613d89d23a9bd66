package match_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// TestAroundDates: the dates beside a date are what they should be, also where years
// have no four digits.
func TestAroundDates(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"2026-07-01T12:00:00Z", "2026-07-01T12:00:00.5+09:00", "1970", "0000-01-01", "9999-12-31T23:59:59Z",
		"9999-12-31T23:59:59.999999999Z", "253402300800", "253402300800.25", "-62167219200", "-62167219201", "-62167219200.75"} {
		got := conditions(t, "DateEquals "+text)[0].Around()
		at, ok := match.ParseInstant(text)
		require.True(t, ok, text)
		require.Len(t, got, 5, text)
		for i, by := range []time.Duration{0, -time.Second, time.Second, -1, 1} {
			beside, ok := match.ParseInstant(got[i])
			require.True(t, ok, got[i])
			require.Equal(t, fmt.Sprint(match.InstantOf(match.TimeOf(at).Add(by))), fmt.Sprint(beside), "%s and %v: %s", text, by, got[i])
		}
	}
	for _, text := range []string{"2026-07-01T12:00:01.5Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"} {
		require.Equal(t, text, conditions(t, "DateEquals "+text)[0].Around()[0], "as a request would have it")
	}
}

// TestAroundAddresses: the ends of a range, and what is beside them, if there is.
func TestAroundAddresses(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"10.0.0.0/8":     {"10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"},
		"10.0.0.1":       {"10.0.0.1", "10.0.0.1", "10.0.0.0", "10.0.0.2"},
		"10.0.0.4/30":    {"10.0.0.4", "10.0.0.7", "10.0.0.3", "10.0.0.8"},
		"0.0.0.0/0":      {"0.0.0.0", "255.255.255.255"},
		"128.0.0.0/1":    {"128.0.0.0", "255.255.255.255", "127.255.255.255"},
		"2001:db8::/125": {"2001:db8::", "2001:db8::7", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::8"},
	} {
		require.Equal(t, want, conditions(t, "IpAddress "+text)[0].Around(), text)
	}
}

// TestConditionSize: how many values, and how many pieces of them beside.
func TestConditionSize(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]int{
		"StringEquals a,b":                    {2, 0},
		"StringLike a*b,?,c":                  {3, 4},
		"NumericEquals 1,2,3":                 {3, 0},
		"DateEquals 2026":                     {1, 0},
		"IpAddress 10.0.0.1,::1":              {2, 0},
		"ArnLike arn:aws:*:*:*:a*b,x,*":       {3, 6},
		"ArnEquals arn:aws:s3:::b":            {1, 0},
		"ArnEquals ${aws:SourceArn}":          {1, 1},
		"StringEquals ${aws:username}-x":      {1, 2},
		"ForAnyValue:StringLike a*,${a}?${b}": {2, 5},
	} {
		values, tokens := conditions(t, text)[0].Size()
		require.Equal(t, want, [2]int{values, tokens}, text)
	}
}

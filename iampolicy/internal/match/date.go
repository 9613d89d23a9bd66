package match

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// instant is a point in time: seconds since 1970 and nanoseconds.
type instant struct {
	seconds int64
	nanos   int32
}

func (t instant) compare(u instant) int {
	return cmp.Or(cmp.Compare(t.seconds, u.seconds), cmp.Compare(t.nanos, u.nanos))
}

// ParseInstant reads a date as condition operators take it: the forms of the
// W3C profile of ISO 8601 (YYYY, YYYY-MM, YYYY-MM-DD, and with
// Thh:mm[:ss[.s]] and Z or ±hh:mm behind), or seconds since 1970. Four digits
// are a year.
func ParseInstant(s string) (instant, bool) {
	if len(s) == len("2006") && isDigits(s) || len(s) > 4 && s[4] == '-' {
		return parseISO(s)
	}
	return parseEpoch(s)
}

func parseEpoch(s string) (t instant, ok bool) {
	whole, fraction, hasPoint := strings.Cut(s, ".")
	digits, negative := strings.CutPrefix(whole, "-")
	if !isDigits(digits) || len(digits) > 15 {
		return t, false
	}
	if hasPoint {
		if t.nanos, ok = parseNanos(fraction); !ok {
			return instant{}, false
		}
	}
	t.seconds, _ = strconv.ParseInt(digits, 10, 64)
	if negative {
		t = t.negated()
	}
	return t, true
}

func (t instant) negated() instant {
	if t.nanos == 0 {
		return instant{-t.seconds, 0}
	}
	return instant{-t.seconds - 1, 1e9 - t.nanos}
}

// parseNanos reads the digits behind a decimal point, at most nine.
func parseNanos(s string) (int32, bool) {
	if !isDigits(s) || len(s) > 9 {
		return 0, false
	}
	n := int32(0)
	for i := range 9 {
		n *= 10
		if i < len(s) {
			n += int32(s[i] - '0')
		}
	}
	return n, true
}

func parseISO(s string) (instant, bool) {
	date, clock, hasClock := strings.Cut(s, "T")
	if !hasClock {
		return parseLayout(date, dateLayouts[:])
	}
	clock, offset, ok := cutZone(clock)
	if rest, isMidnight := strings.CutPrefix(clock, "24"); isMidnight { // of the next day, if nothing follows
		clock, offset = "00"+rest, offset-24*3600
		ok = ok && strings.Trim(rest, ":0.") == ""
	}
	t, isTime := parseLayout(s[:len(date)+1]+clock, timeLayouts[:])
	t.seconds -= offset
	return t, ok && isTime
}

// The forms of the W3C profile.
var (
	dateLayouts = [...]string{"2006", "2006-01", "2006-01-02"}
	timeLayouts = [...]string{"2006-01-02T15:04", "2006-01-02T15:04:05"}
)

// parseLayout reads s as the layout of its length. Behind a point there may be up to
// nine digits, which package time takes behind seconds only.
func parseLayout(s string, layouts []string) (instant, bool) {
	for _, layout := range layouts {
		rest := s[min(len(layout), len(s)):]
		fraction, isFraction := strings.CutPrefix(rest, ".")
		if len(s) == len(layout) || isFraction && len(fraction) <= 9 {
			t, err := time.ParseInLocation(layout, s, time.UTC)
			return instant{t.Unix(), int32(t.Nanosecond())}, err == nil
		}
	}
	return instant{}, false
}

// cutZone takes Z or ±hh:mm off the end, and returns seconds east of UTC.
func cutZone(s string) (clock string, offset int64, ok bool) {
	if clock, ok = strings.CutSuffix(s, "Z"); ok {
		return clock, 0, true
	}
	n := len(s) - len("+09:00")
	if n < 0 || s[n] != '+' && s[n] != '-' || s[n+3] != ':' {
		return s, 0, false
	}
	hour, minute := s[n+1:n+3], s[n+4:]
	if !isDigits(hour) || !isDigits(minute) || hour > "23" || minute > "59" {
		return s, 0, false
	}
	hours, _ := strconv.ParseInt(hour, 10, 64)
	minutes, _ := strconv.ParseInt(minute, 10, 64)
	if offset = hours*3600 + minutes*60; s[n] == '-' {
		offset = -offset
	}
	return s[:n], offset, true
}

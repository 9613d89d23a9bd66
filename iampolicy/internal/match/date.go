package match

import (
	"cmp"
	"strconv"
	"strings"
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
	if len(s) == len("2006") && isDigits(s) || len(s) > 4 && s[4] == '-' && isDigits(s[:4]) {
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

func parseISO(s string) (t instant, ok bool) {
	date, clock, hasClock := strings.Cut(s, "T")
	days, full, ok := parseDate(date)
	if !ok || hasClock && !full {
		return instant{}, false
	}
	if hasClock {
		if t, ok = parseClock(clock); !ok {
			return instant{}, false
		}
	}
	t.seconds += days * 86400
	return t, true
}

// parseDate reads YYYY[-MM[-DD]] and returns days since 1970.
func parseDate(s string) (days int64, full, ok bool) {
	month, day := 1, 1
	year, rest, ok := cutNumber(s, 4, 0, 9999)
	if ok && rest != "" {
		month, rest, ok = cutNumber(strings.TrimPrefix(rest, "-"), 2, 1, 12)
	}
	if ok && rest != "" {
		day, rest, ok = cutNumber(strings.TrimPrefix(rest, "-"), 2, 1, daysIn(year, month))
	}
	if !ok || rest != "" || !hasDashes(s) {
		return 0, false, false
	}
	return daysFromCivil(year, month, day), len(s) == len("2006-01-02"), true
}

// hasDashes holds the places of the dashes, which parseDate does not look at.
func hasDashes(s string) bool {
	switch len(s) {
	case len("2006"):
		return true
	case len("2006-01"):
		return s[4] == '-'
	case len("2006-01-02"):
		return s[4] == '-' && s[7] == '-'
	}
	return false
}

// parseClock reads hh:mm[:ss[.s]] and the zone.
func parseClock(s string) (t instant, ok bool) {
	hour, s, okHour := cutNumber(s, 2, 0, 24)
	s, colon := strings.CutPrefix(s, ":")
	minute, s, okMinute := cutNumber(s, 2, 0, 59)
	second, nanos, s, okSecond := parseSeconds(s)
	offset, okZone := parseZone(s)
	if hour == 24 && (minute != 0 || second != 0 || nanos != 0) {
		return t, false
	}
	t = instant{int64(hour*3600+minute*60+second) - offset, nanos}
	return t, okHour && colon && okMinute && okSecond && okZone
}

func parseSeconds(s string) (second int, nanos int32, rest string, ok bool) {
	rest, found := strings.CutPrefix(s, ":")
	if !found {
		return 0, 0, s, true
	}
	if second, rest, ok = cutNumber(rest, 2, 0, 59); !ok || !strings.HasPrefix(rest, ".") {
		return second, 0, rest, ok
	}
	end := 1
	for end < len(rest) && '0' <= rest[end] && rest[end] <= '9' {
		end++
	}
	nanos, ok = parseNanos(rest[1:end])
	return second, nanos, rest[end:], ok
}

// parseZone reads Z or ±hh:mm and returns seconds east of UTC.
func parseZone(s string) (int64, bool) {
	if s == "Z" {
		return 0, true
	}
	if len(s) != len("+09:00") || s[0] != '+' && s[0] != '-' || s[3] != ':' {
		return 0, false
	}
	hour, _, okHour := cutNumber(s[1:], 2, 0, 23)
	minute, _, okMinute := cutNumber(s[4:], 2, 0, 59)
	offset := int64(hour*3600 + minute*60)
	if s[0] == '-' {
		offset = -offset
	}
	return offset, okHour && okMinute
}

// cutNumber reads exactly n digits whose value is between low and high.
func cutNumber(s string, n, low, high int) (v int, rest string, ok bool) {
	if len(s) < n || !isDigits(s[:n]) {
		return 0, s, false
	}
	for i := range n {
		v = 10*v + int(s[i]-'0')
	}
	return v, s[n:], low <= v && v <= high
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// daysFromCivil counts the days from 1970-01-01 in the proleptic Gregorian
// calendar. The year begins in March here, so that the leap day is its last.
func daysFromCivil(year, month, day int) int64 {
	if month < 3 {
		year, month = year-1, month+12
	}
	leaps := floorDiv(year, 4) - floorDiv(year, 100) + floorDiv(year, 400)
	return int64(365*year + leaps + (153*(month-3)+2)/5 + day - 719469)
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

package match_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// TestConditionHolds: what holds of a key with no, one and several values. A condition is
// written as conditions takes it, with ';' between values of the request and "-" for none.
func TestConditionHolds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		condition, got string
		want           bool
		why            string
	}{
		{"StringEquals a", "-", false, "a key that is absent equals nothing"},
		{"StringNotEquals a", "-", true, "and so differs"},
		{"StringEqualsIfExists a", "-", true, "unless that is asked for"},
		{"ForAllValues:StringEquals a", "-", true, "all of no values"},
		{"ForAnyValue:StringEquals a", "-", false, "none of no values"},
		{"ForAnyValue:StringNotEquals a", "-", false, "none of no values, negated"},
		{"ForAnyValue:StringNotEqualsIfExists a", "-", true, "none, where that is asked for"},
		{"StringEquals a,b", "b", true, "one of the values"},
		{"StringNotEquals a,b", "b", false, "none of them"},
		{"StringEquals a", "a;b", false, "an Allow asks for all values"},
		{"Deny StringEquals a", "a;b", true, "a Deny for one"},
		{"StringNotEquals a", "a;b", false, "negated, an Allow for all"},
		{"Deny StringNotEquals a", "a;b", true, "a Deny for one"},
		{"ForAllValues:StringEquals a", "a;b", false, "all, in an Allow"},
		{"Deny ForAllValues:StringEquals a", "a;b", false, "and in a Deny"},
		{"ForAnyValue:StringEquals a", "a;b", true, "one, in an Allow"},
		{"StringNotEquals", "a", false, "without values nothing holds"},
		{"Null true", "-", true, "the key is absent"},
		{"Null true", "a", false, "it is not"},
		{"Null FALSE", "a", true, "in any case"},
		{"Bool true", "TRUE", true, "Booleans have no case"},
		{"Bool false", "x", false, "what is no Boolean is not false"},
		{"Bool ${app:yes}", "true", true, "the variable of one"},
		{"Bool ${app:yes}", "false", false, "which is true"},
		{"Bool ${app:text}", "text", false, "what is no Boolean equals none, be it the same text"},
		{"BinaryEquals QUJD", "QUJD", true, "the same bytes"},
		{"BinaryEquals QUJD", "QUJE", false, "other bytes"},
		{"NumericEquals +1.50", "1.5", true, "the same number"},
		{"NumericEquals 0.015", "1.5e-2", true, "with an exponent"},
		{"NumericEquals 1500", "1.5e+3", true, "with a sign before it"},
		{"NumericEquals 0.01", "0.001", false, "zeros behind the point count"},
		{"NumericEquals 100", "10", false, "zeros before it too"},
		{"NumericLessThan 0", "-0.0", false, "zero has no sign"},
		{"NumericLessThan -1", "-2", true, "less than less"},
		{"NumericEquals 1e000000002", "100", true, "an exponent of nine digits"},
		{"NumericEquals 1e+000000002", "100", true, "with a sign"},
		{"NumericEquals 1e-000000002", "0.01", true, "with the other"},
		{"IpAddress 10.0.0.0/8", "10.1.2.3", true, "in the range"},
		{"IpAddress 10.0.0.0/8", "::ffff:10.1.2.3", true, "IPv4 in IPv6"},
		{"IpAddress ::ffff:10.0.0.0/104", "10.1.2.3", true, "a range of it"},
		{"IpAddress ::ffff:0.0.0.0/96", "10.1.2.3", true, "all of it"},
		{"IpAddress ::ffff:0.0.0.0/95", "10.1.2.3", false, "more than it is IPv6"},
		{"IpAddress ::ffff:0.0.0.0/95", "::fffe:0:1", true, "that is"},
		{"IpAddress fe80::/10", "fe80::1%eth0", false, "an address has no zone"},
		{"IpAddress ::/0", "", false, "no address"},
		{"NotIpAddress ::/0", "x", true, "text is in no range"},
		{"ArnLike *", "arn:aws:s3:::b", true, "every ARN"},
		{"ArnLike *", "x", false, "and no other text"},
		{"ArnLike arn:aws:s3:::b", "arn:aws:s3:::b", true, "one ARN"},
		{"ArnLike arn:aws:s3:::*", "arn:aws:s3:::b:c", true, "colons of the last part"},
		{"ArnLike arn:aws:*:b", "arn:aws:s3:::b", false, "an Allow with too few parts grants nothing"},
		{"Deny ArnLike arn:aws:*:b", "arn:aws:s3:::b", true, "a Deny denies"},
		{"Deny ArnLike ${app:arn}", "arn:aws:s3:::b", true, "a variable that is the whole ARN"},
		{"Deny ArnLike ${*}", "*:aws:s3:::b", true, "an escape is no variable, but text to complete"},
		{"ArnNotLike arn:aws:s3", "arn:aws:s3:::b", false, "an Allow of what is not like it neither"},
		{"Deny ArnNotLike arn:aws:s3", "arn:aws:s3:::b", true, "and the opposite"},
	} {
		in := match.Context{"app:yes": {"TRUE"}, "app:text": {"text"}, "app:arn": {"arn:aws:s3:::b"}}
		if tt.got != "-" {
			in["k"] = strings.Split(tt.got, ";")
		}
		if got := conditions(t, tt.condition)[0].Holds(in); got != tt.want {
			t.Errorf("%s of %q = %v, want %v: %s", tt.condition, tt.got, got, tt.want, tt.why)
		}
	}
}

// TestConditionErrors: what no condition is, where that is, and what to write.
func TestConditionErrors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		operator, values string
		value            int
		want             string
	}{
		{"StringEqual", "a", -1, `unknown condition operator "StringEqual"; did you mean "StringEquals"?`},
		{"zzzz", "a", -1, `unknown condition operator "zzzz"; write one of AWS's operators, such as StringEquals`},
		{"", "a", -1, `unknown condition operator ""; write one of AWS's operators, such as StringEquals`},
		{"NullIfExists", "true", -1, `"NullIfExists" is no operator; Null has no prefix and no suffix: write "Null"`},
		{"ForAnyValue:Null", "true", -1, `"ForAnyValue:Null" is no operator; Null has no prefix and no suffix: write "Null"`},
		{"Null", "${app:x}", 0, `"${app:x}" is not a Boolean, which Null compares; write "true" or "false"`},
		{"Bool", "true,yes", 1, `"yes" is not a Boolean, which Bool compares; write "true" or "false"`},
		{"BinaryEquals", "QUI", 0, `"QUI" is not base64, which BinaryEquals compares; encode the bytes with the standard alphabet and padding`},
		{"BinaryEquals", "QU\nJD", 0,
			`"QU\nJD" is not base64, which BinaryEquals compares; encode the bytes with the standard alphabet and padding`},
		{"NumericEquals", "1,x", 1, `"x" is not a number, which NumericEquals compares; write digits, such as "3600"`},
		{"NumericEquals", "1e1234567890", 0, `"1e1234567890" is not a number, which NumericEquals compares; write digits, such as "3600"`},
		{"DateEquals", "2026-01-01T00:00:00", 0,
			`"2026-01-01T00:00:00" is not a date, which DateEquals compares; name the zone: write ` +
				`"2026-01-01T00:00:00Z" or an offset such as +09:00 at the end`},
		{"DateEquals", "now", 0, `"now" is not a date, which DateEquals compares; write "2026-01-31T00:00:00Z" or seconds since 1970`},
		{"IpAddress", "::1,10.0.0.0/33", 1,
			`"10.0.0.0/33" is not an address or CIDR range, which IpAddress compares; write "203.0.113.0/24" or "2001:db8::/32"`},
		{"IpAddress", "x/24", 0, `"x/24" is not an address or CIDR range, which IpAddress compares; write "203.0.113.0/24" or "2001:db8::/32"`},
		{"IpAddress", "fe80::1%eth0", 0,
			`"fe80::1%eth0" is not an address or CIDR range, which IpAddress compares; write "203.0.113.0/24" or "2001:db8::/32"`},
		{"IpAddress", "10.0.0", 0,
			`"10.0.0" is not an address or CIDR range, which IpAddress compares; write "203.0.113.0/24" or "2001:db8::/32"`},
	} {
		_, err := match.NewCondition(tt.operator, "k", strings.Split(tt.values, ","), false, match.Variables)
		require.NotNil(t, err, tt.operator)
		require.Equal(t, tt.want, err.Msg+"; "+err.Hint)
		require.Equal(t, tt.value, err.Value, tt.want)
	}
	require.Equal(t, "a, b", conditions(t, "StringEquals a,b")[0].Want, "what it asks for, in words")
}

// TestContext: keys are looked up in any case, the spelling that is asked for first.
func TestContext(t *testing.T) {
	t.Parallel()
	for range 20 { // maps have no order
		for _, tt := range []struct {
			in    match.Context
			want  []string
			knows bool
			why   string
		}{
			{match.Context{"aws:Key": {"a"}, "AWS:KEY": {"b"}, "aws:key": {"c"}}, []string{"a"}, true, "its own spelling"},
			{match.Context{"aws:key": {"c"}, "AWS:KEY": {"b"}, "Aws:Key": {"a"}}, []string{"b"}, true, "the first in order"},
			{match.Context{"aws:Key2": {"a"}, "aws:Ke": {"b"}, "": {"c"}}, nil, false, "other keys"},
			{match.Context{"aws:Key": nil}, nil, true, "known to be absent"},
			{match.Context{"aws:key": nil}, nil, true, "known to be absent, in another case"},
			{nil, nil, false, "nothing is known"},
		} {
			require.Equal(t, tt.want, tt.in.Values("aws:Key"), tt.why)
			require.Equal(t, tt.knows, tt.in.Knows("aws:Key"), tt.why)
		}
	}
	family := match.Context{"aws:ResourceTag/${TagKey}": nil, "aws:RequestTag/${TagKey}": {"x"}, "ecr:ResourceTag/${TagKey": nil, "s3:x": nil}
	for key, want := range map[string]bool{
		"aws:ResourceTag/team": true, "AWS:resourcetag/Team": true, "aws:ResourceTag": false, "aws:ResourceTagX/team": false,
		"aws:RequestTag/team": false, "ecr:ResourceTag/team": false, "s3:xx": false, "s3:x/y": false,
		"/team": false, "other/ResourceTag/team": false,
	} {
		require.Equal(t, want, family.Knows(key), key)
	}
}

// TestIsOpen: what can stand for several texts.
func TestIsOpen(t *testing.T) {
	t.Parallel()
	for part, want := range map[string]bool{"": false, "app": false, "a*": true, "a?": true, "${aws:x}": true, "$x{": false} {
		require.Equal(t, want, match.IsOpen(part), part)
	}
}

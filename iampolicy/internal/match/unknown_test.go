package match_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// alikeConditions are conditions on the key k that are told apart by few things each,
// with the values that are added.
func alikeConditions(t *testing.T, more ...string) []*match.Condition {
	t.Helper()
	var texts []string
	for _, operator := range []string{"StringEquals", "StringNotEquals", "stringequals", "StringLike", "StringNotLike",
		"StringEqualsIgnoreCase"} {
		for _, prefix := range []string{"", "Deny ", "ForAnyValue:", "ForAllValues:", "Deny ForAnyValue:", "Deny ForAllValues:"} {
			for _, values := range append(more, " a", " a,b", " a*", " ${aws:x}") {
				texts = append(texts, prefix+operator+values, prefix+operator+"IfExists"+values)
			}
		}
	}
	return conditions(t, append(texts, "Null true", "Null false", "Deny Null true")...)
}

// TestMeaning: conditions of one meaning hold of the same values.
func TestMeaning(t *testing.T) {
	t.Parallel()
	list := append(alikeConditions(t, ""), conditions(t, "NumericEquals 1", "NumericLessThan 1", "NumericLessThanIfExists 1")...)
	same := 0
	for i, c := range list {
		for _, d := range list[:i] {
			if c.Meaning() != d.Meaning() {
				continue
			}
			same++
			for _, values := range [][]string{nil, {"a"}, {"b"}, {"A"}, {"a*"}, {"0"}, {"1"}, {"a", "b"}, {"a", "c"}, {"c", "d"}} {
				in := match.Context{"aws:x": {"a"}}
				require.Equal(t, c.Met(values, in), d.Met(values, in), "%s %q and %s %q: %q", c.Name, c.Want, d.Name, d.Want, values)
			}
		}
	}
	require.Greater(t, same, 50)
}

// TestIdentity: conditions on text that have one identity, for the values that the key has,
// hold together, or, if one of them is negated, the one holds exactly if the other does not.
func TestIdentity(t *testing.T) {
	t.Parallel()
	list := alikeConditions(t)
	same := map[bool]int{}
	for _, values := range [][]string{nil, {"a"}, {"b"}, {"A"}, {"a*"}, {"0"}, {"1"}, {"a", "b"}, {"a", "c"}, {"c", "d"}} {
		in := match.Context{"k": values, "aws:x": {"a"}}
		for i, c := range list {
			for _, d := range list[:i] {
				if c.Identity(in) == d.Identity(in) {
					same[c.Negated == d.Negated]++
					require.Equal(t, c.Negated == d.Negated, c.Holds(in) == d.Holds(in), "%s %q and %s %q: %q", c.Name, c.Want, d.Name, d.Want, values)
				}
			}
		}
	}
	require.Greater(t, min(same[true], same[false]), 500)
}

// TestIdentityOfOpposites: which conditions are known to be the same, or the opposite.
func TestIdentityOfOpposites(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		c, d   string
		values []string
		want   bool
		why    string
	}{
		{"StringEquals a", "StringNotEquals a", []string{"x"}, true, "the opposite"},
		{"StringEquals a", "StringNotEquals a", nil, true, "of a key that may be absent too"},
		{"StringEquals a", "Deny StringEquals a", []string{"x"}, true, "effects do not matter to one value"},
		{"StringEquals a", "Deny StringEquals a", []string{"x", "y"}, false, "to several they do"},
		{"StringEquals a", "StringNotEquals a", []string{"x", "y"}, false, "all are a, and none is"},
		{"StringEqualsIfExists a", "StringNotEquals a", nil, false, "both hold without a value"},
		{"StringNotEqualsIfExists a", "StringNotEquals a", nil, true, "a negated condition holds without a value as it is"},
		{"StringEqualsIfExists a", "StringEqualsIfExists a", nil, true, "the same"},
		{"ForAnyValue:StringEquals a", "ForAnyValue:StringEquals a", nil, true, "of several values"},
		{"ForAnyValue:StringEquals a", "ForAllValues:StringEquals a", nil, false, "of one, and of all"},
		{"ForAllValues:StringEquals a", "StringEquals a", []string{"x", "y"}, false, "without values the one holds"},
		{"StringEquals a", "StringEquals b", nil, false, "other values"},
		{"StringEquals a", "StringLike a", nil, false, "not looked into"},
	} {
		list, in := conditions(t, tt.c, tt.d), match.Context{"K": tt.values}
		require.Equal(t, tt.want, list[0].Identity(in) == list[1].Identity(in), "%s, %s: %s", tt.c, tt.d, tt.why)
	}
	k, err := match.NewCondition("StringEquals", "K", []string{"a"}, false, match.Variables)
	require.Nil(t, err)
	require.Equal(t, conditions(t, "StringEquals a")[0].Identity(nil), k.Identity(nil), "names of keys are the same in any case")
}

// TestVariablesOfCondition: which keys the variables of a condition or a Resource ask
// for, and which of them are not known.
func TestVariablesOfCondition(t *testing.T) {
	t.Parallel()
	in := match.Context{"AWS:known": {"v"}}
	isMultivalued := func(key string) bool { return key == "aws:many" }
	for _, tt := range []struct {
		operator, values string
		want, unknown    string
		why              string
	}{
		{"StringEquals", "${aws:a}-${aws:known};${aws:b, 'x'}", "aws:a aws:known aws:b", "aws:a aws:b", "all of all values"},
		{"StringEquals", "a${*}b;${?};$;x", "", "", "the escapes are text"},
		{"StringLike", "*${aws:many}*", "aws:many", "", "that of a key with several values has none, whatever they are"},
		{"ArnLike", "arn:aws:iam::${aws:a}:role/${aws:known}*${aws:b}", "aws:a aws:known aws:b", "aws:a aws:b", "in each part of an ARN"},
		{"ArnLike", "arn:aws:iam::1:role/r;${aws:many};${aws:a};*", "aws:many aws:a", "aws:a", "one may be a whole ARN"},
		{"ArnLike", "arn:aws:iam::1:role/r;${aws:many}x;*", "", "", "text that is no ARN asks for nothing"},
		{"ArnLike", "arn:aws:iam::1:role/${aws:many}", "aws:many", "", "with several values, in an ARN"},
		{"NumericEquals", "1", "", "", "numbers have none"},
	} {
		c, err := match.NewCondition(tt.operator, "k", strings.Split(tt.values, ";"), false, match.Wildcards|match.Variables)
		require.Nil(t, err)
		c.NeverResolve(isMultivalued)
		var all []string
		c.EachVariable(func(key string) { all = append(all, key) })
		require.Equal(t, tt.want, strings.Join(all, " "), "%s %s: %s", tt.operator, tt.values, tt.why)
		require.Equal(t, tt.unknown, strings.Join(c.UnknownVariables(in), " "), "%s %s: %s", tt.operator, tt.values, tt.why)
	}
}

// TestNarrowed: what is asked of a value by a condition whose unknown variables are
// anything, or nothing.
func TestNarrowed(t *testing.T) {
	t.Parallel()
	in := match.Context{"aws:known": {"v"}}
	for _, tt := range []struct {
		operator, want, got string
		anything, nothing   bool
		why                 string
	}{
		{"StringEquals", "x", "x", true, true, "no variable"},
		{"StringEquals", "${aws:known}", "v", true, true, "a known one"},
		{"StringEquals", "${aws:a}", "x", true, false, "an unknown one"},
		{"StringEqualsIgnoreCase", "${aws:a}k", "x\u212a", true, false, "in any case, also of letters of another length"},
		{"StringEquals", "${aws:a}-${aws:known}", "x-v", true, false, "beside a known one"},
		{"StringEquals", "${aws:a}-${aws:known}", "x-w", false, false, "which differs"},
		{"StringEquals", "${aws:a}-v", "xv", false, false, "beside text, which stays"},
		{"StringEquals", "${aws:many}", "x", false, false, "one that never has a value"},
		{"StringLike", "${aws:many}*", "x", false, false, "not even an empty one"},
		{"StringLike", "${aws:a}*", "x", true, false, "beside a wildcard"},
		{"StringNotEquals", "${aws:a}", "x", false, true, "the opposite"},
		{"ArnLike", "arn:aws:s3:::${aws:a}", "arn:aws:s3:::x", true, false, "in an ARN"},
		{"ArnLike", "arn:aws:s3:::${aws:a}", "arn:aws:ecr:::x", false, false, "whose other parts count"},
		{"ArnLike", "arn:aws:s3:::${aws:many}", "arn:aws:s3:::x", false, false, "in an ARN, never"},
		{"ArnLike", "${aws:a}", "arn:aws:s3:::x", true, false, "as a whole ARN"},
		{"ArnLike", "${aws:a}", "x", false, false, "which other text never is"},
		{"ArnLike", "x", "arn:aws:s3:::x", false, false, "text that is no ARN"},
	} {
		c, err := match.NewCondition(tt.operator, "k", []string{tt.want}, false, match.Wildcards|match.Variables)
		require.Nil(t, err)
		c.NeverResolve(func(key string) bool { return key == "aws:many" })
		for range 2 { // the condition itself stays as it is
			require.Equal(t, tt.anything, c.Narrowed(in, true).Met([]string{tt.got}, in), "%s %s: %s", tt.operator, tt.want, tt.why)
			require.Equal(t, tt.nothing, c.Narrowed(in, false).Met([]string{tt.got}, in), "%s %s: %s", tt.operator, tt.want, tt.why)
		}
	}
}

package match_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// conditions compiles conditions on the key k, each written as operator, space, values;
// without the space it has no values. With "Deny " before it, it is one of a Deny.
func conditions(t *testing.T, list ...string) (all []*match.Condition) {
	t.Helper()
	for _, s := range list {
		rest, deny := strings.CutPrefix(s, "Deny ")
		operator, text, ok := strings.Cut(rest, " ")
		values := strings.Split(text, ",")
		c, err := match.NewCondition(operator, "k", values[:len(values)*map[bool]int{true: 1}[ok]], deny, match.Variables)
		require.Nil(t, err, s)
		all = append(all, &c)
	}
	return all
}

var optionsContext = match.Context{"aws:SourceArn": {"arn:aws:s3:::b"}, "aws:text": {"text"}}

// met is what the conditions say of a list of values, as a mask.
func met(list []*match.Condition, values []string) (mask uint64) {
	for i, c := range list {
		if c.Met(values, optionsContext) {
			mask |= 1 << i
		}
	}
	return mask
}

// TestKeyOptions: however the key turns out to be, what the conditions say of it is
// one of the options; and where the options are exact there are no others.
func TestKeyOptions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		conditions []string
		values     []string
		exact      bool
		why        string
	}{
		{[]string{"StringEquals a", "StringNotEquals a", "StringLike a*"}, []string{"a", "ab", "x"}, true, "text"},
		{[]string{"StringEqualsIgnoreCase é", "StringNotEqualsIgnoreCase é", "StringEquals a", "NumericEquals 1"},
			[]string{"é", "É", "a", "1", "x"},
			false, "case outside ASCII is not worked out: conditions with the same values stand together"},
		{[]string{"StringEqualsIgnoreCase é", "StringEquals É"}, []string{"é", "É", "e"}, false, "one letter in two cases"},
		{[]string{"StringEqualsIgnoreCase a", "StringEquals A"}, []string{"a", "A", "x"}, true, "case in ASCII is"},
		{[]string{"StringEquals é", "StringLike é*"}, []string{"é", "éa", "x"}, true, "letters beyond ASCII whose case counts"},
		{[]string{"StringLike a*", "StringEquals a:b"}, []string{"a", "a:b", "x"}, true, "a * takes colons in a text"},
		{[]string{"StringLike arn:?:b:c:d:e", "ArnLike arn:?:b:c:d:e"}, []string{"arn:a:b:c:d:e", "arn:::b:c:d:e", "x"}, true,
			"and so does a ?, in an ARN it does not"},
		{[]string{"ArnEquals ${aws:SourceArn}", "StringEquals arn:aws:s3:::b"}, []string{"arn:aws:s3:::b", "x"}, true,
			"a variable that is an ARN"},
		{[]string{"ArnEquals ${aws:text}", "StringEquals text"}, []string{"text", "x"}, true, "a variable that is none"},
		{[]string{"StringNotEquals", "StringEquals a"}, []string{"a", "x"}, true, "a condition without values never holds of one"},
		{[]string{"NumericLessThan 5", "NumericGreaterThanEquals 5"}, []string{"4", "5", "x"}, true, "numbers"},
		{[]string{"ForAnyValue:StringEquals a", "ForAllValues:StringEquals a"}, []string{"a", "x"}, true, "sets"},
		{[]string{"Null true", "ArnLike arn:aws:iam::1:*:*"}, []string{"arn:aws:iam::1:a:b", "x"}, true, "no value"},
		{[]string{"StringEquals ${aws:none}", "StringEquals a,"}, []string{"a", "", "x"}, true, "a variable without a value is no text"},
		{[]string{"ArnEquals arn:aws:iam:*:*:*x*:*"}, []string{"arn:aws:iam::1:x:b", "arn:aws:iam::1:y:b"}, true, "runs beside each other"},
	} {
		list := conditions(t, c.conditions...)
		options := match.KeyOptions(list, optionsContext, new(match.Work))
		seen := []uint64{met(list, nil)}
		for _, v := range c.values {
			seen = append(seen, met(list, []string{v}))
			for _, w := range c.values {
				if strings.Contains(c.conditions[0], ":") && strings.HasPrefix(c.conditions[0], "For") {
					seen = append(seen, met(list, []string{v, w}))
				}
			}
		}
		for _, mask := range seen {
			if !slices.Contains(options, mask) {
				t.Errorf("%s: KeyOptions(%v) = %b lacks %b", c.why, c.conditions, options, mask)
			}
		}
		for _, mask := range options {
			if c.exact && !slices.Contains(seen, mask) {
				t.Errorf("%s: KeyOptions(%v) = %b, and no value makes %b of them", c.why, c.conditions, options, mask)
			}
		}
	}
}

// operatorsAndValues are those of one type: what policies ask for and what requests have.
var operatorsAndValues = []struct{ operators, asked, values []string }{
	{
		[]string{
			"NumericEquals",
			"NumericNotEquals",
			"NumericLessThan",
			"NumericLessThanEquals",
			"NumericGreaterThan",
			"NumericGreaterThanEquals",
		},
		[]string{"-1", "0", "0.0", "1", "1.5", "1e1"},
		[]string{"-2", "-1", "-0.5", "0", "0.5", "1", "1.2", "1.5", "2", "10", "11", "x"},
	},
	{[]string{"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"},
		[]string{"0", "2026", "2026-01-01T09:00:00+09:00", "2026-01-01T00:00:00.5Z", "2027-06"},
		[]string{"-1", "0", "1", "2026", "2026-01-01T00:00:00.2Z", "2026-01-01T00:00:00.5Z", "2026-07", "2027-06", "2028", "x"}},
	{[]string{"IpAddress", "NotIpAddress"},
		[]string{"10.0.0.0/31", "10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "255.255.255.255", "255.255.255.254/31", "0.0.0.0", "::/0", "::1",
			"2001:db8::/127", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::ffff:10.0.0.0/120"},
		[]string{"0.0.0.0", "0.0.0.1", "9.255.255.255", "10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.1.0", "11.0.0.0", "255.255.255.254",
			"255.255.255.255", "::", "::1", "::2", "2001:db8::1", "2001:db8::2", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "x"}},
	{[]string{"StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"},
		[]string{"a", "A", "a*", "?", "ab", ""}, []string{"", "a", "A", "ab", "aB", "Ab", "AB", "ax", "b", "xx", "a*", "A*", "aa", "?", "axx"}},
}

// TestKeyOptionsOfOneType: for conditions that compare as one type the options are
// exactly what values and lists of values make of them.
func TestKeyOptionsOfOneType(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(13, 14))
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	for _, kind := range operatorsAndValues {
		for range 400 {
			texts, several := make([]string, 1+r.IntN(3)), false
			for i := range texts {
				prefix := pick([]string{"", "", "", "Deny ", "ForAnyValue:", "ForAllValues:", "Deny ForAnyValue:"})
				several = several || strings.Contains(prefix, ":")
				texts[i] = prefix + pick(kind.operators) + pick([]string{"", "", "IfExists"}) + " " + pick(kind.asked)
				if r.IntN(3) == 0 {
					texts[i] += "," + pick(kind.asked)
				}
			}
			list := conditions(t, texts...)
			want := map[uint64]bool{met(list, nil): true}
			for _, u := range kind.values {
				want[met(list, []string{u})] = true
				for _, v := range kind.values {
					for _, w := range kind.values { // of so many values each condition can have the one that decides
						want[met(list, []string{u, v, w}[:1+2*map[bool]int{true: 1}[several]])] = true
					}
				}
			}
			require.ElementsMatch(t, slices.Collect(maps.Keys(want)), match.KeyOptions(list, nil, new(match.Work)), "%q", texts)
		}
	}
}

// TestOptionsThatAreNotWorkedOut: what is listed of several types, and of case beyond ASCII.
func TestOptionsThatAreNotWorkedOut(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		conditions []string
		want       []uint64
		why        string
	}{
		{[]string{"StringEqualsIgnoreCase é", "NumericLessThan 5", "NumericGreaterThan 7"}, []uint64{0, 1, 2, 3, 4, 5},
			"all combinations, but of numbers only what a number can be"},
		{[]string{"StringEquals a", "NumericLessThan 5", "IpAddress 10.0.0.1"}, []uint64{0, 1, 2, 3, 4, 5, 6, 7}, "of three types"},
		{[]string{"StringEqualsIgnoreCase é", "StringNotEqualsIgnoreCase é", "Null true"}, []uint64{1, 2, 6},
			"a condition and its opposite; both hold of no value"},
		{[]string{"StringEqualsIgnoreCase é", "StringEqualsIgnoreCase è"}, []uint64{0, 1, 2, 3}, "other values"},
		{[]string{"StringEqualsIgnoreCase é", "StringEquals é"}, []uint64{0, 1, 2, 3}, "the same value, compared in another way"},
	} {
		require.ElementsMatch(
			t,
			tt.want,
			match.KeyOptions(conditions(t, tt.conditions...), nil, new(match.Work)),
			"%v: %s",
			tt.conditions,
			tt.why,
		)
	}
}

// TestTooManyOptions: past a bound there is no list.
func TestTooManyOptions(t *testing.T) {
	t.Parallel()
	numbers := make([]string, 11)
	for i := range numbers {
		var list []string
		for n := range 2048 {
			if n>>i&1 == 1 {
				list = append(list, strconv.Itoa(n))
			}
		}
		numbers[i] = "NumericEquals " + strings.Join(list, ",")
	}
	var texts, folded []string
	for i := range 11 {
		texts = append(texts, fmt.Sprintf("ForAnyValue:StringEquals %d", i))
		folded = append(folded, fmt.Sprintf("StringEqualsIgnoreCase é%d", i))
	}
	for why, list := range map[string][]string{
		"numbers in many sets": numbers, "sets of values": texts, "text that is not worked out": folded,
		"numbers beside text": append(numbers[:10:10], "StringEquals a"), "text beside numbers": append(folded[:10:10], "NumericEquals 1"),
	} {
		if options := match.KeyOptions(conditions(t, list...), nil, new(match.Work)); options != nil {
			t.Errorf("%s: %d options", why, len(options))
		}
	}
	for why, list := range map[string][]string{
		"numbers in ten sets": numbers[:10], "sets of ten values": texts[:10], "ten texts": folded[:10],
		"one of them is asked twice, and whether there is a value": append(folded[:10:10], folded[0], "Null false"),
	} {
		options := match.KeyOptions(conditions(t, list...), nil, new(match.Work))
		require.GreaterOrEqual(t, len(options), 1024, why)
		require.LessOrEqual(t, len(options), 1025, why)
	}
}

// TestOptionsWithoutWork: where no work is left the options are those that nothing is known of.
func TestOptionsWithoutWork(t *testing.T) {
	t.Parallel()
	for _, c := range [][]string{{"StringEquals a", "StringNotEquals a"}, {"ArnEquals arn:aws:iam::1:a", "ArnNotEquals arn:aws:iam::1:a"}} {
		work := match.Work(match.MaxWork)
		require.ElementsMatch(t, []uint64{1, 2}, match.KeyOptions(conditions(t, c...), nil, &work), c)
	}
}

// TestNumberTexts: what is a number, and numbers beside it.
func TestNumberTexts(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "-", ".5", "5.", "x", "1e", "1e+", "1e1234567890", "1e1.5", "0x1", "1_0"} {
		_, ok := match.ParseNumber(s)
		require.False(t, ok, s)
	}
	texts, exact := match.BetweenNumbers(conditions(t, "NumericEquals 0", "NumericLessThan -1.5", "NumericEquals 2e3"))
	require.True(t, exact)
	for _, want := range []string{"0", "-1.5", "2000", "-0.75", "1000", "-2.5", "2001"} {
		require.Contains(t, texts, want)
	}
	texts, exact = match.BetweenNumbers(conditions(t, "StringEquals 1"))
	require.Empty(t, texts, "of no number")
	require.True(t, exact)
	for number, want := range map[string]bool{
		"1e39": true, "1e40": false, "1e-41": true, "1e-42": false, strings.Repeat("1", 40): true, strings.Repeat("1", 41): false,
		"0." + strings.Repeat("1", 40): true, "0." + strings.Repeat("1", 41): false,
	} {
		_, exact = match.BetweenNumbers(conditions(t, "NumericEquals "+number, "NumericEquals 1"))
		require.Equal(t, want, exact, "too long to compute with: %s", number)
	}
}

package match_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// conditions compiles conditions on the key k, each written as operator, space, values.
func conditions(t *testing.T, list ...string) (all []*match.Condition) {
	t.Helper()
	for _, s := range list {
		operator, values, _ := strings.Cut(s, " ")
		c, err := match.NewCondition(operator, "k", strings.Split(values, ","), false, match.Variables)
		require.Nil(t, err, s)
		all = append(all, &c)
	}
	return all
}

// met is what the conditions say of a list of values, as a mask.
func met(list []*match.Condition, values []string) (mask uint64) {
	for i, c := range list {
		if c.Met(values, nil) {
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
		{[]string{"NumericLessThan 5", "NumericGreaterThanEquals 5"}, []string{"4", "5", "x"}, true, "numbers"},
		{[]string{"ForAnyValue:StringEquals a", "ForAllValues:StringEquals a"}, []string{"a", "x"}, true, "sets"},
		{[]string{"Null true", "ArnLike arn:aws:iam::1:*:*"}, []string{"arn:aws:iam::1:a:b", "x"}, true, "no value"},
		{[]string{"StringEquals ${aws:none}", "StringEquals a,"}, []string{"a", "", "x"}, true, "a variable without a value is no text"},
		{[]string{"ArnEquals arn:aws:iam:*:*:*x*:*"}, []string{"arn:aws:iam::1:x:b", "arn:aws:iam::1:y:b"}, true, "runs beside each other"},
	} {
		list := conditions(t, c.conditions...)
		work := new(match.Work)
		options := match.KeyOptions(list, nil, work)
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
	} {
		if options := match.KeyOptions(conditions(t, list...), nil, new(match.Work)); options != nil {
			t.Errorf("%s: %d options", why, len(options))
		}
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
	_, exact = match.BetweenNumbers(conditions(t, "NumericEquals 1e50"))
	require.False(t, exact, "too long to compute with")
}

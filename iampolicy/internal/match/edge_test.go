package match_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// TestFreshCharacter: beside patterns that name every letter and digit and more there is still a
// text that only "?" matches.
func TestFreshCharacter(t *testing.T) {
	t.Parallel()
	patterns := []string{"?", "**"}
	for c := rune(1); c <= 'À'; c++ {
		if c != '*' && c != '?' {
			patterns = append(patterns, string(c))
		}
	}
	texts, complete := match.TextsFor(patterns, false, 1000)
	require.True(t, complete)
	for _, text := range texts {
		if len([]rune(text)) == 1 && !strings.Contains(strings.Join(patterns, ""), text) {
			return
		}
	}
	t.Errorf("%q holds no text of one other character", texts)
}

// TestFreshBesideLiterals: a text that a wildcard stands for is no literal.
func TestFreshBesideLiterals(t *testing.T) {
	t.Parallel()
	p := match.NewPattern("*", match.Wildcards)
	g, _ := match.GlobOfPattern(&p, false, nil)
	for _, literals := range [][]string{nil, {"x"}, {"x", "zq"}, strings.Split("xzqjvwykhgfmbdlutnoipsacer0123456789", "")} {
		steps := 1 << 20
		texts, complete := match.Representatives([]match.Glob{g}, literals, &steps)
		require.True(t, complete)
		require.Len(t, texts, 1)
		require.NotContains(t, strings.Join(literals, ""), texts[0])
	}
}

// TestTextsWithinLimit: where the states are too many, it is said that the texts are not all.
func TestTextsWithinLimit(t *testing.T) {
	t.Parallel()
	_, complete := match.TextsFor([]string{"*a*b*c*d*e*", "*e*d*c*b*a*", "*aa*bb*cc*"}, false, 1)
	require.False(t, complete)
}

// TestRuns: two runs with an empty variable between them are one.
func TestRuns(t *testing.T) {
	t.Parallel()
	p := match.NewPattern("*${aws:x}*", match.Wildcards|match.Variables)
	for value, want := range map[string]int{"": 1, "a": 3} {
		g, ok := match.GlobOfPattern(&p, false, match.Context{"aws:x": {value}})
		require.True(t, ok)
		require.Len(t, g, want, value)
	}
}

// TestColonInVariable: a variable whose value has a colon fills no part of an ARN but the last.
func TestColonInVariable(t *testing.T) {
	t.Parallel()
	const role = "arn:aws:iam::${aws:PrincipalAccount}:role/r"
	c, err := match.NewCondition("ArnLike", "k", []string{role}, false, match.Wildcards|match.Variables)
	require.Nil(t, err)
	list := []*match.Condition{&c}
	for account, want := range map[string][]uint64{"111122223333": {0, 1}, "1:2": {0}} {
		in := match.Context{"aws:principalaccount": {account}}
		require.ElementsMatch(t, want, match.KeyOptions(list, in, new(match.Work)), account)
	}
	require.True(t, c.Narrowed(nil, true).Met([]string{"arn:aws:iam::1:role/r"}, nil), "a variable of an unknown key may be anything")
	require.False(t, c.Narrowed(nil, false).Met([]string{"arn:aws:iam::1:role/r"}, nil), "or nothing")
	c, err = match.NewCondition("StringEquals", "k", []string{"x${aws:x}"}, false, match.Variables)
	require.Nil(t, err)
	require.False(t, c.Narrowed(nil, false).Met([]string{"x"}, nil), "nothing is not the empty text")
	c, err = match.NewCondition("StringEquals", "k", []string{"${aws:x, 'x'}"}, false, match.Variables)
	require.Nil(t, err)
	require.False(t, c.Narrowed(nil, false).Met([]string{"x"}, nil), "nor the default: the key may have another value")
	require.True(t, c.Narrowed(nil, true).Met([]string{"x"}, nil), "or be absent")
	require.True(t, c.Met([]string{"x"}, nil), "what is asked for stays as it was")
}

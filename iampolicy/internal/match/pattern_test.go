package match_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		pattern, s string
		want       bool
		why        string
	}{
		{"", "", true, "nothing is nothing"},
		{"", "a", false, "nothing is not something"},
		{"*", "", true, "a run may be empty"},
		{"?", "", false, "? is one character"},
		{"?", "é", true, "… whatever its length in bytes"},
		{"??", "é", false, "… and not two"},
		{"*??", "€", false, "a run never splits a character"},
		{"a*b*c", "aXbXbc", true, "the last * goes on"},
		{"a*b*c", "aXbXb", false, "what follows must be there"},
		{"*a", "aaa", true, "a run stops where the rest fits"},
		{"a**b", "ab", true, "two runs are one"},
		{"*?*?*", "a", false, "two characters at least"},
	} {
		if got, _, _ := match.MatchSteps(tt.pattern, tt.s); got != tt.want {
			t.Errorf("%q matches %q = %v, want %v: %s", tt.pattern, tt.s, got, tt.want, tt.why)
		}
	}
}

// TestMatchInContext holds what case and variables add to that.
func TestMatchInContext(t *testing.T) {
	t.Parallel()
	const variables, caseless, folded, wild = match.Variables, match.Caseless, match.Folded, match.Wildcards
	in := match.Context{"team": {"app"}, "star": {"*"}, "upper": {"A*B"}, "accent": {"É"}, "two": {"a", "b"}, "yes": {"TRUE"}, "empty": {""}}
	for _, tt := range []struct {
		pattern string
		x       match.Syntax
		s       string
		want    bool
		why     string
	}{
		{"*image", wild | caseless, "PutImage", true, "the end, in any case"},
		{"*image", wild | caseless, "PutImages", false, "and nothing behind it"},
		{"*image", wild, "PutImage", false, "case counts where nothing says otherwise"},
		{"*mag*", wild | caseless, "PutIMAGE", true, "the middle, in any case"},
		{"*mag*", wild | caseless, "PutIMAG", true, "at the end"},
		{"*mag*", wild | caseless, "PutIMAD", false, "and not anything else"},
		{"p?t*", wild | caseless, "PUTImage", true, "the beginning"},
		{"é*", wild | caseless, "Éa", false, "of letters beyond ASCII case counts"},
		{"*", variables, "a", false, "a * that is no wildcard"},
		{"a?", variables, "ab", false, "a ? that is none"},
		{"${team}", wild, "app", false, "what is no variable is text, and $ and braces too"},
		{"${team}", wild, "${team}", true, "text that is itself"},
		{"${team}", wild | variables, "app", true, "the value"},
		{"x${team}*", wild | variables, "xapp-1", true, "with something around it"},
		{"${star}", wild | variables, "a", false, "a * in a value is no wildcard"},
		{"${nobody}*", wild | variables, "app", false, "a variable without a value matches nothing, not even with a * behind it"},
		{"*${nobody}", wild | variables, "app", false, "or before it"},
		{"${two}*", wild | variables, "a", false, "a key with two values gives a variable none"},
		{"${empty}a", wild | variables, "a", true, "an empty value is one"},
		{"${nobody, 'a'}b", variables, "ab", true, "the default"},
		{"${team, 'a'}b", variables, "ab", false, "the default of a key that has a value"},
		{"${team}*", variables, "app*", true, "where a * is no wildcard, it is text behind a variable too"},
		{"${team}*", variables, "app-1", false, "and stands for nothing else"},
		{"${team}?", variables, "app?", true, "so is a ?"},
		{"${team}?", variables, "app1", false, "as much"},
		{"${team}*", wild, "${team}x", true, "where there are no variables, there is one wildcard"},
		{"${team}*", wild, "appx", false, "and no variable"},
		{"a${*}b", variables, "a*b", true, "the escape of a *"},
		{"a${*}b", wild | variables, "axb", false, "which is no wildcard"},
		{"a${?}b", wild | variables, "a?b", true, "the escape of a ?"},
		{"a${?}b", wild | variables, "axb", false, "which is none either"},
		{"a${$}{b}", variables, "a${b}", true, "the escape of a $"},
		{"${*, 'x'}", variables, "x", true, "with a default it is no escape, but a key that no request has"},
		{"${}", variables, "${}", false, "a variable without a name has no value, and is no text"},
		{"${nobody, 'a}b'}", variables, "a}b", true, "a default with a brace"},
		{"${nobody, ''}a", variables, "a", true, "an empty default"},
		{"${nobody, ab'}", variables, "b", false, "a default without its first quote is none"},
		{"${nobody, ab}", variables, "ab", false, "nor is one without quotes"},
		{"${team, ab}", variables, "app", true, "where the key has a value, that counts"},
		{"${yes}", variables | caseless, "true", true, "a Boolean is the same in any case, be it a variable's"},
		{"${yes}", variables | caseless, "false", false, "and not another"},
		{"${upper}", variables, "a*b", false, "the case of a value counts"},
		{"${upper}", variables | folded, "a*b", true, "unless letters match in any case"},
		{"${upper}", variables | folded, "a*c", false, "then other letters do not"},
		{"${upper}c", variables | folded, "a*b", false, "nor does less than all of it"},
		{"${accent}", variables | folded, "é", true, "letters beyond ASCII, in any case"},
		{"${accent}k", variables | folded, "é\u212a", true, "letters of other lengths"},
		{"É", folded, "é", true, "without a variable"},
		{"É", folded, "e", false, "an accent is no case"},
	} {
		p := match.NewPattern(tt.pattern, tt.x)
		if got := p.Match(tt.s, in); got != tt.want {
			t.Errorf("%q matches %q = %v, want %v: %s", tt.pattern, tt.s, got, tt.want, tt.why)
		}
	}
}

// TestActionPattern: an action is matched in two parts, in any case.
func TestActionPattern(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		pattern, action string
		want, exact     bool
		why             string
	}{
		{"ecr:PutImage", "ecr:PutImage", true, true, "itself"},
		{"ECR:putimage", "ecr:PutImage", true, true, "in any case"},
		{"ecr:PutImage", "ecr:PutImageTag", false, true, "more than it"},
		{"ecr:PutImage", "ecr-public:PutImage", false, true, "of another service"},
		{"ecr:*", "ecr:PutImage", true, false, "all of a service"},
		{"ecr:*", "ecr", false, false, "no action"},
		{"*", "ecr:PutImage", true, false, "everything"},
		{"*", "ecr", false, false, "which is actions"},
		{"e?r:Put*", "ecr:PutImage", true, false, "wildcards in both parts"},
		{"*:Put*", "ecr:PutImage", true, false, "of any service"},
		{"ecr*Image", "ecr:PutImage", false, false, "no wildcard crosses the colon"},
		{"ecr", ":", false, false, "without a colon it matches nothing"},
		{":PutImage", ":PutImage", true, false, "the name of no action"},
		{"ecr:", "ecr:PutImage", false, false, "nor is this"},
		{"ecr: PutImage", "ecr:PutImage", false, false, "or this"},
	} {
		p := match.NewActionPattern(tt.pattern)
		if got := p.MatchAction(tt.action); got != tt.want {
			t.Errorf("%q matches %q = %v, want %v: %s", tt.pattern, tt.action, got, tt.want, tt.why)
		}
		if got := p.IsExact(); got != tt.exact {
			t.Errorf("IsExact(%q) = %v, want %v: %s", tt.pattern, got, tt.exact, tt.why)
		}
	}
	for action, want := range map[string]bool{
		"ecr:PutImage": true, "ecr-public:PutImage": true, "ecr-public2:x": false, "s3:ecr": false, "ecr": true,
	} {
		if got := match.IsECRAction(action); got != want {
			t.Errorf("IsECRAction(%q) = %v", action, got)
		}
	}
}

// TestIsRegistry: which ARNs stand for a registry.
func TestIsRegistry(t *testing.T) {
	t.Parallel()
	for arn, want := range map[string]bool{
		"arn:aws:ecr:us-east-1:111122223333:*": true, "arn:aws-cn:ecr:cn-north-1:111122223333:*": true,
		"arn:aws:ecr:us-east-1:111122223333:repository/app": false, "arn:aws:ecr:us-east-1:111122223333:**": false,
		"arn:aws:ecr-public::111122223333:*": false, "arn:aws:sqs:us-east-1:111122223333:*": false,
		"arn:aws:ecr::111122223333:*": false, "arn:aws:ecr:us-*:111122223333:*": false, "arn:aws*:ecr:us-east-1:111122223333:*": false,
		"arn:aws:ecr:us-east-1:1111222233334:*": false, "arn:aws:ecr:us-east-1:11112222333:*": false,
		"arn:aws:ecr:us-east-1:11112222333x:*": false,
		"arn:aws:ecr:us-east-1:11112222333/:*": false, "arn:aws:ecr:us-east-1:000000000000:*": true, "arn:aws:ecr:us-east-1:999999999999:*": true,
		"arn:aws:ecr:us-east-1::*": false,
	} {
		a, _ := match.SplitARN(arn)
		if got := a.IsRegistry(); got != want {
			t.Errorf("IsRegistry(%q) = %v", arn, got)
		}
	}
}

// checkBound holds the bound that pattern.run promises.
func checkBound(t *testing.T, pattern, s string) {
	t.Helper()
	_, steps, tokens := match.MatchSteps(pattern, s)
	require.LessOrEqual(t, steps, (len(s)+1)*(tokens+1), "%q on %q", pattern, s)
}

// TestMatchIsBounded: the patterns that make backtracking matchers exponential
// cost at most text times pattern.
func TestMatchIsBounded(t *testing.T) {
	for n := 1; n <= 1<<10; n *= 2 {
		text := strings.Repeat("a", n)
		for _, pattern := range []string{
			strings.Repeat("*a", n) + "b", strings.Repeat("a*", n) + "b", strings.Repeat("*?", n) + "b", "*" + strings.Repeat("a", n) + "b",
			strings.Repeat("*ab", n), strings.Repeat("?*", n) + "?",
		} {
			checkBound(t, pattern, text)
		}
	}
}

// FuzzMatch holds the matcher against a slow one, and to its bound.
func FuzzMatch(f *testing.F) {
	for _, seed := range [][2]string{{"a*b*c", "aXbXbc"}, {"*??", "€"}, {"repository/${*}", "repository/x"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, s string) {
		if len(pattern) > 40 || len(s) > 40 {
			return
		}
		got, _, _ := match.MatchSteps(pattern, s)
		if want := slowMatch([]rune(pattern), []rune(s)); got != want && utf8.ValidString(pattern) && utf8.ValidString(s) {
			t.Errorf("%q matches %q = %v, want %v", pattern, s, got, want)
		}
		checkBound(t, pattern, s)
	})
}

// slowMatch fills the table of all prefixes.
func slowMatch(pattern, s []rune) bool {
	fits := make([]bool, len(s)+1)
	fits[0] = true
	for _, p := range pattern {
		next := make([]bool, len(s)+1)
		next[0] = p == '*' && fits[0]
		for j, c := range s {
			switch p {
			case '*':
				next[j+1] = fits[j+1] || next[j]
			case '?', c:
				next[j+1] = fits[j]
			}
		}
		fits = next
	}
	return fits[len(s)]
}

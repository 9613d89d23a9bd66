package match_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

var globTexts = []string{"", "x", "arn", "arn:aws:ecr:us-east-1:111122223333", "arn:aws:ecr:us-east-1:111122223333:",
	"arn:aws:ecr:us-east-1:111122223333:repository/app", "arn:aws:ecr:us-east-1:111122223333:repository/team:app",
	"arn:aws:ecr:us-east-1:444455556666:repository/app", "arn:aws-cn:ecr:cn-north-1:111122223333:repository/app", "arn:aws:s3:::b",
	"arn:aws:s3:::b:c", "arn:aws:ecr::us-east-1:111122223333:repository/app", "x:aws:s3:::b", "arn::s3:::b", "arn:aws::::b", "arn:aws:s3:::",
	"ARN:AWS:S3:::B", "arn:aws:s3:::repository/", "arn:aws:s3:::*",
	"arn::s3:::b:c:d", "arn:aws::x:::b"}

// TestGlobOfARN: the glob of a Resource takes what the Resource matches.
func TestGlobOfARN(t *testing.T) {
	t.Parallel()
	in := match.Context{"aws:PrincipalTag/team": {"team:app"}, "aws:PrincipalAccount": {"111122223333"}, "aws:PrincipalTag/ring": {"*"}}
	for _, tt := range []struct{ text, why string }{
		{"*", "whatever has six parts"},
		{"arn:*:*:*:*:*", "the same, in other words"},
		{"arn:aws:s3:::*", "a * of the last part crosses colons"},
		{"arn:aws:s3:::b?c", "a ? of the last part takes a colon"},
		{"arn:aws:ecr:*:111122223333:*", "a * of the other parts does not"},
		{"arn:aws:ecr:?us-east-1:111122223333:*", "nor does a ?"},
		{"arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}", "a value may have a colon in the last part"},
		{"arn:aws:s3:::${aws:PrincipalTag/ring}", "a * in a value is no wildcard"},
		{"arn:aws:s3:::repository/${aws:PrincipalTag/none}", "a variable without a value is nothing, not the empty text"},
		{"x", "no ARN"},
		{"arn:aws:s3:::b", "one resource"},
	} {
		p := match.NewResource(tt.text, match.Wildcards|match.Variables)
		g, ok := match.GlobOfARN(&p, in)
		for _, s := range globTexts {
			a, isARN := match.SplitARN(s)
			want := isARN && p.Match(s, &a, in)
			require.Equal(t, want, ok && g.Reads(s), "%q on %q: %s", tt.text, s, tt.why)
		}
	}
	for _, text := range []string{"x", "arn:aws:s3:::${aws:PrincipalTag/none}"} {
		p := match.NewResource(text, match.Wildcards|match.Variables)
		g, ok := match.GlobOfARN(&p, in)
		require.False(t, ok, "%q is no glob: %v", text, g)
	}
}

// TestCompletions: what an ARN with fewer than six fields may stand for.
func TestCompletions(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"arn:aws:s3:::b:c": {"arn:aws:s3:::b:c"}, "arn:aws:s3:::": {"arn:aws:s3:::"}, "": {""}, "*": {"*"},
		"arn":                                  {"arn:*:*:*:*:*"},
		"arn:aws:ecr":                          {"arn:aws:ecr:*:*:*"},
		"arn:aws:ecr:*":                        {"arn:aws:ecr:*:*:*"},
		"arn:aws:ecr:*:r":                      {"arn:aws:ecr:*:r:*", "arn:aws:ecr:*:*:r"},
		"*:r":                                  {"*:r:*:*:*:*", "*:*:*:*:*:r"},
		"arn:aws:iam::${aws:PrincipalAccount}": {"arn:aws:iam::${aws:PrincipalAccount}:*"},
		"arn:aws:iam::${aws:PrincipalAccount}:r/x": {"arn:aws:iam::${aws:PrincipalAccount}:r/x"},
	} {
		require.Equal(t, want, match.Completions(text, match.Variables), text)
	}
	require.Equal(
		t,
		[]string{"arn:aws:iam::${aws:x}"},
		match.Completions("arn:aws:iam::${aws:x}", match.Plain),
		"without variables a colon is one",
	)
}

// TestLiteralARN: which ARNs are looked up as they are.
func TestLiteralARN(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"arn:aws:s3:::b": true, "arn:aws:s3:::b:c": true, "arn:aws:s3:::b*": false, "arn:aws:s?:::b": false, "arn:aws:s3:::${aws:x}": false,
		"*": false, "x": false,
	} {
		p := match.NewResource(text, match.Wildcards|match.Variables)
		require.Equal(t, want, p.Literal, text)
		require.Equal(t, want, conditions(t, "ArnLike "+text)[0].ARNs[0].Literal, text)
	}
}

// TestGlobWithoutColon: a glob that takes no colon does not take every text.
func TestGlobWithoutColon(t *testing.T) {
	t.Parallel()
	p := match.NewPattern("*", match.Wildcards)
	for noColon, want := range map[bool][]uint64{true: {0, 1}, false: {1}} {
		g, ok := match.GlobOfPattern(&p, noColon, nil)
		require.True(t, ok)
		masks, ok := match.Masks([]match.Glob{g}, []int{0}, new(match.Work))
		require.True(t, ok)
		require.Equal(t, want, masks)
	}
}

// TestValidARN: it takes what can be the resource of a request.
func TestValidARN(t *testing.T) {
	t.Parallel()
	seen := map[bool]int{}
	for _, s := range globTexts {
		a, ok := match.SplitARN(s)
		require.Equal(t, ok && a.IsARN(), match.ValidARN().Reads(s), s)
		seen[ok && a.IsARN()]++
	}
	require.Greater(t, min(seen[true], seen[false]), 5)
}

// TestARNOfAccount: it takes the ARNs of one account, and without one those of the partition.
func TestARNOfAccount(t *testing.T) {
	t.Parallel()
	for _, place := range [][2]string{{"aws", "111122223333"}, {"aws", ""}, {"aws-cn", "111122223333"}, {"", ""}} {
		g := match.ARNOfAccount(place[0], place[1])
		for _, s := range globTexts {
			a, ok := match.SplitARN(s)
			isOf := (place[0] == "" || place[0] == a[match.ARNPartition]) && (place[1] == "" || place[1] == a[match.ARNAccount])
			require.Equal(t, ok && isOf, g.Reads(s), "%v takes %q", place, s)
		}
	}
}

// TestGlobExample: an example is one of the resources, and reads like one.
func TestGlobExample(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"*":                                "arn:aws:ecr:us-east-1:123456789012:app",
		"arn:*:s3:*:*:*":                   "arn:aws:s3:us-east-1:123456789012:app",
		"arn:aws:ecr:*:*:repository/x?-*":  "arn:aws:ecr:us-east-1:123456789012:repository/xx-app",
		"arn:aws:logs:*:*:group:*:stream:": "arn:aws:logs:us-east-1:123456789012:group:app:stream:",
	} {
		p := match.NewResource(text, match.Wildcards)
		g, ok := match.GlobOfARN(&p, nil)
		require.True(t, ok, text)
		require.Equal(t, want, g.Example(), text)
		require.True(t, g.Reads(want), text)
	}
}

package main

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

const nearHost = "123456789012.dkr.ecr.cn-north-1.amazonaws.com"

// near returns what -near says of a text, without the name of the file.
func near(t *testing.T, text string) []string {
	t.Helper()
	code, out, report := call(strings.NewReader(text), "-near", "-")
	require.Empty(t, report)
	require.Equal(t, out == "", code == exitNone)
	var lines []string
	for line := range strings.Lines(out) {
		lines = append(lines, strings.TrimSuffix(strings.TrimPrefix(line, "-:"), "\n"))
	}
	return lines
}

// TestNear: what is listed, and what stands for something else.
func TestNear(t *testing.T) {
	for _, row := range []struct{ text, want, why string }{
		{"HOST/app", "1:1: HOST/app: the host suffix for cn-north-1 is amazonaws.com.cn; write HOST.cn/app", "the suffix of " +
			"another partition"},
		{"\n  image: \"HOST/app:v1\",", "2:11: HOST/app:v1: ", "inside of YAML and JSON"},
		{"see HOST/app.", "1:5: HOST/app: ", "the end of a sentence"},
		{"(HOST/app), <HOST/app>", "1:2: HOST/app: ", "brackets"},
		{`"a\nHOST/app\n"`, "1:5: HOST/app: ", "an escape of JSON before it"},
		{`"a\u003cHOST/app"`, "1:9: HOST/app: ", "a longer one"},
		{"%22HOST/app%22", "1:4: HOST/app: ", "an escape of URLs"},
		{"${IMAGE:-HOST/app}", "1:10: HOST/app: ", "the default of a variable"},
		{"{image: HOST/app}", "1:9: HOST/app: ", "a brace that is not its own"},
		{"12345678901.dkr.ecr.us-east-1.amazonaws.com/app", "1:1: 12345678901.dkr.ecr.us-east-1.amazonaws.com/app: the " +
			"account ID has 11 digits", "a digit is missing"},
		{"123456789012.DKR.ECR.us-east-1.amazonaws.com/app", "1:1: 123456789012.DKR.ECR.us-east-1.amazonaws.com/app: 'D' is " +
			"upper case", "Docker takes it, ECR's names are small"},
		{"123456789012.dkr-ecr.us-east-1.amazonaws.com/app", "1:1: 123456789012.dkr-ecr.us-east-1.amazonaws.com/app: the " +
			"dual-stack host suffix", "two forms mixed"},
		{"123456789012.ecr.us-east-1.amazonaws.com/app", "1:1: 123456789012.ecr.us-east-1.amazonaws.com/app: the account ID is " +
			"followed by",
			"dkr is missing"},
		{"image: 123456789012.dkr.us-east-1.amazonaws.com/app", "1:8: 123456789012.dkr.us-east-1.amazonaws.com/app: the " +
			"account ID is followed by",
			"ecr is missing"},
		{"public.ecr.aws/nginx", "1:1: public.ecr.aws/nginx: a repository in the public gallery is alias/name", "half of a name"},
		{"${AWS::AccountId}.dkr.ecr.us-east-1.amazonaws.com/app", `1:1: ${AWS::AccountId}.dkr.ecr.us-east-1.amazonaws.com/app: the ` +
			`placeholder "${AWS::AccountId}"`, "not filled in"},
		{"AWS:eyJTOKEN@123456789012.dkr.ecr.us-east-1.amazonaws.com/app", "1:1: " +
			"REDACTED@123456789012.dkr.ecr.us-east-1.amazonaws.com/app: what stands", "a password is not shown"},

		{"123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v1", "", "an image"},
		{"123456789012.dkr.ecr.us-east-1.amazonaws.com/app:v*", "", "one with something behind it"},
		{"docker login 123456789012.dkr.ecr.us-east-1.amazonaws.com", "", "a registry"},
		{"HOST, HOST/ or HOST.", "", "a host alone is no image"},
		{"https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/app/tags/list", "", "a call of the API"},
		{"<account>.dkr.ecr.us-east-1.amazonaws.com/app", "", "a placeholder in words"},
		{"*.dkr.ecr.*.amazonaws.com/app", "", "a pattern"},
		{"com.amazonaws.us-east-1.ecr.dkr/x", "", "the name of an endpoint"},
		{"example.com/HOST/app", "", "a path on another host"},
		{"arn:aws:ecr:us-east-1:123456789012:repository/app", "", "an ARN is one on purpose"},
		{"123456789012.ecr.example.com/app", "", "a host of somebody else"},
		{"123456789012.ecr/app 123456789012.dkr/app", "", "no host"},
		{"secret/x secrets.dkr/x", "", "ecr in other words"},
		{strings.Repeat("a", 600) + ".dkr.ecr.us-east-1.amazonaws.com/app", "", "no name at all"},
	} {
		row.text, row.want = strings.ReplaceAll(row.text, "HOST", nearHost), strings.ReplaceAll(row.want, "HOST", nearHost)
		got := append(near(t, row.text), "")[0]
		if !strings.HasPrefix(got, row.want) || (got == "") != (row.want == "") {
			t.Errorf("-near of %q = %q, want %q: %s", row.text, got, row.want, row.why)
		}
	}
	require.Len(t, near(t, strings.ReplaceAll("HOST/a HOST/b\nHOST/c", "HOST", nearHost)), 3, "each of several")
}

// nearPieces are what is almost an image, beside what windows are tested with.
var nearPieces = append([]string{
	nearHost + "/app", "12345.dkr.ecr.us-east-1.amazonaws.com/app:v1", "public.ecr.aws/x", "PUBLIC.ECR.AWS/a/b", "ecr-public.aws.com/A/b",
	"${A}.dkr.ecr.us-east-1.amazonaws.com/app", ".dkr.ecr.", ".dkr-ecr.",
	"123456789012.ecr.us-east-1.amazonaws.com/a", "123456789012.dkr.us-east-1.amazonaws.com/a", "{", "}", ":-", "%22", `\n`,
}, pieces...)

func findNears(t *testing.T, text string, size int) (found []string) {
	w := newWindow(size)
	w.finder = nearMisses
	require.NoError(t, w.scan(iotest.HalfReader(strings.NewReader(text)), func(h hit) {
		found = append(found, fmt.Sprintf("%d:%d:%d %s", h.Line, h.Column, h.Offset, h.Err.Error()))
	}))
	return found
}

// TestNearWindowIsExact compares small windows with one that holds the whole text.
func TestNearWindowIsExact(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	n := 0
	for range 300 {
		var b strings.Builder
		for range 5 + r.Intn(60) {
			b.WriteString(nearPieces[r.Intn(len(nearPieces))])
			if r.Intn(3) == 0 {
				b.WriteString(" ")
			}
		}
		want := findNears(t, b.String(), 1<<20)
		n += len(want)
		for _, size := range []int{2*nearMisses.margin + 100 + r.Intn(300), 3 * nearMisses.margin} {
			require.Equal(t, want, findNears(t, b.String(), size), "window of %d over %q", size, b.String())
		}
	}
	require.Greater(t, n, 500, "the texts hold near misses")
}

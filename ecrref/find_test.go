package ecrref_test

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/stretchr/testify/require"
)

const (
	findHost   = "123456789012.dkr.ecr.us-west-2.amazonaws.com"
	findDigest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
)

// expand writes HOST and DIGEST out.
func expand(s string) string {
	return strings.NewReplacer("HOST", findHost, "DIGEST", findDigest).Replace(s)
}

func found(text string) []string {
	got := []string{}
	for m := range ecrref.Find(text) {
		got = append(got, text[m.Start:m.End])
	}
	return got
}

func TestFind(t *testing.T) {
	tests := []struct {
		why, text string
		want      []string
	}{
		// kinds of text
		{"nothing", "", nil},
		{"the reference alone", "HOST/app", []string{"HOST/app"}},
		{"tag", "HOST/team/app:v1.2", []string{"HOST/team/app:v1.2"}},
		{"digest", "HOST/app@DIGEST", []string{"HOST/app@DIGEST"}},
		{"tag and digest", "HOST/app:v1@DIGEST", []string{"HOST/app:v1@DIGEST"}},
		{"several", "HOST/app:1 HOST/app:2\nHOST/web", []string{"HOST/app:1", "HOST/app:2", "HOST/web"}},
		{"JSON", `{"image":"HOST/app:1","name":"app"}`, []string{"HOST/app:1"}},
		{"JSON in JSON", `"{\"image\":\"HOST/app:1\"}"`, []string{"HOST/app:1"}},
		{"YAML", "image: HOST/app:1\n", []string{"HOST/app:1"}},
		{"YAML list in one line", "[HOST/app:1, HOST/web:2]", []string{"HOST/app:1", "HOST/web:2"}},
		{"Dockerfile", "FROM --platform=linux/amd64 HOST/app:1 AS build", []string{"HOST/app:1"}},
		{"Terraform", `image = "HOST/app:1"`, []string{"HOST/app:1"}},
		{"shell", "docker run --rm -e X=1 HOST/app:1;echo", []string{"HOST/app:1"}},
		{"assignment", "IMAGE=HOST/app:1&", []string{"HOST/app:1"}},
		{"Markdown link", "[app](HOST/app:1)", []string{"HOST/app:1"}},
		{"Markdown code and bold", "`HOST/app:1` **HOST/web:2**", []string{"HOST/app:1", "HOST/web:2"}},
		{"HTML", "<td>HOST/app:1</td><b>HOST/web</b>", []string{"HOST/app:1", "HOST/web"}},
		{"log", `time=now image=HOST/app:1 msg="pulled"`, []string{"HOST/app:1"}},
		{"ECS error", "CannotPullContainerError: pull image manifest has been retried 1 time(s): " +
			"failed to resolve ref HOST/app:v9: HOST/app:v9: not found",
			[]string{"HOST/app:v9", "HOST/app:v9"}},
		{"Docker error", "Error response from daemon: repository HOST/app not found: name unknown", []string{"HOST/app"}},
		{"kustomize", "HOST/app=HOST/web:2", []string{"HOST/app", "HOST/web:2"}},
		{"skopeo transport", "docker-daemon:HOST/app:1", []string{"HOST/app:1"}},
		{"schemes", "https://HOST/app oci://HOST/chart docker-pullable://HOST/app@DIGEST", []string{"HOST/app", "HOST/chart", "HOST/app@DIGEST"}},
		{"byte order mark", "\uFEFFHOST/app", []string{"HOST/app"}},
		{"NUL", "\x00HOST/app:1\x00", []string{"HOST/app:1"}},
		{"not UTF-8", "\xff\xfeHOST/app:1\xff", []string{"HOST/app:1"}},
		{"diff", "+HOST/app:1", []string{"HOST/app:1"}},

		// hosts
		{"FIPS", "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/app",
			[]string{"123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/app"}},
		{"dual-stack", "123456789012.dkr-ecr.us-east-1.on.aws/app", []string{"123456789012.dkr-ecr.us-east-1.on.aws/app"}},
		{"China", "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app", []string{"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app"}},
		{"China dual-stack", "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/app",
			[]string{"123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/app"}},
		{"ISO", "123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov/app", []string{"123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov/app"}},
		{"ISO-E", "123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk/app", []string{"123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk/app"}},
		{"EU sovereign", "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/app",
			[]string{"123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/app"}},
		{"public", "FROM public.ecr.aws/nginx/nginx:1.27", []string{"public.ecr.aws/nginx/nginx:1.27"}},
		{"public dual-stack", "FROM ecr-public.aws.com/nginx/nginx:1.27", []string{"ecr-public.aws.com/nginx/nginx:1.27"}},
		{"public as a private path", "HOST/public.ecr.aws/foo/bar:1", []string{"HOST/public.ecr.aws/foo/bar:1"}},
		{"China suffix in a region that is not in China", "HOST.cn/app", nil},
		{"region that is none", "123456789012.dkr.ecr.s3.amazonaws.com/app", nil},
		{"capitals: Parse refuses them", strings.ToUpper(findHost) + "/app", nil},
		{"11 digits", findHost[1:] + "/app", nil},
		{"13 digits", "1HOST/app", nil},
		{"registry alone", "docker login HOST", nil},
		{"registry with a slash", "docker login HOST/ now", nil},
		{"no alias", "public.ecr.aws/nginx", nil},
		{"port", "HOST:443/app", nil},
		{"final dot of a host", "HOST./app", nil},
		{"ARN", "arn:aws:ecr:us-west-2:123456789012:repository/app", nil},
		{"placeholders", "aws_account_id.dkr.ecr.region.amazonaws.com/app ${AWS::AccountId}.dkr.ecr.us-east-1.amazonaws.com/app", nil},

		// what stands before
		{"letter", "xHOST/app", nil},
		{"label", "x.HOST/app", nil},
		{"hyphen", "x-HOST/app", nil},
		{"underscore", "x_HOST/app", nil},
		{"path of another host", "evil.com/HOST/app", nil},
		{"path of another URL", "https://evil.com/HOST/app", nil},
		{"two slashes without a scheme", "//HOST/app", nil},
		{"user info", "AWS:token@HOST/app", nil},
		{"user", "https://user@HOST/app", nil},
		{"public with a label", "foo.public.ecr.aws/nginx/nginx", nil},
		{"public with a letter", "xecr-public.aws.com/nginx/nginx", nil},
		{"placeholder", "${PREFIX}HOST/app", nil},
		{"printf", "%HOST/app", nil},
		{"backslash", `evil.com\HOST/app`, nil},
		{"Latin letter", "éHOST/app", nil},
		{"full-width letter", "ａHOST/app", nil},
		{"Chinese", "镜像HOST/app:1。", []string{"HOST/app:1"}},
		{"typographic quotes", "“HOST/app:1”", []string{"HOST/app:1"}},
		{"box drawing", "│HOST/app:1│", []string{"HOST/app:1"}},
		{"JSON newline", `"text\nHOST/app:1\nmore"`, []string{"HOST/app:1"}},
		{"JSON tab", `\tHOST/app:1`, []string{"HOST/app:1"}},
		{"JSON escape of <", `\u003cHOST/app:1\u003e`, []string{"HOST/app:1"}},
		{"JSON escape of &, in digits", `\u0026HOST/app:1`, []string{"HOST/app:1"}},
		{"JSON escape of a letter", `\u0061HOST/app:1`, nil},
		{"JSON escape of é", `\u00e9HOST/app:1`, nil},
		{"nginx escape of a quote", `\x22HOST/app:1\x22`, []string{"HOST/app:1"}},
		{"URL escape of a space", `a%20HOST/app:1`, []string{"HOST/app:1"}},
		{"URL escape of a slash", `a%2FHOST/app:1`, nil},
		{"colour", "\x1b[1;31mHOST/app:1\x1b[0m", []string{"HOST/app:1"}},
		{"colour without its ESC", "[31mHOST/app:1[0m", []string{"HOST/app:1"}},
		{"m that is no colour", "31mHOST/app:1", nil},
		{"colour cut off", "[31public.ecr.aws/nginx/nginx:1", nil},

		// what stands behind
		{"comma", "HOST/app:1, HOST/app,", []string{"HOST/app:1", "HOST/app"}},
		{"full stop", "Pull HOST/app:1. Then HOST/app.", []string{"HOST/app:1", "HOST/app"}},
		{"full stop behind the longest tag", "HOST/app:" + strings.Repeat("t", 128) + ".", []string{"HOST/app:" + strings.Repeat("t", 128)}},
		{"ellipsis", "HOST/app:1...", []string{"HOST/app:1"}},
		{"colon", "HOST/app:1: HOST/app:", []string{"HOST/app:1", "HOST/app"}},
		{"bracket", "(HOST/app:1) (HOST/app).", []string{"HOST/app:1", "HOST/app"}},
		{"quote", `"HOST/app:1" 'HOST/app'`, []string{"HOST/app:1", "HOST/app"}},
		{"question mark", "HOST/app:1? HOST/app!", []string{"HOST/app:1", "HOST/app"}},
		{"final slash", "HOST/app/ HOST/team/app/.", []string{"HOST/app", "HOST/team/app"}},
		{"digest and full stop", "HOST/app@DIGEST.", []string{"HOST/app@DIGEST"}},
		{"dash", "HOST/app - HOST/app—", []string{"HOST/app", "HOST/app"}},
		{"tag that ends in a hyphen", "HOST/app:abc- ", []string{"HOST/app:abc-"}},
		{"tag that ends in dots before a digest", "HOST/app:1.@DIGEST", []string{"HOST/app:1.@DIGEST"}},
		{"tag that is a placeholder", "HOST/app:${TAG} HOST/app:<tag> HOST/app:{{.Tag}} HOST/app:$TAG HOST/app:%s HOST/app:*",
			[]string{"HOST/app", "HOST/app", "HOST/app", "HOST/app", "HOST/app", "HOST/app"}},
		{"tag that is half a placeholder", "HOST/app:v1-${BUILD} HOST/app:v1.$N HOST/app:v1-<n>", []string{"HOST/app", "HOST/app", "HOST/app"}},
		{"tag that is not one", "HOST/app:täg HOST/app:1+2 HOST/app:.1", []string{"HOST/app", "HOST/app", "HOST/app"}},
		{"two colons", "HOST/app:1:2", []string{"HOST/app"}},
		{"digest after a colon", "HOST/app:DIGEST", []string{"HOST/app"}},
		{"tag of 128", "HOST/app:" + strings.Repeat("t", 128), []string{"HOST/app:" + strings.Repeat("t", 128)}},
		{"tag of 129", "HOST/app:" + strings.Repeat("t", 129), []string{"HOST/app"}},
		{"short digest", "HOST/app:1@sha256:12 HOST/app@sha256:94afEXAMPLE", []string{"HOST/app:1", "HOST/app"}},
		{"long digest", "HOST/app@DIGEST0", []string{"HOST/app"}},
		{"digest in capitals", "HOST/app@" + strings.ToUpper(findDigest), []string{"HOST/app"}},
		{"path that is half a placeholder", "HOST/app-${ENV}:1 HOST/app$ENV HOST/app/{{x}} HOST/app-<env> HOST/app-#{env} HOST/app-%s", nil},
		{"glob", "HOST/app-* HOST/team/* HOST/app/[a-z] HOST/app-(a|b)", nil},
		{"capitals in the path", "HOST/appName:1 HOST/Team/app HOST/team/App", nil},
		{"path that is not one", "HOST/app//web HOST/ab..c HOST/a:1 HOST/../app HOST/ab_.c", nil},
		{"colon after a separator", "HOST/app-:1 HOST/app/:1", nil},
		{"plus in the path", "HOST/app+x:1", nil},
		{"letter in the path", "HOST/appé HOST/app\u212A", nil},
		{"path of 256", "HOST/" + strings.Repeat("r", 256) + ":1", []string{"HOST/" + strings.Repeat("r", 256) + ":1"}},
		{"path of 257", "HOST/" + strings.Repeat("r", 257) + ":1", nil},
		{"registry API", "https://HOST/v2/team/app/manifests/v1 http://HOST/v2/ https://public.ecr.aws/v2/x/y", nil},
		{"a repository called v2", "HOST/v2/app:1 https://HOST/v2-app", []string{"HOST/v2/app:1", "HOST/v2-app"}},
		{"host in a tag", "HOST/app:HOST/web:1", []string{"HOST/app", "HOST/web:1"}},
		{"host in a path", "HOST/HOST/web:1", []string{"HOST/HOST/web:1"}},
		{"default of a variable", "${IMAGE:-HOST/app:v1} ${IMAGE-HOST/app} ${1:-HOST/app}", []string{"HOST/app:v1", "HOST/app", "HOST/app"}},
		{"no default of a variable", "IMAGE:-HOST/app $IMAGE-HOST/app ${:-HOST/app} ${a.b-HOST/app}", nil},
		{"URL escape of quotes and spaces", "%22HOST/app:v1%22 HOST/app:v1%20x", []string{"HOST/app:v1", "HOST/app:v1"}},
		{"URL escape of what goes on", "HOST/app%2Fx HOST/app%61 HOST/app:v1%61", []string{"HOST/app"}},
		{"JSON escapes behind", `HOST/app:v1\u003e HOST/app:v1\nx HOST/app\u0061 HOST/app\u002fb`, []string{"HOST/app:v1", "HOST/app:v1"}},
		{"escaped slash in the path", `HOST/team\/app`, nil},
		{"escapes that are none", `\uwxyzHOST/app %zzHOST/app \xqqHOST/app`, nil},
		{"arrow", "HOST/app:v1->HOST/bb HOST/app->x", []string{"HOST/app:v1", "HOST/bb", "HOST/app"}},
		{"glob in the tag", "HOST/app:v* HOST/app:* HOST/app*", []string{"HOST/app", "HOST/app"}},
		{"emphasis by stars", "*HOST/app:v1* **HOST/app**", []string{"HOST/app:v1", "HOST/app"}},
		{"emphasis by underscores", "_HOST/app:v1_ __HOST/app__", nil},
		{"JSON with escaped slashes: Parse refuses them", `"HOST\/app"`, nil},
	}
	for _, tt := range tests {
		want := []string{}
		for _, w := range tt.want {
			want = append(want, expand(w))
		}
		text := expand(tt.text)
		require.Equal(t, want, found(text), "%s: Find(%q)", tt.why, tt.text)
		checkFind(t, text)
	}
}

// TestFindStops: a loop over Find may break off.
func TestFindStops(t *testing.T) {
	n := 0
	for range ecrref.Find(strings.Repeat(findHost+"/app:1 ", 5)) {
		if n++; n == 2 {
			break
		}
	}
	require.Equal(t, 2, n)
}

// TestFindPlaces: hosts are found wherever they begin, whatever the scan skips.
func TestFindPlaces(t *testing.T) {
	for _, ref := range []string{findHost + "/app:1", "public.ecr.aws/nginx/nginx", "ecr-public.aws.com/nginx/nginx:1"} {
		for _, fill := range []string{" ", "x ", "12 ", ":;<=>? ", "123456789012 ", "public ", "ecr. ", ".aws ", "publ ecr.a "} {
			for n := range 40 {
				text := strings.Repeat(fill, n)
				for cut := range len(fill) {
					require.Equal(t, []string{ref}, found(text[min(cut, len(text)):]+ref+" "+text), "%q after %d times %q", ref, n, fill)
				}
			}
		}
	}
}

// TestFindAllocates nothing.
func TestFindAllocates(t *testing.T) {
	text := strings.Repeat(expand("FROM HOST/app:1. \\uwxyzHOST/app %zzHOST/app \\xqqHOST/app:1%22 ${A:-HOST/app} "+
		"xHOST/app HOST/app//b public.ecr.aws/nginx/nginx %20HOST/app:é\n"), 20)
	n := 0
	require.Zero(t, testing.AllocsPerRun(20, func() {
		for m := range ecrref.Find(text) {
			n += m.End - m.Start
		}
	}))
	require.NotZero(t, n)
}

// slowFind is Find as its documentation puts it: at each place where a
// reference may begin, the longest text that Parse accepts and that may end there.
func slowFind(text string) (all []ecrref.Match) {
	for i := 0; i < len(text); i++ {
		window := text[i:min(len(text), i+ecrref.FindWindow)]
		if !hostStart.MatchString(window) {
			continue // to save time: Parse would refuse it
		}
		host, _, _ := strings.Cut(window, "/")
		if _, err := ecrref.ParseRegistry(host); err != nil || !slowBegins(text[max(0, i-ecrref.FindWindow):i]) {
			continue
		}
		for end := len(oneWord.FindString(window)); end > 0; end-- {
			if r, err := ecrref.Parse(window[:end]); err == nil && slowEnds(r, window[end:], strings.HasSuffix(text[:i], "*")) &&
				!isCall.MatchString(text[:i]+"\x00"+window[:end]) {
				all = append(all, ecrref.Match{Ref: r, Start: i, End: i + end})
				i += end - 1
				break
			}
		}
	}
	return all
}

// word is a letter or digit of a script that puts space between words.
const word = `0-9A-Za-z\x{C0}-\x{1FFF}\x{2100}-\x{218F}\x{FF10}-\x{FF19}\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A}`

var (
	hostStart = regexp.MustCompile(`^(?:[0-9]{12}\.dkr|public\.|ecr-public\.)`)
	oneWord   = regexp.MustCompile(`^[0-9A-Za-z._/:@-]*`) // all that a reference may hold
	mayBegin  = regexp.MustCompile(`(?:^|://|\$\{[0-9A-Za-z_]{1,64}:?-|[^` + word + `./@$%}\\_-])$`)
	isEscape  = regexp.MustCompile(`(?:\\[bfnrt]|\[[0-9;]{0,15}[mK])$`)
	hexOf     = regexp.MustCompile(`(?:\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})|%([0-9A-Fa-f]{2}))$`)
	escaped   = regexp.MustCompile(`\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|%[0-9A-Fa-f]{2}|\\/`)
	goesOn    = regexp.MustCompile(`^[./\-_:@%+~]*(?:[` + word + `${]|#\{)`)
	globs     = regexp.MustCompile(`^(?s:.)?[./\-_:@%+~]*[/\-_][<(\[*]|^[/\-_][<(\[*]`)
	isCall    = regexp.MustCompile(`https?://\x00[^/]+/v2(?:[/:@]|$)`)
)

func slowBegins(before string) bool {
	if m := hexOf.FindStringSubmatch(before); m != nil {
		var r rune
		fmt.Sscanf(m[1]+m[2]+m[3], "%x", &r)
		return r != '/' && mayBegin.MatchString(string(r))
	}
	return mayBegin.MatchString(before) || isEscape.MatchString(before)
}

func slowEnds(r ecrref.Ref, after string, starred bool) bool {
	after = escaped.ReplaceAllStringFunc(after, func(s string) string {
		if s == `\/` {
			return "/"
		}
		m := hexOf.FindStringSubmatch(s)
		var r rune
		fmt.Sscanf(m[1]+m[2]+m[3], "%x", &r)
		if strings.ContainsRune("<([*", r) {
			return " " // they belong to no glob
		}
		return string(r)
	})
	switch {
	case r == r.Repository().Ref() && strings.HasPrefix(after, "://"): // a URL begins with the last part of the path
		return false
	case strings.HasSuffix(r.String(), "."), r.Tag() != "" && r.Digest() == "" && strings.HasSuffix(r.String(), "-") &&
		strings.HasPrefix(strings.TrimLeft(after, "-"), ">"):
		return false
	case r.Digest() == "" && strings.HasPrefix(after, "@"), r == r.Repository().Ref() && strings.HasPrefix(after, ":"):
		return true
	}
	if strings.HasPrefix(after, "*") && !starred {
		return false
	}
	return !goesOn.MatchString(after) && !globs.MatchString(r.String()[len(r.String())-1:]+after)
}

// checkFind holds Find to its promises on one text.
func checkFind(t *testing.T, text string) {
	t.Helper()
	got := slices.Collect(ecrref.Find(text))
	end := 0
	for _, m := range got {
		require.LessOrEqual(t, end, m.Start, "matches overlap in %q", text)
		end = m.End
		r, err := ecrref.Parse(text[m.Start:m.End])
		require.NoError(t, err)
		require.Equal(t, r, m.Ref)
		require.Less(t, 2*(m.End-m.Start), 2*ecrref.FindWindow)
	}
	require.Equal(t, slowFind(text), got, "text %q", text)
	require.Equal(t, got, findInPieces(text, 5*ecrref.FindWindow), "in pieces, text %q", text)
}

// findInPieces searches text as FindWindow says a stream can be searched.
func findInPieces(text string, size int) (all []ecrref.Match) {
	for at := 0; ; at += size - 2*ecrref.FindWindow {
		end := min(len(text), at+size)
		for m := range ecrref.Find(text[at:end]) {
			m.Start, m.End = m.Start+at, m.End+at
			if (at == 0 || m.Start >= at+ecrref.FindWindow) && (end == len(text) || m.Start < end-ecrref.FindWindow) {
				all = append(all, m)
			}
		}
		if end == len(text) {
			return all
		}
	}
}

var findAtoms = []string{
	findHost, "123456789012", ".dkr.ecr.", ".dkr-ecr.", "us-west-2", ".amazonaws.com", "public.ecr.aws", "ecr-public.aws.com", "/", "/app",
	"/team/app", "/v2/",
	":", ":v1", ":1.2", ":latest", "@", "@" + findDigest, findDigest, "sha256:", ".", "..", "-", "--", "_", "__", " ", "\n", "\t", ",", ";",
	"\"", "'", "(", ")", "[", "]",
	"{", "}", "<", ">", "$", "${TAG}", "%", "%s", "%20", "%2F", "%3d", "%22", "%61", "%2a", "%2D", `\u003e`, `\/`, `\uwxyz`, "${IMAGE:-",
	"${IMAGE-", "->", "*", "#", "#{x}", `\`, `\n`, `\t`, `\u003c`, `\u0026`, `\u0061`, `\x22`, "\x1b[31m", "[0m", "[K", "m", "K",
	"~", "+", "*", "?", "!", "|", "&", "=", "x", "Z", "0", "http://", "https://", "docker://", "é", "中", "—", "\uFEFF", "\u212A",
	"ａ", "日",
	"\xff", "\x00",
}

var findRare = []string{strings.Repeat("t", 127), strings.Repeat("r", 255), strings.Repeat(".", 60), strings.Repeat("-", 1000)}

// randomText is made of what makes a difference to Find.
func randomText(rng *rand.Rand, references int) string {
	pick := func(from ...string) string { return from[rng.IntN(len(from))] }
	atoms := func(n int) (s string) {
		for range rng.IntN(n) {
			s += pick(findAtoms...)
		}
		return s
	}
	var b strings.Builder
	for range references {
		b.WriteString(atoms(3) + pick(findHost+"/app", findHost+"/a1/b2", "public.ecr.aws/nginx/nginx", "ecr-public.aws.com/a1/b2", findHost) +
			pick("", "", ":v1", ":1.2.", "@"+findDigest) + atoms(4) + pick(" ", "\n", ""))
		if rng.IntN(50) == 0 {
			b.WriteString(pick(findRare...))
		}
	}
	return b.String()
}

// TestFindAgainstSlow compares Find with slowFind on random texts.
func TestFindAgainstSlow(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	matches := 0
	for range 1000 {
		text := randomText(rng, 1+rng.IntN(3))
		checkFind(t, text)
		matches += len(found(text))
	}
	require.Greater(t, matches, 900)
}

// TestFindInPieces searches a long text in windows of several sizes.
func TestFindInPieces(t *testing.T) {
	text := randomText(rand.New(rand.NewPCG(5, 6)), 4000)
	want := slices.Collect(ecrref.Find(text))
	require.Greater(t, len(want), 1000)
	for _, size := range []int{2*ecrref.FindWindow + 11, 2*ecrref.FindWindow + 137, 3000, 4096, 10000} {
		require.Equal(t, want, findInPieces(text, size), "pieces of %d", size)
	}
}

// TestFindCorpus puts the cases of Parse into a text: what Parse accepts is
// found whole, and of what it refuses nothing, save where a good reference is
// the part before a bad tag or digest, or stands in spaces, quotes or a URL.
func TestFindCorpus(t *testing.T) {
	data, err := os.ReadFile("testdata/source/references.jsonl")
	require.NoError(t, err)
	parts := map[string]string{
		" HOST/app:1": "HOST/app:1", `"HOST/app:1"`: "HOST/app:1", "docker-pullable://HOST/app@DIGEST": "HOST/app@DIGEST",
		"HOST/app:täg": "HOST/app",
	}
	rows, whole := 0, 0
	for line := range strings.Lines(string(data)) {
		var row struct{ In string }
		require.NoError(t, json.Unmarshal([]byte(line), &row))
		want := []string{}
		if _, err := ecrref.Parse(row.In); err == nil {
			want, whole = append(want, row.In), whole+1
		} else if part, ok := parts[shorten(row.In)]; ok {
			want = append(want, expand(part))
		} else if repository, digest, ok := strings.Cut(row.In, "@"); ok && strings.HasPrefix(strings.ToLower(digest), "sha") &&
			strings.HasPrefix(row.In, findHost+"/") {
			want = append(want, repository) // the digest is no sha256 digest
		}
		require.Equal(t, want, found("see "+row.In+", please"), "%q", row.In)
		rows++
	}
	require.Equal(t, 88, rows)
	require.Equal(t, 30, whole)
}

// shorten undoes expand.
func shorten(s string) string {
	return strings.NewReplacer(findHost, "HOST", findDigest, "DIGEST").Replace(s)
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"HOST/app:1.", "x=HOST/app@DIGEST, https://HOST/v2/app", `"\u003cpublic.ecr.aws/a1/b2:v1\n"`,
		"ecr-public.aws.com/nginx/nginx"} {
		f.Add(expand(s))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 500 {
			return // slowFind is slow
		}
		checkFind(t, text)
		checkFind(t, expand(text)) // so that the fuzzer need not guess a host
	})
}

func ExampleFind() {
	log := `failed to resolve ref 123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app:v9: not found.
Use public.ecr.aws/nginx/nginx:1.27.`
	for m := range ecrref.Find(log) {
		fmt.Println(m.Start, m.Ref.Repository().Name(), m.Ref.Tag())
	}
	// Output:
	// 22 team/app v9
	// 95 nginx 1.27
}

// A stream of any length is searched in pieces of 64 KiB.
func ExampleFind_stream() {
	noise := strings.Repeat("no reference here\n", 10000)
	stream := strings.NewReader(noise + "FROM public.ecr.aws/nginx/nginx:1.27\n")
	buf := make([]byte, 0, 64<<10)
	at := 0 // where in the stream buf begins
	for last := false; !last; {
		n, err := io.ReadFull(stream, buf[len(buf):cap(buf)])
		buf, last = buf[:len(buf)+n], err != nil
		for m := range ecrref.Find(string(buf)) {
			before := at > 0 && m.Start < ecrref.FindWindow         // the last piece had it
			after := !last && m.Start >= len(buf)-ecrref.FindWindow // the next piece will
			if !before && !after {
				fmt.Println(at+m.Start, m.Ref)
			}
		}
		keep := buf[max(0, len(buf)-2*ecrref.FindWindow):]
		at += len(buf) - len(keep)
		buf = buf[:copy(buf, keep)]
	}
	// Output: 180005 public.ecr.aws/nginx/nginx:1.27
}

// TestFindBorders asks the slow search at the border of each class of characters and of
// each length that the rules name.
func TestFindBorders(t *testing.T) {
	t.Parallel()
	const ref = findHost + "/app:1"
	texts := []string{
		ref + `\bx`, `\b` + ref, `\n` + ref, `b\` + ref, `\` + ref, ref + `\`,
		ref + ` x`, ref + "\x1fx", ref + "\x21x", ref + `\u0029x`, `\x29` + ref, "%29" + ref,
		`\u0039` + ref, "%2a" + ref, "%2A" + ref, "%2g" + ref, ref + "%29",
		ref + "%39", "m" + ref, "[m" + ref, findHost[7:] + "/app " + ref, findHost[11:] + "/app",
		findHost[12:] + "/app", "x" + findHost[12:] + "/app", findHost + "/app:", findHost + "/app:.", findHost + "/app:.x", "€" + ref,
		"\u007f" + ref, "\u0080" + ref, ref + "\u007f", ref + "\u0080", ref + "\u0080x",
	}
	for n := range 20 {
		texts = append(texts, "\x1b["+strings.Repeat("1", n)+"m"+ref, "["+strings.Repeat(";", n)+"K"+ref)
	}
	for n := 62; n <= 66; n++ {
		name := strings.Repeat("a", n)
		texts = append(texts, "${"+name+":-"+ref+"}", "${"+name+"-"+ref+"}", name+"-"+ref)
	}
	for _, r := range []rune{0xBF, 0xC0, 0x1FFF, 0x2000, 0x20FF, 0x2100, 0x218F, 0x2190, 0xFF00, 0xFF01, 0xFF0F, 0xFF10, 0xFF19, 0xFF1A,
		0xFF20, 0xFF21, 0xFF3A, 0xFF3B, 0xFF40, 0xFF41, 0xFF5A, 0xFF5B, 0xFF5E, 0xFF5F, 0x1F600} {
		texts = append(texts, string(r)+ref, ref+string(r), ref+string(r)+"x", ref+"."+string(r))
	}
	for _, text := range texts {
		checkFind(t, text)
	}
}

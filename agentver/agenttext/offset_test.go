package agenttext_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

// TestOffsetOfEachForm: in each form, behind other lines, a faulty version is
// found where it stands: at the zero of 1.07.0.
func TestOffsetOfEachForm(t *testing.T) {
	t.Parallel()
	replace := func(version string) *strings.Replacer {
		return strings.NewReplacer("@VERSION", "VERSION", "VERSION", version)
	}
	for _, form := range []string{
		"Initialize-ECSAgent -Cluster c -Version VERSION",
		"Initialize-ECSAgent -Cluster c -Version:VERSION -x",
		`Initialize-ECSAgent -Version "VERSION"`,
		"Initialize-ECSAgent -Version:'VERSION'",
		"Starting Amazon ECS Agent version=VERSION commit=02ff320c",
		`Starting Amazon ECS Agent commit=02ff320c version="VERSION"`,
		"%global gorepo amazon-ecs-agent\n%global gover \t VERSION\n",
		"ENV ECS_AGENT_@VERSION VERSION",
		`ecs_agent_version = "VERSION"`,
		"variable \"ecs_agent_version\" {\n  type = string\n  default = \"VERSION\"\n}",
		"Amazon ECS Agent:\n\tCommit: 02ff320c\n\tVersion: VERSION\n",
		"Amazon ECS agent Version: VERSION, Commit: ca640387",
		"Amazon ECS Agent - vVERSION (02ff320c)",
		"- Cache Agent version VERSION\n",
		"amazon/amazon-ecs-agent:vVERSION",
		"Name        : ecs-init\nArchitecture: x86_64\nVersion     : VERSION\n",
	} {
		for _, before := range []string{"", "a line\n", "two\nlines\n"} {
			text := before + replace("1.07.0").Replace(form)
			_, err := agenttext.Parse(text)
			var e *agentver.ParseError
			if want := strings.Index(text, "07.0"); !errors.As(err, &e) || e.Offset != want || !strings.Contains(e.Msg, "leading zero") {
				t.Errorf("Parse(%q): %+v, want a leading zero at %d", text, err, want)
			}
			text = before + replace("1.30.0").Replace(form)
			if a, err := agenttext.Parse(text); err != nil || a.Version != agentver.MustParse("1.30.0") {
				t.Errorf("Parse(%q) = %v, %v, want 1.30.0", text, a, err)
			}
			text += "\n\namazon/amazon-ecs-agent:v1.31.0"
			_, err = agenttext.Parse(text)
			one, other := strings.Index(text, "1.30.0"), strings.Index(text, "1.31.0")
			if !errors.As(err, &e) || !strings.Contains(e.Msg, "two agent versions") || e.Offset != one && e.Offset != other-1 {
				t.Errorf("Parse(%q): %+v, want two versions, at %d or %d", text, err, one, other-1)
			}
			text = "Amazon ECS Agent - v1.31.0\n\n" + before + replace("1.30.0").Replace(form)
			_, err = agenttext.Parse(text)
			if one = strings.Index(text, "1.30.0"); !errors.As(err, &e) || e.Offset != one && e.Offset != one-1 {
				t.Errorf("Parse(%q): %+v, want two versions, at %d", text, err, one)
			}
		}
	}
}

// TestCutOff: where a form breaks off, what was read before that counts, and nothing else.
func TestCutOff(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{ // the version and the commit
		`variable "ecs_agent_version" { x = "`:                                        "",
		`variable "ecs_agent_version" { type = string`:                                "",
		`variable "ecs_agent_version" { } default = "1.7.0"`:                          "",
		"Name        : ecs-init\nVersion     : 1.7.0\n\nVersion     : 1.x\n":          "1.7.0",
		"Name        : ecs-init\nArchitecture: x86_64\n\nVersion     : 1.7.0\n":       "",
		"Amazon ECS Agent:\n\tVersion: 1.7.0\n\tVersion: 1.8.0\n":                     "1.7.0",
		"Amazon ECS Agent:\n\tVersion: 1.7.0\n\tVersion: 1.8.0\n\tCommit: 02ff320c\n": "1.7.0",
		"Amazon ECS Agent:\n\tVersion: 1.7.0\n\tOther: x\n\tCommit: 02ff320c\n":       "1.7.0",
		"Amazon ECS Agent:\n\tVersion: 1.7.0\n\tCommit: 02ff320c\n":                   "1.7.0 02ff320c",
		"Amazon ECS agent Version: , Commit: ca640387":                                "",
		"Amazon ECS Agent - v1.30.0 (02ff320c":                                        "1.30.0",
	} {
		a, err := agenttext.Parse(text)
		if got := strings.TrimSpace(a.Version.String() + " " + a.Hash); got != want || (err == nil) != (want != "") {
			t.Errorf("Parse(%q) = %v, %v, want %q", text, a, err, want)
		}
	}
}

// TestOffsetsOfTheCorpus breaks the version in each text that is read, and puts another
// behind it: both errors stand where a version does.
func TestOffsetsOfTheCorpus(t *testing.T) {
	t.Parallel()
	broken, twice, second := 0, 0, 0
	for _, text := range corpusTexts(t) {
		a, err := agenttext.Parse(text)
		version := a.Version.Core().String()
		if err != nil || strings.Count(text, version) != 1 || strings.Contains(text, `\`) {
			continue // behind an escape, and in a text inside of another, an offset is about
		}
		at := strings.Index(text, version)
		major, rest, _ := strings.Cut(version, ".")
		var e *agentver.ParseError
		_, err = agenttext.Parse(strings.Replace(text, version, major+".0"+rest, 1))
		if errors.As(err, &e) && strings.Contains(e.Msg, "leading zero") && !strings.Contains(e.Input, "REDACTED") {
			if broken++; e.Offset != at+len(major)+1 {
				t.Errorf("%q with a leading zero: %v, want byte %d", text, err, at+len(major)+1)
			}
		}
		other := text + "\n\namazon/amazon-ecs-agent:v9.9.9"
		_, err = agenttext.Parse(other)
		if errors.As(err, &e) && strings.Contains(e.Msg, "two agent versions") && !strings.Contains(e.Input, "REDACTED") {
			if twice++; e.Offset != at && (at == 0 || e.Offset != at-1) && e.Offset != len(other)-len("v9.9.9") {
				t.Errorf("%q and another: %v, want byte %d or %d", text, err, at, len(other)-len("v9.9.9"))
			}
		}
		const first = "Amazon ECS Agent - v9.9.9\n\n"
		_, err = agenttext.Parse(first + text)
		if errors.As(err, &e) && strings.Contains(e.Msg, "two agent versions") && !strings.Contains(e.Input, "REDACTED") {
			want := len(first) + at
			// that of a package begins with its name
			if i := max(strings.LastIndex(text[:at], "ecs-init-"), strings.LastIndex(text[:at], "ecs-init_")); i >= 0 {
				want = len(first) + strings.LastIndexAny(text[:i], " \"\n/") + 1
			}
			if second++; e.Offset != want && e.Offset != want-1 {
				t.Errorf("another and %q: %v, want byte %d", text, err, want)
			}
		}
	}
	require.Greater(t, broken, 100)
	require.Greater(t, twice, 100)
	require.Greater(t, second, 100)
}

// corpusTexts are the texts in the tests of this package, and pieces of some.
func corpusTexts(t *testing.T) (texts []string) {
	files, err := filepath.Glob("*_test.go")
	require.NoError(t, err)
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		ast.Inspect(f, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				text, err := strconv.Unquote(literal.Value)
				require.NoError(t, err)
				texts = append(texts, text, "one\ntwo\n"+text)
			}
			return true
		})
	}
	return texts
}

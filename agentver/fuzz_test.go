package agentver_test

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

// semVer is the regular expression that semver.org publishes, the second witness
// of Parse.
var semVer = regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|` +
	`\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|` + `\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$`)

// witness reads s with the regular expression.
func witness(s string) (parts []string, numbers [3]int, ok bool) {
	parts = semVer.FindStringSubmatch(strings.TrimPrefix(s, "v"))
	if parts == nil {
		return nil, numbers, false
	}
	for i := range numbers {
		n, err := strconv.Atoi(parts[i+1])
		if err != nil {
			return nil, numbers, false // does not fit an int
		}
		numbers[i] = n
	}
	return parts, numbers, true
}

func checkParse(t *testing.T, s string) {
	t.Helper()
	v, err := agentver.Parse(s)
	parts, numbers, ok := witness(s)
	require.Equal(t, ok, err == nil, "%q: %v", s, err)
	if !ok {
		checkError(t, s, err)
		return
	}
	require.Equal(t, parts, []string{v.String(), strconv.Itoa(v.Major()), strconv.Itoa(v.Minor()), strconv.Itoa(v.Patch()),
		v.Prerelease(), v.Build()})
	require.Equal(t, numbers, [3]int{v.Major(), v.Minor(), v.Patch()})
	again, err := agentver.Parse(v.String())
	require.NoError(t, err)
	require.Equal(t, v, again)
	require.Zero(t, v.Compare(again))
	require.Equal(t, 1, v.Compare(agentver.Version{}))
	core := v.Core()
	require.Equal(t, core, agentver.MustParse(core.String()))
	want := 0
	if v.Prerelease() != "" {
		want = -1
	}
	require.Equal(t, want, v.Compare(core))
}

func checkError(t *testing.T, s string, err error) {
	t.Helper()
	var e *agentver.ParseError
	require.True(t, errors.As(err, &e))
	require.Equal(t, redact.Text(s).Text, e.Input)
	require.True(t, 0 <= e.Offset && e.Offset <= len(e.Input), "%d in %q", e.Offset, s)
	require.NotEmpty(t, e.Msg)
	require.NotEmpty(t, e.Hint)
	require.Less(t, len(e.Error()), 2000)
	require.True(t, utf8.ValidString(e.Error()), "%q", e.Error())
}

var seeds = []string{
	"1.7.0", "v1.7.0", "vv1.7.0", "1.7", "1.0.0-alpha.beta+exp.sha.5114f85", "1.0.0--.-+--", "1.7.0-01", "1.7.0-0a", "1.7.0+01",
	"9223372036854775807.9223372036854775808.0", "Amazon ECS Agent - v1.30.0 (*02ff320c) (linux; al2) (+http://aws.amazon.com/ecs/)",
	`{"agentVersion":"1.7.0","agentHash":"02ff320c","dockerVersion":"DockerVersion: 20.10.13"}`, `[null]`, `[["1.7.0"]]`, `"1.\u0037.0"`,
	`{"Parameters":[{"Name":"/recommended","Value":"{\"ecs_agent_version\":\"1.22.0\"}"}]}`, `{"containerInstances":[{}]}`,
	`{"a":"\ud83d\ude00","b":1e-9}`,
	"amazon/amazon-ecs-agent:arm64-v1.102.0@sha256:0", "ecs-init-1.28.1-2.amzn2.x86_64.rpm", "amazon-ecs-init_1.105.1-1_amd64.deb", "1.0-5",
	"ecs-agent-windows-v1.20.4.zip", "Amazon ECS Agent:\n\tVersion: 1.30.0\n\tCommit: 02ff320c\n",
	"[INFO] Starting Agent: Amazon ECS Agent - v1.12.0 (895f3c1)",
	`msg="Starting Amazon ECS Agent" version="1.80.0" commit="02ff320c"`,
	"https://ecs/ws?agentHash=02ff320c&agentVersion=1.30.0", "%global gover 1.50.2\n%global gitrev 5be7aa08",
	`Initialize-ECSAgent -Version "v1.20.4"`, "Amazon ECS agent Version: 1.36.0, Commit: ca640387", "ecs-init version 1.63.0 (*0be4d2e1)",
	">= 1.7.0, < 2.0.0", "!=1.7.0", "= v1.7.0+abc", "=> 1.7.0", ",", "18.06.1-ce", "17.06.0-ce-rc1", "LATEST", "\xff", " ",
	`{}00`, `{}0 0`, `{}nulltrue`, `["1.30.0",""]`, `"{\"agentVersion\":\"1.30.0\"}"`, "\ufeff1.7.0",
	"Initialize-ECSAgent `\n -Cluster 'a;b' -Version:1.20.4 | x", `C:\ecs-agent-windows-v1.20.4.zip`, `[{"versionInfo":"{}"},{}]`,
	"6.1.102-111.182.amzn2023.aarch64",
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(checkParse)
}

// FuzzCompare holds two versions to the laws of an order and to a slow reading of
// section 11 of the specification.
func FuzzCompare(f *testing.F) {
	for _, row := range ascending {
		f.Add(row[0], "1.0.0-alpha.1")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		v, errV := agentver.Parse(a)
		w, errW := agentver.Parse(b)
		if errV != nil || errW != nil {
			return
		}
		got := v.Compare(w)
		require.Equal(t, slowCompare(v, w), got, "%s and %s", v, w)
		require.Equal(t, -got, w.Compare(v))
		require.Equal(t, v == w, v.String() == w.String())
	})
}

// slowCompare is section 11 of Semantic Versioning 2.0.0, word for word.
func slowCompare(v, w agentver.Version) int {
	for _, d := range []int{compareInts(v.Major(), w.Major()), compareInts(v.Minor(), w.Minor()), compareInts(v.Patch(), w.Patch())} {
		if d != 0 {
			return d
		}
	}
	switch p, q := v.Prerelease(), w.Prerelease(); {
	case p == q:
		return 0
	case p == "":
		return 1
	case q == "":
		return -1
	}
	p, q := strings.Split(v.Prerelease(), "."), strings.Split(w.Prerelease(), ".")
	for i := 0; i < len(p) && i < len(q); i++ {
		if p[i] == q[i] {
			continue
		}
		digits := regexp.MustCompile(`^[0-9]+$`)
		m, n := digits.MatchString(p[i]), digits.MatchString(q[i])
		switch {
		case m && n:
			width := max(len(p[i]), len(q[i]))
			return strings.Compare(strings.Repeat("0", width-len(p[i]))+p[i], strings.Repeat("0", width-len(q[i]))+q[i])
		case m:
			return -1
		case n:
			return 1
		}
		return strings.Compare(p[i], q[i])
	}
	return compareInts(len(p), len(q))
}

func compareInts(a, b int) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// FuzzConstraint: a parsed constraint has one text and agrees with a slow check
// of each of its terms.
func FuzzConstraint(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "1.7.0")
		f.Add(s, "1.7.1-rc.1")
	}
	f.Fuzz(func(t *testing.T, s, version string) {
		c, err := agentver.ParseConstraint(s)
		if err != nil {
			checkError(t, s, err)
			return
		}
		again, err := agentver.ParseConstraint(c.String())
		require.NoError(t, err)
		require.Equal(t, c, again)
		require.Equal(t, strings.Count(s, ",")+1, strings.Count(c.ClusterQuery(), "agentVersion "))
		v, err := agentver.Parse(version)
		require.Equal(t, err == nil && slowCheck(t, s, v), c.Check(v), "%s meets %q", v, s)
	})
}

var termPattern = regexp.MustCompile(`^ *(>=|<=|!=|>|<|=|) *([^ ]+) *$`)

func slowCheck(t *testing.T, s string, v agentver.Version) bool {
	t.Helper()
	holds := true
	for _, term := range strings.Split(s, ",") {
		m := termPattern.FindStringSubmatch(term)
		require.NotNil(t, m, "%q", s)
		d := slowCompare(v, agentver.MustParse(m[2]))
		holds = holds && map[string]bool{">=": d >= 0, "<=": d <= 0, "!=": d != 0, ">": d > 0, "<": d < 0, "=": d == 0, "": d == 0}[m[1]]
	}
	return holds
}

// FuzzOthers: the other parsers neither panic nor forget what they read.
func FuzzOthers(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := agentver.ParsePlatform(s); err == nil {
			require.Equal(t, s, p.String())
		} else {
			checkError(t, s, err)
		}
		agentver.FeatureByAttribute(s)
		agentver.LookupFeature(s)
		agentver.ReleaseByCommit(s)
	})
}

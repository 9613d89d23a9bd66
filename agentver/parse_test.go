package agentver_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"1.7.0": "1.7.0", "v1.7.0": "1.7.0", "0.0.0": "0.0.0", "1.0.0-0A.is.legal": "1.0.0-0A.is.legal",
		"1.2.3----RC-SNAPSHOT.12.9.1--.12+788": "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
		"1.0.0+0.build.01":                     "1.0.0+0.build.01", "v1.14.0-1.windows.1": "1.14.0-1.windows.1",
	} {
		v, err := agentver.Parse(in)
		assert.NoError(t, err)
		assert.Equal(t, want, v.String())
		assert.Equal(t, v, agentver.MustParse(v.String()))
	}
}

func TestParseError(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in     string
		offset int
		part   agentver.Part
		says   string // in the message
		hints  string // in the hint
	}{
		{"", 0, agentver.PartText, "no version", "unknown"},
		{"1.7", 3, agentver.PartMinor, "three numbers", "1.7.0"},
		{"v1.7", 4, agentver.PartMinor, "three numbers", "1.7.0"},
		{"1", 1, agentver.PartMajor, "three numbers", "1.0.0"},
		{"1.7.", 4, agentver.PartPatch, "three numbers", "1.7.0"},
		{"v", 1, agentver.PartMajor, "three numbers", "1.7.0"},
		{"1..0", 2, agentver.PartMinor, "unexpected '.'", "three numbers"},
		{" 1.7.0", 0, agentver.PartText, "white space", `"1.7.0"`},
		{"1.7.0\n", 5, agentver.PartText, "white space", `"1.7.0"`},
		{" 1.7.0\n", 0, agentver.PartText, "white space", `"1.7.0"`},
		{"  ", 0, agentver.PartText, "white space only", "missing"},
		{"01.7.0", 0, agentver.PartMajor, "leading zero", "write 1"},
		{"00\xd60", 0, agentver.PartMajor, "leading zero", "write 0"},
		{"1.07.0", 2, agentver.PartMinor, "leading zero", "write 7"},
		{"1.54.02", 5, agentver.PartPatch, "leading zero", "write 2"}, // a typo in AWS's own table
		{"1.7.00", 4, agentver.PartPatch, "leading zero", "write 0"},
		{"17.06.2-ee-16", 3, agentver.PartMinor, "leading zero", "Docker"},
		{"18.09.9-ce", 3, agentver.PartMinor, "leading zero", "Docker"},
		{"99999999999999999999.0.0", 0, agentver.PartMajor, "does not fit", "largest"},
		{"1.9223372036854775808.0", 2, agentver.PartMinor, "does not fit", "largest"},
		{"latest", 0, agentver.PartText, "alias", "that the agent reports"}, // no version is made up
		{"LATEST", 0, agentver.PartText, "Fargate platform version", "Fargate"},
		{"null", 0, agentver.PartText, "missing", "Managed Instances"},
		{"None", 0, agentver.PartText, "missing", "unknown"},
		{"UNKNOWN", 0, agentver.PartText, "does not know", "unknown"},
		{"V1.7.0", 0, agentver.PartMajor, "unexpected 'V'", "lower-case v"},
		{"vv1.7.0", 1, agentver.PartMajor, "unexpected 'v'", "one v"},
		{"vV1.7.0", 1, agentver.PartMajor, "unexpected 'V'", "one v"},
		{"1.V.0", 2, agentver.PartMinor, "unexpected 'V'", "three numbers"},
		{"1.v.0", 2, agentver.PartMinor, "unexpected 'v'", "three numbers"},
		{"Amazon ECS Agent - v1.30.0 (02ff320c)", 0, agentver.PartText, "description", "agenttext.Parse"},
		{"DockerVersion: 20.10.13", 0, agentver.PartText, "Docker", "ParseDocker"},
		{">=1.7.0", 0, agentver.PartText, "constraint", "ParseConstraint"},
		{"1.7.0,1.8.0", 5, agentver.PartPatch, "more than one", "one version"},
		{"1,7,0", 1, agentver.PartMajor, "unexpected ','", "one version"},
		{"1.7.0.1", 5, agentver.PartPatch, "four numbers", "three"},
		{"1.7.x", 4, agentver.PartPatch, "unexpected 'x'", "wildcard"},
		{"1.7.X", 4, agentver.PartPatch, "unexpected 'X'", "wildcard"},
		{"1.7.*", 4, agentver.PartPatch, "unexpected '*'", "wildcard"},
		{"1.7-rc1", 3, agentver.PartMinor, "unexpected '-'", "1.7.0"},
		{"0x1.7.0", 1, agentver.PartMajor, "unexpected 'x'", "wildcard"},
		{"1e3.0.0", 1, agentver.PartMajor, "unexpected 'e'", "three numbers"},
		{"-1.0.0", 0, agentver.PartMajor, "unexpected '-'", "1.7.0"},
		{"١.٧.٠", 0, agentver.PartMajor, "unexpected '١'", "three numbers"},
		{"1.7.0-", 6, agentver.PartPrerelease, "empty", "leave"},
		{"1.7.0-a..b", 8, agentver.PartPrerelease, "empty", "leave"},
		{"1.7.0-01", 6, agentver.PartPrerelease, "leading zero", "write 1"},
		{"1.7.0-a.00", 8, agentver.PartPrerelease, "leading zero", "write 0"},
		{"1.7.0-é", 6, agentver.PartPrerelease, "unexpected 'é'", "ASCII"},
		{"1.7.0-a é", 7, agentver.PartPrerelease, "unexpected ' '", "agenttext.Parse"},
		{"1.7.0-rc_1", 8, agentver.PartPrerelease, "unexpected '_'", "in a pre-release"},
		{"1.7.0-rc+b_1", 10, agentver.PartBuild, "unexpected '_'", "hyphens and dots"},
		{"01.x", 0, agentver.PartMajor, "leading zero", "write 1"},
		{"1..", 2, agentver.PartMinor, "unexpected '.'", "such as 1.7.0"},
		{"1.-", 2, agentver.PartMinor, "unexpected '-'", "write 1.0.0 if that is what is meant"},
		{"x-", 0, agentver.PartMajor, "unexpected 'x'", "without a wildcard"},
		{"1.7.0+", 6, agentver.PartBuild, "empty", "leave"},
		{"1.7.0+a+b", 7, agentver.PartBuild, "unexpected '+'", "letters"},
		{"1.7.0 (02ff320c)", 5, agentver.PartPatch, "unexpected ' '", "agenttext.Parse"},
		{`"1.7.0"`, 0, agentver.PartMajor, `unexpected '"'`, "quotes"},
		{`'1.7.0'`, 0, agentver.PartMajor, `unexpected '\''`, "quotes"},
		{`{"agentVersion":"1.7.0"}`, 0, agentver.PartMajor, "unexpected '{'", "agenttext.Parse"},
	} {
		v, err := agentver.Parse(c.in)
		assert.Zero(t, v, c.in)
		var e *agentver.ParseError
		if !assert.True(t, errors.As(err, &e), c.in) {
			continue
		}
		assert.Equal(t, []any{"Parse", c.in, c.offset, c.part}, []any{e.Func, e.Input, e.Offset, e.Part}, "%v", err)
		assert.Contains(t, e.Msg, c.says, c.in)
		assert.Contains(t, e.Hint, c.hints, c.in)
		assert.True(t, strings.HasPrefix(err.Error(), "agentver.Parse "), err.Error())
	}
}

func TestLongInputIsCutInTheMessage(t *testing.T) {
	t.Parallel()
	_, err := agentver.Parse(strings.Repeat("9", 1<<20))
	require.Less(t, len(err.Error()), 400)
}

func TestMustParsePanics(t *testing.T) {
	t.Parallel()
	require.PanicsWithError(t, `agentver.Parse "1.7": three numbers are needed at byte 3; write 1.7.0 if that is what is meant`,
		func() { agentver.MustParse("1.7") })
}

func TestParseAndCompareDoNotAllocate(t *testing.T) {
	texts := []string{"1.7.0", "v1.14.0-1.windows.1", "1.0.0-alpha.beta.11+abc", "1.0.0-alpha.beta.9"}
	n := testing.AllocsPerRun(100, func() {
		for _, a := range texts {
			for _, b := range texts {
				v, _ := agentver.Parse(a)
				w, _ := agentver.Parse(b)
				v.Compare(w)
			}
		}
	})
	require.Zero(t, n)
}

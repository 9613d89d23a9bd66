package agentver_test

import (
	"encoding"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// all has one member of each type that is also text.
type all struct {
	Version    agentver.Version
	Constraint agentver.Constraint
	Platform   agentver.Platform
	Feature    agentver.Feature
	OS         agentver.OS
	Status     agentver.Status
	Release    agentver.Release
}

func TestJSONRoundTrip(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"Version":"1.14.0-1.windows.1","Constraint":"\u003e= 1.7.0, \u003c 2.0.0",` +
			`"Platform":"LATEST","Feature":"ecr-pull","OS":"windows","Status":"too old",` + `"Release":"1.106.1"}`,
		`{"Version":"","Constraint":"","Platform":"","Feature":"","OS":"","Status":"unknown","Release":""}`,
	} {
		var v all
		assert.NoError(t, json.Unmarshal([]byte(text), &v))
		b, err := json.Marshal(v)
		assert.NoError(t, err)
		assert.Equal(t, text, string(b))
	}
}

func TestUnmarshalTextKeepsTheValueOnError(t *testing.T) {
	t.Parallel()
	v := all{agentver.MustParse("1.7.0"), agentver.MustParseConstraint("> 1.7.0"), agentver.Platform{}, agentver.Feature{},
		agentver.Linux, agentver.TooOld, agentver.Latest()}
	before := v
	for _, u := range []encoding.TextUnmarshaler{&v.Version, &v.Constraint, &v.Platform, &v.Feature, &v.OS, &v.Status, &v.Release} {
		assert.Error(t, u.UnmarshalText([]byte("?")))
	}
	require.Equal(t, before, v)
}

func TestAppendText(t *testing.T) {
	t.Parallel()
	for _, v := range []encoding.TextAppender{agentver.MustParse("1.7.0"), agentver.Version{}, agentver.Linux, agentver.OS(0),
		agentver.TooOld, agentver.Latest(), agentver.Release{}} {
		b, err := v.AppendText([]byte("x"))
		assert.NoError(t, err)
		m, err := v.(encoding.TextMarshaler).MarshalText()
		assert.NoError(t, err)
		assert.Equal(t, "x"+string(m), string(b))
	}
}

// TestReleaseText: a release that the table does not know cannot be one.
func TestReleaseText(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal(agentver.Latest())
	require.NoError(t, err)
	require.Equal(t, `"`+agentver.Latest().String()+`"`, string(b))
	var r agentver.Release
	require.ErrorContains(t, r.UnmarshalText([]byte("1.999.0")), "no release of the table")
	require.ErrorContains(t, r.UnmarshalText([]byte("1.7")), "three numbers")
}

func TestOS(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]agentver.OS{"linux": agentver.Linux, "windows": agentver.Windows} {
		os, err := agentver.ParseOS(in)
		assert.NoError(t, err)
		assert.Equal(t, want, os)
		assert.Equal(t, in, os.String())
	}
	for in, hint := range map[string]string{"": "linux or windows", "LINUX": "write linux",
		"WINDOWS_SERVER_2022_CORE": "write windows", "darwin": "linux or windows"} {
		_, err := agentver.ParseOS(in)
		assert.ErrorContains(t, err, hint, in)
	}
	for value, want := range map[string]agentver.OS{"linux": agentver.Linux, "windows": agentver.Windows, "WINDOWS": agentver.Windows,
		"LINUX": agentver.Linux, "WINDOWS_SERVER_2004_CORE": agentver.Windows, "windows_server_2019_full": agentver.Windows,
		"": 0, "darwin": 0, "windows_2019": 0, "linux ": 0} {
		os, ok := agentver.OSFromAttribute(value)
		assert.Equal(t, want, os, value)
		assert.Equal(t, want != 0, ok, value)
	}
	for family, want := range map[string]agentver.OS{"LINUX": agentver.Linux, "WINDOWS_SERVER_2019_FULL": agentver.Windows,
		"": 0, "linux": 0, "WINDOWS": 0} {
		os, ok := agentver.OSFromFamily(family)
		assert.Equal(t, want, os, family)
		assert.Equal(t, want != 0, ok, family)
	}
	require.Equal(t, []string{"unknown", "OS 9"}, []string{agentver.OS(0).String(), agentver.OS(9).String()})
}

func TestNames(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{"unavailable", "status 9"}, []string{agentver.Unavailable.String(), agentver.Status(9).String()})
	require.Equal(t, []string{"pre-release", "part 9"}, []string{agentver.PartPrerelease.String(), agentver.Part(9).String()})
}

package agentver_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// TestFeatureTable holds every accessor against the source of the table.
func TestFeatureTable(t *testing.T) {
	t.Parallel()
	text := func(v interface{ String() string }, ok bool) string {
		if !ok {
			return ""
		}
		return v.String()
	}
	rows := sourceFeatures(t)
	require.Len(t, slices.Collect(agentver.Features()), len(rows))
	for _, r := range rows {
		f := lookup(t, r.ID)
		linux, onLinux := f.Since(agentver.Linux)
		windows, onWindows := f.Since(agentver.Windows)
		code, hasCode := f.CodeSince()
		api, hasAPI := f.DockerAPI()
		platform, hasPlatform := f.PlatformSince()
		assert.Equal(t,
			[]any{r.ID, r.ID, r.Feature, r.LinuxMin, r.WindowsMin, r.AttrFirst, r.InitMin, r.DockerAPIMin, r.PlatformMin},
			[]any{f.ID(), f.String(), f.Title(), text(linux, onLinux), text(windows, onWindows), text(code, hasCode),
				f.InitSince(), text(api, hasAPI), text(platform, hasPlatform)})
		assert.Equal(t, []any{r.External != "", r.Kind == "floor", r.Config, r.Confidence}, []any{f.NotOnExternal(),
			f.IsFloor(), f.Config(), f.Confidence(agentver.Linux)})
		for _, remark := range []string{r.Note, r.WindowsNote, r.AMIMin, r.DockerEngineMin} {
			assert.Contains(t, f.Note(), remark)
		}
		assert.Equal(t, cmp.Or(r.WindowsConfidence, r.Confidence), f.Confidence(agentver.Windows))
		assert.Equal(t, r.sources(), slices.Collect(f.Sources()))
		assert.NotEmpty(t, r.Source, r.ID)
		assert.Equal(t, append([]string(nil), r.Attribute...), slices.Collect(f.Attributes()))
	}
}

func TestZeroFeatureInfo(t *testing.T) {
	t.Parallel()
	var f agentver.Feature
	require.Empty(t, f.ID()+f.InitSince()+f.Title()+f.Config()+f.Note()+f.Confidence(agentver.Linux)+f.Confidence(0))
	require.False(t, f.NotOnExternal() || f.IsFloor())
	require.Empty(t, slices.Collect(f.Attributes()))
	require.Empty(t, slices.Collect(f.Sources()))
	for _, ok := range []bool{second(f.CodeSince()), second(f.DockerAPI()), second(f.PlatformSince()),
		second(f.Advertised().Since(agentver.Linux))} {
		assert.False(t, ok)
	}
}

func second[T any](_ T, ok bool) bool { return ok }

func TestFeatureByAttribute(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"com.amazonaws.ecs.capability.ecr-auth":               "ecr-pull",
		"ecs.capability.execution-role-ecr-pull":              "execution-role-ecr-pull",
		"com.amazonaws.ecs.capability.docker-remote-api.1.19": "docker-remote-api",
		"ecs.capability.nvidia-driver-version.535.161.07":     "gpu",
		"ecs.capability.docker-plugin.local":                  "docker-volume",
		"ecs.capability.docker-plugin.rexray/ebs":             "docker-volume",
		"ecs.capability.fsxWindowsFileServer":                 "fsx-windows", // not fsx-windows-awsvpc, which came later
		"ecs.capability.task-eni":                             "task-eni",
		"ecs.capability.task-eni.ipv6":                        "task-eni-ipv6",
		"ecs.capability.task-eni.ipv7":                        "",
		"com.amazonaws.ecs.capability.docker-remote-api.":     "", // nothing after the dot
		"com.amazonaws.ecs.capability.docker-remote-api":      "",
		"ecs.instance-type":                                   "",
		"ecs.capability.from-the-future":                      "",
		"ecs.capability.":                                     "",
		"":                                                    "",
		".":                                                   "",
	} {
		f, ok := agentver.FeatureByAttribute(name)
		assert.Equal(t, want, f.ID(), name)
		assert.Equal(t, want != "", ok)
	}
}

// TestEveryAttributeLeadsBack holds for all attributes of the table.
func TestEveryAttributeLeadsBack(t *testing.T) {
	t.Parallel()
	seen := 0
	for f := range agentver.Features() {
		for name := range f.Attributes() {
			seen++
			prefix, _, varies := strings.Cut(name, "${")
			if varies {
				prefix += "1.2.3"
			}
			got, ok := agentver.FeatureByAttribute(prefix)
			assert.True(t, ok, name)
			assert.Contains(t, slices.Collect(got.Attributes()), name)
		}
	}
	require.Equal(t, 70, seen)
}

func TestFeaturesOf(t *testing.T) {
	t.Parallel()
	features, unknown := agentver.FeaturesOf([]string{
		"com.amazonaws.ecs.capability.docker-remote-api.1.18", "com.amazonaws.ecs.capability.docker-remote-api.1.19",
		"ecs.capability.execution-role-ecr-pull", "ecs.capability.from-the-future", "com.amazonaws.ecs.capability.ecr-auth",
	})
	require.Equal(t, []agentver.Feature{lookup(t, "docker-remote-api"), lookup(t, "execution-role-ecr-pull"), lookup(t, "ecr-pull")}, features)
	require.Equal(t, []string{"ecs.capability.from-the-future"}, unknown)
	v, ok := agentver.Minimum(agentver.Linux, features...)
	require.True(t, ok)
	require.Equal(t, "1.16.0", v.String())
}

func TestMinimum(t *testing.T) {
	t.Parallel()
	pull, tls, gmsa := lookup(t, "ecr-pull"), lookup(t, "firelens"), lookup(t, "fsx-windows")
	for _, c := range []struct {
		os       agentver.OS
		features []agentver.Feature
		want     string
	}{
		{agentver.Linux, []agentver.Feature{pull}, "1.7.0"},
		{agentver.Linux, []agentver.Feature{tls, pull}, "1.30.0"},
		{agentver.Windows, []agentver.Feature{pull, gmsa}, "1.47.0"},
		{agentver.Windows, []agentver.Feature{pull, tls}, ""}, // not on Windows
		{agentver.Linux, []agentver.Feature{gmsa}, ""},        // not on Linux
		{agentver.Linux, nil, ""},
		{agentver.Linux, []agentver.Feature{pull, {}}, ""},
		{0, []agentver.Feature{pull}, ""},
	} {
		v, ok := agentver.Minimum(c.os, c.features...)
		assert.Equal(t, c.want, v.String())
		assert.Equal(t, c.want != "", ok)
		if ok {
			assert.Equal(t, agentver.Supported, agentver.CheckAll(v, c.os, c.features...), "the minimum is enough")
		}
	}
}

func TestCheckAll(t *testing.T) {
	t.Parallel()
	pull, firelens := lookup(t, "ecr-pull"), lookup(t, "firelens")
	for _, c := range []struct {
		version  string
		os       agentver.OS
		features []agentver.Feature
		want     agentver.Status
	}{
		{"1.30.0", agentver.Linux, []agentver.Feature{pull, firelens}, agentver.Supported},
		{"1.29.0", agentver.Linux, []agentver.Feature{pull, firelens}, agentver.TooOld},
		{"1.29.0", agentver.Linux, []agentver.Feature{firelens, pull}, agentver.TooOld},
		{"1.13.0", agentver.Windows, []agentver.Feature{pull, firelens}, agentver.Unavailable},
		{"1.13.0", agentver.Windows, []agentver.Feature{firelens, pull}, agentver.Unavailable},
		{"1.30.0", agentver.Linux, nil, agentver.Unknown},
		{"1.30.0", agentver.Linux, []agentver.Feature{pull, {}}, agentver.Unknown},
		{"1.30.0", agentver.Linux, []agentver.Feature{{}, pull}, agentver.Unknown},
		{"", agentver.Windows, []agentver.Feature{firelens}, agentver.Unknown},
	} {
		assert.Equal(t, c.want, agentver.CheckAll(parseOrZero(c.version), c.os, c.features...), c)
	}
}

// TestAdvertisedSince: code is older than documentation, but for one feature.
func TestAdvertisedSince(t *testing.T) {
	t.Parallel()
	var later []string
	for f := range agentver.Features() {
		since, ok := f.Since(agentver.Linux)
		advertised, also := f.Advertised().Since(agentver.Linux)
		assert.Equal(t, ok, also)
		if advertised.Compare(since) > 0 {
			later = append(later, f.ID()+" "+since.String()+" "+advertised.String())
		}
	}
	require.Equal(t, []string{"firelens-buffer-limit 1.55.0 1.55.5"}, later)
}

// TestAdvertised: what is reached through an attribute counts from where that is
// advertised, in every answer alike.
func TestAdvertised(t *testing.T) {
	t.Parallel()
	const attribute = "ecs.capability.logging-driver.awsfirelens.log-driver-buffer-limit"
	features, unknown := agentver.FeaturesOf([]string{attribute, attribute})
	require.Empty(t, unknown)
	byName := lookup(t, "firelens-buffer-limit")
	require.Equal(t, []agentver.Feature{byName.Advertised()}, features)
	byAttribute, ok := agentver.FeatureByAttribute(attribute)
	require.True(t, ok)
	require.Equal(t, byName.Advertised(), byAttribute)
	require.Equal(t, attribute, byAttribute.String(), "another Feature, another text")
	require.Equal(t, "firelens-buffer-limit", byAttribute.ID())
	for v, want := range map[string]agentver.Status{"1.54.0": agentver.TooOld, "1.55.0": agentver.TooOld,
		"1.55.4": agentver.TooOld, "1.55.5": agentver.Supported} {
		v := agentver.MustParse(v)
		assert.Equal(t, want, agentver.CheckAll(v, agentver.Linux, features...), v)
		assert.Equal(t, want, byAttribute.Check(v, agentver.Linux), v)
	}
	minimum, ok := agentver.Minimum(agentver.Linux, features...)
	require.True(t, ok)
	require.Equal(t, "1.55.5", minimum.String())
	query, ok := byAttribute.TooOldQuery(agentver.Linux)
	require.True(t, ok)
	require.Equal(t, "agentVersion < 1.55.5", query)
	require.Equal(t, agentver.Supported, byName.Check(agentver.MustParse("1.55.0"), agentver.Linux), "the feature itself")
	for _, os := range []agentver.OS{agentver.Windows, 0} {
		_, ok := byAttribute.Since(os)
		require.False(t, ok, "%s: what no agent has is not advertised either", os)
	}

	for f := range agentver.Features() { // all others are the same either way
		assert.Equal(t, f == byName, f != f.Advertised(), f)
		assert.Equal(t, f.Advertised(), f.Advertised().Advertised(), f)
	}
	require.Zero(t, agentver.Feature{}.Advertised())
}

// TestFeatureText: a Feature and its text are one, the advertised ones too.
func TestFeatureText(t *testing.T) {
	t.Parallel()
	texts := map[string]agentver.Feature{}
	for f := range agentver.Features() {
		for _, f := range []agentver.Feature{f, f.Advertised()} {
			again, ok := agentver.LookupFeature(f.String())
			if !ok || again != f {
				t.Errorf("LookupFeature(%q) = %v, %t, want the same feature", f, again, ok)
			}
			if same, seen := texts[f.String()]; seen && same != f {
				t.Errorf("two features with the text %q", f)
			}
			texts[f.String()] = f
			text, _ := f.MarshalText()
			var read agentver.Feature
			if err := read.UnmarshalText(text); err != nil || read != f {
				t.Errorf("UnmarshalText(%q) = %v, %v, want the same feature", text, read, err)
			}
		}
	}
	require.Len(t, texts, 116+1)
	_, ok := agentver.LookupFeature("com.amazonaws.ecs.capability.ecr-auth")
	require.False(t, ok, "the text of this one is its id")
}

// TestBroken: agent 1.91.1 asks a FIPS endpoint without scheme and host, 1.91.2
// took that back (aws/amazon-ecs-agent #4538, #4539).
func TestBroken(t *testing.T) {
	t.Parallel()
	endpoint := lookup(t, "ecr-endpoint")
	for _, c := range []struct {
		version string
		want    agentver.Status
	}{
		{"1.22.0", agentver.TooOld}, {"1.23.0", agentver.Supported}, {"1.91.0", agentver.Supported}, {"1.91.1-rc.1", agentver.Supported},
		{"1.91.1", agentver.Broken}, {"1.91.1+abc", agentver.Broken}, {"1.91.2", agentver.Supported}, {"1.106.1",
			agentver.Supported}, {"", agentver.Unknown},
	} {
		for _, os := range []agentver.OS{agentver.Linux, agentver.Windows} {
			v := parseOrZero(c.version)
			if got := endpoint.Check(v, os); got != c.want {
				t.Errorf("Check(%q, %s) = %s, want %s", c.version, os, got, c.want)
			}
			if got := agentver.CheckAll(v, os, endpoint, agentver.Pull()); c.version != "1.22.0" && got != c.want {
				t.Errorf("CheckAll(%q, %s) = %s, want %s", c.version, os, got, c.want)
			}
			mended, broken := endpoint.MendedIn(v)
			if broken != (c.want == agentver.Broken) || broken && mended.String() != "1.91.2" {
				t.Errorf("MendedIn(%q) = %s, %t", c.version, mended, broken)
			}
		}
	}
	require.Equal(t, agentver.TooOld, agentver.CheckAll(agentver.MustParse("1.91.1"), agentver.Linux, endpoint, lookup(t, "s3-files")))
	require.Equal(t, agentver.Supported, agentver.Pull().Check(agentver.MustParse("1.91.1"), agentver.Linux), "other hosts are well")
	query, ok := endpoint.BrokenQuery()
	require.True(t, ok)
	require.Equal(t, "agentVersion >= 1.91.1 and agentVersion < 1.91.2", query)
	query, ok = agentver.Pull().BrokenQuery()
	require.False(t, ok || query != "")
	lacking := slices.Collect(agentver.Lacking(agentver.MustParse("1.91.1"), agentver.Linux))
	require.Contains(t, lacking, endpoint)
	for f := range agentver.Features() { // every break lies between two releases that are well
		for r := range agentver.Releases() {
			if mended, broken := f.MendedIn(r.Version()); broken {
				_, known := agentver.LookupRelease(mended)
				assert.True(t, known, f)
				assert.Positive(t, mended.Compare(r.Version()), f)
			}
		}
	}
}

// TestMinimumIsNotBroken: no two features of the table meet at an agent in which
// one of them is broken. Minimum would have to step over it.
func TestMinimumIsNotBroken(t *testing.T) {
	t.Parallel()
	seen := 0
	for f := range agentver.Features() {
		for g := range agentver.Features() {
			for _, os := range []agentver.OS{agentver.Linux, agentver.Windows} {
				v, ok := agentver.Minimum(os, f, g)
				if !ok {
					continue
				}
				seen++
				if got := agentver.CheckAll(v, os, f, g); got != agentver.Supported {
					t.Errorf("Minimum(%s, %s, %s) = %s, in which they are %s", os, f, g, v, got)
				}
			}
		}
	}
	require.Greater(t, seen, 10000)
}

// TestFloor: a requirement that came with an agent is no reason to take a newer
// agent, but the opposite.
func TestFloor(t *testing.T) {
	t.Parallel()
	floors := 0
	for f := range agentver.Features() {
		if !f.IsFloor() {
			continue
		}
		floors++
		for _, v := range []string{"0.0.2", "1.19.0", "1.20.0", "99.0.0"} {
			assert.Equal(t, agentver.Supported, f.Check(agentver.MustParse(v), agentver.Linux), v)
			assert.Equal(t, agentver.Supported, agentver.CheckAll(agentver.MustParse(v), agentver.Linux, f), v)
		}
		assert.Equal(t, agentver.Unknown, f.Check(agentver.Version{}, agentver.Linux))
		_, ok := f.TooOldQuery(agentver.Linux)
		assert.False(t, ok)
		v, ok := agentver.Minimum(agentver.Linux, f, lookup(t, "ecr-pull"))
		assert.True(t, ok)
		assert.Equal(t, "1.7.0", v.String())
	}
	require.Equal(t, 1, floors)
}

func TestLacking(t *testing.T) {
	t.Parallel()
	count := func(v string, os agentver.OS) (n int, pull bool) {
		for f := range agentver.Lacking(parseOrZero(v), os) {
			n++
			pull = pull || f.ID() == "ecr-pull"
			assert.Equal(t, agentver.TooOld, f.Check(parseOrZero(v), os))
		}
		return n, pull
	}
	n, pull := count("1.6.0", agentver.Linux)
	require.True(t, pull)
	require.Equal(t, 98, n)
	_, pull = count("1.7.0", agentver.Linux)
	require.False(t, pull)
	for _, v := range []string{"99.0.0", ""} {
		n, _ = count(v, agentver.Linux)
		assert.Zero(t, n, v)
	}
	for range agentver.Lacking(agentver.MustParse("1.0.0"), agentver.Linux) {
		break // stopping early is allowed
	}
}

// Package agentver_test measures package agentver beside its peers and holds it
// to their answers.
package agentver_test

import (
	"strconv"
	"testing"

	masterminds "github.com/Masterminds/semver/v3"
	blang "github.com/blang/semver/v4"
	coreos "github.com/coreos/go-semver/semver"
	hashicorp "github.com/hashicorp/go-version"
	"golang.org/x/mod/semver"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
)

var pairs = []struct{ name, a, b string }{
	{"release", "1.102.2", "1.102.0"},
	{"level", "1.7.0", "1.7.0"},
	{"prerelease", "1.14.0-1.windows.1", "1.14.0-1.windows.10"},
}

var sink int

// BenchmarkCompareTexts parses two texts and compares the versions, in every
// peer as its users would.
func BenchmarkCompareTexts(b *testing.B) {
	for _, p := range pairs {
		b.Run(p.name+"/agentver", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v, _ := agentver.Parse(p.a)
				w, _ := agentver.Parse(p.b)
				sink += v.Compare(w)
			}
		})
		b.Run(p.name+"/xmod", func(b *testing.B) {
			b.ReportAllocs()
			va, vb := "v"+p.a, "v"+p.b // it needs the v
			for b.Loop() {
				sink += semver.Compare(va, vb)
			}
		})
		b.Run(p.name+"/blang", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v, _ := blang.Parse(p.a)
				w, _ := blang.Parse(p.b)
				sink += v.Compare(w)
			}
		})
		b.Run(p.name+"/masterminds", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v, _ := masterminds.StrictNewVersion(p.a)
				w, _ := masterminds.StrictNewVersion(p.b)
				sink += v.Compare(w)
			}
		})
		b.Run(p.name+"/hashicorp", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v, _ := hashicorp.NewSemver(p.a)
				w, _ := hashicorp.NewSemver(p.b)
				sink += v.Compare(w)
			}
		})
		b.Run(p.name+"/coreos", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v, _ := coreos.NewVersion(p.a)
				w, _ := coreos.NewVersion(p.b)
				sink += v.Compare(*w)
			}
		})
	}
}

// BenchmarkConstraint checks a version, both parsed before, as a fleet tool does.
func BenchmarkConstraint(b *testing.B) {
	const text = ">=1.7.0, <2.0.0"
	b.Run("agentver", func(b *testing.B) {
		b.ReportAllocs()
		c, v := agentver.MustParseConstraint(text), agentver.MustParse("1.102.2")
		for b.Loop() {
			if !c.Check(v) {
				b.Fatal(c, v)
			}
		}
	})
	b.Run("masterminds", func(b *testing.B) {
		b.ReportAllocs()
		c, _ := masterminds.NewConstraint(text)
		v := masterminds.MustParse("1.102.2")
		for b.Loop() {
			if !c.Check(v) {
				b.Fatal(c, v)
			}
		}
	})
	b.Run("hashicorp", func(b *testing.B) {
		b.ReportAllocs()
		c, _ := hashicorp.NewConstraint(text)
		v := hashicorp.Must(hashicorp.NewVersion("1.102.2"))
		for b.Loop() {
			if !c.Check(v) {
				b.Fatal(c, v)
			}
		}
	})
}

// BenchmarkSurveyMillion is a fleet of a million version strings; one in a
// thousand instances reports none.
func BenchmarkSurveyMillion(b *testing.B) {
	pull, _ := agentver.LookupFeature(agentver.ECRPull)
	versions := make([]string, 1000)
	for i := range versions[1:] {
		versions[i+1] = "1." + strconv.Itoa(i%106) + "." + strconv.Itoa(i%5)
	}
	b.ReportAllocs()
	for b.Loop() {
		f := fleet.Survey(func(yield func(fleet.Instance) bool) {
			for i := range 1_000_000 {
				if !yield(fleet.Instance{AgentVersion: versions[i%1000], OS: agentver.Linux}) {
					return
				}
			}
		}, pull)
		if f.Instances != 1_000_000 || f.Unknown != 1000 {
			b.Fatal(f)
		}
	}
}

// BenchmarkParseMillion is the same without the summary: parse and check each.
func BenchmarkParseMillion(b *testing.B) {
	pull, _ := agentver.LookupFeature(agentver.ECRPull)
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for i := range 1_000_000 {
			v, _ := agentver.Parse(pairs[i%3].a)
			if pull.Check(v, agentver.Linux) == agentver.Supported {
				n++
			}
		}
		if n != 1_000_000 {
			b.Fatal(n)
		}
	}
}

func BenchmarkParseText(b *testing.B) {
	for name, s := range map[string]string{
		"description": "Amazon ECS Agent - v1.30.0 (*02ff320c)",
		"versionInfo": `{"agentVersion":"1.101.0","agentHash":"ec39785b","dockerVersion":"DockerVersion: 25.0.13"}`,
		"package":     "ecs-init-1.102.2-1.amzn2023.x86_64",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := agenttext.Parse(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

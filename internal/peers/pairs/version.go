package pairs

import (
	masterminds "github.com/Masterminds/semver/v3"
	blang "github.com/blang/semver/v4"
	coreos "github.com/coreos/go-semver/semver"
	hashicorp "github.com/hashicorp/go-version"
	"golang.org/x/mod/semver"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

var versionPairs = []struct {
	name, a, b string
	order      int
}{
	{"release", "1.102.2", "1.102.0", +1},
	{"level", "1.7.0", "1.7.0", 0},
	{"prerelease", "1.14.0-1.windows.1", "1.14.0-1.windows.10", -1},
}

const (
	mastermindsModule = "github.com/Masterminds/semver/v3"
	hashicorpModule   = "github.com/hashicorp/go-version"
)

// CompareVersions parses two texts and compares the versions, in every peer as
// its users would.
func CompareVersions() Group {
	g := Group{Name: "agentver.Parse and Version.Compare"}
	for _, p := range versionPairs {
		va, vb := "v"+p.a, "v"+p.b // x/mod needs the v
		row := Row{Name: p.name}
		add := func(name, module string, goal float64, compare func() int) {
			row.Contenders = append(row.Contenders, Contender{Name: name, Module: module, Goal: goal, Run: compare,
				Answer: func() (got, want any) { return compare(), p.order }})
		}
		add(Ours, "", 0, func() int {
			v, _ := agentver.Parse(p.a)
			w, _ := agentver.Parse(p.b)
			return v.Compare(w)
		})
		add("x/mod", "golang.org/x/mod", 0, func() int { return semver.Compare(va, vb) })
		add("blang", "github.com/blang/semver/v4", 8, func() int {
			v, _ := blang.Parse(p.a)
			w, _ := blang.Parse(p.b)
			return v.Compare(w)
		})
		add("masterminds", mastermindsModule, 0, func() int {
			v, _ := masterminds.StrictNewVersion(p.a)
			w, _ := masterminds.StrictNewVersion(p.b)
			return v.Compare(w)
		})
		add("hashicorp", hashicorpModule, 0, func() int {
			v, _ := hashicorp.NewSemver(p.a)
			w, _ := hashicorp.NewSemver(p.b)
			return v.Compare(w)
		})
		add("coreos", "github.com/coreos/go-semver", 0, func() int {
			v, _ := coreos.NewVersion(p.a)
			w, _ := coreos.NewVersion(p.b)
			return v.Compare(*w)
		})
		g.Rows = append(g.Rows, row)
	}
	return g
}

// Constraint checks a version, both parsed before, as a fleet tool does.
func Constraint() Group {
	const text, version = ">=1.7.0, <2.0.0", "1.102.2"
	row := Row{Name: text}
	add := func(name, module string, check func() int) {
		row.Contenders = append(row.Contenders, Contender{Name: name, Module: module, Run: check,
			Answer: func() (got, want any) { return check(), number(true) }})
	}
	c, v := agentver.MustParseConstraint(text), agentver.MustParse(version)
	add(Ours, "", func() int { return number(c.Check(v)) })
	mc, _ := masterminds.NewConstraint(text)
	mv := masterminds.MustParse(version)
	add("masterminds", mastermindsModule, func() int { return number(mc.Check(mv)) })
	hc, _ := hashicorp.NewConstraint(text)
	hv := hashicorp.Must(hashicorp.NewVersion(version))
	add("hashicorp", hashicorpModule, func() int { return number(hc.Check(hv)) })
	return Group{"Constraint.Check", []Row{row}}
}

// ReadVersions has no peers: it reads the version out of what AWS puts it in,
// and checks whether the agent can pull.
func ReadVersions() Group {
	g := Group{Name: "agenttext.Parse and Feature.Check"}
	for _, t := range []struct{ name, text, version string }{
		{"description", "Amazon ECS Agent - v1.30.0 (*02ff320c)", "1.30.0"},
		{"versionInfo", `{"agentVersion":"1.101.0","agentHash":"ec39785b","dockerVersion":"DockerVersion: 25.0.13"}`, "1.101.0"},
		{"package", "ecs-init-1.102.2-1.amzn2023.x86_64", "1.102.2"},
	} {
		g.Rows = append(g.Rows, Row{Name: t.name, Size: len(t.text), Contenders: []Contender{{Name: Ours,
			Run: func() int {
				a, _ := agenttext.Parse(t.text)
				return int(agentver.Pull().Check(a.Version, agentver.Linux))
			},
			Answer: func() (got, want any) {
				a, err := agenttext.Parse(t.text)
				return [3]any{a.Version.String(), agentver.Pull().Check(a.Version, agentver.Linux), err}, [3]any{t.version, agentver.Supported, nil}
			},
		}}})
	}
	return g
}

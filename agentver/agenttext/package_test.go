package agenttext_test

import (
	"cmp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

func TestParsePackage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, text, name, versionRelease, dist, arch string }{
		{"ecs-init-1.28.1-2.amzn2.x86_64", "ecs-init-1.28.1-2.amzn2.x86_64", "ecs-init", "1.28.1-2", "amzn2", "x86_64"},
		{"ecs-init-1.28.1-2.amzn2.x86_64.rpm", "ecs-init-1.28.1-2.amzn2.x86_64", "ecs-init", "1.28.1-2", "amzn2", "x86_64"},
		{"ecs-init-1.18.0-1.amzn2.0.1.noarch", "ecs-init-1.18.0-1.amzn2.0.1.noarch", "ecs-init", "1.18.0-1", "amzn2.0.1", "noarch"},
		{"ecs-init-1.102.2-1.amzn2023.aarch64", "ecs-init-1.102.2-1.amzn2023.aarch64", "ecs-init", "1.102.2-1", "amzn2023", "aarch64"},
		{"amazon-ecs-init-1.105.1-1.x86_64.rpm", "amazon-ecs-init-1.105.1-1.x86_64", "amazon-ecs-init", "1.105.1-1", "", "x86_64"},
		{"amazon-ecs-init_1.105.1-1_amd64.deb", "amazon-ecs-init_1.105.1-1_amd64", "amazon-ecs-init", "1.105.1-1", "", "amd64"},
		{"ecs-init-1.28.1-2", "ecs-init-1.28.1-2", "ecs-init", "1.28.1-2", "", ""},
		{"ecs-init-1.2-1", "ecs-init-1.2-1", "ecs-init", "1.2-1", "", ""},
		{"1.15.0-4", "1.15.0-4", "", "1.15.0-4", "", ""},
		{"1.0-5", "1.0-5", "", "1.0-5", "", ""},
		{"1.102.2-1.amzn2023", "1.102.2-1.amzn2023", "", "1.102.2-1", "amzn2023", ""},
	} {
		p, err := agenttext.ParsePackage(c.in)
		assert.NoError(t, err)
		assert.Equal(t, []string{c.text, c.name, c.versionRelease, c.dist, c.arch},
			[]string{p.String(), p.Name(), p.VersionRelease(), p.Dist(), p.Arch()}, c.in)
		again, err := agenttext.ParsePackage(p.String())
		assert.NoError(t, err)
		assert.Equal(t, p, again)
	}
}

func TestParsePackageError(t *testing.T) {
	t.Parallel()
	for in, says := range map[string]string{
		"":                                  "no package",
		"1.28.1":                            "without a package release",
		"1.14.0-1.windows.1":                "without a package release", // the pre-release of an agent
		"amazon-ecs-init-latest.amd64.deb":  "alias",
		"docker-20.10.13-2.amzn2.x86_64":    "not a package of ecs-init",
		"ecs-init":                          "not a package of ecs-init",
		"ecs-init-1.28.1":                   "not a package of ecs-init",
		"ecs-init-v1.28.1-2":                "not a package of ecs-init",
		"ecs-init-1.28.1-":                  "not a package of ecs-init",
		"ecs-init-1.28.1-2_amd64":           "not a package of ecs-init",
		"ecs-init-01.28.1-2":                "not a package of ecs-init",
		"ecs-init-1-2":                      "not a package of ecs-init",
		"ecs-init--1":                       "not a package of ecs-init",
		"-1":                                "not a package of ecs-init",
		"ecs-init.1.28.1-2":                 "not a package of ecs-init",
		"ecs-init-1.28.1-2.\u01612":         "not a package of ecs-init",
		"docker-latest.deb":                 "not a package of ecs-init",
		"amazon-ecs-initecs-init-1.28.1-2":  "not a package of ecs-init",
		"2.0-1":                             "two numbers, as only ecs-init before 1.2.0 had",
		"ecs-init-1.28.1.1-2":               "not a package of ecs-init",
		"ecs-init-0:1.28.1-2":               "not a package of ecs-init",
		"ecs-init-1.28.1-2.":                "not a package of ecs-init",
		"ecs-init-1.28.1-2.amzn":            "not a package of ecs-init",
		"ecs-init-1.28.1-2.amzn2..x86_64":   "not a package of ecs-init",
		"ecs-init-1.28.1-2.amzn2.x86_64 ":   "not a package of ecs-init",
		"amazon-ecs-init_1.105.1-1":         "not a package of ecs-init",
		"amazon-ecs-init_1.105.1-1_":        "not a package of ecs-init",
		"amazon-ecs-init_1.105.1-1.amd64":   "not a package of ecs-init",
		"amazon-ecs-init_1.105.1-1amd64":    "not a package of ecs-init",
		"ecs-init-extra-1.28.1-2.amzn2.src": "not a package of ecs-init",
	} {
		p, err := agenttext.ParsePackage(in)
		assert.ErrorContains(t, err, says, in)
		assert.Zero(t, p)
	}
}

// TestPackageCompare: the number after the hyphen is a release, so that more is
// newer; as a pre-release every one of these would be older than 1.28.1.
func TestPackageCompare(t *testing.T) {
	t.Parallel()
	ascending := []string{"", "1.0-5", "1.15.0-4", "1.28.1-1", "1.28.1-2", "1.28.1-10", "1.28.2-1", "1.105.1-1"}
	for i, a := range ascending {
		for j, b := range ascending {
			p, _ := agenttext.ParsePackage(a)
			q, _ := agenttext.ParsePackage(b)
			assert.Equal(t, cmp.Compare(i, j), p.Compare(q), "%q and %q", a, b)
		}
	}
}

func TestZeroPackage(t *testing.T) {
	t.Parallel()
	var p agenttext.Package
	require.False(t, p.IsValid())
	require.Equal(t, []any{"", "", "", "", "", "", agentver.Version{}},
		[]any{p.String(), p.Name(), p.VersionRelease(), p.Release(), p.Dist(), p.Arch(), p.Agent()})
}

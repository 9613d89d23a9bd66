package agenttext_test

import (
	"cmp"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

func TestParseDocker(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in, text            string
		major, minor, patch int
		edition, pre        string
	}{
		{"20.10.13", "20.10.13", 20, 10, 13, "", ""},
		{"DockerVersion: 20.10.13", "20.10.13", 20, 10, 13, "", ""},
		{"DockerVersion: 18.06.1-ce", "18.06.1-ce", 18, 6, 1, "ce", ""},
		{"Docker version 18.06.1-ce", "18.06.1-ce", 18, 6, 1, "ce", ""},
		{"Docker version 20.10.13, build a224086", "20.10.13", 20, 10, 13, "", ""},
		{"Docker version 1.12.6, build 7392c3b/1.12.6", "1.12.6", 1, 12, 6, "", ""},
		{"Docker version 20.10.7, build 20.10.7-0ubuntu5~20.04.2", "20.10.7", 20, 10, 7, "", ""},
		{"20.10.21 (Docker CE)", "20.10.21", 20, 10, 21, "", ""},
		{"1.7.1", "1.7.1", 1, 7, 1, "", ""},
		{"17.06.2-ee-16", "17.06.2-ee-16", 17, 6, 2, "ee", ""},
		{"17.06.0-ce-rc1", "17.06.0-ce-rc1", 17, 6, 0, "ce", "rc1"},
		{"1.11.2-cs5", "1.11.2-cs5", 1, 11, 2, "cs", ""},
		{"28.0.0-beta.1", "28.0.0-beta.1", 28, 0, 0, "", "beta.1"},
		{"20.10.13+dfsg1", "20.10.13+dfsg1", 20, 10, 13, "", ""},
		{"20.10.7-0ubuntu1", "20.10.7-0ubuntu1", 20, 10, 7, "", ""},
		{"17.00.0", "17.00.0", 17, 0, 0, "", ""},
	} {
		d, err := agenttext.ParseDocker(c.in)
		assert.NoError(t, err, c.in)
		assert.True(t, d.IsValid())
		assert.Equal(t, []any{c.text, c.major, c.minor, c.patch, c.edition, c.pre},
			[]any{d.String(), d.Major(), d.Minor(), d.Patch(), d.Edition(), d.Prerelease()}, c.in)
		again, err := agenttext.ParseDocker(d.String())
		assert.NoError(t, err)
		assert.Equal(t, d, again)
	}
}

func TestParseDockerError(t *testing.T) {
	t.Parallel()
	for in, says := range map[string]string{
		"": "no version", "DockerVersion: ": "no version", "containerd": "containerd", "DockerVersion: containerd": "containerd",
		"Docker version 20.10.13, build ": "not a Docker version", "Docker version 20.10.13, build a b": "not a Docker version",
		"Docker version 20.10.13, build \x00": "not a Docker version", "Docker version 20.10.13, build a224086, build b": "not a Docker version",
		"20.10": "not a Docker version", "v20.10.13": "not a Docker version", "20.10.13-": "not a Docker version",
		"20.10.13 ": "not a Docker version", "20.10.13.1": "not a Docker version", "20..13": "not a Docker version",
		"20.10.99999999999999999999": "not a Docker version", "Amazon ECS Agent - v1.7.0": "not a Docker version",
	} {
		d, err := agenttext.ParseDocker(in)
		assert.ErrorContains(t, err, says, in)
		assert.Zero(t, d)
		assert.False(t, d.IsValid())
	}
}

// TestDockerCompare: -ce is an edition. The agent takes it for a pre-release, and
// so 18.09.0-ce for older than 18.09.0.
func TestDockerCompare(t *testing.T) {
	t.Parallel()
	ascending := [][]string{{""}, {"1.7.1"}, {"1.12.6"}, {"17.06.0-ce-rc1"}, {"17.06.0-ce"}, {"18.06.1-ce"}, {"18.09.0-ce",
		"18.09.0", "18.9.0"}, {"20.10.7", "20.10.7-0ubuntu1"}, {"28.0.0-beta1"}, {"28.0.0"}}
	for i, row := range ascending {
		for j, other := range ascending {
			for _, a := range row {
				for _, b := range other {
					d, _ := agenttext.ParseDocker(a)
					e, _ := agenttext.ParseDocker(b)
					assert.Equal(t, cmp.Compare(i, j), d.Compare(e), "%q and %q", a, b)
				}
			}
		}
	}
}

package agenttext_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

// TestFormBorders: the first and the last form of each kind.
func TestFormBorders(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{"none", "version info", "release", "form 14"},
		[]string{agenttext.Form(0).String(), agenttext.FormVersionInfo.String(), agenttext.FormRelease.String(), agenttext.Form(14).String()})
	require.Equal(
		t,
		[]bool{false, true, true, false},
		[]bool{
			agenttext.Form(0).FromAgent(),
			agenttext.FormVersionInfo.FromAgent(),
			agenttext.FormLog.FromAgent(),
			agenttext.FormBare.FromAgent(),
		},
	)
}

// TestBareBorders: from which numbers on a bare version is another product's, and what is said
// of texts that break off or name nothing.
func TestBareBorders(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, says, why string }{
		{"16.0.0", "", "no year of Docker's"},
		{"17.0.0", "a Docker version", "the first year of Docker's"},
		{"999.0.0", "a Docker version", "not a year in full"},
		{"1000.0.0", "a build number or date", "a year in full, or more"},
		{"16.00.0", "leading zero", "no year of Docker's, whose zeros are its own"},
		{"17.00.0", "a Docker version", "Docker writes the month with a zero"},
		{`"`, "no agent version", "a quote alone is a text"},
		{`"1.7.0`, "no agent version", "a string that is cut off is a text"},
		{`{"Name":"/recommended/ecs_runtime_version","Value":"x"}`, "a Docker version", "the parameter beside that of the agent"},
		{`{"Name":"/recommended/ecs_agent_version","Value":""}`, "an AMI that names no agent version", "an empty parameter"},
		{`{"platformVersion":"x"}`, "a Fargate platform version", "a task"},
		{`{"platformVersion":""}`, "a task or service", "a task that names none"},
	} {
		_, err := agenttext.Parse(c.in)
		if c.says == "" {
			require.NoError(t, err, c.why)
		} else {
			require.ErrorContains(t, err, c.says, "%s: %s", c.in, c.why)
		}
	}
}

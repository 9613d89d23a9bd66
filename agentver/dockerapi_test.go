package agentver_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

func TestDockerAPI(t *testing.T) {
	t.Parallel()
	require.Equal(t, "1.19", agentver.DockerAPI{1, 19}.String())
	require.Equal(t, -1, agentver.DockerAPI{1, 9}.Compare(agentver.DockerAPI{1, 19}))
	require.Equal(t, +1, agentver.DockerAPI{2, 0}.Compare(agentver.DockerAPI{1, 19}))
}

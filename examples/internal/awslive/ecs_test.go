package awslive_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awslive"
	"github.com/stretchr/testify/require"
)

// TestInstancesInBatches: the list comes in pages, the descriptions by the hundred.
func TestInstancesInBatches(t *testing.T) {
	one := `{"containerInstances":[{"containerInstanceArn":"arn:i","status":"DRAINING","agentConnected":false,
		"versionInfo":{"agentVersion":"1.7.0"},"attributes":[{"name":"ecs.os-type","value":"linux"},{"name":"flag"}]}],
		"failures":[{"arn":"arn:j","reason":"MISSING"}]}`
	seen := fake(t, map[string][]answer{
		"ListContainerInstances": {
			{200, fmt.Sprintf(`{"containerInstanceArns":[%s],"nextToken":"n"}`, names(0, 100))},
			{200, fmt.Sprintf(`{"containerInstanceArns":[%s]}`, names(100, 101))},
		},
		"DescribeContainerInstances": {{200, one}, {200, `{"containerInstances":[{}]}`}},
	})
	is, fs, err := open(t).Instances(t.Context(), "c")
	require.NoError(t, err)
	connected := false
	require.Len(t, is, 2)
	require.Equal(t, awsfile.Instance{
		Where: awsfile.Where{File: "arn:i"}, ARN: "arn:i", Status: "DRAINING", Connected: &connected,
		AgentVersion: awsfile.String{Value: "1.7.0", Where: awsfile.Where{File: "arn:i", Pointer: "/versionInfo/agentVersion"}},
		Attributes:   map[string]string{"ecs.os-type": "linux", "flag": ""},
	}, is[0])
	require.Empty(t, is[1].AgentVersion.Value, "ECS Managed Instances have no version")
	require.Equal(t, "MISSING", fs[0].Reason)
	require.Len(t, *seen, 4)
	require.Equal(t, 100, asked(t, (*seen)[2]))
	require.Equal(t, 1, asked(t, (*seen)[3]))
}

func names(from, to int) string {
	var list []string
	for i := from; i < to; i++ {
		list = append(list, fmt.Sprintf(`"i%d"`, i))
	}
	return strings.Join(list, ",")
}

func asked(t *testing.T, body string) int {
	var in struct{ ContainerInstances []string }
	require.NoError(t, json.Unmarshal([]byte(body), &in))
	return len(in.ContainerInstances)
}

// TestInstancesIncomplete: half a list is no list.
func TestInstancesIncomplete(t *testing.T) {
	for _, row := range []struct {
		list, describe []answer
		code           string
	}{
		{[]answer{{400, `{"__type":"ClusterNotFoundException","message":"Cluster not found."}`}}, nil, "ClusterNotFoundException"},
		{[]answer{{200, `{"containerInstanceArns":["a"],"nextToken":"n"}`}, {400, `{"__type":"AccessDeniedException","message":"no"}`}}, nil, "AccessDeniedException"},
		{[]answer{{200, `{"containerInstanceArns":["a"]}`}}, []answer{{400, `{"__type":"AccessDeniedException","message":"no"}`}}, "AccessDeniedException"},
	} {
		fake(t, map[string][]answer{"ListContainerInstances": row.list, "DescribeContainerInstances": row.describe})
		is, _, err := open(t).Instances(t.Context(), "c")
		var e *awslive.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, row.code, e.Code)
		require.Empty(t, is)
	}
}

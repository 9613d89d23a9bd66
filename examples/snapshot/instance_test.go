package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
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
	r := take(t, "-cluster", "c")
	require.Equal(t, 0, r.code, r.stderr)
	is, fs := r.read.Instances, r.read.Failures
	connected := false
	require.Len(t, is, 2)
	require.Equal(t, awsfile.Instance{
		Where: is[0].Where, ARN: "arn:i", Status: "DRAINING", Connected: &connected,
		AgentVersion: awsfile.String{Value: "1.7.0", Where: is[0].AgentVersion.Where},
		Attributes:   map[string]string{"ecs.os-type": "linux", "flag": ""},
	}, is[0])
	require.Equal(t, "/containerInstances/c/containerInstances/0/versionInfo/agentVersion", is[0].AgentVersion.Where.Pointer)
	require.Empty(t, is[1].AgentVersion.Value, "ECS Managed Instances have no version")
	require.Equal(t, "MISSING", fs[0].Reason)
	asked := callsOf(*seen, "DescribeContainerInstances")
	require.Len(t, asked, 2)
	require.Equal(t, 100, askedFor(t, asked[0]))
	require.Equal(t, 1, askedFor(t, asked[1]))
}

func names(from, to int) string {
	var list []string
	for i := from; i < to; i++ {
		list = append(list, fmt.Sprintf(`"i%d"`, i))
	}
	return strings.Join(list, ",")
}

func askedFor(t *testing.T, body string) int {
	var in struct{ ContainerInstances []string }
	require.NoError(t, json.Unmarshal([]byte(body), &in))
	return len(in.ContainerInstances)
}

// TestInstancesIncomplete: half a list is no list.
func TestInstancesIncomplete(t *testing.T) {
	for _, row := range []struct {
		list, describe []answer
		exit           int
		code, stderr   string
	}{
		{[]answer{{400, `{"__type":"ClusterNotFoundException","message":"Cluster not found."}`}}, nil, 1, "ClusterNotFoundException",
			"there is no cluster c with its container instances in us-east-1 of account 123456789012 (AWS says: Cluster not found.): check the " +
				"name, -region and -profile"},
		{[]answer{{400, `{"__type":"InvalidParameterException","message":"Identifier is for no cluster"}`}}, nil, 1,
			"InvalidParameterException", "Identifier is for no cluster"},
		{[]answer{{200, `{"containerInstanceArns":["a"],"nextToken":"n"}`}, refused[0]}, nil, 3, "AccessDeniedException",
			"may not call ecs:ListContainerInstances"},
		{[]answer{{200, `{"containerInstanceArns":["a"]}`}}, refused, 3, "AccessDeniedException", "may not call ecs:DescribeContainerInstances"},
	} {
		fake(t, map[string][]answer{"ListContainerInstances": row.list, "DescribeContainerInstances": row.describe})
		r := take(t, "-cluster", "c")
		gaps := append(r.out.Absent, r.out.Unanswered...)
		require.Len(t, gaps, 1)
		require.Equal(t, row.code, gaps[0].Code)
		require.Equal(t, row.exit, r.code, row.code)
		require.Contains(t, r.stderr, row.stderr)
		require.Empty(t, r.read.Clusters, "not an empty cluster")
	}
}

// TestServices: what a service runs, and on what.
func TestServices(t *testing.T) {
	service := func(kind string) []answer {
		return []answer{{200, `{"services":[{"serviceName":"s","taskDefinition":"arn:aws:ecs:us-east-1:123456789012:task-definition/web:1",` +
			`"events":[{"message":"secret"}],` + kind + `}]}`}}
	}
	providers := []answer{{200, `{"capacityProviders":[{"name":"own","autoScalingGroupProvider":{"autoScalingGroupArn":"arn:g"}},` +
		`{"name":"managed","managedInstancesProvider":{}}]}`}}
	for _, row := range []struct {
		kind      string
		providers []answer
		want      []string
		why       string
	}{
		{`"launchType":"FARGATE"`, nil, []string{"FARGATE"}, "a launch type"},
		{`"capacityProviderStrategy":[{"capacityProvider":"FARGATE_SPOT"},{"capacityProvider":"FARGATE"}]`, nil, []string{"FARGATE"},
			"Fargate's own providers"},
		{`"capacityProviderStrategy":[{"capacityProvider":"own"},{"capacityProvider":"managed"}]`, providers, []string{"EC2",
			"MANAGED_INSTANCES"}, "providers that AWS describes"},
		{`"capacityProviderStrategy":[{"capacityProvider":"own"}]`, nil, nil, "a provider that AWS does not describe"},
		{`"status":"ACTIVE"`, nil, nil, "neither"},
	} {
		fake(t, map[string][]answer{"DescribeServices": service(row.kind), "DescribeCapacityProviders": row.providers,
			"DescribeTaskDefinition": task("nginx", ""), "ListContainerInstances": {{200, `{}`}}})
		r := take(t, "-cluster", "c", "-service", "s")
		require.Equal(t, row.want, r.read.TasksOnServices()[0].LaunchTypes, row.why)
		require.NotContains(t, r.text, "secret", row.why)
	}
}

// TestServiceAbsent: the cluster or the service does not exist.
func TestServiceAbsent(t *testing.T) {
	for _, row := range []struct{ answer answer }{
		{answer{200, `{"services":[],"failures":[{"arn":"arn:s","reason":"MISSING"}]}`}},
		{answer{400, `{"__type":"ClusterNotFoundException","message":"Cluster not found."}`}},
	} {
		fake(t, map[string][]answer{"DescribeServices": {row.answer}, "ListContainerInstances": {{200, `{}`}}})
		r := take(t, "-cluster", "c", "-service", "s")
		require.Equal(t, 1, r.code, row.answer.body)
		require.Contains(t, r.stderr, "there is no service s of the cluster c in us-east-1 of account 123456789012")
	}
	fake(t, map[string][]answer{"DescribeServices": {{200, `{}`}}, "ListContainerInstances": {{200, `{}`}}})
	require.Equal(t, 3, take(t, "-cluster", "c", "-service", "s").code, "no answer is no absence")
}

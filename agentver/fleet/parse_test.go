package fleet_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
)

// page is what the AWS CLI prints, with a member that means nothing here.
const page = `{
    "containerInstances": [
        {
            "containerInstanceArn": "arn:1",
            "ec2InstanceId": "i-1",
            "versionInfo": {"agentVersion": "1.105.1", "agentHash": "02ff320c", "dockerVersion": "DockerVersion: 25.0.13"},
            "remainingResources": [{"name": "CPU", "type": "INTEGER", "doubleValue": 0.0, "integerValue": 2048}],
            "status": "ACTIVE",
            "agentConnected": true,
            "attributes": [
                {"name": "ecs.os-type", "value": "linux"},
                {"name": "com.amazonaws.ecs.capability.ecr-auth"}
            ]
        },
        {"containerInstanceArn": "arn:2", "status": "DRAINING", "agentConnected": false}
    ],
    "failures": [{"arn": "arn:3", "reason": "MISSING"}]
}
`

func TestParse(t *testing.T) {
	t.Parallel()
	instances, err := fleet.Parse([]byte(page))
	require.NoError(t, err)
	for i := range instances {
		assert.True(t, strings.HasPrefix(page[instances[i].Offset:], "{"), instances[i].ID)
		instances[i].Offset = 0
	}
	require.Equal(t, []fleet.Instance{
		{
			ID: "arn:1", Pointer: "/containerInstances/0", AgentVersion: "1.105.1", OS: agentver.Linux, Status: "ACTIVE",
			Attributes: []string{"ecs.os-type", "com.amazonaws.ecs.capability.ecr-auth"},
		},
		{ID: "arn:2", Pointer: "/containerInstances/1", Status: "DRAINING", Disconnected: true},
		{ID: "arn:3", Pointer: "/failures/0", Failure: "MISSING"},
	}, instances)
	f := fleet.Survey(slices.Values(instances), agentver.Pull())
	require.Equal(t, []int{3, 1, 2, 2, 1}, []int{f.Instances, f.Supported, f.Unknown, f.Idle, f.Disconnected})
	require.False(t, f.OK())
}

// TestParseOS: the agent wrote the attribute in more than one way.
func TestParseOS(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]agentver.OS{
		"linux": agentver.Linux, "windows": agentver.Windows, "WINDOWS_SERVER_20H2_CORE": agentver.Windows, "": 0, "plan9": 0,
	} {
		instances, err := fleet.Parse([]byte(`[{"containerInstanceArn":"a","attributes":[{"name":"ecs.os-type","value":"` + value + `"}]}]`))
		if err != nil || len(instances) != 1 || instances[0].OS != want {
			t.Errorf("Parse(ecs.os-type %s) = %v, %v, want %s", value, instances, err, want)
		}
	}
}

// TestParseShapes: however the instances come, they are the same.
func TestParseShapes(t *testing.T) {
	t.Parallel()
	const one = `{"containerInstanceArn":"a","versionInfo":{"agentVersion":"1.7.0"},"agentConnected":true}`
	const capital = `{"ContainerInstanceArn":"a","VersionInfo":{"AgentVersion":"1.7.0","AgentHash":null},"AgentConnected":true}`
	for _, c := range []struct {
		in   string
		want int
		why  string
	}{
		{`{"containerInstances":[` + one + `]}`, 1, "the answer"},
		{`{"failures":[],"containerInstances":[` + one + `,` + one + `]}`, 2, "members in any order"},
		{`{"containerInstances":[` + one + `]}` + "\n" + `{"containerInstances":[` + one + `]}`, 2, "pages in a row"},
		{`[` + one + `,` + one + `,` + one + `]`, 3, "--query containerInstances"},
		{one, 1, "one instance"},
		{one + "\n" + one, 2, "a line each"},
		{`{"ContainerInstances":[` + capital + `]}`, 1, "the SDK for Go"},
		{capital, 1, "one of the SDK for Go"},
		{`{"detail-type":"ECS Container Instance State Change","detail":` + one + `}`, 1, "an event"},
		{`[{"arn":"a","containerInstanceArn":"a","agentVersion":"1.7.0"}]`, 1, "flat"},
		{`[{"containerInstanceArn":"a","versionInfo":null,"agentVersion":"1.7.0","attributes":null,"status":null}]`, 1, "null is nothing"},
		{`[{"containerInstanceArn":"a","agentVersion":"1.7.0","attributes":[{"targetId":"t","name":"x","value":null}]}]`, 1, "other members"},
		{` [ {"containerInstanceArn":"a","agentVersion":"1.7.0","":1} ] `, 1, "white space, and a name without a letter"},
		{`[{"containerInstanceArn":"a","agentVersion":"1.7.0","agentConnected":null}]`, 1, "null is not false"},
		{`{"detail":{"containerInstances":[]}}`, 0, "an event about nothing"},
		{`{"containerInstances":[]}`, 0, "an empty cluster"},
		{`{"containerInstances":null,"failures":null}`, 0, "nothing"},
		{`[]`, 0, "nothing"},
	} {
		instances, err := fleet.Parse([]byte(c.in))
		if err != nil || len(instances) != c.want {
			t.Errorf("%s: Parse(%s) = %d instances, %v, want %d", c.why, c.in, len(instances), err, c.want)
		}
		for _, in := range instances {
			if in.ID != "a" || in.AgentVersion != "1.7.0" || in.Disconnected {
				t.Errorf("%s: Parse(%s) = %+v", c.why, c.in, in)
			}
		}
		if c.want == 0 && fleet.Survey(slices.Values(instances), agentver.Pull()).OK() {
			t.Errorf("%s: no instance is fine", c.why)
		}
	}
}

// TestParseNothing: an empty list of attributes was given, and null was not.
func TestParseNothing(t *testing.T) {
	t.Parallel()
	instances, err := fleet.Parse(
		[]byte(`{"containerInstances":[{"attributes":[]},{"attributes":null}],"failures":[{"arn":null,"reason":null,"detail":"x"}]}`),
	)
	require.NoError(t, err)
	require.Len(t, instances, 3)
	require.Equal(t, []string{}, instances[0].Attributes)
	require.Nil(t, instances[1].Attributes)
	require.Equal(t, fleet.Instance{Offset: 74, Pointer: "/failures/0", Failure: "no reason given"}, instances[2])
	for _, s := range []string{`[{"versionInfo":{}}]`, `[{"agentConnected":true}]`, `[{"agentVersion":null}]`} { // each by one member
		instances, err := fleet.Parse([]byte(s))
		require.NoError(t, err, s)
		require.Len(t, instances, 1, s)
		require.Empty(t, instances[0].AgentVersion, s)
	}
}

func TestParseError(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in     string
		offset int
		says   string
	}{
		{"", 0, "empty"},
		{"x", 0, "after the end"},
		{" \n", 0, "empty"},
		{`{"containerInstances":[`, 23, "end of the document"},
		{`{"containerInstanceArns":["a"]}`, 1, "list-container-instances"},
		{`{"Cluster":"c","ContainerInstanceArn":"a","Version":"Amazon ECS Agent - v1.82.0 (*bc3cb997)"}`, 1, "says of itself"},
		{`{}`, 0, "without containerInstances"},
		{`{"tasks":[]}`, 0, "without containerInstances"},
		{`[{"taskArn":"t","containerInstanceArn":"a"}]`, 2, "a task"},
		{`[{"clusterArn":"t"}]`, 1, "no container instance"},
		{`{"containerInstanceArn":"a","taskArn":"t"}`, 28, "a task"},
		{`null`, 0, "describe-container-instances"},
		{`"1.7.0"`, 0, "describe-container-instances"},
		{`1.7.0`, 0, "describe-container-instances"},
		{`{"containerInstances":{}}`, 22, "a list"},
		{`{"containerInstances":["arn"]}`, 23, "an object"},
		{`{"containerInstances":[{"versionInfo":{"agentVersion":1.7}}]}`, 54, "/containerInstances/0/versionInfo/agentVersion"},
		{`{"containerInstances":[{"versionInfo":"1.7.0"}]}`, 38, "an object"},
		{`{"containerInstances":[{"agentConnected":"false"}]}`, 41, "true or false"},
		{`{"containerInstances":[{"attributes":{}}]}`, 37, "a list"},
		{`{"containerInstances":[{"status":1}]}`, 33, "a string"},
		{`{"containerInstances":[{"agentConnected":false,"AgentConnected":true}]}`, 47, "twice"},
		{`{"containerInstances":[],"containerInstances":[]}`, 25, "twice"},
		{`{"containerInstances":[]} x`, 26, "after the end"},
		{`{"containerInstances":[],}`, 25, "comma"},
	} {
		instances, err := fleet.Parse([]byte(c.in))
		var e *agentver.ParseError
		if !errors.As(err, &e) || instances != nil {
			t.Errorf("Parse(%s) = %v, %v, want an error", c.in, instances, err)
			continue
		}
		if e.Offset != c.offset || !strings.Contains(e.Msg, c.says) || !strings.HasPrefix(err.Error(), "fleet.Parse ") {
			t.Errorf("Parse(%s) at %d, %v, want %q at %d", c.in, e.Offset, err, c.says, c.offset)
		}
	}
	_, err := fleet.Parse([]byte(`{"containerInstances":[{"tags":"password=hunter2"},"hunter2"]}`))
	require.NotContains(t, err.Error(), "hunter2")
}

// FuzzParse: what encoding/json reads of the same text, if it is one answer.
func FuzzParse(f *testing.F) {
	f.Add([]byte(page))
	f.Add([]byte(`[{"containerInstanceArn":"a","agentConnected":false}]`))
	f.Add([]byte(`{"ContainerInstances":[{"VersionInfo":null}],"failures":[{}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		instances, err := fleet.Parse(b)
		if err != nil {
			var e *agentver.ParseError
			require.True(t, errors.As(err, &e))
			require.True(t, 0 <= e.Offset && e.Offset <= len(b))
			require.NotEmpty(t, e.Msg)
			return
		}
		var answer struct {
			ContainerInstances []struct {
				ContainerInstanceArn string
				AgentConnected       *bool
				Status               string
				VersionInfo          struct{ AgentVersion string }
				Attributes           []struct{ Name string }
			}
			Failures []struct{ Arn, Reason string }
		}
		if json.Unmarshal(b, &answer) != nil || !strings.Contains(string(b),
			"ontainerInstances\"") || len(instances) != len(answer.ContainerInstances)+len(answer.Failures) {
			return // another shape, or names in cases that only encoding/json folds
		}
		described := slices.DeleteFunc(instances, func(in fleet.Instance) bool { return in.Failure != "" })
		for i, in := range described {
			if i >= len(answer.ContainerInstances) {
				return
			}
			want := answer.ContainerInstances[i]
			if want.AgentConnected != nil && !*want.AgentConnected {
				assert.True(t, in.Disconnected)
			}
			if in.AgentVersion != "" && want.VersionInfo.AgentVersion != "" {
				assert.Equal(t, want.VersionInfo.AgentVersion, in.AgentVersion)
			}
		}
	})
}

package growth

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
	"github.com/seed-293f0d42/ecrkit/agentver/fleet"
)

// texts are long texts that may name an agent.
func texts() (list []Series) {
	for _, t := range []struct{ name, front, repeated, end string }{
		{"a log", "", "level=info time=2026-11-23T17:10:02Z msg=\"Task change\" module=task.go\n", "Amazon ECS Agent - v1.30.0 (*02ff320c)"},
		{"half a version again and again", "", "Amazon ECS Agent - v1.7.0 (linux) (", ""},
		{"many names", "", "ecs-init-", ""},
		{"a value without end", "", `Starting Amazon ECS Agent a="`, ""},
		{"JSON in JSON", "[", `"[\"x",`, `""]`},
		{"a member again and again", "{", `"agentVersion":"1.7.0",`, `"x":0}`},
	} {
		list = append(list, Series{
			Operation: "agenttext.Parse", Input: t.name, Hostile: t.name != "a log", Unit: "byte",
			Sizes: kibibytes, Counted: 16 << 10,
			Prepare: func(n int) func() bool {
				text := t.front + strings.Repeat(t.repeated, n/len(t.repeated)) + t.end
				return func() bool {
					_, err := agenttext.Parse(text)
					if t.name == "a log" && err != nil {
						panic(err)
					}
					return true
				}
			},
		})
	}
	return list
}

var instances = []int{1, 10, 100, 1000, 10_000, 100_000, 1_000_000}

// fleets are those of n container instances.
func fleets() []Series {
	series := func(operation, input string, hostile bool, prepare func(n int) func() bool) Series {
		return Series{operation, input, hostile, "instance", instances, 1000, Linear, prepare}
	}
	versions := series("fleet.Survey", "a thousand versions", false, survey(func(i int) string {
		if i %= 1000; i == 0 {
			return "" // this one reports none
		}
		return fmt.Sprintf("1.%d.%d", i%106, i%5)
	}))
	versions.Counted = 50_000 // so that the rest counts
	return []Series{
		series("agentver.Parse and Feature.Check", "one by one", false, func(n int) func() bool {
			return func() bool { return canPull(n) == n }
		}),
		versions,
		series("fleet.Survey", "a version each", true, survey(func(i int) string { return fmt.Sprintf("1.7.%d", i) })),
		series("fleet.Survey", "each older than the last", true, survey(func(i int) string { return fmt.Sprintf("1.6.%d", 10_000_000-i) })),
		series("fleet.Survey", "an unreadable text each", true, survey(func(i int) string { return fmt.Sprintf("1.7.%d.x", i) })),
		series("fleet.Parse", "answers of the AWS CLI", false, parse(
			`{"containerInstanceArn":"arn:aws:ecs:us-east-1:123456789012:container-instance/main/%032x","status":"ACTIVE",`+
				`"agentConnected":true,"versionInfo":{"agentVersion":"1.102.2","agentHash":"ec39785b"},`+
				`"attributes":[{"name":"ecs.os-type","value":"linux"}]}`)),
		series("fleet.Parse", "nesting and escapes", true, parse(
			`{"containerInstanceArn":"%d\u0061\n\"","x":`+strings.Repeat("[", 50)+strings.Repeat("]", 50)+`,"versionInfo":null}`)),
	}
}

// canPull parses and checks n versions, and returns how many can pull.
func canPull(n int) (ok int) {
	versions := [...]string{"1.102.2", "1.7.0", "1.14.0-1.windows.1"}
	for i := range n {
		v, _ := agentver.Parse(versions[i%len(versions)])
		if agentver.Pull().Check(v, agentver.Linux) == agentver.Supported {
			ok++
		}
	}
	return ok
}

func survey(version func(i int) string) func(n int) func() bool {
	return func(n int) func() bool {
		versions := make([]string, n)
		for i := range versions {
			versions[i] = version(i)
		}
		return func() bool {
			if f := fleet.Survey(each(versions), agentver.Pull()); f.Instances != n {
				panic(fmt.Sprint(f.Instances, " of ", n))
			}
			return true
		}
	}
}

func each(versions []string) func(yield func(fleet.Instance) bool) {
	return func(yield func(fleet.Instance) bool) {
		for _, v := range versions {
			if !yield(fleet.Instance{AgentVersion: v, OS: agentver.Linux}) {
				return
			}
		}
	}
}

func parse(instance string) func(n int) func() bool {
	return func(n int) func() bool {
		var b bytes.Buffer
		b.WriteString(`{"containerInstances":[`)
		for i := range n {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, instance, i)
		}
		b.WriteString(`]}`)
		return func() bool {
			if got := must(fleet.Parse(b.Bytes())); len(got) != n {
				panic(fmt.Sprint(len(got), " of ", n))
			}
			return true
		}
	}
}

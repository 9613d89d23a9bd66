package main

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/stretchr/testify/require"
)

// TestDescribeOnlyIsWhatTheSDKSays: the members of TaskDefinition that
// RegisterTaskDefinitionInput does not have.
func TestDescribeOnlyIsWhatTheSDKSays(t *testing.T) {
	input := reflect.TypeFor[ecs.RegisterTaskDefinitionInput]()
	var want []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[types.TaskDefinition]()) {
		if _, ok := input.FieldByName(f.Name); !ok && f.IsExported() {
			want = append(want, strings.ToLower(f.Name[:1])+f.Name[1:])
		}
	}
	require.ElementsMatch(t, want, describeOnly)
}

// maker writes JSON as nobody would.
type maker struct{ *rand.Rand }

func (m maker) pick(list ...string) string { return list[m.Intn(len(list))] }

func (m maker) space() string { return m.pick("", "", " ", "\n", "\r\n\t", "   ") }

// str spells a string with needless escapes here and there.
func (m maker) str(s string) string {
	var b strings.Builder
	for _, c := range s {
		if m.Intn(8) == 0 {
			fmt.Fprintf(&b, `\u%04x`, c)
		} else {
			q := quote(string(c))
			b.WriteString(q[1 : len(q)-1])
		}
	}
	return `"` + b.String() + `"`
}

func (m maker) object(members ...string) string {
	m.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	return "{" + m.space() + strings.Join(members, m.space()+","+m.space()) + m.space() + "}"
}

func (m maker) member(key, value string) string {
	return m.str(key) + m.space() + ":" + m.space() + value
}

// describeOnlyValue is of any type where nobody looks, and else of the right one.
func (m maker) describeOnlyValue(key string) string {
	switch key {
	case "taskDefinitionArn":
		return `"arn:aws:ecs:us-east-1:123456789012:task-definition/web:7"`
	case "requiresAttributes":
		return m.pick("null", `[{"name":"status"}]`)
	}
	return m.pick("null", "7", `"ACTIVE"`, `[{"name":"status"}]`)
}

func (m maker) list(items []string) string {
	return "[" + m.space() + strings.Join(items, m.space()+","+m.space()) + m.space() + "]"
}

func (m maker) image() string {
	return m.pick("nginx", "nginx:1", "localhost:5000/app", host+"/app", host+"/team/app:v1", host+"/app@"+digestA,
		host+"/app:v1@"+digestA, "public.ecr.aws/nginx/nginx:1", "quay.io/a/b@"+digestB)
}

func (m maker) container(i int) string {
	return m.object(m.member("name", m.str(fmt.Sprint("c", i))), m.member("image", m.str(m.image())),
		m.member("command", m.list([]string{m.str("image\": \"x"), m.str("\"name\":\"c0\"")})), m.member("cpu", m.pick("0", "1.50", "-1e+2")))
}

func (m maker) task() string {
	var cs []string
	for i := range 1 + m.Intn(4) {
		cs = append(cs, m.container(i))
	}
	members := []string{
		m.member("containerDefinitions", m.list(cs)),
		m.member("family", m.str("web")),
		m.member("x", m.pick("null", "true", "{}", "[]")),
	}
	for _, key := range describeOnly {
		if m.Intn(2) == 0 {
			members = append(members, m.member(key, m.describeOnlyValue(key)))
		}
	}
	return m.object(members...)
}

func (m maker) tags() string {
	var tags []string
	for _, key := range []string{"aws:a", "b", "AWS:c", "d"} {
		if m.Intn(2) == 0 {
			tags = append(tags, m.object(m.member("key", m.str(key)), m.member("value", m.str("aws:x"))))
		}
	}
	return m.list(tags)
}

func (m maker) file() string {
	if m.Intn(2) == 0 {
		return m.space() + m.task() + m.space()
	}
	members := []string{m.member("taskDefinition", m.task())}
	for _, more := range []string{m.member("tags", m.tags()), m.member("ResponseMetadata", "{}")} {
		if m.Intn(2) == 0 {
			members = append(members, more)
		}
	}
	return m.space() + m.object(members...) + m.space()
}

// TestProperties changes and strips files that were made at random and compares
// with what encoding/json makes of the same change.
func TestProperties(t *testing.T) {
	m := maker{rand.New(rand.NewSource(1))}
	for range 300 {
		in := m.file()
		o := options{container: "c0", image: target{tag: "v2"}}
		holdsChange(t, in, o)
		holdsStrip(t, in)
	}
}

// holdsChange: the bytes before and behind the value stay, the image is the one
// asked for, and nothing else is another JSON value.
func holdsChange(t *testing.T, in string, o options) {
	t.Helper()
	out, _, err := change("f", []byte(in), o)
	require.NoError(t, err, in)
	f, err := awsfile.Parse("f", []byte(in))
	require.NoError(t, err)
	c, err := choose(f, o)
	require.NoError(t, err)
	want, err := o.image.from(c.Image.Value)
	require.NoError(t, err)
	n := f.Root.At(c.Image.Where.Pointer)
	before, behind := in[:n.Start], in[n.End:]
	require.True(t, strings.HasPrefix(string(out), before) && strings.HasSuffix(string(out), behind), "%s\n%s", in, out)
	middle := string(out[len(before) : len(out)-len(behind)])
	require.Equal(t, want, decode(t, middle))
	require.Equal(t, withImage(decode(t, in), o.container, want), decode(t, string(out)), in)
}

func decode(t *testing.T, s string) (v any) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(s), &v), s)
	return v
}

// withImage is the change itself on decoded JSON.
func withImage(v any, container, image string) any {
	for _, c := range task(v)["containerDefinitions"].([]any) {
		if c := c.(map[string]any); c["name"] == container {
			c["image"] = image
		}
	}
	return v
}

func task(v any) map[string]any {
	m := v.(map[string]any)
	if inner, ok := m["taskDefinition"]; ok {
		return inner.(map[string]any)
	}
	return m
}

// holdsStrip: what is left is the inner object without the nine keys, with the
// tags that were beside it, but for those that AWS has set.
func holdsStrip(t *testing.T, in string) {
	t.Helper()
	out, _, err := change("f", []byte(in), options{strip: true})
	require.NoError(t, err, in)
	v := decode(t, in)
	want := task(v)
	for _, key := range describeOnly {
		delete(want, key)
	}
	if tags := freeTags(v.(map[string]any)["tags"]); len(tags) > 0 {
		want["tags"] = tags
	}
	require.Equal(t, any(want), decode(t, string(out)), "%s\n%s", in, out)
	again, _, err := change("f", out, options{strip: true})
	require.NoError(t, err)
	require.Equal(t, string(out), string(again), "stripping twice is stripping once")
}

func freeTags(v any) (free []any) {
	tags, _ := v.([]any)
	for _, tag := range tags {
		if key := tag.(map[string]any)["key"].(string); !strings.HasPrefix(strings.ToLower(key), "aws:") {
			free = append(free, tag)
		}
	}
	return free
}

// FuzzChange: whatever the file, there is an error, or the properties hold.
func FuzzChange(f *testing.F) {
	m := maker{rand.New(rand.NewSource(2))}
	for range 20 {
		f.Add(m.file(), "c0", "v2")
	}
	f.Add(`[{"name":"a","imageUri":"nginx:1"}]`, "a", "2")
	f.Add(
		`{"Resources":{"T":{"Type":"AWS::ECS::TaskDefinition","Properties":{"ContainerDefinitions":[{"Name":"a","Image":{"Ref":"X"}}]}}}}`,
		"a",
		"2",
	)
	f.Fuzz(func(t *testing.T, in, container, tag string) {
		o := options{container: container, image: target{tag: tag}, strip: len(tag)%2 == 0}
		if tag == "" {
			return
		}
		out, _, err := change("f", []byte(in), o)
		if err != nil {
			require.Nil(t, out)
			return
		}
		require.True(t, json.Valid(trimBOM(out)), "%q\n%q", in, out)
		o.strip = false
		same, _, err := change("f", out, o)
		require.NoError(t, err, "%q\n%q", in, out)
		require.Equal(t, string(out), string(same), "doing it twice is doing it once")
	})
}

func trimBOM(b []byte) []byte { return []byte(strings.TrimPrefix(string(b), "\ufeff")) }

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/stretchr/testify/require"
)

var callInSource = regexp.MustCompile(`\b(ecs|iam|ecr|sts)\.(?:New)?(\w+)(?:Input\{|Paginator\()`)

// TestReadmePolicy: the policy in the README allows every call that the source
// makes, and nothing else.
func TestReadmePolicy(t *testing.T) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var actions []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, m := range callInSource.FindAllStringSubmatch(string(source), -1) {
			actions = append(actions, m[1]+":"+m[2])
		}
	}
	slices.Sort(actions)
	actions = slices.DeleteFunc(slices.Compact(actions), func(a string) bool { return a == "sts:GetCallerIdentity" })
	policy := regexp.MustCompile("(?s)```json\n(.*?)```").FindStringSubmatch(readme(t))
	require.NotNil(t, policy)
	doc, err := iampolicy.Parse([]byte(policy[1]))
	require.NoError(t, err)
	require.ElementsMatch(t, actions, doc.Statement.Items[0].Action.Items)
	for _, action := range actions {
		_, operation, _ := strings.Cut(action, ":")
		require.Regexp(t, `^(Describe|List|Get|BatchGet)`, operation, "every call only reads")
	}
}

// TestReadmeTables: the README describes every member, and every kind of question.
func TestReadmeTables(t *testing.T) {
	text := readme(t)
	for _, kind := range []reflect.Type{reflect.TypeOf(snapshot{}), reflect.TypeOf(gap{})} {
		for i := range kind.NumField() {
			if name, _, _ := strings.Cut(kind.Field(i).Tag.Get("json"), ","); name != "" {
				require.Contains(t, text, "\n| `"+name+"` |")
			}
		}
	}
	source, err := os.ReadFile("gap.go")
	require.NoError(t, err)
	questions := regexp.MustCompile(`\task\w+ += "(.*)"`).FindAllStringSubmatch(string(source), -1)
	require.Len(t, questions, 12)
	for _, q := range questions {
		require.Contains(t, text, "`"+q[1]+"`")
	}
}

func readme(t *testing.T) string {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	return string(text)
}

// TestSampleIsCurrent: the sample that the READMEs show has the members of a
// snapshot, and no others.
func TestSampleIsCurrent(t *testing.T) {
	data, err := os.ReadFile("../preflight/testdata/snapshot.json")
	require.NoError(t, err)
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	var s snapshot
	require.NoError(t, d.Decode(&s))
	var b strings.Builder
	require.NoError(t, s.write(&b))
	require.Equal(t, string(data), b.String())
}

package release_test

import (
	"bytes"
	"debug/buildinfo"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1"
)

// uses says for each program how it is used once, with nothing but its binary.
var uses = map[string]struct {
	args  string
	stdin string
	env   []string
	exit  int
	want  string
	plain bool // it has no -version
}{
	"quickstart": {want: "permission: 0 missing", plain: true},
	"preflight":  {args: "-format sarif", want: `"version": "VERSION"`},
	"setimage":   {args: "-container app -tag v9 -", stdin: taskDefinition, want: ":v9"},
	"policygen":  {args: image, want: "ecr:BatchGetImage"},
	"refscan":    {args: "-", stdin: "FROM " + image, want: image},
	"fleet":      {args: "-", stdin: instances, want: "1 supported"},
	"web":        {args: "-out page", want: "page"}, // builds WebAssembly from its own version of the modules
	"snapshot": {args: "-task -", stdin: taskDefinition, exit: 3, want: `"unanswered": [`, env: []string{
		"AWS_ENDPOINT_URL=http://127.0.0.1:1", "AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=none", "AWS_SECRET_ACCESS_KEY=none",
		"AWS_MAX_ATTEMPTS=1", "AWS_PROFILE=", "AWS_CONFIG_FILE=/dev/null", "AWS_SHARED_CREDENTIALS_FILE=/dev/null",
	}},
}

const (
	taskDefinition = `{"family": "app", "containerDefinitions": [{"name": "app", "image": "` + image + `"}]}`
	instances      = `{"containerInstances": [{"ec2InstanceId": "i-1", "versionInfo": {"agentVersion": "1.105.1"}}]}`
)

// TestInstall installs each program from the released modules and uses it.
func TestInstall(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves out what builds every program from an empty module cache")
	}
	env, version := outside(t, publish(t)), next(t)
	bin, install := goEnv(t, env, "GOBIN"), []string{"install"}
	for _, name := range folders(t) {
		install = append(install, programs+"/"+name+"@"+version)
	}
	run(t, t.TempDir(), env, "go", install...)
	for _, name := range folders(t) {
		t.Run(name, func(t *testing.T) {
			program := filepath.Join(bin, name)
			stamped(t, program, version)
			use, ok := uses[name]
			require.True(t, ok, "say in uses how %s is used", name)
			if !use.plain {
				require.Regexp(t, "^"+name+" "+version+", go1", run(t, "", nil, program, "-version"))
			}
			cmd := exec.Command(program, strings.Fields(use.args)...)
			cmd.Dir, cmd.Stdin, cmd.Env = t.TempDir(), strings.NewReader(use.stdin), slices.Concat(os.Environ(), env, use.env)
			var out, report bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &report
			var exit *exec.ExitError
			if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			require.Equal(t, use.exit, cmd.ProcessState.ExitCode(), report.String())
			require.Contains(t, out.String(), strings.ReplaceAll(use.want, "VERSION", version))
		})
	}
}

// folders returns the names of the programs.
func folders(t *testing.T) (names []string) {
	t.Helper()
	mains, err := filepath.Glob(root(t) + "/examples/*/main.go")
	require.NoError(t, err)
	for _, main := range mains {
		names = append(names, filepath.Base(filepath.Dir(main)))
	}
	require.GreaterOrEqual(t, len(names), 7)
	return names
}

// stamped: the binary names its own version and that of the library, which no
// directory replaces.
func stamped(t *testing.T, program, version string) {
	t.Helper()
	info, err := buildinfo.ReadFile(program)
	require.NoError(t, err)
	require.Equal(t, version, info.Main.Version)
	for _, dep := range info.Deps {
		require.Nil(t, dep.Replace, dep.Path)
		if dep.Path == module {
			require.Equal(t, version, dep.Version)
			return
		}
	}
	t.Errorf("%s is built without %s", program, module)
}

const stranger = `package main

import (
	"fmt"

	"` + module + `/agentver"
	"` + module + `/ecrref"
	"` + module + `/iampolicy"
)

func main() {
	fmt.Println(ecrref.MustParse("` + image + `").Tag(), iampolicy.ECSPull().Validate(), agentver.Pull())
}
`

// required is every module that the library brings to those who import it, and
// what that is for.
var required = map[string]string{
	"github.com/distribution/reference":   "ecrref/dockerref",
	"github.com/opencontainers/go-digest": "ecrref/dockerref",
	"github.com/stretchr/testify":         "tests of the library",
	"go.yaml.in/yaml/v3":                  "testify",
}

// TestImport is the first use of the library by a module that never saw it.
func TestImport(t *testing.T) {
	dir, env := t.TempDir(), outside(t, publish(t))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(stranger), 0o600))
	run(t, dir, env, "go", "mod", "init", "example.com/stranger")
	run(t, dir, env, "go", "get", module+"@"+next(t))
	require.Equal(t, "v1 <nil> ecr-pull\n", run(t, dir, env, "go", "run", "."))

	for _, path := range strings.Fields(run(t, dir, env, "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", ".")) {
		require.Contains(t, []string{"example.com/stranger", module}, path, "what is built in")
	}
	for _, path := range strings.Fields(run(t, dir, env, "go", "mod", "graph")) {
		path, _, _ = strings.Cut(path, "@")
		if path != "example.com/stranger" && path != module && path != "go" && path != "toolchain" {
			require.Contains(t, required, path, "what the library requires")
		}
	}
}

// TestChangelog: the changes of the version are written down.
func TestChangelog(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root(t), "CHANGELOG.md"))
	require.NoError(t, err)
	require.Contains(t, string(text), "\n## "+next(t)+" ")
}

// TestWorkspace: in a clone the programs are built with the library beside them,
// whichever version they require.
func TestWorkspace(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root(t), "go.work"))
	require.NoError(t, err)
	require.Contains(t, string(text), "\nreplace "+module+" "+next(t)+" => ./\n")
}

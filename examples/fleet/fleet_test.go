package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/golden"
	"github.com/stretchr/testify/require"
)

// invoke runs the program and returns its exit code and output.
func invoke(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, strings.NewReader(stdin), &out, &err)
	return code, out.String(), err.String()
}

func TestOutput(t *testing.T) {
	for _, row := range []struct {
		name string
		code int
		args string
	}{
		{"mixed.txt", 1, "testdata/mixed.json"},
		{"mixed.golden.json", 1, "-format json testdata/mixed.json"},
		{"mixed-min.txt", 1, "-min 1.16.0 testdata/mixed.json"},
		{"mixed-min.txt", 1, "testdata/mixed.json -min 1.16.0"},
		{"mixed-app-mesh.txt", 1, "-feature app-mesh testdata/mixed.json"},
		{"good.txt", 0, "testdata/good.json"},
		{"good.golden.json", 0, "-format json testdata/good.json"},
		{"unknown.txt", 3, "testdata/unknown.json"},
		{"unknown.golden.json", 3, "-format json testdata/unknown.json"},
		{"empty.txt", 3, "testdata/empty.json"},
		{"empty.golden.json", 3, "-format json testdata/empty.json"},
		{"two-files.txt", 3, "testdata/good.json testdata/unknown.json"},
		{"help.txt", 0, "-h"},
	} {
		t.Run(row.args, func(t *testing.T) {
			code, out, errs := invoke("", strings.Fields(row.args)...)
			require.Equal(t, row.code, code, errs)
			require.Empty(t, errs)
			golden.File(t, filepath.Join("testdata", "golden", row.name), []byte(out))
		})
	}
}

func TestListFeatures(t *testing.T) {
	code, out, errs := invoke("", "-features")
	require.Equal(t, 0, code, errs)
	require.Regexp(t, `(?m)^ecr-pull +1\.7\.0 +1\.14\.0 +Pull private images`, out)
	require.Regexp(t, `(?m)^app-mesh +1\.26\.0 +none `, out)
}

func TestInputErrors(t *testing.T) {
	for _, row := range []struct{ stdin, args, want, why string }{
		{"", "", "which instances?", "nothing to judge is not green"},
		{"", "nosuch.json", "nosuch.json", "no such file"},
		{"{", "-", "stdin: line 1", "cut off"},
		{"", "-", "stdin is empty", "empty input"},
		{`{"containerInstanceArns":[]}`, "-", "pass those ARNs to describe-container-instances", "the wrong command"},
		{`{"containerInstances":[]}`, "- -", "can be given once", "standard input twice"},
		{"", "-format xml x", "write text or json", "format"},
		{"", "-feature ecr-pul x", "-feature ecr-pul is not known; did you mean ecr-pull, ", "a slip, with what is near"},
		{"", "-feature zzz x", "-feature zzz is not known (fleet -features prints all)", "nothing near"},
		{"", "-min latest x", "-min latest: an alias", "no version"},
		{"", "-min 1.90 x", "fleet: -min 1.90: three numbers are needed; write 1.90.0", "no function name, no offset"},
		{"", "-min 1.0.0 -feature ecr-pull x", "give one", "two needs"},
		{"", "-live", "there is no flag -live", "examples/snapshot asks AWS"},
		{"", "-nosuch", "-nosuch (fleet -h explains)", "flag"},
	} {
		code, out, errs := invoke(row.stdin, strings.Fields(row.args)...)
		require.Equal(t, 2, code, row.why)
		require.Empty(t, out, row.why)
		require.Contains(t, errs, row.want, row.why)
		require.True(t, strings.HasPrefix(errs, "fleet: "), errs)
	}
}

const one = `{"containerInstances":[{"containerInstanceArn":"arn:aws:ecs:r:1:container-instance/c/i",
	"versionInfo":{"agentVersion":"%s"},"attributes":[%s]}]}`

func attributes(names ...string) string {
	var list []string
	for _, name := range names {
		name, value, _ := strings.Cut(name, "=")
		list = append(list, fmt.Sprintf(`{"name":%q,"value":%q}`, name, value))
	}
	return strings.Join(list, ",")
}

func TestJudge(t *testing.T) {
	const auth = "com.amazonaws.ecs.capability.ecr-auth"
	for _, row := range []struct {
		version, attributes, args string
		code                      int
		want, why                 string
	}{
		{"1.7.0", attributes("ecs.os-type=linux"), "", 0, "supported", "attributes without a capability were left out"},
		{"1.7.0", attributes("ecs.os-type=linux", auth), "", 0, "supported", "version and attribute"},
		{"1.7.0", attributes("ecs.os-type=linux", "ecs.capability.task-eni"), "", 1, "not advertised", "capabilities, but not this one"},
		{"1.6.9", attributes("ecs.os-type=linux", auth), "", 1, "too old", "AWS documents 1.7.0"},
		{"1.10.0", attributes("ecs.os-type=windows"), "", 1, "too old", "Windows began with 1.14.0"},
		{"1.10.0", attributes("ecs.os-type=WINDOWS"), "", 1, "too old", "a person wrote the file"},
		{"1.10.0", attributes("ecs.os-type=WINDOWS_SERVER_2004_CORE"), "", 1, "too old", "as agents before 1.53.0 wrote it"},
		{"1.10.0", "", "", 3, "unknown", "new enough for linux only, and which it is stands nowhere"},
		{"1.10.0", "", "-min 1.9.9", 0, "supported", "numbers, not text"},
		{"1.10.0", "", "-min 1.10.1", 1, "too old", "patch"},
		{"1.101.0", "", "", 0, "supported", "new enough for both"},
		{"1.0.0", "", "", 1, "too old", "too old for both"},
		{"99.0.0", attributes("ecs.os-type=linux"), "", 0, "supported", "newer than any table"},
		{"", "", "", 3, "unknown", "no version"},
		{"", "", "-min 1.0.0", 3, "unknown", "no version"},
		{"null", "", "", 3, "unknown", "unreadable"},
		{"latest", attributes("ecs.os-type=linux", auth), "-min 1.0.0", 3, "unknown  latest  linux  unknown  i  an alias, not a version;", "unreadable"},
		{"1.7.0-rc.1", attributes("ecs.os-type=linux"), "", 1, "too old", "before the release"},
		{"1.0.0", "", "-feature app-mesh", 1, "too old", "too old for one, none on the other"},
		{"1.101.0", attributes("ecs.os-type=windows"), "-feature app-mesh", 1, "unavailable", "not on Windows"},
		{"1.101.0", attributes("ecs.os-type=linux", "ecs.capability.nvidia-driver-version.470"), "-feature gpu", 0, "supported", "a name with a part that varies"},
		{"1.15.0", attributes("ecs.os-type=linux"), "-feature ecs.capability.execution-role-ecr-pull", 1, "too old", "a feature by its attribute"},
		{"1.101.0", attributes("ecs.os-type=linux", auth), "-feature gpu", 1, "not advertised", "no driver"},
		{
			"1.101.0", attributes("ecs.os-type=linux", auth), "-feature com.amazonaws.ecs.capability.task-iam-role", 1,
			"not advertised  1.101.0  linux  unknown  i  the version will do, but the instance lacks the attribute " +
				"com.amazonaws.ecs.capability.task-iam-role: check the agent's configuration (ECS_ENABLE_TASK_IAM_ROLE=true)",
			"a setting that is off at first",
		},
	} {
		code, out, errs := invoke(fmt.Sprintf(one, row.version, row.attributes), append(strings.Fields(row.args), "-")...)
		require.Equal(t, row.code, code, "%s: %s%s", row.why, out, errs)
		require.Contains(t, out, "\n"+row.want, row.why)
	}
}

func TestQuery(t *testing.T) {
	for _, row := range []struct{ version, attributes, args, want string }{
		{"1.6.0", attributes("ecs.os-type=linux"), "", "agentVersion < 1.7.0 and attribute:ecs.os-type == linux"},
		{"1.6.0", attributes("ecs.os-type=linux"), "-min 1.16.0", "agentVersion < 1.16.0"},
		{"1.6.0", attributes("ecs.os-type=linux"), "-feature execution-role-ecr-pull", "agentVersion < 1.16.0"},
		{"1.6.0", "", "", "(agentVersion < 1.7.0) or (agentVersion < 1.14.0 and attribute:ecs.os-type == windows)"},
		{"1.6.0", "", "-min 1.16.0", "agentVersion < 1.16.0"},
		{"1.6.0", "", "-feature app-mesh", "agentVersion < 1.26.0"},
		{"1.101.0", attributes("ecs.os-type=windows"), "-feature app-mesh", "attribute:ecs.os-type == windows"},
		{"1.101.0", attributes("ecs.os-type=linux", "ecs.capability.x"), "", "attribute:com.amazonaws.ecs.capability.ecr-auth !exists"},
	} {
		_, out, _ := invoke(fmt.Sprintf(one, row.version, row.attributes), append(strings.Fields(row.args), "-")...)
		require.Contains(t, out, "aws ecs list-container-instances --cluster c --filter '"+row.want+"'\n")
	}
	_, out, _ := invoke(fmt.Sprintf(one, "1.101.0", attributes("ecs.os-type=linux", "ecs.capability.x")), "-feature", "gpu", "-")
	require.NotContains(t, out, "--filter", "what varies in a name cannot be asked for")
}

// TestSameInstance: what stands in several files is counted once.
func TestSameInstance(t *testing.T) {
	instance := func(arn, version string) string {
		return fmt.Sprintf(`{"containerInstanceArn":%q,"versionInfo":{"agentVersion":%q}}`, arn, version)
	}
	for _, row := range []struct{ instances, failures, sum, why string }{
		{instance("a/i", "1.90.0") + "," + instance("a/i", "1.90.0"), "", "1 of 1 supported.", "the same twice"},
		{instance("a/i", "1.90.0") + "," + instance("b/i", "1.90.0"), "", "2 of 2 supported.", "the whole ARN counts"},
		{instance("", "1.90.0") + "," + instance("", "1.90.0"), "", "2 of 2 supported.", "without ARN they may differ"},
		{instance("a/i", "1.90.0") + "," + instance("a/i", "1.0.0"), "", "0 of 1 supported, 1 too old.", "the files disagree: the worst answer"},
		{instance("a/i", "1.90.0"), `{"arn":"a/i","reason":"MISSING"}`, "0 of 1 supported, 1 unknown.", "a failure is an answer too"},
	} {
		file := fmt.Sprintf(`{"containerInstances":[%s],"failures":[%s]}`, row.instances, row.failures)
		_, out, errs := invoke(file, "-min", "1.7.0", "-")
		require.Empty(t, errs)
		require.True(t, strings.HasSuffix(out, "\n"+row.sum+"\n"), "%s: %s", row.why, out)
	}
	code, out, _ := invoke("", "testdata/good.json", "testdata/good.json", "testdata/good.json")
	once, wanted, _ := invoke("", "testdata/good.json")
	require.Equal(t, once, code)
	require.Equal(t, wanted, out, "three times one file is one file")
}

// TestOddNames: what stands in a file drives no terminal, feigns no line and
// runs no command.
func TestOddNames(t *testing.T) {
	instance := func(arn, version string) string {
		arn, version = strings.ReplaceAll(arn, "\n", `\n`), strings.ReplaceAll(version, "\x1b", `\u001b`)
		return fmt.Sprintf(`{"containerInstances":[{"containerInstanceArn":"%s","versionInfo":{"agentVersion":"%s"}}],"failures":[{"arn":"%[1]sx","reason":"%[2]s"}]}`, arn, version)
	}
	for _, row := range []struct{ arn, want, why string }{
		{"arn:aws:ecs:r:1:container-instance/c/i", "--cluster c --container-instance i\n", "as ECS has them"},
		{"a/c;id/$(id)", "--cluster 'c;id' --container-instance '$(id)'\n", "quoted for the shell"},
		{"a/it's/i i", `--cluster 'it'\''s' --container-instance 'i i'` + "\n", "a quote"},
		{"a/c\nid/i\nid", "--cluster CLUSTER --container-instance INSTANCE\n", "no name of anything"},
		{"a/--debug/-x", "--cluster CLUSTER --container-instance INSTANCE\n", "a flag"},
		{"", "--cluster CLUSTER --container-instance INSTANCE\n", "no name at all"},
	} {
		_, out, errs := invoke(instance(row.arn, "1.0.0"), "-min", "1.7.0", "-")
		require.Empty(t, errs, row.why)
		require.Contains(t, out, row.want, row.why)
		require.NotContains(t, out, "\nid", row.why)
	}
	_, out, _ := invoke(instance("a/c/i", "\x1b[2J"), "-min", "1.7.0", "-")
	require.Contains(t, out, `"\x1b[2J"`)
	require.NotContains(t, out, "\x1b")
}

// TestWorst: ten offenders are named, the oldest first, and counts add up.
func TestWorst(t *testing.T) {
	var list []string
	for i := range 300 {
		list = append(list, fmt.Sprintf(`{"containerInstanceArn":"a/i%d","versionInfo":{"agentVersion":"1.%d.0"}}`, i, 299-i))
	}
	code, out, _ := invoke(`{"containerInstances":[`+strings.Join(list, ",")+`]}`, "-min", "1.250.0", "-")
	require.Equal(t, 1, code)
	require.Contains(t, out, "\nworst: i299 i298 i297 i296 i295 i294 i293 i292 i291 i290\n")
	require.Contains(t, out, "\n50 of 300 supported, 250 too old.\n")
}

// TestEqualInstances: five hundred instances with one finding are one line, each of
// them on request.
func TestEqualInstances(t *testing.T) {
	var list []string
	for i := range 500 {
		list = append(list, fmt.Sprintf(`{"containerInstanceArn":"a/i%d","versionInfo":{"agentVersion":"1.6.0"}}`, i))
	}
	list = append(list, `{"containerInstanceArn":"a/other","versionInfo":{"agentVersion":"1.7.0"}}`)
	file := `{"containerInstances":[` + strings.Join(list, ",") + `]}`
	_, out, _ := invoke(file, "-min", "1.7.0", "-")
	require.Contains(t, out, "\ntoo old    1.6.0  unknown  unknown  500 instances  it needs agent 1.7.0 or later\n")
	require.Contains(t, out, "\nsupported  1.7.0  unknown  unknown  other\n")
	require.Contains(t, out, "\nfleet -list prints every instance\n")
	require.Less(t, strings.Count(out, "\n"), 20)
	_, out, _ = invoke(file, "-min", "1.7.0", "-list", "-")
	require.Equal(t, 500, strings.Count(out, "it needs agent 1.7.0 or later"))
	require.NotContains(t, out, "fleet -list prints")
}

// TestThreeKindsOfNothing: an empty cluster and instances that can take no tasks
// are two things; a cluster that is not there is a third, see TestSnapshotErrors.
func TestThreeKindsOfNothing(t *testing.T) {
	const instance = `{"containerInstances":[{"containerInstanceArn":"a/i","versionInfo":{"agentVersion":"1.90.0"},%s}]}`
	for _, row := range []struct {
		stdin string
		code  int
		want  string
	}{
		{`{"containerInstances":[]}`, 3, "Undecided: there is no container instance to judge; the cluster is empty."},
		{fmt.Sprintf(instance, `"status":"DRAINING"`), 3, "Undecided: 1 of 1 supported, but none can take tasks"},
		{fmt.Sprintf(instance, `"status":"ACTIVE","agentConnected":false`), 3, "Undecided: 1 of 1 supported, but none can take tasks"},
		{fmt.Sprintf(instance, `"status":"ACTIVE","agentConnected":true`), 0, "1 of 1 supported."},
		{strings.Replace(fmt.Sprintf(instance, `"status":"DRAINING"`), "1.90.0", "1.0.0", 1), 1, "0 of 1 supported, 1 too old."},
	} {
		code, out, errs := invoke(row.stdin, "-min", "1.7.0", "-")
		if code != row.code || !strings.Contains(out, row.want) || errs != "" {
			t.Errorf("%s: exit %d, %s%s, want %d, %s", row.stdin, code, out, errs, row.code, row.want)
		}
	}
}

// TestBrokenVersion: agent 1.91.1 has the feature, but not in working order.
func TestBrokenVersion(t *testing.T) {
	code, out, _ := invoke(fmt.Sprintf(one, "1.91.1", attributes("ecs.os-type=linux")), "-feature", "ecr-endpoint", "-")
	require.Equal(t, 1, code)
	require.Contains(t, out, "\nbroken  1.91.1  linux  unknown  i  ecr-endpoint does not work in agent 1.91.1, 1.91.2 mended it\n")
	require.Contains(t, out, "--filter 'agentVersion >= 1.91.1 and agentVersion < 1.91.2'\n")
	require.Contains(t, out, "0 of 1 supported, 1 broken.")
}

// TestShapes: pages in a row, a list, one instance, and YAML.
func TestShapes(t *testing.T) {
	const one = `{"containerInstanceArn":"a/%s","versionInfo":{"agentVersion":"1.90.0"}}`
	a, b := fmt.Sprintf(one, "i"), fmt.Sprintf(one, "j")
	for _, row := range []struct{ stdin, want string }{
		{`{"containerInstances":[` + a + `]}` + "\n" + `{"containerInstances":[` + b + `]}`, "2 of 2 supported."},
		{`[` + a + `,` + b + `]`, "2 of 2 supported."},
		{a, "1 of 1 supported."},
		{"containerInstances:\n- containerInstanceArn: a/i\n  versionInfo:\n    agentVersion: 1.90.0\n", "1 of 1 supported."},
	} {
		code, out, errs := invoke(row.stdin, "-min", "1.7.0", "-")
		if code != 0 || !strings.Contains(out, row.want) {
			t.Errorf("%s: exit %d, %s%s, want %s", row.stdin, code, out, errs, row.want)
		}
	}
	_, out, _ := invoke(`{"containerInstances":[`+"\n"+a+`,`+"\n"+b+`]}`, "-min", "1.7.0", "-format", "json", "-")
	require.Contains(t, out, `"line": 3,`)
	require.Contains(t, out, `"pointer": "/containerInstances/1"`)
}

// snapshotOf is a snapshot of the cluster c with these instances.
func snapshotOf(instances string) string {
	return `{"snapshot":1,"containerInstances":{"c":` + instances + `},"absent":[],"unanswered":[]}`
}

// TestSnapshot reads what examples/snapshot writes.
func TestSnapshot(t *testing.T) {
	instance := fmt.Sprintf(one, "1.0.0", attributes("ecs.os-type=linux"))
	for _, row := range []struct {
		snapshot, args string
		code           int
		want, why      string
	}{
		{snapshotOf(`{"containerInstances":[]}`), "", 3, "there is no container instance to judge", "an empty cluster is not green"},
		{snapshotOf(instance), "", 1, "too old  1.0.0", "an old agent"},
		{snapshotOf(instance), "-min 1.0.0", 0, "1 of 1 supported.", "new enough"},
		{snapshotOf(instance), "testdata/good.json", 1, "3 of 4 supported, 1 too old.", "beside another file"},
	} {
		code, out, errs := invoke(row.snapshot, append(strings.Fields(row.args), "-snapshot", "-")...)
		require.Equal(t, row.code, code, "%s: %s", row.why, errs)
		require.Contains(t, out, row.want, row.why)
	}
}

// TestSnapshotErrors: what AWS did not tell leaves the question open, and what
// does not exist was written wrong.
func TestSnapshotErrors(t *testing.T) {
	gap := func(list, other, kind string) string {
		return `{"snapshot":1,"` + list + `":[{"question":"` + kind + `","resource":"c","message":"the reason"}],"` + other + `":[]}`
	}
	for _, row := range []struct {
		snapshot string
		code     int
		want     string
	}{
		{gap("unanswered", "absent", "container-instances"), 3, "fleet: the reason\n"},
		{gap("absent", "unanswered", "container-instances"), 2, "fleet: the reason\n"},
		{gap("unanswered", "absent", "image"), 2, "the snapshot holds no container instances: take it with -cluster NAME"},
		{`{"snapshot":1}`, 2, "it was cut off"},
		{`{"snapshot":2}`, 2, "this is a snapshot of version 2, and 1 is read here"},
		{`{"containerInstances":[]}`, 2, "this is not a snapshot"},
	} {
		code, out, errs := invoke(row.snapshot, "-snapshot", "-")
		require.Equal(t, row.code, code, row.snapshot)
		require.Empty(t, out)
		require.Contains(t, errs, row.want)
	}
	_, _, errs := invoke(snapshotOf(`{"containerInstances":[]}`), "-")
	require.Contains(t, errs, "it is a snapshot, pass it with -snapshot")
	code, _, errs := invoke("", "-", "-snapshot", "-")
	require.Equal(t, 2, code)
	require.Contains(t, errs, "stdin")
}

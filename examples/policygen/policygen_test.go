package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
	"github.com/stretchr/testify/require"
)

const (
	usEast = "111122223333.dkr.ecr.us-east-1.amazonaws.com/team/app:v1"
	china  = "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app:v1"
	gov    = "111122223333.dkr.ecr.us-gov-west-1.amazonaws.com/team/app:v1"
	iso    = "111122223333.dkr.ecr.us-iso-east-1.c2s.ic.gov/team/app:v1"
	role   = "arn:aws:iam::444455556666:role/exec"

	allKinds = "-kind identity,repository,endpoint,layers "
)

// longNames are two repositories that differ in the last of 256 characters.
var longNames = strings.Replace(usEast, "team/app", strings.Repeat("a", 255)+"b", 1) + " " +
	strings.Replace(usEast, "team/app", strings.Repeat("a", 255)+"c", 1)

// invoke runs the program and returns its exit code and output.
func invoke(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, strings.NewReader(stdin), &out, &err)
	return code, out.String(), err.String()
}

// outputs are the runs with a golden file each for stdout and stderr.
var outputs = []struct {
	name string
	code int
	args string
}{
	{"default.json", 0, "testdata/task.json"},
	{"default.sh", 0, "-format shell testdata/task.json"},
	{"task.json", 0, allKinds + "testdata/task.json"},
	{"task.sh", 0, allKinds + "-format shell testdata/task.json"},
	{"task.tf", 0, allKinds + "-format terraform testdata/task.json"},
	{"task.template.json", 0, allKinds + "-format cloudformation testdata/task.json"},
	{"task-identity.json", 0, "-kind identity -format policy testdata/task.json"},
	{"task-identity.json", 0, "testdata/task.json -kind identity -format policy"},
	{"account.tf", 0, allKinds + "-principal 777788889999 -format terraform testdata/task.json"},
	{"account.template.json", 0, allKinds + "-principal 777788889999 -format cloudformation testdata/task.json"},
	{"unfinished.json", 3, "testdata/unfinished.json"},
	{"unfinished.sh", 3, "-format shell testdata/unfinished.json"},
	{"unfinished.tf", 3, "-format terraform testdata/unfinished.json"},
	{"unfinished.template.json", 3, "-format cloudformation testdata/unfinished.json"},
	{"partitions.tf", 0, "-kind identity,layers -format terraform " + usEast + " " + china + " " + gov + " " + iso},
	{"partitions.template.json", 0, "-kind identity,layers -format cloudformation " + usEast + " " + china + " " + gov + " " + iso},
	{"china.template.json", 0, allKinds + "-role-arn arn:aws-cn:iam::444455556666:role/exec -format cloudformation " + china},
	{"iso.template.json", 0, "-role-arn arn:aws-iso:iam::444455556666:role/exec -kind endpoint,layers -format cloudformation " + iso},
	{"long.template.json", 0, "-kind repository -principal 444455556666 -format cloudformation " + longNames},
	{"help.txt", 0, "-h"},
}

func TestOutput(t *testing.T) {
	for _, row := range outputs {
		code, out, errs := invoke("", strings.Fields(row.args)...)
		require.Equal(t, row.code, code, "%s\n%s", row.args, errs)
		golden.File(t, filepath.Join("testdata", "golden", row.name), []byte(out))
		golden.File(t, filepath.Join("testdata", "golden", row.name+".stderr"), []byte(errs))
	}
}

func TestNotes(t *testing.T) {
	for _, row := range []struct {
		args string
		code int
		want string
		why  string
	}{
		{"public.ecr.aws/nginx/nginx:1", 0, "is public: everyone may pull it", "nothing to do is done"},
		{"public.ecr.aws/nginx/app.json", 0, "is public", "a repository may be named like a file"},
		{"nginx:1", 3, "nginx:1 is neither a file that is here nor an image in Amazon ECR", "a slip in the name of a file is not green"},
		{"minecraft/server:1", 3, "minecraft/server:1 is neither", "the letters ecr alone are no registry"},
		{"$REGISTRY/team/app:v1", 3, "$REGISTRY/team/app:v1 is not filled in yet", "variable"},
		{"https://" + usEast, 1, "cannot be pulled by anyone, so it is left out: a reference has no scheme; write " + usEast, "scheme"},
		{"111222333.dkr.ecr.us-east-1.amazonaws.com/app", 1, "the account ID has 9 digits instead of 12", "no policy can help"},
		{"111222333.dkr.ecr.us-east-1.amazonaws.com/app $REGISTRY/app", 1, "is not filled in yet", "the certain failure decides"},
		{"AWS:secret@" + usEast, 1, "REDACTED@" + usEast + " cannot be pulled", "a password is not repeated"},
		{"https://user:secret@quay.io/app", 3, "https://REDACTED@quay.io/app is neither", "nor outside ECR"},
		{"AWS:secret@quay.io/app.json", 2, "REDACTED@quay.io/app.json: no such file", "nor in the place of a file"},
		{"-principal 111122223333 " + usEast, 0, "no repository policy is needed", "own account"},
		{usEast, 0, "no repository policy for those who are not named", "by default that is a remark"},
		{"-kind endpoint " + usEast, 3, "no endpoint policy", "asked for by name"},
		{"-kind repository " + usEast, 3, "no repository policy for those who are not named", "asked for by name"},
		{"-principal " + role + " " + china, 1, "is in partition aws and the image in aws-cn: no policy reaches across", "never works"},
		{"-principal " + role + " " + china + " nginx:1", 1, "no policy reaches across", "the certain failure decides"},
	} {
		code, _, errs := invoke("", strings.Fields(row.args)...)
		require.Equal(t, row.code, code, "%s: %s", row.why, errs)
		require.Contains(t, errs, row.want, row.why)
		require.NotContains(t, errs, "secret")
	}
}

// TestSidecars: an image outside ECR in a file is as little of a reason to stop
// as a public one.
func TestSidecars(t *testing.T) {
	for _, row := range []struct {
		image string
		code  int
		want  string
	}{
		{"nginx", 0, "stdin:1: nginx is not in Amazon ECR: policies for ECR say nothing about it"},
		{"minecraft/server:1", 0, "is not in Amazon ECR"},
		{"ghcr.io/owner/ecr:1", 0, "is not in Amazon ECR"},
		{"public.ecr.aws/nginx/nginx:1", 0, "is public"},
		{"$NGINX", 3, "is not filled in yet"},
		{"210987654321.dkr.ecr.us-east-1.amazonaws.com/$NAME:v1", 3, "is not filled in yet"},
		{"111222333.dkr.ecr.us-east-1.amazonaws.com/app", 1, "stdin:1: 111222333.dkr.ecr.us-east-1.amazonaws.com/app cannot be pulled by anyone"},
	} {
		file := fmt.Sprintf(`{"containerDefinitions":[{"name":"a","image":%q},{"name":"b","image":%q}]}`, usEast, row.image)
		code, out, errs := invoke(file, "-kind", "identity", "-")
		require.Equal(t, row.code, code, errs)
		require.Contains(t, errs, row.want)
		require.Contains(t, out, "repository/team/app", "the other image has its policy all the same")
	}
}

// TestOpenTag: a policy is for a repository, whatever the tag or digest will be.
func TestOpenTag(t *testing.T) {
	for _, rest := range []string{":${TAG}", ":$TAG", ":<IMAGE_TAG>", ":{{ must_env `TAG` }}", ":${TAG:-v1}", ":__TAG__", "@${DIGEST}",
		"@sha256:${DIGEST}", ":IMAGE_TAG", ":$(git rev-parse HEAD)", ":${{ github.sha }}"} {
		image := "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/open" + rest
		file := fmt.Sprintf(`{"containerDefinitions":[{"name":"a","image":%q}]}`, image)
		code, out, errs := invoke(file, "-kind", "identity", "-")
		require.Equal(t, 0, code, "%s: %s", image, errs)
		require.Contains(t, out, `"arn:aws:ecr:us-east-1:123456789012:repository/team/open"`, image)
	}
}

// TestOddNames: what stands in a file does not drive the terminal.
func TestOddNames(t *testing.T) {
	for _, file := range []string{
		`{"containerDefinitions":[{"name":"a","image":"a\u001b[2J\nb"}]}`,
		`{"executionRoleArn":"a\u001b[2J\nb","containerDefinitions":[{"name":"a","image":"` + usEast + `"}]}`,
	} {
		_, _, errs := invoke(file, "-kind", "identity", "-")
		require.Contains(t, errs, `"a\x1b[2J\nb"`)
		require.NotContains(t, errs, "\x1b")
	}
}

func TestInputErrors(t *testing.T) {
	for _, row := range []struct{ stdin, args, want, why string }{
		{"", "", "which images?", "no argument"},
		{"", "nosuch.json", "nosuch.json", "named like a file"},
		{"{", "-", "stdin: line 1", "cut off"},
		{`{"Statement":[]}`, "-", "it is a policy document", "the wrong file"},
		{"", "-format yaml x", "write json, policy, shell, terraform or cloudformation", "format"},
		{"", "-kind identity,trust x", "write some of identity,repository,endpoint,layers", "kind"},
		{"", "-principal * x", "write arn:aws:iam::ACCOUNT:role/NAME", "everyone"},
		{"", "-principal arn:aws:iam::1111:role/r x", "write arn:aws:iam", "short account"},
		{"", "-principal arn:aws:iam::111122223333:user/u x", "write arn:aws:iam", "users do not run tasks"},
		{"", "-nosuch", "-nosuch (policygen -h explains)", "flag"},
		{"", usEast + " -kind", "-kind needs a value behind it: KINDS (policygen -h explains)", "a flag behind a reference is a flag"},
	} {
		code, out, errs := invoke(row.stdin, strings.Fields(row.args)...)
		require.Equal(t, 2, code, row.why)
		require.Empty(t, out, row.why)
		require.Contains(t, errs, row.want, row.why)
	}
}

// generated runs the program and returns the policies of -format json.
func generated(t *testing.T, args ...string) []document {
	t.Helper()
	code, out, errs := invoke("", args...)
	require.Zero(t, code, errs)
	var docs []document
	require.NoError(t, json.Unmarshal([]byte(out), &docs))
	return docs
}

// TestPoliciesAllowThePull has the policies decided: together they allow each
// image, and nothing beside it.
func TestPoliciesAllowThePull(t *testing.T) {
	const sameAccount, other = usEast, "444455556666.dkr.ecr.eu-west-1.amazonaws.com/base/proxy:v1"
	for _, pull := range []struct{ role, image string }{
		{"arn:aws:iam::111122223333:role/exec", sameAccount},
		{"arn:aws:iam::111122223333:role/exec", other},
		{"arn:aws-cn:iam::444455556666:role/exec", china},
		{"arn:aws-us-gov:iam::444455556666:role/path/exec", gov},
	} {
		docs := generated(t, append(strings.Fields(allKinds), "-principal", pull.role, pull.image)...)
		var access authz.Access
		repository, _ := ecrref.MustParse(pull.image).Repository().ARN()
		for _, d := range docs {
			policy, err := authz.Compile(d.Policy)
			require.NoError(t, err)
			switch d.Kind {
			case "identity":
				access.Identity = policy
			case "repository":
				access.Resource = append(access.Resource, authz.ResourcePolicy{On: repository, Policy: policy})
			case "endpoint":
				access.Endpoint = policy
			}
		}
		ref := ecrref.MustParse(pull.image)
		arn, _ := ref.Repository().ARN()
		decide := func(role, action, resource string) authz.Outcome {
			return access.Decide(
				authz.Request{Principal: role, Action: action, Resource: resource, ResourceAccount: ref.Registry().AccountID()},
			).Outcome
		}
		for _, action := range []string{"ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"} {
			require.Equal(t, authz.Allowed, decide(pull.role, action, arn), "%v", pull)
			require.NotEqual(t, authz.Allowed, decide(pull.role, action, arn+"x"), "%v", pull)
			require.NotEqual(t, authz.Allowed, decide(strings.Replace(pull.role, "exec", "other", 1), action, arn), "%v", pull)
		}
		require.NotEqual(t, authz.Allowed, decide(pull.role, "ecr:PutImage", arn), "%v", pull)
		token := authz.Request{Principal: pull.role, Action: "ecr:GetAuthorizationToken", Resource: "*"}
		require.Equal(t, authz.Allowed, authz.Access{Identity: access.Identity, Endpoint: access.Endpoint}.Decide(token).Outcome)
	}
}

// TestLeastPrivilegePerRole: each role gets the images of its own tasks only.
func TestLeastPrivilegePerRole(t *testing.T) {
	task := func(role, image string) string {
		return fmt.Sprintf(
			`{"Type":"AWS::ECS::TaskDefinition","Properties":{"ExecutionRoleArn":%q,"ContainerDefinitions":[{"Name":"c","Image":%q}]}}`,
			role,
			image,
		)
	}
	const account = "arn:aws:iam::111122223333:role/"
	template := `{"Resources":{"A":` + task(
		account+"a",
		usEast,
	) + `,"B":` + task(
		account+"b",
		strings.Replace(usEast, "team/app", "team.app", 1),
	) + `}}`
	code, out, errs := invoke(template, "-kind", "identity,repository", "-")
	require.Zero(t, code, errs)
	var docs []document
	require.NoError(t, json.Unmarshal([]byte(out), &docs))
	require.Len(t, docs, 2)
	require.Equal(t, "a", docs[0].Role)
	require.Contains(t, docs[0].Policy.String(), "repository/team/app")
	require.NotContains(t, docs[0].Policy.String(), "team.app")
	require.Contains(t, docs[1].Policy.String(), "repository/team.app")
}

// TestNamesDiffer: names are made of letters, digits and hyphens, and those that
// become alike get numbers.
func TestNamesDiffer(t *testing.T) {
	var args []string
	for _, name := range []string{"a/b", "a.b", "a_b", "a-b", "a-b-2"} {
		args = append(args, strings.Replace(usEast, "team/app", name, 1))
	}
	seen := map[string]bool{}
	for _, d := range generated(t, append([]string{"-kind", "repository", "-principal", role}, args...)...) {
		require.False(t, seen[logicalID(d.Name)], d.Name)
		require.Equal(t, d.Name, slug(d.Name))
		seen[logicalID(d.Name)] = true
	}
	require.Len(t, seen, len(args))
}

// TestLogicalIDs: they are not too long, and differ where the names do.
func TestLogicalIDs(t *testing.T) {
	seen := map[string]bool{}
	for n := range 300 {
		for _, end := range []string{"", "x", "y"} {
			id := logicalID("repository-" + strings.Repeat("a", n) + end)
			require.LessOrEqual(t, len(id), 255)
			require.Regexp(t, "^[A-Za-z0-9]+$", id)
			require.False(t, seen[id], "%d %s", n, id)
			seen[id] = true
		}
	}
	require.Equal(t, "Repository", logicalID("repository"))
}

// TestSplit: a policy that IAM would refuse for its size is parted.
func TestSplit(t *testing.T) {
	var args []string
	for i := range 300 {
		args = append(args, strings.Replace(usEast, "team/app", fmt.Sprintf("team/app-%d", i), 1))
	}
	docs := generated(t, append([]string{"-kind", "identity"}, args...)...)
	require.Greater(t, len(docs), 1)
	all := ""
	for _, d := range docs {
		require.LessOrEqual(t, d.Policy.Size(iampolicy.KindIdentity), 6144)
		all += d.Policy.String()
	}
	for i := range 300 {
		require.Contains(t, all, fmt.Sprintf(`repository/team/app-%d"`, i))
	}
}

func TestNothingToDo(t *testing.T) {
	for format, want := range map[string]string{"json": "[]\n", "policy": "", "shell": "", "terraform": "", "cloudformation": ""} {
		code, out, _ := invoke("", "-format", format, "public.ecr.aws/nginx/nginx:1")
		require.Zero(t, code)
		require.Equal(t, want, out, format)
	}
}

// TestShell has a shell read the commands: each policy arrives whole.
func TestShell(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("bash is not installed")
	}
	args := append(strings.Fields(allKinds), "-principal", "arn:aws:iam::444455556666:role/o'brien/$HOME/exec", usEast)
	_, script, errs := invoke("", append(args, "-format", "shell")...)
	require.Empty(t, errs)
	// the stand-in for the AWS CLI prints what comes after --policy-document or --policy-text
	script = `aws() { while [ $# -gt 0 ]; do case $1 in --policy-document|--policy-text) printf '%s\n' "$2";; esac; shift; done; }` +
		"\n" + script
	out, err := exec.Command(bash, "-euc", script).CombinedOutput()
	require.NoError(t, err, string(out))
	var got []string
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var policy iampolicy.Document
		require.NoError(t, d.Decode(&policy))
		got = append(got, policy.String())
	}
	var want []string
	for _, d := range generated(t, args...) {
		want = append(want, d.Policy.String())
		if d.Kind == "endpoint" {
			want = append(want, d.Policy.String()) // there are two endpoints
		}
	}
	require.Len(t, want, 5)
	require.Equal(t, want, got)
}

// TestWarnings: whoever gets a policy that replaces another is told, in each
// format.
func TestWarnings(t *testing.T) {
	for kind, want := range map[string]string{
		"repository": "replaces the policy that is there",
		"endpoint":   "nothing through the endpoint but these pulls",
		"layers":     "nothing through the endpoint but image layers",
	} {
		for _, format := range []string{"json", "policy", "shell", "terraform", "cloudformation"} {
			_, out, errs := invoke("", "-kind", kind, "-principal", role, "-format", format, usEast)
			if format == "policy" {
				out = errs // bare documents hold nothing else
			}
			if kind == "repository" && format == "cloudformation" {
				require.NotContains(t, out, want, "it makes the repository itself")
				continue
			}
			require.Contains(t, out, want, kind+" "+format)
		}
	}
	_, out, _ := invoke("", "-kind", "identity", usEast)
	require.NotContains(t, out, "warning", "it takes nothing away")
}

// TestCloudFormationLint has AWS's linter judge every template.
func TestCloudFormationLint(t *testing.T) {
	program, err := exec.LookPath("cfn-lint")
	if err != nil {
		t.Skip("cfn-lint is not installed: pip install cfn-lint")
	}
	templates, err := filepath.Glob("testdata/golden/*.template.json")
	require.NoError(t, err)
	require.Len(t, templates, 7)
	out, err := exec.Command(program, templates...).CombinedOutput()
	require.NoError(t, err, string(out))
}

// TestTerraformEscapes: what looks like a template of Terraform's is none.
func TestTerraformEscapes(t *testing.T) {
	d := document{Policy: iampolicy.NewDocument(iampolicy.Allow("ecr:*").On("${aws:x}", "%{y}"))}
	require.Contains(t, d.heredoc(), `"$${aws:x}"`)
	require.Contains(t, d.heredoc(), `"%%{y}"`)
}

// TestSnapshot reads the task definitions that examples/snapshot got from AWS.
func TestSnapshot(t *testing.T) {
	const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1"
	tasks := `"taskDefinitions":{"web":{"taskDefinition":{"family":"web","executionRoleArn":"arn:aws:iam::123456789012:role/pulls",` +
		`"containerDefinitions":[{"name":"app","image":"` + image + `"}]}}},`
	gap := func(kind string) string {
		return `[{"question":"` + kind + `","resource":"x","message":"the reason"}]`
	}
	for _, row := range []struct {
		snapshot  string
		code      int
		out, errs string
		why       string
	}{
		{`{"snapshot":1,` + tasks + `"absent":[],"unanswered":[]}`, 0, "repository/team/app", "", "a task definition"},
		{`{"snapshot":1,` + tasks + `"absent":[],"unanswered":` + gap("role") + `}`, 0, "repository/team/app", "", "what no policy hangs on"},
		{`{"snapshot":1,` + tasks + `"absent":[],"unanswered":` + gap("task-definition") + `}`, 3,
			"repository/team/app", "stdin:1: the reason", "one is not known"},
		{`{"snapshot":1,"absent":` + gap("service") + `,"unanswered":[]}`, 3, "", "the reason", "there is none"},
		{`{"snapshot":1,"absent":[],"unanswered":[]}`, 2, "",
			"the snapshot holds no task definition: take it with -task-definition NAME", "nobody asked"},
		{`{"family":"web"}`, 2, "", "this is not a snapshot", "another file"},
	} {
		code, out, errs := invoke(row.snapshot, "-snapshot", "-")
		require.Equal(t, row.code, code, "%s: %s", row.why, errs)
		require.Contains(t, out, row.out, row.why)
		require.Contains(t, errs, row.errs, row.why)
	}
}

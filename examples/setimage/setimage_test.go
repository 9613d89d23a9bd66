package main

import (
	"bytes"
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/golden"
	"github.com/stretchr/testify/require"
)

const (
	host    = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
	digestA = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	digestB = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
)

// call runs the program as main does.
func call(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, strings.NewReader(stdin), &out, &err)
	return code, out.String(), err.String()
}

// TestGolden holds what the program prints for each shape and each kind of error.
func TestGolden(t *testing.T) {
	for _, row := range []struct {
		name string
		code int
		args string
	}{
		{"tag", 0, "-container app -tag v2 testdata/task.json"},
		{"tag-drops-digest", 0, "-container proxy -tag v2 testdata/task.json"},
		{"digest", 0, "-container app -digest " + digestA + " testdata/task.json"},
		{"tag-and-digest", 0, "-container cache -tag 7 -digest " + digestA + " testdata/task.json"},
		{"port", 0, "-container local -tag v2 testdata/task.json"},
		{"image-over-placeholder", 0, "-container draft -image " + host + "/draft:v2 testdata/task.json"},
		{"unchanged", 0, "-container app -tag v1 testdata/task.json"},
		{"wrapped", 0, "-container app -tag v2 testdata/describe.json"},
		{"strip", 0, "-container app -tag v2 -strip testdata/describe.json"},
		{"strip-only", 0, "-strip testdata/describe.json"},
		{"strip-nothing", 0, "-strip testdata/task.json"},
		{"imagedefinitions", 0, "-container proxy -tag 2 testdata/imagedefinitions.json"},
		{"imagedetail", 0, "-tag v2 testdata/imageDetail.json"},
		{"container-list", 0, "-container app -tag v2 testdata/containers.json"},
		{"cloudformation", 0, "-task Worker -container app -tag v2 testdata/template.json"},
		{"cloudformation-intrinsic", 0, "-container built -image " + host + "/built:v2 testdata/template.json"},
		{"flags-behind", 0, "testdata/containers.json -tag v2 -container app"},
		{"help", 0, "-h"},
		{"error-placeholder", 2, "-container draft -tag v2 testdata/task.json"},
		{"error-intrinsic", 2, "-container built -tag v2 testdata/template.json"},
		{"error-container", 2, "-container web -tag v2 testdata/task.json"},
		{"error-no-container", 2, "-tag v2 testdata/task.json"},
		{"error-two-tasks", 2, "-container app -tag v2 testdata/template.json"},
		{"error-task", 2, "-task Nobody -container app -tag v2 testdata/template.json"},
		{"error-yaml", 2, "-container app -tag v2 testdata/template.yaml"},
		{"error-terraform", 2, "-container app -tag v2 testdata/terraform.json"},
		{"error-strip-list", 2, "-strip testdata/containers.json"},
		{"error-image-as-tag", 2, "-container cache -tag team/app:v2 testdata/task.json"},
		{"error-flags", 2, "-container app testdata/task.json"},
		{"error-two-files", 2, "-container app -tag v2 a b"},
		{"error-both", 2, "-container app -tag v2 -image nginx testdata/task.json"},
		{"error-flag", 2, "-conteiner app -tag v2 testdata/task.json"},
		{"error-write-stdin", 2, "-container app -tag v2 -w -"},
		{"error-useless-container", 2, "-container app -strip testdata/describe.json"},
	} {
		t.Run(row.name, func(t *testing.T) {
			code, out, report := call("", strings.Fields(row.args)...)
			require.Equal(t, row.code, code, report)
			golden.File(t, filepath.Join("testdata/golden", row.name+".txt"), []byte(out+"--- standard error, exit "+string(rune('0'+code))+"\n"+report))
			if code != 0 {
				require.Empty(t, out, "an error writes nothing")
			}
		})
	}
}

// TestFieldFailures: each failure of deploy scripts in use that
// was reproduced against them, by the tool that has it.
func TestFieldFailures(t *testing.T) {
	two := `[{"name":"a","image":"nginx:1"},{"name":"b","image":"` + host + `/my-nginx:9"}]`
	one := func(image string) string { return `[{"name":"a","image":"` + image + `"}]` }
	for _, row := range []struct{ in, args, want, why string }{
		{one(host + "/app"), "-image " + host + "/app:v2", one(host + "/app:v2"), "ecs-deploy #317: an untagged image stays as it was, exit 0"},
		{one(host + "/app@" + digestA), "-image " + host + "/app:v2", one(host + "/app:v2"), "ecs-deploy: a pinned image stays as it was, exit 0"},
		{two, "-container a -image nginx:2", `[{"name":"a","image":"nginx:2"},{"name":"b","image":"` + host + `/my-nginx:9"}]`, "ecs-deploy: both containers become nginx:2"},
		{two, "-container b -tag v2", `[{"name":"a","image":"nginx:1"},{"name":"b","image":"` + host + `/my-nginx:v2"}]`, "ecs-deploy: in one-line JSON the second container is deleted"},
		{one(host + "/app@" + digestA), "-tag v2", one(host + "/app:v2"), "ecs-deploy and fabfuel: app@sha256:v2"},
		{one(host + "/app:v0"), "-image " + host + "/app:v1@" + digestA, one(host + "/app:v1@" + digestA), "ecs-deploy: Unable to parse image name"},
		{one("localhost:5000/app"), "-tag v2", one("localhost:5000/app:v2"), "fabfuel: localhost:v2"},
		{one(host + "/app:v1@" + digestA), "-tag v2", one(host + "/app:v2"), "the new tag would be ignored beside the old digest"},
		{one(host + "/app:v1@" + digestA), "-digest " + digestB, one(host + "/app@" + digestB), "the old tag would lie about the new digest"},
		{one("nginx@" + digestA), "-tag 2", one("nginx:2"), "pipecd: name nginx@sha256, outside ECR too"},
		{one("x"), "-image " + host + "/" + strings.Repeat("a", 200) + "@" + digestA, one(host + "/" + strings.Repeat("a", 200) + "@" + digestA), "the digest does not count among the 255 characters"},
		{one("nginx"), "-digest " + digestA, one("nginx@" + digestA), "nginx does not become docker.io/library/nginx"},
	} {
		t.Run(row.why, func(t *testing.T) {
			code, out, report := call(row.in, append(strings.Fields(row.args), "-")...)
			require.Zero(t, code, report)
			require.Equal(t, row.want, out)
		})
	}
}

// TestStripTags: tags in two places are not merged by guess.
func TestStripTags(t *testing.T) {
	file := func(inside, beside string) string {
		return `{"taskDefinition":{"containerDefinitions":[],"tags":` + inside + `},"tags":` + beside + `}`
	}
	tag := `[{"key":"a","value":"b"}]`
	code, out, report := call(file(tag, tag), "-strip", "-")
	require.Equal(t, 2, code)
	require.Empty(t, out)
	require.Contains(t, report, "remove one of them")
	code, out, _ = call(file(tag, "[]"), "-strip", "-")
	require.Zero(t, code)
	require.Equal(t, `{"containerDefinitions":[],"tags":`+tag+`}`, out)
}

func TestQuote(t *testing.T) {
	require.Equal(t, `"a<b>&\"\\\n\u0001é\u2028"`, quote("a<b>&\"\\\n\x01é\u2028"))
}

// TestHosts: the same tools know only some of the hosts, or also what is none.
func TestHosts(t *testing.T) {
	for host, fine := range map[string]bool{
		"123456789012.dkr.ecr.us-east-1.amazonaws.com":                   true,
		"123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com":          true,
		"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn":               true,
		"123456789012.dkr-ecr.us-east-1.on.aws":                          true,
		"123456789012.dkr-ecr-fips.us-east-1.on.aws":                     true,
		"123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn":    true,
		"123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu":               true,
		"123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov":              true,
		"public.ecr.aws/alias":                                           true,
		"000000000000.dkr.ecr.us-east-1.localhost.localstack.cloud:4566": true,
		"11111111111.dkr.ecr.us-east-1.amazonaws.com":                    false,
		"XXXXX.dkr.ecr.us-east-1.amazonaws.com":                          false,
		"123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.example":      false,
		"123456789012xdkr.ecr.us-east-1.amazonaws.com":                   false,
		"123456789012.dkr.ecr.cn-north-1.amazonaws.com":                  false,
		"123456789012.dkr.ecr.us-east-1.amazonaws.com:443":               false,
	} {
		file := func(tag string) string { return `[{"name":"a","image":"` + host + `/app:` + tag + `"}]` }
		code, out, report := call(file("v1"), "-tag", "v2", "-")
		whole, _, _ := call(file("v1"), "-image", host+"/app:v2", "-")
		if fine {
			require.Zero(t, code, report)
			require.Zero(t, whole, host)
			require.Equal(t, file("v2"), out)
			continue
		}
		require.Equal(t, 2, code, host)
		require.Equal(t, 2, whole, host)
	}
}

// TestRefusals: what the same tools accept, or change silently.
func TestRefusals(t *testing.T) {
	app := func(image string) string { return `[{"name":"app","image":"` + image + `"}]` }
	good := app(host + "/app:v1")
	for _, row := range []struct{ in, flag, value, want, why string }{
		{good, "-image", host + "/APP:v1", "lower case", "ecs-deploy accepts upper case"},
		{good, "-image", host + "/app:", "tag", "ecs-deploy accepts an empty tag"},
		{good, "-image", "$ECR_REGISTRY/app:v1", "is a variable not filled in?", "aws-actions render #49: sent unexpanded"},
		{good, "-image", "https://" + host + "/app:v1", "https://", "a URL is no image"},
		{good, "-image", "11111111111.dkr.ecr.us-east-1.amazonaws.com/app:v1", "digits", "an 11-digit account passes as another registry"},
		{good, "-image", host + ".evil.example/app:v1", "host", "a spoof passes as another registry"},
		{good, "-image", host, "repository", "a bare ECR host reads as docker.io/library"},
		{good, "-image", digestA, "give it with -digest", "a digest alone, which Docker reads as a tag"},
		{good, "-image", "nginx@sha512:" + strings.Repeat("a", 128), "sha256", "ECS takes sha256 only"},
		{good, "-image", "nginx:1\n", "not an image", "a line feed from a file"},
		{good, "-image", host + "/" + strings.Repeat("a", 220) + ":v1", "255", "ECS takes 255 characters"},
		{good, "-tag", "", "-tag is empty", "-tag \"$TAG\" with TAG unset"},
		{good, "-tag", digestA, "a digest is given with -digest", "the wrong flag"},
		{good, "-tag", "v 2", `:1: app: -tag "v 2": a reference holds no ' '`, "a blank"},
		{good, "-tag", "latest@x", `a tag holds no "@"`, "no talk of user info where a tag is wrong"},
		{app("nginx"), "-tag", "latest@x", `a tag holds no "@"`, "outside ECR too"},
		{good, "-tag", "v1:v2", `a tag holds no "@", "/" or ":"`, "two tags"},
		{good, "-image", "user:secret@" + host + "/app:v1", `-image: "REDACTED@` + host + `/app:v1": `, "the password is not repeated"},
		{good, "-tag", strings.Repeat("a", 129), "128", "too long"},
		{good, "-digest", "v2", "sha256", "a tag is no digest"},
		{good, "-digest", "sha256:abc", "64", "a short digest"},
		{good, "-digest", host + "/app@" + digestA, "-image", "what docker push prints"},
		{app("nginx"), "-tag", ".bad", "invalid tag", "outside ECR too"},
		{app("nginx"), "-digest", "sha256:abc", "-digest \"sha256:abc\"", "outside ECR too"},
		{app("<IMAGE1_NAME>"), "-tag", "v2", "not filled in", "CodeDeploy's placeholder"},
		{app("XXXXX.dkr.ecr.us-east-1.amazonaws.com/app:1"), "-tag", "v2", "-image", "a placeholder of documentation"},
		{app("aws_account_id.dkr.ecr.us-east-1.amazonaws.com/app:1"), "-tag", "v2", "-image", "the same"},
		{app("Nginx"), "-tag", "v2", "-image", "what stands there is no image"},
		{`[{"name":"app"}]`, "-tag", "v2", "has no image", "nothing to change"},
		{`[{"name":"app","image":"a:1"},{"name":"app","image":"b:1"}]`, "-tag", "v2", "2 containers are called \"app\" (lines 1, 1)", "ECS refuses that"},
		{`{"family":"web"}`, "-tag", "v2", "not a task definition", "another file"},
		{`[{"name":"app","image":"a:1"}`, "-tag", "v2", "ends too early", "cut off"},
		{``, "-tag", "v2", "empty", "the command before the pipe has failed"},
	} {
		t.Run(row.why, func(t *testing.T) {
			code, out, report := call(row.in, "-container", "app", row.flag, row.value, "-")
			require.Equal(t, 2, code)
			require.Empty(t, out)
			require.Contains(t, report, row.want)
			require.NotContains(t, report, "secret")
			require.NotContains(t, report, "ecrref.", "names of functions are for programmers")
		})
	}
}

// TestHelpNamesEveryFlag keeps the text and the flags together.
func TestHelpNamesEveryFlag(t *testing.T) {
	n := 0
	p := new(options).program()
	p.Flags().VisitAll(func(f *flag.Flag) {
		n++
		require.Contains(t, p.Help(), "\n  -"+f.Name+" ")
	})
	require.Equal(t, 8, n)
}

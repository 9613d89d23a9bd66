package answer_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
	"github.com/stretchr/testify/require"
)

// filled repeats a text with an end, up to as much as a field may hold.
func filled(begin, text, end string) string {
	n := (answer.MaxField - len(begin) - len(end)) / len(strings.Join(strings.Fields(text), ""))
	return begin + strings.Repeat(text, n) + end
}

// heavy are inputs of the greatest length that is judged, each of which made work that
// grew with the square of the length, or might.
var heavy = map[string]answer.Input{
	"documents without statements": {Image: image, Policy: filled("", `{"Statement":[]}`, ""), Launch: "FARGATE"},
	"documents": {
		Image:  image,
		Policy: filled("", `{"Statement":{"Effect":"Allow","Action":"a:*","Resource":"*"}}`, ""),
		Launch: "FARGATE",
	},
	"statements": {
		Image: image,
		Policy: filled(`{"Statement":[`, `{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:*:*:repository/*a*b*c*d"},`,
			`{"Effect":"Allow","Action":"ecr:*","Resource":"x"}]}`),
		Launch: "FARGATE",
	},
	"denies": {
		Image:  image,
		Policy: filled(`{"Statement":[`, `{"Effect":"Deny","Action":"*","Resource":"*"},`, `{"Effect":"Deny","Action":"*","Resource":"*"}]}`),
		Launch: "FARGATE",
	},
	"actions": {
		Image:  image,
		Policy: filled(`{"Statement":[{"Effect":"Allow","Action":[`, `"ecr:*a*b*c*d*e*f",`, `"s3:x"],"Resource":"*"}]}`),
		Launch: "FARGATE",
	},
	"misspelled actions": {
		Image:  image,
		Policy: filled(`{"Statement":[{"Effect":"Allow","Action":[`, `"ecr:GetDownloadUrlForLayr",`, `"s3:x"],"Resource":"*"}]}`),
		Launch: "FARGATE",
	},
	"resources": {
		Image:  image,
		Policy: filled(`{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":[`, `"arn:aws:ecr:*:*:*a*b*c*d*e",`, `"x"]}]}`),
		Launch: "FARGATE",
	},
	"conditions": {
		Image: image,
		Policy: filled(
			`{"Statement":[`,
			`{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}},`,
			`{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}`,
		),
		Launch: "FARGATE",
	},
	"conditions that deny": {
		Image: image,
		Policy: pull + filled(`{"Statement":[`,
			`{"Effect":"Deny","Action":"ecr:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}},`,
			`{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}`)[200:],
		Launch: "FARGATE",
	},
	"names": {Image: image, Policy: filled("", managed+"\n", ""), Launch: "FARGATE"},
	"attached": {
		Image:  image,
		Policy: filled(`{"AttachedPolicies":[`, `{"PolicyArn":"arn:aws:iam::aws:policy/service-role/`+managed+`"},`, `{}]}`),
		Launch: "FARGATE",
	},
	"owners":           {Image: image, Policy: filled("", `{"RoleName":"a","Document":{"Statement":[]}}`, ""), Launch: "FARGATE"},
	"other users":      {Image: image, Policy: filled("", `{"UserName":"a","Document":{"Statement":[]}}`, ""), Launch: "FARGATE"},
	"slashes":          {Image: filled("", "a/", "")},
	"letters":          {Image: filled("", "a", "")},
	"underscores":      {Image: filled(host+"/app:", "_", "")},
	"capitals":         {Image: filled(host+"/app:", "@A", "")},
	"dollars":          {Image: filled(host+"/", "${A", "")},
	"percents":         {Image: filled(host+"/", "%A_", "")},
	"lines":            {Image: filled("", "a:\n", "")},
	"words":            {Image: filled("", "a/b ", "")},
	"containers":       {Image: filled(`[`, `{"image":"`+image+`"},`, `{"image":"`+image+`"}]`), Policy: managed, Launch: "FARGATE"},
	"small containers": {Image: filled(`[`, `{"image":"A"},`, `{"image":"A"}]`), Policy: managed, Launch: "FARGATE"},
	"many images": {Image: manyImages(10), Policy: filled(`{"Statement":[`,
		`{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}},`,
		`{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}`), Launch: "FARGATE"},
	"many images and denies": {Image: manyImages(10), Policy: filled(`{"Statement":[`, `{"Effect":"Deny","Action":"*","Resource":"*"},`,
		`{"Effect":"Deny","Action":"*","Resource":"*"}]}`), Launch: "FARGATE"},
	"many images and wildcards": {Image: manyImages(10), Policy: filled(`{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":[`,
		`"arn:aws:ecr:*:*:*a*b*c*d*e",`, `"x"]}]}`), Launch: "FARGATE"},
	"open containers": {Image: filled(`[`, `{"image":"$"},`, `{"image":"$"}]`), Policy: managed, Launch: "FARGATE"},
	"open brackets":   {Image: filled("", "[", ""), Policy: filled("", "{", ""), Agent: filled("", "[", ""), Launch: "EC2"},
	"nested answers": {
		Image:  image,
		Policy: strings.Repeat(`{"Properties":`, 90) + filled(`{"Document":{"Statement":[`, `[],`, `[]]}}`) + strings.Repeat("}", 90),
		Launch: "FARGATE",
	},
	"agents": {Image: image, Policy: managed, Agent: filled("", "agent ", ""), Launch: "EC2"},
	"instances": {Image: onEC2(`"requiresAttributes":[` + strings.Repeat(`{"name":"abc"},`, 3000) + `{"name":"abd"}]`), Policy: managed,
		Agent: filled(`[`, `{"agentVersion":"1.6.0"},`, `{"agentVersion":"1.7.0"}]`), Launch: "EC2"},
	"attributes": {Image: onEC2(`"requiresAttributes":[` + strings.Repeat(`{"name":"abc"},`, 3000) + `{"name":"abd"}]`), Policy: managed,
		Agent: filled(`[{"agentVersion":"1.102.2","attributes":[`, `{"name":"x"},`, `{}]}]`), Launch: "EC2"},
	"failures": {Image: image, Policy: managed, Agent: filled(`{"failures":[`, `{"reason":"M"},`, `{"reason":"N"}]}`), Launch: "EC2"},
}

func manyImages(n int) string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf(`{"name":"c","image":"%s/app%d:v1"}`, host, i))
	}
	return "[" + strings.Join(list, ",") + "]"
}

// TestHeavy: whatever fills the fields, an answer comes in a time that nobody takes for
// a frozen page. The bound is generous, since machines that test are slow and busy: what
// the page once did with less took ten times that.
func TestHeavy(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves out the greatest inputs")
	}
	for name, in := range heavy {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			a := answer.Ask(in)
			took := time.Since(start)
			t.Logf("%v, %s, %d findings", took, a.Verdict, len(a.Findings))
			if took > 3*time.Second {
				t.Errorf("it takes %v", took)
			}
			text, err := json.Marshal(a)
			require.NoError(t, err)
			if len(a.Findings) > 100 || len(text) > 3*answer.MaxField {
				t.Errorf("there are %d findings, and the answer has %d bytes", len(a.Findings), len(text))
			}
		})
	}
}

// TestTooLong: what is longer than a field may hold is not judged, and no other field
// makes that fine. White space counts for nothing, as with AWS.
func TestTooLong(t *testing.T) {
	t.Parallel()
	const said = "too long for this page"
	spaces := strings.Repeat(" \n", answer.MaxField)
	for _, row := range []struct {
		in   answer.Input
		want answer.Verdict
		long bool
		why  string
	}{
		{answer.Input{Image: strings.Repeat("a", answer.MaxField), Policy: pull}, "will-fail", false, "as long as it may be"},
		{answer.Input{Image: strings.Repeat("a", answer.MaxField+1), Policy: pull}, "undecided", true, "one more"},
		{answer.Input{Image: spaces + image + spaces, Policy: spaces + pull + spaces, Agent: spaces + agent + spaces}, "can-pull", false,
			"white space"},
		{answer.Input{Image: image, Policy: filled("", managed+" ", ""), Launch: "FARGATE"}, "can-pull", false, "as long as it may be"},
		{answer.Input{Image: image, Policy: filled("", managed+" ", "") + managed + " " + managed, Launch: "FARGATE"}, "undecided", true,
			"two more"},
		{answer.Input{Image: host + "/App", Policy: filled("", "x ", "") + "x", Launch: "FARGATE"}, "will-fail", true,
			"the image fails, whatever they say"},
		{answer.Input{Image: image, Policy: pull, Agent: instances(having(agent, ecrAuth)) + strings.Repeat("x", answer.MaxField)}, "undecided",
			true,
			"an agent where one counts"},
		{answer.Input{Image: image, Policy: pull, Agent: strings.Repeat("x", answer.MaxField+1), Launch: "FARGATE"}, "can-pull", true,
			"where none does"},
		{answer.Input{Policy: strings.Repeat("x", answer.MaxField+1)}, "waiting", true, "no image yet"},
	} {
		a := answer.Ask(row.in)
		if a.Verdict != row.want || strings.Contains(messages(a), said) != row.long {
			t.Errorf("%s: the verdict is %s, want %s: %s", row.why, a.Verdict, row.want, messages(a))
		}
	}
}

// TestMany: of many findings those that decide are shown, and the others are counted.
func TestMany(t *testing.T) {
	t.Parallel()
	policy := strings.Repeat(`{"Statement":[]}`, 300) + "x"
	a := answer.Ask(answer.Input{Image: image, Policy: policy, Launch: "FARGATE"})
	require.Len(t, a.Findings, 100)
	require.Equal(t, answer.Failure, a.Findings[0].Severity)
	require.Greater(t, a.More, 150)

	const ten = `[{"name":"a","image":"nginx"},{"name":"a","image":"nginx"},{"name":"a","image":"nginx"},{"name":"a","image":"nginx"},` +
		`{"name":"a","image":"nginx"},{"name":"a","image":"nginx"},{"name":"a","image":"nginx"},{"name":"a","image":"nginx"},` +
		`{"name":"a","image":"nginx"},{"name":"a","image":"nginx"}]`
	require.Equal(t, answer.Outside, answer.Ask(answer.Input{Image: ten}).Verdict)
	eleven := answer.Ask(answer.Input{Image: strings.Replace(ten, "[", `[{"name":"a","image":"nginx"},`, 1)})
	require.Equal(t, answer.Undecided, eleven.Verdict)
	require.Contains(t, messages(eleven), "these are 11 containers, and a task definition has at most 10")
	require.Empty(t, eleven.Images)
}

// TestSameImage: two containers of one image have one answer, each under its own name.
func TestSameImage(t *testing.T) {
	t.Parallel()
	a := answer.Ask(answer.Input{Image: task("FARGATE", role, image, image), Policy: `{"Statement":[]}`})
	said := map[string]int{}
	for _, f := range a.Findings {
		if f.Field == answer.FieldPolicy && f.Container != "" {
			said[f.Container]++
		}
	}
	require.Equal(t, 2, len(said))
	require.Equal(t, said["c0"], said["c1"])
	require.Equal(t, answer.WillFail, a.Images[0].Verdict)
	require.Equal(t, answer.WillFail, a.Images[1].Verdict)
}

// TestShort: no answer repeats a text that fills the window.
func TestShort(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 5000)
	for _, in := range []answer.Input{{Image: long}, {Image: host + "/" + long}, {Image: "ghcr.io/" + long}, {Image: "${" + long + "}"},
		{Image: host + "/app:${" + long},
		{Image: long + "/a"}, {Image: `[{"name":"` + long + `","image":"A"}]`}, {Image: `[{"name":"a","image":"` + long + `!"}]`},
		{Image: strings.Replace(task("FARGATE", role, image), "ecsTask", long, 1), Policy: `{"RoleName":"b","PolicyDocument":` + pull + `}`},
		{Image: image, Policy: long}, {Image: image, Policy: `{"Statement":{"Effect":"` + long + `"}}`}, {Image: image,
			Policy: `{"UserName":"` + long + `","Document":{}}`},
		{Image: image, Agent: long}, {Image: image, Agent: instances(having(long, long))}, {Image: image, Agent: `[{"containerInstanceArn":"` +
			long + `"}]`},
	} {
		a := answer.Ask(in)
		for _, f := range a.Findings {
			if len(f.Message) > 1000 || len(f.Fix) > 1000 || len(f.Container) > 1000 {
				t.Errorf("%.60q: %.200s\n%.200s", in.Image, f.Message, f.Fix)
			}
		}
	}
}

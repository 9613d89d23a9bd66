package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fault is a situation in which a pull fails, or seems to, with what the answer has
// to say. Mended is the exit code once every command of the answer was run, and the
// files were corrected as it says.
type fault struct {
	Why, Args string
	Files     map[string]json.RawMessage
	Corrected map[string]json.RawMessage
	Exit      int
	Rules     []string // errors and warnings, in order; null is any
	Says, Not []string
	Mended    *int
}

// faults are those that were met, and cousins of these: other accounts, partitions,
// hosts, layers and templates, each with the answer that the rules demand.
func faults(t *testing.T) (list []fault) {
	for _, name := range []string{"testdata/faults.json", "testdata/cousins.json"} {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		var more []fault
		require.NoError(t, json.Unmarshal(text, &more))
		list = append(list, more...)
	}
	require.Len(t, list, 106+81)
	return list
}

// TestFaults: each answer says what it has to, in every format by its schema, and
// its remedies are ones.
func TestFaults(t *testing.T) {
	sarif, err := os.ReadFile("internal/report/testdata/source/sarif-schema-2.1.0.json")
	require.NoError(t, err)
	schemas := map[string]*jsonschema.Schema{"json": compileSchema(t, report.Schema), "sarif": compileSchema(t, sarif)}
	for _, f := range faults(t) {
		t.Run(f.Why, func(t *testing.T) {
			t.Chdir(t.TempDir())
			for name, content := range f.Files {
				write(t, name, inFile(content))
			}
			out, code := f.run(t)
			assert.Equal(t, f.Exit, code, out)
			_, r, _ := answer(t, "", strings.Fields(f.Args)...)
			if f.Rules != nil {
				assert.Equal(t, f.Rules, decisive(r), out)
			}
			for _, says := range f.Says {
				assert.Contains(t, out, says)
			}
			for _, not := range f.Not {
				assert.NotContains(t, out, not)
			}
			fixesLintClean(t, out)
			for format, schema := range schemas {
				doc, err := jsonschema.UnmarshalJSON(strings.NewReader(f.as(format)))
				require.NoError(t, err, format)
				assert.NoError(t, schema.Validate(doc), format)
			}
			toCorrect := strings.Contains(out, "correct the policy that AWS refuses")
			if f.mend(t, out) > 0 {
				out, code := f.run(t)
				if f.Mended != nil {
					assert.Equal(t, *f.Mended, code, "after the fix: "+out)
				}
				if f.Corrected != nil || !toCorrect {
					assert.NotRegexp(t, `error (permission-|trust-)`, out, "after the fix")
				}
			} else {
				assert.Nil(t, f.Mended, "the answer holds nothing that can be done: "+out)
			}
		})
	}
}

// inFile is what a file holds: JSON, or of a JSON string the text, which is YAML.
func inFile(content json.RawMessage) string {
	var text string
	if json.Unmarshal(content, &text) != nil {
		return string(content)
	}
	return text
}

func compileSchema(t *testing.T, text []byte) *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("schema.json", doc))
	s, err := c.Compile("schema.json")
	require.NoError(t, err)
	return s
}

// as is the answer in a format.
func (f *fault) as(format string) string {
	var stdout bytes.Buffer
	run(append(strings.Fields(f.Args), "-format", format), nil, &stdout, io.Discard)
	return stdout.String()
}

func (f *fault) run(t *testing.T) (out string, code int) {
	var stdout, stderr bytes.Buffer
	code = run(strings.Fields(f.Args), nil, &stdout, &stderr)
	require.Empty(t, stderr.String())
	return stdout.String(), code
}

// remedies are the forms in which an answer gives a policy, with the kind of it.
var remedies = []struct {
	form *regexp.Regexp
	kind iampolicy.PolicyKind
	file string // the flag whose file it replaces; "" adds a policy of the role
}{
	{regexp.MustCompile(`put-role-policy .*--policy-document '(.*)'`), iampolicy.KindIdentity, ""},
	{regexp.MustCompile(`set-repository-policy .*--policy-text '(.*)'`), iampolicy.KindRepository, "repo.json"},
	{regexp.MustCompile(`put-registry-policy .*--policy-text '(.*)'`), iampolicy.KindRegistry, "registry.json"},
	{regexp.MustCompile(`update-assume-role-policy .*--policy-document '(.*)'`), iampolicy.KindTrust, "account.json"},
	{regexp.MustCompile(`add to the policy of the S3 gateway endpoint: (\{.*\})`), iampolicy.KindEndpoint, "s3.json"},
}

// fixesLintClean: what is proposed, with what it is added to, has no error.
func fixesLintClean(t *testing.T, out string) {
	for _, r := range remedies {
		for _, m := range r.form.FindAllStringSubmatch(out, -1) {
			text := m[1]
			if r.file == "s3.json" {
				text = `{"Version":"2012-10-17","Statement":[` + text + `]}`
			}
			d, err := iampolicy.Parse([]byte(text))
			if !assert.NoError(t, err, text) {
				continue
			}
			for _, f := range lint.Run(d, r.kind) {
				assert.NotEqual(t, lint.SeverityError, f.Severity, "%s: %s", text, f)
			}
		}
	}
}

// mend does what the answer says, as somebody who pastes its commands, and says how
// much that is.
func (f *fault) mend(t *testing.T, out string) (done int) {
	done = len(f.Corrected)
	for name, content := range f.Corrected {
		write(t, name, string(content))
	}
	for _, r := range remedies {
		for _, m := range r.form.FindAllStringSubmatch(out, -1) {
			done++
			switch r.file {
			case "":
				f.addPolicy(t, fmt.Sprintf("mended%d", done), roleFlag.FindStringSubmatch(m[0])[1], m[1])
			case "account.json":
				write(t, r.file, trustPolicy.ReplaceAllLiteralString(string(f.Files[r.file]), `"AssumeRolePolicyDocument": `+m[1]+`, "RolePolicyList"`))
			case "s3.json":
				write(t, r.file, strings.Replace(string(f.Files[r.file]), `"Statement": [`, `"Statement": [`+m[1]+`,`, 1))
			default:
				write(t, r.file, m[1])
			}
		}
	}
	for _, m := range instead.FindAllStringSubmatch(out, -1) {
		if !strings.Contains(string(f.Files[m[2]]), `"Statement"`) || strings.Contains(string(f.Files[m[2]]), "format_version") {
			continue // the statement stands in a larger file
		}
		done++
		f.replace(t, m[2], m[1], m[3])
	}
	return done
}

var trustPolicy = regexp.MustCompile(`(?s)"AssumeRolePolicyDocument": .*, *\n? *"RolePolicyList"`)

var roleFlag = regexp.MustCompile(`--role-name (\S+)`)

// addPolicy gives a role one more policy: where the details of the account are given,
// there.
func (f *fault) addPolicy(t *testing.T, name, role, policy string) {
	if !strings.Contains(f.Args, "-account-details") {
		write(t, name+".json", policy)
		f.Args += " -policy " + name + ".json"
		return
	}
	details := string(f.Files["account.json"])
	const list = `"RolePolicyList": [`
	at := strings.Index(details, `"RoleName": "`+role+`"`)
	require.Positive(t, at)
	at += strings.Index(details[at:], list) + len(list)
	added := fmt.Sprintf(`{"PolicyName": %q, "PolicyDocument": %s}`, name, policy)
	if details[at] != ']' {
		added += ","
	}
	f.Files["account.json"] = json.RawMessage(details[:at] + added + details[at:])
	write(t, "account.json", string(f.Files["account.json"]))
}

// instead is how an answer changes a statement that denies.
var instead = regexp.MustCompile(`in statement (\d+) of ([a-z]+\.json):\d+: to spare this and nothing else write in its place (\{.*\})`)

// replace writes statements in the place of one.
func (f *fault) replace(t *testing.T, file, number, statements string) {
	d, err := iampolicy.Parse(f.Files[file])
	require.NoError(t, err)
	with, err := iampolicy.Parse([]byte(`{"Statement":[` + statements + `]}`))
	require.NoError(t, err)
	i, err := strconv.Atoi(number)
	require.NoError(t, err)
	d.Statement = iampolicy.OneOrMany[iampolicy.Statement]{Items: slices.Replace(d.Statement.Items, i, i+1, with.Statement.Items...)}
	write(t, file, d.String())
}

package answer_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
	"github.com/stretchr/testify/require"
)

// isCamel finds names that are no plain word, and no word of AWS's such as ARN.
var isCamel = regexp.MustCompile(`[a-z][A-Z]`)

// functions lists the functions and methods that the core packages export, but for
// those with the name of a plain word.
func functions(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, dir := range []string{"ecrref", "agentver", "iampolicy"} {
		err := filepath.WalkDir("../../../../"+dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, decl := range file.Decls {
				if f, ok := decl.(*ast.FuncDecl); ok && f.Name.IsExported() && isCamel.MatchString(f.Name.Name) {
					names[f.Name.Name] = true
				}
			}
			return nil
		})
		require.NoError(t, err)
	}
	return names
}

// goWord is a word that may be the name of a function, or one behind its package.
var goWord = regexp.MustCompile(`\b(?:(?:ecrref|agentver|agenttext|fleet|iampolicy|authz|lint)\.)?[A-Z][A-Za-z]+\b`)

// texts are inputs of the suites of the core packages, and what people paste beside them.
func texts(t *testing.T) (list []string) {
	t.Helper()
	for file, least := range map[string]int{"ecrref/testdata/conformance/references.json": 200,
		"iampolicy/testdata/conformance/documents.json": 50,
		"agentver/testdata/conformance/versions.json":   20, "agentver/testdata/conformance/texts.json": 20} {
		for _, r := range suite(t, file, least) {
			list = append(list, r.Input)
		}
	}
	return append(
		list,
		"arn:aws:ecr:us-east-1:123456789012:repository/app",
		host,
		host+"/",
		"arn:aws:ecr:us-east-1:123456789012:x",
		"1.4.0",
		"LATEST",
		">= 1.7.0",
		"Fargate",
		"Docker version 20.10.7",
		"ecs-init",
		"container agent 1.102.2",
		`{"platformVersion":"1.4.0"}`,
		"{%22",
		`"%7B"`,
		"amazon/amazon-ecs-agent:latest",
		`{"Cluster":"default","ContainerInstanceArn":null}`,
		`{"cluster":"x"}`,
		"1.102.2 (*02ff320c)",
		"'1.102.2'",
		`["1.7.0"]`,
		"1.7.*",
		"1.7.0, 1.8.0",
		"19.03.13-ce",
	)
}

// TestNoGo: the page speaks to people who write no Go, so no text of an answer names a
// function.
func TestNoGo(t *testing.T) {
	t.Parallel()
	names := functions(t)
	require.True(t, names["ParseAny"] && names["WithDigest"] && names["ReleaseByCommit"], "the functions that hints name")
	for _, text := range texts(t) {
		for _, in := range []answer.Input{{Image: text, Policy: pull, Launch: "EC2"}, {Image: image, Policy: text}, {Image: image, Agent: text},
			{Image: image, Agent: text, Launch: "EC2"}, {Agent: text}} {
			for _, f := range answer.Ask(in).Findings {
				said := strings.ReplaceAll(f.Message+"\n"+f.Fix, text, "")
				for _, word := range goWord.FindAllString(said, -1) {
					if names[word] || strings.Contains(word, ".") {
						t.Errorf("of %q the page says %q, which names %s", text, said, word)
					}
				}
			}
		}
	}
}

// TestAgentFix: what to paste hangs on what is known of where the task runs.
func TestAgentFix(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ agent, launch, want, why string }{
		{"Container agent 1.102.2", "EC2", "paste agentVersion as describe-container-instances prints it, such as 1.102.2", "words before it"},
		{"1.102.2 (*02ff320c)", "EC2", "such as 1.102.2", "a hash behind it"},
		{"'1.102.2'", "EXTERNAL", "such as 1.102.2", "quotation marks of a shell"},
		{"1.4.0 of Fargate", "EC2", "such as 1.102.2", "another version"},
		{`{"containerInstances":[]}`, "EC2", "start instances that register with the cluster", "none"},
		{"Container agent 1.102.2", "", "or choose where the task runs", "nobody has said"},
		{"", "EC2", "paste its version", "nothing"},
	} {
		a := answer.Ask(answer.Input{Image: image, Policy: pull, Agent: row.agent, Launch: row.launch})
		fix := ""
		for _, f := range a.Findings {
			if f.Field == answer.FieldAgent {
				fix = f.Fix
			}
		}
		require.Contains(t, fix, row.want, "%s: %q", row.why, row.agent)
		require.Equal(t, row.launch == "", strings.Contains(fix, "Fargate"), "%q", fix)
		require.Equal(t, answer.Undecided, a.Verdict)
	}
}

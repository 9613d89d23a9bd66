package iampolicy_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
)

// TestParseErrorsWhole holds what is said to each wrong type in each place of a
// document, word for word.
func TestParseErrorsWhole(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	for _, value := range []string{`1`, `null`, `"x"`, `[]`, `[1]`, `["x"]`, `{}`, `{"x":1}`, `{"x":"y"}`, `true`, `{"AWS":1}`, `{"AWS":[1]}`,
		`{"StringEquals":1}`, `{"StringEquals":[]}`, `{"StringEquals":{"k":{}}}`, `{"StringEquals":{"k":null}}`, `{"StringEquals":{"k":[[]]}}`} {
		for _, form := range []string{`%s`, `{"Version":%s}`, `{"Id":%s}`, `{"Statement":%s}`, `{"Statement":[%s]}`, `{"Statement":{"Sid":%s}}`,
			`{"Statement":{"Effect":%s}}`, `{"Statement":{"Effect":"Allow","Principal":%s,"Action":"a:B"}}`,
			`{"Statement":{"Effect":"Allow","Action":%s}}`, `{"Statement":{"Effect":"Allow","Action":"a:B","Condition":%s}}`} {
			text := fmt.Sprintf(form, value)
			_, err := iampolicy.Parse([]byte(text))
			fmt.Fprintf(&out, "%s\n\t%v\n", text, err)
		}
		var s iampolicy.Statement
		fmt.Fprintf(&out, "%s as a statement\n\t%v\n", value, json.Unmarshal([]byte(value), &s))
	}
	for _, text := range []string{`{"Statement":{"Effect":"Allow","NotPrincipal":"*","Principal":"*","Action":"a:B"}}`,
		`{"Statement":{"Effect":"Allow","Principal":"*","NotPrincipal":"*","Action":"a:B"}}`,
		`{"Statement":{"Effect":"Allow","NotAction":"a:B","Action":"a:B"}}`, `{"Statement":{"Effect":"Allow","Action":"a:B","NotAction":"a:B"}}`,
		`{"Statement":{"Effect":"Allow","Action":"a:B","NotResource":"*","Resource":"*"}}`} {
		_, err := iampolicy.Parse([]byte(text))
		fmt.Fprintf(&out, "%s\n\t%v\n", text, err)
	}
	golden.File(t, "testdata/parse_errors.golden", []byte(out.String()))
}

// TestParseMaxSize: a document may be as large as Parse allows, and no byte larger.
func TestParseMaxSize(t *testing.T) {
	t.Parallel()
	text := `{"Statement":[]}`
	_, err := iampolicy.Parse([]byte(text + strings.Repeat(" ", iampolicy.MaxSize-len(text))))
	require.NoError(t, err)
	_, err = iampolicy.Parse([]byte(text + strings.Repeat(" ", iampolicy.MaxSize-len(text)+1)))
	require.ErrorContains(t, err, "more than 1048576")
}

// TestEditWhole holds how a statement is written beside others in layouts that
// editors and people leave.
func TestEditWhole(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	s := iampolicy.Allow("x:Y", "x:Z")
	for _, text := range []string{
		"{\"Statement\":[\n\n\n  {\n\n    \"Effect\":\"Deny\",\n    \"Action\":[]\n  }\n]}",
		"{\"Statement\":[\r\n\r\n  {\r\n\r\n    \"Effect\":\"Deny\",\r\n    \"Action\":[]\r\n  }\r\n]}",
		"{\"Statement\":[\n{\n\"Effect\":\"Deny\",\n\"Action\":[]\n}\n]}",
		"{\"Statement\":[\n  {\n  \"Effect\":\"Deny\",\n  \"Action\":[]\n  }\n]}",
		"{\"Statement\":[\n\t{\n  \"Effect\":\"Deny\",\n  \"Action\":[]\n\t}\n]}",
		"{\"Statement\":[{\n  \"Effect\":\"Deny\",\n  \"Action\":[]}]}",
		"{\"Statement\":[{\n  \"Effect\":\"Deny\",\n  \"Action\":[]\n}]}",
		"{\"Statement\":[{ \"Effect\":\"Deny\",\n  \"Action\":[]\n}]}",
		"{\"Statement\":[\r{\r\"Effect\":\"Deny\",\r\"Action\":[]\r}\r]}",
		"{\"Statement\":[\n" + strings.Repeat(" ", 196) + "{\n" + strings.Repeat(" ", 199) + "\"Effect\":\"Deny\",\"Action\":[]}]}",
		"{\"Statement\":[\n" + strings.Repeat(" ", 197) + "{\n" + strings.Repeat(" ", 200) + "\"Effect\":\"Deny\",\"Action\":[]}]}",
		"{\"Statement\":[\n" + strings.Repeat(" ", 198) + "{\n" + strings.Repeat(" ", 201) + "\"Effect\":\"Deny\",\"Action\":[]}]}",
	} {
		added, err := iampolicy.AddStatement([]byte(text), s)
		replaced, err2 := iampolicy.ReplaceStatement([]byte(text), 0, s)
		fmt.Fprintf(&out, "%q\n\tadded %q %v\n\treplaced %q %v\n", text, added, err, replaced, err2)
	}
	golden.File(t, "testdata/edit.golden", []byte(out.String()))
}

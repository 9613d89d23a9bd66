package agenttext_test

import (
	"encoding"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

// all has one member of each type that is also text.
type all struct {
	Package agenttext.Package
	Docker  agenttext.DockerVersion
	Form    agenttext.Form
}

func TestJSONRoundTrip(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"Package":"ecs-init-1.28.1-2.amzn2.x86_64","Docker":"18.06.1-ce","Form":"agent -version"}`,
		`{"Package":"","Docker":"","Form":""}`,
	} {
		var v all
		assert.NoError(t, json.Unmarshal([]byte(text), &v))
		b, err := json.Marshal(v)
		assert.NoError(t, err)
		assert.Equal(t, text, string(b))
	}
}

func TestUnmarshalTextKeepsTheValueOnError(t *testing.T) {
	t.Parallel()
	v := all{Form: agenttext.FormLog}
	before := v
	for _, u := range []encoding.TextUnmarshaler{&v.Package, &v.Docker, &v.Form} {
		assert.Error(t, u.UnmarshalText([]byte("?")))
	}
	require.Equal(t, before, v)
}

func TestAppendText(t *testing.T) {
	t.Parallel()
	for _, v := range []encoding.TextAppender{agenttext.FormImage, agenttext.Form(0)} {
		b, err := v.AppendText([]byte("x"))
		assert.NoError(t, err)
		m, err := v.(encoding.TextMarshaler).MarshalText()
		assert.NoError(t, err)
		assert.Equal(t, "x"+string(m), string(b))
	}
}

// TestEveryFormIsAWord: each form is read back from its word.
func TestEveryFormIsAWord(t *testing.T) {
	t.Parallel()
	for f := agenttext.Form(0); f <= agenttext.FormInstall; f++ {
		text, err := f.MarshalText()
		assert.NoError(t, err)
		var again agenttext.Form
		assert.NoError(t, again.UnmarshalText(text))
		assert.Equal(t, f, again)
	}
}

func TestFormNames(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{"none", "installation", "form 99"}, []string{agenttext.Form(0).String(),
		agenttext.FormInstall.String(), agenttext.Form(99).String()})
	require.True(t, agenttext.FormLog.FromAgent())
	require.False(t, agenttext.FormBare.FromAgent() || agenttext.Form(0).FromAgent())
}

package agenttext_test

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/agentver"
	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
	"github.com/seed-293f0d42/ecrkit/internal/redact"
)

var seeds = []string{
	"1.7.0", "v1.7.0", "vv1.7.0", "1.7", "1.0.0-alpha.beta+exp.sha.5114f85", "1.0.0--.-+--", "1.7.0-01", "1.7.0-0a", "1.7.0+01",
	"9223372036854775807.9223372036854775808.0", "Amazon ECS Agent - v1.30.0 (*02ff320c) (linux; al2) (+http://aws.amazon.com/ecs/)",
	`{"agentVersion":"1.7.0","agentHash":"02ff320c","dockerVersion":"DockerVersion: 20.10.13"}`, `[null]`, `[["1.7.0"]]`, `"1.\u0037.0"`,
	`{"Parameters":[{"Name":"/recommended","Value":"{\"ecs_agent_version\":\"1.22.0\"}"}]}`, `{"containerInstances":[{}]}`,
	`{"a":"\ud83d\ude00","b":1e-9}`,
	"amazon/amazon-ecs-agent:arm64-v1.102.0@sha256:0", "ecs-init-1.28.1-2.amzn2.x86_64.rpm", "amazon-ecs-init_1.105.1-1_amd64.deb", "1.0-5",
	"ecs-agent-windows-v1.20.4.zip", "Amazon ECS Agent:\n\tVersion: 1.30.0\n\tCommit: 02ff320c\n",
	"[INFO] Starting Agent: Amazon ECS Agent - v1.12.0 (895f3c1)",
	`msg="Starting Amazon ECS Agent" version="1.80.0" commit="02ff320c"`,
	"https://ecs/ws?agentHash=02ff320c&agentVersion=1.30.0", "%global gover 1.50.2\n%global gitrev 5be7aa08",
	`Initialize-ECSAgent -Version "v1.20.4"`, "Amazon ECS agent Version: 1.36.0, Commit: ca640387", "ecs-init version 1.63.0 (*0be4d2e1)",
	">= 1.7.0, < 2.0.0", "!=1.7.0", "= v1.7.0+abc", "=> 1.7.0", ",", "18.06.1-ce", "17.06.0-ce-rc1", "LATEST", "\xff", " ",
	`{}00`, `{}0 0`, `{}nulltrue`, `["1.30.0",""]`, `"{\"agentVersion\":\"1.30.0\"}"`, "\ufeff1.7.0",
	"Initialize-ECSAgent `\n -Cluster 'a;b' -Version:1.20.4 | x", `C:\ecs-agent-windows-v1.20.4.zip`, `[{"versionInfo":"{}"},{}]`,
	"6.1.102-111.182.amzn2023.aarch64",
}

func checkError(t *testing.T, s string, err error) {
	t.Helper()
	var e *agentver.ParseError
	require.True(t, errors.As(err, &e))
	require.Equal(t, redact.Text(s).Text, e.Input)
	require.True(t, 0 <= e.Offset && e.Offset <= len(e.Input), "%d in %q", e.Offset, s)
	require.NotEmpty(t, e.Msg)
	require.NotEmpty(t, e.Hint)
	require.Less(t, len(e.Error()), 2000)
	require.True(t, utf8.ValidString(e.Error()), "%q", e.Error())
}

// FuzzParse: never a panic, never a version that the text does not spell, and
// encoding/json agrees on what is JSON.
func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := agenttext.Parse(s)
		if err != nil {
			checkParseError(t, s, a, err)
			return
		}
		require.True(t, a.Version.IsValid())
		require.NotZero(t, a.Form)
		checkSpelled(t, s, a)
		again, err := agenttext.Parse(a.String())
		require.NoError(t, err, a.String())
		require.Equal(t, []any{a.Version, a.Hash, a.Dirty}, []any{again.Version, again.Hash, again.Dirty})
		front := "\n "
		if strings.HasPrefix(s, "\ufeff") {
			front = "" // a byte order mark stands first
		}
		padded, err := agenttext.Parse(front + s + "\r\n")
		require.NoError(t, err)
		require.Equal(t, a, padded)
		if b := strings.TrimLeft(strings.TrimPrefix(s, "\ufeff"), " \t\r\n"); b[0] == '{' {
			require.True(t, jsonValues(b), "%q", s)
		}
	})
}

func checkParseError(t *testing.T, s string, a agenttext.Agent, err error) {
	t.Helper()
	require.Equal(t, agenttext.Agent{Hash: a.Hash}, a)
	var e *agentver.ParseError
	require.True(t, errors.As(err, &e))
	require.Equal(t, []string{"agenttext.Parse", redact.Text(s).Text}, []string{e.Func, e.Input})
	require.True(t, 0 <= e.Offset && e.Offset <= len(e.Input), "%d in %q", e.Offset, s)
	require.NotEmpty(t, e.Msg)
	if b := strings.TrimLeft(strings.TrimPrefix(s, "\ufeff"), " \t\r\n"); strings.Contains(e.Msg, "broken JSON") && b[0] == '{' {
		require.False(t, jsonValues(b), "%q", s)
	}
}

// checkSpelled: the version is in the text, with any escapes of JSON resolved.
func checkSpelled(t *testing.T, s string, a agenttext.Agent) {
	t.Helper()
	text := a.Version.String()
	if a.Form == agenttext.FormPackage {
		text = strings.TrimSuffix(text, ".0")
	}
	if !strings.ContainsRune(s, '\\') {
		require.Contains(t, s, text)
	}
}

// jsonValues reports whether encoding/json reads s as one or more values. It
// takes invalid UTF-8 as this package does.
func jsonValues(s string) bool {
	for d := json.NewDecoder(strings.NewReader(s)); ; {
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			return errors.Is(err, io.EOF)
		}
		end := int(d.InputOffset())
		if !strings.ContainsRune(`{["`, rune(v[0])) && end < len(s) && !strings.ContainsAny(s[end:end+1], " \t\r\n{[\"") {
			return false // 00 is no number here, and no two to encoding/json only at the top
		}
	}
}

// FuzzOthers: the other parsers neither panic nor forget what they read.
func FuzzOthers(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := agenttext.ParsePackage(s); err == nil {
			require.Contains(t, s, p.String())
			again, err := agenttext.ParsePackage(p.String())
			require.NoError(t, err)
			require.Equal(t, p, again)
		} else {
			checkError(t, s, err)
		}
		if d, err := agenttext.ParseDocker(s); err == nil {
			require.Contains(t, s, d.String())
			again, err := agenttext.ParseDocker(d.String())
			require.NoError(t, err)
			require.Equal(t, d, again)
		} else {
			checkError(t, s, err)
		}
	})
}

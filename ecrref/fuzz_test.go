package ecrref_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/distribution/reference"
	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

func addCorpus(f *testing.F) {
	for _, c := range corpus(f) {
		f.Add(c.In)
	}
	for _, c := range errorCases {
		f.Add(c.in)
	}
	for _, rule := range grammar {
		for _, s := range append(rule.valid, rule.invalid...) {
			f.Add(s)
		}
	}
}

func FuzzParse(f *testing.F) {
	addCorpus(f)
	slow := newSlowParser(f)
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ecrref.Parse(s)
		want, ok := slow.parse(s)
		require.Equal(t, ok, err == nil, "Parse(%q): %v; the slow parser says %t", s, err, ok)
		if err != nil {
			require.Zero(t, r)
			checkError(t, "Parse", s, err)
			return
		}
		require.Equal(t, want, fieldsOf(r))
		checkRef(t, s, r)
		checkDistribution(t, r)
	})
}

// checkRef holds a valid reference to its round trips.
func checkRef(t *testing.T, s string, r ecrref.Ref) {
	t.Helper()
	require.True(t, r.IsValid())
	require.Equal(t, s, r.String())
	require.Equal(t, s, fieldsOf(r).text())
	same := func(v any, err error) {
		t.Helper()
		require.NoError(t, err)
		require.Equal(t, r, v)
	}
	same(ecrref.Parse(strings.Clone(s)))
	same(ecrref.ParseAny(s))
	same(r.WithRegistry(r.Registry()))
	if r.Tag() != "" {
		same(r.WithoutTag().WithTag(r.Tag()))
	}
	if r.Digest() != "" {
		same(r.WithoutDigest().WithDigest(r.Digest()))
	}
	repo, err := ecrref.ParseRepository(r.Repository().String())
	require.NoError(t, err)
	require.Equal(t, r.Repository(), repo)
	reg, err := ecrref.ParseRegistry(r.Registry().Host())
	require.NoError(t, err)
	require.Equal(t, r.Registry(), reg)
	if arn, ok := repo.ARN(); ok {
		back, err := ecrref.ParseARN(arn)
		require.NoError(t, err)
		require.Equal(t, repo.Name(), back.Name())
		require.Equal(t, [2]string{reg.AccountID(), reg.Region()}, [2]string{back.Registry().AccountID(), back.Registry().Region()})
	}
}

// checkDistribution compares with what Docker reads.
func checkDistribution(t *testing.T, r ecrref.Ref) {
	t.Helper()
	named, err := reference.ParseNormalizedNamed(r.String())
	require.Equal(t, err == nil, r.CheckDocker() == nil, "%v: distribution: %v, CheckDocker: %v", r, err, r.CheckDocker())
	if err != nil {
		return
	}
	tag, digest := "", ""
	if t, ok := named.(reference.Tagged); ok {
		tag = t.Tag()
	}
	if d, ok := named.(reference.Digested); ok {
		digest = d.Digest().String()
	}
	require.Equal(t,
		[4]string{r.Registry().Host(), r.Repository().Path(), r.Tag(), r.Digest()},
		[4]string{reference.Domain(named), reference.Path(named), tag, digest})
}

// checkError holds an error to what ParseError promises.
func checkError(t *testing.T, fn, s string, err error) {
	t.Helper()
	var e *ecrref.ParseError
	require.True(t, errors.As(err, &e))
	require.Equal(t, fn, e.Func)
	require.NotEmpty(t, e.Msg)
	require.True(t, e.Offset >= 0 && e.Offset <= len(e.Input), "offset %d in %q", e.Offset, e.Input)
	require.True(t, strings.HasPrefix(s, e.Input[:e.Offset]), "what stands before the offset is changed: %q, %q", s, e.Input)
	msg := e.Error()
	require.Less(t, len(msg), 4000)
	require.True(t, utf8.ValidString(msg))
	require.False(t, strings.ContainsFunc(msg, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0x202e }), "%q", msg)
	if better, ok := strings.CutPrefix(e.Hint, "write "); ok && strings.HasPrefix(fn, "Parse") {
		checkHint(t, fn, better)
	}
}

// checkHint holds a corrected text to the function that offers it.
func checkHint(t *testing.T, fn, s string) {
	t.Helper()
	var err error
	switch fn {
	case "ParseARN":
		_, err = ecrref.ParseARN(s)
	case "ParseRegistry", "ParseRegistryAny":
		_, err = ecrref.ParseRegistry(s)
	case "ParseRepository":
		_, err = ecrref.ParseRepository(s)
	default:
		_, err = ecrref.Parse(s)
	}
	require.NoError(t, err, "hint of %s", fn)
}

func FuzzParseAny(f *testing.F) {
	addCorpus(f)
	slow := newSlowParser(f)
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ecrref.ParseAny(s)
		want, ok := slow.parseAny(s)
		require.Equal(t, ok, err == nil, "ParseAny(%q): %v; the slow parser says %t", s, err, ok)
		if err != nil {
			require.Zero(t, r)
			checkError(t, "ParseAny", s, err)
			return
		}
		require.Equal(t, want, fieldsOf(r))
		checkRef(t, r.String(), r)
	})
}

func FuzzParseRegistryAny(f *testing.F) {
	addCorpus(f)
	for _, s := range []string{host, "https://" + host + "/", "https://" + host + "/v2/app/manifests/v1", "HTTPS://" + strings.ToUpper(host),
		arn, "docker://" + host + "/app"} {
		f.Add(s)
	}
	slow := newSlowParser(f)
	f.Fuzz(func(t *testing.T, s string) {
		g, err := ecrref.ParseRegistryAny(s)
		want, ok := slow.parseRegistryAny(s)
		require.Equal(t, ok, err == nil, "ParseRegistryAny(%q): %v; the slow parser says %t", s, err, ok)
		if err != nil {
			require.Zero(t, g)
			checkError(t, "ParseRegistryAny", s, err)
			return
		}
		require.Equal(t, want, fields{kind: g.Kind(), account: g.AccountID(), region: g.Region(), partition: g.Partition(), host: g.Host(),
			fips: g.IsFIPS(), dualStack: g.IsDualStack()})
		again, err := ecrref.ParseRegistry(g.Host())
		require.NoError(t, err)
		require.Equal(t, g, again)
	})
}

func FuzzParseARN(f *testing.F) {
	addCorpus(f)
	slow := newSlowParser(f)
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ecrref.ParseARN(s)
		want, ok := slow.parseARN(s)
		require.Equal(t, ok, err == nil, "ParseARN(%q): %v; the slow parser says %t", s, err, ok)
		if err != nil {
			require.Zero(t, r)
			checkError(t, "ParseARN", s, err)
			return
		}
		require.Equal(t, want, fieldsOf(r.Ref()))
		arn, ok := r.ARN()
		require.True(t, ok)
		require.Equal(t, s, arn)
	})
}

// FuzzSecret writes a password in every place where one may stand and looks
// for it in the error.
func FuzzSecret(f *testing.F) {
	for _, s := range []string{"hunter2hunter2", "a/b+c==d/e", "p@ss@word/x", "x?y=zzzzzz", "sec#ret#sec", "to%40ken%2Fzz", "@sha256:secret",
		"\nsecret\x00secret", "eyJwYXlsb2FkIjoi", "AWS:AWS:secret", "/00.0000", "//000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, secret string) {
		if len(secret) < 8 || strings.Contains(strings.Join(secretForms, " "), secret) || strings.Contains("REDACTED", secret) {
			t.Skip()
		}
		for _, form := range formsFor(secret) {
			s := strings.ReplaceAll(form, "SECRET", secret)
			for _, parse := range allParsers() {
				if err := parse(s); err != nil {
					requireNoSecret(t, s, secret, err)
				}
			}
		}
	})
}

func requireNoSecret(t *testing.T, s, secret string, err error) {
	t.Helper()
	var e *ecrref.ParseError
	require.True(t, errors.As(err, &e))
	for _, text := range []string{e.Input, e.Msg, e.Hint, e.Error()} {
		require.NotContains(t, text, secret, "%q in the error of %q", secret, s)
	}
}

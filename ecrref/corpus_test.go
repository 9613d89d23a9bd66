package ecrref_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// A corpusCase is an input with the parse that people agreed on; source says
// who, confidence how sure they were.
type corpusCase struct {
	In                         string
	OK                         bool
	Kind, Form                 string
	Account, Region, Partition string
	FIPS, DualStack            bool
	Host, Repository           string
	Tag, Digest                string
	Alias, Name                string
	Why, Source, Confidence    string
}

func corpus(t testing.TB) []corpusCase {
	t.Helper()
	f, err := os.Open("testdata/source/references.jsonl")
	require.NoError(t, err)
	defer f.Close()
	var cases []corpusCase
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c corpusCase
		require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
		cases = append(cases, c)
	}
	return cases
}

// corpusDifferences are the cases that we read in another way on purpose.
var corpusDifferences = map[string]string{
	"arn:aws:ecr-public::123456789012:repository/ns/foo": "it holds the owner's account and a name, but no alias: " +
		"public.ecr.aws/ns/foo would be somebody else's image",
	"https://123456789012.dkr.ecr.us-west-2.amazonaws.com": "it names a registry and no image: ParseAny returns a Ref",
}

// strict reports whether a case is canonical, the rest is for ParseAny.
func strict(c corpusCase) bool {
	return c.OK && (c.Kind == "private" || c.Kind == "public") && (c.Form == "image" || c.Form == "repository")
}

func TestCorpus(t *testing.T) {
	seen, good, different := 0, 0, 0
	for _, c := range corpus(t) {
		seen++
		r, err := ecrref.Parse(c.In)
		if (err == nil) != strict(c) {
			t.Errorf("Parse(%q): %v, want ok %t (%s)", c.In, err, strict(c), c.Why)
		}
		if err == nil {
			compareCase(t, c, r)
		}
		want := c.OK
		if corpusDifferences[c.In] != "" {
			different++
			want = false
		}
		r, err = ecrref.ParseAny(c.In)
		if (err == nil) != want {
			t.Errorf("ParseAny(%q): %v, want ok %t (%s)", c.In, err, want, c.Why)
		}
		if err == nil {
			good++
			compareCase(t, c, r)
		}
	}
	require.Equal(t, 88, seen, "cases seen")
	require.Equal(t, 37, good, "valid cases seen")
	require.Equal(t, len(corpusDifferences), different, "known differences seen")
}

func compareCase(t *testing.T, c corpusCase, r ecrref.Ref) {
	t.Helper()
	repo, reg := r.Repository(), r.Registry()
	type fields struct{ account, region, partition, host, path, tag, digest, fips, dualStack any }
	require.Equal(t,
		fields{c.Account, c.Region, c.Partition, c.Host, c.Repository, c.Tag, c.Digest, c.FIPS, c.DualStack},
		fields{reg.AccountID(), reg.Region(), reg.Partition(), reg.Host(), repo.Path(), r.Tag(), r.Digest(), reg.IsFIPS(), reg.IsDualStack()},
		"%s (%s)", c.In, c.Why)
	if c.Alias != "" {
		require.Equal(t, [2]string{c.Alias, c.Name}, [2]string{repo.Alias(), repo.Name()}, c.In)
	}
}

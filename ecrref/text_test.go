package ecrref_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

var (
	_ encoding.TextAppender    = ecrref.Ref{}
	_ encoding.TextAppender    = ecrref.Repository{}
	_ encoding.TextAppender    = ecrref.Registry{}
	_ encoding.TextMarshaler   = ecrref.Ref{}
	_ encoding.TextMarshaler   = ecrref.Repository{}
	_ encoding.TextMarshaler   = ecrref.Registry{}
	_ encoding.TextUnmarshaler = (*ecrref.Ref)(nil)
	_ encoding.TextUnmarshaler = (*ecrref.Repository)(nil)
	_ encoding.TextUnmarshaler = (*ecrref.Registry)(nil)
)

type document struct {
	Ref        ecrref.Ref
	Repository ecrref.Repository
	Registry   ecrref.Registry
	Counts     map[ecrref.Ref]int         `xml:"-"`
	Owners     map[ecrref.Registry]string `xml:"-"`
	Names      map[ecrref.Repository]bool `xml:"-"`
}

func TestJSON(t *testing.T) {
	ref := ecrref.MustParse(host + "/app:v1")
	in := document{ref, ref.Repository(), ref.Registry(), map[ecrref.Ref]int{ref: 1}, map[ecrref.Registry]string{ref.Registry(): "me"},
		map[ecrref.Repository]bool{ref.Repository(): true}}
	b, err := json.Marshal(in)
	require.NoError(t, err)
	require.JSONEq(t, `{"Ref":"`+host+`/app:v1","Repository":"`+host+`/app","Registry":"`+host+`",`+
		`"Counts":{"`+host+`/app:v1":1},"Owners":{"`+host+`":"me"},"Names":{"`+host+`/app":true}}`, string(b))
	var out document
	require.NoError(t, json.Unmarshal(b, &out))
	require.Equal(t, in, out)

	var zero document
	b, err = json.Marshal(zero)
	require.NoError(t, err)
	out = in
	require.NoError(t, json.Unmarshal(b, &out))
	require.Equal(t, zero, out)
}

func TestXML(t *testing.T) {
	in := document{Ref: ecrref.MustParse(host + "/app:v1")}
	b, err := xml.Marshal(in)
	require.NoError(t, err)
	var out document
	require.NoError(t, xml.Unmarshal(b, &out))
	require.Equal(t, in, out)
}

// TestUnmarshalRefuses: text that is not canonical leaves the value alone.
func TestUnmarshalRefuses(t *testing.T) {
	old := ecrref.MustParse(host + "/app:v1")
	for _, s := range []string{"nginx", "https://" + host + "/app", host + ".evil.com/app", " " + host + "/app", "AWS:x@" + host + "/app"} {
		ref, repo, reg := old, old.Repository(), old.Registry()
		require.Error(t, ref.UnmarshalText([]byte(s)))
		require.Error(t, repo.UnmarshalText([]byte(s)))
		require.Error(t, reg.UnmarshalText([]byte(s)))
		require.Equal(t, document{Ref: old, Repository: old.Repository(), Registry: old.Registry()}, document{Ref: ref, Repository: repo,
			Registry: reg})
	}
}

func TestFlag(t *testing.T) {
	fs := flag.NewFlagSet("test", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	var ref ecrref.Ref
	fs.TextVar(&ref, "image", ecrref.MustParse(host+"/app"), "the image")
	require.Equal(t, host+"/app", fs.Lookup("image").DefValue)
	require.NoError(t, fs.Parse([]string{"-image", host + "/app:v1"}))
	require.Equal(t, ecrref.MustParse(host+"/app:v1"), ref)
	require.ErrorContains(t, fs.Parse([]string{"-image", "nginx"}), "not the host of an ECR registry")
}

func TestSlog(t *testing.T) {
	for name, handler := range map[string]func(io.Writer) slog.Handler{
		"text": func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) },
		"json": func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) },
	} {
		var b bytes.Buffer
		slog.New(handler(&b)).Info("pull", "image", ecrref.MustParse(host+"/app:v1"))
		require.Contains(t, b.String(), host+"/app:v1", name)
		require.NotContains(t, b.String(), "{"+host, name)
	}
}

func TestAppendText(t *testing.T) {
	ref := ecrref.MustParse(host + "/app:v1")
	b := []byte("image=")
	for _, v := range []encoding.TextAppender{ref, ref.Repository(), ref.Registry()} {
		got, err := v.AppendText(slices.Clone(b))
		require.NoError(t, err)
		require.Equal(t, "image="+fmt.Sprint(v), string(got))
	}
	buffer := make([]byte, 0, 200)
	require.Zero(t, testing.AllocsPerRun(100, func() { _, _ = ref.AppendText(buffer) }))
}

func TestCompare(t *testing.T) {
	sorted := []ecrref.Ref{{}, ecrref.MustParse(host + "/app"), ecrref.MustParse(host + "/app:v1"), ecrref.MustParse(public + "/a1/app")}
	for i, a := range sorted {
		for j, b := range sorted {
			want := min(max(i-j, -1), 1)
			require.Equal(t, want, a.Compare(b))
			if a.Repository() != b.Repository() {
				require.Equal(t, want, a.Repository().Compare(b.Repository()))
			}
			if a.Registry() != b.Registry() {
				require.Equal(t, want, a.Registry().Compare(b.Registry()))
			}
		}
	}
}

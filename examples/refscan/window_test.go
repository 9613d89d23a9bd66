package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/stretchr/testify/require"
)

// smallest is the smallest window that can move on.
const smallest = 2*margin + 1

// place is a hit that may be kept.
type place struct {
	ref                  string
	line, column, offset int64
}

// scanned returns what the window finds in a stream.
func scanned(t testing.TB, r io.Reader, size int) (found []place) {
	t.Helper()
	require.NoError(t, newWindow(size).scan(r, func(h hit) {
		found = append(found, place{strings.Clone(h.Ref.String()), h.Line, h.Column, h.Offset})
	}))
	return found
}

// whole is the witness: one Find over the whole text, places counted plainly.
func whole(text string) (found []place) {
	for m := range ecrref.Find(text) {
		before := text[:m.Start]
		found = append(found, place{
			m.Ref.String(), int64(1 + strings.Count(before, "\n")), int64(m.Start - strings.LastIndex(before, "\n")), int64(m.Start),
		})
	}
	return found
}

// pieces are what texts are made of: references, what is almost one, what may
// stand beside one, and runs longer than a margin.
var pieces = []string{
	"123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1", "210987654321.dkr-ecr-fips.us-gov-west-1.on.aws/a__b--c/d.e",
	"public.ecr.aws/nginx/nginx", "ecr-public.aws.com/nginx/nginx:1", "@sha256:" + strings.Repeat("ab", 32),
	"@sha256:" + strings.Repeat("ab", 31),
	"123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/" + strings.Repeat(
		"a",
		256,
	), "123456789012.dkr.ecr.us-east-1.amazonaws.com/" + strings.Repeat("b", 257),
	":" + strings.Repeat(
		"t",
		128,
	), ":" + strings.Repeat("t", 129), ".evil.example/x", "https://", "/v2/", "AWS:token@", "1", "x", ".", "-", "/", ":", "@", "_",
	" ", "\n", "\r\n", "\"", ",", "(", ")", "\\n", "\\u003c", "%20", "é", "\xff", "\x00", "\x1b[1m", "${", "}", "<", ">", "=",
	strings.Repeat(
		"-",
		margin-1,
	), strings.Repeat("a", 1500), strings.Repeat("1", 1100), strings.Repeat(" ", 1200), strings.Repeat("\n", 900), strings.Repeat("a.b/", 400),
}

func compose(r *rand.Rand) string {
	var b strings.Builder
	for range 5 + r.Intn(60) {
		b.WriteString(pieces[r.Intn(len(pieces))])
		if r.Intn(3) == 0 {
			b.WriteString(" ")
		}
	}
	return b.String()
}

// TestWindowIsExact compares small windows with one Find over the whole text.
func TestWindowIsExact(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	hits, longest := 0, 0
	for i := range 1000 {
		text := compose(r)
		want := whole(text)
		hits, longest = hits+len(want), max(longest, len(text))
		sizes := []int{smallest + 100 + r.Intn(300), 4096}
		if i%100 == 0 {
			sizes = append(sizes, smallest) // moves on by single bytes, which takes long
		}
		for _, size := range sizes {
			require.Equal(t, want, scanned(t, strings.NewReader(text), size), "window of %d over %q", size, text)
		}
	}
	require.Greater(t, hits, 2000, "the texts hold references")
	require.Greater(t, longest, 5*smallest, "the texts are longer than windows")
}

// TestWindowEveryBorder moves one reference over every place of the border.
func TestWindowEveryBorder(t *testing.T) {
	long := "x " + pieces[0] + pieces[4] + ", " + pieces[6] + pieces[8] + pieces[4] + "\n"
	for pad := range 3 * margin {
		text := strings.Repeat("\n", pad%7) + strings.Repeat("p", pad-pad%7) + " " + long + strings.Repeat("é", margin)
		found := scanned(t, strings.NewReader(text), smallest+400)
		if len(found) != 2 || found[0].offset != int64(pad+3) || found[1].offset != int64(pad+3+len(pieces[0]+pieces[4])+2) {
			require.Equal(t, whole(text), found, "%d bytes before", pad)
		}
	}
}

// TestWindowReaders: how the bytes come does not matter.
func TestWindowReaders(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	for range 100 {
		text := compose(r)
		for _, wrap := range []func(io.Reader) io.Reader{iotest.OneByteReader, iotest.HalfReader, iotest.DataErrReader} {
			require.Equal(t, whole(text), scanned(t, wrap(strings.NewReader(text)), smallest+200))
		}
	}
}

// FuzzWindow: whatever the text, the pieces together give what the whole gives.
func FuzzWindow(f *testing.F) {
	r := rand.New(rand.NewSource(2))
	for range 30 {
		f.Add(compose(r), uint16(r.Intn(4000)), uint8(r.Intn(200)))
	}
	f.Fuzz(func(t *testing.T, text string, pad uint16, more uint8) {
		text = strings.Repeat(".", int(pad)%smallest) + strings.Repeat(text[:min(len(text), 2*smallest)], 3)
		require.Equal(t, whole(text), scanned(t, strings.NewReader(text), smallest+64+int(more)))
	})
}

// endless repeats a text without making a copy, up to a number of bytes, and
// watches the heap.
type endless struct {
	text []byte
	left int
	peak uint64
	n    int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	if e.n++; e.n%50 == 0 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		e.peak = max(e.peak, m.HeapAlloc)
	}
	n := 0
	for n < len(p) && n < e.left {
		n += copy(p[n:min(len(p), e.left)], e.text)
	}
	e.left -= n
	return n, nil
}

// longStream is how many bytes TestMemory searches.
var longStream = 300_000_000

// TestMemory searches one long line in each format: the heap stays small.
func TestMemory(t *testing.T) {
	for _, args := range [][]string{{"-"}, {"-format=json", "-"}, {"-group", "-"}} {
		e := &endless{text: []byte(strings.Repeat("x ", 4000) + ref + " "), left: longStream}
		counted := &lineCounter{}
		require.Zero(t, run(args, e, counted, io.Discard))
		require.Less(t, e.peak, uint64(32<<20), "%v", args)
		require.Greater(t, e.n, longStream/(2*windowSize), "the stream is read in pieces")
		if args[0] != "-group" {
			require.Greater(t, counted.lines, longStream/10_000)
		}
	}
}

// TestGroupLetsGo: the groups do not keep the pieces alive in which they were
// found, neither when a repository is new nor when it comes again.
func TestGroupLetsGo(t *testing.T) {
	var readers []io.Reader
	gap := strings.Repeat(" ", windowSize)
	for i := range 400 {
		readers = append(readers, strings.NewReader(fmt.Sprintf("%s%d ", ref[:len(ref)-3], i%200)), strings.NewReader(gap))
	}
	var m runtime.MemStats
	readers = append(readers, readerFunc(func([]byte) (int, error) {
		runtime.GC()
		runtime.ReadMemStats(&m)
		return 0, io.EOF
	}))
	var out bytes.Buffer
	require.Zero(t, run([]string{"-group", "-"}, io.MultiReader(readers...), &out, io.Discard))
	require.Equal(t, 201, bytes.Count(out.Bytes(), []byte("\n")))
	require.Less(t, m.HeapAlloc, uint64(20<<20))
}

type lineCounter struct{ lines int }

func (c *lineCounter) Write(p []byte) (int, error) {
	c.lines += bytes.Count(p, []byte("\n"))
	return len(p), nil
}

// TestFarColumn: a place far into a long line, and the line behind it.
func TestFarColumn(t *testing.T) {
	e := &endless{text: bytes.Repeat([]byte("y "), 100_000), left: 5_000_000}
	found := scanned(t, io.MultiReader(e, strings.NewReader(ref+"\n"+ref)), windowSize)
	require.Equal(t, []place{{ref, 1, 5_000_001, 5_000_000}, {ref, 2, 1, 5_000_000 + int64(len(ref)) + 1}}, found)
}

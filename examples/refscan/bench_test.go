package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand"
	"testing"
)

// BenchmarkTree searches 2,000 files of sizes as in a repository of source code,
// 1 in 50 with a reference.
func BenchmarkTree(b *testing.B) {
	dir := b.TempDir()
	r := rand.New(rand.NewSource(1))
	text := bytes.Repeat([]byte("func (s *scan) finish(status int) error { return nil } // as in any program\n"), 500)
	files := map[string]string{}
	total := 0
	for i := range 2000 {
		file := string(text[:2_000+r.Intn(30_000)])
		if i%50 == 0 {
			file += ref
		}
		total += len(file)
		files[fmt.Sprintf("%d/%d", i%40, i)] = file
	}
	write(b, dir, files)
	b.SetBytes(int64(total))
	b.ReportAllocs()
	for b.Loop() {
		if code := run([]string{dir}, nil, io.Discard, io.Discard); code != exitFound {
			b.Fatal(code)
		}
	}
}

package main

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestOrder: however many workers there are, and whatever they hold back, the
// output is that of one after the other.
func TestOrder(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{}
	for i := range 40 * batch {
		lines := 1
		if i%97 == 0 {
			lines = 3000 // more than a task may hold
		}
		files[fmt.Sprintf("d%02d/f%04d", i%17, i)] = strings.Repeat(ref+"\n", lines)
	}
	write(t, dir, files)
	t.Chdir(dir)
	for _, args := range [][]string{{"."}, {"-format=json", "."}, {"-group", "."}, {"d03", "-", "absent", "d01"}} {
		var want string
		for _, workers := range []int{1, 2, 7} {
			before := runtime.GOMAXPROCS(workers)
			_, out, report := call(strings.NewReader(ref), args...)
			runtime.GOMAXPROCS(before)
			if want == "" {
				want = out + report
			}
			require.Equal(t, want, out+report, "%v with %d workers", args, workers)
		}
	}
	_, out, _ := call(nil, ".")
	var found []string
	for line := range strings.Lines(out) {
		name, _, _ := strings.Cut(line, ":")
		found = append(found, name)
	}
	require.True(t, slices.IsSorted(found))
	require.Equal(t, 40*batch+14*2999, strings.Count(out, ref))
}

// TestManyFilesMemory: the output of files that are ahead is not held without end.
func TestManyFilesMemory(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{}
	text := strings.Repeat("public.ecr.aws/aa/bb\n", 10_000)
	for i := range 200 {
		files[fmt.Sprint(i)] = text
	}
	write(t, dir, files)
	watch := &heapWatch{}
	require.Zero(t, run([]string{dir}, nil, watch, io.Discard))
	require.Equal(t, 200*10_000, watch.lines)
	require.Greater(t, watch.writes, 50)
	require.Less(t, watch.peak, uint64(48<<20))
}

type heapWatch struct {
	writes, lines int
	peak          uint64
}

func (w *heapWatch) Write(p []byte) (int, error) {
	if w.writes++; w.writes%16 == 0 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		w.peak = max(w.peak, m.HeapAlloc)
	}
	w.lines += bytes.Count(p, []byte("\n"))
	return len(p), nil
}

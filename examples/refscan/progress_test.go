package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestProgress: nothing in the first second, then a line five times a second,
// which goes before anything else is written.
func TestProgress(t *testing.T) {
	var terminal bytes.Buffer
	clock := time.Unix(0, 0)
	p := &progress{now: func() time.Time { return clock }}
	p.show(&terminal)
	out := p.clearFor(&terminal)

	p.file("a")
	p.add(500_000)
	require.Empty(t, terminal.String())

	clock = clock.Add(1100 * time.Millisecond)
	p.hits++
	p.add(1_000_000)
	require.Equal(t, "\r\x1b[K1 found in 1.5 MB, file 1: a", terminal.String())

	clock = clock.Add(100 * time.Millisecond)
	p.add(1_000_000)
	require.Equal(t, 1, strings.Count(terminal.String(), "\r"), "not more often than every 200 ms")

	terminal.Reset()
	_, err := out.Write([]byte("a:1:1: x\n"))
	require.NoError(t, err)
	p.clear()
	require.Equal(t, "\r\x1b[Ka:1:1: x\n", terminal.String(), "the line is cleared once")

	terminal.Reset()
	clock = clock.Add(time.Second)
	p.file("\x1b" + strings.Repeat("é", 200))
	line := strings.TrimPrefix(terminal.String(), clearLine)
	require.Len(t, []rune(line), 79)
	require.NotContains(t, line, "\x1b")
}

// TestNoProgress: to a file or a pipe there is none.
func TestNoProgress(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/log")
	require.NoError(t, err)
	defer f.Close()
	require.Nil(t, newProgress(f).w)
	require.Nil(t, newProgress(&bytes.Buffer{}).w)
}

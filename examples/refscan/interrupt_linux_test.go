package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/seed-293f0d42/ecrkit/examples/internal/pty"
	"github.com/stretchr/testify/require"
)

// TestMain lets the tests run the program as a process of its own.
func TestMain(m *testing.M) {
	if os.Getenv("REFSCAN_TEST_RUN") != "" {
		main()
	}
	os.Exit(m.Run())
}

// TestTerminal: with only the output redirected, the terminal shows how far the
// scan is. Ctrl-C leaves it clean, as the end does.
func TestTerminal(t *testing.T) {
	for _, row := range []struct {
		why  string
		end  func(cmd *exec.Cmd, stdin io.Closer)
		code int
	}{
		{"Ctrl-C", func(cmd *exec.Cmd, _ io.Closer) { _ = cmd.Process.Signal(os.Interrupt) }, 130},
		{"kill", func(cmd *exec.Cmd, _ io.Closer) { _ = cmd.Process.Signal(syscall.SIGTERM) }, 143},
		{"the end", func(_ *exec.Cmd, stdin io.Closer) { _ = stdin.Close() }, 0},
	} {
		t.Run(row.why, func(t *testing.T) {
			t.Parallel()
			screen, terminal, err := pty.Open(80)
			require.NoError(t, err)
			defer screen.Close()
			cmd := exec.Command(os.Args[0], "-")
			cmd.Env = append(os.Environ(), "REFSCAN_TEST_RUN=1", "TERM=xterm")
			var out bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, terminal
			stdin, err := cmd.StdinPipe()
			require.NoError(t, err)
			require.NoError(t, cmd.Start())
			require.NoError(t, terminal.Close())
			go feed(stdin)

			shown := make([]byte, 4096)
			n, err := screen.Read(shown)
			require.NoError(t, err)
			require.Contains(t, string(shown[:n]), "1 found in ")
			row.end(cmd, stdin)
			rest, _ := io.ReadAll(screen) // ends with an error, as the other end is closed
			_ = cmd.Wait()
			require.Equal(t, row.code, cmd.ProcessState.ExitCode())
			require.True(t, strings.HasSuffix(string(rest), clearLine), "%q", rest)
			require.Equal(t, "-:1:1: "+ref+"\n", out.String())
		})
	}
}

// feed writes until the pipe is closed, slowly enough to be watched.
func feed(w io.Writer) {
	text := ref + "\n"
	for {
		if _, err := io.WriteString(w, text+strings.Repeat(" ", windowSize-len(text))); err != nil {
			return
		}
		text = ""
		time.Sleep(50 * time.Millisecond)
	}
}

package web_test

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// step is what a person or the system does to the page.
type step = chromedp.Action[chromedp.Void]

// root is the workspace, in which the programs are built from what is here.
const root = "../../.."

// TestMain builds the page once.
func TestMain(m *testing.M) { os.Exit(withSite(m.Run)) }

var (
	dir   string // where the page lies
	start string // the address at which web serves it; "" without Chromium
)

func withSite(run func() int) int {
	if _, err := exec.LookPath("chromium"); err != nil {
		return run() // every test skips
	}
	var err error
	if dir, err = os.MkdirTemp("", "page"); err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "web")
	build := inWorkspace("go", "build", "-o", program, "./examples/web")
	if out, err := build.CombinedOutput(); err != nil {
		panic(string(out))
	}
	server := inWorkspace(program, "-port", "0")
	server.Stderr = os.Stderr
	out, err := server.StdoutPipe()
	if err != nil {
		panic(err)
	}
	if err := server.Start(); err != nil {
		panic(err)
	}
	defer func() {
		_ = server.Process.Signal(os.Interrupt)
		if err := server.Wait(); err != nil {
			panic("web does not stop in peace: " + err.Error())
		}
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		panic(err)
	}
	start = strings.TrimSpace(line)
	return run()
}

// inWorkspace is a command that sees the workspace, although this module is tested
// without one.
func inWorkspace(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = root, append(os.Environ(), "GOWORK=")
	return cmd
}

// open opens an address in a browser of its own, and waits until the page decides.
func open(t *testing.T, address string, before ...step) context.Context {
	t.Helper()
	ctx := browser(t)
	do(t, ctx, append(before, chromedp.Navigate(address), ready)...)
	return ctx
}

// browser starts a browser.
func browser(t *testing.T) context.Context {
	t.Helper()
	if start == "" {
		t.Skip("chromium is not installed: on Debian, apt-get install chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.ExecPath("chromium"),
		chromedp.WSURLReadTimeout(time.Minute), chromedp.WindowSize(1280, 900))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	do(t, ctx) // it starts the browser, which lives as long as this context
	ctx, stop = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(stop)
	return ctx
}

// ready waits until the WebAssembly program is there.
var ready = chromedp.Poll[chromedp.Void](`typeof window.ecrkit === "function"`, chromedp.WithPollingTimeout(time.Minute))

func do(t *testing.T, ctx context.Context, steps ...step) {
	t.Helper()
	require.NoError(t, chromedp.Do(ctx, steps...))
}

// evaluate returns the value of an expression in the page.
func evaluate[T any](t *testing.T, ctx context.Context, expression string) (value T) {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	require.NoError(t, err)
	return value
}

// settle waits until the page has answered to what was typed last.
func settle(t *testing.T, ctx context.Context) {
	t.Helper()
	time.Sleep(400 * time.Millisecond) // it waits 150 ms for the next key
}

func verdict(t *testing.T, ctx context.Context) string {
	t.Helper()
	return evaluate[string](t, ctx, `document.getElementById("verdict").dataset.verdict`)
}

func text(t *testing.T, ctx context.Context, id string) string {
	t.Helper()
	return evaluate[string](t, ctx, `document.getElementById("`+id+`").innerText`)
}

// command is a step that sends a command of the protocol.
func command[P, R any](c cdp.Command[P, R], params P) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// scheme is a colour scheme that a person has chosen in the system.
func scheme(name string) step {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
	})
}

// screen is the size of the window.
func screen(width, height int64, phone bool) step {
	return command(emulation.SetDeviceMetricsOverride,
		emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1, Mobile: phone})
}

// example presses one of the buttons that fill in an example.
func example(name string) step {
	return chromedp.Click(chromedp.CSS(`[data-example="` + name + `"]`))
}

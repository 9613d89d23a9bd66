package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"
)

const (
	host   = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
	policy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",` +
		`"Action":["ecr:GetAuthorizationToken","ecr:BatchGetImage"]}]}`
)

// TestTyping: what is typed is answered without a button, with the place and the fix.
func TestTyping(t *testing.T) {
	ctx := open(t, start)
	require.Equal(t, "waiting", verdict(t, ctx))
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#image"), "123456789012.dkr.ecr.cn-north-1.amazonaws.com/app:v1"))
	settle(t, ctx)
	require.Equal(t, "will-fail", verdict(t, ctx))
	require.Equal(t, "Amazon ECS will not be able to pull this image.", text(t, ctx, "verdict"))
	require.Equal(t, "At column 46: the host suffix for cn-north-1 is amazonaws.com.cn", text(t, ctx, "image-problem"))
	require.Equal(t, "true", evaluate[string](t, ctx, `document.getElementById("image").getAttribute("aria-invalid")`))
	require.Contains(t, text(t, ctx, "findings"), "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app:v1", "what to write")

	// The caret stands below the character that is wrong.
	require.Equal(t, "/", evaluate[string](t, ctx, `document.querySelector(".caret span").textContent`))
	require.Equal(t, `"^"`, evaluate[string](t, ctx, `getComputedStyle(document.querySelector(".caret span"), "::after").content`))

	// "Go there" selects it in the field.
	do(t, ctx, chromedp.Click(chromedp.CSS(`#findings button[aria-label^="Go there"]`)))
	require.Equal(t, []int{45, 46}, evaluate[[]int](t, ctx, `[document.activeElement.selectionStart, document.activeElement.selectionEnd]`))

	// The image that the page says to write is one.
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.getElementById("image").select()`),
		chromedp.SendKeys(chromedp.CSS("#image"), "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app:v1"))
	settle(t, ctx)
	require.Equal(t, "undecided", verdict(t, ctx), "nothing is known of policy and agent")

	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#policy"), policy), chromedp.SendKeys(chromedp.CSS("#agent"), "1.102.2"))
	settle(t, ctx)
	require.Equal(t, "will-fail", verdict(t, ctx))
	require.Contains(
		t,
		text(t, ctx, "findings"),
		"ecr:GetDownloadUrlForLayer on arn:aws-cn:ecr:cn-north-1:123456789012:repository/app is not allowed",
	)
	paste := evaluate[string](
		t,
		ctx,
		`[...document.querySelectorAll("#findings pre")].map((e) => e.textContent).find((x) => x.startsWith("{"))`,
	)
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#policy"), "\n"+paste))
	settle(t, ctx)
	require.Equal(t, "can-pull", verdict(t, ctx), "with the fix")
	require.Contains(t, text(t, ctx, "presumed"), "no service control policy")
	require.Empty(t, text(t, ctx, "policy-problem"))
}

// TestPlaceInImage: a fault inside a task definition on one line is found by container
// and by its place in the image.
func TestPlaceInImage(t *testing.T) {
	ctx := open(t, start)
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#image"), `{"containerDefinitions":[{"name":"app","image":"`+host+`/App:v1"}]}`))
	settle(t, ctx)
	require.Regexp(t, "^Container app, at column 46, in the image: ", text(t, ctx, "image-problem"))
	require.Contains(t, text(t, ctx, "findings"), "At column 46, in the image.")
	do(t, ctx, chromedp.Click(chromedp.CSS(`#findings button[aria-label="Go there, to column 46 of the image"]`)))
	require.Equal(t, "A", evaluate[string](t, ctx, `(() => { const f = document.activeElement;
		return f.value.slice(f.selectionStart, f.selectionEnd); })()`))
}

// TestExamples: each example shows what its name says.
func TestExamples(t *testing.T) {
	ctx := open(t, start)
	for name, want := range map[string]string{"host": "will-fail", "permission": "will-fail", "task": "undecided", "good": "can-pull"} {
		do(t, ctx, example(name))
		require.Equal(t, want, verdict(t, ctx), name)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS("#clear")))
	require.Equal(t, "waiting", verdict(t, ctx))
	require.Empty(t, text(t, ctx, "findings"))
}

// TestLink: a link carries every field behind its #, and whoever opens it sees the same.
func TestLink(t *testing.T) {
	ctx := open(t, start)
	do(t, ctx, example("task"), chromedp.SendKeys(chromedp.CSS("#agent"), "1.6.0 & 100 % #?\n=é"))
	settle(t, ctx)
	require.Empty(t, evaluate[string](t, ctx, `location.hash`), "nothing stands in the address before it is asked for")
	want := evaluate[map[string]string](
		t,
		ctx,
		`Object.fromEntries(["image", "policy", "agent", "launch"].map((f) => [f, document.getElementById(f).value]))`,
	)
	do(t, ctx, chromedp.Click(chromedp.CSS("#link")))
	settle(t, ctx)
	require.NotEmpty(t, text(t, ctx, "notice"))
	link := evaluate[string](t, ctx, `location.href`)
	u, err := url.Parse(link)
	require.NoError(t, err)
	require.Empty(t, u.RawQuery, "a server would see a query")
	require.Equal(t, "/", u.Path)

	again := open(t, link)
	require.Equal(
		t,
		want,
		evaluate[map[string]string](
			t,
			again,
			`Object.fromEntries(["image", "policy", "agent", "launch"].map((f) => [f, document.getElementById(f).value]))`,
		),
	)
	require.Equal(t, text(t, ctx, "findings"), text(t, again, "findings"))

	// A link by hand, in a page that is open.
	do(t, again, chromedp.Evaluate[chromedp.Void](`location.hash = "image=`+host+`/App:v1"`))
	settle(t, again)
	require.Equal(t, "will-fail", verdict(t, again))
	require.Empty(t, evaluate[string](t, again, `document.getElementById("policy").value`), "what the link does not hold is empty")
	do(t, again, chromedp.Evaluate[chromedp.Void](`location.hash = "elsewhere"`))
	settle(t, again)
	require.Equal(t, "will-fail", verdict(t, again), "what is no link to an input changes nothing")
	for _, hash := range []string{"%", "image=%zz", "image=a&image=b", "launch=nowhere", "other=1", "image=<img src=x onerror=alert(1)>"} {
		do(t, again, chromedp.Evaluate[chromedp.Void](`location.hash = "`+hash+`"`))
		settle(t, again)
		require.NotEqual(t, "can-pull", verdict(t, again), hash)
		require.Equal(t, 0, evaluate[int](t, again, `document.images.length`), "texts are shown as texts")
	}
}

// TestKeyboard: everything can be reached and left with Tab alone, in the order in
// which it is read, and pressed.
func TestKeyboard(t *testing.T) {
	ctx := open(t, start)
	var order []string
	for range 13 {
		do(t, ctx, chromedp.KeyEvent(kb.Tab))
		order = append(
			order,
			evaluate[string](t, ctx, `document.activeElement.dataset.example ?? (document.activeElement.id || document.activeElement.tagName)`),
		)
		outline := evaluate[string](t, ctx, `getComputedStyle(document.activeElement).outlineStyle + document.activeElement.tagName`)
		if !strings.HasSuffix(outline, "BODY") {
			require.True(t, strings.HasPrefix(outline, "solid"), "it shows where one is: %s", outline)
		}
	}
	require.Equal(t, []string{"host", "permission", "task", "good", "image", "policy", "launch", "agent", "link", "clear", "A", "A", "BODY"},
		order)

	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-example=good]").focus()`), chromedp.KeyEvent(" "))
	require.Equal(t, "can-pull", verdict(t, ctx), "the space bar presses a button")
	do(t, ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.End, chromedp.KeyModifiers(kb.ModifierCtrl)), chromedp.KeyEvent(":v2"))
	settle(t, ctx)
	require.Equal(t, "will-fail", verdict(t, ctx), "a second tag")
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("#findings button").focus()`), chromedp.KeyEvent(kb.Enter))
	require.Equal(t, "image", evaluate[string](t, ctx, `document.activeElement.id`), "Enter on Go there leads into the field")
}

// TestNothingLeaves: no request goes to anybody but the host of the page, none carries
// what was typed, and the page's own policy forbids what does not.
func TestNothingLeaves(t *testing.T) {
	var mu sync.Mutex
	var asked []string
	watch := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		events := cdp.Events(t.Context(), target, network.RequestWillBeSent)
		go func() {
			for e, err := range events {
				if err != nil {
					return
				}
				mu.Lock()
				asked = append(asked, e.Request.Method+" "+e.Request.URL)
				if e.Request.HasPostData {
					t.Errorf("%s has a body", e.Request.URL)
				}
				mu.Unlock()
			}
		}()
		return nil
	})
	ctx := open(t, start+"#image="+host+"/secret-name:v1", watch)
	for _, name := range []string{"host", "permission", "task", "good"} {
		do(t, ctx, example(name))
	}
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#policy"), "secret-name"), chromedp.Click(chromedp.CSS("#link")))
	settle(t, ctx)
	mu.Lock()
	before := len(asked)
	require.GreaterOrEqual(t, before, 5, "the files of the page: %v", asked)
	for _, request := range asked {
		method, address, _ := strings.Cut(request, " ")
		if method != "GET" || !strings.HasPrefix(address, start) && !strings.HasPrefix(address, "data:,") || strings.Contains(address, "secret") {
			t.Errorf("the page asks %s", request)
		}
	}
	mu.Unlock()

	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("somebody else was asked") }))
	defer elsewhere.Close()
	for _, attempt := range []string{
		`fetch("` + elsewhere.URL + `").then(() => "sent", (e) => "refused")`,
		`new Promise((done) => { const i = new Image(); i.onload = () => done("sent"); i.onerror = () => done("refused"); i.src = "` +
			elsewhere.URL + `"; })`,
		`new Promise((done) => { const s = document.createElement("script"); s.onload = () => done("sent"); s.onerror = () => done("refused"); ` +
			`s.src = "` + elsewhere.URL + `"; document.body.append(s); })`,
	} {
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](attempt, chromedp.EvalAwaitPromise))
		require.NoError(t, err)
		require.Equal(t, "refused", got, attempt)
	}
	do(t, ctx, example("good"))
	require.Equal(t, "can-pull", verdict(t, ctx), "and the page goes on")
}

// TestStaticHosts: the files work below a path of any static host, also of one that
// takes the compression off.
func TestStaticHosts(t *testing.T) {
	if start == "" {
		t.Skip("chromium is not installed: on Debian, apt-get install chromium")
	}
	site := filepath.Join(t.TempDir(), "some", "path")
	out, err := inWorkspace(filepath.Join(dir, "web"), "-out", site).CombinedOutput()
	require.NoError(t, err, string(out))
	files := http.FileServer(http.Dir(filepath.Dir(filepath.Dir(site))))
	for name, handler := range map[string]http.Handler{
		"plain": files,
		"with the encoding": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, ".gz") {
				w.Header().Set("Content-Encoding", "gzip")
				w.Header().Set("Content-Type", "application/wasm")
			}
			files.ServeHTTP(w, r)
		}),
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(handler)
			t.Cleanup(server.Close)
			ctx := open(t, server.URL+"/some/path/")
			do(t, ctx, example("good"))
			require.Equal(t, "can-pull", verdict(t, ctx))
		})
	}
}

// TestStopped: when what decides has stopped, no old answer stays.
func TestStopped(t *testing.T) {
	ctx := open(t, start)
	do(t, ctx, example("good"))
	require.Equal(t, "can-pull", verdict(t, ctx))
	for _, broken := range []string{`() => undefined`, `() => ({ verdict: "can-pull", sum: "x", findings: [{}] })`,
		`() => { throw new Error("Go program has already exited"); }`} {
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`window.ecrkit = `+broken), example("good"))
		require.Equal(t, "undecided", verdict(t, ctx))
		require.Contains(t, text(t, ctx, "verdict"), "reload the page")
		require.Empty(t, text(t, ctx, "findings"))
	}
}

// paste puts a text into a field at once, as a person does who pastes it.
func paste(field, expression string) step {
	return chromedp.Evaluate[chromedp.Void](`(() => { const f = document.getElementById("` + field + `"); f.value = ` + expression + `;
		f.dispatchEvent(new Event("input", { bubbles: true })); })()`)
}

// TestHeavy: whatever is pasted, the page answers before somebody takes it for frozen,
// and shows no more than can be read. What is on its way is marked.
func TestHeavy(t *testing.T) {
	ctx := open(t, start)
	for _, row := range []struct{ field, expression, want, says, why string }{
		{"policy", `'{"Statement":[]}'.repeat(65536)`, "undecided", "too long for this page", "a megabyte of documents"},
		{"policy", `'{"Statement":[]}'.repeat(4480)`, "will-fail", "more, which are not shown", "as many as are judged"},
		{"policy", `"AmazonECSTaskExecutionRolePolicy\n".repeat(30000)`, "undecided", "too long for this page", "names"},
		{"policy", `'{"Statement":[{"Effect":"Allow","Action":[' + '"ecr:*a*b*c*d*e*f",'.repeat(3700) + '"s3:x"],"Resource":"*"}]}'`, "will-fail",
			"is not allowed", "actions"},
		{"policy",
			`'{"Statement":[' + '{"Effect":"Deny","Action":"*","Resource":"*"},'.repeat(1500) + '{"Effect":"Deny","Action":"*","Resource":"*"}]}'`,
			"will-fail", "and 1481 more", "statements that deny"},
		{"image", `"a/".repeat(524288)`, "undecided", "too long for this page", "a path"},
		{"image", `"a/".repeat(35000)`, "will-fail", "is not an image reference", "a path that is judged"},
		{"image", `"[" + '{"name":"a","image":"` + host + `/app:v1"},'.repeat(12000) + '{"name":"a","image":"a"}]'`, "undecided",
			"too long for this page",
			"containers"},
	} {
		do(t, ctx, example("good"), paste(row.field, row.expression))
		require.Equal(t, "true", evaluate[string](t, ctx, `document.getElementById("answer").getAttribute("aria-busy")`), row.why)
		begin := time.Now()
		do(t, ctx, chromedp.Poll[chromedp.Void](`document.getElementById("answer").getAttribute("aria-busy") === "false"`,
			chromedp.WithPollingTimeout(time.Minute)))
		require.Equal(t, row.want, verdict(t, ctx), row.why)
		took := time.Since(begin)
		t.Logf("%s: %v", row.why, took)
		require.Less(t, took, 10*time.Second, row.why)
		require.Equal(t, "false", evaluate[string](t, ctx, `document.getElementById("answer").getAttribute("aria-busy")`), row.why)
		require.True(t, strings.Contains(text(t, ctx, "answer"), row.says), "%s: nobody says %s", row.why, row.says)
		require.LessOrEqual(t, evaluate[int](t, ctx, `document.querySelectorAll("#findings > li").length`), 100, row.why)
	}
	do(t, ctx, example("good"))
	require.Empty(t, text(t, ctx, "more"))
}

// TestNoProgram: a page that cannot load what decides says so, and nothing else.
func TestNoProgram(t *testing.T) {
	if start == "" {
		t.Skip("chromium is not installed: on Debian, apt-get install chromium")
	}
	server := httptest.NewServer(http.FileServerFS(os.DirFS(filepath.Join(root, "examples/web/page"))))
	t.Cleanup(server.Close)
	ctx := browser(t)
	do(
		t,
		ctx,
		chromedp.Navigate(server.URL),
		chromedp.Poll[chromedp.Void](`!document.getElementById("verdict").textContent.startsWith("Loading")`),
	)
	require.Contains(t, text(t, ctx, "verdict"), "so there is no answer")
}

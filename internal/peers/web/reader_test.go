package web_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// node is what a screen reader is told of one thing on the page.
type node struct {
	role, name, description string
	properties              map[string]string
}

// tree lists what a screen reader is told, in its order.
func tree(t *testing.T, ctx context.Context) (list []node) {
	t.Helper()
	answer, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) (accessibility.GetFullAXTreeResult, error) {
		return cdp.Call(ctx, target, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	})
	require.NoError(t, err)
	for _, n := range answer.Nodes {
		if n.Ignored {
			continue
		}
		is := node{plain(n.Role), plain(n.Name), plain(n.Description), map[string]string{}}
		for _, p := range n.Properties {
			is.properties[string(p.Name)] = plain(p.Value)
		}
		list = append(list, is)
	}
	return list
}

// plain is a value of the tree as a text.
func plain(v *accessibility.Value) string {
	if v == nil || len(v.Value) == 0 {
		return ""
	}
	var text string
	if json.Unmarshal(v.Value, &text) != nil {
		return string(v.Value)
	}
	return text
}

func having(list []node, role, name string) (found []node) {
	for _, n := range list {
		if n.role == role && strings.HasPrefix(n.name, name) {
			found = append(found, n)
		}
	}
	return found
}

// TestScreenReader: everything has a role and a name, a field says what is wrong with
// it, and a verdict is read out when it changes.
func TestScreenReader(t *testing.T) {
	ctx := open(t, start)
	do(t, ctx, example("host"))
	list := tree(t, ctx)
	for _, want := range []struct{ role, name string }{
		{"RootWebArea", "Can Amazon ECS pull this image?"},
		{"heading", "Can Amazon ECS pull this image from Amazon ECR?"},
		{"form", "What to check"},
		{"group", "Examples"},
		{"button", "Wrong host"},
		{"textbox", "Image or task definition"},
		{"textbox", "Policies of the role that pulls"},
		{"combobox", "Where the task runs"},
		{"textbox", "Container agent version"},
		{"button", "Copy a link to this"},
		{"button", "Clear"},
		{"region", "Answer"},
		{"heading", "Answer"},
		{"status", ""},
		{"list", "Findings"},
		{"heading", "error, image"},
		{"button", "Go there, to column 46 of the field"},
		{"button", "Copy what to write: image"},
		{"contentinfo", ""},
	} {
		require.NotEmpty(t, having(list, want.role, want.name), "%s %q", want.role, want.name)
	}
	for _, n := range list {
		switch n.role {
		case "button", "textbox", "combobox", "link", "list", "form", "heading", "group":
			if n.name == "" && n.role != "list" {
				t.Errorf("a %s has no name", n.role)
			}
		}
	}

	image := having(list, "textbox", "Image")[0]
	require.Equal(t, "true", image.properties["invalid"])
	require.True(t, strings.HasPrefix(image.description, "At column 46: the host suffix"), "the fault comes first: %s", image.description)
	policy := having(list, "textbox", "Policies")[0]
	require.NotEqual(t, "true", policy.properties["invalid"])
	status := having(list, "status", "")
	require.Equal(t, "polite", status[0].properties["live"])
	require.Equal(t, "true", status[0].properties["atomic"], "a verdict is read as a whole")

	// The picture of the caret is for eyes; what it says stands beside it as text.
	for _, n := range list {
		require.NotEqual(t, "^", strings.TrimSpace(n.name))
	}
}

// TestQuiet: what a screen reader has read out it is not told again, as long as the
// verdict stays.
func TestQuiet(t *testing.T) {
	ctx := open(t, start)
	do(t, ctx, example("good"), chromedp.Evaluate[chromedp.Void](`window.told = 0; new MutationObserver((all) => { told += all.length; })
		.observe(document.getElementById("verdict"), { childList: true, characterData: true, subtree: true })`),
		chromedp.SendKeys(chromedp.CSS("#image"), "23"))
	settle(t, ctx)
	require.Equal(t, "can-pull", verdict(t, ctx))
	require.Zero(t, evaluate[int](t, ctx, "told"))
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#image"), ":4"))
	settle(t, ctx)
	require.Equal(t, "will-fail", verdict(t, ctx))
	require.Positive(t, evaluate[int](t, ctx, "told"))
}

// TestRules: axe-core, the witness, finds nothing against WCAG 2.2 AA in any example
// and colour scheme, on a desktop and on a phone.
func TestRules(t *testing.T) {
	folder := os.Getenv("ECRKIT_AXE")
	if folder == "" {
		t.Skip("ECRKIT_AXE names no folder in which axe-core 4.14.1 is installed with npm")
	}
	script, err := os.ReadFile(filepath.Join(folder, "node_modules/axe-core/axe.min.js"))
	require.NoError(t, err)
	ctx := open(t, start)
	do(t, ctx, chromedp.Evaluate[chromedp.Void](string(script)))
	for _, s := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 360} {
			for _, name := range []string{"host", "permission", "task", "good"} {
				do(t, ctx, scheme(s), screen(width, 800, width == 360), example(name))
				found, err := chromedp.Run(ctx, chromedp.Evaluate[struct {
					Passes int
					Faults []string
				}](askAxe, chromedp.EvalAwaitPromise))
				require.NoError(t, err)
				require.Empty(t, found.Faults, "%s, %d, %s", s, width, name)
				require.Greater(t, found.Passes, 20)
			}
		}
	}
}

const askAxe = `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then((r) => ({
	Passes: r.passes.length,
	Faults: r.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html.slice(0, 90)).join(" | ")),
}))`

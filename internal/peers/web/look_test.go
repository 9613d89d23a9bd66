package web_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// screens are the sizes at which the page has to be readable. A desktop at 200 % has
// half the width.
var screens = []struct {
	name          string
	width, height int64
	phone         bool
}{
	{"desktop", 1280, 900, false},
	{"desktop at 200 percent", 640, 450, false},
	{"phone", 360, 800, true},
	{"narrowest", 320, 640, true},
}

// TestWidths: nothing sticks out to the right, whatever the answer.
func TestWidths(t *testing.T) {
	ctx := open(t, start)
	for _, s := range screens {
		do(t, ctx, screen(s.width, s.height, s.phone))
		for _, name := range []string{"host", "permission", "task", "good"} {
			do(t, ctx, example(name))
			wide := evaluate[[]string](t, ctx, `[...document.querySelectorAll("body *")]
				.filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
				.map((e) => e.outerHTML.slice(0, 80))`)
			require.Empty(t, wide, "%s, %s", s.name, name)
			require.LessOrEqual(t, evaluate[int64](t, ctx, `document.documentElement.scrollWidth`), s.width, "%s, %s", s.name, name)
		}
	}
}

// TestVerdictInSight: on a narrow screen the verdict is seen from every field and from
// the findings, covers nothing that has the focus, and is there once.
func TestVerdictInSight(t *testing.T) {
	ctx := open(t, start)
	for _, s := range screens[1:] {
		do(t, ctx, screen(s.width, s.height, s.phone), example("task"))
		for _, id := range []string{"image", "policy", "launch", "agent", "link", "clear", "findings button", "policy", "image"} {
			do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("#`+id+`").focus()`))
			got := evaluate[struct{ Top, Bottom, Height, Focused, FocusedBottom float64 }](t, ctx, inSight)
			require.GreaterOrEqual(t, got.Top, 0.0, "%s, %s", s.name, id)
			require.LessOrEqual(t, got.Bottom, got.Height, "%s, %s", s.name, id)
			require.Less(t, got.Bottom-got.Top, got.Height/4, "%s, %s: it leaves room", s.name, id)
			require.True(t, got.Focused >= got.Bottom || got.FocusedBottom <= got.Top, "%s, %s: %+v", s.name, id, got)
		}
		list := tree(t, ctx)
		require.Len(t, having(list, "status", ""), 1, "%s: it is read out once", s.name)
		require.Len(t, having(list, "region", "Answer"), 1, s.name)
	}
	do(t, ctx, screen(320, 256, false)) // a desktop at 400 %: there is no room to spare
	require.Equal(t, "static", evaluate[string](t, ctx, `getComputedStyle(document.getElementById("verdict")).position`))
}

// inSight is where the verdict is in the window, and what has the focus.
const inSight = `(() => {
	const verdict = document.getElementById("verdict").getBoundingClientRect();
	const focused = document.activeElement.getBoundingClientRect();
	return { Top: verdict.top, Bottom: verdict.bottom, Height: innerHeight, Focused: focused.top, FocusedBottom: focused.bottom };
})()`

// TestContrast: every text stands out from what is behind it by 4.5 to 1, and the
// border of a field by 3 to 1, in both colour schemes (WCAG 2.2, 1.4.3 and 1.4.11).
func TestContrast(t *testing.T) {
	ctx := open(t, start)
	for _, name := range []string{"light", "dark"} {
		do(t, ctx, scheme(name))
		seen := 0
		for _, e := range []string{"host", "permission", "task", "good"} {
			do(t, ctx, example(e))
			found := evaluate[struct {
				Seen int
				Low  []string
			}](t, ctx, lowContrast)
			require.Empty(t, found.Low, "%s, %s", name, e)
			seen += found.Seen
		}
		require.Greater(t, seen, 150, "texts and borders looked at")
	}
	dark := evaluate[string](t, ctx, `getComputedStyle(document.body).backgroundColor`)
	do(t, ctx, scheme("light"))
	require.NotEqual(t, dark, evaluate[string](t, ctx, `getComputedStyle(document.body).backgroundColor`), "there are two schemes")
}

// lowContrast lists texts and borders that do not stand out. Colours with an alpha are
// painted over what is behind them.
const lowContrast = `(() => {
	const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
	const paint = (colours) => {
		canvas.clearRect(0, 0, 1, 1);
		for (const c of colours) { canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); }
		return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
	};
	const behind = (e) => {
		const layers = [];
		for (; e; e = e.parentElement) layers.unshift(getComputedStyle(e).backgroundColor);
		return ["white", ...layers];
	};
	const light = (rgb) => {
		const [r, g, b] = rgb.map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
	let seen = 0;
	const low = [];
	for (const e of document.querySelectorAll("body *")) {
		if (["SCRIPT", "NOSCRIPT", "OPTION"].includes(e.tagName) || !e.checkVisibility()) continue;
		const style = getComputedStyle(e);
		const says = (what, least, colour, ground) => {
			seen++;
			const r = ratio(paint([...ground, colour]), paint(ground));
			if (r < least) low.push(what + " of " + e.outerHTML.slice(0, 60) + ": " + r.toFixed(2));
		};
		const hasText = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== "");
		if (hasText || e.value) says("text", 4.5, style.color, behind(e));
		if (["TEXTAREA", "SELECT", "BUTTON"].includes(e.tagName)) says("border", 3, style.borderTopColor, behind(e.parentElement));
	}
	return { Seen: seen, Low: low };
})()`

// TestScreenshots writes pictures for a person to look at into the folder that
// ECRKIT_SCREENSHOTS names; without it one, so that the taking is tested.
func TestScreenshots(t *testing.T) {
	ctx := open(t, start)
	folder, taken, names := os.Getenv("ECRKIT_SCREENSHOTS"), screens, []string{"host", "permission", "task", "good"}
	if folder == "" {
		folder, taken, names = t.TempDir(), screens[:1], names[:1]
	}
	for _, s := range taken {
		for _, colours := range []string{"light", "dark"} {
			for _, name := range names {
				do(t, ctx, screen(s.width, s.height, s.phone), scheme(colours), example(name))
				picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
				require.NoError(t, err)
				require.Greater(t, len(picture), 5000)
				file := filepath.Join(folder, s.name+" "+colours+" "+name+".png")
				require.NoError(t, os.WriteFile(file, picture, 0o600))
			}
		}
	}
}

//go:build js && wasm

// Wasm is the part of examples/web that runs in the browser: it gives the page one
// function, ecrkit, which takes the texts of the fields and returns the answer. All
// else is in package answer, which needs no browser.
package main

import (
	"syscall/js"

	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
)

func main() {
	js.Global().Set("ecrkit", js.FuncOf(func(_ js.Value, args []js.Value) any {
		in := args[0]
		return object(answer.Ask(answer.Input{
			Image:  in.Get("image").String(),
			Policy: in.Get("policy").String(),
			Agent:  in.Get("agent").String(),
			Launch: in.Get("launch").String(),
		}))
	}))
	js.Global().Call("ecrkitReady")
	select {} // the function is called for as long as the page is open
}

// object makes of an answer what the page reads.
func object(a answer.Answer) map[string]any {
	var images, findings []any
	for _, i := range a.Images {
		images = append(images, map[string]any{"container": i.Container, "text": i.Text, "verdict": string(i.Verdict)})
	}
	for _, f := range a.Findings {
		findings = append(findings, map[string]any{
			"severity": string(f.Severity), "field": string(f.Field), "container": f.Container,
			"message": f.Message, "why": list(f.Why), "caret": caret(f.Caret), "fix": f.Fix, "paste": f.Paste,
		})
	}
	return map[string]any{
		"verdict": string(a.Verdict), "sum": a.Sum, "presumed": list(a.Presumed), "images": images, "findings": findings,
		"more": a.More,
	}
}

func list(texts []string) (values []any) {
	for _, t := range texts {
		values = append(values, t)
	}
	return values
}

func caret(c *answer.Caret) any {
	if c == nil {
		return nil
	}
	return map[string]any{
		"before": c.Before, "at": c.At, "after": c.After, "line": c.Line, "column": c.Column, "inImage": c.InImage,
		"start": c.Start, "end": c.End,
	}
}

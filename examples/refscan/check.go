package main

import (
	"iter"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// mistakes finds near misses that nobody wants to keep.
var mistakes = finder{findMistakes, nearMisses.margin}

func findMistakes(text string) iter.Seq2[int, match] {
	return func(yield func(int, match) bool) {
		for at, m := range findNear(text) {
			if isMistake(m.Err) && !yield(at, m) {
				return
			}
		}
	}
}

// isMistake reports whether a near miss is one whatever becomes of the text later:
// no template with placeholders, no image that is only written as a URL or with its
// host in capitals, and none of an emulator.
func isMistake(e *ecrref.ParseError) bool {
	return e.Func == "ParseAny" && e.Placeholder == "" && !isEmulator(e.Input)
}

// isEmulator reports whether an image is one of LocalStack or of a local registry.
func isEmulator(image string) bool {
	if _, rest, ok := strings.Cut(image, "://"); ok {
		image = rest
	}
	host, _, _ := strings.Cut(image, "/")
	host, _, _ = strings.Cut(host, ":")
	return strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".localstack.cloud")
}

package main

import (
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// nearMisses finds words. Whether one begins somewhere hangs on maxWord bytes,
// and on what ecrref.Find looks at from there.
var nearMisses = finder{findNear, 2 * margin}

// findNear finds what is written like an image of ECR and is none: a word
// around the middle of a host of ECR, with a path behind it, that ecrref.Find
// does not find and ecrref.Parse refuses.
func findNear(text string) iter.Seq2[int, match] {
	return func(yield func(int, match) bool) {
		end := 0
		for _, at := range middles(text) {
			if at < end {
				continue // a second one in the same word
			}
			var start int
			if start, end = word(text, at); start == end || isFound(text, start, end) {
				continue
			}
			if err := whyNone(text[start:end]); err != nil && !yield(start, match{Err: err}) {
				return
			}
		}
	}
}

// middles returns where "ecr" or, without it, "dkr" stands as in a host of ECR, in small
// letters or in capitals.
func middles(text string) (places []int) {
	for _, letters := range []string{"ecr", "ECR", "dkr", "DKR"} {
		for i := 0; ; i += len(letters) {
			next := strings.Index(text[i:], letters)
			if next < 0 {
				break
			}
			if i += next; isMiddle(text, i) {
				places = append(places, i)
			}
		}
	}
	slices.Sort(places)
	return places
}

func isMiddle(text string, i int) bool {
	if isBehindAccount(text, i) {
		return true
	}
	if text[i]|0x20 == 'd' {
		return false // in front of it only an account tells
	}
	before, behind := strings.ToLower(text[max(0, i-7):i]), strings.ToLower(text[i+3:min(len(text), i+14)])
	return strings.HasSuffix(before, ".dkr.") || strings.HasSuffix(before, ".dkr-") ||
		before == "public." && strings.HasPrefix(behind, ".aws") || strings.HasPrefix(behind, "-public.aws")
}

// isBehindAccount reports whether an account ID and a dot stand in front of the three
// letters at i, and a host of AWS goes on behind them. Where dkr or ecr is missing nothing
// else tells a host of ECR.
func isBehindAccount(text string, i int) bool {
	const account = len("123456789012")
	start := i - account - 1
	if start < 0 || text[i-1] != '.' || strings.Trim(text[start:i-1], "0123456789") != "" {
		return false
	}
	host, _, _ := strings.Cut(strings.ToLower(text[i+3:min(len(text), i+64)]), "/")
	return strings.HasPrefix(host, ".") && (strings.Contains(host, ".amazonaws.com") || strings.HasSuffix(host, ".on.aws"))
}

// maxWord is how long a word can be. ECS takes images of 255 bytes.
const maxWord = 512

// word returns the word around at, as start and end. They are equal where there
// is none: without an account before, without a path behind, or too long.
func word(text string, at int) (start, end int) {
	start, end = at, at
	for start > 0 && at-start < maxWord && isWord(text[start-1]) {
		start--
	}
	for end < len(text) && end-start < maxWord && isWord(text[end]) {
		end++
	}
	if end-start >= maxWord {
		for end < len(text) && end-at < maxWord && isWord(text[end]) {
			end++ // so that nothing looks at all of it again
		}
		return end, end
	}
	start += escape(text[:start], text[start:at])
	start, end = trim(text, start, end)
	_, path, ok := strings.Cut(text[min(at, end):end], "/")
	if start >= at || !ok || path == "" || strings.HasPrefix(text[start:], ".") {
		return end, end
	}
	return start, end
}

// isWord reports whether c may be of an image, or of a placeholder in one.
func isWord(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || strings.IndexByte("._-/:@${}", c) >= 0
}

// escape is how many bytes at the start of a word are of an escape that begins
// before it: \n, \u003c, %22.
func escape(before, word string) int {
	switch {
	case strings.HasSuffix(before, "%"):
		return min(2, len(word))
	case !strings.HasSuffix(before, `\`) || word == "":
		return 0
	case word[0] == 'u':
		return min(5, len(word))
	case strings.IndexByte("nrt", word[0]) >= 0:
		return 1
	}
	return 0
}

// trim takes off what is of the sentence around a word: marks at its ends,
// braces without their other half, and the name of a variable whose default it is.
func trim(text string, start, end int) (int, int) {
	if i := strings.LastIndex(text[start:end], ":-"); i >= 0 {
		start += i + 2
	}
	for start < end && (strings.IndexByte("/-_:@}", text[start]) >= 0 || text[start] == '{' && !isBalanced(text[start:end])) {
		start++
	}
	for start < end && (strings.IndexByte(".:/@-_${", text[end-1]) >= 0 || text[end-1] == '}' && !isBalanced(text[start:end])) {
		end--
	}
	return start, end
}

func isBalanced(text string) bool { return strings.Count(text, "{") == strings.Count(text, "}") }

// isFound reports whether Find finds a reference in text[start:end].
func isFound(text string, start, end int) bool {
	from := max(0, start-ecrref.FindWindow)
	for m := range ecrref.Find(text[from:min(len(text), end+ecrref.FindWindow)]) {
		if from+m.End > start {
			return from+m.Start < end
		}
	}
	return false
}

// whyNone returns why a word is no image, nil where it is one after all or is
// not meant to be: a call of the registry's API, a path on another host.
func whyNone(word string) *ecrref.ParseError {
	if isAPI(word) {
		return nil
	}
	_, err := ecrref.ParseAny(word)
	if err == nil {
		_, err = ecrref.Parse(word) // in capitals, for example
	}
	var p *ecrref.ParseError
	if !errors.As(err, &p) || p.NotECR {
		return nil
	}
	return p
}

func isAPI(word string) bool {
	if _, rest, ok := strings.Cut(word, "://"); ok {
		word = rest
	}
	_, path, _ := strings.Cut(word, "/")
	return strings.HasPrefix(path, "v2/")
}

package cli

import (
	"flag"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/seed-293f0d42/ecrkit/internal/nearest"
)

// DidYouMean returns "; did you mean WORD?" for the candidate that word was most
// likely meant to be, or "" if there is none.
func DidYouMean(word string, candidates iter.Seq[string]) string {
	return didYouMean("", word, candidates)
}

func didYouMean(prefix, word string, candidates iter.Seq[string]) string {
	if len(word) < 2 || len(word) > maxWord {
		return ""
	}
	if near := nearest.Word(word, max(len(word)/3, min(2, len(word)-1)), candidates); near != "" {
		return "; did you mean " + Printable(prefix+near) + "?"
	}
	return ""
}

// maxWord is how long a misspelled word can be: what is longer is no word.
const maxWord = 100

func flagNames(fs *flag.FlagSet) iter.Seq[string] {
	return func(yield func(string) bool) {
		goOn := true
		fs.VisitAll(func(f *flag.Flag) { goOn = goOn && yield(f.Name) })
	}
}

// valueName is what -h calls the value of a flag.
func valueName(fs *flag.FlagSet, name string) string {
	f := fs.Lookup(name)
	if f == nil {
		return "value"
	}
	value, _ := flag.UnquoteUsage(f)
	return value
}

// exampleOf shows what a duration looks like: the flag package says only that a
// value is none.
func exampleOf(fs *flag.FlagSet, name string) string {
	if g, ok := fs.Lookup(name).Value.(flag.Getter); ok {
		if _, ok := g.Get().(time.Duration); ok {
			return ", such as 30s"
		}
	}
	return ""
}

// cutQuoted takes a prefix and a quoted text off the start of s.
func cutQuoted(s, prefix string) (text, rest string, ok bool) {
	if s, ok = strings.CutPrefix(s, prefix); !ok {
		return "", "", false
	}
	quoted, err := strconv.QuotedPrefix(s)
	if err != nil {
		return "", "", false
	}
	text, err = strconv.Unquote(quoted)
	return text, s[len(quoted):], err == nil
}

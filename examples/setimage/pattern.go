package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// literal returns the text in an intrinsic function of CloudFormation that ends the
// image: the string of Fn::Sub, or the last part that Fn::Join puts behind the
// others. It is nil where there is none, and for a text that is no function.
func literal(value *tree.Node) *tree.Node {
	sub, join := value.Get("Fn::Sub"), value.Get("Fn::Join").List()
	switch {
	case sub.Is(tree.String):
		return sub
	case len(sub.List()) == 2 && sub.Items[0].Is(tree.String):
		return sub.Items[0]
	case len(join) == 2 && join[0].Is(tree.String) && join[0].Text == "" && len(join[1].List()) > 0:
		if last := join[1].Items[len(join[1].Items)-1]; last.Is(tree.String) && strings.ContainsAny(last.Text, ":@") {
			return last
		}
	}
	return nil
}

// inPattern puts the tag and the digest behind a text in which variables stand, or
// which is only the end of an image. Both have to be written out in it.
func (t target) inPattern(pattern string) (string, error) {
	name, old := cutSuffix(pattern)
	switch {
	case strings.Contains(old, "${"):
		return "", fmt.Errorf("the tag of %q is a variable: set that, or replace the whole image with -image", pattern)
	case old == "" && strings.HasSuffix(name, "}"):
		return "", errors.New("a variable may hold the tag: set that, or replace the whole image with -image")
	}
	if _, err := t.elsewhere("image"); err != nil { // what stands behind any image
		return "", err
	}
	if t.tag != "" {
		name += ":" + t.tag
	}
	if t.digest != "" {
		name += "@" + t.digest
	}
	return name, nil
}

// cutSuffix cuts tag and digest from an image in which variables may stand.
func cutSuffix(pattern string) (name, suffix string) {
	depth, cut := 0, len(pattern)
	for i := range len(pattern) {
		switch c := pattern[i]; {
		case strings.HasPrefix(pattern[i:], "${"):
			depth++
		case c == '}' && depth > 0:
			depth--
		case depth > 0:
		case c == '/':
			cut = len(pattern)
		case (c == ':' || c == '@') && cut == len(pattern):
			cut = i
		}
	}
	return pattern[:cut], pattern[cut:]
}

package awsfile

import (
	"errors"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// Open says what is known of an image of which a part is not.
type Open uint8

// What is known of an image. The zero Open is nothing: it may be anywhere.
const (
	OpenAnywhere  Open = iota
	OpenPrivate        // in a private registry of ECR, whatever the missing parts are
	OpenPublic         // in the public gallery
	OpenElsewhere      // in a registry that is not ECR
	OpenMalformed      // no image, whatever the missing parts are
)

// FilledName stands for the part of a name that is not known, in the reference that
// ReadOpen returns.
const FilledName = "gap7q2"

// fillers are what can stand in the place of a gap in an ECR reference: a name or
// tag, an account, a region, a domain. A reference that parses with one of them is
// of that kind whatever the value will be, or it is malformed then.
var fillers = []string{FilledName, "135792468013", "us-east-1", "amazonaws.com"}

// ReadOpen reads an image that has gaps, as far as the rest of it decides. The
// reference has stand-ins in their place; the error says what is malformed.
func ReadOpen(image String) (ecrref.Ref, Open, error) {
	host, _, hasPath := strings.Cut(image.blank(), "/")
	if !hasPath { // of Docker Hub, if anything of the name is known
		host, _, _ = strings.Cut(host, ":")
	}
	ref, err := fillGaps(image.Value, image.Gaps)
	switch {
	case err == nil && ref.Registry().Kind() == ecrref.Private:
		return ref, OpenPrivate, nil
	case strings.Contains(host, gapMark):
		return ref, OpenAnywhere, err
	case err == nil:
		return ref, OpenPublic, nil
	case LooksLikeECR(image.Value):
		return ref, OpenMalformed, err
	}
	return ref, OpenElsewhere, nil
}

// fillGaps tries all fillers for all gaps, and returns the last error when nothing
// parses.
func fillGaps(image string, gaps []Gap) (ref ecrref.Ref, err error) {
	if len(gaps) == 0 || len(gaps) > 5 {
		return ecrref.Parse(image)
	}
	for _, filler := range fillers {
		ref, err = fillGaps(strings.ReplaceAll(image, gaps[0].Text, filler), gaps[1:])
		if err == nil {
			return ref, nil
		}
	}
	return fillGaps(strings.ReplaceAll(image, gaps[0].Text, fillers[0]), gaps[1:])
}

// PathGaps are the placeholders in the path of an image whose host is one of ECR's: what
// a tool fills in later, of a name, tag or digest. It is nil where there are none, or
// where more than that is open.
func PathGaps(image String) (gaps []Gap) {
	host, path, ok := strings.Cut(image.Value, "/")
	if g, err := ecrref.ParseRegistry(host); !ok || err != nil || g.Kind() != ecrref.Private {
		return nil
	}
	for range maxPlaceholders {
		text := placeholder(host + "/" + path)
		if text == "" {
			break
		}
		gaps = append(gaps, Gap{Text: text, Where: image.Where, Why: "a tool fills it in later",
			Tell: "run preflight on the definition that is registered, with every variable filled in"})
		path = strings.ReplaceAll(path, text, FilledName)
	}
	if _, err := ecrref.Parse(host + "/" + path); err != nil {
		return nil
	}
	return gaps
}

// maxPlaceholders is how many placeholders an image is read with.
const maxPlaceholders = 5

// placeholder is the first thing in an image that is to be filled in, "" for none.
func placeholder(image string) string {
	if _, path, _ := strings.Cut(image, "/"); HasMarker(path) {
		return marker.FindString(path)
	}
	var e *ecrref.ParseError
	if _, err := ecrref.Parse(image); errors.As(err, &e) {
		return e.Placeholder
	}
	return ""
}

// gapMark stands for a gap in a text that is cut.
const gapMark = "\x00"

// blank puts a mark in the place of each gap, which has colons of its own.
func (s String) blank() string {
	text := s.Value
	for _, g := range s.Gaps {
		text = strings.ReplaceAll(text, g.Text, gapMark)
	}
	return text
}

// OpenRepository reports whether a part of the repository's URI is not known.
func (s String) OpenRepository() bool {
	name := s.blank()
	if i := strings.LastIndexByte(name, ':'); i > strings.LastIndexByte(name, '/') {
		name = name[:i]
	}
	name, _, _ = strings.Cut(name, "@")
	return strings.Contains(name, gapMark)
}

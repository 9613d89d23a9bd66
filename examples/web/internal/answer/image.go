package answer

import (
	"strconv"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/hint"
	"github.com/seed-293f0d42/ecrkit/examples/internal/region"
)

// origin says where an image comes from, as far as it can be read.
type origin uint8

const (
	malformed  origin = iota // it is no reference
	unresolved               // part of it is filled in later
	elsewhere                // another registry
	publicECR                // public gallery
	privateECR               // a registry that needs permissions
)

const fillIn = "paste the definition that is registered, with every variable filled in"

// readImage judges the image of a container by itself. The field is the text that it
// stands in.
func (c *container) readImage(field string) {
	if c.image.open {
		c.origin = unresolved
		c.add(
			Warning,
			Finding{Message: "in the place of the image stands an expression, " + shorten(c.image.text) + ", and not a text", Fix: fillIn},
		)
		return
	}
	ref, err := ecrref.Parse(c.image.text)
	if err != nil {
		c.explain(field, err.(*ecrref.ParseError))
		return
	}
	c.ref, c.origin = ref, privateECR
	switch {
	case hasMarker(c.image.text):
		c.origin = unresolved
		c.add(Warning, Finding{Message: shorten(c.image.text) + " holds a mark that a template tool replaces", Fix: fillIn})
	case ref.Registry().Kind() == ecrref.Public:
		c.origin = publicECR
		c.add(Note, Finding{Message: "an image of the public gallery needs no permission and no agent version"})
	}
	c.judgeReference()
}

// explain says why an image is no reference to ECR, and where.
func (c *container) explain(field string, err *ecrref.ParseError) {
	shown := err.Input
	c.origin = c.originOf(err)
	switch c.origin {
	case unresolved:
		f := Finding{Message: "not a full reference yet: " + err.Msg, Fix: fillIn, place: caretIn(field, c.image.at, shown, err.Offset)}
		if err.Placeholder != "" {
			f.Message = "not a full reference yet: " + shorten(err.Placeholder) + " is not filled in"
		}
		c.add(Warning, f)
	case elsewhere:
		c.add(
			Note,
			Finding{Message: shorten(shown) + " is not in Amazon ECR: it needs nothing of ECR, and whether it can be pulled is not decided here",
				Fix: outsideFix(shorten(shown))},
		)
	case malformed:
		if err.NotECR || isEmulator(c.image.text) {
			c.add(Failure, noReference(shown))
			return
		}
		fix, paste := remedy(c.image.text, err)
		c.add(Failure, Finding{Message: err.Msg, Fix: fix, Paste: paste, place: caretIn(field, c.image.at, shown, err.Offset)})
	}
}

func (c *container) originOf(err *ecrref.ParseError) origin {
	switch {
	case isCertain(c.image.text):
		return malformed
	case err.Placeholder != "", isImagePlaceholder(c.image.text), isOfDocumentation(c.image.text):
		return unresolved
	case (err.NotECR || isEmulator(c.image.text)) && isReference(c.image.text):
		return elsewhere
	}
	return malformed
}

// noReference: no registry has an image of that name, in ECR or elsewhere.
func noReference(image string) Finding {
	f := Finding{Message: strconv.Quote(shorten(image)) + " is not an image reference", Fix: "write registry/repository:tag"}
	if isReference(strings.ToLower(image)) {
		f.Message, f.Fix = f.Message+": a repository has no capitals", "write the repository in lower case"
	}
	return f
}

// isEmulator recognises the hosts of emulators, which put the names of ECR below
// localhost: theirs is a registry like any other.
func isEmulator(image string) bool {
	host, _, _ := strings.Cut(strings.ToLower(image), "/")
	return strings.Contains(host, ".localhost")
}

// remedy is what to do about an image, and the image to write instead where that is
// known.
func remedy(image string, err *ecrref.ParseError) (fix, paste string) {
	if ref, err := ecrref.ParseAny(image); err == nil {
		return "", ref.String()
	}
	if text, ok := strings.CutPrefix(err.Hint, "write "); ok {
		if _, err := ecrref.Parse(text); err == nil {
			return "", text
		}
	}
	if fix = hint.Plain(err.Hint); fix == "" {
		fix = "write ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG"
	}
	return fix, ""
}

// outsideFix helps where the registry may have been forgotten.
func outsideFix(image string) string {
	host, path, ok := strings.Cut(image, "/")
	if !ok || strings.ContainsAny(host, ".:") || host == "localhost" {
		return ""
	}
	return "without a registry ECS asks Docker Hub; if ECR is meant, write ACCOUNT.dkr.ecr.REGION.amazonaws.com/" + host + "/" + path
}

// judgeReference judges what ECR allows and a pull does not work with, or hardly.
func (c *container) judgeReference() {
	if c.origin != privateECR && c.origin != publicECR {
		return
	}
	if err := c.ref.CheckECS(); err != nil {
		c.add(Failure, Finding{Message: "ECR takes this reference, ECS does not: " + err.(*ecrref.ParseError).Msg})
	}
	if c.ref.Tag() == "" && c.ref.Digest() == "" {
		c.add(Note, Finding{Message: "no tag and no digest: the agent pulls :latest, whatever that is at the time"})
	}
	if c.origin == privateECR {
		c.judgeHost()
	}
	if c.credentials.isGiven() {
		c.add(Warning, Finding{Fix: "remove repositoryCredentials", Message: "with repositoryCredentials the agent logs in with that secret, " +
			"not with the role; a token of ECR's in it is good for 12 hours"})
	}
}

func (c *container) judgeHost() {
	registry := c.ref.Registry()
	info, known := ecrref.LookupRegion(registry.Region())
	switch {
	case !known:
		c.judgeUnknownRegion(registry.Region())
	case registry.IsFIPS() && !info.FIPS:
		plain, _ := c.ref.WithFIPS(false)
		c.add(Failure, Finding{Message: info.Name + " has no FIPS endpoint for ECR, so this host does not exist", Paste: plain.String()})
	}
	if registry.IsDualStack() {
		c.add(Note, Finding{Message: "the dual-stack host is not reached through VPC interface endpoints: " +
			"the task needs a route to the internet, IPv4 or IPv6"})
	}
}

// judgeUnknownRegion judges a region that the table does not know: a higher number in
// a place that it knows is most likely new, anything else a typing error.
func (c *container) judgeUnknownRegion(name string) {
	f := Finding{Message: "there is no region " + name + " in the table of " + ecrref.RegionsEdition, Fix: "check the name of the region"}
	if meant := region.Meant(name); meant != "" {
		f.Message += "; did you mean " + meant + "?"
	}
	if region.IsNew(name) {
		c.add(Note, f)
		return
	}
	c.add(Warning, f)
}

// shorten cuts a text for a message.
func shorten(text string) string {
	if text = strings.Join(strings.Fields(text), " "); len(text) > shownAfter {
		return cutEnd(text)
	}
	return text
}

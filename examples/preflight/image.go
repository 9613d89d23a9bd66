package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/distribution/reference"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/hint"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/published"
)

// origin says where an image comes from, as far as it can be read.
type origin uint8

const (
	malformed  origin = iota // it looks like ECR and is not, or is no reference at all
	unresolved               // part of it is filled in later
	elsewhere                // another registry
	publicECR                // public gallery
	privateECR               // a registry that needs permissions
)

// readImage parses the image of a container.
func readImage(c awsfile.Container) *pull {
	if len(c.Image.Gaps) > 0 {
		return readGaps(c)
	}
	text := c.Image.Value
	p := &pull{Container: c}
	if gaps := awsfile.PathGaps(c.Image); gaps != nil && !isCertain(text) {
		p.Image.Gaps = gaps
		return readGaps(p.Container)
	}
	p.ref, p.err = ecrref.Parse(text)
	switch {
	case p.err == nil && awsfile.HasMarker(text):
		p.origin = unresolved
	case p.err == nil && p.ref.Registry().Kind() == ecrref.Public:
		p.origin = publicECR
	case p.err == nil:
		p.origin = privateECR
	case isCertain(text):
		p.origin = malformed
	case awsfile.IsImagePlaceholder(text), isDocumentationHost(text):
		p.origin = unresolved
	case !awsfile.LooksLikeECR(text) && isReference(text):
		p.origin = elsewhere
	}
	return p
}

func isReference(text string) bool {
	_, err := reference.ParseNormalizedNamed(text)
	return err == nil
}

// isCertain reports whether an image of ECR is malformed in front of its first
// placeholder, whatever that will be: in the host, or in a name with an open tag.
func isCertain(text string) bool {
	host, path, ok := strings.Cut(text, "/")
	if !ok || !awsfile.LooksLikeECR(text) {
		return false
	}
	if i := strings.IndexAny(path, ":@"); i >= 0 {
		path = path[:i]
	}
	return isMistake(host+"/"+path) || isMistake(host+"/"+awsfile.FilledName)
}

// isMistake reports whether a text without a placeholder is no reference.
func isMistake(text string) bool {
	_, err := ecrref.Parse(text)
	var p *ecrref.ParseError
	return !awsfile.IsImagePlaceholder(text) && !isDocumentationHost(text) && errors.As(err, &p) && p.Placeholder == ""
}

// isDocumentationHost recognises the hosts that AWS's documentation prints:
// aws_account_id.dkr.ecr.region.amazonaws.com and account numbers of letters.
func isDocumentationHost(text string) bool {
	host, _, _ := strings.Cut(strings.ToLower(text), "/")
	account, rest, ok := strings.Cut(host, ".")
	return ok && strings.HasPrefix(rest, "dkr.ecr") && (strings.Contains(account, "account") || strings.Trim(account, "x") == "") ||
		strings.Contains(host, ".dkr.ecr.region.")
}

// at reports about the image of the container.
func (p *pull) at(s severity, fix, format string, args ...any) []finding {
	return say(s, p.Image.Where, fix, format, args...)
}

func (p *pull) shown() string { return cli.Redact(p.Image.Value) }

func imageInvalid(_ *job, p *pull) []finding {
	switch text := p.Image.Value; {
	case p.origin != malformed:
		return nil
	case p.hasGaps():
		return p.at(failure, withGaps(suggestion(text, p.err), p.Image.Gaps), "%s: %s", p.shown(), problemOf(p.err))
	case awsfile.LooksLikeECR(text):
		return p.at(failure, suggestion(text, p.err), "%s", reason(p.err))
	default:
		_, err := reference.ParseNormalizedNamed(text)
		return p.at(failure, "write registry/repository:tag", "%q is not an image reference%s", p.shown(), harmless(text, err))
	}
}

// harmless is the reason, unless the text may hold a secret that it repeats.
func harmless(text string, err error) string {
	if strings.ContainsAny(text, "?#@;& ") {
		return ""
	}
	return ": " + err.Error()
}

// suggestion is the reference to write instead, or the parser's own hint.
func suggestion(text string, err error) string {
	if ref, err := ecrref.ParseAny(text); err == nil {
		return "write " + ref.String()
	}
	var p *ecrref.ParseError
	if errors.As(err, &p) {
		return hint.Plain(p.Hint)
	}
	return ""
}

// reason says of which input what is wrong; the remedy stands apart, as the fix.
func reason(err error) string {
	var p *ecrref.ParseError
	if errors.As(err, &p) {
		return fmt.Sprintf("%s: %s", p.Input, p.Msg)
	}
	return cli.Reason(err)
}

const fillIn = "run preflight on the definition that is registered, with every variable filled in"

func imageUnresolved(_ *job, p *pull) []finding {
	switch {
	case p.hasGaps() && (p.origin == unresolved || p.origin == privateECR):
		return p.at(warning, tellGaps(p.Image.Gaps), "%s", whyGap(p.Image))
	case p.origin != unresolved:
		return nil
	case p.err == nil:
		return p.at(warning, fillIn, "%s holds a mark that a template tool replaces", p.shown())
	}
	return p.at(warning, fillIn, "not a full reference yet: %s", reason(p.err))
}

func imageOutside(_ *job, p *pull) []finding {
	if p.origin != elsewhere || p.Bare != nil {
		return nil
	}
	fix := ""
	if !p.hasGaps() {
		fix = outsideFix(p.shown())
	}
	return p.at(note, fix, "%s is not in Amazon ECR; whether it can be pulled is not decided here", p.shown())
}

// outsideFix helps where the registry may have been forgotten.
func outsideFix(text string) string {
	host, path, ok := strings.Cut(text, "/")
	if !ok || strings.ContainsAny(host, ".:") || host == "localhost" {
		return ""
	}
	return "without a registry ECS asks Docker Hub; if ECR is meant, write ACCOUNT.dkr.ecr.REGION.amazonaws.com/" + host + "/" + path
}

func imagePublic(_ *job, p *pull) []finding {
	if p.origin != publicECR {
		return nil
	}
	return p.at(note, "", "%s needs no permission and no agent version", p.shown())
}

// isECR reports whether the image is a whole reference to ECR, private or public.
func (p *pull) isECR() bool { return (p.origin == privateECR || p.origin == publicECR) && !p.hasGaps() }

func imageRefused(_ *job, p *pull) []finding {
	if !p.isECR() {
		return nil
	}
	if err := p.ref.CheckECS(); err != nil {
		return p.at(failure, "", "%s", reason(err))
	}
	return nil
}

func tagImplicit(_ *job, p *pull) []finding {
	if !p.isECR() || p.ref.Tag() != "" || p.ref.Digest() != "" {
		return nil
	}
	return p.at(note, p.ref.String()+":TAG", "no tag and no digest: the agent pulls :latest, whatever that is at the time")
}

// imagePublished: the repository policies of AWS's own accounts let everybody in.
func imagePublished(j *job, p *pull) []finding {
	by, ok := published.In(p.ref.Registry().AccountID())
	if p.question == nil || !p.question.assumed || !ok {
		return nil
	}
	return p.at(note, "", "AWS publishes the images of account %s (%s), and lets every account pull them: "+
		"their repository policy is AWS's own", by.Account, by.Name)
}

package main

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// fillers are what can stand in the place of a gap in an ECR reference: a name or
// tag, an account, a region, a domain. A reference that parses with one of them is
// of that kind whatever the value will be, or it is malformed then.
var fillers = []string{filledName, "135792468013", "us-east-1", "amazonaws.com"}

// filledName stands for a name that is not known.
const filledName = "gap7q2"

// readGaps reads an image of which a part is not known, as far as the rest of it
// decides.
func readGaps(c awsfile.Container) *pull {
	image := c.Image.Value
	p := &pull{Container: c}
	host, _, hasPath := strings.Cut(blank(image, c.Image.Gaps), "/")
	if !hasPath { // of Docker Hub, if anything of the name is known
		host, _, _ = strings.Cut(host, ":")
	}
	p.ref, p.err = fillGaps(image, c.Image.Gaps)
	switch {
	case p.err == nil && p.ref.Registry().Kind() == ecrref.Private:
		p.origin = privateECR
	case strings.Contains(host, gapMark):
		p.origin = unresolved
	case p.err == nil:
		p.origin = publicECR
	case awsfile.LooksLikeECR(image):
		p.origin = malformed
	default:
		p.origin = elsewhere
	}
	return p
}

// hasGaps reports whether a part of the image is not known: then its reference holds
// stand-ins, of which nothing is said.
func (p *pull) hasGaps() bool { return len(p.Image.Gaps) > 0 }

// fillGaps tries all fillers for all gaps, and returns the last error when nothing
// parses.
func fillGaps(image string, gaps []awsfile.Gap) (ref ecrref.Ref, err error) {
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

func problemOf(err error) string {
	text := reason(err)
	_, after, found := strings.Cut(text, ": ")
	if !found {
		return text
	}
	return after
}

// gapMark stands for a gap in a text that is cut.
const gapMark = "\x00"

// blank puts a mark in the place of each gap, which has colons of its own.
func blank(text string, gaps []awsfile.Gap) string {
	for _, g := range gaps {
		text = strings.ReplaceAll(text, g.Text, gapMark)
	}
	return text
}

// soften leaves open what hangs on the name of a repository of which a part is not
// known. Without the login nothing can be pulled, whatever the name.
func (p *pull) soften() {
	if !p.isPrivate() || !repositoryIsOpen(p.Container) {
		return
	}
	name := p.ref.Repository().Name()
	open := name
	for _, g := range p.Image.Gaps {
		open = strings.Replace(open, filledName, g.Text, 1)
	}
	for i := range p.findings {
		f := &p.findings[i]
		f.Message, f.Fix = strings.ReplaceAll(f.Message, name, open), strings.ReplaceAll(f.Fix, name, open)
		if f.Severity == failure && strings.HasPrefix(f.Rule, "permission-") && !strings.Contains(f.Message, "ecr:GetAuthorizationToken on * is") {
			f.Severity, f.Message = warning, "as far as the name of the repository is known:\n"+f.Message
		}
	}
}

// repositoryIsOpen reports whether the name of the repository holds a gap.
func repositoryIsOpen(c awsfile.Container) bool {
	_, path, _ := strings.Cut(blank(c.Image.Value, c.Image.Gaps), "/")
	if i := strings.LastIndexByte(path, ':'); i >= 0 && !strings.Contains(path[i:], "/") {
		path = path[:i]
	}
	path, _, _ = strings.Cut(path, "@")
	return strings.Contains(path, gapMark)
}

// whyGap says what is not known of a text.
func whyGap(s awsfile.String) string {
	var lines []string
	for _, g := range s.Gaps {
		lines = append(lines, fmt.Sprintf("%s is not known: %s (%s)", g.Text, g.Why, g.Where))
	}
	return fmt.Sprintf("not a full reference yet: %s; %s", cli.Redact(s.Value), strings.Join(lines, "; "))
}

// tellGaps says what would tell the missing parts.
func tellGaps(gaps []awsfile.Gap) string {
	var tells []string
	for _, g := range gaps {
		tells = append(tells, g.Tell)
	}
	return strings.Join(sorted(tells), "\n")
}

// hidden is what to show in the place of a sensitive image.
func hidden(image string) []string {
	pairs := []string{image, "(sensitive image)"}
	ref, err := ecrref.Parse(image)
	if err != nil {
		return pairs
	}
	arn, _ := ref.Repository().ARN()
	pairs = append(pairs, ref.String(), "(sensitive image)", ref.Repository().String(), "(sensitive repository)", arn, "(ARN of the sensitive repository)",
		"--repository-name "+ref.Repository().Name(), "--repository-name (sensitive)")
	if prefix := strings.ReplaceAll(ref.Repository().Name(), "/", "-"); prefix != "" {
		pairs = append(pairs, "ecr-pull-"+prefix, "ecr-pull")
	}
	return pairs
}

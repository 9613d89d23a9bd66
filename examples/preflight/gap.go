package main

import (
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// readGaps reads an image of which a part is not known, as far as the rest of it
// decides.
func readGaps(c awsfile.Container) *pull {
	p := &pull{Container: c}
	var open awsfile.Open
	p.ref, open, p.err = awsfile.ReadOpen(c.Image)
	p.origin = openOrigins[open]
	if c.Bare != nil && c.Bare.IsRef { // whatever the name is
		p.origin = elsewhere
	}
	return p
}

var openOrigins = map[awsfile.Open]origin{awsfile.OpenAnywhere: unresolved, awsfile.OpenPrivate: privateECR,
	awsfile.OpenPublic: publicECR, awsfile.OpenElsewhere: elsewhere, awsfile.OpenMalformed: malformed}

// hasGaps reports whether a part of the image is not known: then its reference holds
// stand-ins, of which nothing is said.
func (p *pull) hasGaps() bool { return len(p.Image.Gaps) > 0 }

func problemOf(err error) string {
	text := reason(err)
	_, after, found := strings.Cut(text, ": ")
	if !found {
		return text
	}
	return after
}

// withGaps puts the gaps back in the places of their stand-ins.
func withGaps(text string, gaps []awsfile.Gap) string {
	for _, g := range gaps {
		text = strings.Replace(text, awsfile.FilledName, g.Text, 1)
	}
	return text
}

// soften leaves open what hangs on the name of a repository of which a part is not
// known. Without the login nothing can be pulled, whatever the name.
func (p *pull) soften() {
	if !p.isPrivate() || !p.Image.OpenRepository() {
		return
	}
	name := p.ref.Repository().Name()
	open := withGaps(name, p.Image.Gaps)
	for i := range p.findings {
		f := &p.findings[i]
		f.Message, f.Fix = strings.ReplaceAll(f.Message, name, open), strings.ReplaceAll(f.Fix, name, open)
		if f.Severity == failure && strings.HasPrefix(f.Rule, "permission-") && !strings.Contains(f.Message,
			"ecr:GetAuthorizationToken on * is") {
			f.Severity, f.Message = warning, "as far as the name of the repository is known:\n"+f.Message
		}
	}
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
	pairs = append(pairs, ref.String(), "(sensitive image)", ref.Repository().String(), "(sensitive repository)", arn,
		"(ARN of the sensitive repository)",
		"--repository-name "+ref.Repository().Name(), "--repository-name (sensitive)")
	if prefix := strings.ReplaceAll(ref.Repository().Name(), "/", "-"); prefix != "" {
		pairs = append(pairs, "ecr-pull-"+prefix, "ecr-pull")
	}
	return pairs
}

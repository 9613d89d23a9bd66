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
func readGaps(c awsfile.Container) (ecrref.Ref, origin, []finding) {
	shown := cli.Redact(c.Image.Value)
	ref, open, err := awsfile.ReadOpen(c.Image)
	switch open {
	case awsfile.OpenPublic:
		return ref, publicECR, []finding{{"image-public", note, c.Name, c.Image.Where, shown + " needs no permission and no agent version", ""}}
	case awsfile.OpenMalformed:
		return ref, unreadable, []finding{{"image-invalid", failure, c.Name, c.Image.Where, shown + ": " + problemOf(err),
			withGaps(suggestion(c.Image.Value, err), c.Image.Gaps)}}
	case awsfile.OpenElsewhere:
		return ref, elsewhere, []finding{{"image-outside", note, c.Name, c.Image.Where,
			shown + " is not in Amazon ECR; whether it can be pulled is not decided here", ""}}
	}
	fs := []finding{{"image-unresolved", warning, c.Name, c.Image.Where, whyGap(c.Image), tellGaps(c.Image.Gaps)}}
	if open == awsfile.OpenPrivate {
		return ref, privateECR, fs
	}
	return ref, unreadable, fs
}

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
func soften(c awsfile.Container, ref ecrref.Ref, fs []finding) []finding {
	if !c.Image.OpenRepository() {
		return fs
	}
	name := ref.Repository().Name()
	open := withGaps(name, c.Image.Gaps)
	for i := range fs {
		f := &fs[i]
		f.Message, f.Fix = strings.ReplaceAll(f.Message, name, open), strings.ReplaceAll(f.Fix, name, open)
		if f.Severity == failure && strings.HasPrefix(f.Rule, "permission-") && !strings.Contains(f.Message,
			"ecr:GetAuthorizationToken on * is") {
			f.Severity, f.Message = warning, "as far as the name of the repository is known:\n"+f.Message
		}
	}
	return fs
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

package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/distribution/reference"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// origin says where the image of a container comes from.
type origin uint8

const (
	elsewhere  origin = iota // not ECR
	unreadable               // malformed or not filled in yet
	publicECR                // public gallery
	privateECR               // a registry that needs permissions
)

// readImage parses the image of a container and says what is wrong with it.
func readImage(c awsfile.Container) (ecrref.Ref, origin, []finding) {
	if len(c.Image.Gaps) > 0 {
		return readGaps(c)
	}
	text := c.Image.Value
	shown := cli.Redact(text)
	at := func(rule string, s severity, fix, format string, args ...any) finding {
		return finding{rule, s, c.Name, c.Image.Where, fmt.Sprintf(format, args...), fix}
	}
	ref, err := ecrref.Parse(text)
	switch {
	case err == nil && awsfile.HasMarker(text):
		return ref, unreadable, []finding{at("image-unresolved", warning, fillIn, "%s holds a mark that a template tool replaces", shown)}
	case err == nil && ref.Registry().Kind() == ecrref.Public:
		return ref, publicECR, append(imageNotes(c, ref), at("image-public", note, "", "%s needs no permission and no agent version", ref))
	case err == nil:
		return ref, privateECR, imageNotes(c, ref)
	case awsfile.IsImagePlaceholder(text), isDocumentationHost(text):
		return ref, unreadable, []finding{at("image-unresolved", warning, fillIn, "not a full reference yet: %s", reason(err))}
	case awsfile.LooksLikeECR(text):
		return ref, unreadable, []finding{at("image-invalid", failure, suggestion(text, err), "%s", reason(err))}
	}
	if _, err := reference.ParseNormalizedNamed(text); err != nil {
		return ref, unreadable, []finding{at("image-invalid", failure, "write registry/repository:tag", "%q is not an image reference%s", shown, harmless(text, err))}
	}
	return ref, elsewhere, []finding{at("image-outside", note, outsideFix(shown), "%s is not in Amazon ECR; whether it can be pulled is not decided here", shown)}
}

// harmless is the reason, unless the text may hold a secret that it repeats.
func harmless(text string, err error) string {
	if strings.ContainsAny(text, "?#@;& ") {
		return ""
	}
	return ": " + err.Error()
}

const fillIn = "run preflight on the definition that is registered, with every variable filled in"

// outsideFix helps where the registry may have been forgotten.
func outsideFix(text string) string {
	host, path, ok := strings.Cut(text, "/")
	if !ok || strings.ContainsAny(host, ".:") || host == "localhost" {
		return ""
	}
	return "without a registry ECS asks Docker Hub; if ECR is meant, write ACCOUNT.dkr.ecr.REGION.amazonaws.com/" + host + "/" + path
}

// imageNotes says what ECS makes of a well-formed ECR reference.
func imageNotes(c awsfile.Container, ref ecrref.Ref) []finding {
	var fs []finding
	if err := ref.CheckECS(); err != nil {
		fs = append(fs, finding{"image-refused", failure, c.Name, c.Image.Where, reason(err), ""})
	}
	fs = append(fs, checkRegion(c, ref)...)
	if region, known := ecrref.LookupRegion(ref.Registry().Region()); known && ref.Registry().IsFIPS() && !region.FIPS {
		fs = append(fs, finding{"fips-unavailable", failure, c.Name, c.Image.Where,
			region.Name + " has no FIPS endpoint for ECR, so this host does not exist", "write " + withoutFIPS(ref)})
	}
	if ref.Registry().IsDualStack() && ref.Registry().Kind() == ecrref.Private {
		fs = append(fs, finding{"dual-stack-host", note, c.Name, c.Image.Where,
			"the dual-stack host is not reached through VPC interface endpoints: the task needs a route to the internet, IPv4 or IPv6", ""})
	}
	if c.Credentials.Value != "" {
		fs = append(fs, finding{"credentials-on-ecr", warning, c.Name, c.Credentials.Where,
			"with repositoryCredentials the agent logs in with that secret, not with the role; a token of ECR's in it is good for 12 hours", "remove repositoryCredentials"})
	}
	if ref.Tag() == "" && ref.Digest() == "" {
		fs = append(fs, finding{"tag-implicit", note, c.Name, c.Image.Where,
			"no tag and no digest: the agent pulls :latest, whatever that is at the time", ref.String() + ":TAG"})
	}
	return fs
}

func withoutFIPS(ref ecrref.Ref) string {
	g, err := ref.Registry().WithFIPS(false)
	if err != nil {
		return ""
	}
	plain, _ := ref.WithRegistry(g)
	return plain.String()
}

// isDocumentationHost recognises the hosts that AWS's documentation prints:
// aws_account_id.dkr.ecr.region.amazonaws.com and account numbers of letters.
func isDocumentationHost(text string) bool {
	host, _, _ := strings.Cut(strings.ToLower(text), "/")
	account, rest, ok := strings.Cut(host, ".")
	return ok && strings.HasPrefix(rest, "dkr.ecr") && (strings.Contains(account, "account") || strings.Trim(account, "x") == "") ||
		strings.Contains(host, ".dkr.ecr.region.")
}

// suggestion is the reference to write instead, or the parser's own hint.
func suggestion(text string, err error) string {
	if ref, err := ecrref.ParseAny(text); err == nil {
		return "write " + ref.String()
	}
	var p *ecrref.ParseError
	if errors.As(err, &p) {
		return p.Hint
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

package pairs

import (
	"regexp"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/internal/growth"
)

// Find finds the references in 1 MiB of text.
func Find() Group {
	g := Group{Name: "ecrref.Find"}
	for _, t := range growth.Texts(1 << 20) {
		g.Rows = append(g.Rows, Row{Name: t.Name, Size: len(t.Block), Contenders: []Contender{
			{Name: Ours, Run: func() (found int) {
				for range ecrref.Find(t.Block) {
					found++
				}
				return found
			}, Answer: func() (got, want any) { return FindAll(t.Block), FindAllRegexp(t.Block) }},
			{Name: "regexp", Module: "std", Goal: 100, Run: func() int { return len(FindAllRegexp(t.Block)) },
				Answer: func() (got, want any) { return FindAllRegexp(t.Block), FindAll(t.Block) }},
		}})
	}
	return g
}

// FindAll returns where the references in text are.
func FindAll(text string) (spans [][]int) {
	for m := range ecrref.Find(text) {
		spans = append(spans, []int{m.Start, m.End})
	}
	return spans
}

// FindAllRegexp does the same with a regular expression.
func FindAllRegexp(text string) [][]int { return referencePattern.FindAllStringIndex(text, -1) }

// referencePattern is what a tool would write without ecrref: the host pattern of
// amazon-ecr-credential-helper, the name pattern of the ECR API, the tag and
// digest patterns of OCI, and the hosts of the public gallery.
var referencePattern = regexp.MustCompile(`(?:[0-9]{12}\.dkr[.-]ecr(?:-fips)?\.[a-zA-Z0-9][a-zA-Z0-9-_]*\.` +
	`(?:amazonaws\.(?:com(?:\.cn)?|eu)|on\.(?:aws|amazonwebservices\.com\.cn)|sc2s\.sgov\.gov|c2s\.ic\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\` +
	`.gov)` +
	`|public\.ecr\.aws|ecr-public\.aws\.com)` +
	`/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*` +
	`(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[a-f0-9]{64})?`)

package cloudformation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// CheckNames refuses a parameter that none of the templates has, and names the one
// that was meant.
func CheckNames(templates []*tree.Node, given map[string]string) error {
	var known []string
	for _, root := range templates {
		for _, m := range root.Get("Parameters").MemberList() {
			known = append(known, m.Key)
		}
	}
	var names []string
	for name := range given {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		switch {
		case len(templates) == 0:
			return fmt.Errorf("the parameter %q was given, and no template that could have it", name)
		case !slices.Contains(known, name):
			return fmt.Errorf("no template has a parameter %q%s", name, nearest(name, known))
		}
	}
	return nil
}

// nearest suggests the name that was meant.
func nearest(name string, known []string) string {
	best, distance := "", len(name)/2+2
	for _, k := range known {
		if d := edits(strings.ToLower(name), strings.ToLower(k)); d < distance {
			best, distance = k, d
		}
	}
	switch {
	case best != "":
		return "; did you mean " + best + "?"
	case len(known) == 0:
		return "; it has none"
	}
	return "; there is " + strings.Join(known, ", ")
}

// edits is the number of letters to insert, remove or replace between two words.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

package cloudformation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
	"github.com/seed-293f0d42/ecrkit/internal/nearest"
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
			return fmt.Errorf("no template has a parameter %q%s", name, meant(name, known))
		}
	}
	return nil
}

// meant suggests the name that was meant, or lists those that there are.
func meant(name string, known []string) string {
	if near := nearest.Word(name, max(len(name)/3, min(2, len(name)-1)), slices.Values(known)); near != "" {
		return "; did you mean " + near + "?"
	}
	if len(known) == 0 {
		return "; it has none"
	}
	return "; there is " + strings.Join(known, ", ")
}

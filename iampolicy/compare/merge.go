package compare

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// merged puts together the changes that differ in one list only: first in the
// resources, then in the actions, then in the callers. So a change always holds
// for each of its actions with each of its resources and callers.
func (s *space) merged(list []Change) []Change {
	for _, part := range []func(*Change) *[]string{
		func(c *Change) *[]string { return &c.Resources },
		func(c *Change) *[]string { return &c.Actions },
		func(c *Change) *[]string { return &c.Principals },
	} {
		list = mergedBy(list, part)
	}
	for i := range list {
		c := &list[i]
		slices.SortFunc(c.Actions, match.CompareFold)
		c.anyone = s.anyCaller
		c.anywhere = s.anyCaller && !s.variables && len(c.Resources) == len(s.resources)
	}
	return list
}

func mergedBy(list []Change, part func(*Change) *[]string) []Change {
	at := map[string]int{}
	var merged []Change
	for _, c := range list {
		items := *part(&c)
		*part(&c) = nil
		key := c.key()
		*part(&c) = items
		if i, ok := at[key]; ok {
			*part(&merged[i]) = append(*part(&merged[i]), items...)
			continue
		}
		at[key] = len(merged)
		merged = append(merged, c)
	}
	return merged
}

// key holds all of a change but its witness, of which only the context counts.
func (c *Change) key() string {
	return strings.Join([]string{strings.Join(c.Actions, "\x01"), strings.Join(c.Resources, "\x01"), strings.Join(c.Principals, "\x01"),
		contextText(c.Witness.Context), string(rune(c.From)), string(rune(c.To)), string(rune(c.standing)), c.Note}, "\x00")
}

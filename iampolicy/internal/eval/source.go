package eval

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// CloneStatement is s in memory of its own.
func CloneStatement(s *iampolicy.Statement) iampolicy.Statement {
	c := *s
	for _, p := range [...]*iampolicy.Principal{&c.Principal, &c.NotPrincipal} {
		for _, list := range [...]*iampolicy.OneOrMany[string]{&p.AWS, &p.Service, &p.Federated, &p.CanonicalUser} {
			list.Items = slices.Clone(list.Items)
		}
	}
	for _, list := range [...]*iampolicy.OneOrMany[string]{&c.Action, &c.NotAction, &c.Resource, &c.NotResource} {
		list.Items = slices.Clone(list.Items)
	}
	c.Condition = slices.Clone(c.Condition)
	for i := range c.Condition {
		c.Condition[i].Values.Items = slices.Clone(c.Condition[i].Values.Items)
	}
	return c
}

package iampolicy

// open holds what is assumed of the context keys that are unknown.
type open struct{}

func (o *open) resource(s *statement, r *request) bool { return s.resource.matches(r) }

func (o *open) condition(s *statement, c *condition, r *request) bool { return c.holds(r) }

func (p *Policy) decideOpen(r *request) Decision { return Decision{Outcome: Undetermined} }

func (a *Access) decideOpen(r *request) Decision { return Decision{Outcome: Undetermined} }

package lint

// walk shows every element of the document, in its order, to the checks that look at
// such elements.
func (l *linter) walk() {
	look(l, l, func(x *looksAt) func(*linter) { return x.document })
	for i := range l.statements {
		l.walkStatement(&l.statements[i])
	}
	look(l, l, func(x *looksAt) func(*linter) { return x.end })
}

// look calls the checks that have a function for an element, which of returns.
func look[E any](l *linter, element *E, of func(*looksAt) func(*E)) {
	for _, c := range l.checks {
		if f := of(&c.looksAt); f != nil {
			l.check = c
			l.looks++
			f(element)
		}
	}
}

func (l *linter) walkStatement(s *statement) {
	look(l, s, func(x *looksAt) func(*statement) { return x.statement })
	s.eachPrincipal(func(p *principal) {
		look(l, p, func(x *looksAt) func(*principal) { return x.principal })
	})
	s.eachAction(func(a *action) {
		look(l, a, func(x *looksAt) func(*action) { return x.action })
	})
	s.eachResource(l.walkResource)
	for i := range s.Condition {
		c := newCondition(s, i)
		l.walkCondition(&c)
	}
}

func (l *linter) walkResource(r *resource) {
	look(l, r, func(x *looksAt) func(*resource) { return x.resource })
	if r.form != resourceImage { // which is to be replaced as a whole
		eachVariable(r.variableText(), func(v variable) { l.walkVariable(&v, r.statement, r.at) })
	}
}

func (l *linter) walkCondition(c *condition) {
	look(l, c, func(x *looksAt) func(*condition) { return x.condition })
	for i := range c.Values.Items {
		l.walkValue(&value{condition: c, index: i, text: c.Values.Items[i].Text})
	}
}

func (l *linter) walkValue(v *value) {
	look(l, v, func(x *looksAt) func(*value) { return x.value })
	if v.takesVariables() {
		eachVariable(v.text, func(x variable) { l.walkVariable(&x, v.statement, v.at()) })
	}
}

func (l *linter) walkVariable(v *variable, s *statement, at string) {
	v.statement, v.at = s, at
	look(l, v, func(x *looksAt) func(*variable) { return x.variable })
}

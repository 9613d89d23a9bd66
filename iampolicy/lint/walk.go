package lint

// walk shows every element of the document, in its order, to the checks that look
// at such elements.
func (l *linter) walk() {
	for _, l.check = range l.checks {
		if f := l.check.looksAt.document; f != nil {
			f(l)
		}
	}
	for i := range l.statements {
		l.walkStatement(&l.statements[i])
	}
	for _, l.check = range l.checks {
		if f := l.check.looksAt.end; f != nil {
			f(l)
		}
	}
}

func (l *linter) walkStatement(s *statement) {
	for _, l.check = range l.checks {
		if f := l.check.looksAt.statement; f != nil {
			l.looks++
			f(s)
		}
	}
	s.eachPrincipal(l.walkPrincipal)
	s.eachAction(l.walkAction)
	s.eachResource(l.walkResource)
	for i := range s.Condition {
		c := newCondition(s, i)
		l.walkCondition(&c)
	}
}

func (l *linter) walkPrincipal(p *principal) {
	for _, l.check = range l.checks {
		if f := l.check.looksAt.principal; f != nil {
			l.looks++
			f(p)
		}
	}
}

func (l *linter) walkAction(a *action) {
	for _, l.check = range l.checks {
		if f := l.check.looksAt.action; f != nil {
			l.looks++
			f(a)
		}
	}
}

func (l *linter) walkResource(r *resource) {
	for _, l.check = range l.checks {
		if f := l.check.looksAt.resource; f != nil {
			l.looks++
			f(r)
		}
	}
	if r.form == resourceImage { // to be replaced as a whole
		return
	}
	eachVariable(r.variableText(), func(v variable) { l.walkVariable(&v, r.statement, r.at) })
}

func (l *linter) walkCondition(c *condition) {
	for _, l.check = range l.checks {
		if f := l.check.looksAt.condition; f != nil {
			l.looks++
			f(c)
		}
	}
	for i := range c.Values.Items {
		l.walkValue(&value{condition: c, index: i, text: c.Values.Items[i].Text})
	}
}

func (l *linter) walkValue(v *value) {
	for _, l.check = range l.checks {
		if f := l.check.looksAt.value; f != nil {
			l.looks++
			f(v)
		}
	}
	if v.takesVariables() {
		eachVariable(v.text, func(x variable) { l.walkVariable(&x, v.statement, v.at()) })
	}
}

func (l *linter) walkVariable(v *variable, s *statement, at string) {
	v.statement, v.at = s, at
	for _, l.check = range l.checks {
		if f := l.check.looksAt.variable; f != nil {
			l.looks++
			f(v)
		}
	}
}

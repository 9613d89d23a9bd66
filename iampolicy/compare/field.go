package compare

import (
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// field holds the examples of callers, contexts and resources that some
// statements can tell apart: those about an action.
type field struct {
	c          *comparison
	statements []*eval.Statement
	places     []place
	resource   []weight // of each statement's resources
	weight     weight   // of everything
	callers    []eval.Caller
	anyCaller  bool // no statement names callers
	contexts   []map[string][]string
	variables  bool       // some resource or condition has a variable
	resources  []resource // if not
	kinds      int        // how many resources there are, if a statement of only one document is about each
}

// resource stands for the resources that the statements cannot tell apart and
// that are alike in whose they are.
type resource struct {
	text               string
	partition, account string // as far as callers are of them
	spare              bool   // to callers of other accounts it is what another resource is, that is nobody's
}

// field returns the field of the statements.
func (c *comparison) field(statements []*eval.Statement) *field {
	key := c.keyOf(statements)
	if f := c.fields[key]; f != nil {
		return f
	}
	f := &field{c: c, statements: statements, places: placesFor(statements)}
	if c.aloneOnly {
		f.places = f.places[:1]
	}
	f.weigh()
	f.findCallers()
	f.findContexts()
	if !f.variables {
		f.resources = f.findResources(nil)
	}
	c.fields[key] = f
	return f
}

// weigh says what it costs to ask the statements.
func (f *field) weigh() {
	for _, s := range f.statements {
		w := resourceWeight(s)
		f.resource = append(f.resource, w)
		f.weight = f.weight.plus(w).plus(weight{1 + len(s.Principal.Entries), 0})
		for i := range s.Conditions {
			f.weight = f.weight.plus(conditionWeight(&s.Conditions[i]))
		}
	}
}

// resourcesIn returns the resources to ask for in a context. Of actions without
// resource types only "*", the last one, is asked.
func (f *field) resourcesIn(context map[string][]string, wildcardOnly bool) []resource {
	list := f.resources
	if f.variables {
		list = f.findResources(context)
	}
	if wildcardOnly {
		return list[len(list)-1:]
	}
	return list
}

// isAsked reports whether to ask about the resource for the caller: not if the two
// are in different partitions, between which AWS knows no access.
func (f *field) isAsked(r *resource, c *eval.Caller) bool {
	if r.text != "*" && c.Partition != "" && r.partition != c.Partition && f.needsCaller() {
		return false
	}
	return !r.spare || r.account == c.Account
}

// needsCaller reports whether it matters who calls.
func (f *field) needsCaller() bool { return !f.anyCaller || len(f.places) > 1 }

// findResources finds what a statement of only one document is about.
func (f *field) findResources(context match.Context) (list []resource) {
	texts := f.ownResources()
	every := texts == nil && f.anyCaller && !f.variables
	if texts == nil {
		globs, named := f.resourcePatterns(context)
		texts = append(named, f.c.representatives(globs, named)...)
	}
	seen, nobodys := map[string]bool{}, map[string]bool{}
	var keys []string
	for _, text := range texts {
		r := eval.Request{Resource: text, Context: context}
		switch {
		case f.c.isSpent():
			return append(list, resource{text: "*"})
		case !r.SplitResource():
			continue
		}
		key, own := f.signature(&r)
		every = every && own
		partition, account := f.owner(&r.ARN)
		if !own || seen[key+partition+account] {
			continue
		}
		seen[key+partition+account] = true
		nobodys[key+partition] = nobodys[key+partition] || account == ""
		list, keys = append(list, resource{text: text, partition: partition, account: account}), append(keys, key+partition)
	}
	for i := range list {
		list[i].spare = list[i].account != "" && nobodys[keys[i]]
	}
	if every {
		f.kinds = len(list) + 1
	}
	return append(list, resource{text: "*"})
}

// signature says which statements are about the resource, and whether one of them
// is of only one document.
func (f *field) signature(r *eval.Request) (key string, own bool) {
	bits := make([]byte, len(f.statements))
	for i, s := range f.statements {
		if f.c.spend(f.resource[i].of(r.Resource)) && s.Resource.Matches(r) {
			bits[i] = 1
			own = own || f.c.own[s]
		}
	}
	return string(bits), own
}

// owner is what must be told apart of a resource beside its text: whether it is in
// the partition and account of a caller.
func (f *field) owner(a *match.ARN) (partition, account string) {
	if !f.needsCaller() {
		return "", ""
	}
	for i := range f.callers {
		c := &f.callers[i]
		if f.c.spend(1); c.Partition != a[match.ARNPartition] {
			continue
		}
		if partition = c.Partition; c.Account == a[match.ARNAccount] {
			return partition, c.Account
		}
	}
	return partition, ""
}

// ownResources returns the resources that the statements of only one document
// name, if they are about no others.
func (f *field) ownResources() (texts []string) {
	for _, s := range f.statements {
		if !f.c.own[s] {
			continue
		}
		if s.Resource.Absent || s.Resource.Not {
			return nil
		}
		for i := range s.Resource.Patterns {
			if !s.Resource.Patterns[i].Literal {
				return nil
			}
			texts = append(texts, s.Resource.Patterns[i].Text)
		}
	}
	return texts
}

// resourcePatterns returns the patterns for resources with their variables
// filled in, and beside them texts that make good examples: the named ones, and
// patterns with something plausible for the wildcards.
func (f *field) resourcePatterns(in match.Context) (globs []match.Glob, named []string) {
	globs = append(globs, match.ValidARN())
	owned := map[string]bool{}
	for i := range f.callers {
		c := &f.callers[i]
		if c.Account == "" || owned[c.Partition+c.Account] {
			continue
		}
		owned[c.Partition+c.Account] = true
		if named = append(named, "arn:"+c.Partition+":ecr:us-east-1:"+c.Account+":repository/app"); !f.needsCaller() {
			continue
		}
		if globs = append(globs, match.ARNOfAccount(c.Partition, c.Account)); !owned[c.Partition] {
			owned[c.Partition] = true
			globs = append(globs, match.ARNOfAccount(c.Partition, ""))
		}
	}
	patterns, texts := f.patternsOf(in)
	return append(globs, patterns...), append(named, texts...)
}

// patternsOf returns the patterns of the statements, each once.
func (f *field) patternsOf(in match.Context) (globs []match.Glob, named []string) {
	seen := map[string]bool{}
	for _, t := range f.statements {
		for i := range t.Resource.Patterns {
			p := &t.Resource.Patterns[i]
			key, variables := p.Text, false
			p.EachVariable(func(string) { variables = true })
			if variables {
				key = "$" + p.Text
			}
			if seen[key] {
				continue
			}
			seen[key] = true
			if p.Literal {
				named = append(named, p.Text)
			} else if g, ok := match.GlobOfARN(p, in); ok && !p.All {
				globs, named = append(globs, g), append(named, g.Example())
			}
		}
	}
	return globs, named
}

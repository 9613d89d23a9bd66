package compare

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// contextKey is a condition key, the conditions on it and the lists of values
// that they can tell apart.
type contextKey struct {
	name       string
	conditions []*match.Condition
	of         []int    // the statement of each condition, by index
	weights    []weight // of each condition
	variable   bool     // a variable stands for the key's value
	single     bool     // the key has at most one value
	lists      [][]string
}

// maxContexts bounds the contexts for one action.
const maxContexts = 1 << 10

// scene is a context, and of each statement whether it may match in it as far as
// its keys go.
type scene struct {
	context map[string][]string
	alive   []bool
}

// findContexts takes the product of what the keys can be, key by key, and of
// scenes in which the same statements may match only the first. Variables tie keys
// to each other and to the resource: then every scene is kept.
func (f *field) findContexts() {
	keys := f.contextKeys()
	scenes := []scene{{alive: slices.Repeat([]bool{true}, len(f.statements))}}
	for _, k := range keys {
		k.findLists(f)
		scenes = f.product(scenes, k)
	}
	for _, s := range scenes {
		f.contexts = append(f.contexts, s.context)
	}
}

func (f *field) product(scenes []scene, k *contextKey) (product []scene) {
	seen := map[string]bool{}
	for _, list := range k.lists {
		for _, s := range scenes {
			next := s.with(k, list)
			if !f.c.spend(len(next.alive) + len(k.conditions) + 2*len(next.context)) {
				return product
			}
			if key, own := f.key(next); f.variables || own && !seen[key] {
				seen[key] = true
				product = append(product, next)
			}
			if len(product) == maxContexts {
				f.c.complete = false
				return product
			}
		}
	}
	return product
}

// with returns the scene with one more key, absent if list is nil.
func (s scene) with(k *contextKey, list []string) scene {
	next := scene{s.context, slices.Clone(s.alive)}
	for i, c := range k.conditions {
		next.alive[k.of[i]] = next.alive[k.of[i]] && c.Met(list, nil)
	}
	if list != nil {
		next.context = maps.Clone(s.context)
		if next.context == nil {
			next.context = map[string][]string{}
		}
		next.context[k.name] = list
	}
	return next
}

// key is the same for scenes in which the same statements may match. own reports
// whether one of them is of only one document.
func (f *field) key(s scene) (key string, own bool) {
	bits := make([]byte, len(s.alive))
	for i, alive := range s.alive {
		bits[i] = b2i(alive)
		own = own || alive && f.c.own[f.statements[i]]
	}
	return string(bits), own
}

// contextKeys collects the keys of conditions and variables, in order.
func (f *field) contextKeys() (list []*contextKey) {
	keys := map[string]*contextKey{}
	at := func(name string) *contextKey {
		lower := match.LowerCase(name)
		if keys[lower] == nil {
			keys[lower] = &contextKey{name: name}
		}
		return keys[lower]
	}
	for n, t := range f.statements {
		for i := range t.Conditions {
			k := at(t.Conditions[i].Key)
			k.conditions, k.of = append(k.conditions, &t.Conditions[i]), append(k.of, n)
			k.weights = append(k.weights, conditionWeight(&t.Conditions[i]))
		}
		eachVariable(t, func(key string) {
			at(key).variable = true
			f.variables, f.c.complete = true, false
		})
	}
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		keys[name].single = keys[name].isSingle()
		list = append(list, keys[name])
	}
	return list
}

// isSingle reports whether a request has at most one value for the key. Of a key
// that is not known it is so if a condition takes it to be so, as in package authz.
func (k *contextKey) isSingle() bool {
	if info, known := iampolicy.LookupKey(k.name); known {
		return !info.Multivalued
	}
	return slices.ContainsFunc(k.conditions, func(c *match.Condition) bool {
		_, q, _ := match.SplitOperator(c.Name)
		return c.Family != match.FamilyNull && q == match.OneValue
	})
}

// eachVariable calls do with the key of every variable in the statement.
func eachVariable(s *eval.Statement, do func(key string)) {
	for i := range s.Resource.Patterns {
		s.Resource.Patterns[i].EachVariable(do)
	}
	for i := range s.Conditions {
		s.Conditions[i].EachVariable(do)
	}
}

// findLists finds the lists of values to try: none, each single value, and if the
// key has several lists as long as they make the conditions answer in a new way.
func (k *contextKey) findLists(f *field) {
	values := k.values(f)
	if f.c.isSpent() {
		k.lists = [][]string{nil}
		return
	}
	seen := map[string]bool{}
	k.try(f, seen, nil)
	for _, v := range values {
		k.try(f, seen, []string{v})
	}
	for i := 1; !k.single && i < len(k.lists) && !f.c.isSpent(); i++ {
		for _, v := range values {
			k.try(f, seen, append(slices.Clone(k.lists[i]), v))
		}
		if len(k.lists) >= maxContexts {
			f.c.complete = false
			return
		}
	}
}

// try keeps a list that is not answered like an earlier one. Of a key that
// variables stand for, all single values are kept.
func (k *contextKey) try(f *field, seen map[string]bool, list []string) {
	key := make([]byte, len(k.conditions))
	for i, c := range k.conditions {
		work := 1
		for _, v := range list {
			work += k.weights[i].of(v)
		}
		if f.c.spend(work) {
			key[i] = b2i(c.Met(list, nil))
		}
	}
	if !seen[string(key)] || k.variable && len(list) == 1 {
		k.lists = append(k.lists, list)
	}
	seen[string(key)] = true
}

// values returns single values, one for every set of conditions that it can meet.
func (k *contextKey) values(f *field) []string {
	for _, w := range k.weights {
		if !f.c.spend(valueWork * w.values) {
			return nil
		}
	}
	var candidates []string
	families := map[match.Family]bool{}
	for _, c := range k.conditions {
		families[sortOf(c.Family)] = c.Family != match.FamilyNull || families[sortOf(c.Family)]
		candidates = append(candidates, c.Around()...)
	}
	numbers, exact := match.BetweenNumbers(k.conditions)
	candidates = append(candidates, numbers...)
	f.c.complete = f.c.complete && exact
	if families[match.FamilyString] && (families[match.FamilyNumber] || families[match.FamilyDate] || families[match.FamilyIP]) ||
		families[match.FamilyNumber] && families[match.FamilyDate] {
		f.c.complete = false // text, numbers and dates on one key hang together in ways that values does not follow
	}
	if slices.ContainsFunc(k.conditions, foldsUnicode) {
		f.c.complete = false // the spellings beyond ASCII are too many to be all tried
	}
	globs, named := k.patterns()
	return k.distinct(f, slices.Concat(candidates, named, f.c.representatives(globs, append(named, candidates...))))
}

// valueWork is what it costs to find the values on and beside one.
const valueWork = 64

// sortOf returns one family for all that compare text.
func sortOf(f match.Family) match.Family {
	switch f {
	case match.FamilyNumber, match.FamilyDate, match.FamilyIP:
		return f
	}
	return match.FamilyString
}

// distinct drops values that all conditions answer like an earlier one.
func (k *contextKey) distinct(f *field, values []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(values, func(v string) bool {
		if f.c.isSpent() {
			return true
		}
		key := make([]byte, len(k.conditions))
		for i, c := range k.conditions {
			if c.Family != match.FamilyNull && f.c.spend(k.weights[i].of(v)) {
				key[i] = b2i(c.Passes(v, nil))
			}
		}
		was := seen[string(key)]
		seen[string(key)] = true
		return was && !k.variable
	})
}

// patterns returns what the conditions compare text with, each once. Where one of them
// takes text in any case, all is a pattern: other spellings may be those of others.
func (k *contextKey) patterns() (globs []match.Glob, named []string) {
	seen, anyCase := map[string]bool{}, slices.ContainsFunc(k.conditions, folds)
	for _, c := range k.conditions {
		texts, patterns := patternsOf(c, anyCase)
		for i, text := range texts {
			if key := string(rune('0'+c.Family)) + text; !seen[key] {
				seen[key] = true
				if patterns[i] != nil {
					globs = append(globs, patterns[i])
				}
				if patterns[i] == nil || len(text) < maxNamed {
					named = append(named, text)
				}
				if c.Family == match.FamilyFold {
					named = append(named, strings.ToLower(text), strings.ToUpper(text))
				}
			}
		}
	}
	return globs, named
}

// maxNamed is the length of patterns that are tried as values themselves.
const maxNamed = 1 << 10

// folds reports whether c takes text in any case.
func folds(c *match.Condition) bool {
	return c.Family != match.FamilyNull && slices.ContainsFunc(c.Patterns, func(p match.Pattern) bool { return p.Fold })
}

// foldsUnicode reports whether it takes letters beyond ASCII in any case.
func foldsUnicode(c *match.Condition) bool {
	return c.Family == match.FamilyFold && slices.ContainsFunc(c.Patterns, func(p match.Pattern) bool {
		return strings.ContainsFunc(p.Text, func(r rune) bool { return r >= utf8.RuneSelf })
	})
}

// patternsOf returns the values of a condition, and of each what it takes: nil for
// nothing but its own text, unless anyCase.
func patternsOf(c *match.Condition, anyCase bool) (texts []string, globs []match.Glob) {
	for i := range c.Patterns {
		p := &c.Patterns[i]
		texts, globs = append(texts, p.Text), append(globs, nil)
		if p.Tokens != nil || anyCase {
			globs[len(globs)-1], _ = match.GlobOfPattern(p, false, nil)
		}
	}
	for i := range c.ARNs {
		p := &c.ARNs[i]
		texts, globs = append(texts, p.Text), append(globs, nil)
		if !p.Literal || anyCase {
			globs[len(globs)-1], _ = match.GlobOfARN(p, nil)
		}
	}
	return texts, globs
}

package compare

import (
	"maps"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// contextKey is a condition key, the conditions on it and the lists of values
// that they can tell apart.
type contextKey struct {
	name       string
	conditions []*match.Condition
	variable   bool // a variable stands for the key's value
	lists      [][]string
}

// findContexts takes the product of what the keys can be.
func (s *space) findContexts() {
	s.contexts = []map[string][]string{nil}
	for _, k := range s.contextKeys() {
		k.findLists(s)
		var product []map[string][]string
		for _, list := range k.lists {
			for _, context := range s.contexts {
				product = append(product, withKey(context, k.name, list))
			}
		}
		if len(product) > maxContexts {
			product, s.complete = product[:maxContexts], false
		}
		s.contexts = product
	}
}

func withKey(context map[string][]string, name string, list []string) map[string][]string {
	if list == nil {
		return context
	}
	context = maps.Clone(context)
	if context == nil {
		context = map[string][]string{}
	}
	context[name] = list
	return context
}

// contextKeys collects the keys of conditions and variables, in order.
func (s *space) contextKeys() []*contextKey {
	keys := map[string]*contextKey{}
	at := func(name string) *contextKey {
		lower := match.LowerCase(name)
		if keys[lower] == nil {
			keys[lower] = &contextKey{name: name}
		}
		return keys[lower]
	}
	for _, t := range s.statements {
		for i := range t.Conditions {
			k := at(t.Conditions[i].Key)
			k.conditions = append(k.conditions, &t.Conditions[i])
		}
		eachVariable(t, func(key string) {
			at(key).variable = true
			s.variables, s.complete = true, false
		})
	}
	return sortedValues(keys)
}

func sortedValues(keys map[string]*contextKey) []*contextKey {
	var list []*contextKey
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		list = append(list, keys[name])
	}
	return list
}

// EachVariable calls do with the key of every variable in the statement.
func eachVariable(s *eval.Statement, do func(key string)) {
	for i := range s.Resource.Patterns {
		s.Resource.Patterns[i].EachVariable(do)
	}
	for i := range s.Conditions {
		s.Conditions[i].EachVariable(do)
	}
}

// findLists finds the lists of values to try: none, each single value, and
// lists of values as long as they make the conditions answer in a new way.
func (k *contextKey) findLists(s *space) {
	values := k.values(s)
	seen := map[string]bool{}
	k.try(seen, nil)
	for _, v := range values {
		k.try(seen, []string{v})
	}
	for i := 1; i < len(k.lists) && len(k.lists) < maxContexts; i++ {
		for _, v := range values {
			k.try(seen, append(slices.Clone(k.lists[i]), v))
		}
	}
}

// try keeps a list that is not answered like an earlier one. Of a key that
// variables stand for, all single values are kept.
func (k *contextKey) try(seen map[string]bool, list []string) {
	key := make([]byte, len(k.conditions))
	for i, c := range k.conditions {
		key[i] = b2i(c.Met(list, nil))
	}
	if !seen[string(key)] || k.variable && len(list) == 1 {
		k.lists = append(k.lists, list)
	}
	seen[string(key)] = true
}

// values returns single values, one for every set of conditions that it can meet.
func (k *contextKey) values(s *space) []string {
	var candidates []string
	families := map[match.Family]bool{}
	for _, c := range k.conditions {
		families[sortOf(c.Family)] = c.Family != match.FamilyNull || families[sortOf(c.Family)]
		candidates = append(candidates, c.Around()...)
	}
	numbers, exact := match.BetweenNumbers(k.conditions)
	candidates = append(candidates, numbers...)
	s.complete = s.complete && exact
	if families[match.FamilyString] && (families[match.FamilyNumber] || families[match.FamilyDate] || families[match.FamilyIP]) ||
		families[match.FamilyNumber] && families[match.FamilyDate] {
		s.complete = false // text, numbers and dates on one key hang together in ways that values does not follow
	}
	globs, named := k.patterns()
	return k.distinct(slices.Concat(candidates, named, s.representatives(globs, append(named, candidates...))))
}

// sortOf returns one family for all that compare text.
func sortOf(f match.Family) match.Family {
	switch f {
	case match.FamilyNumber, match.FamilyDate, match.FamilyIP:
		return f
	}
	return match.FamilyString
}

// distinct drops values that all conditions answer like an earlier one.
func (k *contextKey) distinct(values []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(values, func(v string) bool {
		key := make([]byte, len(k.conditions))
		for i, c := range k.conditions {
			key[i] = b2i(c.Family != match.FamilyNull && c.Passes(v, nil))
		}
		was := seen[string(key)]
		seen[string(key)] = true
		return was && !k.variable
	})
}

// patterns returns what the conditions compare text with.
func (k *contextKey) patterns() (globs []match.Glob, named []string) {
	for _, c := range k.conditions {
		for i := range c.Patterns {
			p := &c.Patterns[i]
			named = append(named, p.Text)
			if c.Family == match.FamilyFold {
				named = append(named, otherSpellings(p.Text)...)
			}
			if g, ok := match.GlobOfPattern(p, false, nil); ok && (p.Tokens != nil || p.Fold) {
				globs = append(globs, g)
			}
		}
		for i := range c.ARNs {
			named = append(named, c.ARNs[i].Text)
			if g, ok := match.GlobOfARN(&c.ARNs[i], nil); ok && !c.ARNs[i].Literal {
				globs = append(globs, g)
			}
		}
	}
	return globs, named
}

// otherSpellings returns texts that only case tells from text.
func otherSpellings(text string) []string {
	special := strings.NewReplacer("k", "\u212a", "K", "\u212a", "s", "\u017f", "S", "\u017f") // Unicode folds these to k and s
	mixed := strings.ToLower(text)
	if text != "" {
		mixed = strings.ToUpper(text[:1]) + mixed[1:]
	}
	return []string{strings.ToLower(text), strings.ToUpper(text), mixed, special.Replace(text)}
}

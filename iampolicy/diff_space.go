package iampolicy

import (
	"slices"
	"strings"
)

// space holds requests, each for all those that the statements of two policies
// cannot tell from it: if it is complete, policies that decide these requests
// alike decide all requests alike.
//
// The parts of a request are independent of each other: what a statement says
// of the caller hangs on no other part, and so on. So it is enough to take, for
// each part, one text for every set of statements that it can match. For ECR the
// actions are those of the table, and those that a statement names beside them.
type space struct {
	statements []*statement // of both policies, each once
	texts      map[string]bool
	actions    []actionGroup
	callers    []caller
	abroad     []string // partitions beside aws that the documents speak of
	anyCaller  bool     // no statement names callers
	contexts   []map[string][]string
	resources  []resourceGroup // if no resource has a variable
	variables  bool            // some resource or condition has a variable
	complete   bool
}

// actionGroup holds actions that the statements cannot tell apart.
type actionGroup struct {
	names        []string
	wildcardOnly bool
}

// resourceGroup stands for the resources that the statements cannot tell apart
// and that are alike in whose they are.
type resourceGroup struct {
	text    string
	account string // the partition and account of a caller that is named, or ""
	spare   bool   // to other callers it is what another group is, that is nobody's
}

// What a comparison may cost.
const (
	maxWork     = 1 << 21 // states of a search for texts, times the length of the patterns
	maxContexts = 1 << 10
	maxRequests = 1 << 18
)

func newSpace(a, b *Document, p, q *compiled) *space {
	s := &space{complete: true, abroad: abroad(a, b)}
	s.add(a, p)
	s.add(b, q)
	s.findActions()
	s.findCallers()
	s.findContexts()
	if !s.variables {
		s.resources = s.resourcesIn(nil)
	}
	return s
}

// add takes the statements of d, compiled in p, that say something new.
func (s *space) add(d *Document, p *compiled) {
	if s.texts == nil {
		s.texts = map[string]bool{}
	}
	for i := range p.statements {
		text := string(d.Version.language()) + withoutSID(d.Statement.Items[i])
		if !s.texts[text] {
			s.statements = append(s.statements, &p.statements[i])
		}
		s.texts[text] = true
	}
}

// withoutSID is a text that statements have in common if they differ in their Sid only.
func withoutSID(s Statement) string {
	s.SID, s.EmptySID = "", false
	return s.String()
}

// signature says which statements matches holds for.
func (s *space) signature(matches func(*statement) bool) []byte {
	key := make([]byte, len(s.statements))
	for i, t := range s.statements {
		if matches(t) {
			key[i] = 1
		}
	}
	return key
}

// representatives is the search with the space's limit.
func (s *space) representatives(globs []glob, literals []string) []string {
	length := 1
	for _, g := range globs {
		length += len(g) + 1
	}
	texts, complete := representatives(globs, literals, maxWork/length)
	s.complete = s.complete && complete
	return texts
}

// findActions groups the actions of the table, the ones that are named and
// one of every other kind that a wildcard tells apart.
func (s *space) findActions() {
	groups := map[string]int{}
	for a := range Actions() {
		s.addAction(groups, a.Name, true)
	}
	globs, named := s.actionPatterns()
	for _, name := range named {
		s.addAction(groups, name, true)
	}
	for _, name := range s.representatives(globs, named) {
		if !isECRAction(name) || s.isNamedOpenly(name) {
			s.addAction(groups, name, false)
		}
	}
}

// actionPatterns returns the patterns and the names that the statements have,
// and beside them patterns for what isActionName and isECRAction look at.
func (s *space) actionPatterns() (globs []glob, named []string) {
	for _, t := range s.statements {
		for i := range t.actions.patterns {
			switch p := &t.actions.patterns[i]; {
			case p.all || !p.valid || strings.ContainsAny(p.text, " \t\r\n"): // no action has white space
			case p.isExact():
				named = append(named, p.text)
			default:
				globs = append(globs, globOfAction(p))
			}
		}
	}
	for _, text := range [...]string{"?*:?*", "*:", "ecr:*", "ecr-public:*"} {
		p := newActionPattern(text)
		globs = append(globs, globOfAction(&p))
	}
	return globs, named
}

func isECRAction(action string) bool {
	service, _, _ := strings.Cut(action, ":")
	return isECR(service)
}

// isNamedOpenly reports whether a pattern that fits no action of the table
// fits this one: it may be newer than the table.
func (s *space) isNamedOpenly(action string) bool {
	service, name, _ := strings.Cut(action, ":")
	return slices.ContainsFunc(s.statements, func(t *statement) bool {
		return slices.ContainsFunc(t.actions.patterns, func(p actionPattern) bool {
			return p.match(service, name) && !p.matchesTable()
		})
	})
}

// matchesTable reports whether p matches a known action.
func (p *actionPattern) matchesTable() bool {
	for a := range Actions() {
		if service, name, _ := strings.Cut(a.Name, ":"); p.match(service, name) {
			return true
		}
	}
	return false
}

// addAction adds an action to its group. One that nobody named is an example
// for a group that has no other.
func (s *space) addAction(groups map[string]int, action string, named bool) {
	r := asked{action: action, resource: "*"}
	if !r.split() {
		return
	}
	r.isARN = true // as isGuarded asks
	only := r.wildcardOnly
	key := append(s.signature(func(t *statement) bool { return t.actions.matches(r.service, r.name) }), b2i(only), b2i(r.isToken()), b2i(r.isGuarded()))
	i, found := groups[string(key)]
	switch {
	case !found:
		groups[string(key)] = len(s.actions)
		s.actions = append(s.actions, actionGroup{[]string{action}, only})
	case named && !slices.ContainsFunc(s.actions[i].names, func(n string) bool { return equalFold(n, action) }):
		s.actions[i].names = append(s.actions[i].names, action)
	}
}

func b2i(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// resourcesIn returns the resources to ask for in a context. Of actions without
// resource types only "*", the last one, is asked.
func (s *space) resourcesIn(context map[string][]string) []resourceGroup {
	globs, named := s.resourcePatterns(context)
	seen, nobodys := map[string]bool{}, map[string]bool{}
	var list []resourceGroup
	var keys []string
	for _, text := range append(named, s.representatives(globs, named)...) {
		r := asked{resource: text, context: context}
		if !r.splitResource() || !r.isARN {
			continue
		}
		key := string(s.signature(func(t *statement) bool { return t.resource.matches(&r) }))
		account := s.account(&r.arn)
		if !seen[key+account] {
			list, keys = append(list, resourceGroup{text: text, account: account}), append(keys, key)
		}
		seen[key+account], nobodys[key] = true, nobodys[key] || account == ""
	}
	for i := range list {
		list[i].spare = list[i].account != "" && nobodys[keys[i]]
	}
	return append(list, resourceGroup{text: "*"})
}

// account is what must be told apart of a resource beside its text, if the
// statements name callers: whether it is theirs.
func (s *space) account(a *arn) string {
	for i := range s.callers {
		if c := &s.callers[i]; !s.anyCaller && c.account != "" && c.account == a[arnAccount] && c.partition == a[arnPartition] {
			return c.home()
		}
	}
	return ""
}

func (c *caller) home() string { return c.partition + ":" + c.account }

// resourcePatterns returns the patterns for resources with their variables
// filled in, and beside them texts that make good examples: the named ones, and
// patterns with something plausible for the wildcards.
func (s *space) resourcePatterns(in contextMap) (globs []glob, named []string) {
	globs = append(globs, validARN())
	for i := range s.callers {
		if c := &s.callers[i]; c.account != "" {
			if !s.anyCaller {
				globs = append(globs, arnOfAccount(c.partition, c.account))
			}
			named = append(named, "arn:"+c.partition+":ecr:us-east-1:"+c.account+":repository/app")
		}
	}
	for _, t := range s.statements {
		for i := range t.resource.patterns {
			p := &t.resource.patterns[i]
			g, ok := globOfARN(p, in)
			switch {
			case p.literal:
				named = append(named, p.text)
			case ok && !p.all:
				globs, named = append(globs, g), append(named, g.example())
			}
		}
	}
	return globs, named
}

// globOfAction turns a pattern for actions into a glob over lower-case text.
func globOfAction(p *actionPattern) glob {
	service, _ := globOfPattern(&p.service, true, nil)
	name, _ := globOfPattern(&p.name, false, nil)
	g := append(service.withText(":", false), name...)
	for i := range g {
		g[i].fold = false
	}
	return g
}

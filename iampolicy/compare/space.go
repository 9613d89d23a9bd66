package compare

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
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
	statements []*eval.Statement // of both policies, each once
	texts      map[string]bool
	actions    []actionGroup
	callers    []eval.Caller
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

func newSpace(a, b *iampolicy.Document, p, q *eval.Policy) *space {
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
func (s *space) add(d *iampolicy.Document, p *eval.Policy) {
	if s.texts == nil {
		s.texts = map[string]bool{}
	}
	for i := range p.Statements {
		text := string(language(d.Version)) + withoutSID(d.Statement.Items[i])
		if !s.texts[text] {
			s.statements = append(s.statements, &p.Statements[i])
		}
		s.texts[text] = true
	}
}

// withoutSID is a text that statements have in common if they differ in their Sid only.
func withoutSID(s iampolicy.Statement) string {
	s.SID, s.EmptySID = "", false
	return s.String()
}

// signature says which statements matches holds for.
func (s *space) signature(matches func(*eval.Statement) bool) []byte {
	key := make([]byte, len(s.statements))
	for i, t := range s.statements {
		if matches(t) {
			key[i] = 1
		}
	}
	return key
}

// representatives is the search with the space's limit.
func (s *space) representatives(globs []match.Glob, literals []string) []string {
	length := 1
	for _, g := range globs {
		length += len(g) + 1
	}
	texts, complete := match.Representatives(globs, literals, maxWork/length)
	s.complete = s.complete && complete
	return texts
}

// findActions groups the actions of the table, the ones that are named and
// one of every other kind that a wildcard tells apart.
func (s *space) findActions() {
	groups := map[string]int{}
	for a := range iampolicy.Actions() {
		s.addAction(groups, a.Name, true)
	}
	globs, named := s.actionPatterns()
	for _, name := range named {
		s.addAction(groups, name, true)
	}
	for _, name := range s.representatives(globs, named) {
		if !match.IsECRAction(name) || s.isNamedOpenly(name) {
			s.addAction(groups, name, false)
		}
	}
}

// actionPatterns returns the patterns and the names that the statements have,
// and beside them patterns for what IsActionName and IsECRAction look at.
func (s *space) actionPatterns() (globs []match.Glob, named []string) {
	for _, t := range s.statements {
		for i := range t.Actions.Patterns {
			switch p := &t.Actions.Patterns[i]; {
			case p.All || !p.Valid || strings.ContainsAny(p.Text, " \t\r\n"): // no action has white space
			case p.IsExact():
				named = append(named, p.Text)
			default:
				globs = append(globs, globOfAction(p))
			}
		}
	}
	for _, text := range [...]string{"?*:?*", "*:", "ecr:*", "ecr-public:*"} {
		p := eval.NewActionPattern(text)
		globs = append(globs, globOfAction(&p))
	}
	return globs, named
}

// isNamedOpenly reports whether a pattern that fits no action of the table
// fits this one: it may be newer than the table.
func (s *space) isNamedOpenly(action string) bool {
	service, name, _ := strings.Cut(action, ":")
	return slices.ContainsFunc(s.statements, func(t *eval.Statement) bool {
		return slices.ContainsFunc(t.Actions.Patterns, func(p eval.ActionPattern) bool {
			return p.Match(service, name) && !matchesTable(&p)
		})
	})
}

// matchesTable reports whether p matches a known action.
func matchesTable(p *eval.ActionPattern) bool {
	for a := range iampolicy.Actions() {
		if service, name, _ := strings.Cut(a.Name, ":"); p.Match(service, name) {
			return true
		}
	}
	return false
}

// addAction adds an action to its group. One that nobody named is an example
// for a group that has no other.
func (s *space) addAction(groups map[string]int, action string, named bool) {
	r := eval.Request{Action: action, Resource: "*"}
	if !r.Split() {
		return
	}
	r.IsARN = true // as isGuarded asks
	only := r.WildcardOnly
	key := append(s.signature(func(t *eval.Statement) bool { return t.Actions.Matches(r.Service, r.Name) }), b2i(only), b2i(r.IsToken()), b2i(r.IsGuarded()))
	i, found := groups[string(key)]
	switch {
	case !found:
		groups[string(key)] = len(s.actions)
		s.actions = append(s.actions, actionGroup{[]string{action}, only})
	case named && !slices.ContainsFunc(s.actions[i].names, func(n string) bool { return match.EqualFold(n, action) }):
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
		r := eval.Request{Resource: text, Context: context}
		if !r.SplitResource() || !r.IsARN {
			continue
		}
		key := string(s.signature(func(t *eval.Statement) bool { return t.Resource.Matches(&r) }))
		account := s.account(&r.ARN)
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
func (s *space) account(a *match.ARN) string {
	for i := range s.callers {
		if c := &s.callers[i]; !s.anyCaller && c.Account != "" && c.Account == a[match.ARNAccount] && c.Partition == a[match.ARNPartition] {
			return homeOf(c)
		}
	}
	return ""
}

func homeOf(c *eval.Caller) string { return c.Partition + ":" + c.Account }

// resourcePatterns returns the patterns for resources with their variables
// filled in, and beside them texts that make good examples: the named ones, and
// patterns with something plausible for the wildcards.
func (s *space) resourcePatterns(in match.Context) (globs []match.Glob, named []string) {
	globs = append(globs, match.ValidARN())
	for i := range s.callers {
		if c := &s.callers[i]; c.Account != "" {
			if !s.anyCaller {
				globs = append(globs, match.ARNOfAccount(c.Partition, c.Account))
			}
			named = append(named, "arn:"+c.Partition+":ecr:us-east-1:"+c.Account+":repository/app")
		}
	}
	for _, t := range s.statements {
		for i := range t.Resource.Patterns {
			p := &t.Resource.Patterns[i]
			g, ok := match.GlobOfARN(p, in)
			switch {
			case p.Literal:
				named = append(named, p.Text)
			case ok && !p.All:
				globs, named = append(globs, g), append(named, g.Example())
			}
		}
	}
	return globs, named
}

// globOfAction turns a pattern for actions into a glob over lower-case text.
func globOfAction(p *eval.ActionPattern) match.Glob {
	service, _ := match.GlobOfPattern(&p.Service, true, nil)
	name, _ := match.GlobOfPattern(&p.Name, false, nil)
	g := append(service.WithText(":", false), name...)
	for i := range g {
		g[i].Fold = false
	}
	return g
}

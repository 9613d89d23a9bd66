package authz_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

func (s setup) compile(t testing.TB) authz.Access {
	one := func(docs []iampolicy.Document) *authz.Policy {
		if docs == nil {
			return nil
		}
		return compile(t, docs...)
	}
	a := authz.Access{Unseen: s.Unseen, Identity: one(s.Identity), Boundary: one(s.Boundary), Session: one(s.Session),
		Endpoint: one(s.Endpoint)}
	for _, p := range s.Resource {
		a.Resource = append(a.Resource, authz.ResourcePolicy{On: p.On, Policy: one(p.Docs)})
	}
	for _, docs := range s.SCP {
		a.SCP = append(a.SCP, one(docs))
	}
	for _, docs := range s.RCP {
		a.RCP = append(a.RCP, one(docs))
	}
	return a
}

// at attaches most resource policies to what is asked for.
func (s setup) at(m maker, q authz.Request) setup {
	s.Resource = slices.Clone(s.Resource)
	for i := range s.Resource {
		if s.Resource[i].On = m.place(); m.chance(75) {
			s.Resource[i].On = q.Resource
		}
	}
	return s
}

func show(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// TestGuide holds Access.Decide against the evaluator written from the guide,
// and wants every outcome to be frequent enough to mean something.
func TestGuide(t *testing.T) {
	const requests = 8
	setups := policytest.Rounds(t, 15_000)
	m, seen := newMaker(1), map[authz.Outcome]int{}
	for i := range setups {
		m.tame = i%2 == 0
		s := m.setup()
		a := s.compile(t)
		for range requests {
			q := m.request()
			s := s.at(m, q)
			for i, p := range s.Resource {
				a.Resource[i].On = p.On
			}
			got, want := a.Decide(q), s.decide(q)
			seen[got.Outcome]++
			if got.Outcome != want || len(got.Reasons) == 0 {
				t.Fatalf("%s\n%s\nDecide = %v, the guide says %v\n%v", show(s), show(q), got.Outcome, want, got.Reasons)
			}
		}
	}
	t.Log(seen)
	require.GreaterOrEqual(t, seen[authz.Allowed], setups*requests/12)
	require.GreaterOrEqual(t, seen[authz.ExplicitDeny], setups*requests/12)
}

// TestGuideCorpus: the guide's evaluator is itself held against the corpus.
func TestGuideCorpus(t *testing.T) {
	seen := corpus(t, "decisions.jsonl", func(d decided) {
		s := setup{Identity: d.Identity, Boundary: d.Boundary, Endpoint: d.Endpoint, SCP: d.SCP, RCP: d.RCP}
		if d.Resource != nil {
			s.Resource = []placed{{strings.TrimPrefix(d.Request.Resource, "*"), []iampolicy.Document{*d.Resource}}}
		}
		if d.Session != nil {
			s.Session = []iampolicy.Document{*d.Session}
		}
		if got := s.decide(d.request()); got != outcomeNames[d.Decision] {
			t.Errorf("%s: %v, want %s", d.ID, got, d.Decision)
		}
	})
	require.Equal(t, 646, seen)
}

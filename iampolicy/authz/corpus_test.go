package authz_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// decided is a request of the corpus, decided alike by two evaluators.
type decided struct {
	ID       string
	Identity []iampolicy.Document   `json:"identityPolicies"`
	Resource *iampolicy.Document    `json:"resourcePolicy"`
	Boundary []iampolicy.Document   `json:"permissionBoundaries"`
	Session  *iampolicy.Document    `json:"sessionPolicy"`
	Endpoint []iampolicy.Document   `json:"vpcEndpointPolicies"`
	SCP      [][]iampolicy.Document `json:"serviceControlPolicies"`
	RCP      [][]iampolicy.Document `json:"resourceControlPolicies"`
	Request  struct {
		Principal, Action, Resource, ResourceAccount string
		Context                                      map[string]oneOrMany
	}
	Decision string

	// of the pull corpus
	Principal, Repository string
	Context               map[string]oneOrMany
	Decisions             map[string]string
	Missing               []string
}

type oneOrMany []string

func (v *oneOrMany) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return json.Unmarshal(b, (*[]string)(v))
	}
	*v = []string{""}
	return json.Unmarshal(b, &(*v)[0])
}

var outcomeNames = map[string]authz.Outcome{
	"Allowed":          authz.Allowed,
	"ImplicitlyDenied": authz.ImplicitDeny,
	"ExplicitlyDenied": authz.ExplicitDeny,
}

func corpus(t testing.TB, name string, each func(decided)) (seen int) {
	f, err := os.Open("testdata/source/" + name)
	require.NoError(t, err)
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for ; lines.Scan(); seen++ {
		var d decided
		require.NoError(t, json.Unmarshal(lines.Bytes(), &d))
		each(d)
	}
	require.NoError(t, lines.Err())
	return seen
}

func compile(t testing.TB, docs ...iampolicy.Document) *authz.Policy {
	t.Helper()
	p, err := authz.Compile(docs...)
	require.NoError(t, err)
	return p
}

// on is policies that are attached to a resource; "*" is not known.
func on(resource string, policies ...*authz.Policy) (list []authz.ResourcePolicy) {
	if resource == "*" {
		resource = ""
	}
	for _, p := range policies {
		list = append(list, authz.ResourcePolicy{On: resource, Policy: p})
	}
	return list
}

func (d *decided) access(t testing.TB) authz.Access {
	a := authz.Access{Identity: compile(t, d.Identity...)}
	if d.Resource != nil {
		a.Resource = on(d.Request.Resource+d.Repository, compile(t, *d.Resource))
	}
	if d.Boundary != nil {
		a.Boundary = compile(t, d.Boundary...)
	}
	if d.Session != nil {
		a.Session = compile(t, *d.Session)
	}
	if d.Endpoint != nil {
		a.Endpoint = compile(t, d.Endpoint...)
	}
	for _, level := range d.SCP {
		a.SCP = append(a.SCP, compile(t, level...))
	}
	for _, level := range d.RCP {
		a.RCP = append(a.RCP, compile(t, level...))
	}
	return a
}

func context(in map[string]oneOrMany) map[string][]string {
	out := map[string][]string{}
	for k, v := range in {
		out[k] = v
	}
	return out
}

func (d *decided) request() authz.Request {
	q := d.Request
	return authz.Request{Principal: q.Principal, Action: q.Action, Resource: q.Resource,
		ResourceAccount: q.ResourceAccount, Context: context(q.Context)}
}

func TestDecideCorpus(t *testing.T) {
	seen := corpus(t, "decisions.jsonl", func(d decided) {
		a, q := d.access(t), d.request()
		got := a.Decide(q)
		if want := outcomeNames[d.Decision]; got.Outcome != want {
			t.Errorf("%s: Decide(%+v) = %v, want %v", d.ID, q, got.Outcome, want)
		}
		if len(got.Reasons) == 0 {
			t.Errorf("%s: %v without a reason", d.ID, got.Outcome)
		}
	})
	require.Equal(t, 646, seen)
}

func TestDecidePullCorpus(t *testing.T) {
	seen := corpus(t, "pulls.jsonl", func(d decided) {
		a := d.access(t)
		for action, want := range d.Decisions {
			q := authz.Request{Principal: d.Principal, Action: action, Resource: d.Repository, Context: context(d.Context)}
			if action == iampolicy.ECRGetAuthorizationToken {
				q.Resource = "*"
			}
			if got := a.Decide(q); got.Outcome != outcomeNames[want] {
				t.Errorf("%s: Decide(%+v) = %v, want %v", d.ID, q, got, want)
			}
		}
	})
	require.Equal(t, 83, seen)
}

package authz_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// simulated is a case as testdata/simulate.mjs reads it.
type simulated struct {
	Principal string                 `json:"principal"`
	Action    string                 `json:"action"`
	Resource  string                 `json:"resource"`
	Account   string                 `json:"account"`
	Context   map[string]any         `json:"context"`
	Identity  []iampolicy.Document   `json:"identity"`
	Repo      *iampolicy.Document    `json:"resourcePolicy,omitempty"`
	Boundary  []iampolicy.Document   `json:"boundary,omitempty"`
	Session   *iampolicy.Document    `json:"session,omitempty"`
	Endpoint  []iampolicy.Document   `json:"endpoint,omitempty"`
	SCP       [][]iampolicy.Document `json:"scp,omitempty"`
	RCP       [][]iampolicy.Document `json:"rcp,omitempty"`
}

func newSimulated(s setup, q authz.Request) simulated {
	_, account, _ := identify(q.Principal)
	c := simulated{Principal: q.Principal, Action: q.Action, Resource: q.Resource, Account: owner(q, account), Context: map[string]any{},
		Identity: s.Identity, Boundary: s.Boundary, Endpoint: s.Endpoint, SCP: s.SCP, RCP: s.RCP}
	for k, v := range q.Context {
		if c.Context[k] = any(v); len(v) == 1 && k != "aws:TagKeys" {
			c.Context[k] = v[0]
		}
	}
	if s.Resource != nil {
		c.Repo = &s.Resource[0].Docs[0]
	}
	if s.Session != nil {
		c.Session = &s.Session[0]
	}
	return c
}

// simulate asks @cloud-copilot/iam-simulate, which must be installed below the
// directory that ECRKIT_IAM_SIMULATE names ("npm install @cloud-copilot/iam-simulate").
func simulate(t testing.TB, cases []simulated) (outcomes []string) {
	t.Helper()
	dir := os.Getenv("ECRKIT_IAM_SIMULATE")
	if dir == "" {
		t.Skip("ECRKIT_IAM_SIMULATE does not name a directory with @cloud-copilot/iam-simulate: skipping")
	}
	dir, err := filepath.Abs(dir)
	require.NoError(t, err)
	var in, out bytes.Buffer
	for _, c := range cases {
		b, err := json.Marshal(c)
		require.NoError(t, err)
		in.Write(append(b, '\n'))
	}
	cmd := exec.Command("node", "testdata/simulate.mjs", dir)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &in, &out, os.Stderr
	require.NoError(t, cmd.Run())
	for lines := bufio.NewScanner(&out); lines.Scan(); {
		outcomes = append(outcomes, lines.Text())
	}
	require.Len(t, outcomes, len(cases))
	return outcomes
}

// simulatedSetup is a setup that the simulator can express: one resource
// policy, of one document.
func simulatedSetup(m maker) (setup, authz.Request) {
	s, q := m.setup(), m.request()
	if s.Resource != nil {
		s.Resource = s.Resource[:1]
	}
	if s.Resource != nil && len(s.Resource[0].Docs) != 1 {
		s.Resource = nil
	}
	if len(s.Session) != 1 {
		s.Session = nil
	}
	if len(s.Boundary) == 0 {
		s.Boundary = nil
	}
	if len(s.Endpoint) == 0 {
		s.Endpoint = nil
	}
	q.Action = pick(m, "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:TagResource")
	q.Principal = pick(m, user, role, session, session, "lambda.amazonaws.com")
	q.Resource = pick(m, "arn:aws:ecr:us-east-1:111122223333:repository/app", "arn:aws:ecr:us-east-1:111122223333:repository/team/app",
		"arn:aws:ecr:eu-west-1:444455556666:repository/app")
	q.ResourceAccount = ""
	for i := range s.Resource { // … which is the one of the resource
		s.Resource[i].On = q.Resource
	}
	s.Unseen = nil                             // it takes what it is given for all
	if q.Principal == "lambda.amazonaws.com" { // a service has none of these; the simulator lets them deny
		s.Identity, s.Boundary, s.Session, s.SCP = []iampolicy.Document{}, nil, nil, nil
	}
	delete(q.Context, "app:Blob") // the simulator takes AWS's keys only
	if q.Action != "ecr:TagResource" {
		delete(q.Context, "aws:TagKeys") // … and those that the action has
	}
	return s, q
}

// TestSimulate is a third witness: the simulator of Cloud Copilot. Where the two
// differ, the case must have one of the features of which we know, with reason,
// that the simulator reads them otherwise (see simulatorReads).
func TestSimulate(t *testing.T) {
	const n = 6000
	m := newMaker(5)
	m.tame = true
	var cases []simulated
	var setups []setup
	var requests []authz.Request
	for range n {
		s, q := simulatedSetup(m)
		cases, setups, requests = append(cases, newSimulated(s, q)), append(setups, s), append(requests, q)
	}
	same, refused, known := 0, map[string]int{}, map[string]int{}
	for i, out := range simulate(t, cases) {
		want, decided := outcomeNames[out]
		got := setups[i].compile(t).Decide(requests[i])
		switch why := simulatorReads(show(cases[i])); {
		case !decided:
			refused[out]++
		case got.Outcome == want:
			same++
		case why != "":
			known[why]++
		default:
			t.Errorf("%s\nDecide = %v, the simulator says %v\n%v", show(cases[i]), got.Outcome, out, got.Reasons)
		}
	}
	t.Log("same", same, "refused", refused, "known differences", known)
	require.Greater(t, same, n/4)
}

// differences are what the simulator is known to read otherwise, or what AWS
// leaves undefined, each with the reason for our reading.
var differences = []struct{ why, in string }{
	{"an empty NotAction or NotResource does nothing (Access Analyzer, EMPTY_ARRAY_ACTION)", `"Not(Action|Resource)":\[\]`},
	{"a key with an empty list is absent", `"aws:[A-Za-z/]+":\[\]`},
	{"it honours variables where Version is absent or 2008-10-17", `(?s)("2008-10-17"|\{"Statement":).*\$\{`},
	{"it lets no negated operator match a variable without value; the guide says that inverted operators match",
		`Not[A-Za-z]+":\{"[^"]+":\[[^]]*\$\{aws:`},
	{"it lets a NotResource whose variable has no value exclude nothing; the guide says that it matches no resource",
		`"NotResource":(\[[^]]*|"[^"]*)\$\{[a-z]+:`},
	{"AWS does not say what \"*\" is for an Arn operator; here it is every ARN, there no ARN at all",
		`Arn[A-Za-z]+":\{"[^"]+":\[[^]]*"\*"`},
	{"it exempts by NotPrincipal whoever is named in one way; the guide asks for the account as well", `"NotPrincipal"`},
	{"a key with a list under an operator without set prefix is undefined", `"(String|Arn)[A-Za-z]+":\{"aws:TagKeys"`},
	{"it lets no negated operator match a value of the wrong type; such a value equals none", `not an arn|"here"|"tomorrow"|"yes"`},
	{"it ignores IfExists behind ForAnyValue", `ForAnyValue:[A-Za-z]+IfExists`},
	{"it lets a session policy limit a grant to the session itself", `"resourcePolicy".*"session"`},
	{"it reads numbers as far as they are digits, in floating point",
		`"aws:MultiFactorAuthAge":("|\[")(1e|100000|300abc|٣|"|-)|Numeric.*(e2|0\.0|00000)`},
	{"it compares IPv6 as text and knows no range of length zero", `(Not)?IpAddress.*(::|0\.0\.0\.0)|"aws:SourceIp":"[^"]*::`},
	{"it reads seconds since 1970 as milliseconds", `"Date.*`},
	{"it takes the default for an empty value", `"aws:PrincipalTag/team":"".*, 'app'`},
	{"several values without a set operator are undefined: an Allow asks for all, a Deny for one",
		`"aws:(Sec|Sou|Mul|Cur|Pri)[A-Za-z/]+":\["[^]]*,[^]]*\]`},
}

// simulatorReads says what in a case the simulator is known to read otherwise.
func simulatorReads(c string) string {
	for _, d := range differences {
		if regexp.MustCompile(d.in).MatchString(c) {
			return d.why
		}
	}
	return ""
}

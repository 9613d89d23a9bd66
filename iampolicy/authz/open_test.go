package authz_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

// worlds holds, for each key, a value of every kind that the maker's conditions
// can tell apart. aws:TagKeys is the one key with several values.
var worlds = map[string][]string{
	"aws:PrincipalTag/team": {"app", "APP", "App", "team", "Team", "axp", "a", "", "a*", "a?p", "*", "${open", "a$", "a${x}", "a${x}p",
		"${x}", "${*}", "a${*}", "a${?}p", "A*", "A?P", "A$", "${OPEN", "A${*}", "A${?}P", "x", "AB"},
	"aws:SourceVpce": {"app", "APP", "App", "team", "Team", "axp", "a", "", "a*", "a?p", "*", "${open", "a$", "a${x}", "a${x}p",
		"${x}", "${*}", "a${*}", "a${?}p", "A*", "A?P", "A$", "${OPEN", "A${*}", "A${?}P", "x"},
	"aws:TagKeys": {"a*", "a?p", "A*", "A?P", "*", "app", "APP", "App", "team", "Team", "axp", "a", "", "x"},
	"aws:SourceArn": {"x", "arn:aws:s3:::x", "arn:aws:s3:::a", "arn:aws:ecs:eu-west-1:111122223333:x",
		"arn:aws:ecs:eu-west-1:111122223333:a", "arn:aws:ecs:us-east-1:111122223333:task/a"},
	"aws:MultiFactorAuthAge": {"x", "-2", "-1", "0", "1e-6", "1", "300", "301", "1e20", "100000000000000000000.5",
		"100000000000000000001", "1e21"},
	"aws:CurrentTime": {"x", "2025", "2026", "2026-03", "2026-07-01T00:00:00Z", "2026-07-01T00:00:00.2Z",
		"2026-07-01T00:00:00.5Z", "2027"},
	"aws:SecureTransport": {"true", "false", "x"},
	"app:Blob":            {"QUJD", "QUI=", "", "x"},
	"aws:SourceIp":        {"x", "203.0.113.5", "203.0.113.6", "198.51.100.6", "1.1.1.1", "2001:db8::1", "2001:db8::2", "2001:db9::1"},
}

// everyValue lists what one key can hold: nothing, each value, for aws:TagKeys
// each pair too.
func everyValue(key string) [][]string {
	list := [][]string{{}}
	for i, v := range worlds[key] {
		list = append(list, []string{v})
		for _, w := range worlds[key][:i] {
			if key == "aws:TagKeys" {
				list = append(list, []string{v, w})
			}
		}
	}
	return list
}

// openSetup makes policies that are all about the request, so that their
// conditions decide. Set operators and aws:TagKeys go together.
func openSetup(m maker, variables bool) setup {
	docs := func(p iampolicy.Principal) []iampolicy.Document {
		d := iampolicy.Document{Version: pick(m, iampolicy.Version2012, iampolicy.Version2008)}
		for n := 1 + m.IntN(3); n > 0; n-- {
			s := iampolicy.Allow("*")
			if m.chance(35) {
				s = iampolicy.Deny("*")
			}
			s.Principal, s.Condition = p, openConditions(m, variables)
			s = s.On("*")
			if variables && m.chance(30) {
				s.Resource.Items[0] = m.resourcePattern()
			}
			d.Statement.Items = append(d.Statement.Items, s)
		}
		return []iampolicy.Document{d}
	}
	s := setup{Identity: docs(iampolicy.Principal{})}
	if m.chance(30) {
		s.Resource = []placed{{"", docs(iampolicy.Anyone())}}
	}
	if m.chance(20) {
		s.SCP = [][]iampolicy.Document{docs(iampolicy.Principal{})}
	}
	if m.chance(20) {
		s.Boundary = docs(iampolicy.Principal{})
	}
	return s
}

func openConditions(m maker, variables bool) (list []iampolicy.Condition) {
	seen := map[string]bool{}
	for m.chance(60) && len(list) < 3 {
		c := m.condition()
		if _, plain, ok := strings.Cut(c.Operator, ":"); ok {
			c.Operator = plain
		}
		if c.Key == "aws:TagKeys" && c.Operator != "Null" {
			c.Operator = pick(m, "ForAllValues:", "ForAnyValue:") + c.Operator
			c.Values = scalars(pick(m, "app", "APP", "a*", "*", "team"), pick(m, "app", "a?p"))
		}
		if !seen[c.Operator] && (variables || !strings.Contains(show(c), "${aws")) {
			seen[c.Operator] = true
			list = append(list, c)
		}
	}
	return list
}

// TestOpenContext tries all worlds. An answer must be the answer in each of
// them, and where no variable is involved the missing keys must be exactly
// those that some two worlds show to matter.
func TestOpenContext(t *testing.T) {
	m, seen := newMaker(2), map[authz.Outcome]int{}
	for i := range policytest.Rounds(t, 2500) {
		variables := i%3 == 0
		s := openSetup(m, variables)
		q := m.request()
		q.Principal = pick(m, user, session)
		unknown := forget(m, s, q.Context)
		a := s.compile(t)
		outcomes, matter := everyWorld(a, q, unknown)
		q.OpenContext = true
		got := a.Decide(q)
		seen[got.Outcome]++
		where := fmt.Sprintf("%s\n%s\nunknown %v: %v %v", show(s), show(q), unknown, got.Outcome, got.Missing)
		switch {
		case got.Outcome != authz.Undetermined:
			require.Equal(t, []authz.Outcome{got.Outcome}, outcomes, where)
			require.Empty(t, got.Missing, where)
		case variables:
			require.Subset(t, lowered(got.Missing), lowered(matter), where)
		default:
			require.Equal(t, lowered(matter), lowered(got.Missing), where)
		}
		require.NotEmpty(t, got.Reasons, where)
	}
	t.Log(seen)
	for _, o := range []authz.Outcome{authz.Allowed, authz.ExplicitDeny, authz.Undetermined} {
		require.Greater(t, seen[o], policytest.Rounds(t, 250))
	}
}

// forget takes one or two keys, mostly such as s asks for, out of the context
// and gives all others.
func forget(m maker, s setup, context map[string][]string) (unknown []string) {
	keys, asked := slices.Sorted(maps.Keys(worlds)), []string{}
	for _, k := range keys {
		if len(context[k]) != 1 && k != "aws:TagKeys" {
			context[k] = []string{pick(m, gots[k]...)}
		}
		if _, ok := context[k]; !ok || m.chance(25) {
			context[k] = nil
		}
		if strings.Contains(strings.ToLower(show(s)), strings.ToLower(k)) {
			asked = append(asked, k)
		}
	}
	for len(unknown) < 1+m.IntN(2) {
		k := pick(m, append(asked, pick(m, keys...))...)
		delete(context, k)
		if !slices.Contains(unknown, k) {
			unknown = append(unknown, k)
		}
	}
	return unknown
}

func everyWorld(a authz.Access, q authz.Request, unknown []string) (outcomes []authz.Outcome, matter []string) {
	q.OpenContext = false
	q.Context = maps.Clone(q.Context)
	for turn, k := range unknown {
		others := unknown[1-turn : min(2-turn, len(unknown))]
		if len(unknown) == 1 {
			others = nil
		}
		if hangs(a, q, k, others, &outcomes) {
			matter = append(matter, k)
		}
	}
	slices.Sort(outcomes)
	return slices.Compact(outcomes), matter
}

// hangs tries all values of key for each value of the other key.
func hangs(a authz.Access, q authz.Request, key string, others []string, outcomes *[]authz.Outcome) (found bool) {
	rest := [][]string{nil}
	if others != nil {
		rest = everyValue(others[0])
	}
	for _, r := range rest {
		if others != nil {
			q.Context[others[0]] = r
		}
		var first authz.Outcome
		for i, v := range everyValue(key) {
			q.Context[key] = v
			o := a.Decide(q).Outcome
			if *outcomes = append(*outcomes, o); i == 0 {
				first = o
			}
			found = found || o != first
		}
	}
	delete(q.Context, key)
	return found
}

func lowered(keys []string) []string {
	list := []string{}
	for _, k := range keys {
		list = append(list, strings.ToLower(k))
	}
	slices.Sort(list)
	return list
}

// TestOpenVariableInARN: a variable in a condition on an ARN hangs on its key too, and a
// key with several values is no variable there either.
func TestOpenVariableInARN(t *testing.T) {
	t.Parallel()
	const function = "arn:aws:lambda:us-east-1:111122223333:function:f"
	q := authz.Request{Principal: role, Action: "ecr:PutImage", Resource: app, OpenContext: true, Context: keys("aws:SourceArn", function)}
	denied := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":`+
		`{"ArnLike":{"aws:SourceArn":"arn:aws:lambda:*:${aws:PrincipalAccount}:function:*"}}}`)
	d := authz.Access{Identity: denied}.Decide(q)
	require.Equal(t, authz.Undetermined, d.Outcome)
	require.Equal(t, []string{"aws:PrincipalAccount"}, d.Missing)

	tagged := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":`+
		`"arn:aws:lambda:*:*:function:${aws:TagKeys}"}}}`)
	q.OpenContext, q.Context = false, map[string][]string{"aws:SourceArn": {function}, "aws:TagKeys": {"f"}}
	require.Equal(t, authz.ImplicitDeny, authz.Access{Identity: tagged}.Decide(q).Outcome)
}

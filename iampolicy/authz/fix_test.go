package authz_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

func TestCheckPullCorpus(t *testing.T) {
	seen := corpus(t, "pulls.jsonl", func(d decided) {
		ref := strings.NewReplacer("arn:aws:ecr:", "", ":repository/", "/").Replace(d.Repository)
		region, rest, _ := strings.Cut(ref, ":")
		account, name, _ := strings.Cut(rest, "/")
		image, err := ecrref.Parse(account + ".dkr.ecr." + region + ".amazonaws.com/" + name + ":latest")
		require.NoError(t, err)
		report := d.access(t).Check(authz.Request{Principal: d.Principal, Context: context(d.Context)}, authz.PullNeeds(image)...)
		var missing []string
		for _, n := range report.Missing() {
			missing = append(missing, n.Action)
		}
		require.ElementsMatch(t, d.Missing, missing, d.ID)
		required := slices.DeleteFunc(missing, func(a string) bool { return a == iampolicy.ECRBatchCheckLayerAvailability })
		require.Equal(t, len(required) == 0, report.OK(), d.ID)
	})
	require.Equal(t, 83, seen)
}

// add applies fixes as a person would: to the documents.
func (s setup) add(fixes []authz.Fix) setup {
	for _, f := range fixes {
		switch f.Kind {
		case iampolicy.KindIdentity:
			s.Identity = append(slices.Clip(s.Identity), f.Add)
		case iampolicy.KindBoundary:
			s.Boundary = append(slices.Clip(s.Boundary), f.Add)
		case iampolicy.KindSession:
			s.Session = append(slices.Clip(s.Session), f.Add)
		case iampolicy.KindEndpoint:
			s.Endpoint = append(slices.Clip(s.Endpoint), f.Add)
		case iampolicy.KindSCP:
			s.SCP = slices.Clone(s.SCP)
			s.SCP[f.Policy] = append(slices.Clip(s.SCP[f.Policy]), f.Add)
		default:
			s.Resource = append(slices.Clip(s.Resource), placed{f.Resource, []iampolicy.Document{f.Add}})
		}
	}
	return s
}

// everything is the largest addition there is.
func (s setup) everything() []authz.Fix {
	all := iampolicy.NewDocument(iampolicy.Allow("*").On("*"))
	anyone := iampolicy.NewDocument(iampolicy.Allow("*").On("*").For(iampolicy.Anyone()))
	fixes := []authz.Fix{{Kind: iampolicy.KindIdentity, Add: all}, {Kind: iampolicy.KindRepository, Add: anyone}}
	for level := range s.SCP {
		fixes = append(fixes, authz.Fix{Kind: iampolicy.KindSCP, Policy: level, Add: all})
	}
	if s.Boundary != nil {
		fixes = append(fixes, authz.Fix{Kind: iampolicy.KindBoundary, Add: all})
	}
	if s.Session != nil {
		fixes = append(fixes, authz.Fix{Kind: iampolicy.KindSession, Add: all})
	}
	if s.Endpoint != nil {
		fixes = append(fixes, authz.Fix{Kind: iampolicy.KindEndpoint, Add: anyone})
	}
	return fixes
}

func (s setup) green(requests []authz.Request) bool {
	return !slices.ContainsFunc(requests, func(q authz.Request) bool { return s.decide(q) != authz.Allowed })
}

// TestFixes: with the fixes added to the documents, the evaluator written from
// the guide allows everything; without any one action of them it does not; and
// where there are none, the largest addition does not help either.
func TestFixes(t *testing.T) {
	m, fixed, hopeless := newMaker(3), 0, 0
	for range policytest.Rounds(t, 6000) {
		s := m.setup()
		from := m.request()
		needs := []authz.Need{{Action: m.action(), Resource: from.Resource}, {Action: from.Action, Resource: from.Resource},
			{Action: iampolicy.ECRGetAuthorizationToken, Resource: "*"}}
		if m.chance(50) {
			needs = needs[:2]
		}
		report := s.compile(t).Check(from, needs...)
		var requests []authz.Request
		for _, r := range report.Results {
			requests = append(requests, r.Request)
		}
		fixes, ok := report.Fixes()
		where := show(s) + "\n" + show(requests) + "\n" + show(fixes)
		if !ok {
			require.NotEmpty(t, report.Blockers(), where)
			if !slices.ContainsFunc(requests, hasUnknownKind) && !slices.ContainsFunc(report.Blockers(), placeless) {
				require.False(t, s.add(s.everything()).green(requests), where)
				hopeless++
			}
			continue
		}
		require.Empty(t, report.Blockers(), where)
		require.Equal(t, report.Missing() == nil, fixes == nil, where)
		require.True(t, s.add(fixes).green(requests), where)
		for _, fewer := range lessOne(fixes) {
			require.False(t, s.add(fewer).green(requests), "%s\nis more than %s", where, show(fewer))
		}
		if fixes != nil {
			fixed++
		}
	}
	t.Log("fixed", fixed, "hopeless", hopeless)
	require.Greater(t, fixed, policytest.Rounds(t, 1000))
	require.Greater(t, hopeless, policytest.Rounds(t, 1000))
}

// TestFixesOpen: fixes for an open context allow whatever the unknown keys are.
func TestFixesOpen(t *testing.T) {
	m, fixed, hopeless := newMaker(4), 0, 0
	for range policytest.Rounds(t, 4000) {
		s, from := openSetup(m, true), m.request()
		from.Principal, from.OpenContext = pick(m, user, session), true
		clear(from.Context)
		report := s.compile(t).Check(from, authz.Need{Action: "ecr:BatchGetImage", Resource: m.resource()})
		fixes, ok := report.Fixes()
		require.Equal(t, !ok, report.Blockers() != nil)
		if !ok && !hasUnknownKind(report.Results[0].Request) {
			hopeless++
			got := s.add(s.everything()).compile(t).Decide(report.Results[0].Request)
			require.NotEqual(t, authz.Allowed, got.Outcome, "%s\n%s", show(s), show(report.Results[0].Request))
		}
		if !ok || fixes == nil {
			continue
		}
		fixed++
		for range 10 {
			q := report.Results[0].Request
			q.OpenContext, q.Context = false, m.request().Context
			for k, v := range q.Context {
				if k != "aws:TagKeys" && len(v) > 1 {
					q.Context[k] = v[:1] // see Request.OpenContext
				}
			}
			require.Equal(t, authz.Allowed, s.add(fixes).decide(q), "%s\n%s", show(s), show(q))
		}
	}
	require.Greater(t, fixed, policytest.Rounds(t, 500))
	require.Greater(t, hopeless, policytest.Rounds(t, 500))
}

// TestFixesNeverDeny: a Deny whose conditions never hold together is no
// blocker, in whatever way they exclude each other.
func TestFixesNeverDeny(t *testing.T) {
	for name, tt := range map[string]struct {
		condition string
		ok        bool
	}{
		"equal and not equal":        {`{"StringEquals":{"k":"1"},"StringNotEquals":{"k":"1"}}`, true},
		"two values at once":         {`{"StringEquals":{"k":"1"},"StringLike":{"K":"2*"}}`, true},
		"one of no numbers":          {`{"NumericEquals":{"k":[]}}`, true},
		"one and less than none":     {`{"NumericEquals":{"k":"1"},"NumericLessThan":{"k":"0"}}`, true},
		"absent and present":         {`{"Null":{"k":"true"},"StringLike":{"k":"*"}}`, true},
		"a condition that may hold":  {`{"StringEquals":{"k":"1"}}`, false},
		"… and others that exclude":  {`{"StringEquals":{"k":"1"},"StringNotEquals":{"j":"1"}}`, false},
		"a condition that must hold": {`{"StringLikeIfExists":{"k":"*"}}`, false},
	} {
		denying := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[{"Sid":"D","Effect":"Deny","Action":"*","Resource":"*",` +
			`"Condition":` + tt.condition + `}]}`)
		a := authz.Access{Identity: compile(t, denying)}
		for _, account := range []string{"111122223333", "444455556666"} {
			need := authz.Need{Action: "ecr:BatchGetImage", Resource: "arn:aws:ecr:us-east-1:" + account + ":repository/app"}
			report := a.Check(authz.Request{Principal: role, OpenContext: true}, need)
			fixes, ok := report.Fixes()
			require.Equal(t, tt.ok, ok, name)
			require.Equal(t, tt.ok, report.Blockers() == nil, name)
			for _, why := range report.Blockers() {
				require.Equal(t, authz.Reason{Layer: authz.LayerIdentity, SID: "D", Effect: iampolicy.EffectDeny}, authz.Reason{Layer: why.Layer,
					SID: why.SID, Effect: why.Effect}, name)
			}
			if ok {
				fixed := setup{Identity: []iampolicy.Document{denying}}.add(fixes).compile(t)
				require.Equal(t, authz.Allowed, fixed.Decide(report.Results[0].Request).Outcome, name)
			}
		}
	}
}

// TestFixesOpenFewest: two statements that grant in turn need no third.
func TestFixesOpenFewest(t *testing.T) {
	p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k":"a"}}},
		{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"k":"a"}}}`)
	report := authz.Access{Identity: p, Boundary: compile(t)}.Check(authz.Request{Principal: role, OpenContext: true},
		authz.Need{Action: "ecr:BatchGetImage", Resource: app})
	fixes, ok := report.Fixes()
	require.True(t, ok)
	require.Len(t, fixes, 1)
	require.Equal(t, iampolicy.KindBoundary, fixes[0].Kind)
}

// TestFixesOpenEach: what is granted in turn is left out where several additions are
// needed beside it.
func TestFixesOpenEach(t *testing.T) {
	t.Parallel()
	p := compile(t, iampolicy.NewDocument(when(iampolicy.Allow("*").On("*"), "a=1"), when(iampolicy.Allow("*").On("*"), "a!1")))
	report := authz.Access{Identity: p, Boundary: compile(t), Session: compile(t)}.Check(authz.Request{Principal: session, OpenContext: true},
		authz.Need{Action: "ecr:BatchGetImage", Resource: app})
	fixes, ok := report.Fixes()
	require.True(t, ok)
	require.Len(t, fixes, 2)
	require.Equal(
		t,
		[]iampolicy.PolicyKind{iampolicy.KindBoundary, iampolicy.KindSession},
		[]iampolicy.PolicyKind{fixes[0].Kind, fixes[1].Kind},
	)
}

// TestFixesOpenInTurn: a policy that no Fix can write lacks nothing where its statements
// grant in turn, and neither does one that has no statement for the resource alone.
func TestFixesOpenInTurn(t *testing.T) {
	t.Parallel()
	inTurn := func(s iampolicy.Statement) *authz.Policy {
		return compile(t, iampolicy.NewDocument(when(s, "a=1"), when(s, "a!1")))
	}
	all := compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On("*")))
	anyone := iampolicy.Allow("*").On("*").For(iampolicy.Anyone())
	const bucket, key = "arn:aws:s3:::bucket", "arn:aws:kms:us-east-1:111122223333:key/1"
	const pattern = "arn:aws:ecr:*:111122223333:repository/app"
	delegates := inTurn(iampolicy.Allow("*").On("*").For(iampolicy.AWS("111122223333")))
	for name, tt := range map[string]struct {
		access           authz.Access
		action, resource string
		want             []iampolicy.PolicyKind
	}{
		"a bucket of another account": {authz.Access{Identity: all, Resource: on(bucket, inTurn(anyone))}, "s3:ListBucket", bucket, nil},
		"… and no identity policy": {authz.Access{Resource: on(bucket, inTurn(anyone))}, "s3:ListBucket", bucket,
			[]iampolicy.PolicyKind{iampolicy.KindIdentity}},
		"a key that names the account": {authz.Access{Resource: on(key, delegates)}, "kms:Decrypt", key,
			[]iampolicy.PolicyKind{iampolicy.KindIdentity}},
		"a resource no statement names": {authz.Access{Identity: inTurn(iampolicy.Allow("*").On("*"))}, "ecr:BatchGetImage", pattern, nil},
		"… of another account, which lacks a grant": {authz.Access{Identity: inTurn(iampolicy.Allow("*").On("*"))}, "ecr:BatchGetImage",
			"arn:aws:ecr:*:444455556666:repository/app", []iampolicy.PolicyKind{iampolicy.KindRepository}},
	} {
		fixes, ok := tt.access.Check(authz.Request{Principal: role, OpenContext: true}, authz.Need{Action: tt.action, Resource: tt.resource}).
			Fixes()
		require.True(t, ok, name)
		var kinds []iampolicy.PolicyKind
		for _, f := range fixes {
			kinds = append(kinds, f.Kind)
		}
		require.Equal(t, tt.want, kinds, name)
	}
}

// TestBlockers: what no addition helps against, and nothing else.
func TestBlockers(t *testing.T) {
	near := `{"Effect":"Allow","Action":"*","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/web"}`
	deny := `{"Sid":"D","Effect":"Deny","Action":"ecr:BatchGetImage","Resource":"*"}`
	for name, tt := range map[string]struct {
		statements, principal, action, resource string
		want                                    []string
	}{
		"a Deny": {near + "," + deny, role, "ecr:BatchGetImage", app,
			[]string{`identity policy, statement 1 (D) denies it; to spare this and nothing else write in its place ` +
				`{"Sid":"D","Effect":"Deny","Action":"ecr:BatchGetImage","Resource":"*","Condition":{"ArnNotEquals":{"aws:PrincipalArn":"` + role +
				`"}}}, {"Effect":"Deny","Action":"ecr:BatchGetImage","NotResource":"` + app + `"}`}},
		"nobody": {near, "arn:aws:iam::111122223333:role/*", "ecr:BatchGetImage", app,
			[]string{`the request has "arn:aws:iam::111122223333:role/*" where it needs the ARN of a user, role, session or root user, or a ` +
				`service's host name, such as arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`}},
		"no action": {near, role, "BatchGetImage", app, []string{`the request has "BatchGetImage" where it needs one action, such as ` +
			`ecr:BatchGetImage`}},
		"a bucket of another account": {near, role, "s3:GetObject", "arn:aws:s3:::bucket/key",
			[]string{`the request has "s3:GetObject" where it needs an action of ecr, ecr-public or sts: no Fix writes the policies of other ` +
				`services' resources`}},
		"no ARN that a statement can name alone": {near, role, "ecr:BatchGetImage", "arn:aws:ecr:*:111122223333:repository/app",
			[]string{`the request has "ecr:BatchGetImage arn:aws:ecr:*:111122223333:repository/app" where it needs an action and a resource ` +
				`that a statement can name`}},
		"nothing": {near, role, "ecr:BatchGetImage", app, nil},
	} {
		report := authz.Access{Identity: statementPolicy(t, tt.statements)}.Check(authz.Request{Principal: tt.principal},
			authz.Need{Action: tt.action, Resource: tt.resource})
		require.Equal(t, tt.want, lines(report.Blockers()), name)
		_, ok := report.Fixes()
		require.Equal(t, tt.want == nil, ok, name)
	}
}

// placeless: a request on "*" does not say whose policy would have to allow it.
func placeless(why authz.Reason) bool {
	return why.Layer == authz.LayerResource && why.Clause == authz.ClauseResource && why.Got == "*"
}

// hasUnknownKind: KMS keys and buckets have policies of kinds that no Fix has.
func hasUnknownKind(q authz.Request) bool {
	return !strings.HasPrefix(strings.ToLower(q.Action), "ecr:") && !strings.HasPrefix(q.Action, "sts:")
}

// lessOne lists the fixes with one action, or one fix, left out.
func lessOne(fixes []authz.Fix) (list [][]authz.Fix) {
	for i, f := range fixes {
		list = append(list, slices.Delete(slices.Clone(fixes), i, i+1))
		for j, st := range f.Add.Statement.Items {
			for k := range st.Action.Items {
				if len(st.Action.Items) > 1 {
					less := f
					less.Add.Statement.Items = slices.Clone(f.Add.Statement.Items)
					less.Add.Statement.Items[j].Action.Items = slices.Delete(slices.Clone(st.Action.Items), k, k+1)
					list = append(list, append(slices.Delete(slices.Clone(fixes), i, i+1), less))
				}
			}
		}
	}
	return list
}

// TestUselessPrincipals: they give one blocker, which shows the right form.
func TestUselessPrincipals(t *testing.T) {
	t.Parallel()
	for _, principal := range []string{"", "exec", "111122223333", "AROAEXAMPLE:session",
		"arn:aws:sts::111122223333:assumed-role/service-role/pull/task-1"} {
		report := authz.Access{}.Check(authz.Request{Principal: principal}, pullNeeds...)
		blockers := report.Blockers()
		require.Len(t, blockers, 1, principal)
		require.Contains(t, blockers[0].String(), "arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION")
	}
}

var pullNeeds = []authz.Need{{Action: "ecr:GetAuthorizationToken", Resource: "*"}, {Action: "ecr:BatchGetImage", Resource: app},
	{Action: "ecr:GetDownloadUrlForLayer", Resource: app}}

// TestFixLevels: a fix says at which levels of the organization the allow is missing.
func TestFixLevels(t *testing.T) {
	t.Parallel()
	all := `{"Effect":"Allow","Action":"*","Resource":"*"}`
	some := `{"Effect":"Allow","Action":["s3:*","ecr:Get*"],"Resource":"*"}`
	a := authz.Access{Identity: statementPolicy(t, all), SCP: []*authz.Policy{statementPolicy(t, all), statementPolicy(t, some),
		statementPolicy(t, all), nil, statementPolicy(t, `{"Effect":"Allow","Action":"ecr:Batch*","Resource":"`+app+`"}`)}}
	fixes, ok := a.Check(authz.Request{Principal: role}, pullNeeds...).Fixes()
	require.True(t, ok)
	grant := func(statements string) string {
		return `: add {"Version":"2012-10-17","Statement":[` + statements + `]}`
	}
	token, layer := `{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`,
		`{"Effect":"Allow","Action":"ecr:GetDownloadUrlForLayer","Resource":"`+app+`"}`
	var got []string
	for _, f := range fixes {
		got = append(got, f.String())
	}
	require.Equal(t, []string{
		"scp policy of level 1" + grant(`{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"`+app+`"}`),
		"scp policy of level 3" + grant(token+`,{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"`+
			app+`"}`),
		"scp policy of level 4" + grant(token+","+layer),
	}, got)
	require.Equal(t, "identity policy: add "+iampolicy.Document{}.String(), authz.Fix{}.String())
	require.Equal(t, "repository policy of "+app+": add "+iampolicy.ECSPull().String(),
		authz.Fix{Kind: iampolicy.KindRepository, Resource: app, Add: iampolicy.ECSPull()}.String())
}

// TestFixOnlyWhatLacks: an SCP that grants in turn lacks nothing (ecr:* through
// the endpoint, ecr:Put* without it).
func TestFixOnlyWhatLacks(t *testing.T) {
	t.Parallel()
	scp := statementPolicy(t, `{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}},
		{"Effect":"Allow","Action":"ecr:Put*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}`)
	report := authz.Access{SCP: []*authz.Policy{scp}}.Check(authz.Request{Principal: role, OpenContext: true},
		authz.Need{Action: "ecr:PutImage", Resource: app}, authz.Need{Action: "ecr:BatchGetImage", Resource: app})
	fixes, ok := report.Fixes()
	require.True(t, ok)
	require.Len(t, fixes, 2)
	require.Equal(t, []string{"ecr:PutImage", "ecr:BatchGetImage"}, fixes[0].Add.Statement.Items[0].Action.Items)
	require.Equal(t, []string{"ecr:BatchGetImage"}, fixes[1].Add.Statement.Items[0].Action.Items)
}

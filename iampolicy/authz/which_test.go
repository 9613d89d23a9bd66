package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestOpenContextWhich: of several keys that are not known only those are named that
// the answer hangs on.
func TestOpenContextWhich(t *testing.T) {
	t.Parallel()
	allow := func(conditions ...string) iampolicy.Statement {
		return when(iampolicy.Allow("*").On("*"), conditions...)
	}
	deny := func(conditions ...string) iampolicy.Statement {
		return when(iampolicy.Deny("*").On("*"), conditions...)
	}
	for _, tt := range []struct {
		statements []iampolicy.Statement
		want       authz.Outcome
		missing    []string
		why        string
	}{
		{[]iampolicy.Statement{allow("a=1"), deny("b=1")}, authz.Undetermined, []string{"aws:a", "aws:b"}, "an Allow and a Deny"},
		{[]iampolicy.Statement{deny("b=1"), deny("c=1"), allow("a=1")}, authz.Undetermined, []string{"aws:a", "aws:b", "aws:c"}, "and another"},
		{[]iampolicy.Statement{allow("a=1"), deny("b=1", "b~2*")}, authz.Undetermined, []string{"aws:a"}, "the Deny never holds"},
		{[]iampolicy.Statement{allow("a=1"), allow("a=1", "b=1")}, authz.Undetermined, []string{"aws:a"}, "the second adds nothing"},
		{[]iampolicy.Statement{allow("a=1", "b=1", "c=1")}, authz.Undetermined, []string{"aws:a", "aws:b", "aws:c"}, "all three"},
		{[]iampolicy.Statement{allow("a=1"), allow("b=1", "b~2*", "c=1")}, authz.Undetermined, []string{"aws:a"}, "the second never holds"},
		{[]iampolicy.Statement{allow("a=1", "b=1"), allow("a=1", "b!1"), deny("c=1", "c~2*")}, authz.Undetermined, []string{"aws:a"},
			"b either way, c never"},
		{[]iampolicy.Statement{deny("c=1", "c~2*"), allow("b=1"), allow("b!1"), deny("a=1")}, authz.Undetermined, []string{"aws:a"},
			"the key that is asked last"},
		{[]iampolicy.Statement{allow("a=1"), allow("b=1"), allow("a!1", "b!1", "c=1")}, authz.Undetermined, []string{"aws:a", "aws:b", "aws:c"},
			"each matters where the two others do not hold"},
		{[]iampolicy.Statement{allow("a=1"), allow("a!1"), deny("b=1", "b~2*"), deny("c=1", "c~2*")}, authz.Allowed, nil, "in any case"},
		{[]iampolicy.Statement{allow("a=1", "a~2*"), allow("b=1", "b~2*"), allow("c=1", "c~2*")}, authz.ImplicitDeny, nil, "in no case"},
	} {
		p := compile(t, iampolicy.NewDocument(tt.statements...))
		q := authz.Request{Principal: user, Action: iampolicy.ECRBatchGetImage, Resource: app, OpenContext: true}
		for _, got := range []authz.Decision{p.Decide(q), authz.Access{Identity: p}.Decide(q)} {
			require.Equal(t, tt.want, got.Outcome, tt.why)
			require.Equal(t, tt.missing, got.Missing, tt.why)
		}
	}
}

// when reads a=1 as StringEquals, a!1 as StringNotEquals and a~1 as StringLike.
func when(s iampolicy.Statement, conditions ...string) iampolicy.Statement {
	for _, c := range conditions {
		operator := map[byte]string{'=': "StringEquals", '!': "StringNotEquals", '~': "StringLike"}[c[1]]
		s = s.When(operator, "aws:"+c[:1], c[2:])
	}
	return s
}

// TestOpenVariables: what hangs on variables whose keys are not known, and what holds
// or fails whatever they are.
func TestOpenVariables(t *testing.T) {
	t.Parallel()
	const prefix = `arn:aws:ecr:*:*:repository/`
	resource := func(member, items string) string { return `"` + member + `":[` + items + `]` }
	for _, tt := range []struct {
		rest    string
		context map[string][]string
		want    authz.Outcome
		missing []string
		why     string
	}{
		{`"Resource":"*","Condition":{"StringEquals":{"aws:t":["x","${aws:u}"]}}`, keys("aws:t", "x"), authz.Allowed, nil,
			"the other value is met"},
		{`"Resource":"*","Condition":{"StringEquals":{"aws:t":["x","${aws:u}"]}}`, keys("aws:t", "y"), authz.Undetermined,
			[]string{"aws:u"}, "the variable may be met"},
		{`"Resource":"*","Condition":{"StringLike":{"aws:t":"x${aws:u}"}}`, keys("aws:t", "y"), authz.ImplicitDeny, nil,
			"whatever stands behind the x"},
		{`"Resource":"*","Condition":{"StringNotLike":{"aws:t":"x${aws:u}"}}`, keys("aws:t", "y"), authz.Allowed, nil,
			"the same negated"},
		{`"Resource":"*","Condition":{"StringEquals":{"aws:RequestTag/a":"x"}}`, keys("aws:RequestTag/${TagKey}", "x"), authz.Undetermined,
			[]string{"aws:RequestTag/a"}, "a family of keys is known to be absent by an empty list alone"},
		{`"Resource":"*","Condition":{"StringEquals":{"aws:RequestTags":"x"}}`, map[string][]string{"aws:RequestTag/${TagKey}": nil},
			authz.Undetermined, []string{"aws:RequestTags"}, "a family begins with all of the name"},
		{`"Resource":"*","Condition":{"StringEquals":{"aws:RequestTag/a":"x"}}`, map[string][]string{"aws:RequestTag/${TagKey}": nil},
			authz.ImplicitDeny, nil, "it does"},
		{`"Resource":"*","Condition":{"StringEquals":{"aws:RequestTag/a":"x"}}`, map[string][]string{"aws:RequestTag/${TagKey": nil,
			"aws:RequestTag/": nil, "aws:PrincipalTag/${TagKey}": nil}, authz.Undetermined, []string{"aws:RequestTag/a"}, "no family, and another"},
		{resource("Resource", `"*","`+prefix+`${aws:u}"`), nil, authz.Allowed, nil, "the other pattern covers"},
		{resource("Resource", `"`+prefix+`web","`+prefix+`${aws:u}"`), nil, authz.Undetermined, []string{"aws:u"}, "the other pattern does not"},
		{resource("Resource", `"`+prefix+`x${aws:u}"`), nil, authz.ImplicitDeny, nil, "whatever stands behind the x"},
		{resource("Resource", `"`+prefix+`${aws:u, 'app'}"`), nil, authz.Undetermined, []string{"aws:u"},
			"a default is for a key that is absent"},
		{resource("Resource", `"`+prefix+`${aws:u, 'app'}"`), map[string][]string{"aws:u": nil}, authz.Allowed, nil, "as it is here"},
		{resource("Resource", `"`+prefix+`${aws:t}","`+prefix+`${aws:u}"`), map[string][]string{"aws:t": nil}, authz.Undetermined,
			[]string{"aws:u"}, "the key of the first is absent, of the second not known"},
		{resource("NotResource", `"`+prefix+`${aws:t}"`), map[string][]string{"aws:t": nil}, authz.ImplicitDeny, nil,
			"a variable without a value matches no resource (IAM guide), NotResource or not"},
		{resource("NotResource", `"`+prefix+`web","`+prefix+`${aws:u}"`), nil, authz.Undetermined, []string{"aws:u"},
			"the other pattern does not cover"},
		{resource("NotResource", `"`+prefix+`app","`+prefix+`${aws:u}"`), nil, authz.ImplicitDeny, nil, "the other pattern covers"},
		{resource("NotResource", `"`+prefix+`x${aws:u}"`), nil, authz.Undetermined, []string{"aws:u"}, "the key may be absent"},
		{resource("NotResource", `"`+prefix+`web"`), nil, authz.Allowed, nil, "no variable at all"},
	} {
		p := statementPolicy(t, `{"Effect":"Allow","Action":"*",`+tt.rest+`}`)
		q := authz.Request{Principal: user, Action: iampolicy.ECRBatchGetImage, Resource: app, Context: tt.context, OpenContext: true}
		for _, got := range []authz.Decision{p.Decide(q), authz.Access{Identity: p}.Decide(q)} {
			require.Equal(t, tt.want, got.Outcome, "%s: %s", tt.rest, tt.why)
			require.Equal(t, tt.missing, got.Missing, "%s: %s", tt.rest, tt.why)
		}
	}
}

// TestFixesOpenAgain: whether an addition can be left out is decided in every world,
// not in the one that the decision before ended in.
func TestFixesOpenAgain(t *testing.T) {
	t.Parallel()
	for _, operator := range []string{"StringEquals", "StringNotEquals"} {
		hangs := iampolicy.Allow("*").On("*").When(operator, "aws:a", "1")
		never := when(iampolicy.Deny("*").On("*"), "a=1", "a~2*")
		p := compile(t, iampolicy.NewDocument(hangs, never))
		report := authz.Access{Identity: p}.Check(authz.Request{Principal: user, OpenContext: true},
			authz.Need{Action: "ecr:BatchGetImage", Resource: app})
		fixes, ok := report.Fixes()
		require.True(t, ok, operator)
		require.Len(t, fixes, 1, operator)
		require.Equal(t, iampolicy.KindIdentity, fixes[0].Kind)
	}
}

// TestFixesOpenBoundary is the same where the world that is looked at last is one in
// which the boundary allows.
func TestFixesOpenBoundary(t *testing.T) {
	t.Parallel()
	boundary := compile(t, iampolicy.NewDocument(when(iampolicy.Allow("*").On("*"), "a!1")))
	never := compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On("*"), when(iampolicy.Deny("*").On("*"), "a=1", "a~2*")))
	report := authz.Access{Identity: never, Boundary: boundary}.Check(authz.Request{Principal: user, OpenContext: true},
		authz.Need{Action: "ecr:BatchGetImage", Resource: app})
	fixes, ok := report.Fixes()
	require.True(t, ok)
	require.Len(t, fixes, 1)
	require.Equal(t, iampolicy.KindBoundary, fixes[0].Kind)
}

// TestFixesOfSeveralResources: actions on several resources share a statement, and
// each repository of another account gets its own policy.
func TestFixesOfSeveralResources(t *testing.T) {
	t.Parallel()
	const other = "arn:aws:ecr:us-east-1:444455556666:repository/other"
	var needs []authz.Need
	for _, resource := range []string{app, app + "2", abroad, other} {
		needs = append(needs, authz.Need{Action: "ecr:BatchGetImage", Resource: resource})
	}
	needs = append(needs, authz.Need{Action: "ecr:PutImage", Resource: app + "2"}, authz.Need{Action: "ECR:putimage", Resource: app + "2"})
	fixes, ok := authz.Access{}.Check(authz.Request{Principal: user}, needs...).Fixes()
	require.True(t, ok)
	var got []string
	for _, f := range fixes {
		got = append(got, f.Resource+" "+f.Add.String())
	}
	grant := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"` + user + `"},"Action":"ecr:BatchGetImage"}]}`
	require.Equal(t, []string{
		` {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":["` + app + `","` +
			abroad + `","` + other +
			`"]},{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:PutImage"],"Resource":"` + app + `2"}]}`,
		abroad + " " + grant, other + " " + grant}, got)
}

// TestOpenContextPossible: whether any value of a key that is not known meets several
// conditions at once. A Deny on them hangs on the key if there is one, and denies
// nothing if not.
func TestOpenContextPossible(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		conditions string
		possible   bool
		why        string
	}{
		{`"NumericLessThanEquals":{"aws:k":"5"},"NumericGreaterThanEquals":{"aws:k":"5"}`, true, "the border itself"},
		{`"NumericLessThan":{"aws:k":"5"},"NumericGreaterThan":{"aws:k":"5"}`, false, "both sides of it"},
		{`"NumericGreaterThan":{"aws:k":"5"},"NumericLessThan":{"aws:k":"6"}`, true, "between two borders"},
		{`"NumericLessThanEquals":{"aws:k":"5"},"NumericGreaterThanEquals":{"aws:k":"6"}`, false, "outside of both"},
		{`"NumericLessThan":{"aws:k":"-7"}`, true, "below the least border"},
		{`"NumericGreaterThan":{"aws:k":"7"}`, true, "above the greatest"},
		{`"NumericEquals":{"aws:k":["5","7"]},"NumericNotEquals":{"aws:k":"5"}`, true, "one of two"},
		{`"NumericEquals":{"aws:k":["5","7"]},"NumericNotEquals":{"aws:k":["7","5.0"]}`, false, "none of two"},
		{`"NumericEquals":{"aws:k":["1","2","3"]},"NumericGreaterThan":{"aws:k":"2"},"NumericLessThan":{"aws:k":"3"}`, false, "a gap"},
		{`"DateLessThan":{"aws:k":"2026-01-01"},"DateGreaterThan":{"aws:k":"2026-01-01"}`, false, "both sides of a day"},
		{`"DateGreaterThan":{"aws:k":"2026-01-01"},"DateLessThan":{"aws:k":"2026-01-01T00:00:01Z"}`, true, "within a second"},
		{`"DateGreaterThanEquals":{"aws:k":"2026-01-01"},"DateLessThanEquals":{"aws:k":"2026-01-01T00:00:00Z"}`, true, "the day itself"},
		{`"IpAddress":{"aws:k":"10.0.0.0/8"},"NotIpAddress":{"aws:k":"10.0.0.0/9"}`, true, "the other half"},
		{`"IpAddress":{"aws:k":"10.0.0.0/9"},"NotIpAddress":{"aws:k":"10.0.0.0/8"}`, false, "a part of what is left out"},
		{`"IpAddress":{"aws:k":"10.0.0.0/8"},"NotIpAddress":{"aws:k":["10.0.0.0/9","10.128.0.0/9"]}`, false, "both halves are left out"},
		{`"IpAddress":{"aws:k":"255.0.0.0/8"},"NotIpAddress":{"aws:k":"255.0.0.0/9"}`, true, "the last address"},
		{`"IpAddress":{"aws:k":"255.255.255.255"},"NotIpAddress":{"aws:k":"255.255.255.254"}`, true, "it alone"},
		{`"IpAddress":{"aws:k":"ff00::/8"},"NotIpAddress":{"aws:k":"ff00::/9"}`, true, "the last of IPv6"},
		{`"IpAddress":{"aws:k":"0.0.0.0/0"},"NotIpAddress":{"aws:k":"::/0"}`, true, "IPv4 is not IPv6"},
		{`"IpAddress":{"aws:k":"::/0"},"NotIpAddress":{"aws:k":"0.0.0.0/0"}`, true, "nor the other way round"},
		{`"IpAddress":{"aws:k":["::/0","0.0.0.0/0"]},"NotIpAddress":{"aws:k":["0.0.0.0/0","::/0"]}`, false, "no third"},
		{`"StringEquals":{"aws:k":"a"},"StringLike":{"aws:k":"a*"}`, true, "a name and its pattern"},
		{`"StringEquals":{"aws:k":"b"},"StringLike":{"aws:k":"a*"}`, false, "a name and another pattern"},
		{`"StringLike":{"aws:k":["a*","*b"]},"StringNotLike":{"aws:k":"a*"}`, true, "the second pattern"},
		{`"StringLike":{"aws:k":"a*b"},"StringNotLike":{"aws:k":"a*"}`, false, "a pattern within the other"},
		{`"StringEqualsIgnoreCase":{"aws:k":"A"},"StringNotEquals":{"aws:k":["a","A"]}`, false, "both cases are left out"},
		{`"StringEqualsIgnoreCase":{"aws:k":"AB"},"StringNotEquals":{"aws:k":["ab","AB"]}`, true, "mixed case is not"},
		{`"Null":{"aws:k":"true"},"StringEquals":{"aws:k":"a"}`, false, "absent and equal"},
		{`"Null":{"aws:k":"true"},"StringNotEquals":{"aws:k":"a"}`, true, "absent and not equal"},
		{`"Null":{"aws:k":"false"},"StringNotEquals":{"aws:k":"a"}`, true, "there and not equal"},
		{`"ForAnyValue:StringEquals":{"aws:TagKeys":"a"},"ForAllValues:StringEquals":{"aws:TagKeys":"b"}`, false, "all and another"},
		{`"ForAnyValue:StringEquals":{"aws:TagKeys":"a"},"ForAnyValue:StringLike":{"aws:TagKeys":"b*"}`, true, "one and another"},
		{`"ForAnyValue:StringEquals":{"aws:TagKeys":"a"},"ForAnyValue:StringLike":{"aws:TagKeys":"b*"},` +
			`"ForAllValues:StringEquals":{"aws:TagKeys":` +
			`["a","b"]}`, true, "both of two"},
		{`"ForAnyValue:StringEquals":{"aws:TagKeys":"a"},"ForAnyValue:StringLike":{"aws:TagKeys":"b*"},` +
			`"ForAllValues:StringEquals":{"aws:TagKeys":` +
			`["a","c"]}`, false, "… of which one is left out"},
		{`"ForAllValues:StringEquals":{"aws:TagKeys":"a"},"ForAllValues:StringLike":{"aws:TagKeys":"b"}`, true, "no value at all"},
		{`"ForAllValues:StringEquals":{"aws:TagKeys":"a"},"ForAllValues:StringLike":{"aws:TagKeys":"b"},"Null":{"aws:TagKeys":"false"}`, false,
			"… which it must have"},
		{`"ArnLike":{"aws:k":"arn:aws:s3:::a*"},"ArnNotLike":{"aws:k":"arn:aws:s3:::ab*"}`, true, "another bucket"},
		{`"ArnLike":{"aws:k":"arn:aws:s3:::ab*"},"ArnNotLike":{"aws:k":"arn:aws:s3:::a*"}`, false, "none"},
		{`"Bool":{"aws:k":"true"},"StringEquals":{"aws:j":"a"}`, true, "two keys"},
	} {
		p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{`+
			tt.conditions+`}}`)
		want := authz.Allowed
		if tt.possible {
			want = authz.Undetermined
		}
		got := p.Decide(authz.Request{Principal: user, Action: iampolicy.ECRBatchGetImage, Resource: app, OpenContext: true})
		if got.Outcome != want {
			t.Errorf("Deny if %s: Decide = %v, want %v: %s", tt.conditions, got.Outcome, want, tt.why)
		}
	}
}

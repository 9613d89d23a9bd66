package eval_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/eval"
)

// TestIsTooMuch: a billion of wildcards times characters is compared, and no more.
func TestIsTooMuch(t *testing.T) {
	t.Parallel()
	const n = 1 << 12
	wild, action := strings.Repeat("*a", n)+"*", strings.Repeat("*a", n/16)+"*" // without case each * weighs eight
	for what, s := range map[string]iampolicy.Statement{
		"resource": iampolicy.Allow("*").On("arn:aws:s3:::" + wild), "action": iampolicy.Allow(action + ":" + action).On("*"),
		"condition": iampolicy.Allow("*").On("*").When("StringLike", "app:k", wild),
	} {
		p, err := new(eval.Policy).With(iampolicy.NewDocument(s))
		require.Nil(t, err)
		r := eval.Request{Action: "s3:GetObject", Resource: strings.Repeat("a", 1<<18-len("s3:GetObject")-1)}
		require.False(t, p.IsTooMuch(&r), what)
		r.Resource += "a"
		require.True(t, p.IsTooMuch(&r), what)
		r.Resource = r.Resource[12:]
		r.Context = map[string][]string{"k": {"value", "word"}}
		require.False(t, p.IsTooMuch(&r), "the values of keys are compared too: %s", what)
		r.Context["k"][0] += "s"
		require.True(t, p.IsTooMuch(&r), what)
		require.False(t, new(eval.Policy).IsTooMuch(&r), "a policy without wildcards")
	}
}

// TestPrincipalEntries: everyone is no entry beside the others.
func TestPrincipalEntries(t *testing.T) {
	t.Parallel()
	p := iampolicy.AWS("*", "111122223333")
	c := eval.PrincipalEntries(&p)
	require.True(t, c.Any)
	require.Len(t, c.Entries, 1)
	require.Equal(t, "111122223333", c.Entries[0].Text)
}

// TestAbsentResource: a clause that is absent is about every resource.
func TestAbsentResource(t *testing.T) {
	t.Parallel()
	require.True(t, (&eval.ResourceClause{Absent: true, Empty: true}).Matches(&eval.Request{Resource: "*"}))
	require.False(t, (&eval.ResourceClause{Empty: true}).Matches(&eval.Request{Resource: "*"}))
}

package iampolicy_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// TestTooManyOperators: a statement may have more operators than AWS has, and not any number.
func TestTooManyOperators(t *testing.T) {
	t.Parallel()
	s := iampolicy.Allow("ecr:ListImages").On("*")
	for i := range 200 {
		s = s.When(fmt.Sprint("Operator", i), "aws:SourceVpc", "v")
	}
	_, err := iampolicy.NewDocument(s).MarshalJSON()
	require.NoError(t, err)
	_, err = iampolicy.NewDocument(s.When("Another", "aws:SourceVpc", "v")).MarshalJSON()
	require.ErrorContains(t, err, "more than 200 operators")
}

// TestSplitActions: a statement without a Resource is cut by its actions alone.
func TestSplitActions(t *testing.T) {
	t.Parallel()
	var actions []string
	for i := range 1000 {
		actions = append(actions, fmt.Sprintf("ecr:Action%04d", i))
	}
	docs, err := iampolicy.NewDocument(iampolicy.Allow(actions...)).Split(iampolicy.KindIdentity)
	require.NoError(t, err)
	var got []string
	for _, d := range docs {
		require.LessOrEqual(t, d.Size(iampolicy.KindIdentity), 6144)
		for _, s := range d.Statement.Items {
			require.Nil(t, s.Resource.Items)
			got = append(got, s.Action.Items...)
		}
	}
	require.Equal(t, actions, got)
}

// TestAbsentKeysStop: a loop over AbsentKeys may break off.
func TestAbsentKeysStop(t *testing.T) {
	t.Parallel()
	n := 0
	for range iampolicy.AbsentKeys(^iampolicy.Circumstance(0)) {
		n++
		break
	}
	require.Equal(t, 1, n)
}

package iampolicy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
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

// TestStop: a loop over a table may break off.
func TestStop(t *testing.T) {
	t.Parallel()
	n := 0
	for range iampolicy.AbsentKeys(^iampolicy.Circumstance(0)) {
		n++
		break
	}
	for range iampolicy.Actions() {
		n++
		break
	}
	for range iampolicy.Keys() {
		n++
		break
	}
	for range iampolicy.Anyone().Members() {
		n++
		break
	}
	require.Equal(t, 4, n)
}

// TestLongPointer: a message repeats a pointer of 240 bytes, and of a longer one a part.
func TestLongPointer(t *testing.T) {
	t.Parallel()
	for n, isWhole := range map[int]bool{240: true, 241: false} {
		name := strings.Repeat("x", n-1)
		_, err := iampolicy.Parse([]byte(`{"` + name + `":1}`))
		require.Error(t, err)
		require.Equal(t, isWhole, strings.Contains(err.Error(), "/"+name+" "), "%d bytes: %v", n, err)
	}
}

// TestPullGroups: one statement for each account and region, and each repository once.
func TestPullGroups(t *testing.T) {
	t.Parallel()
	var refs []ecrref.Ref
	for _, s := range []string{
		"111122223333.dkr.ecr.us-west-2.amazonaws.com/app:v1", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:v1",
		"111122223333.dkr.ecr.us-west-2.amazonaws.com/app:v2", "111122223333.dkr.ecr.us-west-2.amazonaws.com/web:v1",
	} {
		refs = append(refs, ecrref.MustParse(s))
	}
	d, err := iampolicy.Pull(refs...)
	require.NoError(t, err)
	var got [][]string
	for _, s := range d.Statement.Items {
		got = append(got, s.Resource.Items)
	}
	require.Equal(t, [][]string{
		{"arn:aws:ecr:us-west-2:111122223333:repository/app", "arn:aws:ecr:us-west-2:111122223333:repository/web"},
		{"arn:aws:ecr:eu-west-1:111122223333:repository/app"}, {"*"},
	}, got)
}

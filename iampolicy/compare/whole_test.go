package compare_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
)

// TestWhole holds every change of every pair, both ways, and what is said to be new,
// word for word: that none is missing, and what each says.
func TestWhole(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	record := func(why string, a, b iampolicy.Document) {
		fmt.Fprintf(&out, "%s\n\t%s\n\t%s\n", why, a, b)
		for _, pair := range [][2]iampolicy.Document{{a, b}, {b, a}} {
			for _, c := range compare.Diff(pair[0], pair[1]) {
				fmt.Fprintf(&out, "\t\t%s\n", c)
			}
			changes, known := compare.Added(pair[0], pair[1])
			fmt.Fprintf(&out, "\tadds %d, known %v\n", len(changes), known)
			for _, c := range changes {
				fmt.Fprintf(&out, "\t\t%s\n", c)
			}
		}
	}
	for _, c := range equivalentCases {
		record(c.why, documentOf(c.a), documentOf(c.b))
	}
	for _, c := range addedCases {
		record(c.why, statementsOf(c.old), statementsOf(c.new))
	}
	golden.File(t, "testdata/whole.golden", []byte(out.String()))
}

// TestDiffGuarded: a key of KMS needs a resource policy in its own account too, where
// an object does not, though the same statement names both.
func TestDiffGuarded(t *testing.T) {
	t.Parallel()
	old, new := statementsOf(""), statementsOf(`{"Effect":"Allow","Action":["s3:GetObject","kms:Decrypt","sts:AssumeRole"],"Resource":"*"}`)
	changes := compare.Diff(old, new)
	checkChanges(t, old, new, changes)
	var actions []string
	for _, c := range changes {
		actions = append(actions, c.Actions...)
	}
	slices.Sort(actions)
	require.Equal(t, []string{"kms:Decrypt", "s3:GetObject", "sts:AssumeRole"}, slices.Compact(actions))
}

// TestDiffGuardedPlace: with Resource an identity policy lets the caller read an object
// of its own account, and not decrypt: the change is one of the first alone.
func TestDiffGuardedPlace(t *testing.T) {
	t.Parallel()
	old := documentOf(`{"Effect":"Allow","Action":["s3:GetObject","kms:Decrypt"]}`)
	new := documentOf(`{"Effect":"Allow","Action":["s3:GetObject","kms:Decrypt"],"Resource":"*"}`)
	changes := compare.Diff(old, new)
	require.NotEmpty(t, changes)
	checkChanges(t, old, new, changes)
}

package lint_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// allKinds are the kinds of policy, and a number that is none.
var allKinds = [...]iampolicy.PolicyKind{identity, repository, registry, trust, iampolicy.KindBoundary, iampolicy.KindSession, endpoint,
	iampolicy.KindSCP, iampolicy.KindRCP, 200}

// TestLintOrder holds that findings come statement by statement.
func TestLintOrder(t *testing.T) {
	t.Parallel()
	d := iampolicy.NewDocument()
	for _, c := range allCases() {
		d.Statement.Items = append(d.Statement.Items, c.document().Statement.Items...)
	}
	for _, kind := range allKinds {
		last := -1
		for _, f := range lint.Run(d, kind) {
			parts := strings.Split(f.Pointer, "/")
			if len(parts) < 3 {
				require.Equal(t, -1, last, "%s comes after a statement's", f)
				continue
			}
			i, err := strconv.Atoi(parts[2])
			require.NoError(t, err)
			require.GreaterOrEqual(t, i, last, f)
			last = i
		}
		require.Greater(t, last, 100)
	}
}

// TestCheckKinds holds that a check finds nothing in policies of kinds that it does not
// concern, and that it concerns one at least.
func TestCheckKinds(t *testing.T) {
	t.Parallel()
	concerns := map[lint.Code]map[iampolicy.PolicyKind]bool{}
	for _, c := range lint.Checks() {
		concerns[c.Code] = map[iampolicy.PolicyKind]bool{}
		for _, k := range c.Kinds() {
			concerns[c.Code][k] = true
		}
		require.NotEmpty(t, c.Kinds(), c.Code)
	}
	require.Empty(t, lint.Check{}.Kinds())
	require.Equal(t, []iampolicy.PolicyKind{iampolicy.KindSCP}, find(t, "SCP_SYNTAX_ERROR_PRINCIPAL").Kinds())
	require.Len(t, find(t, "INVALID_ACTION").Kinds(), len(allKinds)-1)
	for _, c := range allCases() {
		require.True(t, concerns[c.code][c.kind], "%s as %s", c.code, c.kind)
		for _, kind := range allKinds {
			for _, f := range lint.Run(c.document(), kind) {
				if kind.String() != "unknown" {
					require.True(t, concerns[f.Code][kind], "%s as %s", f, kind)
				}
			}
		}
	}
}

func find(t *testing.T, code lint.Code) lint.Check {
	t.Helper()
	for _, c := range lint.Checks() {
		if c.Code == code {
			return c
		}
	}
	t.Fatalf("there is no check %s", code)
	return lint.Check{}
}

// TestLintZero runs over documents that nobody parsed.
func TestLintZero(t *testing.T) {
	t.Parallel()
	p := iampolicy.Principal{AWS: list(""), Service: list(""), Federated: list(""), CanonicalUser: list("")}
	empty := iampolicy.Statement{Effect: "x", Principal: p, NotPrincipal: p, Action: list(""), NotAction: list(""), Resource: list(""),
		NotResource: list(""), Condition: []iampolicy.Condition{{}, {Operator: ":"}, {Key: "/"}, {Values: iampolicy.OneOrMany[iampolicy.Scalar]{
			Items: []iampolicy.Scalar{{}}}}}}
	for _, kind := range allKinds {
		require.NotEmpty(t, lint.Run(iampolicy.Document{}, kind))
		for _, effect := range []iampolicy.Effect{"", "Allow", "Deny"} {
			empty.Effect = effect
			require.NotEmpty(t, lint.Run(withStatement(iampolicy.Statement{}, empty), kind))
		}
	}
}

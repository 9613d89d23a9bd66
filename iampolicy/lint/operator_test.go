package lint_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// TestOperatorAsCompile holds that Run and authz.Compile mean the same operator by one
// that does not exist.
func TestOperatorAsCompile(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"ForAllValue:StringEquals":          "ForAllValues:StringEquals",
		"ForAnyValues:StringEquals":         "ForAnyValue:StringEquals",
		"ForAnyValues:StringLikeIfExists":   "ForAnyValue:StringLikeIfExists",
		"ForAllValues:StringEqual":          "ForAllValues:StringEquals",
		"StringEqual":                       "StringEquals",
		"StringEqualIfExists":               "StringEqualsIfExists",
		"forallvalue:arnlik":                "ForAllValues:ArnLike",
		"NumericGreaterThenEquals":          "NumericGreaterThanEquals",
		"ForAnyValue:NotIpAdressIfExists":   "ForAnyValue:NotIpAddressIfExists",
		"ForAnyValue:DateGreaterThenEquals": "ForAnyValue:DateGreaterThanEquals",
	} {
		d := iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On("*").When(name, "aws:TagKeys", "a"))
		fix := ""
		for _, f := range lint.Run(d, identity) {
			if f.Code == "INVALID_CONDITION_OPERATOR" {
				fix = f.Fix
			}
		}
		require.Equal(t, `write "`+want+`"`, fix, name)
		_, err := authz.Compile(d)
		require.Error(t, err, name)
		require.True(t, strings.Contains(err.Error(), want), "%s: %v", name, err)
	}
}

// TestOperatorFarTooLong: nothing is near a text that long.
func TestOperatorFarTooLong(t *testing.T) {
	t.Parallel()
	d := iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On("*").When(strings.Repeat("x", 65), "aws:SourceVpc", "v"))
	for _, f := range lint.Run(d, identity) {
		if f.Code == "INVALID_CONDITION_OPERATOR" {
			require.Equal(t, "write an operator such as StringEquals", f.Fix)
			return
		}
	}
	t.Error("an operator that does not exist is not found")
}

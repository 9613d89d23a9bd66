package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// TestLintCost judges the largest documents of every sort: what compares all
// pairs of statements or items takes minutes here.
func TestLintCost(t *testing.T) {
	const app = "arn:aws:ecr:us-east-1:123456789012:repository/app"
	many := func(n int, of func(i int) iampolicy.Statement) iampolicy.Document {
		d := iampolicy.NewDocument()
		for i := range n {
			d.Statement.Items = append(d.Statement.Items, of(i))
		}
		return d
	}
	texts := func(n int, form string) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprintf(form, i))
		}
		return list
	}
	for name, c := range map[string]struct {
		d     iampolicy.Document
		kind  iampolicy.PolicyKind
		code  lint.Code
		times int
	}{
		"statements": {many(14000, func(i int) iampolicy.Statement { return iampolicy.Allow(fmt.Sprintf("s%d:*", i)).On("*") }), identity, "REDUNDANT_STATEMENT", 0},
		"repeated":   {many(14000, func(i int) iampolicy.Statement { return iampolicy.Allow("s3:*").On(app) }), identity, "REDUNDANT_STATEMENT", 13999},
		"tokens":     {many(7000, func(i int) iampolicy.Statement { return iampolicy.Allow("ecr:GetAuthorizationToken").On(app) }), identity, "ECR_TOKEN_SCOPED_TO_ARN", 7000},
		"lambda": {many(5000, func(i int) iampolicy.Statement {
			return iampolicy.Allow("ecr:BatchGetImage").For(iampolicy.Service("lambda.amazonaws.com")).When("StringLike", "aws:SourceArn", fmt.Sprintf("arn:aws:lambda:us-east-1:%012d:function:*", i))
		}), repository, "ECR_LAMBDA_PAIR_INCOMPLETE", 5000},
		"actions": {many(1, func(int) iampolicy.Statement { return iampolicy.Allow(texts(90000, "s%d:*a")...).On("*") }), identity, "REDUNDANT_ACTION", 0},
		"action repeated": {many(1, func(int) iampolicy.Statement {
			return iampolicy.Allow(append(texts(90000, "s%d:a"), "S7:A")...).On("*")
		}), identity, "REDUNDANT_ACTION", 1},
		"resources": {many(1, func(int) iampolicy.Statement {
			return iampolicy.Allow("s3:a").On(append(texts(40000, "arn:aws:s3:::%d*"), "*")...)
		}), identity, "REDUNDANT_RESOURCE", 40000},
		"long name": {many(1, func(int) iampolicy.Statement { return iampolicy.Allow("ecr:" + strings.Repeat("x", 1e6)).On("*") }), identity, "INVALID_ACTION", 1},
		"long pattern": {many(1, func(int) iampolicy.Statement {
			return iampolicy.Allow("ecr:"+strings.Repeat("*a", 250000)+"b", "ecr:"+strings.Repeat("a", 500000)).On("*")
		}), identity, "INVALID_ACTION", 2},
	} {
		n := 0
		for _, f := range lint.Run(c.d, c.kind) {
			if f.Code == c.code {
				n++
			}
		}
		require.Equal(t, c.times, n, name)
	}
}

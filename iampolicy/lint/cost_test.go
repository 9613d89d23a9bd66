package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

const appARN = "arn:aws:ecr:us-east-1:123456789012:repository/app"

// costCases make the largest documents of every sort, of about 1 MiB for scale 1: what
// compares all pairs of statements, items, conditions or values takes minutes here.
var costCases = map[string]struct {
	kind  iampolicy.PolicyKind
	of    func(scale float64) iampolicy.Document
	code  lint.Code // and how often it is found for scale 1
	times int
}{
	"statements": {identity, func(x float64) iampolicy.Document {
		return statements(14000*x, func(i int) iampolicy.Statement { return iampolicy.Allow(fmt.Sprintf("s%d:*", i)).On("*") })
	}, "REDUNDANT_STATEMENT", 0},
	"repeated": {identity, func(x float64) iampolicy.Document {
		return statements(14000*x, func(int) iampolicy.Statement { return iampolicy.Allow("s3:*").On(appARN) })
	}, "REDUNDANT_STATEMENT", 13999},
	"sids": {identity, func(x float64) iampolicy.Document {
		return statements(14000*x, func(i int) iampolicy.Statement {
			return iampolicy.Allow("s3:*").On("*").Named(fmt.Sprintf("S%d", i))
		})
	}, "UNIQUE_SIDS_REQUIRED", 0},
	"tokens": {identity, func(x float64) iampolicy.Document {
		return statements(7000*x, func(int) iampolicy.Statement { return iampolicy.Allow("ecr:GetAuthorizationToken").On(appARN) })
	}, "ECR_TOKEN_SCOPED_TO_ARN", 7000},
	"tokens and resources": {identity, func(x float64) iampolicy.Document {
		token := strings.Split(strings.Repeat("ecr:GetAuthorizationToken ", int(20000*x)), " ")
		return iampolicy.NewDocument(iampolicy.Allow(token...).On(texts(10000*x, appARN+"%d")...))
	}, "ECR_TOKEN_SCOPED_TO_ARN", 20000},
	"lambda": {repository, func(x float64) iampolicy.Document {
		return statements(5000*x, func(i int) iampolicy.Statement {
			return iampolicy.Allow("ecr:BatchGetImage").For(iampolicy.Service("lambda.amazonaws.com")).
				When("StringLike", "aws:SourceArn", fmt.Sprintf("arn:aws:lambda:us-east-1:%012d:function:*", i))
		})
	}, "ECR_LAMBDA_PAIR_INCOMPLETE", 5000},
	"actions": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(texts(90000*x, "s%d:*a")...).On("*"))
	}, "REDUNDANT_ACTION", 0},
	"actions that cover others": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(texts(45000*x, "ecr:*a%dN*b")...).On("*"))
	}, "INVALID_ACTION", 45000},
	"actions that ten others cover": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(texts(45000*x, "ecr:*aN%d*b")...).On("*"))
	}, "REDUNDANT_ACTION", 44990},
	"actions from the left": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(texts(90000*x, "*s%d:a")...).On("*"))
	}, "WILDCARD_IN_SERVICE_NAME", 90000},
	"action repeated": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(append(texts(90000*x, "s%d:a"), "S7:A")...).On("*"))
	}, "REDUNDANT_ACTION", 1},
	"misspelled actions": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(texts(40000*x, "ecr:GetImagee%d")...).On("*"))
	}, "INVALID_ACTION", 40000},
	"misspelled patterns": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(texts(40000*x, "ecr:Get*z%d*")...).On("*"))
	}, "INVALID_ACTION", 40000},
	"resources": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("s3:a").On(append(texts(40000*x, "arn:aws:s3:::%d*"), "*")...))
	}, "REDUNDANT_RESOURCE", 40000},
	"principals": {repository, func(x float64) iampolicy.Document {
		p := iampolicy.AWS(texts(20000*x, "arn:aws:sts::%012d:assumed-role/r/s")...)
		return iampolicy.NewDocument(iampolicy.Statement{Effect: iampolicy.EffectDeny, NotPrincipal: p, Action: list("ecr:*")})
	}, "MISSING_ARN_IN_NOTPRINCIPAL", 20000},
	"conditions": {identity, func(x float64) iampolicy.Document {
		s := iampolicy.Allow("s3:a").On("*")
		for i := range int(20000 * x) {
			s = appendCondition(s, "StringEquals", fmt.Sprintf("aws:SoruceVpce%d", i), "vpce-1")
		}
		return iampolicy.NewDocument(s)
	}, "INVALID_GLOBAL_CONDITION_KEY", 20000},
	"values": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("s3:a").On("*").When("StringEquals", "aws:SourceAccount", texts(90000*x, "%d")...))
	}, "INVALID_ACCOUNT_ID", 90000},
	"values of a long key": {identity, func(x float64) iampolicy.Document {
		key := "aws:" + strings.Repeat("x", int(500000*x))
		return iampolicy.NewDocument(iampolicy.Allow("s3:a").On("*").When("Bool", key, texts(60000*x, "%d")...))
	}, "WORK_LIMIT_REACHED", 1},
	"variables": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("s3:a").On("arn:aws:s3:::a/" + strings.Join(texts(50000*x, "${aws:x%d}"), "")))
	}, "INVALID_GLOBAL_CONDITION_KEY", 50000},
	"open variables": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("s3:a").On("arn:aws:s3:::a/" + strings.Repeat("${a,", int(250000*x))))
	}, "MISSING_BRACE_IN_VARIABLE", 1},
	"long name": {identity, func(x float64) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("ecr:" + strings.Repeat("x", int(1e6*x))).On("*"))
	}, "INVALID_ACTION", 1},
	"long pattern": {identity, func(x float64) iampolicy.Document {
		n := int(250000 * x)
		return iampolicy.NewDocument(iampolicy.Allow("ecr:"+strings.Repeat("*a", n)+"b", "ecr:"+strings.Repeat("a", 2*n)).On("*"))
	}, "INVALID_ACTION", 2},
}

func statements(n float64, of func(i int) iampolicy.Statement) iampolicy.Document {
	d := iampolicy.NewDocument()
	for i := range int(n) {
		d.Statement.Items = append(d.Statement.Items, of(i))
	}
	return d
}

func texts(n float64, form string) (list []string) {
	for i := range int(n) {
		list = append(list, fmt.Sprintf(form, i))
	}
	return list
}

// appendCondition is Statement.When without its copy of all conditions.
func appendCondition(s iampolicy.Statement, operator, key, text string) iampolicy.Statement {
	s.Condition = append(s.Condition, iampolicy.Condition{Operator: operator, Key: key,
		Values: iampolicy.OneOrMany[iampolicy.Scalar]{Items: []iampolicy.Scalar{{Text: text}}}})
	return s
}

// TestLintCost judges documents of 1 MiB and counts what is found.
func TestLintCost(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("-short leaves out the documents of 1 MiB")
	}
	for name, c := range costCases {
		t.Run(name, func(t *testing.T) {
			n := 0
			for _, f := range lint.Run(c.of(1), c.kind) {
				if f.Code == c.code {
					n++
				}
			}
			require.Equal(t, c.times, n)
		})
	}
}

// TestLintTooLong: what is not compared is not reported, but for that.
func TestLintTooLong(t *testing.T) {
	t.Parallel()
	var codes []lint.Code
	for _, f := range lint.Run(costCases["long pattern"].of(1), identity) {
		codes = append(codes, f.Code)
	}
	require.Equal(t, []lint.Code{"POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", "INVALID_ACTION", "INVALID_ACTION", "WORK_LIMIT_REACHED"}, codes)
	findings := lint.Run(costCases["values of a long key"].of(0.05), identity)
	require.Equal(t, lint.Code("WORK_LIMIT_REACHED"), findings[len(findings)-1].Code, "the pointers alone are too long")
}

// TestLintWork counts operations, not time: four times the document may take four
// times as many, or as many as the limit allows.
func TestLintWork(t *testing.T) {
	t.Parallel()
	for name, c := range costCases {
		t.Run(name, func(t *testing.T) {
			looks, compared, pointers := lint.Work(c.of(0.05), c.kind)
			looks4, compared4, pointers4 := lint.Work(c.of(0.2), c.kind)
			require.True(t, looks > 0 && pointers >= 0)
			require.LessOrEqual(t, looks4, 4*looks+1000)
			const item = 1 << 20 // what one comparison may overshoot by, per statement
			require.LessOrEqual(t, compared4, max(5*compared+1000, lint.WorkLimit+item))
			require.LessOrEqual(t, pointers4, max(5*pointers+1000, lint.WorkLimit+item))
		})
	}
}

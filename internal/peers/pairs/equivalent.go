package pairs

import (
	"fmt"
	"strings"

	awspolicy "github.com/hashicorp/awspolicyequivalence"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
)

// Equivalent compares two documents, from their texts. The second contender is
// ours with documents that have been parsed before.
func Equivalent() Group {
	g := Group{Name: "compare.Equivalent"}
	for _, p := range equivalentPairs {
		a, b := []byte(p.a), []byte(p.b)
		x, y := iampolicy.MustParse(p.a), iampolicy.MustParse(p.b)
		differs, goal := "", 2.0
		if p.beyond {
			differs, goal = "calls them different", 0
		}
		g.Rows = append(g.Rows, Row{Name: p.name, Contenders: []Contender{
			{Name: Ours, Run: func() int { return number(parseEquivalent(a, b)) }, Answer: func() (got, want any) {
				return parseEquivalent(a, b), p.equivalent
			}},
			{Name: "ecrkit, parsed before", Run: func() int { return number(compare.Equivalent(x, y)) }, Answer: func() (got, want any) {
				return compare.Equivalent(x, y), p.equivalent
			}},
			{Name: "awspolicyequivalence", Module: "github.com/hashicorp/awspolicyequivalence", Goal: goal, Differs: differs,
				Run: func() int { same, _ := awspolicy.PoliciesAreEquivalent(p.a, p.b); return number(same) }, Answer: func() (got, want any) {
					same, err := awspolicy.PoliciesAreEquivalent(p.a, p.b)
					return [2]any{same, err}, [2]any{p.equivalent, nil}
				}},
		}})
	}
	return g
}

func parseEquivalent(a, b []byte) bool {
	d, _ := iampolicy.Parse(a)
	e, _ := iampolicy.Parse(b)
	return compare.Equivalent(d, e)
}

// equivalentPairs are pairs of documents as Terraform compares them: what the
// user wrote and what AWS returned.
var equivalentPairs = []struct {
	name, a, b string
	equivalent bool
	beyond     bool // what the peer compares: it needs more than the clauses
}{
	{"same",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`, true, false},
	{"reordered",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`,
		`{"Version":"2012-10-17","Statement":{"Action":["ecr:GetAuthorizationToken","ecr:GetDownloadUrlForLayer","ecr:BatchGetImage","ecr:` +
			`BatchCheckLayerAvailability"],"Resource":["*"],"Effect":"Allow"}}`, true, false},
	{"root",
		`{"Version":"2012-10-17","Statement":[{"Sid":"CrossAccountPermission","Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":` +
			`["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]},{"Sid":"Lambda","Effect":"Allow","Principal":{"Service":` +
			`"lambda.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringLike":{"aws:sourceARN":` +
			`"arn:aws:lambda:us-east-1:444455556666:function:*"}}}]}`,
		`{"Version":"2012-10-17","Statement":[{"Sid":"Lambda","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":` +
			`["ecr:GetDownloadUrlForLayer","ecr:BatchGetImage"],"Condition":{"StringLike":{"aws:sourceARN":"arn:aws:lambda:us-east-1:` +
			`444455556666:function:*"}}},{"Sid":"CrossAccountPermission","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:` +
			`root"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}`, true, false},
	{"different action",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:` +
			`PutImage","ecr:GetAuthorizationToken"],"Resource":"*"}]}`, false, false},
	{"different resource",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"arn:` +
			`aws:ecr:us-east-1:111122223333:repository/app"},{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}]}`,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"arn:` +
			`aws:ecr:us-east-1:111122223333:repository/*"},{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}]}`, false, false},
	{"different principal",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":["ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer"]}]}`,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455557777"},"Action":["ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer"]}]}`, false, false},
	{"different condition",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],` +
			`"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-aaaaaaaaaa"}}}]}`,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],` +
			`"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-bbbbbbbbbb"}}}]}`, false, false},
	{"200 statements", manyStatements(200, false), manyStatements(200, true), true, false},
	{"the same from other clauses",
		`{"Version":"2012-10-17","Statement":[` + pull + `,{"Effect":"Allow","Action":"ecr:Batch*","Resource":"arn:aws:ecr:us-east-1:` +
			`111122223333:repository/team/*"},{"Effect":"Deny","Action":"ecr:Batch?*","Resource":"arn:aws:ecr:us-east-1:111122223333:` +
			`repository/team/*"}]}`,
		`{"Version":"2012-10-17","Statement":[` + pull + `,{"Effect":"Deny","Action":"ecr:Batch*","Resource":"arn:aws:ecr:us-east-1:` +
			`111122223333:repository/team/*"}]}`, true, true},
}

const pull = `{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"*"}`

// manyStatements returns n statements about a repository each, in order or
// from the last to the first.
func manyStatements(n int, backwards bool) string {
	list := make([]string, n)
	for i := range list {
		at := i
		if backwards {
			at = n - 1 - i
		}
		list[at] = fmt.Sprintf(
			`{"Sid":"S%d","Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"arn:aws:ecr:us-east-1:`+
				`111122223333:repository/app%d"}`,
			i,
			i,
		)
	}
	return `{"Version":"2012-10-17","Statement":[` + strings.Join(list, ",") + `]}`
}

// Package iampolicy_test measures package iampolicy beside other libraries.
package iampolicy_test

import (
	"fmt"
	"strings"
	"testing"

	awspolicy "github.com/hashicorp/awspolicyequivalence"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
)

// equivalentPairs are pairs of documents as Terraform compares them: what the
// user wrote and what AWS returned.
var equivalentPairs = []struct {
	name, a, b string
	equivalent bool
}{
	{"same",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`, true},
	{"reordered",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`,
		`{"Version":"2012-10-17","Statement":{"Action":["ecr:GetAuthorizationToken","ecr:GetDownloadUrlForLayer","ecr:BatchGetImage","ecr:` +
			`BatchCheckLayerAvailability"],"Resource":["*"],"Effect":"Allow"}}`, true},
	{"root",
		`{"Version":"2012-10-17","Statement":[{"Sid":"CrossAccountPermission","Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":` +
			`["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]},{"Sid":"Lambda","Effect":"Allow","Principal":{"Service":` +
			`"lambda.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringLike":{"aws:sourceARN":` +
			`"arn:aws:lambda:us-east-1:444455556666:function:*"}}}]}`,
		`{"Version":"2012-10-17","Statement":[{"Sid":"Lambda","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":` +
			`["ecr:GetDownloadUrlForLayer","ecr:BatchGetImage"],"Condition":{"StringLike":{"aws:sourceARN":"arn:aws:lambda:us-east-1:` +
			`444455556666:function:*"}}},{"Sid":"CrossAccountPermission","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:` +
			`root"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}`, true},
	{"different action",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:` +
			`PutImage","ecr:GetAuthorizationToken"],"Resource":"*"}]}`, false},
	{"different resource",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"arn:` +
			`aws:ecr:us-east-1:111122223333:repository/app"},{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}]}`,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"arn:` +
			`aws:ecr:us-east-1:111122223333:repository/*"},{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}]}`, false},
	{"different principal",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":["ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer"]}]}`,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455557777"},"Action":["ecr:BatchGetImage","ecr:` +
			`GetDownloadUrlForLayer"]}]}`, false},
	{"different condition",
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],` +
			`"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-aaaaaaaaaa"}}}]}`,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],` +
			`"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-bbbbbbbbbb"}}}]}`, false},
	{"200 statements", manyStatements(200, false), manyStatements(200, true), true},
}

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

// TestEquivalentAgrees holds that both answer the pairs alike and right.
func TestEquivalentAgrees(t *testing.T) {
	for _, p := range equivalentPairs {
		ours := compare.Equivalent(iampolicy.MustParse(p.a), iampolicy.MustParse(p.b))
		theirs, err := awspolicy.PoliciesAreEquivalent(p.a, p.b)
		if err != nil || ours != p.equivalent || theirs != p.equivalent {
			t.Errorf("%s: ours %v, theirs %v (%v), want %v", p.name, ours, theirs, err, p.equivalent)
		}
	}
}

// BenchmarkEquivalent compares documents that are parsed already.
func BenchmarkEquivalent(b *testing.B) {
	for _, p := range equivalentPairs {
		b.Run(p.name, func(b *testing.B) {
			x, y := iampolicy.MustParse(p.a), iampolicy.MustParse(p.b)
			b.ReportAllocs()
			for b.Loop() {
				compare.Equivalent(x, y)
			}
		})
	}
}

// BenchmarkParseEquivalent starts from the texts, as the peer does.
func BenchmarkParseEquivalent(b *testing.B) {
	for _, p := range equivalentPairs {
		b.Run(p.name, func(b *testing.B) {
			x, y := []byte(p.a), []byte(p.b)
			b.ReportAllocs()
			for b.Loop() {
				d, _ := iampolicy.Parse(x)
				e, _ := iampolicy.Parse(y)
				compare.Equivalent(d, e)
			}
		})
	}
}

// BenchmarkAWSPolicyEquivalence is github.com/hashicorp/awspolicyequivalence.
func BenchmarkAWSPolicyEquivalence(b *testing.B) {
	for _, p := range equivalentPairs {
		b.Run(p.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = awspolicy.PoliciesAreEquivalent(p.a, p.b)
			}
		})
	}
}

// BenchmarkEquivalentInFull is the long way: documents of different clauses
// that mean the same, which the peer calls different.
func BenchmarkEquivalentInFull(b *testing.B) {
	const pull = `{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"*"}`
	x := iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[` + pull + `]}`)
	y := iampolicy.MustParse(
		`{"Version":"2012-10-17","Statement":[` + pull + `,{"Effect":"Allow","Action":"ecr:Batch*","Resource":"arn:aws:ecr:us-east-1:` +
			`111122223333:repository/team/*"},{"Effect":"Deny","Action":"ecr:Batch?*","Resource":"arn:aws:ecr:us-east-1:111122223333:` +
			`repository/team/*"}]}`,
	)
	z := iampolicy.MustParse(
		`{"Version":"2012-10-17","Statement":[` + pull + `,{"Effect":"Deny","Action":"ecr:Batch*","Resource":"arn:aws:ecr:us-east-1:` +
			`111122223333:repository/team/*"}]}`,
	)
	if compare.Equivalent(x, y) || !compare.Equivalent(y, z) {
		b.Fatal("wrong")
	}
	b.ReportAllocs()
	for b.Loop() {
		compare.Equivalent(y, z)
	}
}

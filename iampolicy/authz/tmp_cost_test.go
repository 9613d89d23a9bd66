package authz_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

func TestTmpCost(t *testing.T) {
	doc := func(s ...iampolicy.Statement) iampolicy.Document { return iampolicy.NewDocument(s...) }
	var denies, likes, keysd []iampolicy.Statement
	for i := range 5000 {
		denies = append(denies, iampolicy.Deny("*").On("*").When("StringLike", fmt.Sprintf("aws:RequestTag/k%d", i), fmt.Sprintf("a%d*", i)))
		likes = append(likes, iampolicy.Deny("*").On("*").When("StringLike", "aws:SourceVpce", fmt.Sprintf("*a%d*", i)))
		keysd = append(keysd, iampolicy.Allow("*").On("*").When("StringLike", fmt.Sprintf("aws:RequestTag/k%d", i), strings.Repeat("*a?", 60)))
	}
	var pats []string
	for i := range 9000 {
		pats = append(pats, "arn:aws:ecr:*:*:repository/"+strings.Repeat("*a", 45)+fmt.Sprint(i))
	}
	var vals []string
	for i := range 30000 {
		vals = append(vals, fmt.Sprintf("vpce-%024d", i))
	}
	var nums, ips []string
	for i := range 60000 {
		nums = append(nums, fmt.Sprint(i*3))
		ips = append(ips, fmt.Sprintf("10.%d.%d.0/24", i>>8&255, i&255))
	}
	long := "arn:aws:ecr:us-east-1:111122223333:repository/" + strings.Repeat("a", 2000)
	for name, d := range map[string]iampolicy.Document{
		"aaaa*":     doc(iampolicy.Allow("*").On("arn:aws:ecr:us-east-1:1:repository/" + strings.Repeat("a", 1<<20) + "*")),
		"${a,":      doc(iampolicy.Allow("*").On("arn:aws:ecr:us-east-1:1:repository/" + strings.Repeat("${a,", 1<<18))),
		"${a,}":     doc(iampolicy.Allow("*").On("arn:aws:ecr:us-east-1:1:repository/" + strings.Repeat("${a,}", 1<<17))),
		"*a action": doc(iampolicy.Allow(strings.Repeat("*a", 1<<19)).On("*")),
		"${a, cond": doc(iampolicy.Allow("*").On("*").When("ArnLike", "aws:SourceArn", strings.Repeat("${a,", 1<<18))),
		"op": doc(iampolicy.Allow("*").On("*").When(strings.Repeat("S", 1<<20), "aws:SourceArn", "x")),
		"denies": doc(denies...), "likes": doc(likes...), "keys": doc(keysd...),
		"patterns": doc(iampolicy.Allow("ecr:*").On(pats...)),
		"values":   doc(iampolicy.Allow("*").On("*").When("StringEquals", "aws:SourceVpce", vals...), iampolicy.Allow("*").On("*").When("StringNotLike", "aws:SourceVpce", vals[:100]...)),
		"numbers":  doc(iampolicy.Allow("*").On("*").When("NumericLessThan", "aws:MultiFactorAuthAge", nums...)),
		"ips":      doc(iampolicy.Allow("*").On("*").When("IpAddress", "aws:SourceIp", ips...)),
		"binary":   doc(iampolicy.Allow("*").On("*").When("BinaryEquals", "aws:x", strings.Repeat("QUJD", 1<<18))),
		"actions":  doc(iampolicy.Allow(vals...).On("*")),
	} {
		start := time.Now()
		p, err := authz.Compile(d)
		c := time.Since(start)
		if err != nil {
			t.Log(name, c, "error", len(err.Error()))
			continue
		}
		q := authz.Request{Principal: user, Action: "ecr:BatchGetImage", Resource: long}
		start = time.Now()
		o1 := p.Decide(q)
		d1 := time.Since(start)
		q.OpenContext = true
		start = time.Now()
		o2 := authz.Access{Identity: p}.Decide(q)
		d2 := time.Since(start)
		start = time.Now()
		authz.Access{Identity: p}.Check(q, authz.Need{Action: q.Action, Resource: q.Resource}).Fixes()
		d3 := time.Since(start)
		t.Log(name, "compile", c, "decide", d1, o1.Outcome, "open", d2, o2.Outcome, len(o2.Missing), "fixes", d3)
	}
}

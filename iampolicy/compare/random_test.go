package compare_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

// random makes documents, changes them and asks them things.
type random struct{ *rand.Rand }

func oneOf[T any](r random, list []T) T { return list[r.IntN(len(list))] }

func (r random) some(list []string, most int) []string {
	n := 1 + r.IntN(most)
	out := make([]string, n)
	for i := range out {
		out[i] = oneOf(r, list)
	}
	return out
}

var (
	randomActions = []string{
		"ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:GetAuthorizationToken", "ecr:PutImage", "ecr:DescribeImages",
		"ecr:*", "ecr:Get*", "ecr:Batch*", "*", "ecr:?utImage", "e*:BatchGetImage", "ecr-public:*", "ecr-public:PutImage",
		"s3:GetObject", "s3:Get*", "logs:*", "logs:Create*", "ecr:New*", "ecr:NewAction", "ecr:DescribeRegistry",
	}
	randomResources = []string{
		"*", "arn:aws:ecr:us-east-1:111122223333:repository/app", "arn:aws:ecr:us-east-1:111122223333:repository/team/app",
		"arn:aws:ecr:us-east-1:111122223333:repository/team/*", "arn:aws:ecr:*:111122223333:repository/*", "arn:aws:ecr:*:*:repository/?pp",
		"arn:aws:ecr:us-east-1:444455556666:repository/app", "arn:aws:s3:::bucket/*", "arn:aws:ecr:us-east-1:111122223333:repository/*app",
		"arn:aws:ecr:*", // a Deny adds what is missing
	}
	randomPrincipals = []string{
		"111122223333", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/puller", "arn:aws:iam::111122223333:role/path/puller",
		"arn:aws:iam::444455556666:user/dev", "arn:aws:sts::111122223333:assumed-role/puller/s1", "*",
	}
	randomAbroad = []string{
		"111122223333", "arn:aws:iam::111122223333:root", "arn:aws-cn:iam::111122223333:root", "arn:aws-cn:iam::111122223333:role/puller",
		"arn:aws-us-gov:iam::444455556666:user/dev",
	}
	randomResourcesAbroad = []string{
		"arn:aws-cn:ecr:cn-north-1:111122223333:repository/app", "arn:aws-cn:ecr:*:111122223333:repository/*",
		"arn:aws-cn:ecr:cn-north-1:444455556666:repository/app", "*", "arn:*:ecr:*", "arn:aws-cn", "arn:aws*:ecr:*:111122223333:repository/app",
	}
	randomServices   = []string{"lambda.amazonaws.com", "codebuild.amazonaws.com"}
	randomConditions = []iampolicy.Condition{
		condition("StringEquals", "aws:SourceVpc", "vpc-1"),
		condition("StringEquals", "aws:SourceVpc", "vpc-1", "vpc-2"),
		condition("StringLike", "aws:SourceVpc", "vpc-*"),
		condition("StringNotEquals", "aws:SourceVpc", "vpc-1"),
		condition("StringEqualsIgnoreCase", "aws:SourceVpc", "VPC-1"),
		condition("StringEquals", "aws:SourceVpc", "vpc-1", "VPC-1", "Vpc-2"),
		condition("StringEqualsIfExists", "aws:SourceVpc", "vpc-1"),
		condition("Null", "aws:SourceVpc", "true"),
		condition("Bool", "aws:SecureTransport", "true"),
		condition("StringEquals", "aws:SecureTransport", "true", "TRUE"),
		condition("IpAddress", "aws:SourceIp", "203.0.113.0/24"),
		condition("NotIpAddress", "aws:SourceIp", "203.0.113.0/25"),
		condition("NumericLessThan", "aws:MultiFactorAuthAge", "3600"),
		condition("NumericGreaterThanEquals", "aws:MultiFactorAuthAge", "3600.0"),
		condition("DateLessThan", "aws:CurrentTime", "2026-01-31T00:00:00Z"),
		condition("ForAllValues:StringEquals", "aws:TagKeys", "a", "b"),
		condition("ForAnyValue:StringEquals", "aws:TagKeys", "a"),
		condition("ArnLike", "aws:SourceArn", "arn:aws:lambda:*:111122223333:function:*"),
		condition("ArnEquals", "aws:SourceArn", "arn:aws:lambda:us-east-1:111122223333:function:f"),
	}
)

func condition(operator, key string, values ...string) iampolicy.Condition {
	return iampolicy.Statement{}.When(operator, key, values...).Condition[0]
}

// form is the shape of a generated document.
type form struct{ principals, resources, variables, abroad bool }

func (r random) document(f form) iampolicy.Document {
	statements := make([]iampolicy.Statement, 1+r.IntN(3))
	for i := range statements {
		statements[i] = r.statement(f)
	}
	return iampolicy.NewDocument(statements...)
}

func (r random) statement(f form) iampolicy.Statement {
	s := iampolicy.Allow(r.some(randomActions, 3)...)
	if r.IntN(4) == 0 {
		s = iampolicy.Deny(r.some(randomActions, 2)...)
	}
	if r.IntN(8) == 0 {
		s.Action, s.NotAction = s.NotAction, s.Action
	}
	if f.resources {
		s = s.On(r.some(randomResources, 2)...)
		if f.abroad {
			s = s.On(r.some(randomResourcesAbroad, 2)...)
		}
		if f.variables && r.IntN(2) == 0 {
			s = s.On("arn:aws:ecr:us-east-1:111122223333:repository/${aws:PrincipalTag/team}/*")
		}
		if r.IntN(8) == 0 {
			s.Resource, s.NotResource = s.NotResource, s.Resource
		}
	}
	if f.principals {
		s = r.withPrincipal(s, f)
	}
	for range r.IntN(3) {
		if c := oneOf(r, randomConditions); r.IntN(2) == 0 && !hasCondition(s, c) {
			s.Condition = append(s.Condition, c)
		}
	}
	return s
}

func hasCondition(s iampolicy.Statement, c iampolicy.Condition) bool {
	return slices.ContainsFunc(s.Condition, func(d iampolicy.Condition) bool { return d.Operator == c.Operator && d.Key == c.Key })
}

func (r random) withPrincipal(s iampolicy.Statement, f form) iampolicy.Statement {
	if f.abroad && r.IntN(2) == 0 {
		return s.For(iampolicy.AWS(r.some(randomAbroad, 3)...))
	}
	switch r.IntN(12) {
	case 0:
		return s.For(iampolicy.Anyone())
	case 1:
		return s.For(iampolicy.Service(r.some(randomServices, 2)...))
	case 2:
		s.NotPrincipal = iampolicy.AWS(r.some(randomPrincipals, 2)...)
		return s
	case 3:
		return s.For(iampolicy.Service([]string{}...)) // nobody
	case 4:
		s.NotPrincipal = iampolicy.Anyone() // nobody either
		return s
	}
	p := iampolicy.AWS(r.some(randomPrincipals, 2)...)
	if r.IntN(4) == 0 {
		p.Service = iampolicy.Service(randomServices[0]).Service
	}
	return s.For(p)
}

// rewrite changes how d is written and not what it says.
func (r random) rewrite(d iampolicy.Document) iampolicy.Document {
	d = clone(d)
	for range 1 + r.IntN(6) {
		oneOf(r, rewrites)(r, &d)
	}
	return d
}

func clone(d iampolicy.Document) iampolicy.Document { return iampolicy.MustParse(d.String()) }

func (r random) at(d *iampolicy.Document) *iampolicy.Statement {
	return &d.Statement.Items[r.IntN(len(d.Statement.Items))]
}

func (r random) shuffle(list []string) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

var rewrites = []func(random, *iampolicy.Document){
	func(r random, d *iampolicy.Document) { // order of statements
		items := d.Statement.Items
		r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	},
	func(r random, d *iampolicy.Document) { // order of everything in a statement
		s := r.at(d)
		r.shuffle(s.Action.Items)
		r.shuffle(s.NotAction.Items)
		r.shuffle(s.Resource.Items)
		r.shuffle(s.NotResource.Items)
		r.shuffle(s.Principal.AWS.Items)
		r.shuffle(s.NotPrincipal.AWS.Items)
		r.Shuffle(len(s.Condition), func(i, j int) { s.Condition[i], s.Condition[j] = s.Condition[j], s.Condition[i] })
		for i := range s.Condition {
			v := s.Condition[i].Values.Items
			r.Shuffle(len(v), func(i, j int) { v[i], v[j] = v[j], v[i] })
		}
	},
	func(r random, d *iampolicy.Document) { // case of actions, operators and keys
		s := r.at(d)
		for i := range s.Action.Items {
			s.Action.Items[i] = r.recase(s.Action.Items[i])
		}
		for i := range s.NotAction.Items {
			s.NotAction.Items[i] = r.recase(s.NotAction.Items[i])
		}
		for i := range s.Condition {
			s.Condition[i].Key = r.recase(s.Condition[i].Key)
		}
	},
	func(r random, d *iampolicy.Document) { // string or list
		s := r.at(d)
		s.Action.Single, s.Resource.Single, s.Principal.AWS.Single = !s.Action.Single, !s.Resource.Single, !s.Principal.AWS.Single
		d.Statement.Single = !d.Statement.Single
	},
	func(r random, d *iampolicy.Document) { // an item twice
		s := r.at(d)
		for _, list := range []*[]string{&s.Action.Items, &s.Resource.Items, &s.Principal.AWS.Items, &s.NotAction.Items, &s.NotResource.Items} {
			if len(*list) > 0 {
				*list = append(*list, oneOf(r, *list))
			}
		}
	},
	func(r random, d *iampolicy.Document) { // names
		r.at(d).SID, d.ID = "Renamed", "renamed"
	},
	func(r random, d *iampolicy.Document) { // a statement split by its actions
		r.split(d, func(s *iampolicy.Statement) *[]string { return &s.Action.Items })
	},
	func(r random, d *iampolicy.Document) { // by its resources
		r.split(d, func(s *iampolicy.Statement) *[]string { return &s.Resource.Items })
	},
	func(r random, d *iampolicy.Document) { // by its principals
		r.split(d, func(s *iampolicy.Statement) *[]string {
			if s.Principal.Service.Items != nil {
				return new([]string)
			}
			return &s.Principal.AWS.Items
		})
	},
	func(r random, d *iampolicy.Document) { // a statement that repeats a part of another
		s := clone(*d).Statement.Items[r.IntN(len(d.Statement.Items))]
		if len(s.Action.Items) > 1 {
			s.Action.Items = s.Action.Items[1:]
		}
		d.Statement.Items = append(d.Statement.Items, s)
	},
	func(r random, d *iampolicy.Document) { // a statement that does nothing
		s := clone(*d).Statement.Items[0]
		s.Action, s.NotAction = iampolicy.OneOrMany[string]{Items: []string{}}, iampolicy.OneOrMany[string]{}
		d.Statement.Items = append(d.Statement.Items, s)
	},
	func(r random, d *iampolicy.Document) { // an account by its other name
		s := r.at(d)
		if isAbroad(*d) {
			return // the ID says less than the ARN
		}
		for i, a := range s.Principal.AWS.Items {
			switch a {
			case "111122223333":
				s.Principal.AWS.Items[i] = "arn:aws:iam::111122223333:root"
			case "arn:aws:iam::111122223333:root":
				s.Principal.AWS.Items[i] = "111122223333"
			}
		}
	},
	func(r random, d *iampolicy.Document) { // everyone in the other spelling
		if s := r.at(d); s.Principal.Any {
			s.Principal = iampolicy.AWS("*")
		}
	},
	func(r random, d *iampolicy.Document) { // a wildcard written out
		s := r.at(d)
		if i := slices.Index(s.Action.Items, "ecr:Batch*"); i >= 0 {
			s.Action.Items = append(slices.Delete(slices.Clone(s.Action.Items), i, i+1), actionsWith("ecr:Batch")...)
		}
	},
	func(r random, d *iampolicy.Document) { // an action that a wildcard covers
		s := r.at(d)
		if slices.Contains(s.Action.Items, "ecr:*") {
			s.Action.Items = append(s.Action.Items, "ecr:PutImage")
		}
	},
	func(r random, d *iampolicy.Document) { // a number or Boolean without quotes
		s := r.at(d)
		for i := range s.Condition {
			switch c := &s.Condition[i]; {
			case c.Operator == "Bool":
				c.Values.Items[0].Kind = iampolicy.ScalarBool
			case strings.HasPrefix(c.Operator, "Numeric"):
				c.Values.Items[0].Kind = iampolicy.ScalarNumber
			}
		}
	},
}

func actionsWith(prefix string) (list []string) {
	for a := range iampolicy.Actions() {
		if strings.HasPrefix(a.Name, prefix) {
			list = append(list, a.Name)
		}
	}
	return list
}

func (r random) recase(s string) string {
	if r.IntN(2) == 0 {
		return strings.ToUpper(s)
	}
	return strings.ToLower(s)
}

// split makes two statements of one, each with some of the items of a list.
func (r random) split(d *iampolicy.Document, list func(*iampolicy.Statement) *[]string) {
	i := r.IntN(len(d.Statement.Items))
	if len(*list(&d.Statement.Items[i])) < 2 {
		return
	}
	s := clone(*d).Statement.Items[i]
	first, second := list(&d.Statement.Items[i]), list(&s)
	*first, *second = (*first)[:1:1], (*second)[1:]
	d.Statement.Items = append(d.Statement.Items, s)
}

// mutate changes one thing that may matter.
func (r random) mutate(d iampolicy.Document, f form) iampolicy.Document {
	d = clone(d)
	s := r.at(&d)
	switch r.IntN(8) {
	case 0:
		*s = r.statement(f)
	case 1:
		d.Statement.Items = append(d.Statement.Items, r.statement(f))
	case 2:
		if len(d.Statement.Items) > 1 {
			d.Statement.Items = d.Statement.Items[1:]
		}
	case 3:
		s.Effect = map[iampolicy.Effect]iampolicy.Effect{"Allow": "Deny", "Deny": "Allow"}[s.Effect]
	case 4:
		s.Condition = r.statement(f).Condition
	case 5:
		if len(s.Action.Items) > 0 {
			s.Action.Items[0] = oneOf(r, randomActions)
		}
	case 6:
		if len(s.Resource.Items) > 0 {
			s.Resource.Items[0] = oneOf(r, randomResources)
		}
	case 7:
		if len(s.Principal.AWS.Items) > 0 {
			s.Principal.AWS.Items[0] = oneOf(r, randomPrincipals)
		}
	}
	return d
}

// grid holds requests that touch everything that random documents name.
var grid = func() (list []authz.Request) {
	principals := []string{
		"arn:aws:iam::111122223333:root",
		"arn:aws:iam::111122223333:role/puller",
		"arn:aws:sts::111122223333:assumed-role/puller/s1",
		"arn:aws:iam::444455556666:user/dev",
		"arn:aws:iam::777788889999:role/x",
		"lambda.amazonaws.com",
		"arn:aws-cn:iam::111122223333:role/puller",
		"arn:aws-us-gov:iam::111122223333:role/puller",
		"arn:aws-iso:iam::444455556666:user/dev",
	}
	actions := []string{
		"ecr:BatchGetImage",
		"ecr:GetAuthorizationToken",
		"ecr:PutImage",
		"ecr:DescribeRegistry",
		"ecr:NewAction",
		"ecr-public:PutImage",
		"s3:GetObject",
		"s3:GetBucket",
		"logs:CreateX",
		"iam:PassRole",
	}
	resources := []string{"*", "arn:aws:ecr:us-east-1:111122223333:repository/app", "arn:aws:ecr:us-east-1:111122223333:repository/team/app",
		"arn:aws:ecr:eu-west-1:444455556666:repository/xpp", "arn:aws:s3:::bucket/key", "arn:aws:ecr:us-east-1:111122223333:repository/t1/x",
		"arn:aws-cn:ecr:cn-north-1:111122223333:repository/app"}
	contexts := []map[string][]string{
		nil,
		{
			"aws:SourceVpc":          {"vpc-1"},
			"aws:SecureTransport":    {"true"},
			"aws:SourceIp":           {"203.0.113.7"},
			"aws:MultiFactorAuthAge": {"3599.5"},
			"aws:PrincipalTag/team":  {"t1"},
		},
		{
			"aws:SourceVpc":          {"vpc-2"},
			"aws:SecureTransport":    {"false"},
			"aws:SourceIp":           {"203.0.113.200"},
			"aws:MultiFactorAuthAge": {"3600"},
			"aws:TagKeys":            {"a", "c"},
		},
		{
			"aws:SourceVpc":   {"vpc-12"},
			"aws:TagKeys":     {"a", "b"},
			"aws:CurrentTime": {"2025-01-01T00:00:00Z"},
			"aws:SourceArn":   {"arn:aws:lambda:us-east-1:111122223333:function:f"},
		},
		{
			"aws:SourceVpc":       {"Vpc-1"},
			"aws:SecureTransport": {"True"},
			"aws:TagKeys":         {"c"},
			"aws:CurrentTime":     {"2027-01-01T00:00:00Z"},
			"aws:SourceArn":       {"arn:aws:lambda:us-west-1:111122223333:function:g"},
		},
	}
	for _, p := range principals {
		for _, a := range actions {
			for _, res := range resources {
				for _, c := range contexts {
					list = append(list, authz.Request{Principal: p, Action: a, Resource: res, Context: c})
				}
				list = append(list, authz.Request{Principal: p, Action: a, Resource: res, OpenContext: true})
			}
		}
	}
	return list
}()

// isAbroad reports whether d speaks of another partition than aws.
func isAbroad(d iampolicy.Document) bool { return strings.Contains(d.String(), "arn:aws-") }

// isPossible reports whether such a request is ever made. An account is in one
// partition, so where nothing speaks of another than aws, or all resources are in
// one, only callers of that one ask; and nobody asks across partitions.
func isPossible(q authz.Request, a, b iampolicy.Document) bool {
	partition := func(text string) string {
		if parts := strings.SplitN(text, ":", 3); len(parts) == 3 {
			return parts[1]
		}
		return ""
	}
	home := ""
	for _, d := range []iampolicy.Document{a, b} {
		for _, s := range d.Statement.Items {
			for _, r := range slices.Concat(s.Resource.Items, s.NotResource.Items) {
				if p := partition(r + ":"); strings.Contains(p, "*") && slices.Contains(s.Resource.Items, r) {
					home = "?"
				} else if strings.Contains(p, "*") {
					continue
				} else if p != "" && home == "" {
					home = p
				} else if p != "" && p != home {
					home = "?"
				}
			}
		}
	}
	caller, resource := partition(q.Principal), partition(q.Resource)
	switch {
	case caller == "":
		return true
	case resource != "" && resource != caller:
		return false
	case home != "" && home != "?":
		parts := strings.Split(q.Principal, ":")
		return caller == home || resource == "" && strings.Contains(a.String()+b.String(), "arn:"+caller+":iam::"+parts[4])
	}
	return caller == "aws" || isAbroad(a) || isAbroad(b)
}

// gridDiffers returns a request of the grid that a and b decide differently,
// alone or in some place.
func gridDiffers(t *testing.T, a, b iampolicy.Document) (authz.Request, bool) {
	t.Helper()
	pa, err := authz.Compile(a)
	require.NoError(t, err)
	pb, err := authz.Compile(b)
	require.NoError(t, err)
	all, err := authz.Compile(iampolicy.NewDocument(iampolicy.Allow("*").On("*")))
	require.NoError(t, err)
	for i, q := range grid {
		if !isPossible(q, a, b) {
			continue
		}
		if pa.Decide(q).Outcome != pb.Decide(q).Outcome {
			return q, true
		}
		if i%5 != 0 || q.OpenContext { // each part of a request comes with each place
			continue
		}
		inA, inB := places(pa, all, q.Resource), places(pb, all, q.Resource)
		for j := range inA {
			if inA[j].Decide(q).Outcome != inB[j].Decide(q).Outcome {
				return q, true
			}
		}
	}
	return authz.Request{}, false
}

// places puts p into every place of an Access; as a resource policy it is attached to resource.
func places(p, all *authz.Policy, resource string) []authz.Access {
	attached := []authz.ResourcePolicy{{On: resource, Policy: p}}
	return []authz.Access{
		{Resource: attached},
		{Identity: p},
		{Identity: all, Resource: attached, Boundary: &authz.Policy{}},
		{Identity: all, Boundary: p},
		{Identity: all, Session: p},
		{Identity: all, Endpoint: p},
		{Identity: all, SCP: []*authz.Policy{p}},
		{Identity: all, RCP: []*authz.Policy{p}},
	}
}

var forms = []form{
	{resources: true},
	{principals: true},
	{principals: true, resources: true},
	{resources: true, variables: true},
	{principals: true, abroad: true},
	{principals: true, resources: true, abroad: true},
}

// randomRounds is how often the random tests go round in a long run.
const randomRounds = 300

// TestEquivalentRewritten holds that a document is equivalent to every way of
// writing it.
func TestEquivalentRewritten(t *testing.T) {
	r := random{rand.New(rand.NewPCG(1, 2))}
	for range policytest.Rounds(t, randomRounds) {
		d := r.document(oneOf(r, forms))
		e := r.rewrite(d)
		if !compare.Equivalent(d, e) || !compare.Equivalent(e, d) {
			t.Fatalf("not equivalent:\n%s\n%s\n%v", d, e, compare.Diff(d, e))
		}
	}
}

// TestEquivalentNeverWrong holds that documents that decide a request of the
// grid differently are not equivalent, that Diff agrees with Equivalent, and
// that every change is seen at its witness. Without variables a change always
// has one.
func TestEquivalentNeverWrong(t *testing.T) {
	r := random{rand.New(rand.NewPCG(5, 4))}
	equal, seen, unseen, rounds := 0, 0, 0, policytest.Rounds(t, randomRounds)
	for range rounds {
		f := oneOf(r, forms)
		a := r.document(f)
		b := r.rewrite(r.mutate(a, f))
		q, differs := gridDiffers(t, a, b)
		equivalent := compare.Equivalent(a, b)
		if differs && equivalent {
			t.Fatalf("equivalent, but decide %+v differently:\n%s\n%s", q, a, b)
		}
		changes := compare.Diff(a, b)
		require.Equal(t, equivalent, len(changes) == 0, "%s\n%s", a, b)
		witnessed := checkChanges(t, a, b, changes)
		if !equivalent && !witnessed && !f.variables {
			t.Fatalf("a difference without a witness: %v\n%s\n%s", changes, a, b)
		}
		equal, seen, unseen = equal+btoi(equivalent), seen+btoi(witnessed), unseen+btoi(!equivalent && !witnessed)
	}
	t.Logf("%d equivalent, %d different with a witness, %d without (variables)", equal, seen, unseen)
	require.Greater(t, equal, rounds/10)
	require.Greater(t, seen, rounds/3)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// changeRequests returns a request for each action, resource and principal.
func changeRequests(c compare.Change) (list []authz.Request) {
	for _, action := range c.Actions {
		for _, resource := range c.Resources {
			for _, principal := range c.Principals {
				q := c.Witness
				q.Action, q.Resource, q.Principal = action, resource, principal
				list = append(list, q)
			}
		}
	}
	return list
}

// checkChanges asks both documents about every witness.
func checkChanges(t *testing.T, a, b iampolicy.Document, changes []compare.Change) (witnessed bool) {
	t.Helper()
	pa, err := authz.Compile(a)
	require.NoError(t, err)
	pb, err := authz.Compile(b)
	require.NoError(t, err)
	for _, c := range changes {
		if c.From == c.To {
			require.NotEmpty(t, c.Note)
			continue
		}
		witnessed = true
		require.Contains(t, c.Actions, c.Witness.Action)
		require.Contains(t, c.Resources, c.Witness.Resource)
		require.Contains(t, c.Principals, c.Witness.Principal)
		for _, q := range changeRequests(c) {
			d := c
			d.Witness = q
			require.Equal(t, c.From, d.Decide(pa).Outcome, "%+v\n%s\n%s", q, c, a)
			require.Equal(t, c.To, d.Decide(pb).Outcome, "%+v\n%s\n%s", q, c, b)
		}
		if c.Layer == authz.LayerNone {
			require.Equal(t, c.From, pa.Decide(c.Witness).Outcome)
			require.Equal(t, c.To, pb.Decide(c.Witness).Outcome)
		}
	}
	return witnessed
}

package authz_test

import (
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// maker makes policies and requests that often nearly match.
type maker struct {
	*rand.Rand
	tame bool // only what AWS would store
}

func newMaker(seed uint64) maker { return maker{Rand: rand.New(rand.NewPCG(seed, 20261123))} }

func (m maker) chance(percent int) bool { return m.IntN(100) < percent }

func pick[T any](m maker, list ...T) T { return list[m.IntN(len(list))] }

func some(m maker, least, most int, one func() string) iampolicy.OneOrMany[string] {
	list := make([]string, least+m.IntN(most-least+1))
	for i := range list {
		list[i] = one()
	}
	return iampolicy.OneOrMany[string]{Items: list}
}

const (
	user    = "arn:aws:iam::111122223333:user/team/ann"
	role    = "arn:aws:iam::111122223333:role/service-role/pull"
	session = "arn:aws:sts::111122223333:assumed-role/pull/task-1"
	root    = "arn:aws:iam::111122223333:root"
	saml    = "arn:aws:iam::111122223333:saml-provider/corp"
)

func (m maker) principal() string {
	return pick(m, user, user, role, role, session, session, session, root,
		"arn:aws:sts::111122223333:federated-user/bob", "lambda.amazonaws.com", "lambda.amazonaws.com", "accounts.google.com", saml,
		"arn:aws:iam::111122223333:role/*",
		"arn:aws:iam::444455556666:role/pull", "arn:aws-cn:iam::111122223333:role/pull", "", "nobody")
}

func (m maker) action() string {
	return pick(m, "ecr:BatchGetImage", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:GetAuthorizationToken",
		"ecr:DescribeRegistry", "ECR:batchgetimage", "s3:GetObject", "sts:AssumeRole", "kms:Decrypt", "new:Thing")
}

func (m maker) actionPattern() string {
	if m.tame {
		return pick(m, "ecr:BatchGetImage", "ecr:batchgetimage", "ecr:*", "ecr:Get*", "ecr:Batch*", "*", "ecr:?atch*Image",
			"ecr:TagResource", "s3:*")
	}
	return pick(m, "ecr:BatchGetImage", "ecr:batchgetimage", "ecr:*", "ecr:Get*", "ecr:Batch*", "*", "ecr:?atch*Image",
		"e*:*", "*:Batch*", "ecr*", "s3:GetObject", "ecr:GetAuthorizationToken", "ECR:GET*TOKEN", "new:*", "sts:AssumeRole", "kms:*", "ecr:")
}

func (m maker) resource() string {
	return pick(m, "*", "arn:aws:ecr:us-east-1:111122223333:repository/app", "arn:aws:ecr:us-east-1:111122223333:repository/team/app",
		"arn:aws:ecr:eu-west-1:444455556666:repository/app", "arn:aws:s3:::bucket/a:b/c", "arn:aws:ecr:us-east-1:111122223333:repository/a*b")
}

func (m maker) resourcePattern() string {
	if m.tame {
		return pick(m, "*", "*", "*", "arn:aws:ecr:us-east-1:111122223333:repository/app", "arn:aws:ecr:*:*:repository/*",
			"arn:aws:ecr:us-*:111122223333:repository/a??",
			"arn:aws:ecr:us-east-1:111122223333:repository/${aws:PrincipalTag/team}/*", "arn:aws:ecr:*:*:repository/${aws:principaltag/team, 'app'}")
	}
	return pick(m, "*", "*", "arn:aws:ecr:us-east-1:111122223333:repository/app", "arn:aws:ecr:*:*:repository/*",
		"arn:aws:ecr:us-*:111122223333:repository/a??",
		"arn:*:ecr:*:444455556666:*", "arn:aws:s3:::bucket/*", "arn:aws:ecr:*:repository/app",
		"arn:aws:ecr:us-east-1:111122223333:repository/${aws:PrincipalTag/team}/*",
		"arn:aws:ecr:*:*:repository/${aws:principaltag/team, 'app'}", "arn:aws:ecr:*:*:repository/${aws:TagKeys}",
		"arn:aws:ecr:*:*:repository/a${*}b", "arn:aws:ecr:*:${aws:PrincipalAccount}:repository/app",
		"arn:aws:*:*:*:*p", "arn:aws:ecr:us-east-1:111122223333:repository/a*b", "arn:aws:ecr",
		"111122223333.dkr.ecr.us-east-1.amazonaws.com/app")
}

func (m maker) namedPrincipal() string {
	if m.tame {
		return pick(m, user, role, session, root, "111122223333", "444455556666", "*", "arn:aws:iam::111122223333:role/other")
	}
	return pick(m, user, role, session, root, "111122223333", "444455556666", "arn:aws:iam::444455556666:root", "*",
		"arn:aws:iam::111122223333:role/pull", "arn:aws:iam::111122223333:role/other", "arn:aws:sts::111122223333:assumed-role/pull/task-2",
		"arn:aws:iam::444455556666:role/pull", "arn:aws:sts::111122223333:federated-user/bob", "arn:aws-cn:iam::111122223333:root", "AIDAEXAMPLE",
		"lambda.amazonaws.com", saml, "arn:aws:iam::111122223333:role/*")
}

func (m maker) principals() iampolicy.Principal {
	p := iampolicy.Principal{}
	switch m.IntN(8) {
	case 0:
		p.Any = true
	case 1:
		p.Service = some(m, 1, 2, func() string { return pick(m, "lambda.amazonaws.com", "ecs.amazonaws.com") })
	case 2:
		p.Federated = some(m, 1, 2, func() string { return pick(m, "accounts.google.com", saml) })
	default:
		p.AWS = some(m, 1, 3, m.namedPrincipal)
	}
	if !m.tame && m.chance(10) { // what belongs under another type
		p.Service, p.Federated, p.CanonicalUser = p.Federated, p.AWS, p.Service
	}
	return p
}

type operand struct {
	operators []string
	keys      []string
	wants     []string
}

var operands = []operand{
	{[]string{"StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"},
		[]string{"aws:PrincipalTag/team", "aws:principaltag/Team", "aws:TagKeys", "aws:SourceVpce"},
		[]string{"app", "APP", "a*", "a?p", "*", "team", "${aws:SourceVpce}", "${aws:TagKeys}", "${aws:tagkeys, 'app'}",
			"${aws:PrincipalTag/none, 'app'}", "a${*}", "a${?}p", "${*}", "", "${open", "a$"}},
	{[]string{"ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"}, []string{"aws:SourceArn"},
		[]string{"arn:aws:ecs:*:111122223333:*", "arn:aws:ecs:us-east-1:111122223333:task/a", "arn:aws:ecs:us-*",
			"arn:aws:ecs:us-east-1:${aws:PrincipalTag/team}:task/a",
			"*", "arn:aws:ecs:*:*:task/${aws:PrincipalTag/team}", "arn:*:*:*:*:*a"}},
	{[]string{"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan",
		"NumericGreaterThanEquals"},
		[]string{"aws:MultiFactorAuthAge"}, []string{"300", "300.0", "3e2", "-1", "0.000001", "100000000000000000001", "100000000000000000000"}},
	{[]string{"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"},
		[]string{"aws:CurrentTime"},
		[]string{"2026-07-01T00:00:00Z", "2026-07-01", "1782864000", "2026-07-01T09:00:00+09:00", "2026-07-01T00:00:00.5Z", "2026",
			"2026-07", "2026-07-01T00:00Z"}},
	{[]string{"Bool"}, []string{"aws:SecureTransport"}, []string{"true", "false", "True"}},
	{[]string{"BinaryEquals"}, []string{"app:Blob"}, []string{"QUJD", "QUI=", ""}},
	{[]string{"IpAddress", "NotIpAddress"}, []string{"aws:SourceIp"},
		[]string{"203.0.113.0/24", "203.0.113.5", "0.0.0.0/0", "::/0", "2001:db8::/32", "2001:DB8:0::1", "198.51.100.7/31"}},
}

var gots = map[string][]string{
	"aws:PrincipalTag/team": {"app", "APP", "team", "a*", "axp", "", "a?p", "111122223333"},
	"aws:TagKeys":           {"app", "team", "axp"},
	"aws:SourceVpce":        {"app", "a*", "vpce-1", "${*}"},
	"aws:SourceArn": {"arn:aws:ecs:us-east-1:111122223333:task/a", "arn:aws:ecs:us-east-1:111122223333:task/app",
		"arn:aws-cn:ecs:us-east-1:444455556666:x:a", "not an arn"},
	"aws:MultiFactorAuthAge": {"300", "300.00", "299", "0", "-1.0", "1e-6", "100000000000000000000", "1e20", "300abc", "", "٣"},
	"aws:CurrentTime": {"2026-07-01T00:00:00Z", "1782864000", "2026-06-30T23:59:59Z", "2026-07-01T00:00:00.5Z", "tomorrow",
		"2026-01-01T00:00:00Z"},
	"aws:SecureTransport": {"true", "false", "TRUE", "yes"},
	"aws:RequestedRegion": {"us-east-1", "eu-west-1"},
	"app:Blob":            {"QUJD", "QUI=", "QUI", ""},
	"aws:SourceIp":        {"203.0.113.5", "203.0.114.1", "198.51.100.6", "2001:db8::1", "2001:db9::1", "::ffff:203.0.113.5", "here"},
}

func (m maker) condition() iampolicy.Condition {
	if m.chance(8) {
		keys := []string{"aws:PrincipalTag/team", "aws:TagKeys", "aws:SourceIp"}
		return iampolicy.Condition{Operator: "Null", Key: pick(m, keys...), Values: scalars(pick(m, "true", "false"))}
	}
	o := pick(m, append(operands, operands[0], operands[0])...)
	c := iampolicy.Condition{Operator: pick(m, o.operators...), Key: pick(m, o.keys...)}
	for n := 1 + m.IntN(2); n > 0; n-- {
		c.Values.Items = append(c.Values.Items, iampolicy.Scalar{Text: pick(m, o.wants...)})
	}
	if m.chance(25) {
		c.Operator = pick(m, "ForAllValues:", "ForAnyValue:") + c.Operator
	}
	if m.chance(20) {
		c.Operator += "IfExists"
	}
	return c
}

func scalars(texts ...string) (v iampolicy.OneOrMany[iampolicy.Scalar]) {
	for _, t := range texts {
		v.Items = append(v.Items, iampolicy.Scalar{Text: t})
	}
	return v
}

// statement is one for policies of callers, or for policies of resources.
func (m maker) statement(ofResource bool) iampolicy.Statement {
	s := iampolicy.Statement{Effect: iampolicy.EffectAllow}
	if m.chance(20) {
		s.Effect = iampolicy.EffectDeny
	}
	if m.chance(85) {
		s.Action = some(m, 1, 3, m.actionPattern)
	} else {
		s.NotAction = some(m, m.least(), 2, m.actionPattern)
	}
	switch {
	case ofResource && m.chance(70), !m.tame && m.chance(1):
	case m.chance(85):
		s.Resource = some(m, 1, 3, m.resourcePattern)
	default:
		s.NotResource = some(m, m.least(), 2, m.resourcePattern)
	}
	switch {
	case ofResource && m.chance(85), !m.tame && m.chance(1):
		s.Principal = m.principals()
	case ofResource && (m.tame || m.chance(90)):
		s.NotPrincipal = m.principals()
	}
	m.addConditions(&s)
	return s
}

// least is how short a list may be.
func (m maker) least() int {
	if m.tame {
		return 1
	}
	return 0
}

func (m maker) addConditions(s *iampolicy.Statement) {
	seen := map[string]bool{}
	for m.chance(35) && len(s.Condition) < 3 {
		c := m.condition()
		if name := c.Operator + c.Key; !seen[name] && !seen[c.Operator] {
			seen[name], seen[c.Operator] = true, true
			s.Condition = append(s.Condition, c)
		}
	}
}

func (m maker) documents(ofResource bool, most int) []iampolicy.Document {
	docs := []iampolicy.Document{}
	for n := m.IntN(most + 1); n > 0; n-- {
		d := iampolicy.Document{Version: pick(m, iampolicy.Version2012, iampolicy.Version2012, iampolicy.Version2008, "")}
		for n := 1 + m.IntN(3); n > 0; n-- {
			d.Statement.Items = append(d.Statement.Items, m.statement(ofResource))
		}
		docs = append(docs, d)
	}
	return docs
}

// fullAccess is what most guardrails are: everything, less a little.
func (m maker) fullAccess(ofResource bool) []iampolicy.Document {
	s := iampolicy.Allow("*").On("*")
	if ofResource {
		s = s.For(iampolicy.Anyone())
	}
	return append(m.documents(ofResource, 1), iampolicy.NewDocument(s))
}

func (m maker) guardrail(ofResource bool) []iampolicy.Document {
	if m.chance(60) {
		return m.fullAccess(ofResource)
	}
	return m.documents(ofResource, 2)
}

func (m maker) setup() setup {
	s := setup{Identity: m.documents(false, 2), Unseen: m.layers()}
	for m.chance(45) && len(s.Resource) < 2 {
		s.Resource = append(s.Resource, placed{m.place(), m.documents(true, 2)})
	}
	if m.chance(20) {
		s.Boundary = m.guardrail(false)
	}
	if m.chance(20) {
		s.Session = m.guardrail(false)
	}
	if m.chance(15) {
		s.Endpoint = m.guardrail(true)
	}
	for m.chance(20) && len(s.SCP) < 3 {
		s.SCP = append(s.SCP, m.guardrail(false))
	}
	for m.chance(15) && len(s.RCP) < 2 {
		s.RCP = append(s.RCP, m.guardrail(true))
	}
	return s
}

// place is what a resource policy is attached to: mostly what requests ask for.
func (m maker) place() string {
	return pick(m, "arn:aws:ecr:us-east-1:111122223333:repository/app", "arn:aws:ecr:us-east-1:111122223333:repository/app",
		"arn:aws:ecr:us-east-1:111122223333:repository/team/app",
		"arn:aws:ecr:eu-west-1:444455556666:repository/app", "arn:aws:ecr:us-east-1:111122223333:repository/other", "arn:aws:s3:::bucket",
		"arn:aws:ecr:us-east-1:111122223333:*", "arn:aws:ecr:us-east-1:111122223333:*", "arn:aws:ecr:eu-west-1:444455556666:*",
		"arn:aws-cn:ecr:us-east-1:111122223333:*",
		"", "", "111122223333.dkr.ecr.us-east-1.amazonaws.com/app", "arn:aws:ecr:*:111122223333:repository/app")
}

// layers are some that exist and were not given, mostly none.
func (m maker) layers() (list []authz.Layer) {
	for m.chance(4) {
		list = append(list, pick(m, authz.LayerIdentity, authz.LayerResource, authz.LayerBoundary, authz.LayerSession, authz.LayerSCP,
			authz.LayerRCP, authz.LayerEndpoint))
	}
	return list
}

func (m maker) request() authz.Request {
	q := authz.Request{Principal: m.principal(), Action: m.action(), Resource: m.resource(), Context: map[string][]string{}}
	if m.chance(10) {
		q.ResourceAccount = pick(m, "111122223333", "444455556666")
	}
	for _, key := range slices.Sorted(maps.Keys(gots)) {
		if m.chance(50) {
			q.Context[key] = m.values(key)
		}
	}
	return q
}

func (m maker) values(key string) []string {
	values := []string{pick(m, gots[key]...)}
	for m.chance(15) {
		values = append(values, pick(m, gots[key]...))
	}
	if m.chance(5) {
		return []string{}
	}
	return values
}

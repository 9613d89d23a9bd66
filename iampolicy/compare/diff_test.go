package compare_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
)

// TestDiff holds how changes read.
func TestDiff(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want []string
		why  string
	}{
		{pullStatement, `{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"*"}`,
			[]string{"ecr:GetDownloadUrlForLayer on any resource: Allowed -> ImplicitDeny"}, "one action taken away"},
		{pullStatement, pullStatement + `,{"Effect":"Deny","Action":"ecr:Batch*","Resource":"arn:aws:ecr:us-east-1:123456789012:` +
			`repository/secret"}`,
			[]string{"ecr:BatchGetImage on arn:aws:ecr:us-east-1:123456789012:repository/secret: Allowed -> ExplicitDeny",
				"ecr:BatchCheckLayerAvailability, ecr:BatchDeleteImage, ecr:BatchGetRepositoryScanningConfiguration, ecr:BatchImportUpstreamImage " +
					"on arn:aws:ecr:us-east-1:123456789012:repository/secret: ImplicitDeny -> ExplicitDeny"},
			"a Deny, for what was allowed and for what was not"},
		{`{"Effect":"Allow","Action":"ecr:PutImage","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}`,
			`{"Effect":"Allow","Action":"ecr:PutImage","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/25"}}}`,
			[]string{"ecr:PutImage on any resource with aws:SourceIp 203.0.113.255: Allowed -> ImplicitDeny"}, "half of a network"},
		{`{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages"}`, `{"Effect":"Allow","Principal":{"AWS":"arn:aws:` +
			`iam::111122223333:role/app"},"Action":"ecr:ListImages"}`,
			[]string{"ecr:ListImages on arn:aws:ecr:us-east-1:111122223333:repository/app by arn:aws:iam::111122223333:role/app, arn:aws:sts::" +
				"111122223333:assumed-role/app/session: ImplicitDeny -> Allowed (as the resource's policy, without an identity policy)"},
			"the role itself in place of its account: a grant for the role, nothing for the rest"},
		{`{"Effect":"Allow","Action":[],"Resource":"*"}`, `{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"},{"Effect":"Deny","Action":` +
			`"s3:PutObject","Resource":"*"}`,
			[]string{"s3:GetObject on any resource: ImplicitDeny -> Allowed", "s3:PutObject on any resource: ImplicitDeny -> ExplicitDeny"},
			"one action allowed and another denied"},
	} {
		a, b := documentOf(c.a), documentOf(c.b)
		changes := compare.Diff(a, b)
		checkChanges(t, a, b, changes)
		var got []string
		for _, change := range changes {
			got = append(got, change.String())
		}
		require.Subset(t, got, c.want, "%s: %q", c.why, got)
	}
}

// TestDiffCallers holds whom a change names: one of each kind that the documents tell apart.
func TestDiffCallers(t *testing.T) {
	const inChina = `"arn:aws-cn:ecr:cn-north-1:111122223333:repository/app"`
	onBoth := `"Resource":["` + repository + `app",` + inChina + `]`
	accounts := []string{"111111111111", "222222222222", "333333333333", "444444444444", "555555555555", "666666666666", "777777777777",
		"888888888888", "999999999999"}
	nine := `"AWS":[` + quoted(accounts) + `]`
	for _, c := range []struct {
		a, b, resource string
		want           []string
		why            string
	}{
		{each(`"Effect":"Deny",` + onBoth), both(`"Effect":"Allow",` + onBoth), "", []string{"arn:aws:iam::123456789012:role/caller"},
			"one for all if the documents name none"},
		{each(`"Effect":"Allow",` + onBoth), each(`"Effect":"Allow",`+onBoth) + "," + both(`"Effect":"Allow"`),
			"arn:aws-cn:ecr:us-east-1:123456789012:repository/app", []string{"arn:aws-cn:iam::123456789012:role/caller"},
			"one of the partition of the resource, if its account matters"},
		{each(by(`"AWS":"111122223333"`)), both(by(`"AWS":["111122223333","arn:aws:iam::111122223333:role/a","arn:aws:iam::111122223333:` +
			`role/b"]`)),
			"", []string{"arn:aws:iam::111122223333:role/a", "arn:aws:sts::111122223333:assumed-role/a/session"},
			"of two roles the first, and a session"},
		{each(by(`"AWS":"111122223333"`)), both(by(`"AWS":"*"`)), "arn:aws:ecr:us-east-1:111111111111:repository/app",
			[]string{"arn:aws:iam::111111111111:role/stranger"}, "somebody whom nobody names"},
		{each(by(nine)), both(by(`"AWS":"*"`)), "arn:aws:ecr:us-east-1:111111111112:repository/app",
			[]string{"arn:aws:iam::111111111112:role/stranger"}, "… of another account than all that are named"},
		{each(by(`"AWS":"*"`)), each(by(`"AWS":"*"`)) + "," + both(notBy(`"AWS":["arn:aws:iam::111122223333:root",`+
			`"arn:aws:iam::111122223333:role/a","arn:aws:sts::111122223333:assumed-role/a/session"]`)),
			"arn:aws:ecr:us-east-1:111122223333:repository/app",
			[]string{"arn:aws:iam::111122223333:role/a", "arn:aws:sts::111122223333:assumed-role/a/session",
				"arn:aws:sts::111122223333:assumed-role/a/other-session"}, "a session that is named, and one that is not"},
	} {
		a, b := documentOf(c.a), documentOf(c.b)
		changes := compare.Diff(a, b)
		checkChanges(t, a, b, changes)
		found := slices.ContainsFunc(changes, func(change compare.Change) bool {
			return slices.Equal(change.Principals, c.want) && (c.resource == "" || slices.Contains(change.Resources, c.resource))
		})
		if !found {
			t.Errorf("%s: no change for %q:", c.why, c.want)
			for _, change := range changes {
				t.Errorf("\t%q %s", change.Principals, change)
			}
		}
	}
}

// TestDiffTooMuch: where the work does not suffice, a change without a witness says so.
func TestDiffTooMuch(t *testing.T) {
	t.Parallel()
	s := iampolicy.Allow("ecr:ListImages").On("*").When("StringEquals", "aws:SourceVpc", many("%d", compare.MaxWork/60)...)
	other := iampolicy.Allow("ecr:ListImages").On("*").When("StringEquals", "aws:SourceVpc", "other")
	changes := compare.Diff(iampolicy.NewDocument(s), iampolicy.NewDocument(s, other))
	require.NotEmpty(t, changes)
	require.Contains(t, changes[0].Note, "too much")
}

// TestDiffVersion holds that another version is a change by itself, and that
// what it does to a variable is one with a witness.
func TestDiffVersion(t *testing.T) {
	a := iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On("arn:aws:ecr:us-east-1:111122223333:repository/${aws:username}"))
	b := clone(a)
	b.Version = iampolicy.Version2008
	changes := compare.Diff(a, b)
	require.Contains(t, changes[0].Note, "2012-10-17 -> 2008-10-17")
	require.Equal(t, changes[0].From, changes[0].To)
	require.True(t, checkChanges(t, a, b, changes), "%v", changes)
	for _, d := range []*iampolicy.Document{&a, &b} {
		d.Statement.Items = append(slices.Clone(d.Statement.Items), iampolicy.Deny("*").On("*"))
	}
	require.Len(t, compare.Diff(a, b), 1, "the version alone, where it changes nothing")
	require.Len(
		t,
		compare.Diff(iampolicy.NewDocument(), iampolicy.Document{Statement: iampolicy.NewDocument().Statement}),
		3,
		"the version and two invalid documents",
	)
}

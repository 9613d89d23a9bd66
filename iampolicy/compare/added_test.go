package compare_test

import (
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

const (
	appAllow  = `{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/app"}`
	teamAllow = `{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/*"}`
	userAllow = `{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/${aws:` +
		`username}/*"}`
	secretDeny  = `{"Effect":"Deny","Action":"ecr:*","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/secret"}`
	pushAllow   = `{"Effect":"Allow","Action":"ecr:PutImage","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/app"}`
	accountPull = `{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:BatchGetImage"}`
	rolePull    = `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/app"},"Action":"ecr:BatchGetImage"}`
	deletedPull = `{"Effect":"Allow","Principal":{"AWS":"AROACKCEVSQ6C2EXAMPLE"},"Action":"ecr:BatchGetImage"}`
)

// addedCases are pairs of statements, and the first thing that the second adds.
var addedCases = []struct {
	old, new, want string
	known          bool
	why            string
}{
	{appAllow, appAllow, "", true, "the same"},
	{teamAllow, appAllow, "", true, "less is nothing new"},
	{appAllow, teamAllow, "ecr:BatchGetImage on ", true, "a wildcard in place of a name"},
	{
		appAllow,
		appAllow + "," + pushAllow,
		"ecr:PutImage on arn:aws:ecr:us-east-1:111122223333:repository/app: ImplicitDeny -> Allowed",
		true,
		"another action",
	},
	{
		teamAllow + "," + secretDeny,
		teamAllow,
		"ecr:BatchGetImage on arn:aws:ecr:us-east-1:111122223333:repository/secret: ExplicitDeny -> Allowed",
		true,
		"a Deny taken away",
	},
	{teamAllow, teamAllow + "," + secretDeny, "", true, "a Deny added"},
	{appAllow + "," + secretDeny, appAllow, "", true, "a Deny taken away that denied nothing allowed"},
	{appAllow, appAllow[:len(appAllow)-1] + `,"Condition":{"Bool":{"aws:SecureTransport":"true"}}}`, "", true, "a condition added"},
	{
		appAllow[:len(appAllow)-1] + `,"Condition":{"Bool":{"aws:SecureTransport":"true"}}}`,
		appAllow,
		"ecr:BatchGetImage on ",
		true,
		"and taken away",
	},
	{accountPull, rolePull, "ecr:BatchGetImage on ", true, "a grant to the role itself, which needs no identity policy"},
	{rolePull, accountPull, "ecr:BatchGetImage on ", true, "to everyone in the account"},
	{userAllow, "", "", true, "less, whatever the variable is"},
	{userAllow, userAllow + "," + pushAllow, "ecr:PutImage on ", true, "the variable is of another action"},
	{userAllow, strings.Replace(userAllow, "username", "userid", 1), "ecr:BatchGetImage on ", false, "another variable: there may be more"},
	{accountPull, accountPull + "," + deletedPull, "", false, "a principal that no caller can be"},
	{
		`{"Effect":"Deny","Action":"*","Resource":"*"}`,
		`{"Effect":"Deny","Action":"*","Resource":"*"},` + teamAllow,
		"",
		true,
		"an Allow behind a Deny",
	},
	{
		`{"Effect":"Deny","NotAction":"s3:GetObject","Resource":"*"}`,
		`{"Effect":"Deny","NotAction":"s3:GetObject","Resource":"*"},{"Effect":"Allow","Action":"s3:*","Resource":"*"}`,
		"s3:GetObject on ",
		true,
		"one action of a wildcard, which another statement names",
	},
	{
		`{"Effect":"Deny","NotAction":"s3:GetObject","Resource":"*"}`,
		`{"Effect":"Deny","NotAction":"s3:GetObject","Resource":"*"},{"Effect":"Allow","Action":"s3:Put*","Resource":"*"}`,
		"",
		true,
		"none of a wildcard",
	},
	{"", `{"Effect":"Allow","Action":"ecr:Zz*","Resource":"*"}`, "ecr:", true, "an action that may be newer than the table"},
	{"", `{"Effect":"Allow","Action":"ecr:Zz","Resource":"*"}`, "ecr:Zz on ", true, "… by its name"},
	{`{"Effect":"Allow","Action":"s3:*Object","Resource":"*"},{"Effect":"Deny","Action":"s3*:Object","Resource":"*"}`,
		`{"Effect":"Allow","Action":"s3:*Object","Resource":"*"}`, "s3:object on ", true, "an action that is the end of others"},
	{colons + `,{"Effect":"Deny","Action":"s3:*:*","Resource":"*"}`, colons, "s3:a", true, "an action that has a colon in its name"},
	{"", `{"Effect":"Allow","Action":"s3:Get Object","Resource":"*"}`, "", true, "an action with a space is none"},
	{"", `{"Effect":"Allow","Action":"s3:Get Obj*","Resource":"*"}`, "", true, "nor is a pattern of one"},
	{"", `{"Effect":"Allow","Action":"GetObject","Resource":"*"}`, "", true, "nor is a name without service"},
	{"", `{"Effect":"Allow","Action":":GetObject","Resource":"*"}`, "", true, "nor is one with an empty one"},
	{"", `{"Effect":"Allow","Action":"s3:","Resource":"*"}`, "", true, "nor is a service alone"},
	{"", `{"Effect":"Allow","Action":"*","Resource":"*"}`, "ecr", true, "everything"},
	{"", `{"Effect":"Allow","NotAction":"*","Resource":"*"}`, "", true, "everything but everything"},
	{"", `{"Effect":"Allow","Action":"s3:GetObject","NotResource":"*"}`, "", true, "on nothing"},
	{"", `{"Effect":"Allow","Action":"s3:GetObject","NotResource":"arn:aws:s3:::a"}`, "s3:GetObject on arn:", true,
		"on all but one bucket, which is not any resource"},
	{"", `{"Effect":"Allow","Action":"s3:GetObject","NotResource":["arn:aws:s3:::a","arn:aws:s3:::b"]}`, "s3:GetObject on arn:", true,
		"on all but two"},
	{"", `{"Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::a","arn:aws:s3:::b*"]}`, "s3:GetObject on arn:", true,
		"on a bucket and some others"},
	{`{"Effect":"Allow","Action":"s3:*","NotResource":"arn:aws:s3:::a"}`, `{"Effect":"Allow","Action":"s3:*","Resource":"*"}`, "s3:", true,
		"the one bucket that was left out"},
	{`{"Effect":"Allow","Action":"s3:*","Resource":"*"}`, `{"Effect":"Allow","Action":"s3:*","NotResource":"arn:aws:s3:::a"}`, "", true,
		"one bucket is left out"},
	{`{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*"}`, `{"Effect":"Allow","Action":"s3:GetObject","Resource":` +
		`"arn:aws:s3:::a*"}`, "s3:GetObject on ", true, "what begins like the bucket"},
	{`{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a*"}`, `{"Effect":"Allow","Action":"s3:GetObject","Resource":` +
		`["arn:aws:s3:::a/*","arn:aws:s3:::ab?"]}`, "", true, "two patterns within one"},
	{
		`{"Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::a*","arn:aws:s3:::*b"]}`,
		`{"Effect":"Allow","Action":"s3:GetObject",` +
			`"Resource":"arn:aws:s3:::*"}`,
		"s3:GetObject on ",
		true,
		"what neither pattern covers",
	},
	{asked(`{"StringEquals":{"aws:k":"a"}}`), asked(`{"StringEquals":{"aws:k":["a","b"]}}`), "s3:GetObject on ", true, "another value"},
	{asked(`{"StringEquals":{"aws:k":["a","b"]}}`), asked(`{"StringEquals":{"aws:k":"b"}}`), "", true, "a value less"},
	{asked(`{"StringEquals":{"aws:k":"a"}}`), asked(`{"StringEqualsIfExists":{"aws:k":"a"}}`), "s3:GetObject on ", true, "without the key"},
	{asked(`{"StringEqualsIfExists":{"aws:k":"a"}}`), asked(`{"StringEquals":{"aws:k":"a"}}`), "", true, "with the key only"},
	{asked(`{"StringEquals":{"aws:k":"a"}}`), asked(`{"StringLike":{"aws:k":"a*"}}`), "s3:GetObject on ", true, "what begins like the value"},
	{asked(`{"StringLike":{"aws:k":"a*"}}`), asked(`{"StringLike":{"aws:k":"ab*c"}}`), "", true, "a narrower pattern"},
	{asked(`{"NumericLessThan":{"aws:k":"5"}}`), asked(`{"NumericLessThanEquals":{"aws:k":"5"}}`), "s3:GetObject on ", true, "the border"},
	{asked(`{"NumericLessThanEquals":{"aws:k":"5"}}`), asked(`{"NumericLessThan":{"aws:k":"5"}}`), "", true, "… taken out"},
	{
		asked(`{"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}`),
		asked(`{"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:01Z"}}`),
		"s3:GetObject on ",
		true,
		"one second more",
	},
	{asked(`{"IpAddress":{"aws:SourceIp":"10.0.0.0/9"}}`), asked(`{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}`), "s3:GetObject on ", true,
		"the other half of a network"},
	{asked(`{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}`), asked(`{"IpAddress":{"aws:SourceIp":["10.0.0.0/9","10.128.0.0/10"]}}`), "", true,
		"parts of a network"},
	{asked(`{"ArnLike":{"aws:SourceArn":"arn:aws:lambda:*:${aws:userid}:*"}}`),
		asked(`{"ArnLike":{"aws:SourceArn":"arn:aws:lambda:*:${aws:SourceAccount}:*"}}`), "", false,
		"another variable in a condition on an ARN"},
	{asked(`{"StringLike":{"aws:SourceArn":"${aws:userid}"}}`), asked(`{"StringLike":{"aws:SourceArn":"${aws:SourceAccount}"}}`),
		"", false, "… and on a text"},
	{"", asked(`{"NumericGreaterThan":{"aws:k":"1"},"NumericLessThan":{"aws:k":"2"}}`), "s3:GetObject on ", true, "between two numbers"},
	{"", asked(`{"NumericGreaterThan":{"aws:k":"1` + strings.Repeat("0", 45) + `"},"NumericLessThan":{"aws:k":"1` + strings.Repeat("0", 44) +
		`1"}}`), "", false, "between two that are too long to be computed with"},
	{"", asked(`{"StringLike":{"aws:k":"13*"},"NumericGreaterThan":{"aws:k":"100"},"NumericLessThan":{"aws:k":"200"}}`), "", false,
		"a number that is spelled so"},
	{"", asked(`{"StringLike":{"aws:k":"2026-05*"},"DateGreaterThan":{"aws:k":"2026-01-01"},"DateLessThan":{"aws:k":"2026-12-31"}}`),
		"", false, "a date that is spelled so"},
	{"", asked(`{"StringLike":{"aws:k":"10.5.*"},"IpAddress":{"aws:k":"10.0.0.0/8"}}`), "", false, "an address that is spelled so"},
	{"", asked(`{"NumericGreaterThan":{"aws:k":"3000"},"DateGreaterThan":{"aws:k":"2026-01-01"},"DateLessThan":{"aws:k":"2026-12-31"}}`),
		"", false, "a date that is a number"},
	{asked(`{"StringEquals":{"aws:k":["abc","ABC","Abc"]}}`), asked(`{"StringEqualsIgnoreCase":{"aws:k":"abc"}}`), "s3:GetObject on ", true,
		"the other spellings"},
	{asked(`{"StringEquals":{"aws:k":["k","K"]}}`), asked(`{"StringEqualsIgnoreCase":{"aws:k":"k"}}`), "s3:GetObject on ", true,
		"the kelvin sign is a k"},
	{asked(`{"StringEquals":{"aws:k":["true","TRUE"]}}`), asked(`{"Bool":{"aws:k":"true"}}`), "s3:GetObject on ", true,
		"the other spellings of true"},
	{asked(`{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:us-east-1:111122223333:a"}}`), asked(`{"StringEqualsIgnoreCase":{"aws:SourceArn":` +
		`"arn:aws:sns:us-east-1:111122223333:a"}}`), "s3:GetObject on ", true, "the other spellings of an ARN"},
	{asked(`{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:us-east-1:111122223333:a"}}`) + "," + upperARN, upperARN + "," +
		asked(`{"StringEqualsIgnoreCase":{"aws:SourceArn":"arn:aws:sns:us-east-1:111122223333:a"}}`), "s3:GetObject on ", true,
		"… but for two of them"},
	{asked(`{"Bool":{"aws:k":"false"}}`), asked(`{"StringEqualsIgnoreCase":{"aws:k":"false"}}`), "s3:GetObject on ", true,
		"a long s is an s, and no letter of false"},
	{asked(`{"StringEquals":{"aws:k":"é"}}`), asked(`{"StringLike":{"aws:k":"é"}}`), "", true, "a letter beyond ASCII"},
	{asked(`{"StringLike":{"aws:k":"a*"},"ForAnyValue:StringLike":{"aws:k":"*c"}}`) + "," + noColons,
		asked(`{"StringLike":{"aws:k":"a*"},"ForAnyValue:StringLike":{"aws:k":"*c"}}`), "s3:GetObject on ", true,
		"a value with a colon that two patterns fit"},
	{asked(`{"StringEquals":{"aws:k":"é"}}`), asked(`{"StringEqualsIgnoreCase":{"aws:k":"é"}}`), "s3:GetObject on ", false,
		"another letter, of which there may be more"},
	{asked(`{"StringEquals":{"aws:k":["éé","ÉÉ"]}}`), asked(`{"StringEqualsIgnoreCase":{"aws:k":"éé"}}`), "", false,
		"spellings beyond ASCII are not all tried"},
	{asked(`{"StringEquals":{"aws:k":"a"}}`), asked(`{"StringEquals":{"aws:k":["a","` + strings.Repeat("b", 2000) + `"]}}`),
		"s3:GetObject on ", true, "a long value"},
	{asked(`{"ArnLike":{"aws:SourceArn":"arn:aws:sns:us-east-1:111122223333:a*"}}`) + "," + noWildcards,
		asked(`{"ArnLike":{"aws:SourceArn":"arn:aws:sns:us-east-1:111122223333:*"}}`) + "," + noWildcards, "s3:GetObject on ", true,
		"a wider pattern of ARNs"},
	{userOf("a", "b") + "," + denyB, userOf("a", "b"), "ecr:BatchGetImage on arn:aws:ecr:us-east-1:111122223333:repository/b", false,
		"what the second of two users may"},
	{asked(`{"Bool":{"aws:k":"true"},"StringEquals":{"aws:j":"a"}}`), asked(`{"Bool":{"aws:k":"true"}}`), "s3:GetObject on ", true,
		"one of two conditions taken away"},
	{asked(`{"ForAnyValue:StringEquals":{"aws:TagKeys":"a"}}`), asked(`{"ForAllValues:StringEquals":{"aws:TagKeys":"a"}}`),
		"s3:GetObject on ", true, "no value at all"},
	{asked(`{"Null":{"aws:k":"false"}}`), asked(`{"Null":{"aws:k":"true"}}`), "s3:GetObject on ", true, "the opposite"},
	{asked(`{"StringEquals":{"aws:k":"a"}}`) + "," + asked(`{"StringNotEquals":{"aws:k":"a"}}`), `{"Effect":"Allow","Action":"s3:GetObject",` +
		`"Resource":"*"}`, "", true, "both ways together are everything"},
	{`{"Effect":"Deny","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:k":"a"}}},{"Effect":"Allow","Action":"s3:*",` +
		`"Resource":"*"}`, `{"Effect":"Deny","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:k":"b"}}},` +
		`{"Effect":"Allow","Action":"s3:*","Resource":"*"}`, "s3:GetObject on ", true, "a Deny that moves"},
	{rolePull, strings.Replace(rolePull, "role/app", "role/web", 1), "ecr:BatchGetImage on ", true, "another role"},
	{accountPull, strings.Replace(accountPull, `"111122223333"`, `["111122223333","arn:aws:iam::111122223333:root"]`, 1), "", true,
		"the account in its other spelling"},
	{accountPull, `{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"ecr:BatchGetImage"}`, "ecr:BatchGetImage on ", true, "everyone"},
	{
		`{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}`,
		`{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"ecr:BatchGetImage"}`,
		"",
		true,
		"everyone in the other spelling",
	},
	{
		accountPull,
		`{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"ecr:BatchGetImage"}`,
		"ecr:BatchGetImage on ",
		true,
		"a service",
	},
}

// colons allows an action that two patterns fit and no other.
const colons = `{"Effect":"Allow","Action":"s3:*:*","Resource":"*"},{"Effect":"Deny","NotAction":"s3:a*","Resource":"*"},` +
	`{"Effect":"Deny","NotAction":"s3:*c","Resource":"*"}`

// userOf allows users their repository, and denyB denies one of them.
func userOf(names ...string) string {
	return `{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/${aws:username}",` +
		`"Condition":{"StringEquals":{"aws:username":[` + quoted(names) + `]}}}`
}

const denyB = `{"Effect":"Deny","Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/b"}`

const noColons = `{"Effect":"Deny","Action":"s3:GetObject","Resource":"*","Condition":{"StringLike":{"aws:k":"*:*"}}}`

var upperARN = asked(`{"StringEquals":{"aws:SourceArn":"ARN:AWS:SNS:US-EAST-1:111122223333:A"}}`)

// noWildcards denies the texts of two patterns, which are examples of what they match.
const noWildcards = `{"Effect":"Deny","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:SourceArn":["arn:aws:sns:` +
	`us-east-1:111122223333:*","arn:aws:sns:us-east-1:111122223333:a*"]}}}`

// asked is a statement on conditions.
func asked(conditions string) string {
	return `{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":` + conditions + `}`
}

// TestAddedActions: of ECR, whose actions are known, only those are named, and all of them.
func TestAddedActions(t *testing.T) {
	t.Parallel()
	changes, known := compare.Added(
		statementsOf(""),
		statementsOf(`{"Effect":"Allow","Action":["ecr:BatchGet*","ecr:*Token"],"Resource":"*"}`),
	)
	require.True(t, known)
	var got []string
	for _, c := range changes {
		got = append(got, c.Actions...)
	}
	slices.Sort(got)
	require.Equal(t, []string{"ecr:BatchGetImage", "ecr:BatchGetRepositoryScanningConfiguration", "ecr:GetAuthorizationToken"},
		slices.Compact(got))
}

// TestAddedActionsBeside: what two patterns fit that fit other actions each is no action,
// and one that the table does not hold is named beside those of the table.
func TestAddedActionsBeside(t *testing.T) {
	t.Parallel()
	changes, known := compare.Added(
		statementsOf(""),
		statementsOf(`{"Effect":"Allow","Action":["ecr:PutImage","ecr:Nova","ecr:UploadLayerPart"],`+
			`"Resource":"*"},{"Effect":"Allow","Action":"ecr:PutImage*","Resource":"*"},{"Effect":"Allow","Action":"ecr:*yPolicy","Resource":"*"}`),
	)
	require.True(t, known)
	var got []string
	for _, c := range changes {
		got = append(got, c.Actions...)
	}
	slices.Sort(got)
	require.Equal(t, []string{"ecr:DeleteRegistryPolicy", "ecr:DeleteRepositoryPolicy", "ecr:GetRegistryPolicy", "ecr:GetRepositoryPolicy",
		"ecr:Nova", "ecr:PutImage", "ecr:PutImageScanningConfiguration", "ecr:PutImageTagMutability", "ecr:PutRegistryPolicy",
		"ecr:SetRepositoryPolicy", "ecr:UploadLayerPart"}, slices.Compact(got))
}

func TestAdded(t *testing.T) {
	t.Parallel()
	for _, c := range addedCases {
		t.Run(c.why, func(t *testing.T) {
			t.Parallel()
			old, new := statementsOf(c.old), statementsOf(c.new)
			changes, known := compare.Added(old, new)
			if known != c.known || (c.want == "") != (len(changes) == 0) || c.want != "" && !strings.HasPrefix(changes[0].String(), c.want) {
				t.Errorf("Added = %v, %v, want %q, %v", changes, known, c.want, c.known)
			}
			checkAdded(t, old, new, changes)
		})
	}
}

// statementsOf is documentOf, with a statement that says nothing of ECR beside.
func statementsOf(text string) iampolicy.Document {
	d := documentOf(`{"Effect":"Allow","Principal":"*","Action":"iam:Nothing"}`)
	if !strings.Contains(text, "Principal") {
		d = documentOf(`{"Effect":"Allow","Action":"iam:Nothing","Resource":"*"}`)
	}
	if text != "" {
		d.Statement.Items = append(d.Statement.Items, documentOf(text).Statement.Items...)
	}
	return d
}

// checkAdded asks about every witness.
func checkAdded(t *testing.T, old, new iampolicy.Document, changes []compare.Change) {
	t.Helper()
	for _, c := range changes {
		require.Equal(t, authz.Allowed, c.To)
		require.NotEqual(t, c.From, c.To)
		require.Equal(t, authz.Allowed, decide(t, new, c.Witness), "the new document itself allows %+v", c.Witness)
	}
	checkChanges(t, old, new, changes)
}

func decide(t *testing.T, d iampolicy.Document, q authz.Request) authz.Outcome {
	t.Helper()
	p, err := authz.Compile(d)
	require.NoError(t, err)
	return p.Decide(q).Outcome
}

// grantsCases are statements and what is asked of them.
var grantsCases = []struct {
	statements      string
	actions         []string
	resources       []string
	granted, isSure bool
	why             string
}{
	{appAllow, []string{"ecr:BatchGetImage"}, nil, true, true, "on any resource"},
	{
		appAllow,
		[]string{"ecr:PutImage", "ECR:batchgetimage"},
		[]string{"arn:aws:ecr:us-east-1:111122223333:repository/app"},
		true,
		true,
		"one action of two, in another case",
	},
	{appAllow, []string{"ecr:PutImage"}, nil, false, true, "another action"},
	{appAllow, []string{"ecr:*"}, []string{"arn:aws:ecr:us-east-1:111122223333:repository/other"}, false, true, "another repository"},
	{teamAllow, []string{"ecr:Batch*"}, []string{"arn:aws:ecr:us-east-1:111122223333:repository/team/*"}, true, true, "patterns that meet"},
	{teamAllow, nil, []string{"arn:aws:ecr:*:111122223333:repository/x*"}, true, true, "any action"},
	{teamAllow, nil, nil, true, true, "anything at all"},
	{teamAllow + "," + secretDeny, nil, []string{"arn:aws:ecr:us-east-1:111122223333:repository/secret"}, false, true, "what is denied"},
	{
		teamAllow + "," + secretDeny,
		nil,
		[]string{"arn:aws:ecr:us-east-1:111122223333:repository/secret*"},
		true,
		true,
		"what is beside it is not",
	},
	{
		accountPull,
		[]string{"ecr:BatchGetImage"},
		[]string{"arn:aws:ecr:us-east-1:999999999999:repository/x"},
		true,
		true,
		"a repository policy, of any repository",
	},
	{accountPull, []string{"ecr:PutImage"}, nil, false, true, "not everything"},
	{
		`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`,
		[]string{"ecr:GetAuthorizationToken"},
		[]string{"*"},
		true,
		true,
		"the token is on *",
	},
	{
		`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`,
		nil,
		[]string{"arn:aws:ecr:us-east-1:111122223333:repository/app"},
		false,
		true,
		"and on no repository",
	},
	{
		`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/app"}`,
		[]string{"ecr:GetAuthorizationToken"},
		nil,
		false,
		true,
		"a scoped token is none",
	},
	{
		`{"Effect":"Allow","NotAction":"ecr:Delete*","Resource":"*"}`,
		[]string{"ecr:DeleteRepository"},
		nil,
		false,
		true,
		"what NotAction leaves out",
	},
	{`{"Effect":"Allow","NotAction":"ecr:Delete*","Resource":"*"}`, []string{"s3:GetObject"}, nil, true, true, "and what it does not"},
	{
		appAllow[:len(appAllow)-1] + `,"Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}`,
		[]string{"ecr:BatchGetImage"},
		nil,
		true,
		true,
		"in some context",
	},
	{
		appAllow[:len(appAllow)-1] + `,"Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"},"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}`,
		nil,
		[]string{"arn:aws:ecr:*:*:*"},
		false,
		true,
		"in none",
	},
	{userAllow, []string{"ecr:PutImage"}, nil, false, true, "the variable is of another action"},
	{
		userAllow,
		[]string{"ecr:BatchGetImage"},
		[]string{"arn:aws:ecr:us-east-1:111122223333:repository/x/y"},
		true,
		true,
		"the user of that name may",
	},
	{
		userAllow,
		[]string{"ecr:BatchGetImage"},
		[]string{"arn:aws:ecr:us-east-1:111122223333:repository/team/y"},
		false,
		false,
		"it hangs on the variable",
	},
	{appAllow, []string{"BatchGetImage"}, nil, false, false, "no action"},
	{appAllow, []string{"ecr:Batch GetImage"}, nil, false, false, "no action either"},
	{appAllow, nil, []string{"app"}, false, false, "no resource"},
	{`{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::111122223333:root"},"Action":"ecr:PutImage","Resource":` +
		`"arn:aws:ecr:us-east-1:111122223333:repository/app"}`, nil, nil, false, true, "to an account of another partition"},
	{appAllow, nil, []string{"arn:aws:ecr:us-east-1:111122223333:repository/${aws:username}"}, false, false, "a variable in the question"},
}

func TestGrants(t *testing.T) {
	t.Parallel()
	for _, c := range grantsCases {
		t.Run(c.why, func(t *testing.T) {
			t.Parallel()
			d := documentOf(c.statements)
			witness, granted, known := compare.Grants(d, c.actions, c.resources)
			if granted != c.granted || known != c.isSure {
				t.Errorf("Grants = %v, %v, %v, want %v, %v", witness, granted, known, c.granted, c.isSure)
			}
			checkGrants(t, d, c.actions, c.resources, witness, granted)
		})
	}
}

func checkGrants(t *testing.T, d iampolicy.Document, actions, resources []string, witness compare.Change, granted bool) {
	t.Helper()
	if !granted {
		require.Equal(t, compare.Change{}, witness)
		return
	}
	require.Equal(t, authz.ImplicitDeny, witness.From)
	require.Equal(t, authz.Allowed, witness.To)
	for _, q := range changeRequests(witness) {
		require.Equal(t, authz.Allowed, decide(t, d, q), "%+v", q)
		require.True(t, isAsked(q, actions, resources), "%+v is not among %q on %q", q, actions, resources)
	}
}

// isAsked says by package path whether a request is among what Grants was asked.
func isAsked(q authz.Request, actions, resources []string) bool {
	fits := func(pattern, text string) bool {
		slashless := strings.NewReplacer("/", "|").Replace
		ok, err := path.Match(slashless(strings.ToLower(pattern)), slashless(strings.ToLower(text)))
		return err == nil && ok
	}
	any := func(patterns []string, text string) bool {
		return len(patterns) == 0 || slices.ContainsFunc(patterns, func(p string) bool { return fits(p, text) })
	}
	return any(actions, q.Action) && any(resources, q.Resource)
}

// TestInvalid holds that nothing is known of documents that do not compile, unless
// they are the same, and that nothing panics.
func TestInvalid(t *testing.T) {
	t.Parallel()
	var zero iampolicy.Document
	bad := iampolicy.NewDocument(iampolicy.Allow("ecr:PutImage").On("*").When("StringEqual", "aws:SourceVpc", "vpc-1"))
	for _, d := range []iampolicy.Document{zero, bad} {
		changes, known := compare.Added(d, d)
		require.True(t, known && changes == nil)
		_, known = compare.Added(iampolicy.ECSPull(), d)
		require.False(t, known)
		_, granted, known := compare.Grants(d, []string{"ecr:PutImage"}, nil)
		require.False(t, granted || known)
	}
}

// TestRandomAdded holds that Added finds all that the grid shows, Grants as well,
// and that they agree with Equivalent.
func TestRandomAdded(t *testing.T) {
	t.Parallel()
	r := random{rand.New(rand.NewPCG(7, 8))}
	found, sure, rounds := 0, 0, policytest.Rounds(t, randomRounds)
	for range rounds {
		f := oneOf(r, forms)
		a := r.document(f)
		b := r.rewrite(r.mutate(a, f))
		changes, known := compare.Added(a, b)
		back, backKnown := compare.Added(b, a)
		checkAdded(t, a, b, changes)
		checkAdded(t, b, a, back)
		if q, adds := gridAdds(t, a, b); known && adds && len(changes) == 0 {
			t.Fatalf("nothing added, but %+v:\n%s\n%s", q, a, b)
		}
		if compare.Equivalent(a, b) {
			require.True(t, known && backKnown && changes == nil && back == nil, "equivalent, but %v %v:\n%s\n%s", changes, back, a, b)
		} else if known && backKnown && changes == nil && back == nil {
			for _, c := range compare.Diff(a, b) {
				require.False(t, c.Layer == authz.LayerNone && (c.From == authz.Allowed || c.To == authz.Allowed), "%v", c)
			}
		}
		found, sure = found+btoi(len(changes) > 0), sure+btoi(known)
		r.checkGrants(t, a)
	}
	t.Logf("%d with additions, %d known", found, sure)
	require.Greater(t, found, rounds/10)
	require.Greater(t, sure, rounds/2)
}

func (r random) checkGrants(t *testing.T, d iampolicy.Document) {
	t.Helper()
	actions, resources := r.some(randomActions, 2), r.some(randomResources, 2)
	witness, granted, known := compare.Grants(d, actions, resources)
	checkGrants(t, d, actions, resources, witness, granted)
	p, err := authz.Compile(d)
	require.NoError(t, err)
	for _, q := range grid {
		if known && !granted && !q.OpenContext && p.Decide(q).Outcome == authz.Allowed && isAsked(q, actions, resources) && isGridRequest(q) &&
			isPossible(q, d, d) {
			t.Fatalf("nothing granted of %q on %q, but %+v:\n%s", actions, resources, q, d)
		}
	}
}

// isGridRequest leaves out what isAsked says of actions without resource types:
// only "*" covers them.
func isGridRequest(q authz.Request) bool {
	info, ok := iampolicy.LookupAction(q.Action)
	return q.Resource == "*" || !ok || !info.WildcardOnly()
}

// gridAdds returns a request of the grid that b allows by itself and a does not.
func gridAdds(t *testing.T, a, b iampolicy.Document) (authz.Request, bool) {
	t.Helper()
	pa, err := authz.Compile(a)
	require.NoError(t, err)
	pb, err := authz.Compile(b)
	require.NoError(t, err)
	for _, q := range grid {
		if !q.OpenContext && isPossible(q, a, b) && pb.Decide(q).Outcome == authz.Allowed && pa.Decide(q).Outcome != authz.Allowed {
			return q, true
		}
	}
	return authz.Request{}, false
}

// TestGrantsAsks: a question that is none is not answered, and "*" is one.
func TestGrantsAsks(t *testing.T) {
	t.Parallel()
	d := documentOf(teamAllow)
	for _, c := range []struct {
		actions, resources []string
		granted, known     bool
	}{
		{[]string{"*"}, []string{"*"}, true, true},
		{[]string{"ecr:*"}, nil, true, true},
		{[]string{"s3:*"}, nil, false, true},
		{[]string{"BatchGetImage"}, nil, false, false},
		{[]string{":BatchGetImage"}, nil, false, false},
		{[]string{"ecr:"}, nil, false, false},
		{[]string{"ecr:Batch GetImage"}, nil, false, false},
		{[]string{""}, nil, false, false},
		{[]string{"ecr:*", "x"}, nil, false, false},
		{nil, []string{"app"}, false, false},
		{nil, []string{"arn:aws:ecr"}, false, false},
		{nil, []string{"arn:aws:ecr:us-east-1:app"}, false, false},
		{nil, []string{"foo:aws:ecr:us-east-1:111122223333:repository/app"}, false, false},
		{nil, []string{"arn:aws:ecr:us-east-1:111122223333:repository/${aws:username}"}, false, false},
		{nil, []string{"arn:aws:ecr:us-east-1:111122223333:repository/app"}, true, true},
		{nil, []string{"arn:aws:ecr:us-east-1:444455556666:repository/app"}, false, true},
	} {
		_, granted, known := compare.Grants(d, c.actions, c.resources)
		require.Equal(t, c.granted, granted, "%q on %q", c.actions, c.resources)
		require.Equal(t, c.known, known, "%q on %q", c.actions, c.resources)
	}
}

// TestVersions: what is a variable in one version of the language is text in the other.
func TestVersions(t *testing.T) {
	t.Parallel()
	young := iampolicy.NewDocument(iampolicy.Allow("ecr:BatchGetImage").On("arn:aws:ecr:us-east-1:111122223333:repository/${aws:username}"))
	old := young
	old.Version = iampolicy.Version2008
	require.False(t, compare.Equivalent(young, old))
	require.NotEmpty(t, compare.Diff(young, old))
	for _, pair := range [][2]iampolicy.Document{{old, young}, {young, old}} {
		changes, known := compare.Added(pair[0], pair[1])
		require.True(t, len(changes) > 0 && !known, "the user's name may be any")
	}
	all := iampolicy.NewDocument(iampolicy.Allow("ecr:BatchGetImage").On("arn:aws:ecr:us-east-1:111122223333:repository/*"))
	all.Version = iampolicy.Version2008
	_, known := compare.Added(all, young)
	require.False(t, known, "what a variable stands for is not compared between two versions")
	bad := iampolicy.NewDocument(iampolicy.Allow("ecr:PutImage").On("*").When("StringEqual", "aws:SourceVpc", "vpc-1"))
	changes, known := compare.Added(bad, young)
	require.True(t, changes == nil && !known, "what does not compile is not known")
}

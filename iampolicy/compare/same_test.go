package compare_test

import (
	"cmp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
)

// unfit does not compile: of a document with it, only words can be compared.
const unfit = `{"Effect":"Deny","Action":"iam:PassRole","Resource":"*","Condition":{"StringEqual":{"aws:SourceVpc":"vpc-1"}}}`

// wordCases are statements of a document, and others that say nothing beside them, or
// that do.
var wordCases = []struct {
	has, more string
	within    bool
	why       string
}{
	{on("PutImage", "a", ""), on("PutImage", "a", ""), true, "a statement twice"},
	{on("PutImage", "a", ""), on("PutImage", "b", ""), false, "another repository"},
	{on("PutImage", "a", "") + "," + on("ListImages", "a", ""), on("listimages PutImage", "a", ""), true, "two actions, in another case"},
	{
		on("PutImage", "a", "") + "," + on("ListImages", "b", ""),
		on("ListImages PutImage", "a", ""),
		false,
		"one of them on another repository",
	},
	{on("PutImage", "a", "") + "," + on("PutImage", "b", ""), on("PutImage", "b a", ""), true, "two repositories"},
	{on("PutImage", "a", "") + "," + on("PutImage", "b", ""), on("PutImage", "a B", ""), false, "names of resources have a case"},
	{on("PutImage ListImages", "a", "") + "," + on("PutImage", "b", "") + "," + on("ListImages", "b", ""),
		on("ListImages PutImage", "a b", ""), true, "two actions on two repositories"},
	{
		on("PutImage ListImages", "a", "") + "," + on("PutImage", "b", ""),
		on("ListImages PutImage", "a b", ""),
		false,
		"one of four is missing",
	},
	{on("PutImage", "a", "") + "," + on("ListImages", "a", ""),
		strings.Replace(on("ListImages PutImage", "a", ""), "Allow", "Deny", 1), false, "the opposite"},
	{
		strings.Replace(
			on("PutImage", "a", ""),
			"Action",
			"NotAction",
			1,
		) + "," + strings.Replace(
			on("PutImage", "b", ""),
			"Action",
			"NotAction",
			1,
		),
		strings.Replace(on("PutImage", "b a", ""), "Action", "NotAction", 1),
		true,
		"everything but an action, on two repositories",
	},
	{strings.Replace(on("PutImage ListImages", "a", ""), "Action", "NotAction", 1) + "," +
		strings.Replace(on("ListImages PutImage PutImage", "b", ""), "Action", "NotAction", 1),
		strings.Replace(on("ListImages PutImage", "b a", ""), "Action", "NotAction", 1), true, "everything but two actions, in another order"},
	{strings.Replace(on("PutImage", "a", ""), "Resource", "NotResource", 1) + "," +
		strings.Replace(on("ListImages", "a", ""), "Resource", "NotResource", 1),
		strings.Replace(on("ListImages PutImage", "a", ""), "Resource", "NotResource", 1), true, "two actions on all but a repository"},
	// Statements with an empty list never match.
	{on("PutImage", "a", ""), `{"Effect":"Allow","Action":[],"Resource":"*"}`, true, "no action"},
	{on("PutImage", "a", ""), `{"Effect":"Allow","NotAction":[],"Resource":"*"}`, true, "no NotAction"},
	{on("PutImage", "a", ""), `{"Effect":"Allow","Action":"*","Resource":[]}`, true, "no resource"},
	{on("PutImage", "a", ""), `{"Effect":"Allow","Action":"*","NotResource":[]}`, true, "no NotResource"},
	// Conditions.
	{on("PutImage", "a", vpc(numbers(0, 40))), on("PutImage", "a", vpc(numbers(39, -1))), true, "many values in another order"},
	{on("PutImage", "a", vpc(numbers(0, 40))), on("PutImage", "a", vpc(numbers(41, 1))), false, "one of them is another"},
	{on("PutImage", "a", vpc("a b c")) + "," + on("ListImages", "a", vpc("c b a")),
		on("ListImages PutImage", "a", strings.ReplaceAll(vpc("b c a"), "StringEquals", "stringequals")), true, "values in another order"},
	{on("PutImage", "a", vpc("a")) + "," + on("ListImages", "a", vpc("b")), on("ListImages PutImage", "a", vpc("a")), false, "another value"},
	{on("PutImage", "a", vpc("a")) + "," + on("ListImages", "a", vpc("a")),
		on("ListImages PutImage", "a", strings.ReplaceAll(vpc("a"), "Vpc", "Vpce")), false, "another key"},
	{on("PutImage", "a", vpc("a")) + "," + on("ListImages", "a", vpc("a")),
		on("ListImages PutImage", "a", strings.ReplaceAll(vpc("a"), "Equals", "Like")), false, "another operator"},
	{on("PutImage", "a", vpc("a")+`,"Bool":{"aws:SecureTransport":"true"}`) + "," +
		on("ListImages", "a", `"Bool":{"aws:SecureTransport":true},`+vpc("a")),
		on("ListImages PutImage", "a", `"Bool":{"AWS:SecureTransport":["true"]},`+vpc("a")), true, "two conditions in another order"},
	// Principals.
	{each(by(`"AWS":"111122223333"`)), both(by(`"AWS":"111122223333"`)), true, "an account"},
	{each(by(`"AWS":"111122223333"`)), both(by(`"AWS":"arn:aws:iam::111122223333:root"`)), true, "its other name"},
	{each(by(`"AWS":"111122223333"`)), both(by(`"AWS":"arn:aws-cn:iam::111122223333:root"`)), false, "the account in China"},
	{each(by(`"AWS":"111122223333"`)), both(by(`"AWS":"111122223334"`)), false, "another account"},
	{each(by(`"AWS":"arn:aws:iam::111122223333:role/a"`)), both(by(`"AWS":"arn:aws:iam::111122223333:role/A"`)), false,
		"names of principals have a case"},
	{each(by(`"AWS":"arn:aws:iam::111122223333:root"`)), both(by(`"AWS":"111122223333"`)), true, "… the other way round"},
	{each(by(`"AWS":"*"`)), one(by(`"AWS":["*","111122223333"]`)), true, "one account beside everyone"},
	{each(by(`"AWS":"111122223333"`)), one(by(`"AWS":[]`)), true, "nobody is within an account"},
	{each(by(`"AWS":"*"`)), one(by(`"AWS":[]`)), true, "nobody is within everyone"},
	{each(by(`"AWS":[]`)), one(`"Effect":"Allow"`), false, "no Principal is not nobody"},
	{each(`"Effect":"Allow"`), one(by(`"AWS":[]`)), false, "nobody is not no Principal"},
	{each(notBy(`"AWS":"111122223333"`)), one(notBy(`"AWS":["111122223333","444455556666"]`)), false,
		"less is denied, in other words"},
	{each(notBy(`"AWS":["111122223333","444455556666"]`)), one(notBy(`"AWS":"111122223333"`)), false, "more is denied"},
	{one(by(`"AWS":"arn:aws:iam::111122223333:role/a"`)) + "," + one(by(`"AWS":"arn:aws:iam::111122223333:role/b"`)),
		one(by(`"AWS":["arn:aws:iam::111122223333:role/a","arn:aws:iam::111122223333:role/b"]`)), true, "two roles, each in a statement"},
	{each(by(`"Service":"sns.amazonaws.com"`)), both(by(`"Service":"sns.amazonaws.com"`)), true, "a service"},
	{each(by(`"Service":"sns.amazonaws.com"`)), both(by(`"Federated":"sns.amazonaws.com"`)), false, "no service"},
	{each(by(``)), both(by(``)), true, "nobody"},
	{each(by(``)), both(by(`"AWS":"*"`)), false, "everyone is not nobody"},
	{each(by(`"AWS":"*"`)), both(`"Effect":"Allow","Principal":"*"`), true, "everyone, by another name"},
	{each(`"Effect":"Allow","Principal":"*"`), both(by(`"AWS":"*"`)), true, "… the other way round"},
	{each(by(`"AWS":"*"`)), both(by(`"AWS":"111122223333"`)), false, "one account is named in other words by naming everyone"},
	{each(by(`"AWS":"*"`)), both(`"Effect":"Allow"`), false, "no Principal"},
	{
		each(notBy(`"AWS":"111122223333"`)),
		both(notBy(`"AWS":"arn:aws:iam::111122223333:root"`)),
		true,
		"all but an account, by its other name",
	},
	{each(notBy(`"AWS":"111122223333"`)), both(notBy(`"AWS":"111122223334"`)), false, "all but another account"},
	{each(notBy(`"Service":"sns.amazonaws.com"`)), both(notBy(`"Service":"sns.amazonaws.com"`)), true, "all but a service"},
	{each(notBy(`"Service":["sns.amazonaws.com","sqs.amazonaws.com"]`)), both(notBy(`"Service":["sqs.amazonaws.com","sns.amazonaws.com"]`)),
		true, "all but two, in another order"},
	{each(notBy(`"Federated":"sns.amazonaws.com"`)), both(notBy(`"Federated":"sqs.amazonaws.com"`)), false, "all but another provider"},
}

// on is an Allow of the actions on the repositories under the conditions.
func on(actions, repositories, conditions string) string {
	s := `{"Effect":"Allow","Action":[` + items("ecr:", actions) + `],"Resource":[` + items(repository, repositories) + `]`
	if conditions != "" {
		s += `,"Condition":{` + conditions + `}`
	}
	return s + "}"
}

func vpc(values string) string { return `"StringEquals":{"aws:SourceVpc":[` + items("", values) + `]}` }

func items(prefix, list string) string {
	return `"` + prefix + strings.ReplaceAll(list, " ", `","`+prefix) + `"`
}

// numbers are those from i on to before j.
func numbers(i, j int) string {
	var list []string
	for step := cmp.Compare(j, i); i != j; i += step {
		list = append(list, strconv.Itoa(i))
	}
	return strings.Join(list, " ")
}

func by(principals string) string    { return `"Effect":"Allow","Principal":{` + principals + `}` }
func notBy(principals string) string { return `"Effect":"Deny","NotPrincipal":{` + principals + `}` }

// each is a statement for each of two actions, one is the first, and both is one for both.
func each(elements string) string {
	return `{"Action":"ecr:PutImage",` + elements + `},{"Action":"ecr:ListImages",` + elements + `}`
}

func one(elements string) string { return `{"Action":"ecr:PutImage",` + elements + `}` }

func both(elements string) string {
	return `{"Action":["ecr:ListImages","ecr:PutImage"],` + elements + `}`
}

// TestEquivalentWords: documents that do not compile are the same where each action,
// resource and principal of the one is in the other, in whichever statement, and nowhere else.
func TestEquivalentWords(t *testing.T) {
	t.Parallel()
	for _, c := range wordCases {
		checkWords(t, c.has, c.more, c.within, c.why)
	}
	for _, c := range [][2]string{
		{`"NotAction":"ecr:PutImage"`, `"NotAction":"ecr:ListImages"`},
		{`"Action":"*","NotPrincipal":{"Service":"sns.amazonaws.com"}`, `"Action":"*","NotPrincipal":{"Service":"sqs.amazonaws.com"}`},
		{`"Action":"*","Condition":{"StringEquals":{"aws:a":"1"}}`, `"Action":"*","Condition":{"StringLike":{"aws:a":"1"}}`},
		{`"Action":"*","Condition":{"StringEquals":{"aws:a":"1"}}`, `"Action":"*","Condition":{"StringEquals":{"aws:b":"1"}}`},
		{`"Action":"*","Condition":{"StringEquals":{"aws:a":"1"}}`, `"Action":"*","Condition":{"StringEquals":{"aws:a":"2"}}`},
	} {
		s := func(element, repositories string) string {
			return `{"Effect":"Allow",` + element + `,"Resource":[` + items(repository, repositories) + `]}`
		}
		checkWords(t, s(c[0], "a")+","+s(c[1], "a")+","+s(c[1], "b"), s(c[1], "a b"), true, "the second of two: "+c[1])
	}
	checkWords(t, one(`"Effect":"Allow","NotResource":"*"`)+","+each(`"Effect":"Allow","NotResource":"arn:aws:s3:::*"`),
		both(`"Effect":"Allow","NotResource":"arn:aws:s3:::*"`), true, "the second of two lists of resources")
	for _, v := range [][3]string{{"a", "b", "c"}, {"b", "c", "a"}, {"c", "a", "b"}} { // the lists have one value in common
		one, other := vpc(v[0]+" "+v[1]), vpc(v[0]+" "+v[2])
		checkWords(t, on("PutImage", "a", one)+","+on("ListImages", "a", other), on("PutImage ListImages", "a", one), false,
			"the second action on another condition")
		inOrder := documentOf(on("PutImage", "a", one) + "," + on("PutImage", "a", other) + "," + on("ListImages", "a", one) + "," + unfit)
		require.True(t, compare.Equivalent(inOrder, reversed(inOrder)), "statements in another order")
		checkWords(t, on("PutImage", "a", one)+","+on("ListImages", "a", one),
			on("PutImage ListImages", "a", one)+","+on("ListImages listImages", "a", other), false, "the second statement on another condition")
	}
}

// checkWords compares the statements with and without more.
func checkWords(t *testing.T, has, more string, within bool, why string) {
	t.Helper()
	a, b := documentOf(has+","+unfit), documentOf(has+","+more+","+unfit)
	if compare.Equivalent(a, b) != within || compare.Equivalent(b, a) != within {
		t.Errorf("Equivalent() = %v, want %v: %s\n%s\n%s", !within, within, why, a, b)
	}
	if _, known := compare.Added(a, b); known != within {
		t.Errorf("%s: Added is known: %v", why, known)
	}
}

// TestEquivalentMissing: a statement without a clause is not one with it, nor with an empty one.
func TestEquivalentMissing(t *testing.T) {
	t.Parallel()
	none := iampolicy.Allow().On("*")
	none.Action.Items = nil
	idle := none
	idle.NotAction.Items = []string{}
	for _, s := range []iampolicy.Statement{iampolicy.Allow("ecr:PutImage").On("*"), idle} {
		require.False(t, compare.Equivalent(iampolicy.NewDocument(s), iampolicy.NewDocument(s, none)))
	}
}

// TestEquivalentManyWords: of statements that say more than is looked at, nothing is said
// for certain.
func TestEquivalentManyWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		actions, resources, accounts int
		within                       bool
		why                          string
	}{
		{200, 200, 2, true, "80,000 combinations of an action, a repository and an account"},
		{400, 400, 1, false, "160,000 combinations"},
		{400, 200, 2, false, "160,000 with accounts"},
	} {
		s := iampolicy.Allow(many("ecr:Action%d", c.actions)...).On(many(repository+"%d", c.resources)...).
			For(iampolicy.AWS(many("%012d", c.accounts)...)).When("StringEqual", "aws:SourceVpc", "vpc-1")
		first, second := s, s
		first.Action.Items, second.Action.Items = s.Action.Items[:1], s.Action.Items[1:]
		a, b := iampolicy.NewDocument(first, second), iampolicy.NewDocument(first, second, s)
		if got := compare.Equivalent(a, b); got != c.within {
			t.Errorf("%s: Equivalent() = %v", c.why, got)
		}
	}
}

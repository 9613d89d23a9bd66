package iampolicy_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
)

func ExampleDocument_Minimize() {
	d := iampolicy.NewDocument(
		iampolicy.Allow("ecr:*", "ecr:PutImage").On("arn:aws:ecr:us-west-2:111122223333:repository/app"),
		iampolicy.Allow("ecr:BatchGetImage").On("arn:aws:ecr:*:111122223333:repository/app"),
		iampolicy.Allow("ecr:BatchGetImage").On("arn:aws:ecr:*:111122223333:repository/web"),
		iampolicy.Allow("ecr:PutImage").On("arn:aws:ecr:us-west-2:111122223333:repository/app"),
	)
	for _, s := range d.Minimize().Statement.Items {
		fmt.Println(s)
	}
	// Output:
	// {"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:us-west-2:111122223333:repository/app"}
	// {"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":["arn:aws:ecr:*:111122223333:repository/app","arn:aws:ecr:*:111122223333:repository/web"]}
}

func ExampleDocument_Split() {
	var refs []ecrref.Ref
	for i := range 200 {
		image := fmt.Sprintf("111122223333.dkr.ecr.us-west-2.amazonaws.com/team/app-%d:v1", i)
		refs = append(refs, ecrref.MustParse(image))
	}
	d, err := iampolicy.Pull(refs...)
	if err != nil {
		fmt.Println(err)
		return
	}
	docs, err := d.Split(iampolicy.KindIdentity)
	fmt.Println(d.Size(iampolicy.KindIdentity), len(docs), err)
	for _, d := range docs {
		fmt.Println(d.Size(iampolicy.KindIdentity))
	}
	// Output:
	// 12325 3 <nil>
	// 6094
	// 6141
	// 418
}

func ExampleMerge() {
	d, err := iampolicy.Merge(iampolicy.ECSPull(), recipe.PublicLogin(), iampolicy.ECSPull())
	for _, s := range d.Statement.Items {
		fmt.Println(s, err)
	}
	// Output:
	// {"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"} <nil>
	// {"Effect":"Allow","Action":["ecr-public:GetAuthorizationToken","sts:GetServiceBearerToken"],"Resource":"*"} <nil>
}

// asksMeaning returns requests that hit the documents: random ones, and random
// spellings of the documents' own patterns.
func (m meaningMaker) asks(docs ...iampolicy.Document) []askMeaning {
	fill := func(pattern, letters string) string {
		var b strings.Builder
		for _, c := range pattern {
			switch {
			case c == '*':
				b.WriteString(m.text(strings.Split(letters, ""), 2))
			case c == '?':
				b.WriteString(string([]rune(letters)[m.IntN(len([]rune(letters)))]))
			default:
				b.WriteRune(c)
			}
		}
		return b.String()
	}
	var asks []askMeaning
	for range 30 {
		asks = append(asks, m.ask())
	}
	for _, d := range docs {
		for _, s := range d.Statement.Items {
			for _, a := range append(s.Action.Items, s.NotAction.Items...) {
				for _, r := range append(s.Resource.Items, s.NotResource.Items...) {
					q := m.ask()
					if q.action = fill(a, "xyeé"); a == "*" {
						q.action = "e:x"
					}
					if r != "*" {
						q.resource = fill(r, "12ré")
					}
					asks = append(asks, q)
				}
			}
		}
	}
	return asks
}

// sameMeaning holds two sets of documents against each other with the witness,
// and with Decide where no statement has a principal.
func (m meaningMaker) sameMeaning(t *testing.T, before, after []iampolicy.Document) (hits int) {
	t.Helper()
	all := append(before[:len(before):len(before)], after...)
	p, err := authz.Compile(before...)
	require.NoError(t, err)
	q, err := authz.Compile(after...)
	require.NoError(t, err)
	for _, ask := range m.asks(all...) {
		want := meaning(before, ask)
		if got := meaning(after, ask); got != want {
			t.Fatalf("%+v: before %q, after %q\nbefore %v\n after %v", ask, want, got, before, after)
		}
		r := authz.Request{Principal: "arn:aws:iam::" + ask.principal + ":user/x", Action: ask.action, Resource: ask.resource,
			Context: map[string][]string{"tag": {ask.tag}}}
		if a, b := p.Decide(r).Outcome, q.Decide(r).Outcome; a != b {
			t.Fatalf("Decide(%+v): before %v, after %v\nbefore %v\n after %v", r, a, b, before, after)
		}
		if want != "" {
			hits++
		}
	}
	return hits
}

// TestMinimizeMeaning: Minimize changes no answer, does not grow, and has
// nothing left to do the second time.
func TestMinimizeMeaning(t *testing.T) {
	m := meaningMaker{rand.New(rand.NewPCG(1, 4))}
	hits, smaller, rounds := 0, 0, policytest.Rounds(t, 3000)
	for i := range rounds {
		d := m.document(i%2 == 0)
		before := d.String()
		small := d.Minimize()
		require.Equal(t, before, d.String(), "the document itself has changed")
		hits += m.sameMeaning(t, []iampolicy.Document{d}, []iampolicy.Document{small})
		require.NoError(t, small.Validate())
		require.LessOrEqual(t, len(small.String()), len(before))
		require.Equal(t, small.String(), small.Minimize().String(), before)
		if len(small.String()) < len(before)*3/4 {
			smaller++
		}
	}
	require.Greater(t, hits, 4*rounds, "the requests miss the documents")
	require.Greater(t, smaller, rounds/10, "Minimize does little")
}

func TestMinimize(t *testing.T) {
	for _, c := range []struct{ before, want, why string }{
		{`{"Statement":[{"Effect":"Allow","Action":["a:B","A:b","a:B"],"Resource":["x","x"]}]}`,
			`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"x"}]}`, "repetition, and the case of actions"},
		{`{"Statement":[{"Effect":"Allow","Action":["a:*","*"],"NotResource":["arn:aws:s3:::a*","arn:aws:s3:::ab"]}]}`,
			`{"Statement":[{"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::a*"}]}`, "CDK keeps both of *, a"},
		{`{"Statement":[{"Effect":"Allow","Action":["ecr:Get*","ecr:PutImage","ecr:GetX"]}]}`,
			`{"Statement":[{"Effect":"Allow","Action":["ecr:Get*","ecr:PutImage"]}]}`, "covered by a wildcard"},
		{`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"arn:aws:s3:::${aws:username}"},{"Effect":"Allow","Action":"a:B",` +
			`"Resource":"arn:aws:s3:::*"}]}`,
			`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":["arn:aws:s3:::${aws:username}","arn:aws:s3:::*"]}]}`,
			"a variable may hold anything"},
		{`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"arn:aws:ecr:us:1:r/a"},{"Effect":"Allow","Action":"a:B","Resource":` +
			`"arn:aws:*:r/a"}]}`,
			`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":["arn:aws:ecr:us:1:r/a","arn:aws:*:r/a"]}]}`,
			"a * crosses no colon of the first five parts"},
		{`{"Statement":[{"Sid":"A","Effect":"Allow","Action":"a:B"},{"Sid":"B","Effect":"Allow","Action":"a:C"},{"Effect":"Allow","Action":` +
			`"a:D"},{"Effect":"Allow","Action":"a:B"}]}`,
			`{"Statement":[{"Sid":"A","Effect":"Allow","Action":"a:B"},{"Sid":"B","Effect":"Allow","Action":"a:C"},{"Effect":"Allow","Action":` +
				`["a:D","a:B"]}]}`, "named statements stay"},
		{`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*"},{"Effect":"Allow","Action":"a:B","Resource":"*","Condition":` +
			`{"Bool":{"k":"true"}}}]}`,
			`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*"}]}`, "what holds always holds on a condition"},
		{`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"r1"},{"Effect":"Allow","Action":"a:B","Resource":"r2"},` +
			`{"Effect":"Allow","Action":"a:C","Resource":["r1","r2"]}]}`,
			`{"Statement":[{"Effect":"Allow","Action":["a:B","a:C"],"Resource":["r1","r2"]}]}`, "what one merge makes equal the next one joins"},
		{`{"Statement":[{"Sid":"A","Effect":"Allow","Action":"a:B"},{"Sid":"A","Effect":"Allow","Action":"a:C"}]}`,
			`{"Statement":[{"Sid":"A","Effect":"Allow","Action":"a:B"},{"Sid":"A","Effect":"Allow","Action":"a:C"}]}`, "named alike they stay"},
		{`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":["r1","arn:aws:s3:::x*"]},{"Effect":"Allow","Action":"a:B","Resource":` +
			`["arn:aws:s3:::x1","r3"]}]}`,
			`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":["r1","arn:aws:s3:::x*","r3"]}]}`, "what is joined is minimized again"},
		{`{"Statement":[{"Effect":"Allow","Action":["a:B","a:C"],"Resource":"r1"},{"Effect":"Allow","Action":["a:C","a:B"],"Resource":"r2"}]}`,
			`{"Statement":[{"Effect":"Allow","Action":["a:B","a:C"],"Resource":["r1","r2"]}]}`, "lists in another order"},
		{`{"Statement":[{"Effect":"Deny","Action":"a:B","Resource":"*"},{"Effect":"Allow","Action":"a:B","Resource":"*"}]}`,
			`{"Statement":[{"Effect":"Deny","Action":"a:B","Resource":"*"},{"Effect":"Allow","Action":"a:B","Resource":"*"}]}`,
			"effects stay apart"},
		{`{"Statement":[{"Effect":"Allow","Action":"a:B"},{"Effect":"Allow","Action":"a:B","Resource":"*"}]}`,
			`{"Statement":[{"Effect":"Allow","Action":"a:B"},{"Effect":"Allow","Action":"a:B","Resource":"*"}]}`,
			"no Resource is not every Resource"},
		{`{"Id":"x","Statement":{"Effect":"Allow","Principal":{"AWS":["1","1"]},"Action":"a:B","Condition":{"Bool":{"k":[true,"true",true]}}}}`,
			`{"Id":"x","Statement":{"Effect":"Allow","Principal":{"AWS":"1"},"Action":"a:B","Condition":{"Bool":{"k":[true,"true"]}}}}`,
			"principals and values"},
		{`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"arn:aws:s3:::a**"},{"Effect":"Allow","Action":"A:b","Resource":` +
			`"arn:aws:s3:::a*"}]}`,
			`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"arn:aws:s3:::a**"}]}`, "of two that cover each other one is left"},
		{`{"Statement":[{"Effect":"Allow","Action":"a:*","Resource":"*","Condition":{"Bool":{"k":"true"}}},` +
			`{"Effect":"Allow","Action":"a:B","Resource":"x","Condition":{"Bool":{"k":"true"}}}]}`,
			`{"Statement":[{"Effect":"Allow","Action":"a:*","Resource":"*","Condition":{"Bool":{"k":"true"}}}]}`, "on the same condition"},
		{`{"Statement":[{"Effect":"Allow","Action":"a:*","Resource":"*","Condition":{"Bool":{"k":"true"}}},` +
			`{"Effect":"Allow","Action":"a:B","Resource":"x","Condition":{"Bool":{"k":"false"}}},` +
			`{"Effect":"Allow","Action":"a:C","Resource":"x"}]}`,
			`{"Statement":[{"Effect":"Allow","Action":"a:*","Resource":"*","Condition":{"Bool":{"k":"true"}}},` +
				`{"Effect":"Allow","Action":"a:B","Resource":"x","Condition":{"Bool":{"k":"false"}}},` +
				`{"Effect":"Allow","Action":"a:C","Resource":"x"}]}`,
			"on another condition, and on none"},
		{`{"Statement":[]}`, `{"Statement":[]}`, "nothing"},
	} {
		require.Equal(t, c.want, iampolicy.MustParse(c.before).Minimize().String(), c.why)
	}
	require.Equal(t, iampolicy.Document{}, iampolicy.Document{}.Minimize(), "invalid: left alone")
}

// TestMinimizeSharesNothing: a list is not grown where its memory goes on.
func TestMinimizeSharesNothing(t *testing.T) {
	t.Parallel()
	resources := []string{"r1", "another's"}
	first, second := iampolicy.Allow("a:B"), iampolicy.Allow("a:B").On("r2")
	first.Resource.Items = resources[:1]
	got := iampolicy.NewDocument(first, second).Minimize()
	require.Equal(t, []string{"r1", "r2"}, got.Statement.Items[0].Resource.Items)
	require.Equal(t, []string{"r1", "another's"}, resources)
}

// TestSplitExactly: a document that is as large as its kind allows is left whole.
func TestSplitExactly(t *testing.T) {
	t.Parallel()
	d := iampolicy.NewDocument(iampolicy.Allow("a:B", "a:C").On("*"))
	d.Statement.Items[0].SID = strings.Repeat("x", iampolicy.KindIdentity.SizeLimit()-d.Size(iampolicy.KindIdentity)-len(`"Sid":"",`))
	require.Equal(t, iampolicy.KindIdentity.SizeLimit(), d.Size(iampolicy.KindIdentity))
	docs, err := d.Split(iampolicy.KindIdentity)
	require.NoError(t, err)
	require.Equal(t, []iampolicy.Document{d}, docs)

	d.Statement.Single = true
	for _, kind := range []iampolicy.PolicyKind{iampolicy.KindIdentity, iampolicy.KindTrust} {
		d.Statement.Items[0].SID = ""
		d.Statement.Items[0].SID = strings.Repeat("x", kind.SizeLimit()-d.Size(kind)-len(`"Sid":"",`))
		require.Equal(t, kind.SizeLimit(), d.Size(kind))
		docs, err := d.Split(kind)
		require.NoError(t, err)
		require.Equal(t, []iampolicy.Document{d}, docs, "as it is written")
	}
}

// TestSplitFull: what fills a document to the character goes into it, and what is one
// character longer does not.
func TestSplitFull(t *testing.T) {
	t.Parallel()
	const kind, limit = iampolicy.KindIdentity, 6144
	text := func(n int, first string) string { return first + strings.Repeat("x", n-len(first)) }
	listed := iampolicy.Allow()
	listed.Action.Items = []string{"a:B"}
	one := limit - iampolicy.NewDocument(iampolicy.Allow("a:B").On("")).Size(kind) // what a resource alone may have
	two := limit - iampolicy.NewDocument(iampolicy.Allow("a:B").On("", "")).Size(kind)
	three := limit - iampolicy.NewDocument(iampolicy.Allow("a:B").On("", "", "")).Size(kind)
	apart := limit - iampolicy.NewDocument(iampolicy.Allow("a:B").On(""), iampolicy.Allow("a:B").On("")).Size(kind)
	allow := func(resources ...string) iampolicy.Statement { return iampolicy.Allow("a:B").On(resources...) }
	for _, c := range []struct {
		statements []iampolicy.Statement
		full       int    // how many documents are as large as they may be
		want       string // the first letters of the actions and resources in each document
		why        string
	}{
		{[]iampolicy.Statement{allow(text(one, "1"), text(one, "2"))}, 2, "a1 a2", "each resource fills a document"},
		{[]iampolicy.Statement{listed.On(text(one-2, "1"), text(one-2, "2"))}, 2, "a1 a2", "beside an action in brackets"},
		{[]iampolicy.Statement{listed.On(text(2000, "1"), text(two-2001, "2"), text(100, "3"))}, 0, "a1 a23",
			"beside an action in brackets two are too large for one by a character"},
		{[]iampolicy.Statement{allow(text(2000, "1"), text(two-2000, "2"), text(two-2000, "3"))}, 1, "a12 a3", "two resources fill one"},
		{[]iampolicy.Statement{allow(text(1000, "1"), text(1000, "2"), text(three-2000, "3"), text(three-2000, "4"))}, 1, "a123 a4",
			"all but the last fill one"},
		{[]iampolicy.Statement{allow(text(2000, "1")), allow(text(apart-2000, "2")), allow(text(100, "3"))}, 1, "a1a2 a3",
			"two statements fill one"},
		{[]iampolicy.Statement{allow(text(2000, "1")), allow(text(apart-1999, "2")), allow(text(100, "3"))}, 0, "a1a3 a2",
			"they are too large for one by a character"},
		{[]iampolicy.Statement{iampolicy.Allow(text(4000, "a")).On(text(1500, "1"), text(1500, "2"))}, 0, "a1 a2",
			"one long action is not cut, but its resources"},
		{[]iampolicy.Statement{iampolicy.Allow(text(4000, "a"), text(4000, "b")).On(text(1500, "1"), text(1500, "2"))}, 0, "a1 a2 b1 b2",
			"the longer list is cut first, then the resources of each"},
		{[]iampolicy.Statement{iampolicy.Allow(text(2500, "a"), text(2500, "b")).On(text(2500, "1"), text(2500, "2"))}, 0, "a1 b1 a2 b2",
			"of two lists of one length the resources are"},
	} {
		docs, err := iampolicy.NewDocument(c.statements...).Split(kind)
		require.NoError(t, err, c.why)
		var got []string
		full := 0
		for _, d := range docs {
			letters := ""
			for _, s := range d.Statement.Items {
				for _, item := range append(s.Action.Items[:len(s.Action.Items):len(s.Action.Items)], s.Resource.Items...) {
					letters += item[:1]
				}
			}
			got = append(got, letters)
			require.LessOrEqual(t, d.Size(kind), limit, c.why)
			if d.Size(kind) == limit {
				full++
			}
		}
		require.Equal(t, c.want, strings.Join(got, " "), c.why)
		require.Equal(t, c.full, full, c.why)
	}

	var statements []iampolicy.Statement
	for range 250 {
		statements = append(statements, allow(text(one, "x")))
	}
	docs, err := iampolicy.NewDocument(statements...).Split(kind)
	require.NoError(t, err)
	require.Len(t, docs, 250, "as many documents as there may be")
	_, err = iampolicy.NewDocument(append(statements, allow("x"))...).Split(kind)
	var se *iampolicy.SizeError
	require.ErrorAs(t, err, &se, "one more")
}

// TestSplitMeaning: the parts fit, and mean together what the document means.
func TestSplitMeaning(t *testing.T) {
	m := meaningMaker{rand.New(rand.NewPCG(2, 4))}
	pad := strings.Repeat("p", 700) // makes every statement large
	parts, rounds := 0, policytest.Rounds(t, 60)
	for range rounds {
		d := m.document(false)
		for i := range 25 {
			s := m.statement()
			if s.Resource.Items != nil {
				s = s.On("arn:aws:ecr:" + pad).On(fmt.Sprintf("arn:aws:ecr:1:2:r%d", i))
			}
			d.Statement.Items = append(d.Statement.Items, s)
		}
		for _, kind := range []iampolicy.PolicyKind{iampolicy.KindIdentity, iampolicy.KindSCP} {
			docs, err := d.Split(kind)
			require.NoError(t, err)
			parts += len(docs)
			for _, part := range docs {
				require.LessOrEqual(t, part.Size(kind), kind.SizeLimit())
				require.NoError(t, part.Validate())
			}
			m.sameMeaning(t, []iampolicy.Document{d}, docs)
		}
	}
	require.Greater(t, parts, 4*rounds)
}

// TestSplitStatement cuts statements that are too large by themselves.
func TestSplitStatement(t *testing.T) {
	many := func(n int, text string) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprintf("%s%d", text, i))
		}
		return list
	}
	for _, c := range []struct {
		s   iampolicy.Statement
		why string
	}{
		{iampolicy.Allow("a:B").On(many(1000, "arn:aws:s3:::bucket-")...), "many resources"},
		{iampolicy.Allow(many(1000, "ecr:Action")...).On("*"), "many actions"},
		{iampolicy.Allow(many(600, "ecr:Action")...).On(many(600, "arn:aws:s3:::bucket-")...), "both"},
		{iampolicy.Deny(many(1000, "ecr:Action")...).On("*").Named("Sid"), "a Sid"},
	} {
		d := iampolicy.NewDocument(c.s)
		docs, err := d.Split(iampolicy.KindIdentity)
		require.NoError(t, err, c.why)
		pairs, sids := map[string]bool{}, 0
		for _, part := range docs {
			require.LessOrEqual(t, part.Size(iampolicy.KindIdentity), 6144, c.why)
			for _, s := range part.Statement.Items {
				for _, a := range s.Action.Items {
					for _, r := range s.Resource.Items {
						require.False(t, pairs[a+r], "%s: %s on %s is there twice", c.why, a, r)
						pairs[a+r] = true
					}
				}
				if s.SID != "" {
					sids++
				}
			}
		}
		require.Len(t, pairs, len(c.s.Action.Items)*len(c.s.Resource.Items), c.why)
		require.LessOrEqual(t, sids, 1, c.why)
	}
}

func TestSplitErrors(t *testing.T) {
	big := iampolicy.NewDocument(iampolicy.Allow("a:B").On(strings.Repeat("x", 30_000)))
	ok := iampolicy.ECSPull()
	var se *iampolicy.SizeError
	for kind := iampolicy.KindIdentity; kind <= iampolicy.KindRCP; kind++ {
		docs, err := ok.Split(kind)
		require.NoError(t, err)
		require.Equal(t, []iampolicy.Document{ok}, docs)
		_, err = big.Split(kind)
		require.ErrorAs(t, err, &se, kind)
		require.Equal(t, kind.SizeLimit(), se.Limit)
		require.Equal(t, big.Size(kind), se.Size)
	}
	require.ErrorContains(
		t,
		func() error { _, err := big.Split(iampolicy.KindRepository); return err }(),
		"a policy of kind repository may have 10240",
	)
	var de *iampolicy.DocumentError
	_, err := iampolicy.Document{}.Split(iampolicy.KindIdentity)
	require.ErrorAs(t, err, &de)
}

// TestSplitWhole holds which items stand in which document, and how full it is: that
// each holds as much as fits to the character, since one more would not.
func TestSplitWhole(t *testing.T) {
	t.Parallel()
	many := func(n, length int, form string) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprintf(form, i)+strings.Repeat("x", length))
		}
		return list
	}
	bare := func(s iampolicy.Statement) iampolicy.Statement {
		s.Action.Single, s.Resource.Single = true, true
		return s
	}
	doc := iampolicy.NewDocument
	var out strings.Builder
	for _, c := range []struct {
		d   iampolicy.Document
		why string
	}{
		{doc(iampolicy.Allow(many(400, 10, "a:B%d")...).On("*").Named("Sid")), "many actions and one resource, with a Sid"},
		{doc(bare(iampolicy.Allow("a:B").On(many(400, 10, "arn:aws:s3:::é\"%d")...))), "many resources, one action without brackets"},
		{doc(iampolicy.Allow(many(300, 20, "a:B%d")...).On(many(300, 30, "arn:aws:s3:::%d")...)), "both lists are too long"},
		{doc(iampolicy.Allow(many(30, 220, "a:B%d")...).On(many(31, 210, "arn:aws:s3:::%d")...)), "both are, in long items"},
		{doc(iampolicy.Allow(many(2, 3000, "a:B%d")...).On(many(2, 3000, "arn:aws:s3:::%d")...)), "two items each"},
		{doc(iampolicy.Allow(many(3, 100, "a:B%d")...).On(many(3, 5900, "arn:aws:s3:::%d")...)), "items that fill a document each"},
		{doc(iampolicy.Allow(many(400, 10, "a:B%d")...)), "no resource at all"},
		{doc(iampolicy.Allow(many(400, 10, "a:B%d")...).On()), "an empty list of resources"},
		{doc(iampolicy.Allow("a:B").On(many(500, 0, "r%d")...).Named("One"), iampolicy.Allow("c:D").On("*").Named("Two"),
			iampolicy.Deny(many(400, 10, "e:F%d")...).On("*")), "statements that fit beside others"},
	} {
		fmt.Fprintf(&out, "%s\n", c.why)
		for _, kind := range []iampolicy.PolicyKind{iampolicy.KindIdentity, iampolicy.KindSCP, iampolicy.KindRCP, iampolicy.KindTrust} {
			docs, err := c.d.Split(kind)
			fmt.Fprintf(&out, "\t%s: %d of %d, %v\n", kind, len(docs), c.d.Size(kind), err)
			for _, part := range docs {
				fmt.Fprintf(&out, "\t\t%d of %d:", part.Size(kind), kind.SizeLimit())
				for _, s := range part.Statement.Items {
					fmt.Fprintf(&out, " %q %d actions, %d resources;", s.SID, len(s.Action.Items), len(s.Resource.Items))
				}
				out.WriteString("\n")
			}
		}
	}
	golden.File(t, "testdata/split.golden", []byte(out.String()))
}

// TestMergeMeaning: the merged document means what its parts mean together.
func TestMergeMeaning(t *testing.T) {
	m := meaningMaker{rand.New(rand.NewPCG(3, 4))}
	for range policytest.Rounds(t, 500) {
		docs := []iampolicy.Document{m.document(false), m.document(false), m.document(false)}
		merged, err := iampolicy.Merge(docs...)
		require.NoError(t, err)
		m.sameMeaning(t, docs, []iampolicy.Document{merged})
		sids := map[string]bool{}
		for _, s := range merged.Statement.Items[min(len(docs[0].Statement.Items), len(merged.Statement.Items)):] {
			require.False(t, s.SID != "" && sids[s.SID], "Sid %q is there twice", s.SID)
			sids[s.SID] = true
		}
	}
}

func TestMerge(t *testing.T) {
	doc := iampolicy.MustParse
	old := doc(`{"Version":"2008-10-17","Id":"","Statement":{"Effect":"Allow","Action":"a:B"}}`)
	oldVariable := doc(`{"Id":"x","Statement":[{"Effect":"Allow","Action":"a:B","Resource":"${aws:username}"}]}`)
	for _, c := range []struct {
		docs      []iampolicy.Document
		want, why string
	}{
		{[]iampolicy.Document{old}, `{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"a:B"}]}`, "one"},
		{[]iampolicy.Document{old, iampolicy.ECSPull()},
			`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:B"},` + iampolicy.ECSPull().Statement.Items[0].String() + `]}`,
			"the newer Version"},
		{[]iampolicy.Document{old, oldVariable}, `{"Version":"2008-10-17","Id":"x","Statement":[{"Effect":"Allow","Action":"a:B"},{"Effect":` +
			`"Allow","Action":"a:B","Resource":"${aws:username}"}]}`, "the first ID"},
		{[]iampolicy.Document{doc(`{"Statement":[]}`), doc(`{"Statement":[]}`)}, `{"Statement":[]}`, "nothing"},
		{[]iampolicy.Document{doc(`{"Statement":[{"Sid":"A","Effect":"Allow","Action":"a:B"}]}`), doc(`{"Statement":[{"Sid":"A","Effect":` +
			`"Allow","Action":"a:C"},{"Sid":"A","Effect":"Allow","Action":"a:B"}]}`)},
			`{"Statement":[{"Sid":"A","Effect":"Allow","Action":"a:B"},{"Effect":"Allow","Action":"a:C"}]}`, "Sids are unique"},
	} {
		got, err := iampolicy.Merge(c.docs...)
		require.NoError(t, err, c.why)
		require.Equal(t, c.want, got.String(), c.why)
	}
	_, err := iampolicy.Merge()
	require.ErrorContains(t, err, "no statement")
	_, err = iampolicy.Merge(old, iampolicy.Document{})
	require.ErrorContains(t, err, "document 1")
	newVariable := doc(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:B","Resource":"${aws:username}"}]}`)
	_, err = iampolicy.Merge(newVariable, iampolicy.ECSPull())
	require.NoError(t, err, "a variable in both")
	_, err = iampolicy.Merge(oldVariable, iampolicy.ECSPull())
	require.ErrorContains(t, err, "keep the documents apart")
}

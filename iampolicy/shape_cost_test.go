package iampolicy_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// large are documents of nearly MaxSize, each hostile in its own way.
func large() map[string]iampolicy.Document {
	const size = iampolicy.MaxSize * 9 / 10
	many := func(item func(i int) string) (items []string) {
		for n := 0; n < size; {
			items = append(items, item(len(items)))
			n += len(items[len(items)-1]) + 3
		}
		return items
	}
	statements := func(statement func(i int) iampolicy.Statement) iampolicy.Document {
		var list []iampolicy.Statement
		for n := 0; n < size; {
			list = append(list, statement(len(list)))
			n += len(list[len(list)-1].String()) + 1
		}
		return iampolicy.NewDocument(list...)
	}
	one := func(s iampolicy.Statement) iampolicy.Document { return iampolicy.NewDocument(s) }
	half := func(items []string) []string { return items[:len(items)/2] }
	return map[string]iampolicy.Document{
		"equal statements":    statements(func(int) iampolicy.Statement { return iampolicy.Allow("a:B").On("*") }),
		"statements to merge": statements(func(i int) iampolicy.Statement { return iampolicy.Allow(fmt.Sprint("a:B", i)).On("*") }),
		"statements in pairs": statements(func(i int) iampolicy.Statement {
			return iampolicy.Allow(fmt.Sprint("a:B", i/2)).On(fmt.Sprint("r", i))
		}),
		"named statements": statements(func(i int) iampolicy.Statement { return iampolicy.Allow("a:B").On("*").Named(fmt.Sprint("s", i)) }),
		"unlike conditions": statements(func(i int) iampolicy.Statement {
			return iampolicy.Allow("a:*").On("*").When("StringEquals", "k", fmt.Sprint(i))
		}),
		"wildcards everywhere":   one(iampolicy.Allow(many(func(i int) string { return fmt.Sprintf("a:*%dx*", i) })...).On("*")),
		"wildcards in resources": one(iampolicy.Allow("a:B").On(many(func(i int) string { return fmt.Sprintf("arn:aws:s3:*:*:%06d*x", i) })...)),
		"many short lists": statements(func(i int) iampolicy.Statement {
			return iampolicy.Allow("a:*B", "a:C*", "a:?").On("*").Named(fmt.Sprint("s", i))
		}),
		"two long patterns": one(iampolicy.Allow("a:"+strings.Repeat("*a", size/4)+"b", "a:"+strings.Repeat("a", size/2)).On("*")),
		"long equal prefixes": one(iampolicy.Allow("a:B").On(many(func(i int) string {
			return "arn:aws:s3:::" + strings.Repeat("x", 1000) + fmt.Sprint(i) + "*"
		})...)),
		"many actions": one(iampolicy.Allow(many(func(i int) string { return fmt.Sprint("a:B", i) })...).On("*").Named("x")),
		"two long lists": one(iampolicy.Allow(half(many(func(i int) string { return fmt.Sprint("a:B", i) }))...).
			On(half(many(func(i int) string { return fmt.Sprint("arn:aws:s3:::", i) }))...)),
		"a long frame": one(iampolicy.Allow(many(func(i int) string { return fmt.Sprint("a:B", i) })...).On("*").
			When("StringEquals", "k", strings.Repeat("x", 5900))),
		"many values": one(iampolicy.Allow("a:B").On("*").When("StringEquals", "k", many(func(i int) string { return fmt.Sprint(i) })...)),
	}
}

// quadratic are the documents in which too much would have to be compared.
var quadratic = map[string]bool{"statements in pairs": true, "wildcards everywhere": true, "wildcards in resources": true,
	"two long patterns": true}

// TestLargeDocuments counts the steps and the memory that documents take which are
// about as large as Parse allows. What is not linear would take a multiple of it.
func TestLargeDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("leaves out the work on documents of 1 MiB")
	}
	for name, d := range large() {
		text := d.AppendJSON(nil)
		require.InDelta(t, iampolicy.MaxSize*9/10, len(text), iampolicy.MaxSize/10, name)
		if steps := iampolicy.MinimizeSteps(d); (steps > 2*len(text)) != quadratic[name] {
			t.Errorf("%s: Minimize takes %d steps for %d bytes; more than twice as many: want %v", name, steps, len(text), quadratic[name])
		}
		for _, c := range []struct {
			name string
			run  func()
		}{
			{"Parse", func() { _, _ = iampolicy.Parse(text) }},
			{"AppendJSON", func() { d.AppendJSON(nil) }},
			{"Minimize", func() { d.Minimize() }},
			{"Merge", func() { _, _ = iampolicy.Merge(d, d) }},
			{"Split", func() { _, _ = d.Split(iampolicy.KindIdentity) }},
			{"AddStatement", func() { _, _ = iampolicy.AddStatement(text, d.Statement.Items[0]) }},
		} {
			if n := allocated(c.run); n > 100*uint64(len(text)) {
				t.Errorf("%s: %s of %d bytes allocates %d", name, c.name, len(text), n)
			}
		}
	}
}

// allocated returns how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestMinimizeSpent: past its bound Minimize keeps what it has not compared, and
// still joins what is equal.
func TestMinimizeSpent(t *testing.T) {
	if testing.Short() {
		t.Skip("leaves out the work on documents of 1 MiB")
	}
	docs := large()
	d := docs["wildcards in resources"]
	items := d.Minimize().Statement.Items
	require.Len(t, items, 1)
	require.Equal(t, d.Statement.Items[0].Resource, items[0].Resource, "none covers another")
	require.Equal(t, iampolicy.NewDocument(iampolicy.Allow("a:B").On("*")), docs["equal statements"].Minimize())
	require.Len(t, docs["statements to merge"].Minimize().Statement.Items, 1)
}

// TestSplitFills: the sizes of parts are known exactly, so that documents are full.
func TestSplitFills(t *testing.T) {
	var resources []string
	for i := range 5000 {
		resources = append(resources, fmt.Sprintf("arn:aws:s3:::bücket-%d-\"x", i))
	}
	docs, err := iampolicy.NewDocument(iampolicy.Allow("a:B").On(resources...).Named(strings.Repeat("S", 1000))).Split(iampolicy.KindIdentity)
	require.NoError(t, err)
	require.Greater(t, len(docs), 20)
	for _, d := range docs[:len(docs)-1] {
		if size := d.Size(iampolicy.KindIdentity); size > 6144 || size < 6144-len(resources[4999])-5 {
			t.Errorf("a document has %d characters, want nearly 6144", size)
		}
	}
}

// TestSplitTooMany: a statement whose parts fill too many documents is an error.
func TestSplitTooMany(t *testing.T) {
	docs := large()
	for _, name := range []string{"two long lists", "a long frame"} {
		_, err := docs[name].Split(iampolicy.KindIdentity)
		var se *iampolicy.SizeError
		require.ErrorAs(t, err, &se, name)
		size := docs[name].Size(iampolicy.KindIdentity)
		require.Equal(t, iampolicy.SizeError{Kind: iampolicy.KindIdentity, Statement: -1, Size: size, Limit: 6144}, *se, name)
	}
}

// TestEditFarIndented: what stands far to the right is not written once for every line.
func TestEditFarIndented(t *testing.T) {
	far := "\n" + strings.Repeat(" ", iampolicy.MaxSize/4)
	text := `{"Statement":[` + far + `{` + far + ` "Effect":"Allow","Action":"a:B"}]}`
	s := iampolicy.Allow("a:B").On(strings.Split(strings.Repeat("x", 1000), "")...)
	got, err := iampolicy.AddStatement([]byte(text), s)
	require.NoError(t, err)
	require.Less(t, len(got), 2*len(text)+2*len(s.String()))
}

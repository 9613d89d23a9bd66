package tree_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
	"github.com/stretchr/testify/require"
)

func TestParseJSONKeepsPlaces(t *testing.T) {
	data := "\ufeff{\n  \"a\" : [1, {\"b/~\": \"x\\u0041\"}],\n  \"c\": null\n}"
	n, err := tree.Parse([]byte(data))
	require.NoError(t, err)
	b := n.Get("a").Items[1].Get("b/~")
	require.Equal(t, "xA", b.Str())
	require.Equal(t, `"x\u0041"`, data[b.Start:b.End])
	require.Equal(t, "/a/1/b~1~0", b.Pointer())
	require.Equal(t, 2, b.Line)
	require.Equal(t, 3, n.Get("c").Line)
	require.Equal(t, tree.Null, n.Get("c").Kind)
	require.Equal(t, "1", n.Get("a").Items[0].Text)
	require.Equal(t, data[len("\ufeff"):], data[n.Start:n.End])
	require.Equal(t, `"a" :`, data[n.Members[0].Start:][:5])
	require.Equal(t, `"c":`, data[n.Members[1].Start:][:4])
}

func TestAt(t *testing.T) {
	n, err := tree.Parse([]byte(`{"a": 1, "ab": [2, {"c/~": 3, "": 4}], "": {"x": 5}}`))
	require.NoError(t, err)
	for pointer, want := range map[string]string{"/a": "1", "/ab/0": "2", "/ab/1/c~1~0": "3", "/ab/1/": "4", "//x": "5"} {
		require.Equal(t, want, n.At(pointer).Text, pointer)
	}
	require.Same(t, n, n.At(""))
	for _, pointer := range []string{"/b", "/a/0", "/ab/2", "/ab/1/c", "x"} {
		require.Nil(t, n.At(pointer), pointer)
	}
}

func TestParseErrors(t *testing.T) {
	for _, row := range []struct{ in, want, why string }{
		{"", "the file is empty", "empty file"},
		{" \n", "the file is empty", "white space only"},
		{"\xff\xfe{\x00}\x00", "UTF-16", "PowerShell's default encoding"},
		{"\xfe\xff\x00{\x00}", "UTF-16", "the other order of bytes"},
		{"{\x00}\x00", "UTF-16", "without a mark"},
		{"\x00{\x00}", "UTF-16", "without a mark, in the other order of bytes"},
		{"{\"a\": [1, 2", "line 1, column 12: the JSON ends too early", "truncated in a list"},
		{"{\"a\": \"x", "the JSON ends too early", "truncated in a string"},
		{"{\n\"a\": 1,\n\"a\": 2}", "line 3, column 1: the key \"a\" stands twice in one object, first in line 2: remove", "duplicate key"},
		{"{\"a\": 1} x", "line 1, column 10: there is text after the JSON value", "trailing text"},
		{"{\"a\" 1}", "line 1, column 6: not JSON", "missing colon"},
		{"{\n \"a\": 1,\n}", "line 3, column 1: not JSON", "trailing comma"},
		{"a: [1\nb: 2", "neither JSON nor YAML", "broken YAML"},
		{"a: 1\n---\nb: 2", "second YAML document", "two documents"},
		{"b: &b {c: 1}\na:\n  <<: *b", "line 3, column 3: merge keys", "merge key"},
		{"a: 1\na: 2", "line 2, column 1: the key \"a\" stands twice in one mapping, first in line 1: remove", "duplicate YAML key"},
	} {
		_, err := tree.Parse([]byte(row.in))
		require.ErrorContains(t, err, row.want, row.why)
	}
}

func TestParseYAML(t *testing.T) {
	n, err := tree.Parse(
		[]byte(
			"# comment\nImage: !Sub '${A}/x:1'\nRole: !GetAtt R.Arn\nList: [a, 'yes', 1, true, ~]\nJoin: !Join ['', [a, !Ref B]]\nVersion: " +
				"2012-10-17\n",
		),
	)
	require.NoError(t, err)
	require.Equal(t, "${A}/x:1", n.Path("Image", "Fn::Sub").Str())
	require.Equal(t, 2, n.Get("Image").Line)
	require.Equal(t, "R.Arn", n.Path("Role", "Fn::GetAtt").Str())
	require.Equal(t, []string{"a", "yes"}, n.Get("List").Strings())
	require.Equal(t, tree.Bool, n.Get("List").Items[3].Kind)
	require.Equal(t, "B", n.Path("Join", "Fn::Join").Items[1].Items[1].Get("Ref").Str())
	require.Equal(t, "2012-10-17", n.Get("Version").Str(), "a date is text")
}

// TestParseYAMLBomb: aliases that multiply end in an error, not in memory.
func TestParseYAMLBomb(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n" +
		"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f," +
		"*f,*f,*f,*f,*f,*f,*f]\n"
	_, err := tree.Parse([]byte(bomb))
	require.Error(t, err)
}

// TestPointersCostNothing: a long key does not multiply with the items below it.
func TestPointersCostNothing(t *testing.T) {
	key := strings.Repeat("k", 60000)
	data := []byte(`{"` + key + `":[` + strings.Repeat("0,", 30000) + `0]}`)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n, err := tree.Parse(data)
	runtime.ReadMemStats(&after)
	require.NoError(t, err)
	require.Equal(t, "/"+key+"/7", n.Get(key).Items[7].Pointer())
	require.Same(t, n.Get(key).Items[7], n.At("/"+key+"/7"))
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(64<<20))
}

func TestNilNode(t *testing.T) {
	var n *tree.Node
	require.Nil(t, n.Get("a"))
	require.Nil(t, n.Path("a", "b"))
	require.Nil(t, n.At("/a"))
	require.Empty(t, n.Str())
	require.Empty(t, n.List())
	require.Empty(t, n.Strings())
	require.False(t, n.Is(tree.Null))
}

// TestParseYAMLKeepsPlaces: line, column and the bytes of each scalar, so that
// one can be replaced; block scalars have no end.
func TestParseYAMLKeepsPlaces(t *testing.T) {
	data := "\ufeffä: !Sub 'it''s'\nb: [one two, \"a\\\"b\", ü: &x y]\nc: |\n  text\nd: !Ref &a Name # note\ne: a\n  b\n"
	n, err := tree.Parse([]byte(data))
	require.NoError(t, err)
	for _, row := range []struct {
		pointer, text string
		line, column  int
		why           string
	}{
		{"/ä/Fn::Sub", "'it''s'", 1, 10, "a tag before it"},
		{"/b/0", "one two", 2, 5, "plain"},
		{"/b/1", `"a\"b"`, 2, 14, "quoted"},
		{"/b/2/ü", "y", 2, 29, "an anchor before it"},
		{"/d/Ref", "Name", 5, 12, "a tag and an anchor"},
	} {
		v := n.At(row.pointer)
		require.Equal(t, row.text, data[v.Start:v.End], row.why)
		require.Equal(t, []int{row.line, row.column}, []int{v.Line, v.Column}, row.why)
	}
	require.Zero(t, n.Get("c").End, "a block")
	require.Zero(t, n.Get("e").End, "over two lines")
	require.Zero(t, n.End, "a mapping")
}

package jsonscan_test

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/internal/jsonscan"
)

func Example() {
	s := jsonscan.New(`{"tags":[{"a":1}],"agentVersion":"1.7.0"}`)
	version := ""
	for s.Open('{'); s.Member(); {
		switch s.Name() {
		case "agentVersion":
			version = s.String()
		default:
			fmt.Println("left out:", s.Raw())
		}
	}
	s.End()
	fmt.Println(version, s.Err())

	s = jsonscan.New(`{"tags":[1,]}`)
	s.Raw()
	fmt.Println(s.Err().Offset, jsonscan.Pointer(`{"tags":[1,]}`, s.Err().Offset), s.Err().Msg)
	// Output:
	// left out: [{"a":1}]
	// 1.7.0 <nil>
	// 11 /tags comma before ']'
}

// raw reads the text as one value.
func raw(s jsonscan.Scanner) *jsonscan.Error {
	s.Raw()
	s.End()
	return s.Err()
}

// corpus is every kind of value, right and wrong, each of which also stands
// inside others below.
var corpus = []string{
	`1`, `-1`, `0`, `-0`, `01`, `-`, `+1`, `1.`, `1.5`, `.5`, `1.5.5`, `1e9`, `1E+9`, `1e-9`, `1e`, `1e+`, `1e9.5`, `0x1`,
	`1_0`, `NaN`, `Infinity`, `00`, `-01`,
	`true`, `false`, `null`, `True`, `nul`, `nulls`, `truefalse`, ``, `,`, `}`, `]`, `:`, "\x00",
	`""`, `"a`, `a"`, `'a'`, `"\u"`, `"\u00"`, `"\u00g0"`, `"\u+123"`, `"\u 123"`, "\"\\u\x10\x11\x12\x13\"", `"\x41"`,
	`"\'"`, `"\"`, `"\\"`, `"\\\"`, "\"\t\"", "\"\n\"", "\"\x00\"",
	"\"\x7f\"", `"\u0000"`, "\"\u00e9\\n\x01\"", `"\n\`, `"\ud83d\u"`, `"\ud83d\`, `"\ud83d"`, `"\ude00"`, `"\ud83d\ude00"`,
	`"\uD83D\uDE00x"`, `"\ud83d\u0041"`, `"\ud83d\ud83d\ude00"`,
	`"\"\\\/\b\f\n\r\tü` + "\u2028\U0001F600" + `"`, "\"\xff\"", "\"long enough for eight\xc3\x28\"", "\"\xed\xa0\x80\"", "\ufeff1",
	`{}`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, `{"a":1 "b":2}`, `{a:1}`, `{1:1}`, `{"a":1}}`, `{"a":1]`,
	`{"a":{"a":[{}]}}`, `{"\u0061":1}`, `{null:1}`, `{"a":1,"a":2}`, `{"a" 1}`, `{"a"`, `{"a":1`,
	`[]`, `[1,]`, `[,1]`, `[1 2]`, `[1}`, `[[[]]]`, `[1]]`, `[1`, `[`, "[\v]", "[\u00a0]", "/* */1", "1//", "1 ", " \t\r\n1", "1\f",
}

// texts are the corpus by itself and inside of objects and arrays.
func texts() (all []string) {
	for _, v := range corpus {
		all = append(all, v, `{"x":`+v+`}`, `[`+v+`]`, `[0,`+v+`,{"y":`+v+`}]`, " "+v+"\n")
	}
	return all
}

// TestAgainstEncodingJSON: encoding/json is the witness of what is JSON. What is
// stricter here is asked for separately.
func TestAgainstEncodingJSON(t *testing.T) {
	t.Parallel()
	accepted := 0
	for _, text := range texts() {
		checkAgainstEncodingJSON(t, text)
		if json.Valid([]byte(text)) {
			accepted++
		}
	}
	if all := 5 * len(corpus); accepted < all/5 || accepted > all*4/5 {
		t.Errorf("%d of %d texts are JSON: the corpus is lopsided", accepted, all)
	}
}

func checkAgainstEncodingJSON(t *testing.T, text string) {
	t.Helper()
	valid := json.Valid([]byte(text)) && !isDeep(text)
	if err := raw(jsonscan.Loose(text, 0)); (err == nil) != valid {
		t.Errorf("Loose(%q): %+v, want valid = %v", text, err, valid)
	}
	valid = valid && utf8.ValidString(text) && !loneSurrogate(text)
	err := raw(jsonscan.New(text))
	if (err == nil) != valid {
		t.Errorf("New(%q): %+v, want valid = %v", text, err, valid)
	}
	if err != nil && (err.Offset < 0 || err.Offset > len(text) || err.Msg == "") {
		t.Errorf("New(%q): %+v is no good error", text, err)
	}
}

var (
	escaped       = regexp.MustCompile(`\\(?:u[0-9a-fA-F]{4}|.)`)
	surrogatePair = regexp.MustCompile(`(?i)\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}`)
	surrogate     = regexp.MustCompile(`(?i)\\ud[89a-f]`)
)

// loneSurrogate takes the pairs out of JSON text and looks for what is left. Other
// escapes go first, so that a backslash that is escaped begins nothing.
func loneSurrogate(text string) bool {
	units := escaped.ReplaceAllStringFunc(text, func(e string) string {
		if surrogate.MatchString(e) {
			return e
		}
		return "--"
	})
	return surrogate.MatchString(surrogatePair.ReplaceAllString(units, ""))
}

// isDeep counts the levels of JSON text by the tokens of encoding/json.
func isDeep(text string) bool {
	depth, deepest := 0, 0
	for dec := json.NewDecoder(strings.NewReader(text)); ; {
		tok, err := dec.Token()
		if err != nil {
			return deepest > jsonscan.MaxDepth
		}
		switch tok {
		case json.Delim('{'), json.Delim('['):
			depth++
			deepest = max(deepest, depth)
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
}

// randomJSON writes a value with white space, escapes and names that need both.
func randomJSON(r *rand.Rand, depth int) string {
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	space := func() string { return pick("", "", " ", "\n", "\t ", "\r\n") }
	str := func() string {
		special := pick("", `\"`, `\\`, `\u0041`, `\ud83d\ude00`, "é", "/", "~")
		return `"` + pick("", "a", "plain text of some length", "Effect") + special + pick("", "b", "12345678") + `"`
	}
	kind := r.IntN(7)
	if depth == 0 {
		kind %= 5
	}
	var b strings.Builder
	switch kind {
	case 0:
		return pick("true", "false", "null")
	case 1, 2:
		return pick("0", "-0", "12", "-1.50", "1e2", "12E-3", "12345678901234567890")
	case 3, 4:
		return str()
	case 5:
		b.WriteString("[" + space())
		for i := range r.IntN(4) {
			b.WriteString([]string{"", "," + space()}[min(i, 1)] + randomJSON(r, depth-1) + space())
		}
		return b.String() + "]"
	}
	b.WriteString("{" + space())
	for i := range r.IntN(4) {
		b.WriteString([]string{"", "," + space()}[min(i, 1)] + str() + space() + ":" + space() + randomJSON(r, depth-1) + space())
	}
	return b.String() + "}"
}

// TestRandomTexts walks texts beside encoding/json, token by token with offsets,
// and then breaks each at a random byte.
func TestRandomTexts(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	n := 20_000
	if testing.Short() {
		n = 2000
	}
	for range n {
		text := randomJSON(r, 5)
		want := decoderTokens(text)
		s := jsonscan.New(text)
		got := scannerTokens(text, &s, nil)
		require.Nil(t, s.Err(), text)
		require.Equal(t, want, got, text)
		b := []byte(text)
		switch i := r.IntN(len(b)); r.IntN(3) {
		case 0:
			b[i] = `{}[]",:\u0 e-.tnf`[r.IntN(16)]
		case 1:
			b = append(b[:i], b[i+1:]...)
		default:
			b = b[:i]
		}
		checkAgainstEncodingJSON(t, string(b))
	}
}

// token is a token of a JSON text and where it ends.
type token struct {
	text string
	end  int
}

// decoderTokens is what package json reads.
func decoderTokens(text string) (tokens []token) {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return tokens
		}
		tokens = append(tokens, token{fmt.Sprint(tok), int(dec.InputOffset())})
	}
}

func scannerTokens(text string, s *jsonscan.Scanner, tokens []token) []token {
	add := func(text string, end int) { tokens = append(tokens, token{text, end}) }
	switch s.Peek() {
	case jsonscan.Object:
		s.Open('{')
		for add("{", s.Offset()); s.Member(); {
			name := jsonscan.New(text[s.NameOffset():])
			name.Raw()
			add(s.Name(), s.NameOffset()+name.Offset())
			tokens = scannerTokens(text, s, tokens)
		}
		add("}", s.Offset())
	case jsonscan.Array:
		s.Open('[')
		for add("[", s.Offset()); s.Element(); {
			tokens = scannerTokens(text, s, tokens)
		}
		add("]", s.Offset())
	case jsonscan.String:
		add(s.String(), s.Offset())
	case jsonscan.Null:
		s.Raw()
		add("<nil>", s.Offset())
	default:
		add(s.Raw(), s.Offset())
	}
	return tokens
}

// TestPointer asks for the pointer of every byte of random texts. The witness
// walks the tokens of encoding/json with a stack.
func TestPointer(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		text := randomJSON(r, 4)
		for offset, want := range slowPointers(text) {
			if got := jsonscan.Pointer(text, offset); got != want {
				t.Fatalf("Pointer(%q, %d) = %q, want %q", text, offset, got, want)
			}
		}
	}
}

// slowPointers returns the pointer of each byte of a text that is JSON.
func slowPointers(text string) []string {
	pointers := make([]string, len(text))
	dec := json.NewDecoder(strings.NewReader(text))
	slowPointer(dec, text, "", pointers, 0)
	return pointers
}

// slowPointer reads one value and marks the bytes from start up to its end.
func slowPointer(dec *json.Decoder, text, pointer string, pointers []string, start int) {
	mark := func() {
		for i := start; i < int(dec.InputOffset()); i++ {
			if pointers[i] == "" {
				pointers[i] = pointer
			}
		}
	}
	tok, _ := dec.Token()
	if tok == json.Delim('{') || tok == json.Delim('[') {
		for i := 0; dec.More(); i++ {
			skipped := text[dec.InputOffset():]
			from := int(dec.InputOffset()) + len(skipped) - len(strings.TrimLeft(skipped, ", \t\r\n"))
			name := strconv.Itoa(i)
			if tok == json.Delim('{') {
				member, _ := dec.Token()
				name = strings.ReplaceAll(strings.ReplaceAll(member.(string), "~", "~0"), "/", "~1")
			}
			slowPointer(dec, text, pointer+"/"+name, pointers, from)
		}
		_, _ = dec.Token()
	}
	mark()
}

func TestPointerOfBrokenText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text   string
		offset int
		want   string
		why    string
	}{
		{``, 0, "", "nothing"},
		{`{"a":1}x`, 7, "", "behind the text"},
		{`{"a"`, 4, "", "no value yet"},
		{`{"a":`, 5, "/a", "the value is missing"},
		{`{"a":[1,]}`, 8, "/a", "no element"},
		{`{"a":[1 2]}`, 8, "/a", "between elements"},
		{`{"a":[1,`, 8, "/a/1", "the element is missing"},
		{`{"a/~":"\x"}`, 8, "/a~1~0", "inside a broken string"},
		{`{"a":1,"a":2}`, 7, "/a", "the name of the second"},
		{strings.Repeat("[", 1000), 50, strings.Repeat("/0", 50), "the text is too deep further on"},
	} {
		if got := jsonscan.Pointer(c.text, c.offset); got != c.want {
			t.Errorf("Pointer(%.20q, %d) = %q, want %q: %s", c.text, c.offset, got, c.want, c.why)
		}
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text   string
		offset int
		says   string
	}{
		{``, 0, "unexpected end of the document, where a value should follow"},
		{`{`, 1, "where a member name in double quotes should follow"},
		{`{"a" 1}`, 5, `want a colon after "a", found a number`},
		{`{"\u0061" 1}`, 10, `want a colon after "a", found a number`},
		{`{"a":1,}`, 7, "comma before '}'; remove the comma"},
		{`[1 {}]`, 3, "want a comma or ']', found an object"},
		{`[null x]`, 6, `found "x"`},
		{`{a:1}`, 1, `want a member name in double quotes, found "a"`},
		{`['a']`, 1, "double quotes only"},
		{`[// x`, 1, "no comments"},
		{`[01]`, 1, "bad number"},
		{`"a`, 2, "unexpected end of the string"},
		{"\"\x01\"", 1, `control character "\x01"`},
		{`"\x"`, 1, "bad escape"},
		{`"\ud800"`, 1, "half of a surrogate pair"},
		{`"\udfff"`, 1, "half of a surrogate pair"},
		{`"\ude00\ude00"`, 1, "half of a surrogate pair"},
		{"\x00", 0, `found '\x00'`},
		{`[1z]`, 1, "bad number"},
		{`[1.2.3]`, 1, "bad number"},
		{`[1+2]`, 1, "bad number"},
		{`[2012-10-17]`, 1, "bad number"},
		{`[x09z_]`, 1, `found "x09z_"`},
		{`[# x`, 1, "no comments"},
		{"[\xff", 1, "byte 0xFF is not UTF-8"},
		{"[\ufffd\xff", 4, "byte 0xFF is not UTF-8"},
		{`[] []`, 3, "text after the end of the document: a list"},
		{`[` + strings.Repeat("x", 1000), 1, `xxx"…`},
	} {
		err := raw(jsonscan.New(c.text))
		require.NotNil(t, err, c.text)
		if text := err.Msg + "; " + err.Hint; err.Offset != c.offset || !strings.Contains(text, c.says) || err.TooDeep {
			t.Errorf("%.20q: %d %s, want %d %s", c.text, err.Offset, text, c.offset, c.says)
		}
	}
}

// TestWant: what is said of a value of another kind, and what to write instead.
func TestWant(t *testing.T) {
	t.Parallel()
	list := func(s *jsonscan.Scanner) { s.Open('[') }
	object := func(s *jsonscan.Scanner) { s.Open('{') }
	text := func(s *jsonscan.Scanner) { _ = s.String() }
	thing := func(s *jsonscan.Scanner) { s.Want("a thing") }
	member := func(s *jsonscan.Scanner) { s.Open('{'); s.Member(); s.Open('[') }
	for _, c := range []struct {
		text      string
		read      func(*jsonscan.Scanner)
		msg, hint string
	}{
		{`{}`, list, "want a list, found an object", ""},
		{` {}`, thing, "want a thing, found an object", ""},
		{"\t\n", thing, "unexpected end of the document, where a thing should follow", "the text looks cut off: give the whole document"},
		{`[]`, object, "want an object, found a list", ""},
		{`x`, object, `want an object, found "x"`, ""},
		{`null`, list, "want a list, found null", "leave it out"},
		{"{\"a\": \n null}", member, "want a list, found null", "leave the member out"},
		{`true`, list, "want a list, found true", ""},
		{`abc`, text, `want a string, found "abc"`, "put it into double quotes"},
		{`1.7`, text, "want a string, found a number", "put it into double quotes"},
		{`null`, text, "want a string, found null", "leave it out"},
		{`[1]`, text, "want a string, found a list", ""},
	} {
		s := jsonscan.New(c.text)
		if c.read(&s); s.Err() == nil || s.Err().Msg != c.msg || s.Err().Hint != c.hint {
			t.Errorf("%q: %+v, want %s; %s", c.text, s.Err(), c.msg, c.hint)
		}
	}
}

// TestSteps: Member and Element stand at a value, and there is none after an error.
func TestSteps(t *testing.T) {
	t.Parallel()
	s := jsonscan.New(`{"a": [ 1, 2 ,]}`)
	s.Open('{')
	require.True(t, s.Member())
	require.Equal(t, 6, s.Offset())
	s.Open('[')
	require.True(t, s.Element())
	require.Equal(t, 8, s.Offset())
	s.Raw()
	require.True(t, s.Element())
	require.Equal(t, 11, s.Offset())
	s.Raw()
	require.False(t, s.Element(), "a comma before the bracket")
	s = jsonscan.New(`{1`)
	s.Open('{')
	require.False(t, s.Member(), "no name")
	require.Equal(t, 2, s.Offset(), "an error leads to the end")
}

// TestSurrogates: the first and the last pair of halves.
func TestSurrogates(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`"\ud800\udc00"`: "\U00010000", `"\udbff\udfff"`: "\U0010FFFF", `"\ue000\ud7ff"`: "\uE000\uD7FF",
	} {
		s := jsonscan.New(text)
		if got := s.String(); got != want || s.Err() != nil {
			t.Errorf("%s = %q, %+v, want %q", text, got, s.Err(), want)
		}
	}
}

func TestDepth(t *testing.T) {
	t.Parallel()
	nested := func(n int) string { return strings.Repeat(`{"a":[`, n/2) + strings.Repeat("]}", n/2) }
	require.Nil(t, raw(jsonscan.New(nested(jsonscan.MaxDepth))))
	require.Nil(t, raw(jsonscan.Loose(nested(40), 60)))
	for _, s := range []jsonscan.Scanner{jsonscan.New(nested(102)), jsonscan.Loose(nested(40), 61), jsonscan.New(strings.Repeat("[", 1<<20))} {
		err := raw(s)
		require.NotNil(t, err)
		require.True(t, err.TooDeep)
		require.Contains(t, err.Msg, "100 levels")
	}
	wide := "[" + strings.Repeat("[[]],", 1000) + "[]]"
	require.Nil(t, raw(jsonscan.New(wide)), "depth is not the number of arrays")
}

// TestAfterError: the first error stays, loops end and values are empty.
func TestAfterError(t *testing.T) {
	t.Parallel()
	s := jsonscan.New(`{"a":1,"b":[2,3]}`)
	s.Open('{')
	require.True(t, s.Member())
	s.Fail(5, "not this", "that")
	s.Fail(0, "later", "")
	s.Want("more")
	require.Equal(t, &jsonscan.Error{Offset: 5, Msg: "not this", Hint: "that"}, s.Err())
	require.False(t, s.Member())
	require.False(t, s.Element())
	s.Open('{')
	require.False(t, s.Member())
	require.Empty(t, s.String())
	require.Empty(t, s.Raw())
	require.Equal(t, jsonscan.None, s.Peek())
	s.End()
	require.Equal(t, 5, s.Err().Offset)
}

// TestLeftOutValue: a value that the caller forgets is an error, not a mix-up.
func TestLeftOutValue(t *testing.T) {
	t.Parallel()
	s := jsonscan.New(`{"a":"b","c":1}`)
	s.Open('{')
	require.True(t, s.Member())
	require.False(t, s.Member())
	require.Equal(t, 5, s.Err().Offset)
}

func TestLoose(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{`"\ud83d"`, "\uFFFD"},
		{`"\ud83d\u0041"`, "\uFFFDA"},
		{`"\ud83d\ud83d\ude00"`, "\uFFFD\U0001F600"},
		{"\"a\xff\"", "a\xff"},
	} {
		s := jsonscan.Loose(c.text, 0)
		require.Equal(t, c.want, s.String(), c.text)
		s.End()
		require.Nil(t, s.Err(), c.text)
	}
	s := jsonscan.Loose(" 1 {}\n", 0)
	require.Equal(t, jsonscan.Number, s.Peek())
	require.Equal(t, "1", s.Raw())
	require.Equal(t, "{}", s.Raw(), "several values may follow each other")
	require.Equal(t, jsonscan.None, s.Peek())
	require.Equal(t, 6, s.Offset())
}

// TestAllocs: only strings with escapes and errors need memory.
func TestAllocs(t *testing.T) {
	text := `{"a":[` + strings.Repeat(`12.5,"text \n",{"\u0061":null},`, 1000) + `true]}`
	n := testing.AllocsPerRun(10, func() {
		s := jsonscan.New(text)
		for s.Open('{'); s.Member(); {
			for s.Open('['); s.Element(); {
				s.Raw()
			}
		}
		if s.Err() != nil {
			t.Error(s.Err())
		}
	})
	require.Zero(t, n)
	escaped := `"` + strings.Repeat(`a long text with \n`, 50) + `"`
	require.Equal(t, 1.0, testing.AllocsPerRun(10, func() {
		s := jsonscan.New(escaped)
		_ = s.String()
	}))
}

// TestAppendString puts every character at every place of an eight-byte word and
// beside it.
func TestAppendString(t *testing.T) {
	t.Parallel()
	for c := range rune(0x300) {
		for n := range 20 {
			for i := range n {
				checkAppendString(t, strings.Repeat("a", i)+string(c)+strings.Repeat("!", n-i-1))
			}
		}
	}
	checkAppendString(t, "")
	require.Equal(t, "x\"a\uFFFDb\"", string(jsonscan.AppendString([]byte("x"), "a\xff\xfeb")))
	require.Equal(t, "\"\uFFFD\"", string(jsonscan.AppendString(nil, "\x80")))
	require.Equal(t, `"a \""`, string(jsonscan.AppendString(nil, `a "`)))
	require.Equal(t, `"<&>'\"\\\n\r\t\u0008/"`, string(jsonscan.AppendString(nil, "<&>'\"\\\n\r\t\b/")))
}

func checkAppendString(t *testing.T, text string) {
	t.Helper()
	b := jsonscan.AppendString(nil, text)
	var got string
	s := jsonscan.New(string(b))
	if err := json.Unmarshal(b, &got); err != nil || got != text || s.String() != text {
		t.Fatalf("AppendString(%q) = %s, which reads %q, %v", text, b, got, err)
	}
}

func TestIsNumber(t *testing.T) {
	t.Parallel()
	for _, v := range append(texts(), "1", "-0.5e+10", "1e5x", "1 ") {
		var n json.Number
		want := strings.Trim(v, " \t\r\n") == v && v != "null" && !strings.HasPrefix(v, `"`) && json.Unmarshal([]byte(v), &n) == nil
		if got := jsonscan.IsNumber(v); got != want {
			t.Errorf("IsNumber(%q) = %v, want %v", v, got, want)
		}
	}
}

// FuzzScanner: encoding/json agrees on what is JSON, pointers are found for any
// offset, and what is written reads the same.
func FuzzScanner(f *testing.F) {
	for _, text := range texts() {
		f.Add(text, 3)
	}
	f.Fuzz(func(t *testing.T, text string, offset int) {
		checkAgainstEncodingJSON(t, text)
		jsonscan.Pointer(text, offset)
		if utf8.ValidString(text) {
			checkAppendString(t, text)
		}
		s := jsonscan.New(text)
		if got := s.String(); s.Err() == nil {
			var want string
			require.NoError(t, json.Unmarshal([]byte(text[:s.Offset()]), &want))
			require.Equal(t, want, got)
		}
	})
}

func BenchmarkRaw(b *testing.B) {
	for name, text := range map[string]string{
		"policy":  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchGetImage"],"Resource":"*"}]}`,
		"numbers": "[" + strings.Repeat("12345,", 100_000) + "1]",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if err := raw(jsonscan.New(text)); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/encoding_json", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if !json.Valid([]byte(text)) {
					b.Fatal(text)
				}
			}
		})
	}
}

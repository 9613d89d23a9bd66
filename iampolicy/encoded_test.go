package iampolicy_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/policytest"
)

func ExampleParseEncoded() {
	d, err := iampolicy.ParseEncoded(
		"%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22" +
			"Allow%22%2C%22Action%22%3A%22ecr%3A%2A%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D",
	)
	fmt.Println(d, err)
	// Output:
	// {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*"}]} <nil>
}

func TestParseEncoded(t *testing.T) {
	for _, p := range policytest.ReadPolicies(t) {
		want, err := iampolicy.Parse(p.Policy)
		require.NoError(t, err)
		got, err := iampolicy.ParseEncoded(url.PathEscape(string(p.Policy)))
		require.NoError(t, err, p.ID)
		require.Equal(t, want, got, p.ID)
		all := strings.ReplaceAll(fmt.Sprintf("% X", string(p.Policy)), " ", "%")
		got, err = iampolicy.ParseEncoded("%" + all)
		require.NoError(t, err, p.ID)
		require.Equal(t, want, got, p.ID)
	}
	d, err := iampolicy.ParseEncoded(url.PathEscape(in(`"Resource":"a+b %25"`)))
	require.NoError(t, err)
	require.Equal(t, []string{"a+b %25"}, d.Statement.Items[0].Resource.Items, "a plus is no space, and decoding happens once")
}

func TestParseEncodedErrors(t *testing.T) {
	for _, c := range []struct {
		s      string
		offset int64
		says   string
	}{
		{``, 0, "empty"},
		{`{"Statement":[]}`, 0, "Parse"},
		{`%7B%22Statement%22:[] %7D`, 21, "not URL-encoded"},
		{`%7B%2`, 3, "bad URL encoding"},
		{`%7B%zz%7D`, 3, "bad URL encoding"},
		{`%7B%22Statement%22%3A%5B%5D%7`, 27, `"%7"`},
		{`%7B%22Statement%22%3A%5B%5D%`, 27, `"%"`},
		{`%7b%7g%7`, 3, `"%7g"`},
		{`%00%99%aa%ff%AA%FF%0g`, 18, `"%0g"`},
		{`%09%g0`, 3, `"%g0"`},
		{`%7B%0/`, 3, `"%0/"`},
		{`%7B%:0`, 3, `"%:0"`},
		{"%7B%`0", 4, "not URL-encoded"},
		{`%7B%@0`, 3, `"%@0"`},
		{`%7B%22Statement%22%3A+%5B%5D%7D`, 21, `found "+"`},
		{`%7B%22statement%22%3A%5B%5D%7D`, 3, `write "Statement"`},
		{`%7B%22Statement%22%3A%5B%5D%7D%FF`, 30, "not UTF-8"},
		{`%7B%22Statement%22%3A%5B%5D`, 27, "unexpected end"},
	} {
		_, err := iampolicy.ParseEncoded(c.s)
		var pe *iampolicy.ParseError
		require.ErrorAs(t, err, &pe, c.s)
		require.Equal(t, c.offset, pe.Offset, err.Error())
		require.ErrorContains(t, err, c.says)
		if strings.HasPrefix(c.says, "bad URL") {
			var cause url.EscapeError
			require.ErrorAs(t, err, &cause, "package url's own error is kept")
		}
	}
}

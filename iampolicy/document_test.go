package iampolicy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

func TestIsAnyone(t *testing.T) {
	for _, c := range []struct {
		p    iampolicy.Principal
		want bool
		why  string
	}{
		{iampolicy.Principal{}, false, "the zero Principal"},
		{iampolicy.Anyone(), true, "*"},
		{iampolicy.AWS("*"), true, "the other spelling"},
		{iampolicy.AWS("111122223333", "*"), true, "beside an account"},
		{iampolicy.AWS("111122223333"), false, "an account"},
		{iampolicy.Service("*"), false, "every service is not everyone"},
	} {
		require.Equal(t, c.want, c.p.IsAnyone(), c.why)
	}
}

// TestMembers: the lists come in AWS's order, those that are absent too, and no more
// of them than are asked for.
func TestMembers(t *testing.T) {
	p := iampolicy.Principal{AWS: list("a"), Service: list("b"), Federated: list("c"), CanonicalUser: list("d")}
	var got []string
	for name, v := range p.Members() {
		got = append(append(got, name), v.Items...)
	}
	require.Equal(t, []string{"AWS", "a", "Service", "b", "Federated", "c", "CanonicalUser", "d"}, got)
	n := 0
	for name, v := range (iampolicy.Principal{}).Members() {
		require.Nil(t, v.Items, name)
		if n++; n == 2 {
			break
		}
	}
	require.Equal(t, 2, n)
}

func list(items ...string) iampolicy.OneOrMany[string] {
	return iampolicy.OneOrMany[string]{Items: items}
}

// TestNamesOfNumbers: the first number behind the last name has none.
func TestNamesOfNumbers(t *testing.T) {
	require.Equal(t, "rcp", iampolicy.KindRCP.String())
	require.Equal(t, "unknown", (iampolicy.KindRCP + 1).String())
	require.Equal(t, "IPAddress", iampolicy.KeyIPAddress.String())
	require.Equal(t, "unknown", (iampolicy.KeyIPAddress + 1).String())
}

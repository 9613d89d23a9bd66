package authz_test

import (
	"math/big"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// meets decides one condition on one key.
func meets(t testing.TB, operator, want string, got ...string) (met, ok bool) {
	p, err := authz.Compile(iampolicy.NewDocument(iampolicy.Allow("*").On("*").When(operator, "app:key", want)))
	if err != nil {
		return false, false
	}
	d := p.Decide(authz.Request{Action: "app:Do", Resource: "*", Context: map[string][]string{"app:key": got}})
	return d.Outcome == authz.Allowed, true
}

func TestDates(t *testing.T) {
	const noon = "2026-07-01T12:00:00Z"
	for _, tt := range []struct {
		got, operator, want string
		met                 bool
	}{
		{"2026-07-01T21:00:00+09:00", "DateEquals", noon, true},
		{"2026-07-01T08:30:00-03:30", "DateEquals", noon, true},
		{"2026-07-01T12:00Z", "DateEquals", noon, true},
		{"2026-07-01T12:00:00.000Z", "DateEquals", noon, true},
		{"2026-07-01T12:00:00.000000001Z", "DateGreaterThan", noon, true},
		{"1782907200", "DateEquals", noon, true},
		{"1782907200.5", "DateGreaterThan", noon, true},
		{"1782907199.5", "DateLessThan", noon, true},
		{"-0.5", "DateLessThan", "1970-01-01", true},
		{"-0.5", "DateGreaterThan", "1969-12-31T23:59:59Z", true},
		{"-1", "DateEquals", "1969-12-31T23:59:59Z", true},
		{"2026", "DateEquals", "2026-01-01T00:00:00Z", true},
		{"2026-07", "DateEquals", "2026-07-01", true},
		{"2024-02-29", "DateLessThan", "2024-03-01", true},
		{"2000-02-29", "DateGreaterThan", "2000-02-28T23:59:59Z", true},
		{"2026-06-30T24:00:00Z", "DateEquals", "2026-07-01T00:00:00Z", true},
		{"0000-03-01", "DateLessThan", "0000-03-02", true},
		{"0000-01-01", "DateLessThan", "0000-03-01", true},
		{"2026-07-01T12:00:00Z", "DateNotEquals", noon, false},
		{"tomorrow", "DateNotEquals", noon, true},
		{"2100-02-29", "DateGreaterThan", noon, false},
		{"2026-13-01", "DateGreaterThan", "2025", false},
		{"2026-1-01", "DateGreaterThan", "2025", false},
		{"2026/07/01", "DateGreaterThan", "2025", false},
		{"2026-07-01t12:00:00Z", "DateGreaterThan", "2025", false},
		{"2026-07T12:00:00Z", "DateGreaterThan", "2025", false},
		{"2026-07-01T12:00:00", "DateGreaterThan", "2025", false},
		{"2026-07-01T25:00:00Z", "DateGreaterThan", "2025", false},
		{"2026-07-01T24:00:01Z", "DateGreaterThan", "2025", false},
		{"2026-07-01T12:60:00Z", "DateGreaterThan", "2025", false},
		{"2026-07-01T12:00:00.Z", "DateGreaterThan", "2025", false},
		{"2026-07-01T12:00:00.1234567890Z", "DateGreaterThan", "2025", false},
		{"2026-07-01T12:00:00+0900", "DateGreaterThan", "2025", false},
		{"2026-07-01T12:00:00+24:00", "DateGreaterThan", "2025", false},
		{"1782907200.", "DateGreaterThan", "2025", false},
		{"1e10", "DateGreaterThan", "2025", false},
		{"9999999999999999", "DateGreaterThan", "2025", false},
		{"", "DateLessThan", "2025", false},
	} {
		if met, ok := meets(t, tt.operator, tt.want, tt.got); met != tt.met || !ok {
			t.Errorf("%q %s %q = %v, want %v", tt.got, tt.operator, tt.want, met, tt.met)
		}
	}
}

// TestDatesOverYears holds the calendar against package time.
func TestDatesOverYears(t *testing.T) {
	for day := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2500; day = day.AddDate(0, 0, 97) {
		epoch := strconv.FormatInt(day.Unix(), 10)
		if len(epoch) == 4 {
			continue // four digits are a year
		}
		met, ok := meets(t, "DateEquals", day.Format(time.DateOnly), epoch)
		require.True(t, met && ok, day)
	}
}

func FuzzNumber(f *testing.F) {
	for _, seed := range [][2]string{{"300", "3e2"}, {"-0.0", "0"}, {"1e-6", "0.000001"}, {"100000000000000000001", "1e20"}, {"+5",
		"5."}, {"1_000", "0x10"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, got, want string) {
		if hasLongExponent(got) || hasLongExponent(want) {
			return
		}
		g, gotOK := rational(got)
		w, wantOK := rational(want)
		for operator, holds := range map[string]func(int) bool{
			"NumericEquals":   func(c int) bool { return c == 0 },
			"NumericLessThan": func(c int) bool { return c < 0 }, "NumericGreaterThanEquals": func(c int) bool { return c >= 0 },
		} {
			met, ok := meets(t, operator, want, got)
			if !gotOK || !wantOK || !ok {
				require.False(t, met, "%q %s %q", got, operator, want)
				continue
			}
			require.Equal(t, holds(g.Cmp(w)), met, "%q %s %q", got, operator, want)
		}
	})
}

// TestNumbers compares every two of these, as package big does.
func TestNumbers(t *testing.T) {
	texts := []string{
		"",
		"+",
		"-",
		"0",
		"-0",
		"+0",
		"0.0",
		"5",
		"+5",
		"-5",
		"05",
		"5.0",
		"5.",
		".5",
		"0.5",
		"-0.5",
		"+0.5",
		"1e0",
		"1e+1",
		"1e-1",
		"1E2",
		"1e",
		"1e+",
		"1e1e1",
		"e1",
		"+e1",
		"10",
		"100",
		"99",
		"123.456",
		"123.4560",
		"123.4561",
		"123.4",
		"0.001",
		"0.0012",
		"-123.456",
		"-123.4",
		"-2",
		"2",
		"x",
		"1x",
		"--1",
		"+-1",
		"-+1",
		"1.2.3",
		"1.x",
		"00",
		"000.000",
		"100e-2",
		"0.01e2",
		"-1e1",
		"-10",
		"1e0001",
	}
	for _, got := range texts {
		g, gotOK := rational(got)
		for _, want := range texts {
			w, wantOK := rational(want)
			equal, ok := meets(t, "NumericEquals", want, got)
			require.Equal(t, wantOK, ok, "%q", want)
			less, _ := meets(t, "NumericLessThan", want, got)
			require.Equal(t, gotOK && wantOK && g.Cmp(w) == 0, equal, "%q equals %q", got, want)
			require.Equal(t, gotOK && wantOK && g.Cmp(w) < 0, less, "%q is less than %q", got, want)
		}
	}
	for exponent, want := range map[string]bool{"000000001": true, "0000000001": false, "+000000001": true, "-000000001": true,
		"999999999": true} {
		_, ok := meets(t, "NumericEquals", "1e"+exponent, "1")
		require.Equal(t, want, ok, "an exponent has nine digits at most: %s", exponent)
	}
}

// rational reads decimals with small exponents.
func rational(s string) (*big.Rat, bool) {
	if hasLongExponent(s) || strings.ContainsAny(s, "_xXbBoOpP/") ||
		strings.HasSuffix(s, ".") || strings.Contains(s, ".e") || strings.Contains(s, ".E") || strings.HasPrefix(strings.TrimLeft(s, "+-"), ".") {
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// hasLongExponent reports whether package big would write out very many zeros.
func hasLongExponent(s string) bool {
	_, e, _ := strings.Cut(strings.ToLower(s), "e")
	return len(e) > 4
}

func FuzzAddress(f *testing.F) {
	for _, seed := range [][2]string{{"203.0.113.5", "203.0.113.0/24"}, {"::ffff:203.0.113.5", "203.0.113.0/24"}, {"203.0.113.5",
		"::ffff:203.0.113.0/120"}, {"2001:db8::1", "2001:db8::/32"}, {"1.2.3.4", "0.0.0.0/0"}, {"fe80::1%eth0", "::/0"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, got, want string) {
		met, ok := meets(t, "IpAddress", want, got)
		not, _ := meets(t, "NotIpAddress", want, got)
		if !ok {
			return
		}
		require.NotEqual(t, met, not)
		addr, err := netip.ParseAddr(got)
		if met {
			require.NoError(t, err)
			require.Empty(t, addr.Zone())
			other, _ := meets(t, "IpAddress", want, addr.Unmap().String())
			require.True(t, other)
		}
	})
}

func TestAddresses(t *testing.T) {
	for _, tt := range []struct {
		got, want string
		met       bool
	}{
		{"203.0.113.5", "203.0.113.5", true},
		{"203.0.113.5", "203.0.113.5/32", true},
		{"203.0.113.5", "203.0.113.9/24", true},
		{"203.0.113.5", "::/0", false},
		{"2001:db8::1", "0.0.0.0/0", false},
		{"203.0.113.5", "::ffff:203.0.113.0/120", true},
		{"::ffff:203.0.113.5", "203.0.113.5", true},
		{"2001:db8::1", "2001:db8::1", true},
		{"2001:db8::1%eth0", "2001:db8::1", false},
		{"203.0.113.05", "203.0.113.5", false},
		{"203.0.113.5", "::ffff:0.0.0.0/96", true},
		{"203.0.113.5", "::ffff:0.0.0.0/95", false},
		{"2001:db9::1", "2001:db8::/100", false},
		{"2001:db8::1", "2001:db8::/100", true},
		{"fe80::1%eth0", "fe80::/10", false},
		{"", "::/0", false},
		{"%eth0", "::/0", false},
		{"203.0.113", "203.0.113.0/24", false},
	} {
		if met, ok := meets(t, "IpAddress", tt.want, tt.got); met != tt.met || !ok {
			t.Errorf("%q in %q = %v, want %v", tt.got, tt.want, met, tt.met)
		}
	}
}

// TestSeveralValues: without a set operator AWS leaves several values open, so
// an Allow asks for all of them and a Deny for one.
func TestSeveralValues(t *testing.T) {
	for _, tt := range []struct {
		operator string
		got      []string
		met      bool
	}{
		{"StringEquals", []string{"x", "x"}, true},
		{"StringEquals", []string{"x", "y"}, false},
		{"StringNotEquals", []string{"y", "z"}, true},
		{"StringNotEquals", []string{"x", "y"}, false},
		{"ForAllValues:StringEquals", nil, true},
		{"ForAnyValue:StringEquals", nil, false},
		{"ForAnyValue:StringNotEquals", nil, false},
		{"ForAnyValue:StringEquals", []string{"x", "y"}, true},
		{"forallvalues:stringequals", []string{"x", "y"}, false},
	} {
		met, ok := meets(t, tt.operator, "x", tt.got...)
		require.True(t, ok)
		require.Equal(t, tt.met, met, "%s %v", tt.operator, tt.got)
	}
	deny := compile(t, iampolicy.NewDocument(iampolicy.Deny("*").On("*").When("StringEquals", "app:key", "x"), iampolicy.Allow("*").On("*")))
	d := deny.Decide(authz.Request{Action: "app:Do", Resource: "*", Context: keys("app:key", "y", "app:key", "x")})
	require.Equal(t, authz.ExplicitDeny, d.Outcome)
}

// TestKeys: names of keys match in any case, the policy's own spelling first.
func TestKeys(t *testing.T) {
	p := compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On("*").When("StringEquals", "aws:Key", "x")))
	for _, tt := range []struct {
		context map[string][]string
		want    authz.Outcome
	}{
		{keys("AWS:key", "x"), authz.Allowed},
		{keys("aws:Key", "x", "aws:key", "y"), authz.Allowed},
		{keys("aws:Key", "y", "aws:key", "x"), authz.ImplicitDeny},
		{keys("AWS:KEY", "x", "aws:key", "y"), authz.Allowed}, // the first in order
		{keys("AWS:KEY", "y", "aws:key", "x"), authz.ImplicitDeny},
		{map[string][]string{"AWS:KEY": nil, "aws:key": {"x"}}, authz.ImplicitDeny},
		{keys("", "x", "aws:Key2", "x", "aws:Ke", "x"), authz.ImplicitDeny},
	} {
		for range 20 { // maps have no order
			d := p.Decide(authz.Request{Action: "app:Do", Resource: "*", Context: tt.context})
			require.Equal(t, tt.want, d.Outcome, tt.context)
		}
	}
}

// TestVariables: one variable, in every place and form.
func TestVariables(t *testing.T) {
	for _, tt := range []struct {
		operator, want string
		met            bool
	}{
		{"StringEquals", "${app:team}", true},
		{"StringEquals", "${APP:Team}", true},
		{"StringEquals", "x-${app:team}", false},
		{"StringEquals", "${app:none, 'a*b'}", true},
		{"StringEquals", "${app:none,'a*b'}", true},
		{"StringEquals", "${app:none, 'a}b'}", false},
		{"StringEquals", "${app:none, a*b}", false},
		{"StringEquals", "${app:none}", false},
		{"StringEquals", "${app:two, 'a*b'}", false},
		{"StringEquals", "a${*}b", true},
		{"StringLike", "a${*}b", true},
		{"StringLike", "a${?}b", false},
		{"StringLike", "${app:team}", true},
		{"StringLike", "${app:star}", false},
		{"StringEqualsIgnoreCase", "${app:upper}", true},
		{"StringNotEquals", "${app:none}", true},
		{"StringNotLike", "${app:two}", true},
		{"StringEquals", "${app:team", false},
		{"StringEquals", "${}", false},
		{"Bool", "${app:team}", false},
		{"ArnLike", "${app:team}", false},
	} {
		p := compile(t, iampolicy.NewDocument(iampolicy.Allow("*").On("*").When(tt.operator, "app:key", tt.want)))
		d := p.Decide(authz.Request{Action: "app:Do", Resource: "*", Context: keys("app:key", "a*b", "app:team", "a*b", "app:star", "*",
			"app:two", "1", "app:two", "2", "app:upper", "A*B")})
		if got := d.Outcome == authz.Allowed; got != tt.met {
			t.Errorf("%s %q = %v, want %v", tt.operator, tt.want, got, tt.met)
		}
	}
}

// TestMultivaluedVariables: the variable of a key with several values has none
// (IAM guide, "Single-valued vs. multivalued condition keys").
func TestMultivaluedVariables(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"aws:CalledVia", "AWS:calledvia", "aws:PrincipalOrgPaths", "aws:TagKeys", "aws:PrincipalServiceNamesList"} {
		for _, fallback := range []string{"", ", 'app'"} {
			p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"arn:aws:ecr:*:*:repository/${`+key+fallback+`}"}`)
			q := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app, Context: keys(key, "app")}
			require.Equal(t, authz.ImplicitDeny, p.Decide(q).Outcome, key)
			q.OpenContext, q.Context = true, nil
			require.Equal(t, authz.ImplicitDeny, p.Decide(q).Outcome, key)
		}
	}
	for _, key := range []string{"aws:CalledVia", "AWS:tagkeys"} {
		p := statementPolicy(t, `{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/t":"${`+key+`}"}}}`)
		got := p.Decide(
			authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app, Context: keys(key, "x", "aws:PrincipalTag/t", "x")},
		)
		require.Equal(t, authz.ImplicitDeny, got.Outcome, "in a condition")
	}
	q := authz.Request{Principal: role, Action: "ecr:BatchGetImage", Resource: app, Context: keys("aws:PrincipalTag/team", "app")}
	require.Equal(t, authz.Allowed, statementPolicy(t, `{"Effect":"Allow","Action":"*",`+
		`"Resource":"arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}"}`).Decide(q).Outcome)
}

package agentver_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	masterminds "github.com/Masterminds/semver/v3"
	blang "github.com/blang/semver/v4"
	hashicorp "github.com/hashicorp/go-version"
	"golang.org/x/mod/semver"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// random returns texts that are versions or nearly so; the seed is fixed.
func random(n int) []string {
	r := rand.New(rand.NewPCG(6, 7))
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	texts := make([]string, n)
	for i := range texts {
		var b strings.Builder
		b.WriteString(pick("", "", "", "v", "vv", "V"))
		for j := range 2 + r.IntN(20)/4 {
			if j == 3 {
				break
			}
			if j > 0 {
				b.WriteString(".")
			}
			b.WriteString(pick("0", "1", "2", "7", "10", "102", "01", "00", "9223372036854775807", "x", ""))
		}
		for range r.IntN(4) {
			b.WriteString(pick("-", "+", ".", "-rc.", "+abc"))
			b.WriteString(pick("0", "1", "10", "01", "rc", "rc1", "a-b", "A", "-", "windows", ""))
		}
		b.WriteString(pick("", "", "", "", "", " ", "é", "\n"))
		texts[i] = b.String()
	}
	return texts
}

// TestAgreement: what Parse takes, Masterminds' strict parser, blang's and
// golang.org/x/mod/semver take too, and nothing else but the differences listed
// here; then all agree on the order.
func TestAgreement(t *testing.T) {
	var versions []agentver.Version
	for _, s := range random(20000) {
		v, err := agentver.Parse(s)
		bare := strings.TrimPrefix(s, "v") // Masterminds and blang take no v, x/mod needs one
		_, mErr := masterminds.StrictNewVersion(bare)
		_, bErr := blang.Parse(bare)
		for peer, ok := range map[string]bool{"Masterminds": mErr == nil, "blang": bErr == nil,
			"x/mod": semver.IsValid("v"+bare) && whole(bare)} {
			if ok != (err == nil) {
				t.Fatalf("%q: %s says %t, agentver %v", s, peer, ok, err)
			}
		}
		if err == nil {
			versions = append(versions, v)
		}
	}
	if len(versions) < 1000 {
		t.Fatalf("only %d texts were versions", len(versions))
	}
	agreeOnOrder(t, versions)
}

// whole reports whether s has three numbers: x/mod takes v1 and v1.7 too.
func whole(s string) bool {
	if end := strings.IndexAny(s, "-+"); end >= 0 {
		s = s[:end]
	}
	return strings.Count(s, ".") == 2
}

func agreeOnOrder(t *testing.T, versions []agentver.Version) {
	t.Helper()
	r := rand.New(rand.NewPCG(8, 9))
	for range 100000 {
		v, w := versions[r.IntN(len(versions))], versions[r.IntN(len(versions))]
		a, b := v.String(), w.String()
		for peer, want := range map[string]int{
			"x/mod":       semver.Compare("v"+a, "v"+b),
			"Masterminds": masterminds.MustParse(a).Compare(masterminds.MustParse(b)),
			"blang":       blang.MustParse(a).Compare(blang.MustParse(b)),
		} {
			if got := v.Compare(w); got != want {
				t.Fatalf("Compare(%s, %s) = %d, %s says %d", a, b, got, peer, want)
			}
		}
	}
}

// TestOrderLaws: antisymmetric, transitive, and level exactly when only build
// metadata differs.
func TestOrderLaws(t *testing.T) {
	versions := []agentver.Version{{}}
	for _, s := range random(20000) {
		if v, err := agentver.Parse(s); err == nil {
			versions = append(versions, v)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	pick := func() agentver.Version { return versions[r.IntN(len(versions))] }
	for range 100000 {
		a, b, c := pick(), pick(), pick()
		if a.Compare(b) != -b.Compare(a) {
			t.Fatalf("%s and %s are not antisymmetric", a, b)
		}
		if a.Compare(b) <= 0 && b.Compare(c) <= 0 && a.Compare(c) > 0 {
			t.Fatalf("%s, %s and %s are not transitive", a, b, c)
		}
		if level := a.Core() == b.Core() && a.Prerelease() == b.Prerelease(); level != (a.Compare(b) == 0) {
			t.Fatalf("%s and %s level: %t", a, b, level)
		}
	}
}

// TestPeersDiffer holds the differences that the documentation names; when one
// fails the peer has changed and the documentation must too.
func TestPeersDiffer(t *testing.T) {
	newer := agentver.MustParse("1.8.0-rc.1")
	hc, _ := hashicorp.NewConstraint(">=1.7.0")
	mc, _ := masterminds.NewConstraint(">=1.7.0")
	_, hErr := hashicorp.NewVersion("0x1.7.0")
	_, err := agentver.Parse("0x1.7.0")
	for claim, holds := range map[string]bool{
		"x/mod without v: everything is level":         semver.Compare("1.10.0", "1.9.9") == 0,
		"x/mod: with v is more than without":           semver.Compare("v1.7.0", "1.7.0") > 0,
		"hashicorp leaves pre-releases out":            !hc.Check(hashicorp.Must(hashicorp.NewVersion(newer.String()))),
		"Masterminds leaves pre-releases out":          !mc.Check(masterminds.MustParse(newer.String())),
		"agentver takes pre-releases in":               agentver.MustParseConstraint(">=1.7.0").Check(newer),
		"hashicorp reads 0x1.7.0, and as 0.0.0-x1.7.0": hErr == nil,
		"agentver does not read 0x1.7.0":               err != nil,
	} {
		if !holds {
			t.Errorf("no longer so: %s", claim)
		}
	}
}

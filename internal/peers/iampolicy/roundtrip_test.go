package iampolicy_test

import (
	"encoding/json"
	"os"
	"testing"

	awspolicy "github.com/hashicorp/awspolicyequivalence"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// TestRoundTripEquivalent: the library with which Terraform compares policies
// sees no difference between a policy and what is written back, and does see an
// added statement.
func TestRoundTripEquivalent(t *testing.T) {
	src, err := os.ReadFile("../../../iampolicy/testdata/source/policies.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct {
		ID     string
		Policy json.RawMessage
	}
	if err := json.Unmarshal(src, &rows); err != nil || len(rows) != 46 {
		t.Fatal(len(rows), err)
	}
	for _, row := range rows {
		d, err := iampolicy.Parse(row.Policy)
		if err != nil {
			t.Fatal(row.ID, err)
		}
		if same, err := awspolicy.PoliciesAreEquivalent(string(row.Policy), d.String()); !same || err != nil {
			t.Errorf("%s: %v, %v: %s", row.ID, same, err, d)
		}
		added, err := iampolicy.AddStatement(row.Policy, iampolicy.Deny("a:B").On("*"))
		if err != nil {
			t.Fatal(row.ID, err)
		}
		if same, err := awspolicy.PoliciesAreEquivalent(string(row.Policy), string(added)); same || err != nil {
			t.Errorf("%s: an added Deny makes no difference: %v", row.ID, err)
		}
	}
}

package ecrref_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/awslabs/amazon-ecr-credential-helper/ecr-login/api"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// TestExtractRegistry: whatever we accept, AWS's credential helper reads in the
// same way. It accepts more, and says nothing of the partition.
func TestExtractRegistry(t *testing.T) {
	f, err := os.Open("../../../ecrref/testdata/source/references.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	both, more := 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c struct{ In string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		ref, err := ecrref.Parse(c.In)
		theirs, theirErr := api.ExtractRegistry(c.In)
		switch {
		case err != nil && theirErr == nil:
			more++
		case err == nil && theirErr != nil:
			t.Errorf("Parse(%q) = %v, but ExtractRegistry: %v", c.In, ref, theirErr)
		case err == nil:
			both++
			compare(t, ref.Registry(), theirs)
		}
	}
	if both != 30 || more == 0 {
		t.Errorf("both accept %d cases, want 30; the helper accepts %d that we refuse, want some", both, more)
	}
}

func compare(t *testing.T, ours ecrref.Registry, theirs *api.Registry) {
	t.Helper()
	if ours.Kind() == ecrref.Public {
		if theirs.Service != api.ServiceECRPublic {
			t.Errorf("%v: ExtractRegistry says service %v", ours, theirs.Service)
		}
		return
	}
	if theirs.ID != ours.AccountID() || theirs.Region != ours.Region() || theirs.FIPS != ours.IsFIPS() {
		t.Errorf("%v: ExtractRegistry says %+v", ours, *theirs)
	}
}

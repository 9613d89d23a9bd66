package ecrref_test

import (
	"reflect"
	"testing"

	"github.com/seed-293f0d42/ecrkit/internal/growth"
	"github.com/seed-293f0d42/ecrkit/internal/peers/pairs"
)

// TestFindAgreesWithRegexp: on the text of the benchmark both find the same.
func TestFindAgreesWithRegexp(t *testing.T) {
	text := growth.Mixed(1 << 20)
	got, want := pairs.FindAll(text), pairs.FindAllRegexp(text)
	if len(got) < 500 || !reflect.DeepEqual(got, want) {
		t.Errorf("Find found %d references, the regexp %d, and not the same", len(got), len(want))
	}
}

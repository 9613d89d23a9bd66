package refusal_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/refusal"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
	"github.com/stretchr/testify/assert"
)

// TestCodes: each is one of lint's, and of an error.
func TestCodes(t *testing.T) {
	severities := map[lint.Code]lint.Severity{}
	for _, c := range lint.Checks() {
		severities[c.Code] = c.Severity
	}
	for code := range refusal.Codes {
		assert.Equal(t, lint.SeverityError, severities[code], "%s", code)
	}
}

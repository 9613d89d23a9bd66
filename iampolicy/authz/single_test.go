package authz_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// TestSingleStatementPointer: a statement that stands in no list has no number.
func TestSingleStatementPointer(t *testing.T) {
	t.Parallel()
	const statement = `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"Nope":{"aws:SourceVpc":"v"}}}`
	for text, want := range map[string]string{
		`{"Statement":` + statement + `}`:   "/Statement/Condition/Nope:",
		`{"Statement":[` + statement + `]}`: "/Statement/0/Condition/Nope:",
	} {
		_, err := authz.Compile(iampolicy.MustParse(text))
		require.ErrorContains(t, err, want)
	}
}

package ecrref_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// A conformanceRow is a row of testdata/conformance/references.json, which its
// README explains.
type conformanceRow struct {
	ID, Rule, Input, Reason, Source string
	Lenient                         bool
	Want                            *conformanceParts
	Refuse                          string
}

// conformanceParts are the parts that a reference has.
type conformanceParts struct {
	Kind, Host, Account, Region, Partition string
	FIPS, DualStack                        bool
	Path, Name, Alias, Tag, Digest, ARN    string
}

func conformance(t *testing.T) (rows []conformanceRow) {
	t.Helper()
	f, err := os.Open("testdata/conformance/references.json")
	require.NoError(t, err)
	defer f.Close()
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(&rows))
	return rows
}

func partsOf(r ecrref.Ref) *conformanceParts {
	repo, reg := r.Repository(), r.Registry()
	kinds := map[ecrref.Kind]string{ecrref.Private: "private", ecrref.Public: "public"}
	arn, _ := repo.ARN()
	return &conformanceParts{kinds[reg.Kind()], reg.Host(), reg.AccountID(), reg.Region(), reg.Partition(), reg.IsFIPS(), reg.IsDualStack(),
		repo.Path(), repo.Name(), repo.Alias(), r.Tag(), r.Digest(), arn}
}

// TestConformance: Parse takes what is canonical, ParseAny that and what is
// lenient; ParseAny, which looks further, blames the part that the row names. The
// slow parser is the second witness.
func TestConformance(t *testing.T) {
	t.Parallel()
	rows, accepted, slow := conformance(t), 0, newSlowParser(t)
	for _, row := range rows {
		t.Run(row.ID, func(t *testing.T) {
			strict, strictErr := ecrref.Parse(row.Input)
			lenient, err := ecrref.ParseAny(row.Input)
			witness, ok := slow.parseAny(row.Input)
			require.Equal(t, row.Want != nil, ok, "the slow parser: %s", row.Reason)
			if row.Want == nil {
				require.Error(t, strictErr, row.Reason)
				checkRefused(t, row, err)
				return
			}
			accepted++
			require.NoError(t, err)
			require.Equal(t, row.Want, partsOf(lenient), row.Reason)
			require.Equal(t, witness, fieldsOf(lenient))
			if require.Equal(t, row.Lenient, strictErr != nil, "Parse(%q): %v", row.Input, strictErr); !row.Lenient {
				require.Equal(t, lenient, strict)
			}
		})
	}
	require.Equal(t, [2]int{209, 77}, [2]int{len(rows), accepted}, "rows, and how many of them are accepted")
}

func checkRefused(t *testing.T, row conformanceRow, err error) {
	t.Helper()
	var e *ecrref.ParseError
	if !errors.As(err, &e) {
		t.Errorf("ParseAny(%q) = %v, want a refusal: %s", row.Input, err, row.Reason)
	} else if e.Part.String() != row.Refuse {
		t.Errorf("%s %q: the %s is wrong, want the %s: %v", e.Func, row.Input, e.Part, row.Refuse, e)
	}
}

// TestConformanceCoversGrammar: every rule of the grammar in doc.go has a text
// that obeys it and one that breaks it, beside those of the spoofs.
func TestConformanceCoversGrammar(t *testing.T) {
	t.Parallel()
	obeyed, broken := map[string]bool{}, map[string]bool{}
	for _, row := range conformance(t) {
		require.NotEmpty(t, row.Reason, row.ID)
		require.NotEmpty(t, row.Source, row.ID)
		if row.Want != nil {
			obeyed[row.Rule] = true
		} else {
			broken[row.Rule] = true
		}
	}
	for rule := range rules(t) {
		require.True(t, obeyed[rule], "no text obeys %s", rule)
		require.True(t, broken[rule], "no text breaks %s", rule)
	}
}

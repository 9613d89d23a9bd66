package match_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// TestNearestOperator: what is offered for a misspelt operator is one, and asks for
// as many values as the misspelt one does.
func TestNearestOperator(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, want, why string }{
		{"StringEqual", "StringEquals", "a letter is missing"},
		{"stringequalsifexist", "StringEqualsIgnoreCase", "what is no suffix is part of the name"},
		{"DateLessThenIfExists", "DateLessThanIfExists", "the suffix stays"},
		{"ForAllValues:StringEqual", "ForAllValues:StringEquals", "so does the prefix"},
		{"ForAnyValue:StringEqual", "ForAnyValue:StringEquals", "each of them"},
		{"ForAllValue:StringEquals", "ForAllValues:StringEquals", "a prefix that is misspelt"},
		{"forAnyValues:StringEquals", "ForAnyValue:StringEquals", "the other"},
		{"ForAllValuesStringEquals", "ForAllValues:StringEquals", "a prefix without its colon"},
		{"foranyvalueStringLikeIfExists", "ForAnyValue:StringLikeIfExists", "the other, with a suffix"},
		{"ForAllValues:ForAnyValue:StringEquals", "ForAllValues:StringEquals", "one prefix too many"},
		{"NulIfExists", "Null", "Null takes no suffix"},
		{"ForAnyValue:Nul", "Null", "and no prefix"},
		{"ArnNot", "ArnNotLike", "ArnLike is as near, and the opposite"},
		{"NumericNot", "NumericNotEquals", "NumericEquals is as near, and the opposite"},
		{"IfExists", "", "a suffix of nothing"},
		{"ForAllValues:", "", "a prefix of nothing"},
		{"", "", "nothing"},
		{"Zzzz", "", "no letter of any"},
		{"StringLike" + strings.Repeat("_", 54), "StringLike", "64 characters"},
		{"StringLike" + strings.Repeat("_", 55), "", "far too long for one"},
	} {
		if got := match.NearestOperator(tt.name); got != tt.want {
			t.Errorf("NearestOperator(%q) = %q, want %q: %s", tt.name, got, tt.want, tt.why)
		}
	}
}

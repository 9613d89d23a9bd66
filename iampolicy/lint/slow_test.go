package lint_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// slowKinds are the kinds whose findings of two checks are worked out again, from the
// JSON text alone, by TestLintSlow.
var slowKinds = [...]iampolicy.PolicyKind{identity, repository, trust}

// slowFindings is a second reading of two checks, MISSING_QUALIFIER and
// MISSING_ARN_IN_NOTPRINCIPAL, of how many there are in a document.
func slowFindings(t *testing.T, d iampolicy.Document, kind iampolicy.PolicyKind) map[lint.Code]int {
	t.Helper()
	var v struct {
		Statement []struct {
			Effect       string
			NotPrincipal struct{ AWS any }
			Condition    map[string]map[string]any
		}
	}
	d.Statement.Single = false
	b := d.AppendJSON(nil)
	if json.Unmarshal(b, &v) != nil {
		return nil // "NotPrincipal": "*"
	}
	n := map[lint.Code]int{}
	for _, s := range v.Statement {
		for operator, keys := range s.Condition {
			for key := range keys {
				if isMultivalued(key) && !strings.Contains(operator, ":") && !strings.HasPrefix(operator, "Null") {
					n["MISSING_QUALIFIER"]++
				}
			}
		}
		names := asStrings(s.NotPrincipal.AWS)
		for _, name := range names {
			if s.Effect == "Deny" && kind == repository && !allNames(name, names) {
				n["MISSING_ARN_IN_NOTPRINCIPAL"]++
			}
		}
	}
	return n
}

func isMultivalued(key string) bool {
	for _, k := range []string{"aws:TagKeys", "aws:PrincipalOrgPaths", "aws:CalledVia", "aws:SourceOrgPaths"} {
		if strings.EqualFold(k, key) {
			return true
		}
	}
	return false
}

func asStrings(v any) (list []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, item := range v {
			list = append(list, item.(string))
		}
	}
	return list
}

// allNames reports whether a principal's other names are all listed.
func allNames(name string, names []string) bool {
	has := func(form string) bool {
		for _, n := range names {
			if n == form || strings.HasSuffix(form, "/*") && strings.HasPrefix(n, strings.TrimSuffix(form, "*")) {
				return true
			}
		}
		return false
	}
	const account = "111122223333"
	root := has(account) || has("arn:aws:iam::"+account+":root")
	switch {
	case strings.Contains(name, ":assumed-role/"):
		role := strings.Split(name, "/")[1]
		return root && (has("arn:aws:iam::"+account+":role/"+role) || has("arn:aws:iam::"+account+":role/deploy/"+role))
	case strings.Contains(name, ":role/"):
		return root && has("arn:aws:sts::"+account+":assumed-role/"+name[strings.LastIndex(name, "/")+1:]+"/*")
	case strings.Contains(name, ":user/"):
		return root
	}
	return true
}

// TestLintSlow holds two checks against their second reading, in every set of
// principals and every pair of operator and key.
func TestLintSlow(t *testing.T) {
	t.Parallel()
	names := []string{"arn:aws:sts::111122223333:assumed-role/ci/run1", "arn:aws:sts::111122223333:assumed-role/ci/run2",
		"arn:aws:iam::111122223333:role/deploy/ci", "arn:aws:iam::111122223333:role/other", "arn:aws:iam::111122223333:root", "111122223333",
		"arn:aws:iam::111122223333:user/bob"}
	seen := 0
	compare := func(d iampolicy.Document) {
		for _, kind := range slowKinds {
			got := map[lint.Code]int{}
			for _, f := range lint.Run(d, kind) {
				got[f.Code]++
			}
			want := slowFindings(t, d, kind)
			for _, code := range []lint.Code{"MISSING_QUALIFIER", "MISSING_ARN_IN_NOTPRINCIPAL"} {
				require.Equal(t, want[code], got[code], "%s of %s as %s", code, d, kind)
				seen += got[code]
			}
		}
	}
	for set := 1; set < 1<<len(names); set++ {
		s := iampolicy.Statement{Effect: "Deny", Action: list("ecr:*")}
		for i, name := range names {
			if set&(1<<i) != 0 {
				s.NotPrincipal.AWS.Items = append(s.NotPrincipal.AWS.Items, name)
			}
		}
		compare(withStatement(s))
	}
	for _, operator := range []string{"StringEquals", "ForAnyValue:StringLike", "ForAllValues:StringEquals", "Null",
		"ArnLikeIfExists", "Bool"} {
		for _, key := range []string{"aws:TagKeys", "AWS:PRINCIPALORGPATHS", "aws:CalledVia", "aws:CalledViaFirst", "aws:SourceVpc"} {
			compare(withStatement(iampolicy.Allow("ecr:ListImages").On("*").When(operator, key, "true")))
		}
	}
	require.Greater(t, seen, 100)
}

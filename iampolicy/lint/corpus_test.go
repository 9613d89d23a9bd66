package lint_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
)

// kindsOfPublished maps the kinds of testdata/source/policies.json.
var kindsOfPublished = map[string]iampolicy.PolicyKind{
	"identity":     iampolicy.KindIdentity,
	"aws-managed":  iampolicy.KindIdentity,
	"repository":   iampolicy.KindRepository,
	"registry":     iampolicy.KindRegistry,
	"trust":        iampolicy.KindTrust,
	"vpc-endpoint": iampolicy.KindEndpoint,
	"scp":          iampolicy.KindSCP,
	"rcp":          iampolicy.KindRCP,
}

// published is one policy of AWS's guides or of AWS itself.
type published struct {
	ID, Kind string
	Policy   iampolicy.Document
}

func publishedPolicies(t *testing.T) (list []published) {
	t.Helper()
	b := []byte(read(t, "../testdata/source/policies.json"))
	require.NoError(t, json.Unmarshal(b, &list))
	require.Len(t, list, 46)
	return list
}

// publishedReasons says why Lint is right to find something in a policy that
// AWS publishes. A finding without a reason here is a false alarm.
var publishedReasons = map[string]string{
	"ptc-ecr-to-ecr-upstream ECR_REGISTRY_POLICY_V2_ACTION":         "a registry on scope V1 ignores them (AWS's page on the scopes)",
	"repo-lambda-same-account RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL": "Access Analyzer has this check; newer examples carry aws:SourceArn",
	"kms-create-repository ID_IN_IDENTITY_POLICY":                   "AWS's grammar page forbids Id there; IAM keeps it, hence a suggestion",
	"vpce-ecr-pull MISSING_VERSION":                                 "Access Analyzer warns of it in every policy",
	"vpce-ecr-pull INVALID_PRINCIPAL_FORMAT":                        "the example's account ID has ten digits, so pasting it fails",
	"vpce-s3-layers MISSING_VERSION":                                "Access Analyzer warns of it in every policy",
	"trust-ecs-tasks EMPTY_SID_VALUE":                               "Access Analyzer suggests it, the statement works",
	"trust-ec2 EMPTY_SID_VALUE":                                     "Access Analyzer suggests it, the statement works",
}

// TestLintPublished lists every finding in what AWS publishes, with its reason.
func TestLintPublished(t *testing.T) {
	var out strings.Builder
	used := map[string]bool{}
	for _, p := range publishedPolicies(t) {
		kind, ok := kindsOfPublished[p.Kind]
		require.True(t, ok, p.Kind)
		for _, f := range lint.Run(p.Policy, kind) {
			key := p.ID + " " + string(f.Code)
			require.NotEmpty(t, publishedReasons[key], "no reason for %s: %s", key, f)
			used[key] = true
			fmt.Fprintf(&out, "%s (%s)\n  %s\n  kept because %s\n", p.ID, p.Kind, f, publishedReasons[key])
		}
	}
	for key := range publishedReasons {
		require.True(t, used[key], "%s is no longer found", key)
	}
	golden.File(t, "testdata/published.golden", []byte(out.String()))
}

// managedPolicies returns AWS's managed policies from the Python package moto,
// which carries them all.
func managedPolicies(t testing.TB) map[string]iampolicy.Document {
	t.Helper()
	if testing.Short() {
		t.Skip("-short leaves out AWS's managed policies, which Python takes seconds to print")
	}
	const script = `import json; from moto.iam.aws_managed_policies import aws_managed_policies_data as d
print(json.dumps({k: v["Document"] for k, v in json.loads(d).items()}))`
	out, err := exec.Command("python3", "-c", script).Output()
	if err != nil {
		t.Skipf("python3 cannot import moto, which carries AWS's managed policies: %v", err)
	}
	raw := map[string]json.RawMessage{}
	require.NoError(t, json.Unmarshal(out, &raw))
	docs := map[string]iampolicy.Document{}
	for name, b := range raw {
		d, err := iampolicy.Parse(b)
		require.NoError(t, err, name)
		docs[name] = d
	}
	return docs
}

// requirePointer fails unless a finding points to a value of the document.
func requirePointer(t *testing.T, d iampolicy.Document, f lint.Finding) {
	t.Helper()
	var v any
	require.NoError(t, json.Unmarshal(d.AppendJSON(nil), &v))
	for _, name := range strings.Split(f.Pointer, "/")[1:] {
		name = strings.NewReplacer("~1", "/", "~0", "~").Replace(name)
		switch w := v.(type) {
		case map[string]any:
			require.Contains(t, w, name, "%s\n%s", f, d)
			v = w[name]
		case []any:
			i, err := strconv.Atoi(name)
			require.NoError(t, err, "%s\n%s", f, d)
			require.Less(t, i, len(w), "%s\n%s", f, d)
			v = w[i]
		default:
			t.Fatalf("%s points into %v\n%s", f, v, d)
		}
	}
}

// managedErrors are the errors that Lint finds in AWS's managed policies, each
// with the reason why it is right.
var managedErrors = map[string]string{
	"SageMakerStudioProjectProvisioningRolePolicy ECR_TOKEN_SCOPED_TO_ARN": "its only GetAuthorizationToken is on ARNs, so not granted",
}

// TestLintManaged judges every managed policy of AWS. They are in use, so an
// error is a false alarm unless managedErrors explains it. Below errors only
// suggestions of redundant actions and iam:PassRole on "*" may be common.
func TestLintManaged(t *testing.T) {
	docs := managedPolicies(t)
	require.GreaterOrEqual(t, len(docs), 1400)
	count := map[lint.Code]int{}
	for name, d := range docs {
		for _, f := range lint.Run(d, iampolicy.KindIdentity) {
			count[f.Code]++
			requirePointer(t, d, f)
			if f.Severity == lint.SeverityError && managedErrors[name+" "+string(f.Code)] == "" {
				t.Errorf("%s: %s", name, f)
			}
		}
	}
	t.Logf("%d policies: %v", len(docs), count)
	for code, n := range count {
		require.LessOrEqual(t, n, managedBounds[code], code)
	}
}

// managedBounds is how often each code may be found in about 1,500 policies.
var managedBounds = map[lint.Code]int{
	"ALLOW_EVERYTHING": 1, // AdministratorAccess
	"CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE":    3, // analyzerNames has them, as the next four codes'
	"CREATE_SLR_WITH_STAR_IN_RESOURCE":               3,
	"CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOTACTION": 0,
	"PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE":     3,
	"PASS_ROLE_WITH_STAR_IN_RESOURCE":                20,
	"ECR_INCOMPLETE_PULL":                            10, // three read manifests without pulling
	"ECR_TOKEN_NOT_COVERED":                          10, // another policy may grant it
	"ECR_TOKEN_SCOPED_TO_ARN":                        1,
	"REDUNDANT_ACTION":                               100,
	"POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA":      200, // AWS's own policies may be longer than yours
}

// analyzerNames are the managed policies of which Access Analyzer's reference says that
// it has the finding, those that AWS has withdrawn left out, and beside them those that
// are newer than the text. PowerUserAccess is there for the action that it names.
var analyzerNames = map[lint.Code][]string{
	"PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE": {"AdministratorAccess", "IAMFullAccess",
		"AWSMcpServiceActionsFullAccess"}, // everything, on condition that it comes through MCP
	"PASS_ROLE_WITH_STAR_IN_RESOURCE": {"AdministratorAccess-Amplify", "AWSElasticBeanstalkService",
		"AmazonDynamoDBFullAccesswithDataPipeline",
		"AmazonElasticMapReduceFullAccess", "AmazonElasticMapReduceRole"}, // the last is not in the text, and passes every role
	"CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE": {"AdministratorAccess", "IAMFullAccess",
		"AWSMcpServiceActionsFullAccess"},
	"CREATE_SLR_WITH_STAR_IN_RESOURCE": {"PowerUserAccess", "AWSOrganizationsServiceTrustPolicy",
		"AdministratorAccess-Amplify"}, // the last is not in the text, and names the action on "*"
}

// TestLintManagedAsAnalyzer holds the checks of broad statements against what AWS
// says of its own policies.
func TestLintManagedAsAnalyzer(t *testing.T) {
	t.Parallel()
	docs := managedPolicies(t)
	found := map[lint.Code][]string{}
	for name, d := range docs {
		for _, f := range lint.Run(d, identity) {
			if _, ok := analyzerNames[f.Code]; ok && !slices.Contains(found[f.Code], name) {
				found[f.Code] = append(found[f.Code], name)
			}
		}
	}
	for code, names := range analyzerNames {
		require.ElementsMatch(t, names, found[code], code)
	}
}

// TestLintRecipes holds that what the recipes write has no finding beyond those
// of AWS's own text, which TestLintPublished lists with their reasons.
func TestLintRecipes(t *testing.T) {
	seen := 0
	for r := range recipe.All() {
		seen++
		for _, f := range lint.Run(r.Sample(), r.Kind) {
			require.NotEmpty(t, publishedReasons[r.ID+" "+string(f.Code)], "%s: %s", r.ID, f)
		}
	}
	require.GreaterOrEqual(t, seen, 30)
}

package lint_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// lintCase is a statement, or a whole document, and the finding it must have.
type lintCase struct {
	code    lint.Code
	kind    iampolicy.PolicyKind
	doc     string // a statement of a document of 2012, or a document
	pointer string
	fix     string // part of the fix
	why     string
}

const (
	identity   = iampolicy.KindIdentity
	repository = iampolicy.KindRepository
	registry   = iampolicy.KindRegistry
	trust      = iampolicy.KindTrust
)

// document returns the document of a lintCase.
func (c lintCase) document() iampolicy.Document {
	if strings.Contains(c.doc, `"Statement"`) {
		return iampolicy.MustParse(c.doc)
	}
	return iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[` + c.doc + `]}`)
}

// lintLiterals are documents that Parse refuses.
var lintLiterals = []struct {
	code    lint.Code
	doc     iampolicy.Document
	pointer string
	why     string
}{
	{"MISSING_STATEMENT", iampolicy.Document{}, "", "the zero Document"},
	{"INVALID_VERSION", iampolicy.Document{Version: "2012-10-18"}, "/Version", "a day late"},
	{"INVALID_EFFECT", withStatement(iampolicy.Statement{Effect: "allow"}), "/Statement/0/Effect", "effects are compared by case"},
	{"DUPLICATE_KEYS_WITH_DIFFERENT_CASE", withStatement(iampolicy.Allow("ecr:PutImage").On("*").When("StringEquals", "aws:SourceVpc",
		"vpc-1").When("StringEquals", "aws:sourcevpc", "vpc-2")),
		"/Statement/0/Condition/StringEquals/aws:sourcevpc", "keys are compared without case, so the two are one"},
	{"EMPTY_ARRAY_CONDITION", withStatement(iampolicy.Statement{Condition: []iampolicy.Condition{{Operator: "Bool", Key: "aws:k"}}}),
		"/Statement/0/Condition/Bool/aws:k", "a key without a list"},
	{"INVALID_ACTION", withStatement(iampolicy.Statement{Action: iampolicy.OneOrMany[string]{Items: []string{"ecr:PutImage", "ecr:x"},
		Single: true}}), "/Statement/0/Action/1", "two items cannot be written bare"},
	{"MISSING_EFFECT", withStatement(iampolicy.Statement{}), "/Statement/0", "the zero Statement"},
	{"MISSING_ACTION", withStatement(iampolicy.Statement{Effect: "Allow"}), "/Statement/0", "an effect alone"},
	{"UNSUPPORTED_ELEMENT_COMBINATION", withStatement(iampolicy.Statement{Effect: "Allow", Action: list("a:b"), NotAction: list("a:c")}),
		"/Statement/0", "which of them?"},
	{"UNSUPPORTED_ELEMENT_COMBINATION", withStatement(iampolicy.Statement{Effect: "Allow", Resource: list("*"), NotResource: list("*")}),
		"/Statement/0", "which of them?"},
	{"UNSUPPORTED_ELEMENT_COMBINATION", withStatement(iampolicy.Statement{Effect: "Allow", Principal: iampolicy.Anyone(),
		NotPrincipal: iampolicy.Anyone()}), "/Statement/0", "which of them?"},
}

func list(items ...string) iampolicy.OneOrMany[string] {
	return iampolicy.OneOrMany[string]{Items: items}
}

func withStatement(s ...iampolicy.Statement) iampolicy.Document {
	return iampolicy.Document{Version: iampolicy.Version2012, Statement: iampolicy.OneOrMany[iampolicy.Statement]{Items: s}}
}

func TestLint(t *testing.T) {
	for _, c := range allCases() {
		findings := lint.Run(c.document(), c.kind)
		i := slices.IndexFunc(findings, func(f lint.Finding) bool { return f.Code == c.code && f.Pointer == c.pointer })
		if i < 0 {
			t.Errorf("Lint(%s) = %v, want %s at %q: %s", c.doc, findings, c.code, c.pointer, c.why)
			continue
		}
		if !strings.Contains(findings[i].Fix, c.fix) {
			t.Errorf("Lint(%s): fix of %s = %q, want it to contain %q", c.doc, c.code, findings[i].Fix, c.fix)
		}
	}
}

func TestLintLiterals(t *testing.T) {
	for _, c := range lintLiterals {
		findings := lint.Run(c.doc, identity)
		if !slices.ContainsFunc(findings, func(f lint.Finding) bool { return f.Code == c.code && f.Pointer == c.pointer }) {
			t.Errorf("Lint(%+v) = %v, want %s at %q: %s", c.doc, findings, c.code, c.pointer, c.why)
		}
	}
}

// TestLintLiteralsBeside: what a document says of how it is written is not looked at where
// something is written.
func TestLintLiteralsBeside(t *testing.T) {
	named := iampolicy.Allow("ecr:PutImage").For(iampolicy.AWS("123456789012"))
	named.SID, named.EmptySID = "Push", true
	var list []iampolicy.Statement
	for _, p := range []iampolicy.Principal{iampolicy.Anyone(), iampolicy.AWS("123456789012"), iampolicy.Service("lambda.amazonaws.com"),
		iampolicy.Federated("accounts.google.com"), {CanonicalUser: iampolicy.AWS("79a59df900b949e5").AWS}} {
		p.Empty = true
		list = append(list, named.For(p))
	}
	for _, f := range lint.Run(withStatement(list...), repository) {
		require.NotContains(t, []lint.Code{"EMPTY_OBJECT_PRINCIPAL", "EMPTY_SID_VALUE"}, f.Code, f)
	}
	everyone := iampolicy.Service("ecs-tasks.amazonaws.com")
	everyone.Any = true
	s := iampolicy.Allow("sts:AssumeRole").For(everyone).When("ArnLike", "aws:SourceArn", "arn:aws:s3:::bucket")
	for _, f := range lint.Run(withStatement(s), trust) {
		require.NotContains(t, f.Message, "no task comes with")
	}
}

// TestLintSays holds what every finding of every case must have, and that no
// code is without a case.
func TestLintSays(t *testing.T) {
	seen := map[lint.Code]bool{}
	severity := map[lint.Code]lint.Severity{}
	for _, c := range lint.Checks() {
		severity[c.Code] = c.Severity
	}
	judge := func(d iampolicy.Document, kind iampolicy.PolicyKind) {
		for _, f := range lint.Run(d, kind) {
			seen[f.Code] = true
			require.NotEmpty(t, f.Message, f.Code)
			require.NotEmpty(t, f.Fix, f.Code)
			require.Contains(t, severity, f.Code)
			require.Equal(t, severity[f.Code], f.Severity, f.Code)
			require.Equal(t, fmt.Sprintf("%s %s at %s: %s; %s", f.Severity, f.Code, f.Pointer, f.Message, f.Fix),
				strings.Replace(f.String(), string(f.Code)+":", string(f.Code)+" at :", 1))
		}
	}
	for _, c := range allCases() {
		require.NotEmpty(t, c.why, c.doc)
		judge(c.document(), c.kind)
	}
	for _, c := range lintLiterals {
		require.NotEmpty(t, c.why, c.code)
		judge(c.doc, identity)
	}
	judge(costCases["long pattern"].of(1), identity)
	for _, c := range lintSizes {
		judge(ofSize(c.kind, c.kind.SizeLimit()+1), c.kind)
	}
	for _, c := range lint.Checks() {
		require.True(t, seen[c.Code], "%s has no case", c.Code)
	}
}

// ownCodes are about neither ECR nor ECS, and Access Analyzer has none for them.
var ownCodes = []lint.Code{
	"ALLOW_EVERYTHING", "ALLOW_NOTACTION_WITH_NOTRESOURCE", "ID_IN_IDENTITY_POLICY", "INVALID_ACCOUNT_ID", "MISSING_ARN_IN_NOTPRINCIPAL",
	"MULTIVALUED_KEY_IN_VARIABLE", "POLICY_SIZE_EXCEEDS_RCP_QUOTA", "POLICY_SIZE_EXCEEDS_SESSION_POLICY_QUOTA", "REDUNDANT_CONDITION_VALUE",
	"REDUNDANT_PRINCIPAL", "WORK_LIMIT_REACHED",
}

// TestLintCodes holds the catalogue against Access Analyzer's own list.
func TestLintCodes(t *testing.T) {
	theirs := map[lint.Code]string{}
	for _, line := range strings.Split(read(t, "testdata/source/access-analyzer-codes.tsv"), "\n")[1:] {
		if severity, code, ok := strings.Cut(line, "\t"); ok {
			theirs[lint.Code(code)] = severity
		}
	}
	require.Len(t, theirs, 135)
	words := map[lint.Severity]string{lint.SeveritySuggestion: "Suggestion", lint.SeverityWarning: "General Warning",
		lint.SeveritySecurity: "Security Warning", lint.SeverityError: "Error"}
	var own []lint.Code
	for _, c := range lint.Checks() {
		require.NotEmpty(t, c.Doc)
		if severity, ok := theirs[c.Code]; !ok {
			own = append(own, c.Code)
		} else {
			require.Equal(t, severity, words[c.Severity], c.Code)
		}
	}
	for _, c := range own {
		if !strings.HasPrefix(string(c), "ECR_") && !strings.HasPrefix(string(c), "ECS_") {
			require.Contains(t, ownCodes, c)
		}
	}
	require.True(t, slices.IsSortedFunc(lint.Checks(), func(a, b lint.Check) int { return strings.Compare(string(a.Code), string(b.Code)) }))
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(b)
}

// lintSizes has the code for a document that is one character too long.
var lintSizes = []struct {
	code lint.Code
	kind iampolicy.PolicyKind
}{
	{"POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", identity},
	{"POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", iampolicy.KindBoundary},
	{"POLICY_SIZE_EXCEEDS_RCP_QUOTA", iampolicy.KindRCP},
	{"POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA", repository},
	{"POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA", registry},
	{"POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA", iampolicy.KindEndpoint},
	{"POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA", trust},
	{"POLICY_SIZE_EXCEEDS_SCP_QUOTA", iampolicy.KindSCP},
	{"POLICY_SIZE_EXCEEDS_SESSION_POLICY_QUOTA", iampolicy.KindSession},
}

// ofSize returns a document of exactly that size.
func ofSize(kind iampolicy.PolicyKind, size int) iampolicy.Document {
	d := iampolicy.NewDocument(iampolicy.Allow("ecr:PutImage").On("*").Named("S"))
	d.Statement.Items[0].SID += strings.Repeat("x", size-d.Size(kind))
	return d
}

func TestLintSizes(t *testing.T) {
	for _, c := range lintSizes {
		has := func(d iampolicy.Document) bool {
			return slices.ContainsFunc(lint.Run(d, c.kind), func(f lint.Finding) bool { return f.Code == c.code })
		}
		require.False(t, has(ofSize(c.kind, c.kind.SizeLimit())), c.code)
		require.True(t, has(ofSize(c.kind, c.kind.SizeLimit()+1)), c.code)
	}
}

// TestLintInlineSize holds that an inline policy is named where one may be that long.
func TestLintInlineSize(t *testing.T) {
	for size, fix := range map[int]string{
		iampolicy.InlineRoleLimit:     "split it, or make it an inline policy of a role, which may have 10240",
		iampolicy.InlineRoleLimit + 1: "split it and attach both",
	} {
		findings := lint.Run(ofSize(identity, size), identity)
		require.Equal(t, lint.Code("POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA"), findings[0].Code)
		require.Equal(t, fix, findings[0].Fix)
	}
}

// TestLintVariablesInARN holds that a variable where none works is all that is
// said of the part that holds it.
func TestLintVariablesInARN(t *testing.T) {
	for _, resource := range []string{
		"arn:aws:ecr:us-east-1:${aws:PrincipalAccount}:repository/app",
		"arn:aws:ecr:${aws:RequestedRegion}:123456789012:repository/app",
		"arn:aws:ecr:${AWS::Region}:${AWS::AccountId}:repository/app/*",
		"arn:${AWS::Partition}:ecr:us-east-1:123456789012:repository/app",
		"arn:aws:${service}:us-east-1:123456789012:repository/app",
		"arn:aws:ecr:us-east-1:${aws:PrincipalTag/account, 'a:b/c'}:repository/app",
	} {
		findings := lint.Run(iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On(resource)), identity)
		require.Len(t, findings, 1, "%s: %v", resource, findings)
		require.Equal(t, lint.Code("VARIABLE_UNSUPPORTED_IN_ELEMENT"), findings[0].Code)
	}
	for _, name := range []string{"repository/${aws:username}", "repository/${aws:PrincipalTag/team, 'a:b'}/*",
		"${aws:PrincipalTag/type}/app"} {
		require.Empty(t,
			lint.Run(iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On("arn:aws:ecr:us-east-1:123456789012:"+name)), identity), name)
	}
	const plural = "arn:aws:ecr:us-east-1:${aws:PrincipalAccount}:repositories/app"
	findings := lint.Run(iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On(plural)), identity)
	require.Len(t, findings, 2, "the other parts are still judged")
}

// TestLintPartitions holds the beginnings of Regions' names that Lint knows
// against the partitions of package ecrref.
func TestLintPartitions(t *testing.T) {
	for _, region := range []string{
		"us-east-1", "ap-southeast-9", "il-central-1", "mx-central-1", "cn-north-1", "cn-northwest-1", "us-gov-west-1", "us-gov-east-1",
		"us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "eu-isoe-west-1", "us-isof-south-1",
		"us-isof-east-1", "eusc-de-east-1",
	} {
		r, err := ecrref.PrivateRegistry("123456789012", region)
		require.NoError(t, err, region)
		for _, partition := range []string{"aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"} {
			arn := "arn:" + partition + ":ecr:" + region + ":123456789012:repository/app"
			findings := lint.Run(iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On(arn)), identity)
			if partition == r.Partition() {
				require.Empty(t, findings, arn)
				continue
			}
			require.Len(t, findings, 1, arn)
			require.Equal(t, lint.Code("INVALID_PARTITION"), findings[0].Code)
			require.Contains(t, findings[0].Fix, `"arn:`+r.Partition()+`:ecr:`)
		}
	}
}

// TestFindingDoc holds that the example in the documentation of Finding.String
// is what it returns.
func TestFindingDoc(t *testing.T) {
	d := iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On("*").Named(""))
	d.Statement.Items[0].EmptySID = true
	findings := lint.Run(d, identity)
	require.Len(t, findings, 1)
	require.Contains(t, read(t, "lint.go"), "\n//\t"+findings[0].String()+"\n")
}

// Package refusal knows which findings about a policy mean that AWS does not store
// it. A policy that AWS does not store grants nothing, whatever it says.
package refusal

import "github.com/seed-293f0d42/ecrkit/iampolicy/lint"

// Is reports whether AWS refuses a policy for this finding.
func Is(f lint.Finding) bool { return f.Severity == lint.SeverityError && Codes[f.Code] }

// Codes are the codes of what AWS refuses when a policy is stored, rather than
// store and ignore. IAM answers MalformedPolicyDocument, ECR InvalidParameterException,
// Organizations MalformedPolicyDocumentException. Sources: the IAM user guide's
// grammar of the policy language, its page on Access Analyzer's checks (errors that
// "prevent the policy from functioning" are told from those that do nothing there),
// the ECR user guide on repository and registry policies. An ARN of fewer than six
// parts is none of them: IAM completes it with wildcards (IAM user guide, "IAM ARNs").
var Codes = map[lint.Code]bool{
	"ECR_RESOURCE_IN_REPOSITORY_POLICY":                   true,
	"ECR_URI_AS_RESOURCE":                                 true,
	"INVALID_ARN_PREFIX":                                  true,
	"INVALID_CONDITION_OPERATOR":                          true,
	"INVALID_EFFECT":                                      true,
	"INVALID_PARTITION":                                   true,
	"INVALID_PRINCIPAL_FORMAT":                            true,
	"INVALID_SERVICE_PRINCIPAL_FORMAT":                    true,
	"INVALID_VERSION":                                     true,
	"MISSING_ACTION":                                      true,
	"MISSING_EFFECT":                                      true,
	"MISSING_PRINCIPAL":                                   true,
	"MISSING_RESOURCE":                                    true,
	"MISSING_STATEMENT":                                   true,
	"NULL_WITH_IF_EXISTS":                                 true,
	"POLICY_SIZE_EXCEEDS_RCP_QUOTA":                       true,
	"POLICY_SIZE_EXCEEDS_SCP_QUOTA":                       true,
	"POLICY_SIZE_EXCEEDS_SESSION_POLICY_QUOTA":            true,
	"ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL":         true,
	"ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE":             true,
	"ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL": true,
	"SCP_SYNTAX_ERROR_PRINCIPAL":                          true,
	"UNIQUE_SIDS_REQUIRED":                                true,
	"UNSUPPORTED_ELEMENT_COMBINATION":                     true,
	"UNSUPPORTED_PRINCIPAL":                               true,
	"UNSUPPORTED_SID":                                     true,
	"UNSUPPORTED_WILDCARD_IN_PRINCIPAL":                   true,
}

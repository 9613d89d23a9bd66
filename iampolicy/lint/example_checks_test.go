package lint_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// What Run looks for that is about Amazon ECR.
func ExampleChecks() {
	for _, c := range lint.Checks() {
		if len(c.Code) > 4 && c.Code[:4] == "ECR_" {
			fmt.Printf("%s (%s)\n", c.Code, c.Severity)
		}
	}
	// Output:
	// ECR_ACTION_SCOPED_TO_ARN (warning)
	// ECR_ANYONE (security)
	// ECR_INCOMPLETE_PULL (suggestion)
	// ECR_LAMBDA_PAIR_INCOMPLETE (suggestion)
	// ECR_REGISTRY_ACTION_IN_REPOSITORY_POLICY (warning)
	// ECR_REGISTRY_POLICY_V2_ACTION (suggestion)
	// ECR_RESOURCE_IN_REPOSITORY_POLICY (error)
	// ECR_RESOURCE_OF_OTHER_SERVICE (warning)
	// ECR_SERVICE_PULLS_WITH_ROLE (warning)
	// ECR_TAG_CONDITION_WITHOUT_RESOURCE (warning)
	// ECR_TAG_IN_ARN (error)
	// ECR_TOKEN_IN_RESOURCE_POLICY (warning)
	// ECR_TOKEN_NOT_COVERED (suggestion)
	// ECR_TOKEN_SCOPED_TO_ARN (error)
	// ECR_TOKEN_VPC_CONDITION (warning)
	// ECR_URI_AS_RESOURCE (error)
	// ECR_WILDCARD_IN_RESOURCE_TYPE (warning)
}

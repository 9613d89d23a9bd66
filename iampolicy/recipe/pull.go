package recipe

import "github.com/seed-293f0d42/ecrkit/iampolicy"

func pullFromVPC(groups [][]string, vpc, endpoint string) iampolicy.Document {
	statements := allowEach(groups, iampolicy.ECRBatchCheckLayerAvailability, iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer)
	for i := range statements {
		statements[i] = fromVPC(statements[i], vpc, endpoint)
	}
	return iampolicy.NewDocument(append(statements, allowLogin())...)
}

// TaskExecutionFromVPC is the policy of a task execution role whose pulls must
// come through a VPC, a VPC endpoint, or both; one of them may be "". The
// condition is not on the login: on Fargate that call does not come through the
// task's own network, and would be denied.
func TaskExecutionFromVPC(vpc, endpoint string) (iampolicy.Document, error) {
	if err := checkVPC("TaskExecutionFromVPC", vpc, endpoint); err != nil {
		return iampolicy.Document{}, err
	}
	return iampolicy.NewDocument(
		iampolicy.Allow(iampolicy.ECRGetAuthorizationToken, "logs:CreateLogStream", "logs:PutLogEvents").On("*"),
		fromVPC(iampolicy.Allow(iampolicy.ECRBatchCheckLayerAvailability, iampolicy.ECRGetDownloadUrlForLayer, iampolicy.ECRBatchGetImage).On("*"), vpc, endpoint),
	), nil
}

// fromVPC adds the conditions on where a request comes from.
func fromVPC(s iampolicy.Statement, vpc, endpoint string) iampolicy.Statement {
	if endpoint != "" {
		s = s.When("StringEquals", "aws:sourceVpce", endpoint)
	}
	if vpc != "" {
		s = s.When("StringEquals", "aws:sourceVpc", vpc)
	}
	return s
}

func checkVPC(recipe, vpc, endpoint string) error {
	if vpc == "" && endpoint == "" {
		return recipeError(recipe, "", "neither a VPC nor a VPC endpoint is given", "give the ID of one, or use iampolicy.ECSPull")
	}
	if vpc != "" {
		if err := checkIDs(recipe, "a VPC", "vpc-", []string{vpc}); err != nil {
			return err
		}
	}
	if endpoint != "" {
		return checkIDs(recipe, "a VPC endpoint", "vpce-", []string{endpoint})
	}
	return nil
}

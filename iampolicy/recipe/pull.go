package recipe

import (
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// PullFromVPC is [iampolicy.Pull] on condition that the request comes through a VPC, a VPC
// endpoint, or both; one of them may be "". The login is free of the condition:
// on Fargate it does not come through the task's own network.
func PullFromVPC(vpc, endpoint string, refs ...ecrref.Ref) (iampolicy.Document, error) {
	if err := checkVPC("PullFromVPC", vpc, endpoint); err != nil {
		return iampolicy.Document{}, err
	}
	groups, err := repositories("PullFromVPC", iampolicy.Pull, refs)
	if err != nil {
		return iampolicy.Document{}, err
	}
	statements := allowEach(groups, iampolicy.ECRBatchCheckLayerAvailability, iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer)
	for i := range statements {
		statements[i] = fromVPC(statements[i], vpc, endpoint)
	}
	return iampolicy.NewDocument(append(statements, allowLogin())...), nil
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

// PublicLogin is the policy that lets a role log in to the Amazon ECR Public Gallery, for
// more pulls in a time than without. Pulling anonymously needs no permission.
// The calls go to us-east-1.
func PublicLogin() iampolicy.Document {
	return iampolicy.NewDocument(iampolicy.Allow(iampolicy.ECRPublicGetAuthorizationToken, "sts:GetServiceBearerToken").On("*"))
}

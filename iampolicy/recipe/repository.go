package recipe

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
)

// The policies of a repository have a Principal and no Resource. None of them
// can allow the login, ecr:GetAuthorizationToken: that takes an identity
// policy on the caller's side.

// pullByOthers are the two actions that AWS allows in the policy of a repository.
var pullByOthers = []string{iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer}

// RepositoryPull is the repository policy that lets accounts (12 digits), or
// roles and users (ARNs), pull. Those of another account need [iampolicy.Pull] as well.
func RepositoryPull(principals ...string) (iampolicy.Document, error) {
	if err := checkPrincipals("RepositoryPull", principals); err != nil {
		return iampolicy.Document{}, err
	}
	p := iampolicy.AWS(principals...)
	p.AWS = asList(p.AWS)
	return iampolicy.NewDocument(iampolicy.Allow(pullByOthers...).For(p).Named("AllowPull")), nil
}

// RepositoryPush is the repository policy that lets accounts (12 digits), or
// roles and users (ARNs), push. Those of another account need [iampolicy.Push] as well.
func RepositoryPush(principals ...string) (iampolicy.Document, error) {
	if err := checkPrincipals("RepositoryPush", principals); err != nil {
		return iampolicy.Document{}, err
	}
	return iampolicy.NewDocument(iampolicy.Allow(
		iampolicy.ECRBatchCheckLayerAvailability,
		iampolicy.ECRCompleteLayerUpload,
		iampolicy.ECRInitiateLayerUpload,
		iampolicy.ECRPutImage,
		iampolicy.ECRUploadLayerPart,
	).For(iampolicy.AWS(principals...)).Named("AllowCrossAccountPush")), nil
}

// RepositoryPullOrg is the repository policy that lets every account of the
// organizations, by their IDs ("o-…"), pull. Accounts need [iampolicy.Pull] as well.
func RepositoryPullOrg(organizations ...string) (iampolicy.Document, error) {
	if err := checkIDs("RepositoryPullOrg", "an organization", "o-", organizations); err != nil {
		return iampolicy.Document{}, err
	}
	return iampolicy.NewDocument(iampolicy.Allow(iampolicy.ECRBatchGetImage, iampolicy.ECRGetDownloadUrlForLayer,
		iampolicy.ECRBatchCheckLayerAvailability).
		For(iampolicy.Anyone()).When("StringEquals", "aws:PrincipalOrgID", organizations...).Named("OrgPull")), nil
}

// RepositoryDenyOutside is the repository policy that denies everything to
// requests from outside the networks (CIDR blocks).
func RepositoryDenyOutside(networks ...string) (iampolicy.Document, error) {
	if err := checkNetworks("RepositoryDenyOutside", networks); err != nil {
		return iampolicy.Document{}, err
	}
	d := iampolicy.NewDocument(iampolicy.Deny("ecr:*").For(iampolicy.Anyone()).When("NotIpAddress", "aws:SourceIp",
		networks...).Named("IPAllow"))
	d.ID = "ECRPolicyId1"
	return d, nil
}

// RepositoryCodeBuild is the repository policy that lets AWS CodeBuild pull
// for the given projects (ARNs) and for no other, in no other account.
func RepositoryCodeBuild(projects ...string) (iampolicy.Document, error) {
	if err := checkARNs("RepositoryCodeBuild", "codebuild", "project/", projects); err != nil {
		return iampolicy.Document{}, err
	}
	var accounts []string
	for _, p := range projects {
		if a, _ := match.SplitARN(p); !slices.Contains(accounts, a[4]) {
			accounts = append(accounts, a[4])
		}
	}
	if err := checkAccounts("RepositoryCodeBuild", accounts); err != nil {
		return iampolicy.Document{}, err
	}
	return iampolicy.NewDocument(iampolicy.Allow(pullByOthers...).For(iampolicy.Service("codebuild.amazonaws.com")).
		When("ArnLike", "aws:SourceArn", projects...).
		When("StringEquals", "aws:SourceAccount", accounts...).Named("CodeBuildAccess")), nil
}

// RepositoryLambda is the repository policy that lets AWS Lambda pull for
// functions of the repository's own account. Lambda adds it by itself where the
// creator of the function may set the policy.
func RepositoryLambda() iampolicy.Document {
	return iampolicy.NewDocument(iampolicy.Allow(pullByOthers...).
		For(iampolicy.Service("lambda.amazonaws.com")).Named("LambdaECRImageRetrievalPolicy"))
}

// RepositoryLambdaFrom is the repository policy that lets AWS Lambda pull for
// functions of other accounts in the region of the repository. Who creates a
// function needs an identity policy such as [iampolicy.Pull] as well.
func RepositoryLambdaFrom(region string, accounts ...string) (iampolicy.Document, error) {
	partition, err := partitionIn("RepositoryLambdaFrom", region)
	if err == nil {
		err = checkAccounts("RepositoryLambdaFrom", accounts)
	}
	if err != nil {
		return iampolicy.Document{}, err
	}
	functions := make([]string, len(accounts))
	for i, a := range accounts {
		functions[i] = "arn:" + partition + ":lambda:" + region + ":" + a + ":function:*"
	}
	// Both are needed: who creates the function pulls once, Lambda pulls from then on.
	return iampolicy.NewDocument(
		iampolicy.Allow(pullByOthers...).For(iampolicy.AWS(rootARNs(partition, accounts)...)).Named("CrossAccountPermission"),
		iampolicy.Allow(pullByOthers...).For(iampolicy.Service("lambda.amazonaws.com")).
			When("StringLike", "aws:sourceARN", functions...).Named("LambdaECRImageCrossAccountRetrievalPolicy"),
	), nil
}

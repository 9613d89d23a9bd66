package iampolicy

import "slices"

// The policies of a repository have a Principal and no Resource. None of them
// can allow the login, ecr:GetAuthorizationToken: that takes an identity
// policy on the caller's side.

// pullByOthers are the two actions that AWS allows in the policy of a repository.
var pullByOthers = []string{ECRBatchGetImage, ECRGetDownloadUrlForLayer}

// RepositoryPull is the repository policy that lets accounts (12 digits), or
// roles and users (ARNs), pull. Those of another account need Pull as well.
func RepositoryPull(principals ...string) (Document, error) {
	if err := checkPrincipals("RepositoryPull", principals); err != nil {
		return Document{}, err
	}
	p := AWS(principals...)
	p.AWS = asList(p.AWS)
	return NewDocument(Allow(pullByOthers...).For(p).Named("AllowPull")), nil
}

// RepositoryPush is the repository policy that lets accounts (12 digits), or
// roles and users (ARNs), push. Those of another account need Push as well.
func RepositoryPush(principals ...string) (Document, error) {
	if err := checkPrincipals("RepositoryPush", principals); err != nil {
		return Document{}, err
	}
	return NewDocument(Allow(
		ECRBatchCheckLayerAvailability,
		ECRCompleteLayerUpload,
		ECRInitiateLayerUpload,
		ECRPutImage,
		ECRUploadLayerPart,
	).For(AWS(principals...)).Named("AllowCrossAccountPush")), nil
}

// RepositoryPullOrg is the repository policy that lets every account of the
// organizations, by their IDs ("o-…"), pull. Accounts need Pull as well.
func RepositoryPullOrg(organizations ...string) (Document, error) {
	if err := checkIDs("RepositoryPullOrg", "an organization", "o-", organizations); err != nil {
		return Document{}, err
	}
	return NewDocument(Allow(ECRBatchGetImage, ECRGetDownloadUrlForLayer, ECRBatchCheckLayerAvailability).
		For(Anyone()).When("StringEquals", "aws:PrincipalOrgID", organizations...).Named("OrgPull")), nil
}

// RepositoryDenyOutside is the repository policy that denies everything to
// requests from outside the networks (CIDR blocks).
func RepositoryDenyOutside(networks ...string) (Document, error) {
	if err := checkNetworks("RepositoryDenyOutside", networks); err != nil {
		return Document{}, err
	}
	d := NewDocument(Deny("ecr:*").For(Anyone()).When("NotIpAddress", "aws:SourceIp", networks...).Named("IPAllow"))
	d.ID = "ECRPolicyId1"
	return d, nil
}

// RepositoryCodeBuild is the repository policy that lets AWS CodeBuild pull
// for the given projects (ARNs) and for no other, in no other account.
func RepositoryCodeBuild(projects ...string) (Document, error) {
	if err := checkARNs("RepositoryCodeBuild", "codebuild", "project/", projects); err != nil {
		return Document{}, err
	}
	var accounts []string
	for _, p := range projects {
		if a, _ := splitARN(p); !slices.Contains(accounts, a[4]) {
			accounts = append(accounts, a[4])
		}
	}
	if err := checkAccounts("RepositoryCodeBuild", accounts); err != nil {
		return Document{}, err
	}
	return NewDocument(Allow(pullByOthers...).For(Service("codebuild.amazonaws.com")).
		When("ArnLike", "aws:SourceArn", projects...).
		When("StringEquals", "aws:SourceAccount", accounts...).Named("CodeBuildAccess")), nil
}

// RepositoryLambda is the repository policy that lets AWS Lambda pull for
// functions of the repository's own account. Lambda adds it by itself where the
// creator of the function may set the policy.
func RepositoryLambda() Document {
	return NewDocument(Allow(pullByOthers...).For(Service("lambda.amazonaws.com")).Named("LambdaECRImageRetrievalPolicy"))
}

// repositoryLambdaFrom needs both statements: who creates the function pulls
// once, Lambda pulls from then on.
func repositoryLambdaFrom(partition, region string, accounts []string) Document {
	functions := make([]string, len(accounts))
	for i, a := range accounts {
		functions[i] = "arn:" + partition + ":lambda:" + region + ":" + a + ":function:*"
	}
	return NewDocument(
		Allow(pullByOthers...).For(AWS(rootARNs(partition, accounts)...)).Named("CrossAccountPermission"),
		Allow(pullByOthers...).For(Service("lambda.amazonaws.com")).
			When("StringLike", "aws:sourceARN", functions...).Named("LambdaECRImageCrossAccountRetrievalPolicy"),
	)
}

func replication(principals, resources []string) Document {
	s := Allow(ECRCreateRepository, ECRReplicateImage).On(resources...).For(AWS(principals...)).Named("ReplicationAccessCrossAccount")
	s.Resource = asList(s.Resource)
	return NewDocument(s)
}

package recipe

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// KMSCreateRepository is the policy that lets a role create repositories that are encrypted
// with the KMS keys (ARNs). Pulling from them needs no KMS permission. The Id
// is AWS's own; IAM takes it in an identity policy, though its grammar does not.
func KMSCreateRepository(keys ...string) (iampolicy.Document, error) {
	if err := checkARNs("KMSCreateRepository", "kms", "key/", keys); err != nil {
		return iampolicy.Document{}, err
	}
	d := iampolicy.NewDocument(iampolicy.Allow("kms:CreateGrant", "kms:RetireGrant", "kms:DescribeKey").On(keys...).
		Named("AllowAccessToCreateAndRetireTheGrantsAssociatedWithTheKeyAsWellAsDescribeTheKey"))
	d.ID = "ecr-kms-permissions"
	return d, nil
}

// CreateTagged is the policy that lets a role create and tag repositories, but only with one
// of the values for the tag key.
func CreateTagged(key string, values ...string) (iampolicy.Document, error) {
	if key == "" {
		return iampolicy.Document{}, recipeError("CreateTagged", "", "no tag key is given", "give one such as environment")
	}
	if err := checkSome("CreateTagged", "tag value", values); err != nil {
		return iampolicy.Document{}, err
	}
	tagged := func(action, sid string) iampolicy.Statement {
		s := iampolicy.Allow(action).On("*").When("StringEquals", "aws:RequestTag/"+key, values...).Named(sid)
		s.Action = asList(s.Action)
		return s
	}
	return iampolicy.NewDocument(tagged(iampolicy.ECRCreateRepository, "AllowCreateTaggedRepository"),
		tagged(iampolicy.ECRTagResource, "AllowTagRepository")), nil
}

// OrgPerimeter is the resource control policy that denies ECR to everyone
// outside the organizations, but for AWS's own services.
func OrgPerimeter(organizations ...string) (iampolicy.Document, error) {
	if err := checkIDs("OrgPerimeter", "an organization", "o-", organizations); err != nil {
		return iampolicy.Document{}, err
	}
	s := iampolicy.Deny("ecr:*").On("*").For(iampolicy.Anyone()).
		When("StringNotEqualsIfExists", "aws:PrincipalOrgID", organizations...).
		When("BoolIfExists", "aws:PrincipalIsAWSService", "false").Named("EnforceOrgIdentities")
	s.Action = asList(s.Action)
	return iampolicy.NewDocument(s), nil
}

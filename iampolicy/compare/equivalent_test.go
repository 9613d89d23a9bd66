package compare_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
)

const pullStatement = `{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"*"}`

// leaveSessions is a Deny for all but a role and two sessions, of which one is of the role.
const leaveSessions = `{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:sts::111122223333:` +
	`assumed-role/r1/` +
	`s1","arn:aws:iam::111122223333:role/r2","arn:aws:sts::111122223333:assumed-role/r2/s2"]},"Action":"ecr:ListImages"}`

// allButWeb denies what is not one repository.
const allButWeb = `{"Effect":"Deny","Action":"ecr:ListImages","NotResource":"arn:aws:ecr:us-east-1:111122223333:repository/web"}`

// denyAccount denies an account its own repository.
const denyAccount = `{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages","Resource":` +
	`"arn:aws:ecr:us-east-1:111122223333:repository/app"}`

// equivalentCases are pairs of statements, or of documents, and whether they
// say the same.
var equivalentCases = []struct {
	a, b       string
	equivalent bool
	why        string
}{
	// What github.com/hashicorp/awspolicyequivalence 1.7.0 calls equivalent.
	{
		`{"Effect":"Allow","Principal":"*","Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages"}`,
		false,
		"everybody is not one account",
	},
	{
		`{"Effect":"Allow","Principal":"*","Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{},"Action":"ecr:ListImages"}`,
		false,
		"nor nobody",
	},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"NumericEquals":{"aws:MultiFactorAuthAge":100000000000000001}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"NumericEquals":{"aws:MultiFactorAuthAge":100000000000000002}}}`,
		false, "numbers beyond 2^53 are numbers"},
	// What it calls different.
	{
		pullStatement,
		`{"Effect":"Allow","Action":["ECR:batchgetimage","ecr:getDownloadURLForLayer"],"Resource":"*"}`,
		true,
		"actions are compared without case",
	},
	{
		pullStatement,
		`{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"*"},{"Effect":"Allow","Action":"ecr:GetDownloadUrlForLayer","Resource":"*"}`,
		true,
		"split by action",
	},
	{
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":["arn:aws:ecr:us-east-1:123456789012:repository/a","arn:aws:ecr:us-east-1:` +
			`123456789012:repository/b"]}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/a"},{"Effect":"Allow",` +
			`"Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/b"}`,
		true,
		"split by resource",
	},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"stringequals":{"AWS:sourcevpc":["vpc-1"]}}}`, true,
		"operators and keys are compared without case"},
	{
		`{"Effect":"Allow","Principal":"*","Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"ecr:ListImages"}`,
		true,
		"two spellings of everybody",
	},
	{
		pullStatement,
		`{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:BatchGetImage"],"Resource":"*"}`,
		true,
		"an action twice",
	},
	{
		`{"Effect":"Allow","Action":"ecr:*","Resource":"*"}`,
		`{"Effect":"Allow","Action":["ecr:*","ecr:PutImage"],"Resource":"*"}`,
		true,
		"an action that another covers",
	},
	{pullStatement, `{"Sid":"Pull",` + pullStatement[1:], true, "only the Sid differs"},
	{pullStatement, pullStatement[:len(pullStatement)-1] + `,"Condition":{}}`, true, "a Condition that asks for nothing"},
	// What else is the same.
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root"]},"Action":"ecr:ListImages"}`,
		true,
		"ECR writes the ARN for the ID",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":["arn:aws-cn:iam::123456789012:root"]},"Action":"ecr:ListImages"}`,
		false,
		"a caller of aws passes by the ID alone",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":["123456789012","arn:aws-cn:iam::123456789012:root"]},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages"}`,
		true,
		"the ID covers the account in any partition",
	},
	{
		pullStatement,
		pullStatement + `,{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/a"}`,
		true,
		"a redundant statement",
	},
	{pullStatement, pullStatement + `,{"Effect":"Allow","Action":[],"Resource":"*"}`, true, "a statement that does nothing"},
	{
		`{"Effect":"Allow","Action":"ecr:*","Resource":"*"},{"Effect":"Deny","Action":"ecr:*","Resource":"*"}`,
		`{"Effect":"Deny","Action":"ecr:*","Resource":"*"}`,
		true,
		"an Allow behind a Deny",
	},
	{
		`{"Effect":"Allow","Action":"ecr:*","Resource":"*"}`,
		`{"Effect":"Allow","Action":[` + quoted(actionsWith("ecr:")) + `],"Resource":"*"}`,
		true,
		"all actions of today",
	},
	{`{"Effect":"Allow","Action":"*","Resource":"*"}`, `{"Effect":"Allow","Action":["*:*"],"Resource":"*"}`, true, "everything"},
	{
		`{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}`,
		`{"Effect":"Allow","Action":["s3:Get*","s3:GetObject"],"Resource":"*"}`,
		true,
		"other services too",
	},
	{
		`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":["*","arn:aws:ecr:us-east-1:123456789012:repository/a"]}`,
		`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`,
		true,
		"the token has no resource",
	},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringLike":{"aws:SourceVpc":"vpc-1"}}}`, true,
		"Like without a wildcard"},
	{
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/25",` +
			`"203.0.113.128/25"]}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}`,
		true,
		"two halves of a range",
	},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":true}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}`, true,
		"quotes around a Boolean"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-01-31T00:00:00Z"}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-01-31T09:00:00+09:` +
			`00"}}}`, true, "the same instant elsewhere"},
	{
		`{"Version":"2008-10-17","Statement":[` + pullStatement + `]}`,
		`{"Statement":` + pullStatement + `}`,
		true,
		"no Version is that of 2008",
	},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:username,'x'}/*"}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${AWS:UserName,  'x'}/*"}`, true,
		"white space before a default, and the case of the key"},
	{
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringLike":{"aws:ResourceTag/owner":["${aws:username,` +
			`'x'}","a-${aws:userid}"]}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringLike":{"aws:ResourceTag/owner":["a-${aws:UserID}",` +
			`"${aws:username, 'x'}"]}}}`,
		true,
		"in a condition too",
	},
	{
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:lambda:*:${aws:` +
			`PrincipalAccount}:function:*"}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:lambda:*:${aws:` +
			`principalaccount}:function:*"}}}`,
		true,
		"in every part of an ARN there",
	},
	{`{"Effect":"Deny","Action":"ecr:ListImages","NotResource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:username,'x'}/*"}`,
		`{"Effect":"Deny","Action":["ecr:ListImages"],"NotResource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:username, 'x'}/*"}`,
		true, "in NotResource"},
	{`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/a"}`,
		`{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/b"}`, true,
		"the token of one repository, which is none, and of another"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"app"}`, `{"Effect":"Allow","Action":"ecr:ListImages","Resource":"web"}`, true,
		"names that are no ARNs"},
	// A key that is not multivalued has one value.
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":["vpce-1","vpce-2"]}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}},{"Effect":` +
			`"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-2"}}}`, true,
		"a list of values, and a statement for each"},
	{`{"Effect":"Deny","Action":"ecr:ListImages","Resource":"*","Condition":{"StringNotEquals":{"aws:ResourceTag/team":["a","b"]}}}`,
		`{"Effect":"Deny","Action":"ecr:ListImages","Resource":"*","Condition":{"ForAnyValue:StringNotEquals":{"aws:ResourceTag/team":["a",` +
			`"b"]}}},{"Effect":"Deny","Action":"ecr:ListImages","Resource":"*","Condition":{"Null":{"aws:ResourceTag/team":"true"}}}`, true,
		"a set operator asks the one value"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["a","b"]}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":"a"}}},` +
			`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":"b"}}}`, false,
		"aws:TagKeys may hold both"},
	{`{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"StringEquals":{"s3:prefix":["a","b"]}}}`,
		`{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"StringEquals":{"s3:prefix":"a"}}},{"Effect":"Allow",` +
			`"Action":"s3:ListBucket","Resource":"*","Condition":{"StringEquals":{"s3:prefix":"b"}}}`, true, "a key that the table does not " +
			"hold, taken to have one value"},
	{`{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"ForAllValues:StringEquals":{"s3:keys":["a","b"]}}}`,
		`{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"ForAllValues:StringEquals":{"s3:keys":"a"}}},{"Effect":` +
			`"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"ForAllValues:StringEquals":{"s3:keys":"b"}}}`, false,
		"one that is taken to have several"},
	{`{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"ForAllValues:StringEquals":{"s3:keys":["a","b"]},"Null":` +
		`{"s3:keys":"false"}}}`,
		`{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"ForAllValues:StringEquals":{"s3:keys":"a"},"Null":` +
			`{"s3:keys":"false"}}},{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"ForAllValues:StringEquals":` +
			`{"s3:keys":"b"},"Null":{"s3:keys":"false"}}}`, false, "… and is there"},
	// Documents are in the partition of the resources that they name.
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":"arn:aws-cn:ecr:cn-north-1:111122223333:` +
			`repository/app"}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":"arn:aws-cn:ecr:` +
			`cn-north-1:111122223333:repository/app"}`,
		true,
		"the ID in China",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":["123456789012","999999999999"]},"Action":"ecr:*","Resource":["arn:aws-us-gov:ecr:` +
			`us-gov-west-1:111122223333:repository/*","arn:aws-us-gov:ecr:us-gov-east-1:111122223333:repository/*"]},{"Effect":"Allow",` +
			`"Principal":{"AWS":"123456789012"},"Action":"ecr:GetAuthorizationToken","Resource":"*"}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws-us-gov:iam::123456789012:root"},"Action":"ecr:GetAuthorizationToken","Resource":"*"},` +
			`{"Effect":"Allow","Principal":{"AWS":["arn:aws-us-gov:iam::999999999999:root","arn:aws-us-gov:iam::123456789012:root"]},"Action":` +
			`"ecr:*","Resource":["arn:aws-us-gov:ecr:us-gov-west-1:111122223333:repository/*","arn:aws-us-gov:ecr:us-gov-east-1:111122223333:` +
			`repository/*"]}`,
		true,
		"in GovCloud, with the token beside",
	},
	{
		`{"Effect":"Deny","NotPrincipal":{"AWS":["123456789012","arn:aws-cn:iam::123456789012:role/a"]},"Action":"ecr:ListImages",` +
			`"Resource":"arn:aws-cn:ecr:cn-north-1:111122223333:repository/app"}`,
		`{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws-cn:iam::123456789012:role/a","arn:aws-cn:iam::123456789012:root"]},"Action":"ecr:` +
			`ListImages","Resource":"arn:aws-cn:ecr:cn-north-1:111122223333:repository/app"}`,
		true,
		"in NotPrincipal",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:cn-north-1:111122223333:` +
			`repository/app","arn:aws:ecr:us-east-1:111122223333:repository/app"]}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:` +
			`cn-north-1:111122223333:repository/app","arn:aws:ecr:us-east-1:111122223333:repository/app"]}`,
		false,
		"resources of two partitions",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":"arn:*:ecr:cn-north-1:111122223333:` +
			`repository/app"}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":"arn:*:ecr:` +
			`cn-north-1:111122223333:repository/app"}`,
		false,
		"resources of any partition",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:cn-north-1:111122223333:` +
			`repository/app","arn:*:ecr:cn-north-1:111122223333:repository/web"]}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:` +
			`cn-north-1:111122223333:repository/app","arn:*:ecr:cn-north-1:111122223333:repository/web"]}`,
		false,
		"resources of any partition beside one of China",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:cn-north-1:111122223333:` +
			`repository/app","*:aws:ecr:us-east-1:111122223333:repository/app"]}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:` +
			`cn-north-1:111122223333:repository/app","*:aws:ecr:us-east-1:111122223333:repository/app"]}`,
		false,
		"a wildcard before the partition",
	},
	{
		`{"Effect":"Deny","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:cn-north-1:111122223333:` +
			`repository/app","arn:*:ecr:*"]}`,
		`{"Effect":"Deny","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:` +
			`cn-north-1:111122223333:repository/app","arn:*:ecr:*"]}`,
		false,
		"an ARN of any partition to which a Deny adds what is missing",
	},
	{
		`{"Effect":"Deny","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:cn-north-1:111122223333:` +
			`repository/app","arn:*"]}`,
		`{"Effect":"Deny","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:` +
			`cn-north-1:111122223333:repository/app","arn:*"]}`,
		false,
		"… of anything",
	},
	{
		`{"Effect":"Deny","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:cn-north-1:111122223333:` +
			`repository/app","arn:aws*"]}`,
		`{"Effect":"Deny","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:` +
			`cn-north-1:111122223333:repository/app","arn:aws*"]}`,
		false,
		"… of several partitions",
	},
	{
		`{"Effect":"Deny","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:cn-north-1:111122223333:` +
			`repository/app","arn:aws"]}`,
		`{"Effect":"Deny","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:` +
			`cn-north-1:111122223333:repository/app","arn:aws"]}`,
		false,
		"… of another partition",
	},
	{
		`{"Effect":"Deny","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:cn-north-1:111122223333:` +
			`repository/app","*:ecr"]}`,
		`{"Effect":"Deny","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:` +
			`cn-north-1:111122223333:repository/app","*:ecr"]}`,
		false,
		"… of any again, for the first wildcard may stand for it too",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["*"],"Condition":{"StringLike":{"aws:` +
			`SourceArn":"arn:aws-cn:lambda:*:111122223333:function:*"}}}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["*"],"Condition":{"` +
			`StringLike":{"aws:SourceArn":"arn:aws-cn:lambda:*:111122223333:function:*"}}}`,
		false,
		"a value of another partition",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["*"],"Condition":{"StringLike":{"aws:` +
			`SourceArn":"arn:*:lambda:*:111122223333:function:*"}}}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["*"],"Condition":{"` +
			`StringLike":{"aws:SourceArn":"arn:*:lambda:*:111122223333:function:*"}}}`,
		true,
		"a value of no partition",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["*"],"Condition":{"StringLike":{"aws:` +
			`SourceArn":"arn::lambda:*:111122223333:function:*"}}}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["*"],"Condition":{"` +
			`StringLike":{"aws:SourceArn":"arn::lambda:*:111122223333:function:*"}}}`,
		true,
		"… of an empty one",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["*"],"Condition":{"StringLike":{"aws:` +
			`SourceArn":"team:a"}}}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["*"],"Condition":{"` +
			`StringLike":{"aws:SourceArn":"team:a"}}}`,
		true,
		"a value that is no ARN",
	},
	{`{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":"` + repository + `a"}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":"` + repository + `b"}`,
		true, "nobody is granted anything in another partition, whatever it is"},
	{
		`{"Effect":"Deny","Action":"ecr:PutImage","Resource":"arn:*:ecr:*"},{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"` +
			`ecr:ListImages","Resource":["arn:aws-cn:ecr:cn-north-1:111122223333:repository/app","*"]}`,
		`{"Effect":"Deny","Action":"ecr:PutImage","Resource":"arn:*:ecr:*"},{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::` +
			`123456789012:root"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:cn-north-1:111122223333:repository/app","*"]}`,
		false,
		"resources of any partition in another statement",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:cn-north-1:111122223333:` +
			`repository/app","foo:*:ecr:::app","*"]}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages","Resource":["arn:aws-cn:ecr:` +
			`cn-north-1:111122223333:repository/app","foo:*:ecr:::app","*"]}`,
		true,
		"what is no ARN is in no partition",
	},
	// Principals that no caller can be are told apart, and not where another covers them.
	{
		`{"Effect":"Allow","Principal":{"AWS":["*","AIDACKCEVSQ6C2EXAMPLE"]},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":"*","Action":"ecr:ListImages"}`,
		true,
		"everyone, and one who is gone",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":["111122223333","AIDACKCEVSQ6C2EXAMPLE"]},"Action":["ecr:ListImages","ecr:PutImage"]}`,
		`{"Effect":"Allow","Principal":{"AWS":"AIDACKCEVSQ6C2EXAMPLE"},"Action":["ecr:PutImage","ecr:ListImages"]},{"Effect":"Allow",` +
			`"Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"ecr:*Image*"},{"Effect":"Deny","Principal":"*","NotAction":["ecr:` +
			`ListImages","ecr:PutImage"]}`,
		false,
		"a Deny of the rest",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"AIDACKCEVSQ6C2EXAMPLE"},"Action":["ecr:ListImages","ecr:DescribeImages"]}`,
		`{"Effect":"Allow","Principal":{"AWS":"AIDACKCEVSQ6C2EXAMPLE"},"Action":["ecr:ListImage?","ecr:DescribeImages"]}`,
		true,
		"who is gone, in other words",
	},
	{`{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"111122223333","Service":"*"},"Action":"ecr:ListImages"}`, false,
		"a service of that name, whichever it is"},
	{`{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"111122223333","Service":"111122223333"},"Action":"ecr:ListImages"}`, false,
		"a service of that name is no account"},
	// What else is different.
	{
		`{"Effect":"Deny","Action":["ecr:ListImages","ecr:PutImage"],"NotResource":["arn:aws:s3:::b/*","arn:aws:ecr:us-east-1:111122223333:` +
			`repository/${aws:username}"]}`,
		`{"Effect":"Deny","Action":["ecr:ListImages","ecr:PutImage","ecr:ListImages"],"NotResource":["arn:aws:s3:::b/*","arn:aws:ecr:` +
			`us-east-1:111122223333:repository/${aws:userid}"]}`,
		false,
		"another variable in NotResource",
	},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:username,'x'}"}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:username,' x'}"}`, false,
		"white space in a default"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:username}"}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:username,'x'}"}`, false,
		"a default where there was none"},
	{`{"Version":"2012-10-17","Statement":[` + pullStatement + `]}`, `{"Statement":[` + pullStatement + `]}`, false, "a missing Version"},
	{pullStatement, `{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"*"}`, false, "an action less"},
	{pullStatement, strings.Replace(pullStatement, "Allow", "Deny", 1), false, "the opposite"},
	{
		pullStatement,
		strings.Replace(pullStatement, `"*"`, `"arn:aws:ecr:*:*:repository/*"`, 1),
		false,
		`"*" is also the resource of requests about none`,
	},
	{
		`{"Effect":"Allow","Action":"*","Resource":"*"}`,
		`{"Effect":"Allow","Action":["ecr:*","ecr-public:*"],"Resource":"*"}`,
		false,
		"other services",
	},
	{
		`{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}`,
		`{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}`,
		false,
		"a wildcard covers more than one action",
	},
	{
		`{"Effect":"Allow","Action":"ecr:NewAction","Resource":"*"}`,
		`{"Effect":"Allow","Action":"ecr:NewerAction","Resource":"*"}`,
		false,
		"actions that the table has not heard of",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"123456789013"},"Action":"ecr:ListImages"}`,
		false,
		"another account",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"ecr:ListImages"}`,
		false,
		"the account's number in another partition",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws-us-gov:iam::123456789012:root"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"ecr:ListImages"}`,
		false,
		"and in GovCloud",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws-us-gov:iam::123456789012:root"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages"}`,
		false,
		"the ID is not the one of GovCloud only",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":["arn:aws-cn:iam::123456789012:root","arn:aws:iam::111122223333:root"]},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root","arn:aws:iam::111122223333:root"]},"Action":"ecr:ListImages"}`,
		false,
		"in a list",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":["arn:aws-cn:iam::123456789012:root","arn:aws:iam::123456789012:root"]},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"ecr:ListImages"}`,
		false,
		"one partition of two",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":["arn:aws-cn:iam::123456789012:root","arn:aws:iam::123456789012:root"]},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages"}`,
		false,
		"two partitions are not all",
	},
	{
		`{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws-cn:iam::123456789012:root","arn:aws-cn:iam::123456789012:role/a"]},"Action":"ecr:` +
			`ListImages"}`,
		`{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::123456789012:root","arn:aws:iam::123456789012:role/a"]},"Action":"ecr:` +
			`ListImages"}`,
		false,
		"in NotPrincipal",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ReplicateImage","Resource":"arn:aws-cn:ecr:cn-north-1:` +
			`111122223333:repository/*"}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"ecr:ReplicateImage","Resource":"arn:aws-cn:ecr:` +
			`cn-north-1:111122223333:repository/*"}`,
		false,
		"a resource in China is for accounts in China",
	},
	{
		`{"Effect":"Deny","NotPrincipal":"*","Action":"ecr:PutImage","Condition":{"BinaryEquals":{"b":[]}}}`,
		`{"Effect":"Deny","NotPrincipal":"*","Action":"ecr:PutImage"}`,
		false,
		"an identity policy denies by a Deny with any Principal",
	},
	{
		`{"Effect":"Deny","Principal":{"Service":[]},"Action":"ecr:PutImage","Condition":{"BinaryEquals":{"b":[]}}}`,
		`{"Effect":"Deny","Principal":{"Service":[]},"Action":"ecr:PutImage"}`,
		false,
		"with one that names nobody too",
	},
	{
		`{"Effect":"Allow","Principal":"*","Action":"ecr:PutImage"},{"Effect":"Deny","Principal":{},"Action":"ecr:PutImage"}`,
		`{"Effect":"Allow","Principal":"*","Action":"ecr:PutImage"}`,
		false,
		"and with an empty one",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:PutImage"},{"Effect":"Deny","Principal":{"AWS":[]},"NotAction":` +
			`"ecr:PutImage"}`,
		`{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:PutImage"}`,
		false,
		"and with NotAction",
	},
	{
		`{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"lambda.amazonaws.com"},"Action":"ecr:ListImages"}`,
		false,
		"a service is no AWS principal",
	},
	{
		`{"Effect":"Allow","Principal":{"Service":"accounts.google.com"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"Federated":"accounts.google.com"},"Action":"ecr:ListImages"}`,
		false,
		"nor an identity provider",
	},
	{
		`{"Effect":"Allow","Principal":{"CanonicalUser":"79a59df900b949e5"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"79a59df900b949e5"},"Action":"ecr:ListImages"}`,
		false,
		"nor a canonical user",
	},
	{
		`{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::123456789012:saml-provider/a"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:saml-provider/a"},"Action":"ecr:ListImages"}`,
		false,
		"nor a provider",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root","arn:aws:iam::123456789012:role/a"]},"Action":"ecr:ListImages"}`,
		false,
		"naming the role is a grant, naming the account is not",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"AIDACKCEVSQ6C2EXAMPLE"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"AIDACKCEVSQ6C2EXAMPLF"},"Action":"ecr:ListImages"}`,
		false,
		"another deleted user",
	},
	{
		`{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"Service":"codebuild.amazonaws.com"},"Action":"ecr:ListImages"}`,
		false,
		"another service",
	},
	{`{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages","Resource":"` + repository + `a"}`,
		`{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages","Resource":"` + repository + `a"},` +
			`{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages"}`, false,
		"without Resource a statement is about every repository"},
	{`{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages","NotResource":[]}`,
		`{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages","NotResource":[]},` +
			`{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"ecr:ListImages"}`, false,
		"and an empty NotResource about none"},
	{`{"Effect":"Deny","NotPrincipal":{"AWS":["111122223333","444455556666"]},"Action":"ecr:ListImages"}`,
		`{"Effect":"Deny","NotPrincipal":{"AWS":["111122223333","444455556666"]},"Action":"ecr:ListImages"},` +
			`{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"ecr:ListImages"}`, false,
		"another account is denied"},
	{`{"Effect":"Deny","NotPrincipal":{"AWS":["111122223333","AIDACKCEVSQ6C2EXAMPLE"]},"Action":"ecr:ListImages"}`,
		`{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"ecr:ListImages"}`, false,
		"who is gone, in NotPrincipal"},
	{`{"Effect":"Deny","Action":"ecr:ListImages","Resource":"arn:aws:s3:${user}"}`,
		`{"Effect":"Deny","Action":"ecr:ListImages","Resource":"arn:aws:s3:::${user}"}`, false,
		"a variable in an ARN to which a Deny adds what is missing"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":["vpc-1","vpc-2"]}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":["vpc-1","vpc-2"]}}},` +
			`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}}`,
		false, "an exception less in another statement"},
	{allButWeb, allButWeb + `,{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:111122223333:repository/app"},` +
		`{"Effect":"Allow","Action":"ecr:ListImages"}`, false,
		"a statement about a repository, and one about all, where only a third one is not denied"},
	{denyAccount, denyAccount + `,{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"ecr:ListImages","Resource":` +
		`"arn:aws:ecr:us-east-1:111122223333:repository/app"}`, false,
		"only callers of another account than the repository's"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"":[]}}}`, false,
		"an operator without keys asks nothing, and a key without values what nothing fulfils"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}},` +
			`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":["vpc-1","vpc-2"]}}}`,
		false, "a value more in another statement"},
	{leaveSessions, leaveSessions + `,{"Effect":"Allow","Principal":{"AWS":["arn:aws:sts::111122223333:assumed-role/r1/s1",` +
		`"arn:aws:sts::111122223333:assumed-role/r2/s2"]},"Action":"ecr:ListImages"}`, false,
		"of two sessions that are named, the Deny leaves the one whose role is named"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":["vpc-1","vpc-2"]}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":["vpc-1"]}}}`, false,
		"a value less"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringEqualsIfExists":{"aws:SourceVpc":"vpc-1"}}}`, false,
		"an absent key passes IfExists"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":"3600"}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"NumericLessThanEquals":{"aws:MultiFactorAuthAge":"3600"}}}`,
		false, "exactly an hour"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:username}"}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/${aws:userid}"}`, false,
		"another variable"},
	{
		`{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}`,
		`{"Effect":"Allow","NotAction":"ecr:*","Resource":"*"}`,
		false,
		"other actions are left out",
	},
	{
		`{"Effect":"Deny","Action":"ecr:ListImages","Resource":"*"}`,
		`{"Effect":"Deny","Principal":{"AWS":[]},"Action":"ecr:ListImages","Resource":"*"}`,
		false,
		"no Principal is not a Principal that names nobody",
	},
	{
		`{"Effect":"Allow","Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*"}`,
		false,
		"an identity policy allows nothing without Resource",
	},
	{
		`{"Effect":"Allow","Principal":"*","Action":"ecr:ListImages","Resource":"*"}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*"}`,
		false,
		"and nothing with Principal",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":[]},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"ecr:ListImages"}`,
		false,
		"nobody is not one account",
	},
	{
		`{"Effect":"Allow","Principal":{"CanonicalUser":"79a59df900b949e5"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"CanonicalUser":"89a59df900b949e5"},"Action":"ecr:ListImages"}`,
		false,
		"another canonical user",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012","Service":"lambda.amazonaws.com"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"123456789013","Service":"lambda.amazonaws.com"},"Action":"ecr:ListImages"}`,
		false,
		"another account beside a service",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012","Federated":"accounts.google.com"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"123456789013","Federated":"accounts.google.com"},"Action":"ecr:ListImages"}`,
		false,
		"another account beside a provider",
	},
	{
		`{"Effect":"Allow","Principal":{"AWS":"123456789012","CanonicalUser":"79a59df900b949e5"},"Action":"ecr:ListImages"}`,
		`{"Effect":"Allow","Principal":{"AWS":"123456789013","CanonicalUser":"79a59df900b949e5"},"Action":"ecr:ListImages"}`,
		false,
		"another account beside a canonical user",
	},
	{
		`{"Effect":"Allow","Action":["ecr:ListImages","ecr:DescribeImages"],"Resource":"arn:aws:ecr:*:*:repository/${aws:username}"}`,
		`{"Effect":"Allow","Action":["ecr:ListImage?","ecr:DescribeImages"],"Resource":"arn:aws:ecr:*:*:repository/${aws:username}"}`,
		true,
		"a variable, and the actions in other words",
	},
	{
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":["arn:aws:s3:::${aws:username}","arn:aws:s3:::*"]}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":["arn:aws:s3:::${aws:username}","arn:aws:s3:::*","arn:aws:s3:::app"]}`,
		true,
		"a variable, and a name that a pattern covers",
	},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/a/${aws:username}"}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"arn:aws:ecr:us-east-1:123456789012:repository/b/${aws:username}"}`, false,
		"another name beside a variable"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringLike":{"aws:ResourceTag/owner":"a-${aws:userid}"}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringLike":{"aws:ResourceTag/owner":"b-${aws:userid}"}}}`,
		false, "… in a condition"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringLike":{"aws:ResourceTag/owner":"${aws:username}"}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringLike":{"aws:ResourceTag/owner":"${aws:userid}"}}}`,
		false, "another variable in a condition"},
	{`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringLike":{"aws:ResourceTag/owner":"${aws:userid,'a'}"}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Condition":{"StringLike":{"aws:ResourceTag/owner":"${aws:userid,'b'}"}}}`,
		false, "another default in a condition"},
}

func quoted(list []string) string { return `"` + strings.Join(list, `","`) + `"` }

// documentOf reads a document, or a statement of one of 2012.
func documentOf(text string) iampolicy.Document {
	if strings.Contains(text, `"Statement"`) {
		return iampolicy.MustParse(text)
	}
	return iampolicy.MustParse(`{"Version":"2012-10-17","Statement":[` + text + `]}`)
}

func TestEquivalent(t *testing.T) {
	t.Parallel()
	for _, c := range equivalentCases {
		require.NotEmpty(t, c.why)
		a, b := documentOf(c.a), documentOf(c.b)
		changes := compare.Diff(a, b)
		if got := compare.Equivalent(a, b); got != c.equivalent || compare.Equivalent(b, a) != got {
			t.Errorf("Equivalent(%s, %s) = %v, want %v: %s\n%v", c.a, c.b, got, c.equivalent, c.why, changes)
		}
		require.Equal(t, c.equivalent, len(changes) == 0, "%s: %v", c.why, changes)
		checkChanges(t, a, b, changes)
	}
}

// TestOpaqueAlone: what is said of variables whatever they stand for is right by itself,
// not only after a search has found no request.
func TestOpaqueAlone(t *testing.T) {
	t.Parallel()
	for _, c := range equivalentCases {
		a, b := documentOf(c.a), documentOf(c.b)
		if !c.equivalent && compare.SameOpaque(a, b) {
			t.Errorf("%s: the same whatever the variables stand for:\n%s\n%s", c.why, a, b)
		}
	}
}

// TestEquivalentOwnsMemory: documents are read, not written, nor what lies behind their lists.
func TestEquivalentOwnsMemory(t *testing.T) {
	t.Parallel()
	for _, c := range equivalentCases {
		a, b := documentOf(c.a), documentOf(c.b)
		was := a.String() + b.String()
		compare.Diff(a, b)
		compare.Equivalent(a, b)
		require.Equal(t, was, a.String()+b.String(), c.why)
	}
	services := make([]string, 1, 2)
	services[0] = "lambda.amazonaws.com"
	d := iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").For(iampolicy.AWS("AIDACKCEVSQ6C2EXAMPLE")))
	d.Statement.Items[0].Principal.Service.Items = services
	compare.SameOpaque(d, d)
	require.Empty(t, services[:2][1])
}

// TestEquivalentLists: what is equal in another order, and what is nearly so.
func TestEquivalentLists(t *testing.T) {
	t.Parallel()
	statement := func(element string) string { return `{"Effect":"Allow","Action":"ecr:ListImages",` + element + `}` }
	when := func(conditions string) string { return statement(`"Resource":"*","Condition":{` + conditions + `}`) }
	vpcs := many(`"vpc-%d"`, 40)
	list := func(values []string) string {
		return when(`"StringEquals":{"aws:SourceVpc":[` + strings.Join(values, ",") + `]}`)
	}
	backwards := slices.Clone(vpcs)
	slices.Reverse(backwards)
	everywhere := ""
	for p := range ecrref.Partitions() {
		everywhere += `"arn:` + p.ID + `:ecr:*:123456789012:repository/app",`
	}
	for _, c := range []struct {
		a, b       string
		equivalent bool
		why        string
	}{
		{list(vpcs), list(backwards), true, "many values, the other way round"},
		{list(vpcs), list(append(backwards[1:], `"vpc-x"`)), false, "one of many values is another"},
		{list(vpcs), list(many(`"vpc-x%d"`, 40)), false, "each of many values is another"},
		{when(`"StringEquals":{"aws:SourceVpc":"v","aws:SourceVpce":"e"}`),
			when(`"StringEquals":{"aws:SourceVpce":"e","aws:SourceVpc":"v"}`), true,
			"the order of keys"},
		{when(`"StringEquals":{"aws:SourceVpc":"v","aws:SourceVpce":"e"}`),
			when(`"StringEquals":{"aws:SourceVpc":"v","aws:sourceVpcArn":"e"}`), false,
			"another key"},
		{when(`"StringEquals":{"aws:TagKeys":"5"},"NumericLessThan":{"aws:TagKeys":"6"}`),
			when(`"StringEquals":{"aws:TagKeys":"5"}`), false,
			"text and numbers on one key are not followed, so they are not called the same"},
		{when(`"StringEquals":{"aws:TagKeys":"5"},"Null":{"aws:TagKeys":"false"},"NumericLessThan":{"aws:TagKeys":"6"}`),
			when(`"StringEquals":{"aws:TagKeys":"5"},"Null":{"aws:TagKeys":"false"}`), false,
			"… nor with a question for the key in between"},
		{when(`"DateLessThan":{"aws:CurrentTime":"9999-12-31T23:59:59.999999999Z"}`),
			when(`"DateLessThanEquals":{"aws:CurrentTime":"9999-12-31T23:59:59.999999999Z"}`),
			false, "the last instant that has a date"},
		{statement(`"Principal":{"AWS":"arn:aws:iam:us-east-1:111122223333:root"}`),
			statement(`"Principal":{"AWS":"111122223333"}`), false,
			"no ARN of IAM has a region"},
		{statement(`"Principal":{"AWS":[]}`) + "," + statement(`"Principal":"*"`),
			statement(`"Principal":"*"`) + "," + statement(`"Principal":{"AWS":[]}`),
			true, "nobody and everybody, the other way round"},
		{`{"Version":"2008-10-17","Statement":[` + statement(`"Resource":"arn:aws:ecr:*:*:repository/${aws:username}"`) + `]}`,
			`{"Version":"2012-10-17","Statement":[` + statement(`"Resource":"arn:aws:ecr:*:*:repository/${aws:username}"`) + `]}`,
			false, "only the newer version has variables"},
		{statement(`"Principal":{"AWS":[]}`),
			statement(`"Principal":{"Service":[]}`), true, "nobody is nobody"},
		{statement(`"Resource":[` + everywhere + `"arn:aws-other:ecr:*:*:repository/app"]`),
			statement(`"Resource":[` + everywhere + `"arn:aws-other:ecr:*:*:repository/other"]`), false, "every partition and another"},
	} {
		a, b := documentOf(c.a), documentOf(c.b)
		if got := compare.Equivalent(a, b); got != c.equivalent {
			t.Errorf("%s: Equivalent() = %t", c.why, got)
		}
		if changes := compare.Diff(a, b); (len(changes) == 0) != c.equivalent {
			t.Errorf("%s: Diff() = %v", c.why, changes)
		}
	}
}

// TestEquivalentRefuses holds what awspolicyequivalence lets pass: documents
// that Parse refuses cannot be compared in the first place.
func TestEquivalentRefuses(t *testing.T) {
	for _, s := range []string{
		`{"Effect":"Allow","Action":"ecr:ListImages","Resource":"*","Conditions":{"Bool":{"aws:SecureTransport":"true"}}}`,
		`{"Effect":"Allow","Action":"ecr:ListImages","Action":"ecr:PutImage","Resource":"*"}`,
		`{"Effect":"allow","Action":"ecr:ListImages","Resource":"*"}`,
		`{"Effect":"Allow","Principal":"123456789012","Action":"ecr:ListImages"}`,
	} {
		_, err := iampolicy.Parse([]byte(`{"Version":"2012-10-17","Statement":[` + s + `]}`))
		require.Error(t, err, s)
	}
}

// TestEquivalentInvalid holds that nothing panics on documents that do not
// compile, and that only the same words make them equivalent.
func TestEquivalentInvalid(t *testing.T) {
	var zero iampolicy.Document
	bad := iampolicy.NewDocument(iampolicy.Allow("ecr:PutImage").On("*").When("StringEqual", "aws:SourceVpc", "vpc-1"))
	require.True(t, compare.Equivalent(zero, zero))
	require.Empty(t, compare.Diff(zero, zero))
	require.True(t, compare.Equivalent(bad, bad))
	require.False(t, compare.Equivalent(bad, iampolicy.ECSPull()))
	require.False(t, compare.Equivalent(zero, iampolicy.ECSPull()))
	nothing := iampolicy.NewDocument(iampolicy.Allow("GetObject").On("*"))
	require.False(t, compare.Equivalent(bad, nothing), "what does not compile says not even nothing")
	require.False(t, compare.Equivalent(nothing, bad), "nor the other way round")
	changes := compare.Diff(bad, iampolicy.ECSPull())
	require.Len(t, changes, 1)
	require.Contains(t, changes[0].String(), "first document")
	changes = compare.Diff(iampolicy.ECSPull(), bad)
	require.Len(t, changes, 1)
	require.Contains(t, changes[0].String(), "second document")
	require.Equal(t, "", compare.Change{}.String())
	require.NotContains(t, compare.Change{Actions: []string{"ecr:PutImage"}}.String(), "any", "a change of one's own, of no resource")
}

// TestEquivalentAllocates holds the quick way to no allocation.
func TestEquivalentAllocates(t *testing.T) {
	a, b := documentOf(pullStatement), documentOf(strings.Replace(pullStatement, "ecr:B", "ECR:b", 1))
	require.Zero(t, testing.AllocsPerRun(100, func() { compare.Equivalent(a, b) }))
}

// TestDiffCost holds that no documents take long, however many patterns hang
// together in them.
func TestDiffCost(t *testing.T) {
	for name, s := range map[string]iampolicy.Statement{
		"stars":      iampolicy.Allow("ecr:ListImages").On(many("arn:aws:ecr:*:*:repository/*a*b*%d*a*b*", 40)...),
		"actions":    iampolicy.Allow(many("s3:*a*b*%d*", 60)...).On("*"),
		"conditions": iampolicy.Allow("ecr:ListImages").On("*").When("StringLike", "aws:SourceVpc", many("*a*%d*b*", 60)...),
		"principals": iampolicy.Allow("ecr:ListImages").For(iampolicy.AWS(many("%012d", 200)...)),
		"resources":  iampolicy.Allow("ecr:ListImages").On(many("arn:aws:ecr:us-east-1:123456789012:repository/app%d", 1000)...),
	} {
		d, e := iampolicy.NewDocument(
			s,
		), iampolicy.NewDocument(
			s,
			iampolicy.Allow("ecr:PutImage").On("arn:aws:ecr:us-east-1:123456789012:repository/x"),
		)
		if s.Principal.AWS.Items != nil {
			e = iampolicy.NewDocument(s, iampolicy.Allow("ecr:PutImage").For(iampolicy.AWS("999999999999")))
		}
		require.False(t, compare.Equivalent(d, e), name)
		require.NotEmpty(t, compare.Diff(d, e), name)
	}
}

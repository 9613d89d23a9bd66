package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// conditions: a condition, of an Allow of the pull (+) or of a Deny of it beside one (-),
// who pulls, the exit code and what the answer has to say.
var conditions = []struct {
	why, condition string
	onInstance     bool // the role of the instance pulls
	exit           int
	says           string
}{
	// AWS sees public addresses only, and none through a VPC endpoint:
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
	{"a private address", `+"IpAddress":{"aws:SourceIp":"10.1.2.3"}`, false, 1, "is not allowed"},
	{"private ranges", `+"IpAddress":{"aws:SourceIp":["10.0.0.0/8","172.16.0.0/12","192.168.0.0/16","fd00::/8"]}`, false, 1, "is not allowed"},
	{"the range of carriers", `+"IpAddress":{"aws:SourceIp":"100.64.0.0/10"}`, false, 1, "is not allowed"},
	{"a range that is wider than the private one", `+"IpAddress":{"aws:SourceIp":"10.0.0.0/7"}`, false, 3, "hangs on"},
	{"a public range beside it", `+"IpAddress":{"aws:SourceIp":["10.0.0.0/8","203.0.113.0/24"]}`, false, 3, "-context aws:SourceIp="},
	{"a Deny outside private ranges", `-"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}`, false, 1, "denies it"},
	{"a Deny inside private ranges", `-"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}`, false, 0, ""},
	{"an address that need not be there", `+"IpAddressIfExists":{"aws:SourceIp":"10.0.0.0/8"}`, false, 3, "hangs on"},
	{"whether there is an address", `+"Null":{"aws:SourceIp":"false"}`, false, 3, "hangs on"},

	// A pull sends no tags; what creates a repository may.
	// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
	{"a tag of the request", `+"StringEquals":{"aws:RequestTag/team":"a"}`, false, 1, "no value for the key"},
	{"a Deny without the tag", `-"Null":{"aws:RequestTag/team":"true"}`, false, 1, "denies it"},
	{"every tag key of none", `+"ForAllValues:StringEquals":{"aws:TagKeys":["team"]}`, false, 0, ""},
	{"a tag key of none", `+"ForAnyValue:StringEquals":{"aws:TagKeys":["team"]}`, false, 1, "is not allowed"},

	// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/amazon-ec2-keys.html
	{"the version of the metadata service, of an instance", `-"NumericLessThan":{"ec2:RoleDelivery":"2.0"}`, true, 3, "ec2:RoleDelivery"},
	{"and of a task", `-"NumericLessThan":{"ec2:RoleDelivery":"2.0"}`, false, 0, ""},
	{
		"the instance that asks",
		`-"StringNotEquals":{"ec2:SourceInstanceARN":"arn:aws:ec2:us-east-1:123456789012:instance/i-1"}`,
		true,
		3,
		"hangs on",
	},
	{"a task is no instance", `-"Null":{"ec2:SourceInstanceARN":"true"}`, false, 1, "denies it"},
	{"the VPC of the instance", `-"StringNotEquals":{"aws:Ec2InstanceSourceVpc":"${aws:SourceVpc}"}`, true, 3, "hangs on"},
	{"a task has no VPC of an instance", `+"StringEquals":{"aws:Ec2InstanceSourceVpc":"vpc-1"}`, false, 1, "no value for the key"},
	{"a key of other requests to EC2", `-"StringEquals":{"ec2:InstanceType":"t2.micro"}`, true, 0, ""},
}

// TestConditions: what a pull never brings is known, and what it may bring is not.
func TestConditions(t *testing.T) {
	for _, row := range conditions {
		t.Run(row.why, func(t *testing.T) {
			t.Chdir(t.TempDir())
			effect, condition := row.condition[:1], row.condition[1:]
			statement := func(effect, rest string) string {
				return `{"Effect":"` + effect + `","Action":["ecr:GetAuthorizationToken","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer",` +
					`"ecr:BatchCheckLayerAvailability"],"Resource":"*"` + rest + `}`
			}
			when := `,"Condition":{` + condition + `}`
			write(t, "policy", allow(statement("Allow", when)))
			if effect == "-" {
				write(t, "policy", allow(statement("Allow", ""), statement("Deny", when)))
			}
			write(t, "task", task("FARGATE", image1))
			write(t, "instances", instances(goodOne))
			args := "-task task -policy policy"
			if row.onInstance {
				write(t, "task", taskWithoutRole("EC2", image1))
				args += " -instances instances -role-arn " + roleA
			}
			code, r, errs := answer(t, "", strings.Fields(args)...)
			text := errs + said(r)
			require.Equal(t, row.exit, code, "%v\n%s", decisive(r), text)
			require.Contains(t, text, row.says)
			require.NotContains(t, text, anyAddress)
		})
	}
}

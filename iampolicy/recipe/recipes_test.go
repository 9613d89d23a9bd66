package recipe_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/recipe"
)

func ExampleRepositoryPull() {
	d, err := recipe.RepositoryPull("444455556666")
	s := d.Statement.Items[0]
	fmt.Println(s.Effect, s.Principal.AWS.Items, s.Action.Items, err)
	_, err = recipe.RepositoryPull("4444-5555-6666")
	fmt.Println(err.(*iampolicy.RecipeError).Hint)
	// Output:
	// Allow [444455556666] [ecr:BatchGetImage ecr:GetDownloadUrlForLayer] <nil>
	// give the 12 digits of an account, or the ARN of a role, user or session
}

func ExampleAll() {
	for r := range recipe.All() {
		if r.Kind == iampolicy.KindTrust {
			fmt.Println(r.ID, "=", r.Func)
		}
	}
	// Output:
	// ptc-ecr-to-ecr-trust = TrustPullThroughCache
	// trust-ecs-tasks = TrustECSTasks
	// trust-ecs-tasks-confused-deputy = TrustECSTasksFrom
	// trust-ec2 = TrustEC2
}

func parseRefs(texts ...string) (refs []ecrref.Ref) {
	for _, s := range texts {
		refs = append(refs, ecrref.MustParse(s))
	}
	return refs
}

// manyRefs are images of two accounts, three regions and three partitions, one
// of them by three hosts, and one of the public gallery.
var manyRefs = parseRefs(
	"111122223333.dkr.ecr.us-west-2.amazonaws.com/app:v1",
	"111122223333.dkr.ecr.us-west-2.amazonaws.com/app:v2",
	"111122223333.dkr.ecr-fips.us-west-2.amazonaws.com/app:v1",
	"111122223333.dkr-ecr.us-west-2.on.aws/app@sha256:"+strings.Repeat("0", 64),
	"444455556666.dkr.ecr.us-west-2.amazonaws.com/team/web:v1",
	"public.ecr.aws/nginx/nginx:1",
	"111122223333.dkr.ecr.eu-central-1.amazonaws.com/app",
	"111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/app:v1",
	"111122223333.dkr.ecr.us-west-2.amazonaws.com/sidecar",
	"111122223333.dkr.ecr.eusc-de-east-1.amazonaws.eu/app:v1",
)

var manyARNs = [][]string{
	{"arn:aws:ecr:us-west-2:111122223333:repository/app", "arn:aws:ecr:us-west-2:111122223333:repository/sidecar"},
	{"arn:aws:ecr:us-west-2:444455556666:repository/team/web"},
	{"arn:aws:ecr:eu-central-1:111122223333:repository/app"},
	{"arn:aws-cn:ecr:cn-north-1:111122223333:repository/app"},
	{"arn:aws-eusc:ecr:eusc-de-east-1:111122223333:repository/app"},
}

// TestPullMany: one right statement for each account, region and partition,
// and in every recipe with references the login alone on "*".
func TestPullMany(t *testing.T) {
	private := slices.DeleteFunc(slices.Clone(manyRefs), func(r ecrref.Ref) bool { return r.Registry().Kind() == ecrref.Public })
	for name, recipe := range map[string]func() (iampolicy.Document, error){
		"Pull":             func() (iampolicy.Document, error) { return iampolicy.Pull(manyRefs...) },
		"PullFromVPC":      func() (iampolicy.Document, error) { return recipe.PullFromVPC("vpc-1", "vpce-1", manyRefs...) },
		"PullThroughCache": func() (iampolicy.Document, error) { return recipe.PullThroughCache(manyRefs...) },
		"Push":             func() (iampolicy.Document, error) { return iampolicy.Push(private...) },
		"TaskExecution":    func() (iampolicy.Document, error) { return recipe.TaskExecution(manyRefs, nil, nil) },
	} {
		d, err := recipe()
		require.NoError(t, err, name)
		require.NoError(t, d.Validate(), name)
		require.Len(t, d.Statement.Items, len(manyARNs)+1, name)
		for i, arns := range manyARNs {
			require.Equal(t, arns, d.Statement.Items[i].Resource.Items, name)
			require.NotContains(t, d.Statement.Items[i].Action.Items, iampolicy.ECRGetAuthorizationToken, name)
		}
		login := d.Statement.Items[len(manyARNs)]
		require.Equal(t, `{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}`, login.String(), name)
	}
}

// TestVPCConditions: the condition is on the pull and never on the login.
func TestVPCConditions(t *testing.T) {
	for _, c := range []struct{ vpc, endpoint, want string }{
		{"vpc-1", "vpce-2", `{"StringEquals":{"aws:sourceVpce":"vpce-2","aws:sourceVpc":"vpc-1"}}`},
		{"vpc-1", "", `{"StringEquals":{"aws:sourceVpc":"vpc-1"}}`},
		{"", "vpce-2", `{"StringEquals":{"aws:sourceVpce":"vpce-2"}}`},
	} {
		scoped, err := recipe.PullFromVPC(c.vpc, c.endpoint, manyRefs...)
		require.NoError(t, err)
		execution, err := recipe.TaskExecutionFromVPC(c.vpc, c.endpoint)
		require.NoError(t, err)
		for _, s := range append(scoped.Statement.Items, execution.Statement.Items...) {
			login := slices.Contains(s.Action.Items, iampolicy.ECRGetAuthorizationToken)
			require.Equal(t, login, len(s.Condition) == 0, s)
			require.Equal(t, !login, strings.Contains(s.String(), `"Condition":`+c.want), s)
		}
	}
}

func TestTaskExecution(t *testing.T) {
	d, err := recipe.TaskExecution(manyRefs[:1],
		[]string{"arn:aws:logs:us-west-2:111122223333:log-group:/ecs/a", "arn:aws:logs:us-west-2:111122223333:log-group:/ecs/b:*"},
		[]string{
			"arn:aws:kms:us-west-2:111122223333:key/k",
			"arn:aws:secretsmanager:us-west-2:111122223333:secret:db-AbCdEf:password::",
			"arn:aws:ssm:us-west-2:111122223333:parameter/p",
		})
	require.NoError(t, err)
	require.Equal(t, `{"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],`+
		`"Resource":["arn:aws:logs:us-west-2:111122223333:log-group:/ecs/a:*","arn:aws:logs:us-west-2:111122223333:log-group:/ecs/b:*"]}`,
		d.Statement.Items[2].String())
	require.Equal(t, `{"Effect":"Allow","Action":["ssm:GetParameters","secretsmanager:GetSecretValue","kms:Decrypt"],`+
		`"Resource":["arn:aws:kms:us-west-2:111122223333:key/k",`+
		`"arn:aws:secretsmanager:us-west-2:111122223333:secret:db-AbCdEf","arn:aws:ssm:us-west-2:111122223333:parameter/p"]}`,
		d.Statement.Items[3].String(), "a valueFrom's JSON key is no part of the resource")
}

func TestRecipesOtherPartitions(t *testing.T) {
	china, err := ecrref.PrivateRegistry("111122223333", "cn-north-1")
	require.NoError(t, err)
	contains := func(d iampolicy.Document, err error) func(parts ...string) {
		return func(parts ...string) {
			t.Helper()
			require.NoError(t, err)
			for _, part := range parts {
				require.Contains(t, d.String(), `"`+part+`"`)
			}
		}
	}
	contains(recipe.Replication(china, "444455556666"))("arn:aws-cn:iam::444455556666:root",
		"arn:aws-cn:ecr:cn-north-1:111122223333:repository/*")
	contains(recipe.PullThroughCacheUpstream(china, "444455556666"))("arn:aws-cn:iam::444455556666:root",
		"arn:aws-cn:ecr:cn-north-1:111122223333:repository/*")
	contains(recipe.PullThroughCachePrefix(china, "ecr-public", "team/hub"))(
		"arn:aws-cn:ecr:cn-north-1:111122223333:repository/ecr-public/*", "arn:aws-cn:ecr:cn-north-1:111122223333:repository/team/hub/*")
	contains(recipe.PullThroughCachePrefix(china, "ROOT"))("arn:aws-cn:ecr:cn-north-1:111122223333:repository/*")
	contains(recipe.RepositoryLambdaFrom("us-gov-west-1", "444455556666", "777788889999"))("arn:aws-us-gov:iam::777788889999:root",
		"arn:aws-us-gov:lambda:us-gov-west-1:444455556666:function:*")
	contains(recipe.TrustECSTasksFrom("us-gov-west-1", "111122223333"))("arn:aws-us-gov:ecs:us-gov-west-1:111122223333:*")
	contains(recipe.EndpointLayers("us-west-2", "cn-north-1"))("arn:aws:s3:::prod-us-west-2-starport-layer-bucket/*",
		"arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*")
	contains(recipe.RepositoryCodeBuild("arn:aws:codebuild:us-west-2:111122223333:project/a",
		"arn:aws:codebuild:us-west-2:111122223333:project/b"))(
		"aws:SourceAccount\":\"111122223333")
}

func TestRecipeErrors(t *testing.T) {
	app := manyRefs[0]
	private, public := app.Registry(), ecrref.PublicRegistry()
	const role = "arn:aws:iam::111122223333:role/r"
	fails := func(_ iampolicy.Document, err error) error { return err }
	for _, c := range []struct {
		err  error
		says string
	}{
		{fails(iampolicy.Pull()), "no image"},
		{fails(iampolicy.Pull(app, ecrref.Ref{})), "image 1 is the zero Ref"},
		{fails(iampolicy.Pull(ecrref.MustParse("public.ecr.aws/nginx/nginx:1"))), "needs no permission"},
		{fails(iampolicy.Push(app, ecrref.MustParse("public.ecr.aws/nginx/nginx:1"))), "does not tell the account"},
		{fails(recipe.PushSigned("profile", app)), "not an ARN of signer"},
		{fails(recipe.PullFromVPC("", "", app)), "neither a VPC nor"},
		{fails(recipe.PullFromVPC("vpce-1", "", app)), "not the ID of a VPC"},
		{fails(recipe.PullFromVPC("vpc-1", "")), "no image"},
		{fails(recipe.TaskExecutionFromVPC("", "vpc-1")), "not the ID of a VPC endpoint"},
		{fails(recipe.TaskExecutionFromVPC("vpc-", "")), "not the ID of a VPC"},
		{fails(recipe.TaskExecution(nil, nil, nil)), "no image"},
		{fails(recipe.TaskExecution(manyRefs, []string{"/ecs/app"}, nil)), "not an ARN of logs"},
		{fails(recipe.TaskExecution(manyRefs, nil, []string{"password"})), "not the ARN of a secret"},
		{fails(recipe.TaskSecrets()), "no ARN of a secret"},
		{fails(recipe.PullThroughCache()), "no image"},
		{fails(recipe.PullThroughCachePrefix(public, "x")), "not a private registry"},
		{fails(recipe.PullThroughCachePrefix(private)), "no prefix"},
		{fails(recipe.PullThroughCachePrefix(private, "ecr-public/")), "without slashes"},
		{fails(recipe.PullThroughCachePrefix(private, "*")), "not the prefix"},
		{fails(recipe.PullThroughCacheRegistry(private, nil, "x")), "no principal"},
		{fails(recipe.PullThroughCacheRegistry(private, []string{"*"}, "x")), "not a principal"},
		{fails(recipe.PullThroughCacheSecret("arn:aws:secretsmanager:us-west-2:111122223333:secret:docker-hub")), "ecr-pullthroughcache/"},
		{fails(recipe.PullThroughCacheUpstream(ecrref.Registry{}, "111122223333")), "not a private registry"},
		{fails(recipe.PullThroughCacheUpstream(private)), "no account"},
		{fails(recipe.Replication(private, "11112222333")), "12 digits"},
		{fails(recipe.RepositoryPull()), "no principal"},
		{fails(recipe.RepositoryPush("ecs.amazonaws.com")), "not a principal"},
		{fails(recipe.RepositoryPullOrg("r-1234")), "not the ID of an organization"},
		{fails(recipe.RepositoryPullOrg("o-*")), "not the ID of an organization"},
		{fails(recipe.RepositoryDenyOutside("10.0.0.0/33")), "not an IP address or network"},
		{fails(recipe.RepositoryDenyOutside()), "no network"},
		{fails(recipe.RepositoryCodeBuild("project")), "not an ARN of codebuild"},
		{fails(recipe.RepositoryCodeBuild("arn:aws:codebuild:us-west-2:*:project/p")), "12 digits"},
		{fails(recipe.RepositoryLambdaFrom("us-west", "111122223333")), "not an AWS region"},
		{fails(recipe.RepositoryLambdaFrom("us-west-2")), "no account"},
		{fails(recipe.TrustECSTasksFrom("us-west-2", "*")), "not an AWS account"},
		{fails(recipe.EndpointPull()), "no principal"},
		{fails(recipe.EndpointLayers()), "no region"},
		{fails(recipe.EndpointLayers("*")), "not an AWS region"},
		{fails(recipe.KMSCreateRepository("alias/x")), "not an ARN of kms"},
		{fails(recipe.CreateTagged("", "x")), "no tag key"},
		{fails(recipe.CreateTagged("x")), "no tag value"},
		{fails(recipe.OrgPerimeter()), "no ID of an organization"},
		{fails(recipe.Deploy("service", "f", "arn:aws:iam::111122223333:role/r")), "service in a named cluster"},
		{fails(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:service/s", "f", "arn:aws:iam::111122223333:role/r")),
			"service in a named cluster"},
		{fails(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:service/c/s", "", "arn:aws:iam::111122223333:role/r")),
			"no task definition family"},
		{fails(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:service/c/s", "f")), "no ARN"},
		{fails(recipe.Deploy("foo:aws:ecs:us-east-1:111122223333:service/c/s", "f", role)), "service in a named cluster"},
		{fails(recipe.Deploy("arn:aws:eks:us-east-1:111122223333:service/c/s", "f", role)), "service in a named cluster"},
		{fails(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:cluster/c/s", "f", role)), "service in a named cluster"},
		{fails(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:service//s", "f", role)), "service in a named cluster"},
		{fails(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:service/c/", "f", role)), "service in a named cluster"},
		{fails(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:service/c/s", "f", "arn:aws:iam::111122223333:role/")), "not an ARN of iam"},
		{fails(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:service/c/s", "f", "arn:aws:iam::111122223333:user/ann")), "not an ARN of iam"},
		{fails(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:service/c/s", "f", "arn:aws:sts::111122223333:role/a")), "not an ARN of iam"},
		{fails(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:service/c/s", "f", "arn:aws:iam:role/a")), "not an ARN of iam"},
		{fails(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:service/c/s", "f", "foo:aws:iam::111122223333:role/a")), "not an ARN of iam"},
		{fails(recipe.PullFromVPC("", "abc", app)), "not the ID of a VPC endpoint"},
		{fails(recipe.RepositoryPull("arn:aws:s3::111122223333:role/a")), "not a principal"},
	} {
		var re *iampolicy.RecipeError
		require.True(t, errors.As(c.err, &re), "%v, want %q", c.err, c.says)
		require.ErrorContains(t, re, c.says)
		require.True(t, strings.HasPrefix(re.Error(), re.Func), re.Error())
		require.Regexp(t, `^(iampolicy|recipe)\.[A-Z]`, re.Func)
	}
}

// TestRecipesAccept: what looks unusual and is right.
func TestRecipesAccept(t *testing.T) {
	accepts := func(_ iampolicy.Document, err error) error { return err }
	for why, err := range map[string]error{
		"a session":            accepts(recipe.RepositoryPull("arn:aws:sts::111122223333:assumed-role/a/b")),
		"an account":           accepts(recipe.RepositoryPull("111122223333")),
		"an address":           accepts(recipe.RepositoryDenyOutside("203.0.113.7")),
		"a network":            accepts(recipe.RepositoryDenyOutside("2001:db8::/32")),
		"a role of one letter": accepts(recipe.Deploy("arn:aws:ecs:us-east-1:111122223333:service/c/s", "f", "arn:aws:iam::111122223333:role/r")),
	} {
		require.NoError(t, err, why)
	}
	const secret = "arn:aws:secretsmanager:us-west-2:111122223333:secret:db-a1b2c3"
	d, err := recipe.TaskSecrets(secret+":user::", secret+":password::")
	require.NoError(t, err)
	require.Equal(
		t,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"`+secret+`"}]}`,
		d.String(),
		"two keys of one secret",
	)
	_, err = recipe.TaskExecution(nil, nil, nil)
	var re *iampolicy.RecipeError
	require.ErrorAs(t, err, &re)
	require.Equal(t, "recipe.TaskExecution", re.Func, "the recipe that was called, not the one that it uses")
}

package iampolicy_test

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

func ExamplePull() {
	d, err := iampolicy.Pull(ecrref.MustParse("111122223333.dkr.ecr.us-west-2.amazonaws.com/team/app:v1"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range d.Statement.Items {
		fmt.Println(s.Action.Items)
		fmt.Println("on", s.Resource.Items)
	}
	// Output:
	// [ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer]
	// on [arn:aws:ecr:us-west-2:111122223333:repository/team/app]
	// [ecr:GetAuthorizationToken]
	// on [*]
}

func ExamplePush() {
	d, err := iampolicy.Push(ecrref.MustParse("111122223333.dkr.ecr.us-west-2.amazonaws.com/team/app:v1"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, action := range d.Statement.Items[0].Action.Items {
		fmt.Println(action)
	}
	fmt.Println("on", d.Statement.Items[0].Resource.Items)
	_, err = iampolicy.Push(ecrref.MustParse("public.ecr.aws/nginx/nginx:1.27"))
	fmt.Println(err.(*iampolicy.RecipeError).Msg)
	// Output:
	// ecr:CompleteLayerUpload
	// ecr:UploadLayerPart
	// ecr:InitiateLayerUpload
	// ecr:BatchCheckLayerAvailability
	// ecr:PutImage
	// ecr:BatchGetImage
	// on [arn:aws:ecr:us-west-2:111122223333:repository/team/app]
	// a public reference does not tell the account that owns the repository
}

func ExamplePrincipal() {
	for _, p := range []iampolicy.Principal{
		iampolicy.AWS("111122223333", "arn:aws:iam::444455556666:role/build"),
		iampolicy.Service("ecs-tasks.amazonaws.com"),
		iampolicy.Federated("arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"),
		iampolicy.Anyone(),
	} {
		fmt.Println(iampolicy.Allow("sts:AssumeRole").For(p))
	}
	// Output:
	// {"Effect":"Allow","Principal":{"AWS":["111122223333","arn:aws:iam::444455556666:role/build"]},"Action":"sts:AssumeRole"}
	// {"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}
	// {"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRole"}
	// {"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}
}

func ExampleRemoveStatement() {
	before := []byte(`{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Action": "ecr:*", "Resource": "*"},
  {"Effect": "Allow", "Action": "logs:*", "Resource": "*"}
]}`)
	after, err := iampolicy.RemoveStatement(before, 0)
	fmt.Printf("%s %v\n", after, err)
	// Output:
	// {"Version": "2012-10-17", "Statement": [
	//   {"Effect": "Allow", "Action": "logs:*", "Resource": "*"}
	// ]} <nil>
}

// The exact inverse of Parse: what was a list stays a list.
func ExampleDocument_AppendJSON() {
	text := `{ "Statement": { "Resource": ["*"], "Action": "ecr:*", "Effect": "Allow" } }`
	d, err := iampolicy.Parse([]byte(text))
	fmt.Printf("%s %v\n", d.AppendJSON(nil), err)
	// Output:
	// {"Statement":{"Effect":"Allow","Action":"ecr:*","Resource":["*"]}} <nil>
}

// AWS does not count white space in the policy of a role, and counts it in that of
// a repository.
func ExampleTextSize() {
	text := []byte("{ \"Version\": \"2012-10-17\",\n  \"Statement\": [] }")
	for _, kind := range []iampolicy.PolicyKind{iampolicy.KindIdentity, iampolicy.KindRepository} {
		fmt.Println(iampolicy.TextSize(text, kind), "of", kind.SizeLimit())
	}
	// Output:
	// 39 of 6144
	// 46 of 10240
}

func ExampleLookupAction() {
	a, ok := iampolicy.LookupAction("ecr:batchgetimage")
	fmt.Println(ok, a.Name, a.Access, a.ResourceType)
	token, _ := iampolicy.LookupAction("ecr:GetAuthorizationToken")
	fmt.Println(token.WildcardOnly()) // Resource "*" is the only one that grants it
	// Output:
	// true ecr:BatchGetImage Read repository
	// true
}

// The actions that change who may do what.
func ExampleActions() {
	for a := range iampolicy.Actions() {
		if a.Access&iampolicy.AccessPermissions != 0 {
			fmt.Println(a.Name)
		}
	}
	// Output:
	// ecr-public:SetRepositoryPolicy
	// ecr:DeleteRegistryPolicy
	// ecr:DeleteRepositoryPolicy
	// ecr:PutRegistryPolicy
	// ecr:SetRepositoryPolicy
}

// The condition keys of Amazon ECR itself.
func ExampleKeys() {
	for k := range iampolicy.Keys() {
		if len(k.Name) > 4 && k.Name[:4] == "ecr:" {
			fmt.Println(k.Name, k.Type)
		}
	}
	// Output:
	// ecr:AccountSetting String
	// ecr:ResourceTag/${TagKey} String
}

// What a condition can never see when Fargate logs in to ECR.
func ExampleAbsentKeys() {
	for k := range iampolicy.AbsentKeys(iampolicy.FargateLogin) {
		fmt.Println(k.Name)
	}
	// Output:
	// aws:SourceVpc
	// aws:SourceVpce
}

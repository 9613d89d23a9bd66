package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/seed-293f0d42/ecrkit/examples/internal/mototest"
	"github.com/stretchr/testify/require"
)

const trustECS = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}`

// manifest is a Docker image manifest, the least that ECR takes.
const manifest = `{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":2,"digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"},"layers":[]}`

// account builds an account in moto: a role, a repository with one image, and
// task definitions.
type account struct {
	t   *testing.T
	iam *iam.Client
	ecr *ecr.Client
	ecs *ecs.Client
}

func newAccount(t *testing.T) account {
	t.Helper()
	cfg, err := config.LoadDefaultConfig(t.Context())
	require.NoError(t, err)
	return account{t, iam.NewFromConfig(cfg), ecr.NewFromConfig(cfg), ecs.NewFromConfig(cfg)}
}

func (a account) role(name, trust, policy string) {
	_, err := a.iam.CreateRole(a.t.Context(), &iam.CreateRoleInput{RoleName: &name, AssumeRolePolicyDocument: &trust})
	require.NoError(a.t, err)
	_, err = a.iam.PutRolePolicy(a.t.Context(), &iam.PutRolePolicyInput{RoleName: &name, PolicyName: aws.String("pull"), PolicyDocument: &policy})
	require.NoError(a.t, err)
}

func (a account) push(repository, tag string) {
	_, err := a.ecr.CreateRepository(a.t.Context(), &ecr.CreateRepositoryInput{RepositoryName: &repository})
	require.NoError(a.t, err)
	_, err = a.ecr.PutImage(a.t.Context(), &ecr.PutImageInput{RepositoryName: &repository, ImageTag: &tag, ImageManifest: aws.String(manifest)})
	require.NoError(a.t, err)
}

func (a account) task(family, role, image string) {
	_, err := a.ecs.RegisterTaskDefinition(a.t.Context(), &ecs.RegisterTaskDefinitionInput{
		Family: &family, ExecutionRoleArn: aws.String("arn:aws:iam::123456789012:role/" + role),
		RequiresCompatibilities: []types.Compatibility{types.CompatibilityFargate}, NetworkMode: types.NetworkModeAwsvpc,
		Cpu: aws.String("256"), Memory: aws.String("512"),
		ContainerDefinitions: []types.ContainerDefinition{{Name: aws.String("app"), Image: &image, Memory: aws.Int32(128)}},
	})
	require.NoError(a.t, err)
}

// TestLive asks moto_server the questions that it asks AWS.
func TestLive(t *testing.T) {
	mototest.Start(t)
	a := newAccount(t)
	a.role("pulls", trustECS, pullPolicy)
	a.role("lacks", trustECS, strings.Replace(pullPolicy, `"ecr:BatchGetImage",`, "", 1))
	a.role("untrusted", strings.Replace(trustECS, "ecs-tasks", "lambda", 1), pullPolicy)
	a.push("team/app", "v1")
	a.push("team/denied", "v1")
	_, err := a.ecr.SetRepositoryPolicy(t.Context(), &ecr.SetRepositoryPolicyInput{RepositoryName: aws.String("team/denied"), PolicyText: aws.String(
		`{"Version":"2012-10-17","Statement":[{"Sid":"no","Effect":"Deny","Principal":"*","Action":["ecr:BatchGetImage"]}]}`)})
	require.NoError(t, err)
	for _, row := range []struct {
		why, role, image string
		exit             int
		rules            []string
	}{
		{"all is there", "pulls", host + "/team/app:v1", 0, []string{}},
		{"no such tag", "pulls", host + "/team/app:v2", 1, []string{"error image-missing"}},
		{"no such repository", "pulls", host + "/team/none:v1", 1, []string{"error image-missing"}},
		{"the role lacks an action", "lacks", host + "/team/app:v1", 1, []string{"error permission-missing"}},
		{"no such role", "absent", host + "/team/app:v1", 1, []string{"error role-absent", "warning policy-missing"}},
		{"ECS may not use the role", "untrusted", host + "/team/app:v1", 1, []string{"error trust-missing"}},
		{"the repository policy denies", "pulls", host + "/team/denied:v1", 1, []string{"error permission-denied"}},
	} {
		family := strings.ReplaceAll(row.why, " ", "-")
		a.task(family, row.role, row.image)
		code, r, errs := answer(t, "", "-live", "-task-definition", family)
		require.Empty(t, errs, row.why)
		require.Equal(t, row.rules, decisive(r), "%s: %+v", row.why, r.Findings)
		require.Equal(t, row.exit, code, row.why)
	}
	code, r, _ := answer(t, "", "-live", "-task-definition", "nothing-of-that-name")
	require.Equal(t, 3, code)
	require.Equal(t, []string{"warning aws-unanswered"}, decisive(r))
}

// TestLiveDenied: a caller who may ask nothing learns which permissions that
// takes, and gets no verdict.
func TestLiveDenied(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.Header.Get("Authorization"), "/sts/") {
			_, _ = w.Write([]byte("<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"))
			return
		}
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"__type":"AccessDeniedException","message":"not authorized"}`))
	}))
	defer server.Close()
	mototest.Env(t, server.URL)
	dir := t.TempDir()
	write(t, dir+"/task.json", task("EC2", image1))
	code, r, errs := answer(t, "", "-live", "-task", dir+"/task.json", "-cluster", "c")
	require.Empty(t, errs)
	require.Equal(t, 3, code)
	var text bytes.Buffer
	require.NoError(t, r.Write(&text, "text", nil))
	for _, action := range []string{"ecs:ListContainerInstances", "iam:GetRole", "ecr:DescribeImages", "ecr:GetRepositoryPolicy"} {
		require.Contains(t, text.String(), action)
	}
}

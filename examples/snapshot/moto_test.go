package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
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

// TestMoto asks an imitation of AWS. The parts share one server, which takes
// seconds to start.
func TestMoto(t *testing.T) {
	if testing.Short() {
		t.Skip("moto_server takes seconds; the fakes of the other tests stay")
	}
	a := newAccount(t, mototest.Start(t))
	t.Run("TaskDefinition", func(t *testing.T) { testTaskDefinition(t, a.on(t)) })
	t.Run("Instances", func(t *testing.T) { testInstances(t, a.on(t)) })
	t.Run("Image", func(t *testing.T) { testImage(t, a.on(t)) })
	t.Run("Role", func(t *testing.T) { testRole(t, a.on(t)) })
	t.Run("Service", func(t *testing.T) { testService(t, a.on(t)) })
	t.Run("Preflight", func(t *testing.T) { testPreflight(t, a.on(t)) })
	t.Run("CLI", func(t *testing.T) { testCLI(t, a.on(t)) })
}

// account builds an account in moto: roles, repositories, images, task
// definitions.
type account struct {
	t        *testing.T
	endpoint string // moto's own
	iam      *iam.Client
	ecr      *ecr.Client
	ecs      *ecs.Client
}

// newAccount puts a proxy before moto that answers what moto does not know: there
// are no pull-through cache rules.
func newAccount(t *testing.T, endpoint string) account {
	target, err := url.Parse(endpoint)
	require.NoError(t, err)
	moto := httputil.NewSingleHostReverseProxy(target)
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.Header.Get("X-Amz-Target"), ".DescribePullThroughCacheRules") {
			_, _ = io.WriteString(w, `{"pullThroughCacheRules":[]}`)
			return
		}
		moto.ServeHTTP(w, r)
	}))
	t.Cleanup(front.Close)
	mototest.Env(t, front.URL)
	cfg, err := config.LoadDefaultConfig(t.Context())
	require.NoError(t, err)
	return account{t, endpoint, iam.NewFromConfig(cfg), ecr.NewFromConfig(cfg), ecs.NewFromConfig(cfg)}
}

func (a account) on(t *testing.T) account {
	a.t = t
	return a
}

func (a account) role(name, trust, policy string) {
	_, err := a.iam.CreateRole(a.t.Context(), &iam.CreateRoleInput{RoleName: &name, AssumeRolePolicyDocument: &trust})
	require.NoError(a.t, err)
	_, err = a.iam.PutRolePolicy(a.t.Context(), &iam.PutRolePolicyInput{RoleName: &name, PolicyName: aws.String("pull"),
		PolicyDocument: &policy})
	require.NoError(a.t, err)
}

// manifest0 is a Docker image manifest, the least that ECR takes.
const manifest0 = `{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",` +
	`"config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":2,` +
	`"digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"},"layers":[]}`

func (a account) push(repository, tag string) {
	_, err := a.ecr.CreateRepository(a.t.Context(), &ecr.CreateRepositoryInput{RepositoryName: &repository})
	require.NoError(a.t, err)
	_, err = a.ecr.PutImage(a.t.Context(), &ecr.PutImageInput{RepositoryName: &repository, ImageTag: &tag,
		ImageManifest: aws.String(manifest0)})
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

func testTaskDefinition(t *testing.T, a account) {
	const role, secret = "arn:aws:iam::123456789012:role/nobody", "arn:aws:secretsmanager:us-east-1:123456789012:secret:s"
	_, err := a.ecs.RegisterTaskDefinition(t.Context(), &ecs.RegisterTaskDefinitionInput{
		Family:                  aws.String("web"),
		ExecutionRoleArn:        aws.String(role),
		RequiresCompatibilities: []types.Compatibility{types.CompatibilityFargate},
		Cpu:                     aws.String("256"),
		Memory:                  aws.String("512"),
		NetworkMode:             types.NetworkModeAwsvpc,
		RuntimePlatform:         &types.RuntimePlatform{CpuArchitecture: types.CPUArchitectureArm64, OperatingSystemFamily: types.OSFamilyLinux},
		ContainerDefinitions: []types.ContainerDefinition{
			{Name: aws.String("app"), Image: aws.String("registry.example/app"), Command: []string{"--token=hunter2"},
				Environment:      []types.KeyValuePair{{Name: aws.String("PASSWORD"), Value: aws.String("hunter2")}},
				DockerLabels:     map[string]string{"token": "hunter2"},
				LogConfiguration: &types.LogConfiguration{LogDriver: types.LogDriverSplunk, Options: map[string]string{"splunk-token": "hunter2"}}},
			{Name: aws.String("side"), Image: aws.String("registry.example/x"),
				RepositoryCredentials: &types.RepositoryCredentials{CredentialsParameter: aws.String(secret)}},
		},
	})
	require.NoError(t, err)
	r := take(t, "-task-definition", "web")
	require.Equal(t, 0, r.code, r.stderr)
	require.NotContains(t, r.text, "hunter2", "secrets stay where they are")
	require.Equal(t, "123456789012", *r.out.CallerIdentity.Account)
	got := r.read.Tasks[0]
	require.Equal(t, "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1", got.ARN)
	require.Equal(t, "web", got.Name)
	require.Equal(t, role, got.ExecutionRoleARN.Value)
	require.Empty(t, got.TaskRoleARN)
	require.Equal(t, []string{"FARGATE"}, got.LaunchTypes)
	require.Equal(t, "ARM64", got.CPUArchitecture.Value)
	require.Equal(t, "LINUX", got.OSFamily.Value)
	require.Len(t, got.Containers, 2)
	require.Equal(t, "app", got.Containers[0].Name)
	require.Equal(t, "registry.example/app", got.Containers[0].Image.Value)
	require.Equal(t, "/taskDefinitions/web/taskDefinition/containerDefinitions/0/image", got.Containers[0].Image.Where.Pointer)
	require.Equal(t, secret, got.Containers[1].Credentials.Value)

	r = take(t, "-task-definition", "nobody")
	require.Equal(t, 1, r.code)
	require.Contains(t, r.stderr, "snapshot: there is no task definition nobody in us-east-1 of account 123456789012 ")
}

func testInstances(t *testing.T, a account) {
	_, err := a.ecs.CreateCluster(t.Context(), &ecs.CreateClusterInput{ClusterName: aws.String("c")})
	require.NoError(t, err)
	r := take(t, "-cluster", "c")
	require.Equal(t, 0, r.code, r.stderr)
	require.Equal(t, []string{"c"}, r.read.Clusters)
	require.Empty(t, r.read.Instances)
	require.Empty(t, r.read.Failures)
	code, out := program(t, "fleet", r.text, "-snapshot", "-")
	require.Equal(t, 3, code, "an empty cluster is not green")
	require.Contains(t, out, "there is no container instance to judge")

	id := mototest.RunInstance(t, a.endpoint)
	_, err = a.ecs.RegisterContainerInstance(t.Context(), &ecs.RegisterContainerInstanceInput{
		Cluster:                  aws.String("c"),
		InstanceIdentityDocument: aws.String(fmt.Sprintf(`{"instanceId":%q}`, id)),
	})
	require.NoError(t, err)
	r = take(t, "-cluster", "c")
	is := r.read.Instances
	require.Empty(t, r.read.Failures)
	require.Len(t, is, 1)
	require.Equal(t, "1.0.0", is[0].AgentVersion.Value, "moto knows no other agent")
	require.Equal(t, "ACTIVE", is[0].Status)
	require.True(t, *is[0].Connected)
	require.Contains(t, is[0].Attributes, "ecs.os-type")
	code, out = program(t, "fleet", r.text, "-snapshot", "-")
	require.Equal(t, 1, code, out)
	require.Contains(t, out, "too old  1.0.0")
	code, out = program(t, "fleet", r.text, "-min", "1.0.0", "-snapshot", "-")
	require.Equal(t, 0, code, out)
}

func testImage(t *testing.T, a account) {
	a.task("image", "nobody", image)
	r := take(t, "-task-definition", "image")
	require.Equal(t, "RepositoryNotFoundException", about(r.out.Absent, askImage)[0].Code)

	client := ecr.NewFromConfig(aws.Config{Region: "eu-west-1", Credentials: a.ecr.Options().Credentials,
		BaseEndpoint: a.ecr.Options().BaseEndpoint})
	name := aws.String("team/app")
	_, err := client.CreateRepository(t.Context(), &ecr.CreateRepositoryInput{RepositoryName: name})
	require.NoError(t, err)
	r = take(t, "-task-definition", "image")
	require.Equal(t, "ImageNotFoundException", about(r.out.Absent, askImage)[0].Code)

	_, err = client.PutImage(t.Context(), &ecr.PutImageInput{
		RepositoryName: name, ImageTag: aws.String("v1"),
		ImageManifest: aws.String(`{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",` +
			`"config":{"digest":"sha256:c","size":1},"layers":[]}`),
		ImageManifestMediaType: aws.String("application/vnd.oci.image.manifest.v1+json"),
	})
	require.NoError(t, err)
	r = take(t, "-task-definition", "image")
	require.NotEmpty(t, r.out.Images[image].ImageDetails[0].ImageDigest)
	require.Empty(t, r.out.Manifests)
	require.Len(t, about(r.out.Absent, askRepositoryPolicy), 1, "that there is no policy is an answer")
	require.Len(t, about(r.out.Absent, askRegistryPolicy), 1)
	require.Equal(t, 0, r.code, r.stderr)

	const text = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}`
	_, err = client.SetRepositoryPolicy(t.Context(), &ecr.SetRepositoryPolicyInput{RepositoryName: name, PolicyText: aws.String(text)})
	require.NoError(t, err)
	_, err = client.PutRegistryPolicy(t.Context(), &ecr.PutRegistryPolicyInput{PolicyText: aws.String(
		`{"Version":"2012-10-17","Statement":[{"Sid":"s","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},` +
			`"Action":["ecr:ReplicateImage"],"Resource":["arn:aws:ecr:eu-west-1:123456789012:repository/*"]}]}`)})
	require.NoError(t, err)
	r = take(t, "-task-definition", "image")
	p := r.read.Repositories[0].Policy
	require.JSONEq(t, text, p.Document.String())
	require.Equal(t, []string{"team/app", "123456789012", "eu-west-1"}, []string{p.Repository, p.RegistryID, p.Region})
	require.Equal(t, "/repositoryPolicies/arn:aws:ecr:eu-west-1:123456789012:repository~1team~1app/policyText", p.Where.Pointer)
	require.Contains(t, r.read.RegistryPolicies[0].Document.String(), "ecr:ReplicateImage")
}

func testService(t *testing.T, a account) {
	a.task("served", "nobody", "nginx")
	_, err := a.ecs.CreateCluster(t.Context(), &ecs.CreateClusterInput{ClusterName: aws.String("services")})
	require.NoError(t, err)
	_, err = a.ecs.CreateService(t.Context(), &ecs.CreateServiceInput{
		Cluster: aws.String("services"), ServiceName: aws.String("web"), TaskDefinition: aws.String("served"),
		DesiredCount: aws.Int32(1), LaunchType: types.LaunchTypeFargate,
	})
	require.NoError(t, err)
	r := take(t, "-cluster", "services", "-service", "web")
	require.Equal(t, 0, r.code, r.stderr)
	require.Equal(t, []string{"FARGATE"}, r.read.TasksOnServices()[0].LaunchTypes)
	require.Equal(t, "FARGATE", r.read.Services[0].LaunchTypes[0].Value)
	r = take(t, "-cluster", "services", "-service", "none")
	require.Equal(t, 1, r.code)
	require.Contains(t, r.stderr, "there is no service none of the cluster services in us-east-1")
}

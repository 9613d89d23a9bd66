package awslive_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awslive"
	"github.com/seed-293f0d42/ecrkit/examples/internal/mototest"
	"github.com/stretchr/testify/require"
)

// TestMoto asks an imitation of AWS. The parts share one server, which takes
// seconds to start.
func TestMoto(t *testing.T) {
	endpoint := mototest.Start(t)
	cfg, err := config.LoadDefaultConfig(t.Context())
	require.NoError(t, err)
	t.Run("TaskDefinition", func(t *testing.T) { testTaskDefinition(t, cfg) })
	t.Run("Instances", func(t *testing.T) { testInstances(t, cfg, endpoint) })
	t.Run("Image", func(t *testing.T) { testImage(t, cfg) })
	t.Run("Role", func(t *testing.T) { testRole(t, cfg) })
	t.Run("Account", func(t *testing.T) {
		account, err := open(t).Account(t.Context())
		require.NoError(t, err)
		require.Equal(t, "123456789012", account)
	})
}

func testTaskDefinition(t *testing.T, cfg aws.Config) {
	const role, secret = "arn:aws:iam::123456789012:role/exec", "arn:aws:secretsmanager:us-east-1:123456789012:secret:s"
	_, err := ecs.NewFromConfig(cfg).RegisterTaskDefinition(t.Context(), &ecs.RegisterTaskDefinitionInput{
		Family:                  aws.String("web"),
		ExecutionRoleArn:        aws.String(role),
		RequiresCompatibilities: []types.Compatibility{types.CompatibilityFargate},
		Cpu:                     aws.String("256"),
		Memory:                  aws.String("512"),
		NetworkMode:             types.NetworkModeAwsvpc,
		RuntimePlatform:         &types.RuntimePlatform{CpuArchitecture: types.CPUArchitectureArm64, OperatingSystemFamily: types.OSFamilyLinux},
		ContainerDefinitions: []types.ContainerDefinition{
			{Name: aws.String("app"), Image: aws.String(image)},
			{Name: aws.String("side"), Image: aws.String("registry.example/x"), RepositoryCredentials: &types.RepositoryCredentials{CredentialsParameter: aws.String(secret)}},
		},
	})
	require.NoError(t, err)
	got, err := open(t).TaskDefinition(t.Context(), "web")
	require.NoError(t, err)
	require.Equal(t, "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1", got.ARN)
	require.Equal(t, "web", got.Name)
	require.Equal(t, role, got.ExecutionRoleARN.Value)
	require.Empty(t, got.TaskRoleARN)
	require.Equal(t, []string{"FARGATE"}, got.LaunchTypes)
	require.Equal(t, "ARM64", got.CPUArchitecture.Value)
	require.Equal(t, "LINUX", got.OSFamily.Value)
	require.Len(t, got.Containers, 2)
	require.Equal(t, "app", got.Containers[0].Name)
	require.Equal(t, image, got.Containers[0].Image.Value)
	require.Equal(t, got.ARN, got.Containers[0].Image.Where.File)
	require.Equal(t, "/taskDefinition/containerDefinitions/0/image", got.Containers[0].Image.Where.Pointer)
	require.Equal(t, secret, got.Containers[1].Credentials.Value)

	_, err = open(t).TaskDefinition(t.Context(), "nobody")
	require.Error(t, err)
}

func testInstances(t *testing.T, cfg aws.Config, endpoint string) {
	client := ecs.NewFromConfig(cfg)
	_, err := client.CreateCluster(t.Context(), &ecs.CreateClusterInput{ClusterName: aws.String("c")})
	require.NoError(t, err)
	is, fs, err := open(t).Instances(t.Context(), "c")
	require.NoError(t, err)
	require.Empty(t, is)
	require.Empty(t, fs)

	id := mototest.RunInstance(t, endpoint)
	_, err = client.RegisterContainerInstance(t.Context(), &ecs.RegisterContainerInstanceInput{
		Cluster:                  aws.String("c"),
		InstanceIdentityDocument: aws.String(fmt.Sprintf(`{"instanceId":%q}`, id)),
	})
	require.NoError(t, err)
	is, fs, err = open(t).Instances(t.Context(), "c")
	require.NoError(t, err)
	require.Empty(t, fs)
	require.Len(t, is, 1)
	require.Equal(t, "1.0.0", is[0].AgentVersion.Value, "moto knows no other agent")
	require.Equal(t, "ACTIVE", is[0].Status)
	require.True(t, *is[0].Connected)
	require.Contains(t, is[0].Attributes, "ecs.os-type")
}

func testImage(t *testing.T, cfg aws.Config) {
	ref := ecrref.MustParse(image)
	_, err := open(t).Image(t.Context(), ref)
	var e *awslive.Error
	require.ErrorAs(t, err, &e)
	require.True(t, e.NotFound())
	require.Equal(t, "RepositoryNotFoundException", e.Code)

	client := ecr.NewFromConfig(cfg, func(o *ecr.Options) { o.Region = ref.Registry().Region() })
	name := aws.String(ref.Repository().Name())
	_, err = client.CreateRepository(t.Context(), &ecr.CreateRepositoryInput{RepositoryName: name})
	require.NoError(t, err)
	_, err = open(t).Image(t.Context(), ref)
	require.ErrorAs(t, err, &e)
	require.Equal(t, "ImageNotFoundException", e.Code)

	_, err = client.PutImage(t.Context(), &ecr.PutImageInput{
		RepositoryName: name, ImageTag: aws.String(ref.Tag()),
		ImageManifest:          aws.String(`{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"digest":"sha256:c","size":1},"layers":[]}`),
		ImageManifestMediaType: aws.String("application/vnd.oci.image.manifest.v1+json"),
	})
	require.NoError(t, err)
	got, err := open(t).Image(t.Context(), ref)
	require.NoError(t, err)
	require.NotEmpty(t, got.Digest)
	require.False(t, got.IsIndex())

	testECRPolicies(t, client, ref)
}

func testECRPolicies(t *testing.T, client *ecr.Client, ref ecrref.Ref) {
	_, ok, err := open(t).RepositoryPolicy(t.Context(), ref.Repository())
	require.NoError(t, err, "that there is no policy is an answer")
	require.False(t, ok)
	const text = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}`
	_, err = client.SetRepositoryPolicy(t.Context(), &ecr.SetRepositoryPolicyInput{RepositoryName: aws.String(ref.Repository().Name()), PolicyText: aws.String(text)})
	require.NoError(t, err)
	policy, ok, err := open(t).RepositoryPolicy(t.Context(), ref.Repository())
	require.NoError(t, err)
	require.True(t, ok)
	require.JSONEq(t, text, policy.Document.String())
	require.Equal(t, "team/app", policy.Repository)
	require.Equal(t, "123456789012", policy.RegistryID)
	require.Equal(t, "arn:aws:ecr:eu-west-1:123456789012:repository/team/app", policy.Where.File)

	_, ok, err = open(t).RegistryPolicy(t.Context(), ref.Registry())
	require.NoError(t, err)
	require.False(t, ok)
	_, err = client.PutRegistryPolicy(t.Context(), &ecr.PutRegistryPolicyInput{PolicyText: aws.String(
		`{"Version":"2012-10-17","Statement":[{"Sid":"s","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["ecr:ReplicateImage"],"Resource":["arn:aws:ecr:eu-west-1:123456789012:repository/*"]}]}`)})
	require.NoError(t, err)
	policy, ok, err = open(t).RegistryPolicy(t.Context(), ref.Registry())
	require.NoError(t, err)
	require.True(t, ok)
	require.Contains(t, policy.Document.String(), "ecr:ReplicateImage")
}

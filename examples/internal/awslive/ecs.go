package awslive

import (
	"context"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// TaskDefinition asks for a task definition by family, family:revision or ARN.
// Places in it are pointers into the output of aws ecs describe-task-definition.
func (c Client) TaskDefinition(ctx context.Context, name string) (awsfile.TaskDefinition, error) {
	in := &ecs.DescribeTaskDefinitionInput{TaskDefinition: &name}
	out, err := ask(ctx, name, ecs.NewFromConfig(c.cfg).DescribeTaskDefinition, in)
	if err != nil {
		return awsfile.TaskDefinition{}, err
	}
	return taskDefinition(out.TaskDefinition), nil
}

func taskDefinition(t *types.TaskDefinition) awsfile.TaskDefinition {
	root := place(aws.ToString(t.TaskDefinitionArn), "/taskDefinition")
	task := awsfile.TaskDefinition{
		Where:            root,
		Name:             aws.ToString(t.Family),
		ARN:              aws.ToString(t.TaskDefinitionArn),
		ExecutionRoleARN: text(root, "/executionRoleArn", t.ExecutionRoleArn),
		TaskRoleARN:      text(root, "/taskRoleArn", t.TaskRoleArn),
	}
	for _, l := range t.RequiresCompatibilities {
		task.LaunchTypes = append(task.LaunchTypes, string(l))
	}
	for _, a := range t.RequiresAttributes {
		task.Attributes = append(task.Attributes, aws.ToString(a.Name))
	}
	if p := t.RuntimePlatform; p != nil {
		task.CPUArchitecture = text(root, "/runtimePlatform/cpuArchitecture", (*string)(&p.CpuArchitecture))
		task.OSFamily = text(root, "/runtimePlatform/operatingSystemFamily", (*string)(&p.OperatingSystemFamily))
	}
	for i, d := range t.ContainerDefinitions {
		task.Containers = append(task.Containers, container(root, fmt.Sprintf("/containerDefinitions/%d", i), d))
	}
	return task
}

func container(root awsfile.Where, pointer string, d types.ContainerDefinition) awsfile.Container {
	c := awsfile.Container{
		Name:  aws.ToString(d.Name),
		Image: text(root, pointer+"/image", d.Image),
	}
	if r := d.RepositoryCredentials; r != nil {
		c.Credentials = text(root, pointer+"/repositoryCredentials/credentialsParameter", r.CredentialsParameter)
	}
	return c
}

// describeBatch is how many instances DescribeContainerInstances takes.
const describeBatch = 100

// Instances asks for every container instance of a cluster that is not INACTIVE.
// A cluster without any gives an empty list; an unknown one is an error.
func (c Client) Instances(ctx context.Context, cluster string) ([]awsfile.Instance, []awsfile.Failure, error) {
	client := ecs.NewFromConfig(c.cfg)
	var arns []string
	list := ecs.NewListContainerInstancesPaginator(client, &ecs.ListContainerInstancesInput{Cluster: &cluster})
	for page, err := range pages(ctx, cluster, list) {
		if err != nil {
			return nil, nil, err
		}
		arns = append(arns, page.ContainerInstanceArns...)
	}
	var is []awsfile.Instance
	var fs []awsfile.Failure
	for batch := range slices.Chunk(arns, describeBatch) {
		in := &ecs.DescribeContainerInstancesInput{Cluster: &cluster, ContainerInstances: batch}
		out, err := ask(ctx, cluster, client.DescribeContainerInstances, in)
		if err != nil {
			return nil, nil, err
		}
		for _, ci := range out.ContainerInstances {
			is = append(is, instance(ci))
		}
		for _, f := range out.Failures {
			fs = append(fs, awsfile.Failure{Where: place(aws.ToString(f.Arn), ""), ARN: aws.ToString(f.Arn), Reason: aws.ToString(f.Reason)})
		}
	}
	return is, fs, nil
}

func instance(ci types.ContainerInstance) awsfile.Instance {
	root := place(aws.ToString(ci.ContainerInstanceArn), "")
	i := awsfile.Instance{
		Where:      root,
		ARN:        aws.ToString(ci.ContainerInstanceArn),
		Status:     aws.ToString(ci.Status),
		Connected:  &ci.AgentConnected,
		Attributes: map[string]string{},
	}
	if v := ci.VersionInfo; v != nil {
		i.AgentVersion = text(root, "/versionInfo/agentVersion", v.AgentVersion)
	}
	for _, a := range ci.Attributes {
		i.Attributes[aws.ToString(a.Name)] = aws.ToString(a.Value)
	}
	return i
}

// place is a pointer into what AWS says about the resource name.
func place(name, pointer string) awsfile.Where {
	return awsfile.Where{File: name, Pointer: pointer}
}

// text returns a string of an answer with its place; nil and "" are absent.
func text(root awsfile.Where, pointer string, s *string) awsfile.String {
	if aws.ToString(s) == "" {
		return awsfile.String{}
	}
	return awsfile.String{Value: *s, Where: place(root.File, root.Pointer+pointer)}
}

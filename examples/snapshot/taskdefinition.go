package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// taskDefinitionAnswer is what aws ecs describe-task-definition prints, without
// what no pull needs: environment, commands, log options and the like, which may
// hold secrets.
type taskDefinitionAnswer struct {
	TaskDefinition taskDefinition `json:"taskDefinition"`
}

type taskDefinition struct {
	TaskDefinitionArn       *string                    `json:"taskDefinitionArn,omitempty"`
	Family                  *string                    `json:"family,omitempty"`
	Revision                int32                      `json:"revision,omitempty"`
	Status                  types.TaskDefinitionStatus `json:"status,omitempty"`
	ExecutionRoleArn        *string                    `json:"executionRoleArn,omitempty"`
	TaskRoleArn             *string                    `json:"taskRoleArn,omitempty"`
	NetworkMode             types.NetworkMode          `json:"networkMode,omitempty"`
	RequiresCompatibilities []types.Compatibility      `json:"requiresCompatibilities,omitempty"`
	Compatibilities         []types.Compatibility      `json:"compatibilities,omitempty"`
	RequiresAttributes      []attribute                `json:"requiresAttributes,omitempty"`
	RuntimePlatform         *runtimePlatform           `json:"runtimePlatform,omitempty"`
	ContainerDefinitions    []containerDefinition      `json:"containerDefinitions"`
}

type runtimePlatform struct {
	CPUArchitecture       types.CPUArchitecture `json:"cpuArchitecture,omitempty"`
	OperatingSystemFamily types.OSFamily        `json:"operatingSystemFamily,omitempty"`
}

type containerDefinition struct {
	Name                  *string                `json:"name,omitempty"`
	Image                 *string                `json:"image,omitempty"`
	Essential             *bool                  `json:"essential,omitempty"`
	RepositoryCredentials *repositoryCredentials `json:"repositoryCredentials,omitempty"`
}

type repositoryCredentials struct {
	CredentialsParameter *string `json:"credentialsParameter,omitempty"`
}

type attribute struct {
	Name       *string          `json:"name,omitempty"`
	Value      *string          `json:"value,omitempty"`
	TargetType types.TargetType `json:"targetType,omitempty"`
	TargetID   *string          `json:"targetId,omitempty"`
}

// taskDefinition asks for a task definition by family, family:revision or ARN.
func (c *collector) taskDefinition(ctx context.Context, name string) {
	c.progress("task definition %s", name)
	out, err := ask(ctx, ecs.NewFromConfig(c.cfg).DescribeTaskDefinition, &ecs.DescribeTaskDefinitionInput{TaskDefinition: &name})
	if c.out.lacks(askTaskDefinition, name, "task definition "+name, err) {
		return
	}
	put(&c.out.TaskDefinitions, name, taskDefinitionAnswer{taskDefinitionOf(*out.TaskDefinition)})
	c.needRole(aws.ToString(out.TaskDefinition.ExecutionRoleArn))
	c.needRole(aws.ToString(out.TaskDefinition.TaskRoleArn))
	for _, d := range out.TaskDefinition.ContainerDefinitions {
		c.needImage(aws.ToString(d.Image))
	}
}

func taskDefinitionOf(t types.TaskDefinition) taskDefinition {
	d := taskDefinition{
		TaskDefinitionArn: t.TaskDefinitionArn, Family: t.Family, Revision: t.Revision, Status: t.Status,
		ExecutionRoleArn: t.ExecutionRoleArn, TaskRoleArn: t.TaskRoleArn, NetworkMode: t.NetworkMode,
		RequiresCompatibilities: t.RequiresCompatibilities, Compatibilities: t.Compatibilities,
		RequiresAttributes: attributesOf(t.RequiresAttributes),
	}
	if p := t.RuntimePlatform; p != nil {
		d.RuntimePlatform = &runtimePlatform{p.CpuArchitecture, p.OperatingSystemFamily}
	}
	for _, container := range t.ContainerDefinitions {
		d.ContainerDefinitions = append(d.ContainerDefinitions, containerOf(container))
	}
	return d
}

func containerOf(d types.ContainerDefinition) containerDefinition {
	c := containerDefinition{Name: d.Name, Essential: d.Essential}
	if d.Image != nil {
		c.Image = aws.String(cli.Redact(*d.Image)) // somebody may have written a password into it
	}
	if r := d.RepositoryCredentials; r != nil {
		c.RepositoryCredentials = &repositoryCredentials{r.CredentialsParameter}
	}
	return c
}

func attributesOf(list []types.Attribute) []attribute {
	var as []attribute
	for _, a := range list {
		as = append(as, attribute{a.Name, a.Value, a.TargetType, a.TargetId})
	}
	return as
}

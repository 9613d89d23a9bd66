package main

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
)

// containerInstanceAnswer is what aws ecs describe-container-instances prints, of
// all instances in one.
type containerInstanceAnswer struct {
	ContainerInstances []containerInstance `json:"containerInstances"`
	Failures           []ecsFailure        `json:"failures"`
}

type containerInstance struct {
	ContainerInstanceArn *string                 `json:"containerInstanceArn,omitempty"`
	Ec2InstanceID        *string                 `json:"ec2InstanceId,omitempty"`
	CapacityProviderName *string                 `json:"capacityProviderName,omitempty"`
	VersionInfo          *versionInfo            `json:"versionInfo,omitempty"`
	Status               *string                 `json:"status,omitempty"`
	StatusReason         *string                 `json:"statusReason,omitempty"`
	AgentConnected       bool                    `json:"agentConnected"`
	AgentUpdateStatus    types.AgentUpdateStatus `json:"agentUpdateStatus,omitempty"`
	Attributes           []attribute             `json:"attributes"`
}

type versionInfo struct {
	AgentVersion  *string `json:"agentVersion,omitempty"`
	AgentHash     *string `json:"agentHash,omitempty"`
	DockerVersion *string `json:"dockerVersion,omitempty"`
}

// describeBatch is how many instances DescribeContainerInstances takes.
const describeBatch = 100

// instances asks for every container instance of a cluster that is not INACTIVE.
// Half a list would be taken for the whole, so a failure leaves none.
func (c *collector) instances(ctx context.Context, cluster string) {
	c.progress("container instances of %s", cluster)
	answer, err := c.allInstances(ctx, cluster)
	if !c.out.lacks(askInstances, cluster, "cluster "+cluster+" with its container instances", err) {
		put(&c.out.ContainerInstances, cluster, answer)
	}
}

func (c *collector) allInstances(ctx context.Context, cluster string) (containerInstanceAnswer, error) {
	client := ecs.NewFromConfig(c.cfg)
	var arns []string
	for page, err := range pages(ctx, ecs.NewListContainerInstancesPaginator(client, &ecs.ListContainerInstancesInput{Cluster: &cluster})) {
		if err != nil {
			return containerInstanceAnswer{}, err
		}
		arns = append(arns, page.ContainerInstanceArns...)
	}
	answer := containerInstanceAnswer{ContainerInstances: []containerInstance{}, Failures: []ecsFailure{}}
	for batch := range slices.Chunk(arns, describeBatch) {
		in := &ecs.DescribeContainerInstancesInput{Cluster: &cluster, ContainerInstances: batch}
		out, err := ask(ctx, client.DescribeContainerInstances, in)
		if err != nil {
			return containerInstanceAnswer{}, err
		}
		for _, i := range out.ContainerInstances {
			answer.ContainerInstances = append(answer.ContainerInstances, instanceOf(i))
		}
		answer.Failures = append(answer.Failures, failuresOf(out.Failures)...)
	}
	return answer, nil
}

func instanceOf(i types.ContainerInstance) containerInstance {
	answer := containerInstance{
		ContainerInstanceArn: i.ContainerInstanceArn, Ec2InstanceID: i.Ec2InstanceId, CapacityProviderName: i.CapacityProviderName,
		Status: i.Status, StatusReason: i.StatusReason, AgentConnected: i.AgentConnected, AgentUpdateStatus: i.AgentUpdateStatus,
		Attributes: attributesOf(i.Attributes),
	}
	if v := i.VersionInfo; v != nil {
		answer.VersionInfo = &versionInfo{v.AgentVersion, v.AgentHash, v.DockerVersion}
	}
	return answer
}

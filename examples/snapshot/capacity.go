package main

import (
	"context"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
)

// capacityProvidersAnswer is what aws ecs describe-capacity-providers prints:
// whether a provider starts container instances or ECS Managed Instances.
type capacityProvidersAnswer struct {
	CapacityProviders []capacityProvider `json:"capacityProviders"`
	Failures          []ecsFailure       `json:"failures"`
}

type capacityProvider struct {
	CapacityProviderArn      *string                      `json:"capacityProviderArn,omitempty"`
	Name                     *string                      `json:"name,omitempty"`
	Status                   types.CapacityProviderStatus `json:"status,omitempty"`
	AutoScalingGroupProvider *autoScalingGroupProvider    `json:"autoScalingGroupProvider,omitempty"`
	ManagedInstancesProvider *managedInstancesProvider    `json:"managedInstancesProvider,omitempty"`
}

type autoScalingGroupProvider struct {
	AutoScalingGroupArn *string `json:"autoScalingGroupArn,omitempty"`
}

type managedInstancesProvider struct {
	InfrastructureRoleArn *string `json:"infrastructureRoleArn,omitempty"`
}

// capacityProviders asks what the providers of services are. Those of AWS Fargate
// say it by their names.
func (c *collector) capacityProviders(ctx context.Context, names []string) {
	names = slices.DeleteFunc(names, func(name string) bool { return name == "" || name == "FARGATE" || name == "FARGATE_SPOT" })
	slices.Sort(names)
	if names = slices.Compact(names); len(names) == 0 {
		return
	}
	about := strings.Join(names, ", ")
	c.progress("capacity providers %s", about)
	out, err := ask(ctx, ecs.NewFromConfig(c.cfg).DescribeCapacityProviders, &ecs.DescribeCapacityProvidersInput{CapacityProviders: names})
	if c.out.lacks(askCapacityProviders, about, "kind of the capacity providers "+about, err) {
		return
	}
	answer := capacityProvidersAnswer{CapacityProviders: []capacityProvider{}, Failures: failuresOf(out.Failures)}
	for _, p := range out.CapacityProviders {
		answer.CapacityProviders = append(answer.CapacityProviders, capacityProviderOf(p))
	}
	c.out.CapacityProviders = &answer
}

func capacityProviderOf(p types.CapacityProvider) capacityProvider {
	answer := capacityProvider{CapacityProviderArn: p.CapacityProviderArn, Name: p.Name, Status: p.Status}
	if g := p.AutoScalingGroupProvider; g != nil {
		answer.AutoScalingGroupProvider = &autoScalingGroupProvider{g.AutoScalingGroupArn}
	}
	if m := p.ManagedInstancesProvider; m != nil {
		answer.ManagedInstancesProvider = &managedInstancesProvider{m.InfrastructureRoleArn}
	}
	return answer
}

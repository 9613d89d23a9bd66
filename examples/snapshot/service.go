package main

import (
	"context"
	"errors"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
)

// servicesAnswer is what aws ecs describe-services prints: which task definition
// a service runs, and on what.
type servicesAnswer struct {
	Services []service    `json:"services"`
	Failures []ecsFailure `json:"failures"`
}

type service struct {
	ServiceArn               *string          `json:"serviceArn,omitempty"`
	ServiceName              *string          `json:"serviceName,omitempty"`
	ClusterArn               *string          `json:"clusterArn,omitempty"`
	Status                   *string          `json:"status,omitempty"`
	DesiredCount             int32            `json:"desiredCount"`
	RunningCount             int32            `json:"runningCount"`
	PendingCount             int32            `json:"pendingCount"`
	LaunchType               types.LaunchType `json:"launchType,omitempty"`
	CapacityProviderStrategy []strategyItem   `json:"capacityProviderStrategy,omitempty"`
	PlatformVersion          *string          `json:"platformVersion,omitempty"`
	PlatformFamily           *string          `json:"platformFamily,omitempty"`
	TaskDefinition           *string          `json:"taskDefinition,omitempty"`
}

type strategyItem struct {
	CapacityProvider *string `json:"capacityProvider,omitempty"`
	Weight           int32   `json:"weight"`
	Base             int32   `json:"base"`
}

// ecsFailure is an entry of the failures of an ECS answer.
type ecsFailure struct {
	Arn    *string `json:"arn,omitempty"`
	Reason *string `json:"reason,omitempty"`
	Detail *string `json:"detail,omitempty"`
}

func failuresOf(list []types.Failure) []ecsFailure {
	fs := []ecsFailure{}
	for _, f := range list {
		fs = append(fs, ecsFailure{f.Arn, f.Reason, f.Detail})
	}
	return fs
}

// services asks for services by name, and returns the task definitions that they
// run.
func (c *collector) services(ctx context.Context, cluster string, names []string) (taskDefinitions []string) {
	var providers []string
	for _, name := range names {
		c.progress("service %s of cluster %s", name, cluster)
		s, err := c.service(ctx, cluster, name)
		if c.out.lacks(askService, name, "service "+name+" of the cluster "+cluster, err) {
			continue
		}
		taskDefinitions = append(taskDefinitions, aws.ToString(s.TaskDefinition))
		for _, item := range s.CapacityProviderStrategy {
			providers = append(providers, aws.ToString(item.CapacityProvider))
		}
	}
	c.capacityProviders(ctx, providers)
	return slices.DeleteFunc(taskDefinitions, func(name string) bool { return name == "" })
}

func (c *collector) service(ctx context.Context, cluster, name string) (types.Service, error) {
	out, err := ask(ctx, ecs.NewFromConfig(c.cfg).DescribeServices, &ecs.DescribeServicesInput{Cluster: &cluster, Services: []string{name}})
	if err != nil {
		return types.Service{}, err
	}
	if len(out.Services) == 0 {
		return types.Service{}, noService(out.Failures)
	}
	answer := servicesAnswer{Failures: failuresOf(out.Failures)}
	for _, s := range out.Services {
		answer.Services = append(answer.Services, serviceOf(s))
	}
	put(&c.out.Services, cluster+"/"+name, answer)
	return out.Services[0], nil
}

func noService(fs []types.Failure) error {
	f := &failure{action: "ecs:DescribeServices", code: unreadable, err: errors.New("ECS answered without a service")}
	if len(fs) > 0 && aws.ToString(fs[0].Reason) != "" {
		f.code, f.err = *fs[0].Reason, errors.New(*fs[0].Reason)
	}
	return f
}

func serviceOf(s types.Service) service {
	answer := service{
		ServiceArn: s.ServiceArn, ServiceName: s.ServiceName, ClusterArn: s.ClusterArn, Status: s.Status,
		DesiredCount: s.DesiredCount, RunningCount: s.RunningCount, PendingCount: s.PendingCount,
		LaunchType: s.LaunchType, PlatformVersion: s.PlatformVersion, PlatformFamily: s.PlatformFamily, TaskDefinition: s.TaskDefinition,
	}
	for _, item := range s.CapacityProviderStrategy {
		answer.CapacityProviderStrategy = append(answer.CapacityProviderStrategy, strategyItem{item.CapacityProvider, item.Weight, item.Base})
	}
	return answer
}

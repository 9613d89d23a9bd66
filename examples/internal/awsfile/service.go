package awsfile

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// snapshotServices reads describe-services, and says what each service runs on,
// with describe-capacity-providers where a provider decides.
func (f File) snapshotServices(s *Snapshot) error {
	providers := f.providerTypes()
	return f.each("services", func(_ string, answer File) error {
		for _, n := range answer.Root.Get("services").List() {
			task := f.text(n.Get("taskDefinition"))
			s.Services = append(s.Services, Service{f.At(n), n.Get("serviceName").Str(), task, f.launchTypes(n, providers)})
		}
		return nil
	})
}

// launchTypes are nil unless every one of them is known.
func (f File) launchTypes(service *tree.Node, providers map[string]string) []String {
	var names []String
	for _, item := range service.Get("capacityProviderStrategy").List() {
		names = append(names, f.text(item.Get("capacityProvider")))
	}
	return launchTypesOf(f.text(service.Get("launchType")), names, providers)
}

// launchTypesOf are those of the capacity providers of a service, else the one that
// it names itself.
func launchTypesOf(launch String, names []String, providers map[string]string) []String {
	if len(names) == 0 && launch.Value != "" {
		return []String{launch}
	}
	var types []String
	for _, name := range names {
		launch := providers[name.Value]
		if launch == "" || len(name.Gaps) > 0 {
			return nil
		}
		types = append(types, String{Value: launch, Where: name.Where})
	}
	return types
}

// awsProviders are the capacity providers of AWS Fargate, which exist in every
// account.
func awsProviders() map[string]string {
	return map[string]string{"FARGATE": "FARGATE", "FARGATE_SPOT": "FARGATE"}
}

// providerTypes says what each capacity provider starts.
func (f File) providerTypes() map[string]string {
	types := awsProviders()
	for _, n := range f.Root.Path("capacityProviders", "capacityProviders").List() {
		name := n.Get("name").Str()
		if _, ofAWS := types[name]; !ofAWS {
			types[name] = starts(n.Get("autoScalingGroupProvider"), n.Get("managedInstancesProvider"))
		}
	}
	return types
}

// starts is the launch type of what a capacity provider starts, "" where it does
// not say.
func starts(autoScalingGroup, managedInstances *tree.Node) string {
	switch {
	case autoScalingGroup != nil:
		return "EC2"
	case managedInstances != nil:
		return "MANAGED_INSTANCES"
	}
	return ""
}

// TasksOnServices returns the task definitions, each with the launch types of the
// services that run it where those are known: a service runs on one, whatever
// others the task definition is compatible with.
func (s Snapshot) TasksOnServices() []TaskDefinition {
	tasks := slices.Clone(s.Tasks)
	for i, t := range tasks {
		if types, known := s.launchTypesOf(t.ARN); known {
			tasks[i].LaunchTypes = types
		}
	}
	return tasks
}

func (s Snapshot) launchTypesOf(arn string) (types []string, known bool) {
	for _, service := range s.Services {
		if arn == "" || service.Task.Value != arn {
			continue
		}
		if service.LaunchTypes == nil {
			return nil, false
		}
		for _, t := range service.LaunchTypes {
			if !slices.Contains(types, t.Value) {
				types = append(types, t.Value)
			}
		}
	}
	return types, types != nil
}

package main

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// instancesMissing asks for the instances, or where the task definition leaves it
// open, for the launch type. An empty cluster, an unknown one and instances that
// take no tasks are three different things.
func instancesMissing(j *job) []finding {
	at := func(fix, says string) []finding { return say(warning, j.task.Where, fix, "%s", says) }
	switch unknown := j.unknownInstances(); {
	case !j.needsInstances():
		return nil
	case !j.in.instancesGiven:
		return at(j.askForInstances(), "the task runs on container instances as far as is known, and the version of their agents is not known")
	case len(j.machines) == 0 && len(unknown) > 0:
		return at("check the name of the cluster and its region: aws ecs list-container-instances --cluster NAME",
			"ECS knows none of the container instances that were asked for ("+strings.Join(unknown, ", ")+"): they are of another cluster, or gone")
	case len(j.machines) == 0:
		return at("start instances that register with the cluster (ECS_CLUSTER in /etc/ecs/ecs.config), "+
			"or pass -launch-type FARGATE if the task runs there",
			"the cluster has no container instance, so nothing can be pulled there now and no agent was judged")
	case !slices.ContainsFunc(j.machines, (*machine).takesTask):
		return at("start one that fits, or pass all instances of the cluster",
			"none of the container instances can take the task now, so no agent was judged")
	}
	return nil
}

func (j *job) askForInstances() string {
	fix := "pass -instances with the output of aws ecs describe-container-instances"
	if types := j.launchTypes(); len(types) == 0 || slices.Contains(types, "FARGATE") {
		fix += ", or -launch-type FARGATE if it runs there"
	}
	return fix
}

// unknownInstances lists what ECS answered MISSING to.
func (j *job) unknownInstances() (arns []string) {
	for _, f := range j.in.failures {
		if f.Reason == "MISSING" {
			arns = append(arns, f.ARN)
		}
	}
	return arns
}

func instanceUnusable(j *job) []finding {
	fs := j.onMachines("instance-unusable")
	if !j.needsInstances() {
		return fs
	}
	for _, same := range sameReason(j.in.failures) {
		f := say(warning, same[0].Where, "describe the instances that the cluster has now",
			"ECS does not describe %s: %s", same[0].ARN, same[0].Reason)
		for _, other := range same[1:] {
			f[0].Same = append(f[0].Same, other.ARN)
		}
		fs = append(fs, f...)
	}
	return fs
}

// sameReason groups failures by their reason, in the order of the file.
func sameReason(failures []awsfile.Failure) (groups [][]awsfile.Failure) {
	at := map[string]int{}
	for _, f := range failures {
		i, ok := at[f.Reason]
		if !ok {
			i = len(groups)
			at[f.Reason], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], f)
	}
	return groups
}

func platformMismatch(j *job) []finding { return j.onMachines("platform-mismatch") }

package main

import (
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// input is everything the answer hangs on, from files or from AWS. What is nil
// was not given, and what was not given is never taken for fine.
type input struct {
	tasks      []awsfile.TaskDefinition
	launchType string // overrides what the task definitions say; "" does not

	roleARN  string           // overrides the task definitions' execution role; "" does not
	policies []awsfile.Policy // identity policies of the role that pulls
	boundary []awsfile.Policy // its permissions boundary: one or none
	account  *awsfile.Account // roles to look up instead

	repository []awsfile.Policy // repository policies
	registry   []awsfile.Policy // registry policies
	endpoint   []awsfile.Policy // policies of the VPC endpoint that the pull goes through
	scps, rcps [][]awsfile.Policy

	context map[string][]string // values of condition keys

	instances      []awsfile.Instance
	failures       []awsfile.Failure
	instancesGiven bool

	explain bool
}

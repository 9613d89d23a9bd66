package recipe

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// TaskExecution is the policy of a task execution role: [iampolicy.Pull], writing to the
// CloudWatch log groups (ARNs) and reading the secrets as [TaskSecrets] does.
// Either list may be empty.
func TaskExecution(refs []ecrref.Ref, logGroups, secrets []string) (iampolicy.Document, error) {
	d, err := iampolicy.Pull(refs...)
	if err != nil {
		return iampolicy.Document{}, of("TaskExecution", err)
	}
	if len(logGroups) > 0 {
		s, err := writeLogs("TaskExecution", logGroups)
		if err != nil {
			return iampolicy.Document{}, err
		}
		d.Statement.Items = append(d.Statement.Items, s)
	}
	if len(secrets) > 0 {
		s, err := readSecrets("TaskExecution", secrets)
		if err != nil {
			return iampolicy.Document{}, err
		}
		d.Statement.Items = append(d.Statement.Items, s)
	}
	return d, nil
}

// TaskExecutionFromVPC is the policy of a task execution role whose pulls must
// come through a VPC, a VPC endpoint, or both; one of them may be "". The
// condition is not on the login: on Fargate that call does not come through the
// task's own network, and would be denied.
func TaskExecutionFromVPC(vpc, endpoint string) (iampolicy.Document, error) {
	if err := checkVPC("TaskExecutionFromVPC", vpc, endpoint); err != nil {
		return iampolicy.Document{}, err
	}
	return iampolicy.NewDocument(
		iampolicy.Allow(iampolicy.ECRGetAuthorizationToken, "logs:CreateLogStream", "logs:PutLogEvents").On("*"),
		fromVPC(iampolicy.Allow(
			iampolicy.ECRBatchCheckLayerAvailability,
			iampolicy.ECRGetDownloadUrlForLayer,
			iampolicy.ECRBatchGetImage,
		).On("*"), vpc, endpoint),
	), nil
}

// TaskSecrets lets a task execution role read the secrets that a task
// definition names: ARNs of Secrets Manager secrets, as valueFrom has them, of
// Systems Manager parameters, and of the customer managed KMS keys that
// encrypt them. Keys that AWS manages need no permission.
func TaskSecrets(arns ...string) (iampolicy.Document, error) {
	s, err := readSecrets("TaskSecrets", arns)
	if err != nil {
		return iampolicy.Document{}, err
	}
	return iampolicy.NewDocument(s), nil
}

// writeLogs allows what the awslogs driver does. A log stream is a resource of
// its own behind the ARN of its group.
func writeLogs(recipe string, logGroups []string) (iampolicy.Statement, error) {
	if err := checkARNs(recipe, "logs", "log-group:", logGroups); err != nil {
		return iampolicy.Statement{}, err
	}
	streams := make([]string, len(logGroups))
	for i, g := range logGroups {
		streams[i] = strings.TrimSuffix(g, ":*") + ":*"
	}
	return iampolicy.Allow("logs:CreateLogStream", "logs:PutLogEvents").On(streams...), nil
}

// secretServices are the services of secrets, with what the resources of their
// ARNs begin with and the action that reads them.
var secretServices = [...]struct{ service, resource, action string }{
	{"ssm", "parameter/", "ssm:GetParameters"},
	{"secretsmanager", "secret:", "secretsmanager:GetSecretValue"},
	{"kms", "key/", "kms:Decrypt"},
}

func readSecrets(recipe string, arns []string) (iampolicy.Statement, error) {
	var actions, resources []string
	for _, s := range secretServices {
		if slices.ContainsFunc(arns, func(a string) bool { return isARN(a, s.service, s.resource) }) {
			actions = append(actions, s.action)
		}
	}
	seen := map[string]bool{} // several values may be keys of one secret
	for _, a := range arns {
		r, err := secretResource(recipe, a)
		if err != nil {
			return iampolicy.Statement{}, err
		}
		if !seen[r] {
			resources = append(resources, r)
		}
		seen[r] = true
	}
	return iampolicy.Allow(actions...).On(resources...), checkSome(recipe, "ARN of a secret", arns)
}

// secretResource returns the ARN of a secret without the JSON key, stage and
// version that a valueFrom may have behind it.
func secretResource(recipe, valueFrom string) (string, error) {
	for _, s := range secretServices {
		if !isARN(valueFrom, s.service, s.resource) {
			continue
		}
		if s.service == "secretsmanager" {
			name, _, _ := strings.Cut(strings.TrimPrefix(resourcePart(valueFrom), s.resource), ":")
			return strings.TrimSuffix(valueFrom, resourcePart(valueFrom)) + s.resource + name, nil
		}
		return valueFrom, nil
	}
	return "", recipeError(recipe, valueFrom, "not the ARN of a secret, parameter or key",
		"give one such as arn:aws:secretsmanager:…:secret:…, arn:aws:ssm:…:parameter/… or arn:aws:kms:…:key/…")
}

package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
)

// notTaskRole is said where there is a task role, which many take for the one that
// pulls.
func (j *job) notTaskRole() string {
	if j.task.TaskRoleARN.Value == "" {
		return ""
	}
	return "; the task role is for the application in the container, and no pull uses it"
}

// roleLine is the line that names the execution role, as the file writes it: the role
// with the ARN, or without one the role that the file makes for it.
func (j *job) roleLine(arn string) string {
	key, value := cmp.Or(j.task.RoleKey, "executionRoleArn"), cmp.Or(arn, "arn:aws:iam::ACCOUNT:role/ecsTaskExecutionRole")
	id := j.roleOfFile()
	isMade, isJSON := arn == "" && id != "", awsfile.File{Data: j.in.texts[j.task.Where.File]}.IsJSON()
	switch isTerraform := strings.Contains(key, "_"); {
	case isTerraform && isMade:
		return fmt.Sprintf("add %s = %s.arn", key, id)
	case isTerraform:
		return fmt.Sprintf("add %s = %q", key, value)
	case isJSON && isMade:
		return fmt.Sprintf(`add %q: {"Fn::GetAtt": [%q, "Arn"]}`, key, id)
	case isJSON:
		return fmt.Sprintf("add %q: %q", key, value)
	case isMade:
		return fmt.Sprintf("add %s: !GetAtt %s.Arn", key, id)
	}
	return fmt.Sprintf("add %s: %s", key, value)
}

// roleOfFile is the role that the file of the task makes for tasks: the only one that
// trusts them, or the only one beside the task role. It is "" where there is none.
func (j *job) roleOfFile() string {
	ids := map[string]bool{}
	for _, r := range j.in.made {
		if r.Where.File == j.task.Where.File && r.Trust != nil && strings.Contains(r.Trust.Document.String(), "ecs-tasks.amazonaws.com") {
			ids[r.ID] = true
		}
	}
	if r, ok := j.in.madeFor(j.task, j.task.TaskRoleARN.Value); ok && len(ids) > 1 {
		delete(ids, r.ID)
	}
	if len(ids) != 1 {
		return ""
	}
	for id := range ids {
		return id
	}
	return ""
}

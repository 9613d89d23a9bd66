package main

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// misplaced notes that the task role could pull: the application uses that role,
// the pull does not. It says nothing where the task role is not known.
func (q question) misplaced() []finding {
	taskRole, ok := q.in.roles[q.taskRole]
	if !ok || q.taskRole == q.role.arn || taskRole.Policies == nil {
		return nil
	}
	identity, err := compilePolicies(taskRole.Policies)
	if err != nil {
		return nil // the note is not worth more than the finding it goes with
	}
	other := q
	other.access = authz.Access{Identity: identity, Resource: q.access.Resource}
	other.role.arn = q.taskRole
	if !other.isAllowed() {
		return nil
	}
	return []finding{{"permission-misplaced", note, q.container.Name, q.container.Image.Where,
		fmt.Sprintf("the task role %s holds the permissions, but it is the execution role that pulls", q.taskRole),
		"move them to " + q.role.arn}}
}

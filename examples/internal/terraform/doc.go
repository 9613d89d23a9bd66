// Package terraform reads the output of "terraform show -json", of a state or of a
// plan (https://developer.hashicorp.com/terraform/internals/json-format, read on
// 2026-11-28), as far as pulls need it: the resources of all modules, with a value
// that a plan does not know yet followed through the references of the
// configuration to the resource that it comes from:
//
//	aws_ecs_task_definition.app.execution_role_arn   (known after apply)
//	    -> var.role_arn -> module.iam.role_arn -> aws_iam_role.exec.arn
//	    -> arn:aws:iam::111122223333:role/exec
//
// The references of an expression say what it hangs on, not what it is made of: a
// value is followed where they lead to a single attribute, and is a gap otherwise.
// Locals are not in the output at all.
//
// github.com/hashicorp/terraform-json decodes the same output into structs and
// drops the places of values, so it is not used.
package terraform

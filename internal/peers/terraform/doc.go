// Package terraform has Terraform's own parser read the configurations that
// examples/policygen writes.
package terraform

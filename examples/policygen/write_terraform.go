package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// writeTerraform writes a configuration. The documents stand in it as they are:
// jsonencode would sort their members, and AWS wants Version first.
func writeTerraform(w io.Writer, docs []document) error {
	var b bytes.Buffer
	for i, d := range docs {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "# For %s.\n%s", d.For, d.warningComment())
		terraformBlocks[d.Kind](&b, d)
	}
	_, err := w.Write(b.Bytes())
	return err
}

var terraformBlocks = map[string]func(*bytes.Buffer, document){
	"identity":   terraformIdentity,
	"repository": terraformRepository,
	"endpoint":   terraformEndpoint,
	"layers":     terraformLayers,
}

func terraformIdentity(b *bytes.Buffer, d document) {
	fmt.Fprintf(b, "resource \"aws_iam_policy\" %q {\n  name   = %q\n  policy = %s}\n", d.label(), d.Name, d.heredoc())
	role := fmt.Sprintf("%q", d.Role)
	switch {
	case d.isOfTerraform() && !strings.HasPrefix(d.Resource, "module."):
		role = d.Resource + ".name"
	case d.Role == "":
		return
	}
	fmt.Fprintf(b, "\nresource \"aws_iam_role_policy_attachment\" %q {\n  role       = %s\n  policy_arn = aws_iam_policy.%s.arn\n}\n",
		d.label(), role, d.label())
}

// isOfTerraform reports whether the role is one that a plan makes.
func (d document) isOfTerraform() bool { return strings.Contains(d.Resource, "aws_iam_role.") }

func terraformRepository(b *bytes.Buffer, d document) {
	fmt.Fprintf(b, "# The provider has to be one for account %s and region %s.\n", d.Account, d.Region)
	fmt.Fprintf(
		b,
		"resource \"aws_ecr_repository_policy\" %q {\n  repository = %q\n  policy     = %s}\n",
		d.label(),
		d.Repository,
		d.heredoc(),
	)
}

func terraformEndpoint(b *bytes.Buffer, d document) {
	fmt.Fprintf(b, "variable \"%s_ids\" {\n  description = \"IDs of %s\"\n  type        = set(string)\n}\n\n", d.label(), d.For)
	fmt.Fprintf(
		b,
		"resource \"aws_vpc_endpoint_policy\" %q {\n  for_each        = var.%s_ids\n  vpc_endpoint_id = each.value\n  policy          = %s}\n",
		d.label(),
		d.label(),
		d.heredoc(),
	)
}

func terraformLayers(b *bytes.Buffer, d document) {
	fmt.Fprintf(b, "variable \"%s_id\" {\n  description = \"ID of %s\"\n  type        = string\n}\n\n", d.label(), d.For)
	fmt.Fprintf(
		b,
		"resource \"aws_vpc_endpoint_policy\" %q {\n  vpc_endpoint_id = var.%s_id\n  policy          = %s}\n",
		d.label(),
		d.label(),
		d.heredoc(),
	)
}

// label is the name of a block.
func (d document) label() string { return strings.ReplaceAll(d.Name, "-", "_") }

// heredoc is the policy as Terraform reads it back unchanged: IAM writes policy
// variables as ${…}, which Terraform would fill in.
func (d document) heredoc() string {
	return "<<-POLICY\n    " + strings.NewReplacer("${", "$${", "%{", "%%{").Replace(d.indented("    ")) + "\n  POLICY\n"
}

package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// writeShell writes the commands that put each policy to its place, with the
// policies in them. What is in capitals is not known here and has to be filled in.
func writeShell(w io.Writer, docs []document) error {
	var b bytes.Buffer
	for i, d := range docs {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "# For %s.\n%s", d.For, d.warningComment())
		b.WriteString(strings.Join(d.commands(), "\n") + "\n")
	}
	_, err := w.Write(b.Bytes())
	return err
}

// warningComment is the warning for those formats where # begins a comment.
func (d document) warningComment() string {
	if d.Warning == "" {
		return ""
	}
	return "# Careful: " + d.Warning + ".\n"
}

func (d document) commands() []string {
	switch d.Kind {
	case "identity":
		return d.identityCommands()
	case "repository":
		return []string{fmt.Sprintf("aws ecr set-repository-policy --region %s --registry-id %s --repository-name %s --policy-text %s",
			d.Region, d.Account, d.Repository, d.quoted())}
	case "endpoint":
		return []string{d.modifyEndpoint("ECR_API_ENDPOINT"), d.modifyEndpoint("ECR_DKR_ENDPOINT")}
	}
	return []string{d.modifyEndpoint("S3_ENDPOINT")}
}

func (d document) identityCommands() []string {
	account, role := d.Account, d.Role
	if account == "" {
		account = "ACCOUNT"
	}
	switch {
	case role == "" && d.Resource != "" && !d.isOfTerraform():
		role = fmt.Sprintf("$(aws cloudformation describe-stack-resource --stack-name STACK --logical-resource-id %s "+
			"--query StackResourceDetail.PhysicalResourceId --output text)", d.Resource)
	case role == "":
		role = "ROLE"
	}
	return []string{
		fmt.Sprintf("aws iam create-policy --policy-name %s --policy-document %s", d.Name, d.quoted()),
		fmt.Sprintf("aws iam attach-role-policy --role-name %s --policy-arn arn:%s:iam::%s:policy/%s", role, d.Partition, account, d.Name),
	}
}

func (d document) modifyEndpoint(id string) string {
	return fmt.Sprintf("aws ec2 modify-vpc-endpoint --region %s --vpc-endpoint-id %s --policy-document %s", d.Region, id, d.quoted())
}

// quoted is the policy as one word of a shell. The path of a role may hold a
// quote.
func (d document) quoted() string {
	return "'" + strings.ReplaceAll(d.indented(""), "'", `'\''`) + "'"
}

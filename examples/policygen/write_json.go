package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// writeJSON writes a list of the policies with where each belongs.
func writeJSON(w io.Writer, docs []document) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(docs)
}

// writePolicies writes the bare documents, one after the other.
func writePolicies(w io.Writer, docs []document) error {
	for _, d := range docs {
		if _, err := fmt.Fprintf(w, "%s\n", d.indented("")); err != nil {
			return err
		}
	}
	return nil
}

// indented is the policy for people, each line but the first after prefix.
func (d document) indented(prefix string) string {
	var b bytes.Buffer
	if err := json.Indent(&b, d.Policy.AppendJSON(nil), prefix, "  "); err != nil {
		panic(err) // AppendJSON writes JSON
	}
	return b.String()
}

// commands are what puts the policy, in the file NAME.json, to its place.
func (d document) commands() []string {
	file := "file://" + d.Name + ".json"
	switch d.Kind {
	case "identity":
		return d.identityCommands(file)
	case "repository":
		return []string{fmt.Sprintf("aws ecr set-repository-policy --region %s --registry-id %s --repository-name %s --policy-text %s", d.Region, d.Account, d.Repository, file)}
	case "endpoint":
		return []string{d.modifyEndpoint("ECR_API_ENDPOINT", file), d.modifyEndpoint("ECR_DKR_ENDPOINT", file)}
	}
	return []string{d.modifyEndpoint("S3_ENDPOINT", file)}
}

func (d document) identityCommands(file string) []string {
	account, role := d.Account, d.Role
	if account == "" {
		account = "ACCOUNT"
	}
	if role == "" {
		role = "ROLE"
	}
	return []string{
		fmt.Sprintf("aws iam create-policy --policy-name %s --policy-document %s", d.Name, file),
		fmt.Sprintf("aws iam attach-role-policy --role-name %s --policy-arn arn:%s:iam::%s:policy/%s", role, d.Partition, account, d.Name),
	}
}

func (d document) modifyEndpoint(id, file string) string {
	return fmt.Sprintf("aws ec2 modify-vpc-endpoint --region %s --vpc-endpoint-id %s --policy-document %s", d.Region, id, file)
}

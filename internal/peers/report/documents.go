package main

import (
	"encoding/json"

	awspolicy "github.com/hashicorp/awspolicyequivalence"
	minio "github.com/minio/pkg/v3/policy"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// A documentPeer is a library that reads policy documents.
type documentPeer struct {
	tool
	rewrite func(text string) (written string, err error) // written is empty where it writes none
}

var documentPeers = []documentPeer{
	{tool{"ecrkit", "iampolicy.Parse", "github.com/seed-293f0d42/ecrkit"}, func(text string) (string, error) {
		d, err := iampolicy.Parse([]byte(text))
		return d.String(), err
	}},
	{tool{"minio", "json.Unmarshal into policy.Policy", "github.com/minio/pkg/v3"}, func(text string) (string, error) {
		var p minio.Policy
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			return "", err
		}
		out, err := json.Marshal(p)
		return string(out), err
	}},
	{tool{"awspolicyequivalence", "PoliciesAreEquivalent with itself", "github.com/hashicorp/awspolicyequivalence"},
		func(text string) (string, error) {
			_, err := awspolicy.PoliciesAreEquivalent(text, text)
			return "", err
		}},
}

func documents(p *page, root string) error {
	var rows []struct {
		ID, Input string
		Want      *string
	}
	if err := suite(root, "iampolicy/testdata/conformance/documents.json", &rows); err != nil {
		return err
	}
	p.line("## Policy documents")
	p.line("What libraries make of the [suite](../iampolicy/testdata/conformance/README.md) of documents. ParseConfig of minio refuses\n" +
		"the actions of ECR, so minio is asked through encoding/json. Its resources are buckets, and awspolicyequivalence decides\n" +
		"nothing, so the suite of decisions is not in this table; its README names a second witness.")
	tools, head := []tool{}, []string{"row"}
	for _, peer := range documentPeers {
		tools, head = append(tools, peer.tool), append(head, peer.name)
	}
	p.list(tools)
	p.line("| cell | meaning |\n| --- | --- |\n" +
		"| same | takes it, and writes the same document back |\n" +
		"| other | takes it, and writes another text back |\n" +
		"| takes | takes it, and writes none |\n" +
		"| " + refused + " | refuses it |")
	table := [][]string{head}
	for _, row := range rows {
		line := []string{row.ID}
		for _, peer := range documentPeers {
			line = append(line, peer.cell(row.Input, row.Want))
		}
		table = append(table, line)
	}
	p.table(table)
	return nil
}

func (peer documentPeer) cell(input string, want *string) string {
	written, err := peer.rewrite(input)
	switch {
	case err != nil && want == nil:
		return refused
	case err != nil:
		return bold(refused)
	case want == nil:
		return bold("takes")
	case written == "":
		return "takes"
	case written != *want:
		return bold("other")
	}
	return "same"
}

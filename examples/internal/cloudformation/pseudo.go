package cloudformation

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// Pseudo is the value of a pseudo parameter:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
func (t *Template) Pseudo(n *tree.Node, name string) *tree.Node {
	switch name {
	case "AWS::NoValue":
		return nil
	case "AWS::AccountId":
		return t.known(n, name, t.with.Account, "pass -account ID")
	case "AWS::Region":
		return t.known(n, name, t.with.Region, "pass -region REGION")
	case "AWS::Partition":
		return t.known(n, name, t.partition, "pass -region REGION")
	case "AWS::URLSuffix":
		return t.known(n, name, t.suffix, "pass -region REGION")
	case "AWS::StackName":
		return t.known(n, name, t.with.StackName, registered)
	case "AWS::StackId", "AWS::NotificationARNs":
		return t.known(n, name, "", registered)
	}
	return t.problem(n, "${"+name+"}", "there is no pseudo parameter %s", name)
}

// known is a value, or a gap where it is empty.
func (t *Template) known(n *tree.Node, name, value, tell string) *tree.Node {
	if value != "" {
		return n.WithText(value)
	}
	g := tree.Gap{Text: "${" + name + "}", Node: n, Tell: tell, Why: name + " is known when the stack is deployed"}
	t.open(g, g.Text, false)
	return n.WithText(g.Text, g)
}

// anyAccount is an account for questions that do not hang on it.
const anyAccount = "123456789012"

// Partition is the partition of a region, "" for a text that is no region.
func Partition(region string) string {
	registry, ok := registryIn(region)
	if !ok {
		return ""
	}
	return registry.Partition()
}

// URLSuffix is the domain of a region's endpoints, "" for a text that is no region.
func URLSuffix(region string) string {
	registry, ok := registryIn(region)
	if !ok {
		return ""
	}
	return strings.TrimPrefix(registry.Host(), anyAccount+".dkr.ecr."+region+".")
}

// registryIn is a registry of a region. That no region is none needs no look.
func registryIn(region string) (ecrref.Registry, bool) {
	if region == "" {
		return ecrref.Registry{}, false
	}
	registry, err := ecrref.PrivateRegistry(anyAccount, region)
	return registry, err == nil
}
